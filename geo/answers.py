"""Answers of geocoders, kept in the user's cache folder and shared by all processes.

Kept are answers and known misses, never failures. The order is fixed: the cache, then whom to ask; an answer from
the cache neither waits nor asks. Nothing here needs geopy, which is slow to import and large.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.cache import open_store, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
"""A longer question is no place's name: it is answered with nothing, and neither asked nor kept."""
REMEMBERED = 8_192
"""Questions whose answers a process holds in memory besides."""
PICK = "SELECT key, provider, query, stored, found FROM answer"


class Found(NamedTuple):
    """A place as a geocoder tells it: its address, degrees, metres, and all else it said."""

    address: str
    lat: float
    lon: float
    altitude: float
    raw: dict[str, Any]


class Told(NamedTuple):
    """An answer, best place first, [] if there is none; ``cached``: nobody was asked."""

    found: list[Found]
    cached: bool


class Kept(NamedTuple):
    """An entry of the cache. ``found`` is [] for a known miss, None where the entry is damaged."""

    key: str
    provider: str
    query: str
    stored: float
    found: list[Found] | None

    def is_stale(self, now: float) -> bool:
        """Tell whether the entry is too old to be used."""
        return is_stale(self.stored, now, missing=self.found == [])


class AnswerCache:
    """The answers of geocoders in one SQLite file, with the second at which each came."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store

    def get(self, key: str, now: float) -> tuple[list[Found], float] | None:
        """Return the kept answer, [] for a known miss, and its second; None if there is none, or it is too old."""
        row = self._first("SELECT stored, found FROM answer WHERE key = ?", (key,))
        if row is None or is_stale(row[0], now, missing=row[1] is None):
            return None
        found = [] if row[1] is None else _decode(row[1])
        return None if found is None else (found, row[0])

    def put(self, key: str, provider: str, query: str, now: float, found: Sequence[Found]) -> None:
        """Keep an answer, or a miss where ``found`` is empty."""
        text = json.dumps(found, default=str) if found else None
        self._change("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", (key, provider, query, now, text))

    def entries(self, provider: str | None = None) -> Iterator[Kept]:
        """Yield what is kept, or kept of one provider, the newest first."""
        sql = f"{PICK} WHERE provider = coalesce(?, provider) ORDER BY stored DESC, key"
        for key, name, query, stored, found in self._all(sql, (provider,)):
            yield Kept(key, name, query, stored, [] if found is None else _decode(found))

    def forget(self, provider: str | None = None, before: float | None = None) -> int:
        """Delete entries, of one provider or all, of before a second or any; return how many there were."""
        sql = "DELETE FROM answer WHERE provider = coalesce(?, provider) AND stored < coalesce(?, stored + 1)"
        return self._change(sql, (provider, before))

    def drop(self, key: str) -> None:
        """Delete one entry."""
        self._change("DELETE FROM answer WHERE key = ?", (key,))

    def _first(self, sql: str, values: tuple[object, ...]) -> Any:
        try:
            return self._store.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            return self._failed("read", error)

    def _all(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        try:
            return self._store.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            self._failed("read", error)
            return []

    def _change(self, sql: str, values: tuple[object, ...]) -> int:
        try:
            return self._store.execute(sql, values).rowcount
        except sqlite3.Error as error:
            self._failed("written", error)
            return 0

    def _failed(self, what: str, error: sqlite3.Error) -> None:
        """Say that the cache failed; set a damaged file aside and go on with a new one."""
        if type(error) is not sqlite3.DatabaseError:  # locked, full, closed: not damaged
            log.warning("parley: the cache of answers cannot be %s (%s): going on without it", what, error)
            return
        path = Path(self._store.execute("PRAGMA database_list").fetchone()[2])
        self._store.close()
        kept = set_aside(path)
        log.warning("parley: the cache %s was damaged (%s): kept as %s, made anew", path, error, kept.name)
        self._store = open_store(STORE, MIGRATIONS)


class CachedAnswers:
    """Puts the cache before ``ask``, a function from a question and its options to places, best first.

    ``provider`` names who is asked, with its version where answers depend on it. Of every place ``raw`` holds
    ``source``, the provider's name if it gave none. What ``ask`` raises passes through.
    """

    def __init__(
        self,
        ask: Callable[..., list[Found]],
        cache: AnswerCache,
        provider: str,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._ask = ask
        self._cache = cache
        self.provider = provider
        self._clock = clock
        self._remembered: dict[object, tuple[float, Told]] = {}
        self.asked = 0
        """How often ``ask`` was asked."""

    def answer(self, query: str) -> Told:
        """Return all places that the answer to a question holds."""
        return self.find(query, exactly_one=False)

    def find(
        self, query: str | Mapping[str, str], beside: Mapping[str, Any] | None = None, **options: Any
    ) -> Told:
        """Return the answer to a question with its options; ``beside`` are options that no answer depends on."""
        now = self._clock()
        memory = (query, *options.items()) if isinstance(query, str) else None
        try:
            held = self._remembered.get(memory) if memory else None
        except TypeError:  # an option that cannot be a key
            memory = held = None
        if held is not None and not is_stale(held[0], now, missing=not held[1].found):
            return held[1]
        return self._find(query, options, beside or {}, now, memory)

    def _find(
        self, query: Any, options: Mapping[str, Any], beside: Mapping[str, Any], now: float, memory: object
    ) -> Told:
        key = cache_key(self.provider, query, **options)
        if len(key) > MAX_KEY:
            return Told([], cached=False)
        kept = self._cache.get(key, now)
        found, stored = kept or (self.ask_again(query, options, beside, now, key), now)
        for place in found:
            place.raw.setdefault("source", self.provider)
        told = Told(found, cached=True)
        if memory:
            if len(self._remembered) >= REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[memory] = (stored, told)
        return told if kept is not None else Told(found, cached=False)

    def ask_again(
        self, query: Any, options: Mapping[str, Any], beside: Mapping[str, Any], now: float, key: str
    ) -> list[Found]:
        """Ask whatever the cache holds, and keep the answer in its place."""
        self.asked += 1
        found = self._ask(query, **options, **beside)
        self._cache.put(key, self.provider, json.dumps(query), now, found)
        return found


def open_cache() -> AnswerCache:
    """Open the user's cache of answers; in memory, with a warning, where it cannot be had."""
    return AnswerCache(open_store(STORE, MIGRATIONS))


def is_stale(stored: float, now: float, *, missing: bool) -> bool:
    """Tell whether an answer, or a miss, of a second is too old now; so is one from far in the future."""
    return abs(now - stored) > (MISS_LIFE if missing else HIT_LIFE)


def cache_key(provider: str, query: str | Mapping[str, str], **options: Any) -> str:
    """Return the key of a question: provider, query and options as JSON in ASCII.

    Case, white space and the order of options do not count, nor does an option that is None.
    """
    if not isinstance(query, str):
        return _dumped([provider, _plain(query), _given(options)])
    try:
        before, after = _around(provider, tuple(options.items()))
    except TypeError:  # an option that cannot be a key
        before, after = _parts(provider, options)
    return before + encode_basestring_ascii(_plain(query)) + after  # the same, in a tenth of the time


@lru_cache(256)
def _around(provider: str, options: tuple[tuple[str, Any], ...]) -> tuple[str, str]:
    return _parts(provider, dict(options))


def _parts(provider: str, options: Mapping[str, Any]) -> tuple[str, str]:
    """Return what stands before and after the question in a key."""
    return f"[{encode_basestring_ascii(provider)}, ", f", {_dumped(_given(options))}]"


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _dumped(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _plain(query: Any) -> Any:
    if isinstance(query, Mapping):
        return {str(name): _plain(value) for name, value in query.items()}
    if not isinstance(query, str):
        return query
    text = query.casefold()
    if not query.isascii():
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", query).casefold())
    return " ".join(text.split())


def _decode(text: str) -> list[Found] | None:
    """Read kept places; None if the entry is damaged."""
    try:
        return [_found(*row) for row in json.loads(text)] or None
    except (ValueError, TypeError):
        return None


def _found(address: str, lat: float, lon: float, altitude: float, raw: dict[str, Any]) -> Found:
    if type(raw) is not dict:
        raise TypeError("not what was written")
    return Found(address, lat + 0.0, lon + 0.0, altitude, raw)
