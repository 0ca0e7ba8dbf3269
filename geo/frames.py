"""An atlas for data scientists: pandas, geopandas and networkx, each needed only where its function is called."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from geo.columns import BY_NAME, Type
from geo.extras import need
from geo.geodesics import geodesic
from geo.model import ActorType, Role, Status
from geo.tables import clean, link_ends, rows

if TYPE_CHECKING:
    from geo.model import Atlas, Meeting

PANDAS_TYPES = {Type.TEXT: "object", Type.INTEGER: "Int64", Type.NUMBER: "float64", Type.DATE: "datetime64[s]"}
SPATIAL = ("venues", "meetings", "links")
WGS84 = "EPSG:4326"
MET = {Status.HELD, Status.ONGOING}


def dataframe(atlas: Atlas, table: str = "flat") -> Any:
    """Return a table of ``atlas`` as a ``pandas.DataFrame``; ``geo.columns`` tells what its columns hold."""
    pandas = need("pandas", "a data frame")
    spec, found = BY_NAME[table], rows(atlas, table)
    columns = {
        column.name: pandas.Series([row[column.name] for row in found], dtype=PANDAS_TYPES[column.type])
        for column in spec.columns
    }
    return pandas.DataFrame(columns)


def geodataframe(atlas: Atlas, layer: str = "meetings") -> Any:
    """Return venues, meetings (points) or links (great circles) as a ``geopandas.GeoDataFrame`` in WGS 84.

    Positions are (lon, lat). The geometry is None where there is no place. Raises KeyError for another layer.
    """
    geopandas = need("geopandas", "a geo data frame")
    if layer not in SPATIAL:
        raise KeyError(layer)
    return geopandas.GeoDataFrame(dataframe(atlas, layer), geometry=geometries(atlas, layer), crs=WGS84)


def geometries(atlas: Atlas, layer: str) -> list[Any]:
    """Return shapely geometries of a layer's rows, in order; positions as (lon, lat)."""
    from shapely import MultiLineString, Point

    if layer != "links":
        return [None if row["lat"] is None else Point(row["lon"], row["lat"]) for row in rows(atlas, layer)]
    ends = link_ends(atlas)
    return [
        None if pair is None else MultiLineString(lines((pair[0].lat, pair[0].lon), (pair[1].lat, pair[1].lon)))
        for pair in (ends[row["id"]] for row in rows(atlas, layer))
    ]


def lines(start: tuple[float, float], end: tuple[float, float]) -> list[list[tuple[float, float]]]:
    """Return the great circle between two (lat, lon), cut at the 180th meridian, as positions (lon, lat)."""
    return [[(lon, lat) for lat, lon in part] for part in geodesic(start, end)]


def bipartite(atlas: Atlas) -> Any:
    """Return a ``networkx.Graph`` of actors and meetings; an edge is a participation with role and confidence.

    Actors stand under their ids (``"RUS"``), meetings under theirs. Attributes without a value are left out.
    """
    graph = need("networkx", "a graph").Graph(name="who takes part in which meeting")
    for row in rows(atlas, "actors"):
        graph.add_node(row["id"], **_told({**row, "bipartite": 0, "label": row["name"]}, {"id"}))
    keys = {}
    for row in rows(atlas, "meetings"):
        keys[row["id"]] = f"meeting {row['id']}" if row["id"] in graph else row["id"]
        label = " ".join(filter(None, (row["venue_name"] or "place not told", row["date_start"])))
        days = {day: row[day] and row[day].isoformat() for day in ("first_day", "last_day")}
        facts = {**row, **days, "bipartite": 1, "type": "meeting", "label": row["label"] or label}
        graph.add_node(keys[row["id"]], **_told(facts, {"id", "venue"}))
    for row in rows(atlas, "participations"):
        told = {"id": row["id"], "role": row["role"], "name": row["name"], "confidence": row["confidence"]}
        graph.add_edge(row["actor"], keys[row["meeting"]], **told)
    return graph


def projected(atlas: Atlas) -> Any:
    """Return a ``networkx.Graph`` of the states that meet.

    ``weight`` counts the meetings, not cancelled, at which both are not absent; ``held`` those of them that were
    held or go on; ``first_date`` and ``last_date`` are as told.
    """
    graph = need("networkx", "a graph").Graph(name="states that meet")
    names = {row["id"]: row["name"] for row in rows(atlas, "actors") if row["type"] == str(ActorType.STATE)}
    for key, name in names.items():
        graph.add_node(key, label=name)
    weights: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    dates: dict[tuple[str, str], list[str]] = {}
    for meeting in atlas.meetings:
        for pair in combinations(sorted(_present(meeting)), 2):
            weights[pair] += 1
            held[pair] += meeting.status in MET
            if meeting.date is not None:
                dates.setdefault(pair, []).append(meeting.date.start)
    for (one, other), weight in weights.items():
        days = dates.get((one, other), [])
        span = {"first_date": min(days), "last_date": max(days)} if days else {}
        graph.add_edge(one, other, weight=weight, held=held[one, other], **span)
    return graph


def _present(meeting: Meeting) -> set[str]:
    """Ids of the states that take part; nobody meets at a cancelled meeting."""
    if meeting.status is Status.CANCELLED:
        return set()
    parts = (p for p in meeting.participations if p.role is not Role.ABSENT)
    return {clean(p.actor.id) for p in parts if p.actor.type is ActorType.STATE}


def _told(row: dict[str, Any], but: set[str]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None and key not in but}
