"""Venues against the borders of the map: what contradicts them is told, coasts, islets and disputes are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from geo.gazetteer import open_gazetteer
from geo.model import Kind, Place
from geo.placenames import countries as country_table
from geo.placenames import venues
from maps.basemap import countries
from maps.borders import DISPUTES, contradictions, country_at, distance_km
from maps.cli import app

if TYPE_CHECKING:
    from pathlib import Path


def told(lat: float, lon: float, country: str | None, kind: Kind = Kind.CITY) -> list[tuple[str | None, int]]:
    place = Place("Somewhere", lat, lon, country, kind)
    return [(found.found, int(found.off_km)) for found in contradictions([place, place])]


WRONG = [
    (29.49, 34.89, "GBR", "EGY"),  # Taba put at the namesake's country
    (55.75, 37.62, "USA", "RUS"),  # Moscow, as if in Idaho
    (43.66, -116.69, "RUS", "USA"),
    (-17.8, -178.0, "NZL", None),  # Fiji's east, over the 180th meridian
    (0.0, 0.0, "CHE", None),  # what is left of lost coordinates
    (50.45, 30.52, "RUS", "UKR"),  # no part of what is disputed
]


@pytest.mark.parametrize(("lat", "lon", "country", "found"), WRONG)
def test_a_venue_in_another_country_is_told(lat: float, lon: float, country: str, found: str | None) -> None:
    ((seen, off),) = told(lat, lon, country)
    assert seen == found
    assert off >= 150


RIGHT = [
    (46.2, 6.15, "CHE"),  # Geneva, a border town
    (37.95, 126.68, "KOR"),  # Panmunjom, on the line
    (29.55, 34.95, "ISR"),  # Eilat, a few km from Jordan and Egypt
    (35.95, 14.5, "MLT"),  # a coast
    (51.97, -8.0, "IRL"),
    (11.16, 166.89, "MHL"),  # an islet that the map leaves out
    (-16.8, 179.99, "FJI"),  # at the 180th meridian
    (-16.8, -179.99, "FJI"),
    (41.9, 12.45, "VAT"),  # too small for the map
    (31.78, 35.22, "ISR"),  # disputed: whichever of those concerned is named
    (31.78, 35.22, "PSE"),
    (44.95, 34.1, "UKR"),
    (44.95, 34.1, "RUS"),
    (42.66, 21.16, "XKX"),
    (42.66, 21.16, "SRB"),
    (25.03, 121.56, "CHN"),
    (10.44, 45.02, "SOM"),
    (35.18, 33.37, "CYP"),
]


@pytest.mark.parametrize(("lat", "lon", "country"), RIGHT)
def test_borders_coasts_islets_and_disputed_areas_are_no_contradiction(
    lat: float, lon: float, country: str
) -> None:
    assert told(lat, lon, country) == []


def test_a_third_state_in_a_disputed_area_is_a_contradiction() -> None:
    assert told(44.95, 34.1, "USA") != []
    assert all(dispute.states <= {*country_table(), *countries()} for dispute in DISPUTES)


def test_only_exact_points_of_known_countries_are_checked() -> None:
    assert told(0.0, 0.0, None) == []
    for kind in (Kind.COUNTRY, Kind.REGION):
        assert told(0.0, 0.0, "CHE", kind) == []


def test_no_capital_and_no_venue_of_the_tables_contradicts_the_map() -> None:
    gazetteer = open_gazetteer(progress=False)
    capitals = [place for code in country_table() if (place := gazetteer.capital(code)) is not None]
    assert len(capitals) > 230
    places = capitals + [place for same in venues().values() for place in same]
    assert [str(found) for found in contradictions(places)] == []


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_any_position_has_an_answer_and_its_own_country_is_not_far(lat: float, lon: float) -> None:
    found = country_at(lat, lon)
    assert found is None or distance_km(lat, lon, countries()[found]) < 0.001
    assert distance_km(lat, lon, countries()["CHE"]) <= 20_016


CORRECTION = """
[[place]]
name = "Doha"
to = [51.5, -0.1]
reason = "a slip of the hand"
"""


def test_a_build_reports_the_contradiction_and_is_no_failure(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(CORRECTION, encoding="utf-8")
    article = project / "seeds" / "doha-2020-02-29-us-taliban.md"
    out = tmp_path / "map.html"
    built = CliRunner().invoke(app, ["build", str(article), "-o", str(out), "--corrections", str(file)])
    assert built.exit_code == 0
    assert "Doha: lies in United Kingdom at 51.50,-0.10" in built.stderr
    assert "off Qatar" in built.stderr
    right = CliRunner().invoke(app, ["build", str(article), "-o", str(out)])
    assert right.stderr == ""
