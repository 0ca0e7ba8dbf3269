"""Names of places: one spelling for the look-up, and the hand-kept tables of venues, countries and regions."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from geo.model import Kind, Place

MAX_NAME = 200
"""No place has a longer name: what is longer is not looked up."""

LETTERS = {
    "\u00f8": "o", "\u0111": "d", "\u00f0": "d", "\u0142": "l", "\u0127": "h", "\u0131": "i", "\u0259": "e",
    "\u014b": "ng", "\u00fe": "th", "\u00e6": "ae", "\u0153": "oe",
}  # fmt: skip
APOSTROPHES = "'`\u00b4\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2032\uff07"
FOLDED = str.maketrans({**LETTERS, **dict.fromkeys(APOSTROPHES, "")})
"""Letters that Unicode does not take apart (crossed, dotless, joined), and the many apostrophes, which go."""
INITIAL = re.compile(r"\b(\w)\.")
NOT_A_WORD = re.compile(r"[\W_]+")
WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}
SHORTENED = re.compile(r"\b(?:st|ste|mt|ft)\b")


@lru_cache(1 << 14)
def normalise(name: str) -> str:
    """Bring a name to the spelling under which it is looked up; "" if nothing of it is left.

    Case, accents, apostrophes, hyphens and punctuation do not count; "St." is "saint"; a leading "the" goes.
    """
    return _normalised(name) if len(name) <= MAX_NAME else ""


@lru_cache(16_384)
def _normalised(name: str) -> str:
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(FOLDED)).casefold().translate(FOLDED)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = INITIAL.sub(r"\1", text.replace("'", "").replace("`", "").replace("&", " and "))
    text = NOT_A_WORD.sub(" ", text).strip()
    text = SHORTENED.sub(lambda found: WORDS[found[0]], text)
    return text.removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory: its point, its geonameid, and the name of its capital ("" where it has none)."""

    place: Place
    aliases: tuple[str, ...]
    capital: str


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level division with the code that GeoNames gives it in its country, as ("USA", "ID") for Idaho."""

    place: Place
    aliases: tuple[str, ...]
    admin1: str


@cache
def countries() -> dict[str, Country]:
    """Return all states and territories by alpha-3 code."""
    return {row["alpha3"]: _country(row) for row in _rows("country_points.csv")}


@cache
def country_names() -> dict[str, str]:
    """Return the alpha-3 code for every normalised country name, official or common."""
    return _index({code: (entry.place.name, *entry.aliases) for code, entry in countries().items()})


@cache
def regions() -> dict[str, tuple[Region, ...]]:
    """Return the first-level divisions by normalised name and alias."""
    found: dict[str, tuple[Region, ...]] = {}
    for row in _rows("regions.csv"):
        region = _region(row)
        for key in {normalise(name) for name in (row["name"], *region.aliases)}:
            found[key] = (*found.get(key, ()), region)
    return found


@cache
def venues() -> dict[str, tuple[Place, ...]]:
    """Return the hand-kept venues by normalised name and alias."""
    found: dict[str, tuple[Place, ...]] = {}
    for row in _rows("venues.csv"):
        place = _venue(row)
        for key in {normalise(name) for name in (row["name"], *_parts(row["aliases"]))}:
            found[key] = (*found.get(key, ()), place)
    return found


@cache
def tables_version() -> str:
    """Return a short hash of all tables, which changes when an answer may."""
    digest = hashlib.sha256()
    for name in ("areas.csv", "country_points.csv", "divisions.csv", "regions.csv", "states.csv", "venues.csv"):
        digest.update(resources.files("geo").joinpath("data", name).read_bytes())
    return digest.hexdigest()[:12]


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("geo").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _parts(aliases: str) -> tuple[str, ...]:
    return tuple(part for part in aliases.split("|") if part)


def _index(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {normalise(name): code for code, all_names in names.items() for name in all_names}


def _country(row: dict[str, str]) -> Country:
    place = Place(
        name=row["name"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=row["alpha3"],
        kind=Kind.COUNTRY,
        geonameid=int(row["geonameid"]),
    )
    return Country(place=place, aliases=_parts(row["aliases"]), capital=row["capital"])


def _region(row: dict[str, str]) -> Region:
    place = Place(
        name=row["name"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=row["country"],
        kind=Kind.REGION,
        source="table",
    )
    return Region(place=place, aliases=_parts(row["aliases"]), admin1=row["admin1"])


def _venue(row: dict[str, str]) -> Place:
    return Place(
        name=row["name"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=row["country"] or None,
        kind=Kind(row["kind"]),
        source="table",
        precision=Kind(row["precision"]),
        geonameid=int(row["geonameid"]) if row["geonameid"] else None,
    )
