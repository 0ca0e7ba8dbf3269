"""When the venue that was read is that of the gold, and when two venues of one side count once."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.geodesics import kilometres
from geo.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Meeting, Place

HIT_KM = 50.0
WIDE_HIT_KM = 161.0  # 100 miles, the usual limit in work on geoparsing
SAME_KM = 10.0
AREAS = frozenset({Kind.COUNTRY, Kind.REGION})


@dataclass(frozen=True, slots=True)
class Spot:
    """A venue of the gold or of the reader; ``at`` is (lat, lon), or None where it is not known."""

    name: str
    kind: Kind
    country: str | None
    at: tuple[float, float] | None

    @property
    def is_area(self) -> bool:
        """Whether it is a country or region, whose point says little."""
        return self.kind in AREAS

    def __str__(self) -> str:
        """As errors name it."""
        return f"{self.name} ({self.country})"


def spot_of(place: Place) -> Spot:
    """Return the spot of a place that was read."""
    return Spot(place.name, place.kind, place.country, (place.lat, place.lon))


def point(lat: float | None, lon: float | None) -> tuple[float, float] | None:
    """Return (lat, lon) where both are told."""
    return None if lat is None or lon is None else (lat, lon)


def near(one: tuple[float, float] | None, other: tuple[float, float] | None, limit: float) -> bool:
    """Whether both points are known and at most ``limit`` km apart."""
    return one is not None and other is not None and kilometres(one, other) <= limit


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in case, accents or a leading "the" at most."""
    return _plain(one) == _plain(other)


def counts_once(one: Spot, other: Spot) -> bool:
    """Whether two venues of one side are the same: they do not differ in country, and lie within 10 km."""
    if one.is_area != other.is_area or (one.country and other.country and one.country != other.country):
        return False
    if one.is_area or one.at is None or other.at is None:
        return same_name(one.name, other.name)
    return near(one.at, other.at, SAME_KM)


def hits(read: Spot, gold: Spot, also: Iterable[str] = ()) -> bool:
    """Whether the venue read is that of the gold.

    A country or region is by its country, a city or site within 50 km; a name in ``also`` is right anyway, and
    where the gold tells neither, its name decides.
    """
    if any(same_name(read.name, name) for name in also):
        return True
    if gold.is_area and gold.country is not None:
        return read.country == gold.country
    if not gold.is_area and gold.at is not None:
        return near(read.at, gold.at, HIT_KM)
    return same_name(read.name, gold.name)


def venues_of(meetings: Iterable[Meeting]) -> list[tuple[Spot, list[Meeting]]]:
    """Return the distinct venues of meetings, each with those that were read there, in order."""
    found: list[tuple[Spot, list[Meeting]]] = []
    for meeting in meetings:
        if meeting.venue is not None:
            spot = spot_of(meeting.venue)
            group = next((told for other, told in found if counts_once(other, spot)), None)
            if group is None:
                group = []
                found.append((spot, group))
            group.append(meeting)
    return found


def told(spots: Iterable[Spot]) -> str:
    """Name venues in an error."""
    return ", ".join(map(str, spots)) or "none"


def one_to_one(candidates: Iterable[tuple[Sequence[object], int, int]]) -> list[tuple[int, int]]:
    """Pair numbers of two lists, each at most once: the best candidate first, ``(worth, one, other)`` sorted."""
    pairs: list[tuple[int, int]] = []
    for _, one, other in sorted(candidates):
        if all(one != first and other != second for first, second in pairs):
            pairs.append((one, other))
    return pairs


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(c for c in letters if not unicodedata.combining(c)).replace("’", "'").split()
    return " ".join(words[words[:1] == ["the"] :])
