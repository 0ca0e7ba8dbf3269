"""Areas that are no state, with their peoples: continents, nations within a state; divisions, short names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.actor_tables import cell_names, cell_values, read_table
from geo.model import Kind, Place
from geo.placenames import countries, normalise, regions

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def areas() -> Mapping[str, Place]:
    """Return the areas and great divisions by normalised name."""
    rows = [*read_table("areas"), *read_table("divisions")]
    return {normalise(name): _area(row) for row in rows for name in (row["name"], *cell_values(row["aliases"]))}


@cache
def division_codes() -> Mapping[str, frozenset[tuple[str | None, str]]]:
    """Return for the name of a great division its country and the code that GeoNames gives it there."""
    found: dict[str, frozenset[tuple[str | None, str]]] = {}
    for row in read_table("divisions"):
        for name in (row["name"], *cell_values(row["aliases"])):
            key = normalise(name)
            found[key] = found.get(key, frozenset()) | {(row["country"], row["admin1"])}
    return found


@cache
def former_states() -> Mapping[str, Place]:
    """Return states that are no more, at the country of their seat, and states by names they no longer bear."""
    found: dict[str, Place] = {}
    for row in read_table("states"):
        country = countries().get(row["alpha3"])
        seat = country or countries().get(row["seat_country"])
        if seat is None:
            continue
        names = [row["name"], row["full_name"], *(name.text for name in cell_names(row["names"]))]
        at = seat.place
        place = at if country else Place(row["name"], at.lat, at.lon, at.country, Kind.REGION, source="table")
        for name in filter(None, names):
            found.setdefault(normalise(name), place)
    return found


def is_wide(place: Place) -> bool:
    """Tell a continent or another area that lies in no one country: it has no government."""
    return place.kind is Kind.REGION and place.country is None


@cache
def peoples() -> Mapping[str, Place]:
    """Return the areas by the adjectives and nouns of their peoples, in lower case."""
    return {word.lower(): _area(row) for row in read_table("areas") for word in cell_values(row["adjectives"])}


@cache
def _shortened() -> Mapping[str, str]:
    return {row["text"].replace(" ", ""): row["name"] for row in read_table("abbreviations")}


def division(text: str) -> Place | None:
    """Return the first-level division behind a comma: "Ohio", "Md.", "NJ"; None if there is none of that name."""
    name = _shortened().get(text.replace(" ", ""), text)
    found = regions().get(normalise(name))
    if found:
        return found[0].place
    return _postal().get(text)


@cache
def _postal() -> Mapping[str, Place]:
    every = (region for same in regions().values() for region in same)
    return {r.admin1: r.place for r in every if r.place.country == "USA" and r.admin1.isalpha()}


def _area(row: Mapping[str, str]) -> Place:
    number = int(row["geonameid"]) if row.get("geonameid") else None
    country = row.get("country") or None
    return Place(
        row["name"], float(row["lat"]), float(row["lon"]), country, Kind.REGION, source="table", geonameid=number
    )
