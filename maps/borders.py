"""Whether venues lie in the countries they are said to lie in, by the borders of the map.

The shapes are those of the basemap (Natural Earth 1:50m, coasts and borders simplified to 1/50 degree), so a place
within 25 km of its country is no contradiction. Nor is one at sea within 500 km of it: the map leaves islets out,
among them Rongelap, 468 km from the next part of its country. Nor is one in a disputed area (the table below) that
is given to any of those who claim or hold it: Parley takes no side. Countries not on the map are left alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.articles import Problem
from geo.geodesics import kilometres
from geo.model import Kind
from geo.placenames import countries as country_table
from maps.basemap import countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

    from geo.model import Atlas, Place

TOLERANCE_KM = 25.0
TOLERANCE_AT_SEA_KM = 500.0
TURN = 360.0
EXACT = frozenset({Kind.CITY, Kind.SITE})


@dataclass(frozen=True, slots=True)
class Dispute:
    """An area that several states claim or hold; ``south, west, north, east`` is a box around it, in degrees."""

    name: str
    states: frozenset[str]
    south: float
    west: float
    north: float
    east: float

    def covers(self, place: Place, found: str | None) -> bool:
        """Tell whether a place lies here, and both what is said and what the map shows are of those concerned."""
        inside = self.south <= place.lat <= self.north and self.west <= place.lon <= self.east
        return inside and place.country in self.states and (found is None or found in self.states)


def _dispute(name: str, states: str, south: float, west: float, north: float, east: float) -> Dispute:
    return Dispute(name, frozenset(states.split()), south, west, north, east)


# Areas that Natural Earth lists as breakaway or disputed, and those of Ukraine that Russia claims; rough boxes.
DISPUTES = (
    _dispute("Crimea", "UKR RUS", 44.2, 32.3, 46.4, 36.8),
    _dispute("Donetsk, Luhansk, Zaporizhzhia and Kherson", "UKR RUS", 45.9, 31.5, 50.2, 40.3),
    _dispute("Palestine and Jerusalem", "ISR PSE", 31.1, 34.1, 32.7, 35.7),
    _dispute("the Golan", "ISR SYR", 32.6, 35.5, 33.5, 36.1),
    _dispute("Western Sahara", "ESH MAR", 20.7, -17.2, 27.8, -8.6),
    _dispute("Kosovo", "XKX SRB", 41.8, 20.0, 43.3, 21.9),
    _dispute("Taiwan", "TWN CHN", 21.7, 118.0, 26.5, 122.2),
    _dispute("Kashmir", "IND PAK CHN KAS", 32.2, 72.5, 37.2, 80.4),
    _dispute("Arunachal Pradesh", "IND CHN", 26.6, 91.5, 29.6, 97.5),
    _dispute("Karabakh", "AZE ARM", 38.8, 46.2, 40.6, 47.6),
    _dispute("Somaliland", "SOM SOL", 8.0, 42.6, 11.6, 49.1),
    _dispute("the north of Cyprus", "CYP CYN TUR", 34.9, 32.2, 35.8, 34.7),
    _dispute("Abyei", "SDN SSD", 9.2, 27.7, 10.6, 29.2),
    _dispute("Halaib", "EGY SDN", 21.7, 33.0, 23.3, 37.1),
    _dispute("the Ilemi Triangle", "KEN SSD ETH", 4.1, 34.8, 5.5, 36.1),
    _dispute("Essequibo", "GUY VEN", 0.9, -61.5, 8.7, -57.0),
    _dispute("the Falkland Islands", "FLK ARG GBR", -53.2, -62.0, -50.8, -57.5),
    _dispute("the southern Kurils", "JPN RUS", 43.2, 145.2, 45.7, 149.0),
    _dispute("Gibraltar", "GIB ESP GBR", 36.0, -5.5, 36.3, -5.2),
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A venue off its country: the alpha-3 code of where the map has it (None: at sea), and how far off, in km."""

    venue: Place
    found: str | None
    off_km: float

    def __str__(self) -> str:
        """Tell it in one line."""
        where = "at sea" if self.found is None else f"in {_name(self.found)}"
        said = _name(self.venue.country or "")
        return (
            f"lies {where} at {self.venue.lat:.2f},{self.venue.lon:.2f}, {self.off_km:,.0f} km off {said}, "
            "in which it is said to lie: see parley correct place"
        )


def contradictions(places: Iterable[Place]) -> Iterator[Contradiction]:
    """Yield the places, each once, that lie off the country they are said to lie in."""
    for place in dict.fromkeys(places):
        found = _checked(place) if place.kind in EXACT and place.country in countries() else None
        if found is not None:
            yield found


def problems(atlas: Atlas) -> Iterator[Problem]:
    """Yield a note for each venue of an atlas that contradicts the borders."""
    for found in contradictions(m.venue for m in atlas.meetings if m.venue is not None):
        yield Problem(found.venue.name, str(found), note=True)


def country_at(lat: float, lon: float) -> str | None:
    """Return the alpha-3 code of the country at a position on the map; None at sea."""
    from shapely import Point

    tree, codes = _tree()
    hits = sorted(int(number) for number in tree.query(Point(lon, lat), predicate="intersects"))
    return codes[hits[0]] if hits else None


def _checked(place: Place) -> Contradiction | None:
    found = country_at(place.lat, place.lon)
    if found == place.country or any(dispute.covers(place, found) for dispute in DISPUTES):
        return None
    off = distance_km(place.lat, place.lon, countries()[place.country or ""])
    tolerance = TOLERANCE_AT_SEA_KM if found is None else TOLERANCE_KM
    return None if off <= tolerance else Contradiction(place, found, off)


def distance_km(lat: float, lon: float, shape: BaseGeometry) -> float:
    """Return how far a position is from a shape of (lon, lat), 0 inside, over the 180th meridian too."""
    from shapely import Point, transform
    from shapely.ops import nearest_points

    squeeze = max(math.cos(math.radians(lat)), 1e-6)
    flat = transform(shape, lambda lonlat: lonlat * [squeeze, 1.0])
    best = math.inf
    for turned in (lon - TURN, lon, lon + TURN):
        nearest, _ = nearest_points(flat, Point(turned * squeeze, lat))
        if abs(nearest.x / squeeze - turned) <= TURN / 2:
            best = min(best, kilometres((lat, turned), (nearest.y, nearest.x / squeeze)))
    return best


@cache
def _tree() -> tuple[STRtree, list[str]]:
    """Return the parts of all countries in one tree, and the code of each."""
    from shapely import STRtree

    parts = [(code, part) for code, shape in countries().items() for part in shape.geoms]
    return STRtree([part for _, part in parts]), [code for code, _ in parts]


def _name(code: str) -> str:
    known = country_table().get(code)
    return known.place.name if known else code
