"""Extractions kept between builds, in the user's cache folder: an article is read once by one state of the code.

A cache never costs an article: whatever is wrong with it is one line of warning, and the article is read again.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from geo.cache import cache_folder, open_store, set_aside
from geo.errors import ModelError
from geo.model import Article, Extraction, Meeting, Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import Self

log = logging.getLogger("parley")

FILE = "extractions.sqlite"
DAY = 86_400
KEPT_DAYS = 60
TOGETHER = 500
"""So many keys are asked for at once: SQLite allows 999 in every build of it."""
MIGRATIONS = (
    ("extraction", "CREATE TABLE extraction (key BLOB PRIMARY KEY, body BLOB NOT NULL, used INTEGER NOT NULL)"),
    ("by use", "CREATE INDEX extraction_used ON extraction (used)"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of an extraction: all but its article."""

    toponyms: tuple[Toponym, ...]
    meetings: tuple[Meeting, ...]
    skipped: str | None
    whole: bool


class ExtractionCache:
    """Keeps extractions under the article's text and facts and ``stamp``, which names all else they depend on.

    Use it as a context manager, or ``close`` it.
    """

    def __init__(self, stamp: str) -> None:
        self._stamp = stamp
        self._today = int(time.time() // DAY)
        self._store: sqlite3.Connection | None = open_store(FILE, MIGRATIONS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def find(self, articles: Iterable[Article], *, whole: bool = True) -> dict[str, Extraction]:
        """Return what is kept of ``articles`` by their ids; those that must be read are not in it.

        ``whole`` leaves out what was passed over without a parse, and so has no place names.
        """
        keys = {self._key(article): article for article in articles}
        bodies = self._bodies(list(keys))
        unpacked = ((keys[key], _unpacked(body)) for key, body in bodies.items())
        return {
            article.id: Extraction(article, told.toponyms, told.meetings, told.skipped)
            for article, told in unpacked
            if told is not None and (told.whole or not whole)
        }

    def keep(self, extraction: Extraction, *, whole: bool = True) -> None:
        """Keep an extraction; ``whole`` tells whether it would hold place names if there were any."""
        told = Told(extraction.toponyms, extraction.meetings, extraction.skipped, whole or _says(extraction))
        row = (self._key(extraction.article), zlib.compress(msgspec.json.encode(told), 1), self._today)
        self._run("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?)", row)

    def close(self) -> None:
        """Forget what no build has asked for in 60 days, and close the file."""
        self._run("DELETE FROM extraction WHERE used < ?", (self._today - KEPT_DAYS,))
        if self._store is not None:
            self._store.close()
            self._store = None

    def _key(self, article: Article) -> bytes:
        facts = (self._stamp, article.id, article.title, article.source, article.url, article.published)
        parts = [*map(repr, facts), article.text]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()

    def _bodies(self, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), TOGETHER):
            some = keys[start : start + TOGETHER]
            marks = ",".join("?" * len(some))
            rows = self._run(f"SELECT key, body FROM extraction WHERE key IN ({marks})", some)  # noqa: S608 - marks
            found.update(rows)
            older = f"UPDATE extraction SET used = ? WHERE used < ? AND key IN ({marks})"  # noqa: S608 - marks
            self._run(older, (self._today, self._today, *some))
        return found

    def _run(self, sql: str, values: Iterable[object]) -> list[tuple[bytes, bytes]]:
        """Run one statement; where the file fails, say so once and go on without it."""
        if self._store is None:
            return []
        try:
            return self._store.execute(sql, tuple(values)).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _give_up(self, error: sqlite3.Error) -> None:
        path = cache_folder() / FILE
        if self._store is not None:
            self._store.close()
            self._store = None
        if isinstance(error, sqlite3.OperationalError):  # full, locked, or from a newer version: not damaged
            log.warning("parley: the cache %s cannot be used (%s): going on without it", path, error)
            return
        kept = set_aside(path)
        log.warning("parley: the cache %s was damaged (%s): kept as %s, going on", path, error, kept.name)


def _says(extraction: Extraction) -> bool:
    return bool(extraction.toponyms or extraction.meetings or extraction.skipped)


def _unpacked(body: bytes) -> Told | None:
    """Return what ``body`` holds; None where it is not whole."""
    try:
        return msgspec.json.decode(zlib.decompress(body), type=Told)
    except (zlib.error, msgspec.MsgspecError, ModelError, TypeError):
        return None
