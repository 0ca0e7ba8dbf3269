"""Great circles for pictures: the page's ``static/arc.js`` in Python. Positions are (lat, lon).

An arc that would pass near a pole is bent away from it: on a flat map it would run along the map's edge. The true
way, for data, is ``geo.geodesics.geodesic``.
"""

from __future__ import annotations

import math

from geo.geodesics import HALF_TURN, Position, cut, way

POLAR = 75.0  # degrees of latitude from which an arc counts as polar
BENT = 66.0  # degrees of latitude that the middle of a bent arc keeps below
TURN = 360.0


def great_circle(start: Position, end: Position) -> list[list[Position]]:
    """Give the way from start to end as one line, or two where it crosses the 180th meridian.

    The ends are given back as they came. Two equal or two opposite places have no one way: a straight line.
    """
    line = way(start, end)
    highest = max(abs(lat) for lat, _ in line)
    if highest > max(POLAR, abs(start[0]), abs(end[0])):
        line = bent(start, end, len(line) - 1)
    return cut(line)


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
