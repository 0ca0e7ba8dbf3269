"""What is kept between runs under a hash of all that it depends on, in one file of the user's cache folder.

A cache never costs anybody anything: whatever is wrong with it is one line of warning, and the work is done again.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from typing import TYPE_CHECKING

from geo.cache import cache_folder, open_store, set_aside, warn_once

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
EXTRACTION, DOCUMENT, BUILD = TABLES = ("extraction", "document", "build")
COLUMNS = "(key BLOB PRIMARY KEY, body BLOB NOT NULL, used INTEGER NOT NULL)"
MIGRATIONS = (
    ("extraction", f"CREATE TABLE extraction {COLUMNS}"),
    ("by use", "CREATE INDEX extraction_used ON extraction (used)"),
    ("document", f"CREATE TABLE document {COLUMNS}"),
    ("build", f"CREATE TABLE build {COLUMNS}"),
)


class Keeper:
    """Keeps bytes under keys in one of ``TABLES``. Use it as a context manager, or ``close`` it."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._today = int(time.time() // DAY)
        self._store: sqlite3.Connection | None = open_store(FILE, MIGRATIONS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def find(self, keys: list[bytes]) -> dict[bytes, bytes]:
        """Return what is kept under ``keys``, as far as there is something."""
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), TOGETHER):
            some = keys[start : start + TOGETHER]
            marks = ",".join("?" * len(some))
            rows = self._run(f"SELECT key, body FROM {self._table} WHERE key IN ({marks})", some)  # noqa: S608 - marks
            found.update(rows)
            older = f"UPDATE {self._table} SET used = ? WHERE used < ? AND key IN ({marks})"  # noqa: S608 - marks
            self._run(older, (self._today, self._today, *some))
        return found

    def keep(self, key: bytes, body: bytes) -> None:
        """Keep ``body`` under ``key``, in the place of what was there."""
        self._run(f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?, ?)", (key, body, self._today))  # noqa: S608

    def close(self) -> None:
        """Forget what nobody has asked for in 60 days, and close the file."""
        self._run(f"DELETE FROM {self._table} WHERE used < ?", (self._today - KEPT_DAYS,))  # noqa: S608 - our own
        if self._store is not None:
            self._store.close()
            self._store = None

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
            warn_once(path, f"the cache {path} cannot be used ({error}): going on without it")
            return
        kept = set_aside(path)
        log.warning("parley: the cache %s was damaged (%s): kept as %s, going on", path, error, kept.name)
