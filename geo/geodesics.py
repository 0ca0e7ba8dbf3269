"""Great circles: the shortest ways on a sphere, as lines that a flat map can draw. Positions are (lat, lon).

The formulas are those of spherical interpolation (slerp) on unit vectors.
"""

from __future__ import annotations

import math
from itertools import pairwise

Position = tuple[float, float]
Vector = tuple[float, float, float]

STEP = 2.0  # degrees between two positions of a line
NOTHING = 1e-9
HALF_TURN = 180.0
EARTH_KM = 6371.009


def vector(place: Position) -> Vector:
    """Turn lat, lon into a unit vector."""
    lat, lon = math.radians(place[0]), math.radians(place[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def angle(a: Vector, b: Vector) -> float:
    """Give the angle between two unit vectors, in radians; exact for near and for opposite ones."""
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return math.atan2(math.hypot(*cross), sum(x * y for x, y in zip(a, b, strict=True)))


def kilometres(one: Position, other: Position) -> float:
    """Give the great-circle distance on a sphere of the Earth's mean radius (IUGG: 6371.009 km)."""
    return angle(vector(one), vector(other)) * EARTH_KM


def between(a: Vector, b: Vector, turn: float, share: float) -> Position:
    """Give the place at a share of the way along the great circle."""
    p, q = math.sin(turn * (1 - share)) / math.sin(turn), math.sin(turn * share) / math.sin(turn)
    x, y, z = (p * m + q * n for m, n in zip(a, b, strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def way(start: Position, end: Position) -> list[Position]:
    """Give the shortest way as positions some two degrees apart; the ends are given back as they came.

    Two equal or two opposite places have no one way: a straight line.
    """
    a, b = vector(start), vector(end)
    turn = angle(a, b)
    if math.sin(turn) < NOTHING:
        return [start, end]
    count = max(1, math.ceil(turn / math.radians(STEP)))
    return [start, *(between(a, b, turn, step / count) for step in range(1, count)), end]


def geodesic(start: Position, end: Position) -> list[list[Position]]:
    """Give the shortest way as one line, or two where it crosses the 180th meridian."""
    return cut(way(start, end))


def cut(line: list[Position]) -> list[list[Position]]:
    """Cut a line where it crosses the 180th meridian."""
    parts = [[line[0]]]
    for (lat, lon), (next_lat, next_lon) in pairwise(line):
        if abs(next_lon - lon) > HALF_TURN:
            side = math.copysign(HALF_TURN, lon)
            east = next_lon + 2 * side - lon
            share = (side - lon) / east if east else 0.0  # along the 180th meridian rounding may change the side
            crossing = lat + share * (next_lat - lat)
            parts[-1].append((crossing, side))
            parts.append([(crossing, -side)])
        parts[-1].append((next_lat, next_lon))
    return parts
