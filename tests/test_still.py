from xml.etree import ElementTree as ET

import pytest

from geo.model import Atlas
from maps.still import HEIGHT, WIDTH, project, still
from tests.browser import atlases

SVG = "{http://www.w3.org/2000/svg}"


def drawn(atlas: Atlas) -> ET.Element:
    return ET.fromstring(still(atlas))  # noqa: S314 - our own picture


def test_it_shows_venues_names_and_lines() -> None:
    picture = drawn(atlases.founding())
    assert {node.text for node in picture.iter(f"{SVG}text")} == {"Astana", "Geneva", "Moscow"}
    assert len(list(picture.iter(f"{SVG}circle"))) == 3
    lines = next(iter(picture.iter(f"{SVG}g")))
    assert len(lines) >= 5
    assert all(line.get("stroke-dasharray") for line in lines)


def test_it_is_small() -> None:
    assert len(still(atlases.world())) <= 20_000


def test_hostile_words_stay_words() -> None:
    text = still(atlases.hostile())
    assert "<script" not in text
    assert "<img" not in text
    assert drawn(atlases.hostile()).tag == f"{SVG}svg"


def test_an_empty_atlas_is_a_picture() -> None:
    assert len(drawn(Atlas((), ()))) == 3


@pytest.mark.parametrize(
    ("place", "spot"),
    [((0, 0), (WIDTH / 2, HEIGHT / 2)), ((0, 180), (WIDTH, HEIGHT / 2)), ((90, 0), (WIDTH / 2, 0))],
)
def test_the_projection_reaches_the_edges(place: tuple[float, float], spot: tuple[float, float]) -> None:
    assert project(*place) == pytest.approx(spot, abs=0.6)
