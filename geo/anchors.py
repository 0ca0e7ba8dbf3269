"""What an article says of where it plays: its resolved towns and regions, by which doubtful names are placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geodesics import kilometres
from geo.model import Kind, ReadingKind

if TYPE_CHECKING:
    from geo.model import Place, Toponym

NEAR_KM = 150.0
BEHIND = 40


class Anchors:
    """The resolved towns and regions of an article, which tell where the rest is."""

    def __init__(self, found: list[Toponym]) -> None:
        self.all = [t for t in found if t.place is not None and t.reading is not ReadingKind.DEMONYM]
        self.known = {
            t.text: t.place for t in self.all if t.place is not None and t.place.kind is not Kind.COUNTRY
        }
        self.local = [t for t in self.all if t.place and t.place.kind is not Kind.COUNTRY and t.place.country]

    def around(self, start: int, end: int) -> Place | None:
        """Give the place that a name lies in: what follows close behind, else the nearest before or after."""
        outer = [t for t in (self.local or self.all) if t.end <= start or t.start >= end]
        behind = next((t for t in outer if end <= t.start <= end + BEHIND), None)
        nearest = behind or min(outer, key=lambda t: min(abs(t.start - end), abs(start - t.end)), default=None)
        return nearest.place if nearest else None

    def regions(self) -> list[Place]:
        """Give the regions of one country that the article names."""
        return [t.place for t in self.local if t.place is not None and t.place.kind is Kind.REGION]

    def near(self, place: Place, name: str) -> bool:
        """Tell whether another name of the text lies near a place."""
        return any(
            t.text != name and t.place is not None and distance_km(t.place, place) <= NEAR_KM for t in self.local
        )


def distance_km(one: Place, other: Place) -> float:
    """Give the great-circle distance of two places in kilometres."""
    return kilometres((one.lat, one.lon), (other.lat, other.lon))
