"""Looking names up: by the embedded gazetteer, or by any chain of geocoders, always behind the cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geo.answers import CachedAnswers, Found, Told, open_cache
from geo.errors import GeocodingError
from geo.gazetteer import Gazetteer, described, open_gazetteer
from geo.model import Kind, Place
from geo.placenames import countries

if TYPE_CHECKING:
    from collections.abc import Iterable

RUNNERS_UP = 5


class Answers(Protocol):
    """Whoever answers questions from a cache first."""

    def answer(self, query: str) -> Told:
        """Return the places of an answer, best first, and whether it came from the cache."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a look-up gave. ``place`` is None if there is no such place; ``cached``: no geocoder was asked."""

    query: str
    place: Place | None
    cached: bool
    runners_up: tuple[Place, ...] = ()


class InTurn:
    """Asks one after the other until one knows the place; ``failures`` are the messages of those that failed."""

    def __init__(self, *answers: Answers) -> None:
        self._answers = answers
        self.failures: list[str] = []

    def answer(self, query: str) -> Told:
        """Return the first answer that holds a place; ``cached`` is that of the last who was asked."""
        told = Told([], cached=False)
        for answers in self._answers:
            try:
                told = answers.answer(query)
            except GeocodingError as error:
                self.failures.append(str(error))
                continue
            if told.found:
                break
        return told


def lookup(names: Iterable[str], geocoder: Answers | None = None) -> list[Answer]:
    """Look names up, in their order. ``geocoder``: whom to ask; without it the embedded gazetteer."""
    asked = geocoder or embedded()
    return [_answer(name, asked) for name in names]


def embedded(gazetteer: Gazetteer | None = None) -> CachedAnswers:
    """Return the look-up that needs no network: the embedded gazetteer, behind the cache of this user."""
    known = gazetteer or open_gazetteer()

    def ask(query: str, *, exactly_one: bool = True, country: str | None = None) -> list[Found]:
        found = [described(candidate) for candidate in known.search(query, country)]
        return [Found(address, lat, lon, 0.0, raw) for address, lat, lon, raw in found[: 1 if exactly_one else 10]]

    return CachedAnswers(ask, open_cache(), known.version)


def place_of(found: Found) -> Place:
    """Turn an answer into a place; what a provider does not tell in our words is left open."""
    raw = found.raw
    kind, country, precision = raw.get("kind"), raw.get("country"), raw.get("precision")
    return Place(
        name=str(raw.get("name") or found.address),
        lat=found.lat,
        lon=found.lon,
        country=country if country in countries() else None,
        kind=Kind(kind) if kind in set(Kind) else Kind.CITY,
        source=raw["source"],
        precision=Kind(precision) if precision in set(Kind) else None,
        geonameid=raw.get("geonameid"),
    )


def _answer(query: str, geocoder: Answers) -> Answer:
    told = geocoder.answer(query)
    places = [place_of(found) for found in told.found]
    return Answer(query, places[0] if places else None, told.cached, tuple(places[1 : RUNNERS_UP + 1]))
