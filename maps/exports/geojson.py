"""GeoJSON by RFC 7946: positions as (lon, lat) in WGS 84, lines cut at the 180th meridian, a bbox on all."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo.frames import lines
from geo.tables import link_ends, rows

if TYPE_CHECKING:
    import datetime as dt

    from geo.model import Atlas

Interval = tuple[float, float]
LAYERS = ("venues", "meetings", "links")
TURN = 360.0


def geojson(atlas: Atlas) -> bytes:
    """Return venues and meetings (points) and links (great circles) as one FeatureCollection.

    ``properties.layer`` tells them apart; a meeting has its ``participations``. No place, no geometry: null.
    """
    features = [feature for layer in LAYERS for feature in layer_features(atlas, layer)]
    shapes = [feature["geometry"] for feature in features if feature["geometry"]]
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if shapes:
        collection["bbox"] = bbox([part for shape in shapes for part in parts(shape)])
    collection["features"] = features
    return (json.dumps(collection, ensure_ascii=False, allow_nan=False, default=iso) + "\n").encode()


def layer_features(atlas: Atlas, layer: str) -> list[dict[str, Any]]:
    """Return the features of one layer."""
    ends = link_ends(atlas) if layer == "links" else {}
    told: dict[str, list[dict[str, Any]]] = {}
    for row in rows(atlas, "participations") if layer == "meetings" else ():
        told.setdefault(row["meeting"], []).append({key: row[key] for key in row if key not in {"id", "meeting"}})
    features = []
    for row in rows(atlas, layer):
        more = {"participations": told.get(row["id"], [])} if layer == "meetings" else {}
        shape = line(ends[row["id"]]) if layer == "links" else point(row)
        features.append(feature(row["id"], shape, {"layer": layer, **row, **more}))
    return features


def feature(name: str, shape: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    """Return one feature; its bbox where its shape has an extent."""
    made: dict[str, Any] = {"type": "Feature", "id": name}
    if shape is not None and shape["type"] != "Point":
        made["bbox"] = bbox(parts(shape))
    return {**made, "geometry": shape, "properties": properties}


def point(row: dict[str, Any]) -> dict[str, Any] | None:
    """Return the point of a row with lat and lon."""
    return None if row["lat"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}


def line(ends: Any) -> dict[str, Any] | None:
    """Return the great circle between two places."""
    if ends is None:
        return None
    seat, venue = ends
    return {"type": "MultiLineString", "coordinates": lines((seat.lat, seat.lon), (venue.lat, venue.lon))}


def parts(shape: dict[str, Any]) -> list[list[Any]]:
    """Return the lists of positions of a shape."""
    return [[shape["coordinates"]]] if shape["type"] == "Point" else list(shape["coordinates"])


def bbox(lists: list[list[Any]]) -> list[float]:
    """Return [west, south, east, north]; west is greater than east where it spans the 180th meridian (5.2)."""
    lats = [position[1] for part in lists for position in part]
    west, east = span([(min(p[0] for p in part), max(p[0] for p in part)) for part in lists])
    return [west, min(lats), east, max(lats)]


def span(intervals: list[Interval]) -> Interval:
    """Return (west, east) of the shortest stretch of longitude with all intervals: all but the widest gap."""
    merged: list[list[float]] = []
    for west, east in sorted(intervals):
        if merged and west <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], east)
        else:
            merged.append([west, east])
    around = merged[0][0] + TURN - merged[-1][1]
    gaps = [(later[0] - sooner[1], number) for number, (sooner, later) in enumerate(pairwise(merged))]
    widest, number = max(gaps, default=(0.0, 0))
    if widest > around:
        return merged[number + 1][0], merged[number][1]
    return merged[0][0], merged[-1][1]


def iso(value: dt.date) -> str:
    """Write a day."""
    return value.isoformat()
