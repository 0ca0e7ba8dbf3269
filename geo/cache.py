"""The user's cache folder and the SQLite files in it.

Whatever lies there can be deleted at any time, and is rebuilt. Nothing here raises because the folder is missing,
full, read-only or damaged: there is one line of warning, and a store that lives as long as the process.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

log = logging.getLogger("parley")

FOLDER_VARIABLE = "PARLEY_CACHE_DIR"
BUSY_SECONDS = 30.0
Migration = tuple[str, str]
"""The name of a step and its SQL. Steps are only ever added at the end."""
_TOLD: set[Path] = set()


class Store(sqlite3.Connection):
    """A connection that closes itself when nobody holds it any more; Python 3.13 warns of one that does not."""

    def __del__(self) -> None:
        """Close, unless another thread opened it: it then goes with the process."""
        with suppress(sqlite3.Error):
            self.close()


def cache_folder() -> Path:
    """Return the folder of all caches (it need not exist): ``PARLEY_CACHE_DIR``, or the system's place for it."""
    return Path(os.environ.get(FOLDER_VARIABLE) or platformdirs.user_cache_dir("parley")).absolute()


def writable_folder() -> Path | None:
    """Return the cache folder, made if need be; None, with a line of warning, if nothing can be written there."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        warn_once(folder, f"the cache folder {folder} cannot be written ({error}): going on without it")
        return None


def warn_once(path: Path, message: str) -> None:
    """Say what is wrong with a cache; once a process and path is enough."""
    if path not in _TOLD:
        _TOLD.add(path)
        log.warning("parley: %s", message)


def open_store(name: str, migrations: Sequence[Migration]) -> sqlite3.Connection:
    """Open the cache file ``name`` at its newest schema, safe with several processes.

    A damaged file is set aside and made anew. Where no file can be had, the store is in memory.
    """
    folder = writable_folder()
    if folder is None:
        return _connect(":memory:", migrations)
    path = folder / name
    try:
        return _connect(str(path), migrations)
    except sqlite3.OperationalError as error:  # locked for too long, disk full, read-only file: not damaged
        warn_once(path, f"the cache {path} cannot be used ({error}): going on without it")
    except sqlite3.DatabaseError as error:
        kept = set_aside(path)
        log.warning("parley: the cache %s was damaged (%s): kept as %s, made anew", path, error, kept.name)
        return _connect(str(path), migrations)
    return _connect(":memory:", migrations)


def set_aside(path: Path) -> Path:
    """Rename a damaged file, and return its new path; its journals and what was set aside before are deleted."""
    for older in path.parent.glob(f"{path.name}.damaged-*"):
        older.unlink(missing_ok=True)
    kept = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if path.exists():
        path.replace(kept)
    return kept


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock ``path`` (a small SQLite file): one process at a time; a killed one lets go by itself."""
    with closing(sqlite3.connect(path, timeout=10 * BUSY_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
        lock.execute("ROLLBACK")


def applied(store: sqlite3.Connection) -> list[str]:
    """Return the names of the migrations that a store has seen, in order."""
    return [row[0] for row in store.execute("SELECT name FROM migration ORDER BY step")]


def _connect(target: str, migrations: Sequence[Migration]) -> sqlite3.Connection:
    store = sqlite3.connect(target, timeout=BUSY_SECONDS, isolation_level=None, factory=Store)
    try:
        store.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        _write_ahead(store)
        store.execute("PRAGMA synchronous = NORMAL")
        _migrate(store, migrations)
    except sqlite3.DatabaseError:
        store.close()
        raise
    return store


def _write_ahead(store: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; where two processes do so at once, SQLite refuses one without waiting."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            store.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


def _migrate(store: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Run the steps that are missing, all or none; a store from a newer version keeps its further steps."""
    store.execute("BEGIN IMMEDIATE")
    try:
        store.execute("CREATE TABLE IF NOT EXISTS migration (step INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL)")
        done = set(applied(store))
        for name, sql in migrations:
            if name not in done:
                store.execute(sql)
                store.execute("INSERT INTO migration (name) VALUES (?)", (name,))
    except sqlite3.DatabaseError:
        store.execute("ROLLBACK")
        raise
    store.execute("COMMIT")
