"""The basemap: country shapes of Natural Earth 1:50m, baked into ``data/world.gz`` by ``bake_basemap``.

The file holds a line of JSON, ``[[alpha-3 code, name, [[points of a ring, ...], ...]], ...]``: for each polygon
how many points its outside has, and each of its holes. After it come the rings, one after the other, as whole
numbers: lon and lat of the first position, then the steps to the next, in 1/50 degree, its end not repeated. A
number is written as in Protocol Buffers ("sint32"): zigzag, then seven bits a byte, the lowest first. No ring
crosses the 180th meridian.
"""

from __future__ import annotations

import base64
import gzip
import json
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely import MultiPolygon

STEPS = 50
DATA = Path(__file__).parent / "data" / "world.gz"


def packed() -> str:
    """Give the data file as base64 text, as the page carries it."""
    return base64.b64encode(DATA.read_bytes()).decode("ascii")


@cache
def countries() -> dict[str, MultiPolygon]:
    """Give the shape of each country by alpha-3 code, positions as (lon, lat) in degrees."""
    from shapely import MultiPolygon, Polygon

    head, _, body = gzip.decompress(DATA.read_bytes()).partition(b"\n")
    steps = numbers(body)
    shapes = {}
    for code, _, polygons in json.loads(head):
        rings = [[ring(list(islice(steps, 2 * points))) for points in polygon] for polygon in polygons]
        shapes[code] = MultiPolygon([Polygon(shell, holes) for shell, *holes in rings])
    return shapes


def numbers(body: Iterable[int]) -> Iterator[int]:
    """Read numbers as the file holds them."""
    value = shift = 0
    for byte in body:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a number has no eighth bit
            yield value >> 1 ^ -(value & 1)
            value = shift = 0


def written(values: Iterable[int]) -> Iterator[int]:
    """Write numbers as ``numbers`` reads them."""
    for value in values:
        rest = value << 1 if value >= 0 else ~(value << 1)
        while rest > 0x7F:  # noqa: PLR2004 - seven bits go into a byte
            yield rest & 0x7F | 0x80
            rest >>= 7
        yield rest


def ring(steps: list[int]) -> list[tuple[float, float]]:
    """Undo the steps of one ring: positions as (lon, lat) in degrees."""
    lons, lats = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(lon / STEPS, lat / STEPS) for lon, lat in zip(lons, lats, strict=True)]
