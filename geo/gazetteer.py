"""The embedded gazetteer: hand-kept venues, then countries, then GeoNames cities; asked like a geopy geocoder."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.areas import areas, division_codes, former_states
from geo.errors import CacheError
from geo.gazetteer_file import file_name, open_file
from geo.geodesics import kilometres
from geo.model import Kind, Place
from geo.own_names import current
from geo.placenames import MAX_NAME, countries, country_names, normalise, regions, tables_version, venues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geopy.location import Location

OWN_SCORE = 30.0
TABLE_SCORE = 20.0
COUNTRY_SCORE = 15.0
REGION_SCORE = 7.8
"""On the scale of the cities' scores: Virginia is the American state before it is a town in South Africa."""
NEAR_KM = 100.0
KEPT_LOOKUPS = 65_536
MANY = 1_000
CITIES = """
SELECT place.id, place.name, lat, lon, country, admin1, population, main, capital, score
FROM name JOIN place ON place.id = name.place WHERE key = ? ORDER BY score DESC LIMIT ?
"""
TOWN = """
SELECT admin1, population, EXISTS (SELECT 1 FROM capital WHERE capital.country = place.country AND place = id)
FROM place WHERE id = ?
"""
NAMES = "SELECT place, key FROM name WHERE place IN ({}) ORDER BY key"
CAPITAL = """
SELECT place.id, name, lat, lon, place.country
FROM capital JOIN place ON place.id = capital.place WHERE capital.country = ?
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    ``primary``: the name is its main one, or by hand; ``admin1``: its division's code, or "".
    ``score`` orders candidates: 30 for the user's own, 20 for hand-kept venues, 15 for
    countries, below 10 for cities.
    """

    place: Place
    population: int
    primary: bool
    capital: bool
    admin1: str
    score: float


class Gazetteer:
    """Look names up without a network. ``store`` is a compiled file, from ``geo.gazetteer_file``.

    ``geocode`` is that of a geopy geocoder; geopy, slow to import and large, is loaded only when it is called.
    """

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        self._found = lru_cache(KEPT_LOOKUPS)(self._find)
        self._known = lru_cache(KEPT_LOOKUPS)(self._knows)

    @property
    def version(self) -> str:
        """What the answers depend on: the data, the schema and the hand-kept tables."""
        return f"{file_name().removesuffix('.sqlite')}-{tables_version()}"

    @property
    def file(self) -> Path:
        """The compiled file, for other processes."""
        return Path(self._store.execute("PRAGMA database_list").fetchone()[2])

    def geocode(
        self,
        query: str,
        exactly_one: bool = True,
        *,
        timeout: object = None,  # noqa: ARG002 - geopy's callers pass it
        country: str | None = None,
        limit: int = 10,
    ) -> Location | list[Location] | None:
        """Look up a name, alone or as in "Paris, Texas" and "Geneva, Switzerland"; None if there is no such place.

        ``country`` (an alpha-3 code or a name) keeps the places of one country. ``raw`` holds geonameid, name,
        country (alpha-3), kind, population, source and precision.
        """
        from geopy.location import Location

        found = [described(candidate) for candidate in self.search(query, country)[: 1 if exactly_one else limit]]
        locations = [Location(address, (lat, lon), raw) for address, lat, lon, raw in found]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def search(self, query: str, country: str | None = None) -> list[Candidate]:
        """Return the places meant by a name, alone or as in "Paris, Texas", best first; see ``geocode``."""
        found = self._search(query)
        if country is None:
            return found
        code = country if country in countries() else country_names().get(normalise(country))
        return [candidate for candidate in found if candidate.place.country == code]

    def candidates(self, name: str, limit: int = 10) -> list[Candidate]:
        """Return the places that ``name`` may mean, best first; [] if none."""
        if len(name) > MAX_NAME:
            return []
        own = current().by_place_name
        return self._with_own(name, limit) if own else list(self._found(name, limit))

    def _with_own(self, name: str, limit: int) -> list[Candidate]:
        """Put the user's own places of this name first, and those pinned for want of any other last."""
        own = current().by_place_name.get(normalise(name), ())
        first, last = (
            [
                Candidate(o.place, 0, primary=True, capital=False, admin1="", score=OWN_SCORE if wanted else 0.0)
                for o in own
                if o.first is wanted
            ]
            for wanted in (True, False)
        )
        return [*first, *self._found(name, limit), *last][:limit]

    def contains(self, normalised_name: str) -> bool:
        """Tell whether a name, already normalised by ``geo.placenames.normalise``, is that of any place."""
        known = normalised_name in current().by_place_name
        return known or (len(normalised_name) <= MAX_NAME and self._known(normalised_name))

    def other_names(self, geonameids: Iterable[int]) -> dict[int, list[str]]:
        """Return all names, normalised and in order of the alphabet, of the places with these ids."""
        found: dict[int, list[str]] = {}
        for row in self._rows(NAMES.format(",".join(str(int(number)) for number in geonameids)), ()):
            found.setdefault(int(str(row[0])), []).append(str(row[1]))
        return found

    def capital(self, alpha3: str) -> Place | None:
        """Return the capital of a state; None where there is none, or it is no town."""
        row = self._rows(CAPITAL, (alpha3,))
        return _city(*row[0]) if row else None

    def country(self, alpha3: str) -> Place | None:
        """Return a state's own point, which is not its capital's."""
        entry = countries().get(alpha3)
        return entry.place if entry else None

    def _find(self, name: str, limit: int) -> tuple[Candidate, ...]:
        key = normalise(name)
        cities = [_from_row(row) for row in self._rows(CITIES, (key, limit))]
        by_hand = [*map(self._by_hand, venues().get(key, ())), *_areas(key)]
        if not by_hand:
            return tuple(cities)
        same = {candidate.place.geonameid for candidate in by_hand}
        others = [candidate for candidate in cities if candidate.place.geonameid not in same]
        return tuple(sorted(by_hand + others, key=lambda candidate: -candidate.score)[:limit])

    def _by_hand(self, place: Place) -> Candidate:
        """Take for a town of the hand-kept table from GeoNames what the table does not hold."""
        rows = self._rows(TOWN, (place.geonameid,)) if place.geonameid is not None else []
        admin1, population, capital = rows[0] if rows else ("", 0, False)
        return Candidate(place, population, primary=True, capital=bool(capital), admin1=admin1, score=TABLE_SCORE)  # type: ignore[arg-type]

    def _knows(self, key: str) -> bool:
        if key in venues() or key in country_names() or key in regions():
            return True
        return bool(self._rows("SELECT 1 FROM name WHERE key = ? LIMIT 1", (key,)))

    def _rows(self, sql: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        try:
            return self._store.execute(sql, values).fetchall()
        except UnicodeEncodeError:  # a lone surrogate: no name holds one
            return []
        except sqlite3.DatabaseError as error:
            raise CacheError(f"{file_name()} in the cache folder is damaged ({error}): delete it") from error

    def _search(self, query: str) -> list[Candidate]:
        """Take the query as one name first, then as a name with what it lies in after commas."""
        found = _with_area(normalise(query), self.candidates(query, MANY))
        if found or "," not in query or len(query) > MAX_NAME:
            return found
        name, *around = query.split(",")
        tests = [test for test in map(self._inside, around) if test]
        if not tests:
            return []
        return [candidate for candidate in self.candidates(name, MANY) if all(test(candidate) for test in tests)]

    def _inside(self, area: str) -> Callable[[Candidate], bool] | None:
        """Return a test for lying in a country, region or near a place of that name; None if it is unknown."""
        key = normalise(area)
        country = country_names().get(key)
        named = {(region.place.country, region.admin1) for region in regions().get(key, ())}
        divisions = named | _american_code(key) | division_codes().get(key, frozenset())
        near = [] if country else [candidate.place for candidate in self.candidates(area, 1)]
        if not (country or divisions or near):
            return None
        return lambda candidate: (
            (country is not None and candidate.place.country == country)
            or _in_division(candidate, divisions)
            or any(_near(candidate.place, place) for place in near)
        )


def open_gazetteer(progress: bool = True) -> Gazetteer:
    """Return this process's gazetteer, compiled first if need be (about ten seconds, once a machine)."""
    return _opened(progress)[0]


_STARTED: list[Gazetteer] = []


def _opened(progress: bool) -> list[Gazetteer]:
    if not _STARTED:
        _STARTED.append(Gazetteer(open_file(progress=progress)))
    return _STARTED


@cache
def _american_codes() -> dict[str, str]:
    found = (region for same in regions().values() for region in same if region.place.country == "USA")
    return {region.admin1.casefold(): region.admin1 for region in found}


def _american_code(key: str) -> set[tuple[str | None, str]]:
    """Return the state for a postal code, as ID for Idaho: it counts only after a comma."""
    return {("USA", _american_codes()[key])} if key in _american_codes() else set()


def _in_division(candidate: Candidate, divisions: Iterable[tuple[str | None, str]]) -> bool:
    """Tell whether a candidate lies in a division; a venue of the table, without a code, in its country."""
    return any(
        candidate.place.country == country and candidate.admin1 in ("", admin1) for country, admin1 in divisions
    )


def _with_area(key: str, found: list[Candidate]) -> list[Candidate]:
    """Put a division before the towns of its name; where there is no place at all, take a former state."""
    if any(candidate.place.by_hand or candidate.place.kind is not Kind.CITY for candidate in found):
        return found
    area = areas().get(key) or (None if found else former_states().get(key))
    if area is None:
        return found
    return [Candidate(area, 0, primary=True, capital=False, admin1="", score=REGION_SCORE), *found]


def _near(place: Place, other: Place) -> bool:
    return kilometres((place.lat, place.lon), (other.lat, other.lon)) <= NEAR_KM


def _areas(key: str) -> list[Candidate]:
    """Return the country and the regions of a name."""
    code = country_names().get(key)
    named = [(countries()[code].place, "", COUNTRY_SCORE)] if code else []
    named += [(region.place, region.admin1, REGION_SCORE) for region in regions().get(key, ())]
    return [
        Candidate(place, 0, primary=True, capital=False, admin1=admin1, score=score)
        for place, admin1, score in named
    ]


def _from_row(row: tuple[object, ...]) -> Candidate:
    number, name, lat, lon, country, admin1, population, main, capital, score = row
    place = _city(number, name, lat, lon, country)
    return Candidate(place, population, primary=bool(main), capital=bool(capital), admin1=admin1, score=score)  # type: ignore[arg-type]


def _city(number: object, name: object, lat: object, lon: object, country: object) -> Place:
    return Place(name, lat, lon, country, Kind.CITY, precision=Kind.CITY, geonameid=number)  # type: ignore[arg-type]


def described(candidate: Candidate) -> tuple[str, float, float, dict[str, Any]]:
    """Return a candidate's address, lat, lon, and what else is known of it by name."""
    place = candidate.place
    country = countries().get(place.country or "")
    address = f"{place.name}, {country.place.name}" if country and place.kind is not Kind.COUNTRY else place.name
    raw: dict[str, Any] = {
        "geonameid": place.geonameid,
        "name": place.name,
        "country": place.country,
        "kind": str(place.kind),
        "population": candidate.population,
        "source": place.source,
        "precision": str(place.precision),
        "admin1": candidate.admin1,
        "score": candidate.score,
    }
    return address, place.lat, place.lon, raw
