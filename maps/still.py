"""A still picture of the map as SVG, for browsers that run no script.

Positions come in as (lat, lon) and are drawn in the Equal Earth projection of ``static/equalearth.js``, in WIDTH
by HEIGHT units. Coastlines are thinned to what such a picture shows, so that it stays small.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.model import ActorType, Role, Status
from maps.arcs import great_circle
from maps.basemap import countries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.geodesics import Position
    from geo.model import Atlas, Meeting, Place

TERMS = (1.340264, -0.081106, 0.000893, 0.003796)  # Savric, Patterson, Jenny 2018
EDGE_X, EDGE_Y = 2.7067, 1.3174  # the projection's reach
WIDTH = 1000
HEIGHT = round(WIDTH * EDGE_Y / EDGE_X)
TOLERANCE = 0.9  # degrees: one unit of the picture is 0.36
MIN_AREA = 4.0  # square degrees of the smallest land drawn
MIN_RING = 4
LINKS = 150
NAMES = 14
NEAR_X, NEAR_Y = 80, 12  # units that a name keeps to itself
COLOURS = {
    Role.HOST: "#bf4308",
    Role.ORGANISER: "#2251b5",
    Role.MEDIATOR: "#7b2d8e",
    Role.PARTICIPANT: "#0b7267",
    Role.INVITED: "#95650a",
    Role.OBSERVER: "#56616e",
    Role.ABSENT: "#a82458",
}
SEA, LAND, INK, GREY = "#dfe8ed", "#f8f6f0", "#1d2329", "#777c82"


def project(lat: float, lon: float) -> tuple[float, float]:
    """Give the place in units of the picture, from its upper left corner."""
    a, b, c, d = TERMS
    m = math.sqrt(3) / 2
    t = math.asin(m * math.sin(math.radians(max(-90.0, min(90.0, lat)))))
    slope = a + 3 * b * t**2 + t**6 * (7 * c + 9 * d * t**2)
    x = math.radians(lon) * math.cos(t) / (m * slope)
    y = t * (a + b * t**2 + t**6 * (c + d * t**2))
    return WIDTH / 2 * (1 + x / EDGE_X), HEIGHT / 2 * (1 - y / EDGE_Y)


def path(places: Iterable[Position]) -> str:
    """Write positions as path commands, in whole units; what falls on one unit is written once."""
    spots = [(round(x), round(y)) for x, y in (project(*place) for place in places)]
    kept = [spots[0], *(to for back, to in pairwise(spots) if to != back)]
    steps = "".join(f" {to[0] - back[0]} {to[1] - back[1]}" for back, to in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{steps.strip()}" if steps else ""


def curve(line: list[Position]) -> str:
    """Write a line as a quadratic curve through its middle, in whole units; nothing if it is too short to see."""
    (x, y), (mid_x, mid_y), (to_x, to_y) = (project(*line[at]) for at in (0, len(line) // 2, -1))
    if math.dist((x, y), (to_x, to_y)) < 1:
        return ""
    bend_x, bend_y = 2 * mid_x - (x + to_x) / 2, 2 * mid_y - (y + to_y) / 2
    return f"M{x:.0f} {y:.0f}Q{bend_x:.0f} {bend_y:.0f} {to_x:.0f} {to_y:.0f}"


@cache
def land() -> str:
    """Give the land as one path."""
    rings = [
        part.exterior.simplify(TOLERANCE).coords
        for shape in countries().values()
        for part in shape.geoms
        if part.area > MIN_AREA
    ]
    return "".join(f"{path((lat, lon) for lon, lat in ring)}z" for ring in rings if len(ring) > MIN_RING)


@cache
def globe() -> str:
    """Give the outline of the globe as a path."""
    west = [(float(lat), -180.0) for lat in range(-90, 91, 6)]
    return f"{path([*west, *((-lat, 180.0) for lat, _ in west)])}z"


def still(atlas: Atlas) -> str:
    """Give the picture of an atlas as an ``svg`` element; every word in it is escaped."""
    placed: dict[str, tuple[Place, list[Meeting]]] = {}
    for meeting in atlas.meetings:
        if meeting.venue:
            placed.setdefault(f"{meeting.venue.name}|{meeting.venue.country}", (meeting.venue, []))[1].append(
                meeting
            )
    venues = sorted(placed.values(), key=lambda entry: -len(entry[1]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Map of the venues and of the states that met there" font-family="sans-serif" font-size="12">'
        f'<path d="{globe()}" fill="{SEA}"/><path d="{land()}" fill="{LAND}" stroke="{LAND}"/>'
        f'<g fill="none" stroke-opacity=".7">{"".join(arcs(atlas))}</g>'
        f"{''.join(circle(venue, len(meetings)) for venue, meetings in venues)}{''.join(names(venues))}</svg>"
    )


def arcs(atlas: Atlas) -> list[str]:
    """Draw the strongest links, the strongest last."""
    roles: dict[tuple[Position, Position], Counter[Role]] = defaultdict(Counter)
    states: dict[tuple[Position, Position], set[Status]] = defaultdict(set)
    for meeting in atlas.meetings:
        for part in meeting.participations if meeting.venue else ():
            seat = atlas.seats.get(part.actor.id)
            if meeting.venue and seat and part.actor.type is not ActorType.NONSTATE:
                link = ((seat.lat, seat.lon), (meeting.venue.lat, meeting.venue.lon))
                roles[link][part.role] += 1
                states[link].add(meeting.status)
    strongest = sorted(roles, key=lambda link: -roles[link].total())[:LINKS]
    return [arc(*link, roles[link], states[link]) for link in reversed(strongest)]


def arc(seat: Position, venue: Position, roles: Counter[Role], states: set[Status]) -> str:
    """Draw one link: colour by role, dashed where only planned, grey where cancelled, nothing if too short."""
    lines = "".join(curve(line) for line in great_circle(seat, venue))
    colour = COLOURS[roles.most_common(1)[0][0]] if states != {Status.CANCELLED} else GREY
    dash = "" if states & {Status.HELD, Status.ONGOING} else ' stroke-dasharray="5 4"'
    width = round(min(4.0, 1 + math.log2(roles.total())), 1)
    return f'<path d="{lines}" stroke="{colour}" stroke-width="{width}"{dash}/>' if lines else ""


def circle(venue: Place, count: int) -> str:
    """Draw one venue, by its number of meetings."""
    x, y = project(venue.lat, venue.lon)
    radius = min(12.0, 2.5 + math.sqrt(count))
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}" fill="{INK}" stroke="#fff"/>'


def names(venues: list[tuple[Place, list[Meeting]]]) -> list[str]:
    """Name the busiest venues, where a name has room."""
    taken: list[tuple[float, float]] = []
    written: list[str] = []
    for venue, _ in venues:
        x, y = project(venue.lat, venue.lon)
        if len(written) < NAMES and all(abs(x - a) > NEAR_X or abs(y - b) > NEAR_Y for a, b in taken):
            taken.append((x, y))
            side = f'x="{x + 8:.0f}"' if x < WIDTH - 2 * NEAR_X else f'x="{x - 8:.0f}" text-anchor="end"'
            written.append(f'<text {side} y="{y + 4:.0f}" fill="{INK}">{printable(venue.name)}</text>')
    return written


def printable(text: str) -> str:
    """Escape a name for SVG; what XML cannot carry becomes the replacement character."""
    clean = "".join(c if c.isprintable() and not "\ud800" <= c <= "\udfff" else "\ufffd" for c in text[:40])
    return escape(clean)
