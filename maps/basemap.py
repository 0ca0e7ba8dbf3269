"""The basemap: country shapes of Natural Earth 1:50m, baked into ``data/world.json.gz`` by ``bake_basemap``.

The file holds ``{alpha-3 code: {"name": ..., "polygons": [[ring, ...], ...]}}``; a ring is a flat list of whole
numbers: lon and lat of its first position, then the steps to the next, in 1/50 degree, its end not repeated; the
first ring of a polygon is its outside, the others are holes. No ring crosses the 180th meridian.
"""

from __future__ import annotations

import base64
import gzip
import json
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import MultiPolygon

STEPS = 50
DATA = Path(__file__).parent / "data" / "world.json.gz"


def packed() -> str:
    """Give the data file as base64 text, as the page carries it."""
    return base64.b64encode(DATA.read_bytes()).decode("ascii")


@cache
def countries() -> dict[str, MultiPolygon]:
    """Give the shape of each country by alpha-3 code, positions as (lon, lat) in degrees."""
    from shapely import MultiPolygon, Polygon

    world = json.loads(gzip.decompress(DATA.read_bytes()))
    return {
        code: MultiPolygon(
            [Polygon(ring(shell), [ring(hole) for hole in holes]) for shell, *holes in entry["polygons"]]
        )
        for code, entry in world.items()
    }


def ring(steps: list[int]) -> list[tuple[float, float]]:
    """Undo the steps of one ring: positions as (lon, lat) in degrees."""
    lons, lats = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(lon / STEPS, lat / STEPS) for lon, lat in zip(lons, lats, strict=True)]
