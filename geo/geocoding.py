"""Look-up behind a cache: any geopy geocoder, asked once for each question, by all processes together.

Kept are answers and known misses, never failures. The order is fixed: the cache, then the wrapped geocoder; an
answer from the cache neither waits nor touches it.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geopy.exc import GeopyError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.cache import open_store
from geo.errors import GeocodingError
from geo.gazetteer import NoNetwork, open_gazetteer
from geo.model import Kind, Place
from geo.placenames import countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

log = logging.getLogger("parley")

STORE = "geocoding.sqlite"
ANSWERS = """
CREATE TABLE answer (key TEXT PRIMARY KEY, provider TEXT NOT NULL, query TEXT NOT NULL, stored REAL NOT NULL,
                     found TEXT) WITHOUT ROWID
"""
MIGRATIONS = (("answers", ANSWERS),)
DAY = 86_400.0
HIT_LIFE = 180 * DAY
MISS_LIFE = 7 * DAY
MAX_KEY = 4_000
"""A longer question is no place's name: it is answered None and neither asked nor kept."""
RUNNERS_UP = 5


class AnswerCache:
    """The answers of geocoders in one SQLite file, with the second at which each came."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store

    def get(self, key: str, now: float) -> list[Location] | None:
        """Return the kept answer, [] for a known miss; None if there is none, or it is too old."""
        try:
            row = self._store.execute("SELECT stored, found FROM answer WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            _warn("read", error)
            return None
        if row is None:
            return None
        stored, found = row
        if abs(now - stored) > (MISS_LIFE if found is None else HIT_LIFE):
            return None
        return [] if found is None else _decode(found)

    def put(self, key: str, provider: str, query: str, now: float, found: Sequence[Location]) -> None:
        """Keep an answer, or a miss where ``found`` is empty."""
        text = _encode(found) if found else None
        row = (key, provider, query, now, text)
        try:
            self._store.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            _warn("written", error)


class CachedGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Put a cache before any synchronous geopy geocoder.

    ``provider`` names the geocoder in the cache, with its version where answers depend on it. ``raw`` of every
    answer is a dict and holds ``cached``, and ``source`` if the geocoder gave none. Its errors pass through.
    """

    def __init__(
        self,
        geocoder: Any,
        cache: AnswerCache,
        *,
        provider: str | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self._geocoder = geocoder
        self._cache = cache
        self._provider = provider or type(geocoder).__name__.casefold()
        self._clock = clock
        self.asked = 0
        """How often the wrapped geocoder was asked."""

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        **options: Any,
    ) -> Location | list[Location] | None:
        """Return what the wrapped geocoder says, or said; None if it knows nothing."""
        key = cache_key(self._provider, query, exactly_one=exactly_one, **options)
        if len(key) > MAX_KEY:
            return None
        now = self._clock()
        found = self._cache.get(key, now)
        cached = found is not None
        if found is None:
            if timeout is not DEFAULT_SENTINEL:
                options["timeout"] = timeout
            self.asked += 1
            found = _listed(self._geocoder.geocode(query, exactly_one=exactly_one, **options))
            self._cache.put(key, self._provider, json.dumps(query), now, found)
        told = [self._tell(location, cached=cached) for location in found]
        if not told:
            return None
        return told[0] if exactly_one else told

    def _tell(self, location: Location, *, cached: bool) -> Location:
        raw = dict(location.raw) if isinstance(location.raw, Mapping) else {"raw": location.raw}
        return _location(location, {"source": self._provider, **raw, "cached": cached})


class GeocoderChain(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Ask several geocoders in turn, until one knows the place."""

    def __init__(self, geocoders: Iterable[CachedGeocoder]) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self._geocoders = tuple(geocoders)

    @property
    def asked(self) -> int:
        """How often a wrapped geocoder was asked."""
        return sum(geocoder.asked for geocoder in self._geocoders)

    def geocode(self, query: str, **options: Any) -> Location | list[Location] | None:
        """Return the first answer. Raise ``GeocodingError`` if there is none and a service failed."""
        failure: GeopyError | None = None
        for geocoder in self._geocoders:
            try:
                found: Location | list[Location] | None = geocoder.geocode(query, **options)
            except GeopyError as error:
                log.info("parley: a geocoder failed on %.80r: %s", query, error)
                failure = error
                continue
            if found:
                return found
        if failure is not None:
            raise GeocodingError(f"{query[:80]!r} could not be looked up: {failure}") from failure
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a look-up gave. ``place`` is None if there is no such place; ``cached``: no geocoder was asked."""

    query: str
    place: Place | None
    cached: bool
    runners_up: tuple[Place, ...] = ()


def default_chain() -> GeocoderChain:
    """Return the look-up that needs no network: the embedded gazetteer, behind the cache of this user."""
    gazetteer = open_gazetteer()
    return GeocoderChain([CachedGeocoder(gazetteer, open_cache(), provider=gazetteer.version)])


def open_cache() -> AnswerCache:
    """Open the user's cache of answers; in memory, with a warning, where it cannot be had."""
    return AnswerCache(open_store(STORE, MIGRATIONS))


def lookup(names: Iterable[str], geocoder: CachedGeocoder | GeocoderChain | None = None) -> list[Answer]:
    """Look names up, in their order. ``geocoder``: whom to ask; without it the embedded gazetteer."""
    asked = geocoder or default_chain()
    return [_answer(name, asked) for name in names]


def cache_key(provider: str, query: str | Mapping[str, str], **options: Any) -> str:
    """Return the key of a question: provider, query and options as JSON in ASCII.

    Case, white space and the order of options do not count, nor does an option that is None.
    """
    given = {name: value for name, value in options.items() if value is not None}
    return json.dumps([provider, _plain(query), given], sort_keys=True, default=str)


def _plain(query: Any) -> Any:
    if isinstance(query, Mapping):
        return {str(name): _plain(value) for name, value in query.items()}
    if isinstance(query, str):
        return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", query).casefold()).split())
    return query


def _answer(query: str, geocoder: CachedGeocoder | GeocoderChain) -> Answer:
    before = geocoder.asked
    places = [_place(location) for location in geocoder.geocode(query, exactly_one=False) or []]
    cached = geocoder.asked == before
    return Answer(query, places[0] if places else None, cached, tuple(places[1 : RUNNERS_UP + 1]))


def _place(location: Location) -> Place:
    """Turn an answer into a place; what a provider does not tell in our words is left open."""
    raw = location.raw
    kind = raw.get("kind")
    country = raw.get("country")
    return Place(
        name=str(raw.get("name") or location.address),
        lat=location.latitude,
        lon=location.longitude,
        country=country if country in countries() else None,
        kind=Kind(kind) if kind in set(Kind) else Kind.CITY,
        source=raw["source"],
        precision=Kind(raw["precision"]) if raw.get("precision") in set(Kind) else None,
        geonameid=raw.get("geonameid"),
    )


def _listed(found: Any) -> list[Location]:
    if found is None:
        return []
    return [found] if isinstance(found, Location) else list(found)


def _location(location: Location, raw: dict[str, Any]) -> Location:
    return Location(location.address, (location.latitude, location.longitude, location.altitude), raw)


def _encode(found: Sequence[Location]) -> str:
    rows = [[place.address, place.latitude, place.longitude, place.altitude, place.raw] for place in found]
    return json.dumps(rows, default=str)


def _decode(text: str) -> list[Location] | None:
    """Read kept places; None if the entry is damaged."""
    try:
        return [Location(address, (lat, lon, high), raw) for address, lat, lon, high, raw in json.loads(text)]
    except (ValueError, TypeError):
        return None


def _warn(what: str, error: sqlite3.Error) -> None:
    log.warning("parley: the cache of geocoding answers cannot be %s (%s): going on without it", what, error)
