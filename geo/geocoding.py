"""The cache before any geopy geocoder, and several of them in a chain. See ``geo.answers`` for what is kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError, GeopyError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.answers import AnswerCache, CachedAnswers, Found, Told, open_cache
from geo.errors import GeocodingError
from geo.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import NoReturn

log = logging.getLogger("parley")


class NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """The adapter of a geocoder that asks no network itself: it refuses every request."""

    def get_text(self, url: str, *, timeout: float, headers: object) -> NoReturn:
        """Refuse."""
        raise GeocoderServiceError(f"this geocoder asks nobody itself: not {url} ({timeout} s, {headers})")

    get_json = get_text


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
        self.answers = CachedAnswers(self._ask, cache, provider or type(geocoder).__name__.casefold(), clock)

    @property
    def asked(self) -> int:
        """How often the wrapped geocoder was asked."""
        return self.answers.asked

    def answer(self, query: str) -> Told:
        """Return all places of the answer, without geopy's types."""
        return self.answers.answer(query)

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        **options: Any,
    ) -> Location | list[Location] | None:
        """Return what the wrapped geocoder says, or said; None if it knows nothing."""
        beside = {} if timeout is DEFAULT_SENTINEL else {"timeout": timeout}
        found, cached = self.answers.find(query, beside, exactly_one=exactly_one, **options)
        if not found:
            return None
        if exactly_one:
            return _location(found[0], cached=cached)
        return [_location(place, cached=cached) for place in found]

    def _ask(self, query: Any, **options: Any) -> list[Found]:
        found = self._geocoder.geocode(query, **options)
        listed = [] if found is None else [found] if isinstance(found, Location) else found
        return [Found(p.address, p.latitude, p.longitude, p.altitude, _raw(p.raw)) for p in listed]


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
        return self._first(query, lambda geocoder: geocoder.geocode(query, **options))

    def answer(self, query: str) -> Told:
        """Return the first answer without geopy's types; ``cached``: no geocoder was asked on the way."""
        before = self.asked
        told: Told | None = self._first(query, lambda geocoder: geocoder.answer(query)._replace(cached=True))
        return Told([] if told is None else told.found, cached=self.asked == before)

    def _first(self, query: str, ask: Callable[[CachedGeocoder], Any]) -> Any:
        failure: GeopyError | None = None
        for geocoder in self._geocoders:
            try:
                found = ask(geocoder)
            except GeopyError as error:
                log.info("parley: a geocoder failed on %.80r: %s", query, error)
                failure = error
                continue
            if found.found if isinstance(found, Told) else found:
                return found
        if failure is not None:
            raise GeocodingError(f"{query[:80]!r} could not be looked up: {failure}") from failure
        return None


def default_chain() -> GeocoderChain:
    """Return the embedded gazetteer, behind the cache of this user, as a geopy geocoder."""
    gazetteer = open_gazetteer()
    return GeocoderChain([CachedGeocoder(gazetteer, open_cache(), provider=gazetteer.version)])


def _raw(raw: Any) -> dict[str, Any]:
    return dict(raw) if isinstance(raw, Mapping) else {"raw": raw}


def _location(found: Found, *, cached: bool) -> Location:
    return Location(found.address, (found.lat, found.lon, found.altitude), {**found.raw, "cached": cached})
