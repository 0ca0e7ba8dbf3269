"""Online geocoders, through geopy: asked politely, behind the cache, for what the gazetteer does not hold.

A service is named as geopy names it. Whatever its class needs or takes as text (``username``, ``api_key``,
``domain``, ``scheme``) comes from the environment: ``PARLEY_GEONAMES_USERNAME``, ``PARLEY_NOMINATIM_DOMAIN``.
"""

from __future__ import annotations

import inspect
import logging
import os
import time
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from geopy.adapters import URLLibAdapter
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeopyError,
)
from geopy.geocoders import SERVICE_TO_GEOCODER

from geo.answers import AnswerCache, CachedAnswers, Found, open_cache
from geo.errors import GeocodingError
from geo.provider_words import described

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

log = logging.getLogger("parley")

PAUSES = {"nominatim": 1.0, "photon": 1.0}
"""Seconds between two requests: https://operations.osmfoundation.org/policies/nominatim/ asks for one; the public
server of Photon, https://photon.komoot.io, asks to be fair."""
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "nominatim": {"addressdetails": True, "namedetails": True, "language": "en", "limit": 5},
    "photon": {"language": "en", "limit": 5},
}
DEFAULTS = {"geonames": {"scheme": "https", "domain": "secure.geonames.org"}}  # geopy sends the name in the clear
NOT_TEXT = frozenset({"self", "timeout", "proxies", "user_agent", "ssl_context", "adapter_factory"})
TIMEOUT = 10.0
TRIES = 3
BACK_OFF = 1.0
LONGEST_WAIT = 30.0
GIVE_UP_AFTER = 3
"""So many names in a row without an answer, and the service is left alone for the rest of the run."""
HOPELESS = (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQuotaExceeded,
)


class Provider:
    """One service: pauses between requests, tries again with growing waits, and counts what failed."""

    def __init__(
        self,
        service: str,
        geocoder: Any,
        *,
        pause: float = 0.0,
        back_off: float = BACK_OFF,
        timeout: float = TIMEOUT,
        secrets: tuple[str, ...] = (),
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.service = service
        self._geocoder = geocoder
        self._pause = pause
        self._back_off = back_off
        self._timeout = timeout
        self._secrets = secrets
        self._wait = wait
        self._clock = clock
        self._next = clock()
        self._in_a_row = 0
        self.requests = 0
        self.failures = 0
        """Names for which there was no answer."""

    def ask(self, query: str, *, exactly_one: bool = True) -> list[Found]:
        """Return the places that the service tells for a name. Raises GeocodingError if it does not answer."""
        if self._in_a_row >= GIVE_UP_AFTER:
            self.failures += 1
            raise GeocodingError(f"{self.service} is not asked any more: {GIVE_UP_AFTER} names had no answer")
        try:
            found = self._persistent(query)
        except GeopyError as error:
            self.failures += 1
            self._in_a_row = GIVE_UP_AFTER if _hopeless(error) else self._in_a_row + 1
            raise GeocodingError(
                f"{self.service} gave no answer for {query[:80]!r}: {self._told(error)}"
            ) from None
        self._in_a_row = 0
        return found[:1] if exactly_one else found

    def _persistent(self, query: str) -> list[Found]:
        for number in range(TRIES):
            self._take_turn()
            try:
                return self._once(query)
            except GeopyError as error:
                if number + 1 == TRIES or _hopeless(error) or isinstance(error, GeocoderQueryError):
                    raise
                log.info("parley: %s, asked for %.80r: %s", self.service, query, self._told(error))
                asked_for = getattr(error, "retry_after", None) or 0.0
                self._wait(min(max(self._back_off * 2**number, asked_for), LONGEST_WAIT))
        raise AssertionError  # the last try raises

    def _take_turn(self) -> None:
        left = self._next - self._clock()
        if left > 0:
            self._wait(left)
        self._next = self._clock() + self._pause
        self.requests += 1

    def _once(self, query: str) -> list[Found]:
        try:
            options = OPTIONS.get(self.service, {})
            found = self._geocoder.geocode(query, exactly_one=False, timeout=self._timeout, **options)
            return [] if found is None else [described(self.service, location) for location in found]
        except GeopyError:
            raise
        except Exception as error:
            # the words of a service are anybody's: geopy trips over what has not the form it expects
            raise GeocoderParseError(f"the answer makes no sense ({type(error).__name__})") from error

    def _told(self, error: Exception) -> str:
        text = str(error)
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


class ProviderAnswers(CachedAnswers):
    """The answers of a provider, from the cache where it has them."""

    def __init__(self, service: Provider, cache: AnswerCache, name: str) -> None:
        super().__init__(service.ask, cache, name)
        self.service = service


def open_provider(name: str, cache: AnswerCache | None = None, **how: Any) -> ProviderAnswers:
    """Return a service behind the cache. ``name`` may carry the server, as ``nominatim at example.org``.

    ``how`` goes to ``Provider``. Raises GeocodingError where there is no such service or it lacks a credential.
    """
    service, _, domain = name.partition(" at ")
    kind = SERVICE_TO_GEOCODER.get(service)
    if kind is None:
        raise GeocodingError(
            f"{service[:40]!r} is no geocoder: give one of {', '.join(sorted(SERVICE_TO_GEOCODER))}"
        )
    given = _settings(service, kind)
    if domain:
        given["domain"] = domain
    try:
        geocoder = kind(**given, user_agent=user_agent(), adapter_factory=URLLibAdapter)
    except (GeopyError, TypeError, ValueError) as error:
        raise GeocodingError(f"{service} cannot be asked: {error}") from error
    full_name = f"{service} at {given['domain']}" if "domain" in given else service
    secrets = tuple(value for key, value in given.items() if key not in {"domain", "scheme"} and value)
    how = {"pause": PAUSES.get(service, 0.0), "secrets": secrets, **how}
    return ProviderAnswers(Provider(service, geocoder, **how), cache or open_cache(), full_name)


def user_agent() -> str:
    """Return how Parley names itself to services."""
    return f"parley/{version('parley')} (maps of diplomatic meetings)"


def _settings(service: str, kind: Any) -> dict[str, str]:
    """Take from the environment what the class of a service takes as text."""
    given: dict[str, str] = dict(DEFAULTS.get(service, {}))
    for name, parameter in inspect.signature(kind.__init__).parameters.items():
        if name in NOT_TEXT or parameter.kind is parameter.VAR_KEYWORD:
            continue
        variable = f"PARLEY_{service}_{name}".upper()
        if os.environ.get(variable):
            given[name] = os.environ[variable]
        elif parameter.default is parameter.empty and name not in given:
            raise GeocodingError(f"{service} needs a {name.replace('_', ' ')}: set {variable} in the environment")
    return given


def _hopeless(error: GeopyError) -> bool:
    return isinstance(error, HOPELESS) and not isinstance(error, GeocoderRateLimited)
