"""What lies in the cache folder: told, listed, cleared and renewed. See ``geo.cache`` for how it is kept."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import answers, keeping
from geo.answers import open_cache
from geo.cache import cache_folder, open_store
from geo.errors import CacheError, GeocodingError
from geo.gazetteer_file import file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geo.answers import AnswerCache, CachedAnswers, Kept

DAMAGED = "*.damaged-*"
GAZETTEERS = "gazetteer-*.sqlite"


@dataclass(frozen=True, slots=True)
class ProviderShare:
    """What is kept of one provider: entries, those that say "no such place", those too old; seconds of age."""

    provider: str
    entries: int
    misses: int
    stale: int
    newest: float
    oldest: float


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """The cache folder: answers by provider, articles read, the gazetteer's file, what was set aside; bytes."""

    folder: Path
    answers: tuple[ProviderShare, ...]
    answer_bytes: int
    articles: int
    article_bytes: int
    gazetteer: Path | None
    gazetteer_bytes: int
    set_aside: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """What came of asking again: entries renewed, dropped (nobody asks in that way any more), failed with why."""

    renewed: int
    dropped: int
    failures: tuple[str, ...]


def info(now: float | None = None) -> CacheInfo:
    """Tell what the cache folder holds. A damaged file is set aside, with a warning, and made anew."""
    moment, folder = now or time.time(), cache_folder()
    kept = list(open_cache().entries()) if (folder / answers.STORE).is_file() else []
    names = sorted({entry.provider for entry in kept})
    shares = tuple(_share(name, [e for e in kept if e.provider == name], moment) for name in names)
    gazetteer = folder / file_name()
    return CacheInfo(
        folder=folder,
        answers=shares,
        answer_bytes=_size(folder / answers.STORE),
        articles=_articles(folder),
        article_bytes=_size(folder / keeping.FILE),
        gazetteer=gazetteer if gazetteer.is_file() else None,
        gazetteer_bytes=sum(_size(file) for file in folder.glob(GAZETTEERS)),
        set_aside=tuple(sorted(folder.glob(DAMAGED))),
    )


def clear_answers(provider: str | None = None, older_than: float | None = None) -> int:
    """Delete answers, of one provider or all, older than some seconds or any; return how many."""
    if not (cache_folder() / answers.STORE).is_file():
        return 0
    return open_cache().forget(provider, None if older_than is None else time.time() - older_than)


def clear_articles() -> int:
    """Delete what is kept of articles, documents and builds; return of how many articles. Raises CacheError."""
    folder = cache_folder()
    count = _articles(folder)
    if (folder / keeping.FILE).is_file():
        try:
            with closing(open_store(keeping.FILE, keeping.MIGRATIONS)) as store:
                for table in keeping.TABLES:
                    store.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
                with suppress(sqlite3.OperationalError):  # another process reads it: the room is used again later
                    store.execute("VACUUM")
        except sqlite3.Error as error:
            raise CacheError(f"{folder / keeping.FILE}: cannot be cleared ({error}): delete it") from error
    return count


def clear_files(*, gazetteer: bool) -> int:
    """Delete what was set aside as damaged, gazetteers of other versions, and, if so wished, the one in use."""
    folder = cache_folder()
    files = [*folder.glob(DAMAGED), *folder.glob(GAZETTEERS)]
    wanted = [file for file in files if gazetteer or file.name != file_name()]
    for file in wanted:
        file.unlink(missing_ok=True)
    return len(wanted)


def refresh(
    entries: Iterable[Kept], cache: AnswerCache, opened: Callable[[str], CachedAnswers | None] | None = None
) -> Renewal:
    """Ask again for what the entries answer; one for which there is no answer now stays as it is.

    ``opened`` gives who answers under a provider's name, None if nobody does any more; raises GeocodingError.
    """
    known: dict[str, CachedAnswers | None] = {}
    failures: list[str] = []
    deeds = {"renewed": 0, "dropped": 0}
    for entry in entries:
        try:
            if entry.provider not in known:
                known[entry.provider] = (opened or whoever_answers)(entry.provider)
            deeds[_renew(entry, known[entry.provider], cache)] += 1
        except GeocodingError as error:
            failures.append(str(error))
    return Renewal(deeds["renewed"], deeds["dropped"], tuple(failures))


def whoever_answers(provider: str) -> CachedAnswers | None:
    """Return who answers under a provider's name; None for a gazetteer of another version."""
    if provider.startswith("gazetteer-"):
        from geo.lookup import embedded

        asked = embedded()
        return asked if asked.provider == provider else None
    from geo.providers import open_provider

    service = open_provider(provider)
    if service.provider != provider:
        raise GeocodingError(f"{provider} is not the server that the environment names: {service.provider}")
    return service


def of_age(entries: Iterable[Kept], older_than: float | None) -> Iterator[Kept]:
    """Pass on the entries that are older than some seconds."""
    now = time.time()
    return (entry for entry in entries if older_than is None or now - entry.stored > older_than)


def _renew(entry: Kept, asked: CachedAnswers | None, cache: AnswerCache) -> str:
    try:
        query, (_, _, options) = json.loads(entry.query), json.loads(entry.key)
    except (ValueError, TypeError):
        asked = None
    if asked is None:
        cache.drop(entry.key)
        return "dropped"
    asked.ask_again(query, options, {}, time.time(), entry.key)
    return "renewed"


def _share(provider: str, kept: list[Kept], now: float) -> ProviderShare:
    ages = [now - entry.stored for entry in kept]
    misses = sum(entry.found == [] for entry in kept)
    stale = sum(entry.is_stale(now) for entry in kept)
    return ProviderShare(provider, len(kept), misses, stale, min(ages), max(ages))


def _articles(folder: Path) -> int:
    if not (folder / keeping.FILE).is_file():
        return 0
    with closing(open_store(keeping.FILE, keeping.MIGRATIONS)) as store:
        try:
            return int(store.execute("SELECT count(*) FROM extraction").fetchone()[0])
        except sqlite3.Error as error:
            raise CacheError(f"{folder / keeping.FILE}: cannot be read ({error}): delete it") from error


def _size(file: Path) -> int:
    return sum(part.stat().st_size for part in (file, file.with_name(file.name + "-wal")) if part.is_file())
