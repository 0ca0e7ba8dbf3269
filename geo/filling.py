"""Places that the gazetteer does not hold, from an online provider: an article that names them is read again.

An answer counts only where it leaves no doubt: it bears the very name, all answers of that name lie together, and
they lie near where the text puts the name, or in a country that the article names. All else stays unresolved.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from geo.anchors import NEAR_KM, distance_km
from geo.errors import GeocodingError
from geo.lookup import place_of
from geo.model import Kind, ReadingKind
from geo.own_names import OwnNames, OwnPlace
from geo.placenames import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.gazetteer import Gazetteer
    from geo.model import Extraction, Place, Toponym
    from geo.providers import ProviderAnswers

log = logging.getLogger("parley")

LONGEST = 60
MOST = 40
"""Names asked for of one article: a list of streets is no reason for hundreds of requests."""


class Filler:
    """Asks a provider for the place names that are in no table, and counts what came of it."""

    def __init__(self, provider: ProviderAnswers, gazetteer: Gazetteer) -> None:
        self._provider = provider
        self._gazetteer = gazetteer
        self._names: dict[str, str] = {}

    def places(self, extraction: Extraction) -> tuple[OwnPlace, ...]:
        """Return the places that the provider knows without doubt for the names that the article leaves open."""
        found = []
        for toponym in self._open(extraction):
            place = self._place(toponym, extraction.toponyms)
            if place is not None:
                found.append(OwnPlace(place, (toponym.text,), first=False))
        return tuple(found)

    def summary(self) -> str | None:
        """Tell in one line what was asked and what came of it; None if nothing was asked."""
        if not self._names:
            return None
        deeds = list(self._names.values())
        told = ", ".join(f"{deeds.count(deed)} {deed}" for deed in ("found", "not found", "in doubt", "failed"))
        names = "place name" if len(deeds) == 1 else "place names"
        return f"{len(deeds)} {names} that the gazetteer does not hold: {told}"

    def _open(self, extraction: Extraction) -> Iterator[Toponym]:
        """Yield the first mention of each name that no table holds and that may be a place."""
        seen: set[str] = set()
        for toponym in extraction.toponyms:
            key = normalise(toponym.text)
            if toponym.reading is not ReadingKind.PLACE or key in seen or len(seen) == MOST:
                continue
            if toponym.text[:1].isupper() and key and len(key) <= LONGEST and not self._gazetteer.contains(key):
                seen.add(key)
                yield toponym

    def _place(self, toponym: Toponym, others: Iterable[Toponym]) -> Place | None:
        key = normalise(toponym.text)
        try:
            found = self._provider.answer(" ".join(toponym.text.split())).found
        except GeocodingError as error:
            log.info("parley: %s", error)
            self._names[key] = "failed"
            return None
        same = [place_of(f) for f in found if key in {normalise(name) for name in f.raw.get("names", ())}]
        place = _without_doubt(same, toponym, others)
        self._names[key] = "not found" if not same else "in doubt" if place is None else "found"
        return place


def with_places(own: OwnNames, places: tuple[OwnPlace, ...]) -> OwnNames:
    """Return names of the user's own with more places."""
    return OwnNames(own.actors, (*own.places, *places))


def _without_doubt(same: list[Place], toponym: Toponym, others: Iterable[Toponym]) -> Place | None:
    around = toponym.place
    if around is not None and around.precision in {Kind.CITY, Kind.SITE}:
        same = [place for place in same if distance_km(place, around) <= NEAR_KM]
    else:
        named = {o.place.country for o in others if o.place is not None and o.place.country is not None}
        same = [place for place in same if place.country in named]
    if not same or same[0].kind is Kind.COUNTRY:
        return None
    return same[0] if all(distance_km(place, same[0]) <= NEAR_KM for place in same) else None
