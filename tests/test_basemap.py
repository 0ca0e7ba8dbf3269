import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from maps.bake_basemap import unwrap
from maps.basemap import DATA, countries, numbers, written


def test_the_file_is_small_and_every_country_has_a_valid_shape() -> None:
    assert DATA.stat().st_size < 65_000
    shapes = countries()
    assert len(shapes) > 235
    assert all(
        not shape.is_empty and -180.01 <= shape.bounds[0] <= shape.bounds[2] <= 180.01 for shape in shapes.values()
    )


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [
        ("CHE", 46.2, 6.15),  # Geneva lies in France at 1:110m
        ("KAZ", 51.18, 71.45),
        ("FJI", -17.8, 178.0),
        ("RUS", 66.0, -175.0),  # Chukotka, beyond the 180th meridian
        ("RUS", 55.75, 37.6),
        ("SGP", 1.35, 103.8),
        ("ATA", -85.0, 10.0),
    ],
)
def test_places_lie_in_their_country(code: str, lat: float, lon: float) -> None:
    assert countries()[code].contains(Point(lon, lat))


@pytest.mark.parametrize("code", ["RUS", "FJI", "USA", "NZL"])
def test_no_piece_is_smeared_across_the_map(code: str) -> None:
    widths = [piece.bounds[2] - piece.bounds[0] for piece in countries()[code].geoms]
    assert max(widths) < 160
    assert sum(widths) < 700


def test_the_sea_is_no_land() -> None:
    open_sea = [Point(-150, 0), Point(-30, 30), Point(80, -30), Point(0, 70), Point(-100, 66 - 20 - 60)]
    assert not any(shape.contains(point) for shape in countries().values() for point in open_sea)


def test_the_file_names_its_countries() -> None:
    head = json.loads(gzip.decompress(DATA.read_bytes()).partition(b"\n")[0])
    assert {code: name for code, name, _ in head}["CHE"] == "Switzerland"


@given(st.lists(st.integers(-9000, 9000)))
def test_numbers_are_read_as_they_were_written(steps: list[int]) -> None:
    assert list(numbers(written(steps))) == steps


def test_a_ring_over_the_180th_meridian_runs_on() -> None:
    ring = [(170.0, 10.0), (-170.0, 10.0), (-170.0, 20.0), (170.0, 20.0), (170.0, 10.0)]
    assert [lon for lon, _ in unwrap(ring)] == [170, 190, 190, 170, 170]


def test_a_ring_around_a_pole_is_closed_over_it() -> None:
    ring = [(float(lon), -70.0) for lon in range(-180, 180, 30)] + [(-180.0, -70.0)]
    assert (-180.0, -90.0) in unwrap(ring)
