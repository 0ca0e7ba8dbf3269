"""Great circles for pictures and exports: the page's ``static/arc.js`` in Python. Positions are (lat, lon).

An arc that would pass near a pole is bent away from it: on a flat map it would run along the map's edge.
"""

from __future__ import annotations

import math
from itertools import pairwise

Position = tuple[float, float]
Vector = tuple[float, float, float]

STEP = 2.0  # degrees between two positions of an arc
POLAR = 75.0  # degrees of latitude from which an arc counts as polar
BENT = 66.0  # degrees of latitude that the middle of a bent arc keeps below
NOTHING = 1e-9
HALF_TURN = 180.0
TURN = 360.0


def vector(place: Position) -> Vector:
    """Turn lat, lon into a unit vector."""
    lat, lon = math.radians(place[0]), math.radians(place[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def angle(a: Vector, b: Vector) -> float:
    """Give the angle between two unit vectors, in radians; exact for near and for opposite ones."""
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return math.atan2(math.hypot(*cross), sum(x * y for x, y in zip(a, b, strict=True)))


def great_circle(start: Position, end: Position) -> list[list[Position]]:
    """Give the way from start to end as one line, or two where it crosses the 180th meridian.

    The ends are given back as they came. Two equal or two opposite places have no one way: a straight line.
    """
    a, b = vector(start), vector(end)
    turn = angle(a, b)
    if math.sin(turn) < NOTHING:
        return [[start, end]]
    count = max(1, math.ceil(turn / math.radians(STEP)))
    line = [start, *(between(a, b, turn, step / count) for step in range(1, count)), end]
    if max(abs(lat) for lat, _ in line) > max(POLAR, abs(start[0]), abs(end[0])):
        line = bent(start, end, count)
    return cut(line)


def between(a: Vector, b: Vector, turn: float, share: float) -> Position:
    """Give the place at a share of the way along the great circle."""
    p, q = math.sin(turn * (1 - share)) / math.sin(turn), math.sin(turn * share) / math.sin(turn)
    x, y, z = (p * m + q * n for m, n in zip(a, b, strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def bent(start: Position, end: Position, count: int) -> list[Position]:
    """Give a way that keeps clear of the pole: even steps of longitude, a bow in latitude."""
    east = (end[1] - start[1] + HALF_TURN) % TURN - HALF_TURN
    middle = (start[0] + end[0]) / 2
    bow = max(0.0, BENT - abs(middle)) * (1 if middle >= 0 else -1)
    line = []
    for step in range(count + 1):
        share = step / count
        lat = start[0] + (end[0] - start[0]) * share + bow * math.sin(math.pi * share)
        lon = (start[1] + east * share + HALF_TURN) % TURN - HALF_TURN
        line.append((lat, lon))
    return [start, *line[1:-1], end]


def cut(line: list[Position]) -> list[list[Position]]:
    """Cut a line where it crosses the 180th meridian."""
    parts = [[line[0]]]
    for (lat, lon), (next_lat, next_lon) in pairwise(line):
        if abs(next_lon - lon) > HALF_TURN:
            side = math.copysign(HALF_TURN, lon)
            share = (side - lon) / (next_lon + 2 * side - lon)
            crossing = lat + share * (next_lat - lat)
            parts[-1].append((crossing, side))
            parts.append([(crossing, -side)])
        parts[-1].append((next_lat, next_lon))
    return parts
