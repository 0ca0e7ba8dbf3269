import math
from itertools import pairwise

import pytest
from geopy.distance import great_circle as geopy_distance
from hypothesis import given
from hypothesis import strategies as st

from maps.arcs import POLAR, great_circle

places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def length_km(parts: list[list[tuple[float, float]]]) -> float:
    return float(sum(geopy_distance(a, b).km for line in parts for a, b in pairwise(line)))


@given(places, places)
def test_any_arc_joins_its_ends_inside_the_map_without_a_jump(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    parts = great_circle(start, end)
    assert parts[0][0] == start
    assert parts[-1][-1] == end
    assert len(parts) <= 2
    for line in parts:
        assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in line)
        if len(line) > 2:
            assert all(abs(b[1] - a[1]) <= 180 for a, b in pairwise(line))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((46.2, 6.15), (25.29, 51.53)),  # Geneva, Doha
        ((51.5, -0.13), (38.9, -77.04)),  # London, Washington
        ((-18.14, 178.44), (21.31, -157.86)),  # Suva, Honolulu: over the 180th meridian
        ((0, 179.5), (0, -179.5)),
    ],
)
def test_an_arc_is_the_shortest_way(start: tuple[float, float], end: tuple[float, float]) -> None:
    assert length_km(great_circle(start, end)) == pytest.approx(geopy_distance(start, end).km, rel=0.002)


def test_an_arc_over_the_180th_meridian_is_cut_there() -> None:
    one, two = great_circle((-18.14, 178.44), (21.31, -157.86))
    assert one[-1][1] == 180
    assert two[0][1] == -180
    assert one[-1][0] == two[0][0]


def test_a_polar_arc_is_bent_away_from_the_pole() -> None:
    parts = great_circle((38.9, -77.04), (1.29, 103.85))  # Washington, Singapore
    assert max(lat for line in parts for lat, _ in line) < POLAR


def test_equal_and_opposite_places_have_a_straight_line() -> None:
    assert great_circle((10, 20), (10, 20)) == [[(10, 20), (10, 20)]]
    assert great_circle((0, 0), (0, 180)) == [[(0, 0), (0, 180)]]
    assert not any(math.isnan(value) for place in great_circle((90, 0), (-90, 0))[0] for value in place)
