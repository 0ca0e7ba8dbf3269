"""Toponyms: which words are places and where they are, with the real model and gazetteer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from geopy.distance import great_circle

from geo.model import Article, Extraction, Kind
from geo.reader import Reader

NEAR_KM = 161.0


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One reader for all sentences."""
    return Reader()


def taken(reader: Reader, text: str) -> Extraction:
    """Read a text."""
    return next(iter(reader.read([Article("t", text)])))


NOT_PLACES = [
    ("Jordan Smith scored twice in the second half.", "Jordan", "a first name"),
    ("Prime Minister May spoke on Tuesday.", "May", "a surname"),
    ("The talks resumed in March after a pause.", "March", "a month"),
    ("The Catholic bishops wrote a letter.", "Catholic", "a religion, not a people"),
    ("She read a paper on language reform.", "paper", "a common noun"),
]

PLACES = [
    ("The trial opened in Moscow, Idaho, on Friday.", "Moscow", 46.73, -117.0),
    ("The mayor of Vienna, Virginia, spoke first.", "Vienna", 38.9, -77.27),
    ("HELENA, Mont. (AP) - The senate adjourned on Friday.", "Mont.", 47.0, -109.75),
    ("HELENA, Mont. (AP) - The senate adjourned on Friday.", "HELENA", 46.6, -112.03),
    ("Canadian farmers complained.", "Canadian", 60.11, -113.64),
    ("African leaders gathered on Monday.", "African", 7.19, 21.09),
    ("The flood in Tamil Nadu destroyed homes.", "Tamil Nadu", 11.0, 78.5),
    ("Trade across Europe fell again.", "Europe", 48.69, 9.14),
    ("The patients of Elmwood Hospital in Toronto were moved.", "Elmwood Hospital", 43.7, -79.4),
    ("The Soviet Union built the dam.", "Soviet Union", 60.0, 100.0),
]


@pytest.mark.parametrize(("text", "name", "reason"), NOT_PLACES)
def test_words_that_are_no_place(reader: Reader, text: str, name: str, reason: str) -> None:
    assert name not in {t.text for t in taken(reader, text).toponyms}, reason


@pytest.mark.parametrize(("text", "name", "lat", "lon"), PLACES)
def test_where_a_name_lies(reader: Reader, text: str, name: str, lat: float, lon: float) -> None:
    place = next(t.place for t in taken(reader, text).toponyms if t.text == name)
    assert place is not None
    assert great_circle((place.lat, place.lon), (lat, lon)).km < NEAR_KM


def test_a_site_without_a_point_of_its_own_has_its_towns_precision(reader: Reader) -> None:
    found = taken(reader, "The patients of Elmwood Hospital in Toronto were moved.").toponyms
    place = next(t.place for t in found if t.text == "Elmwood Hospital")
    assert place is not None
    assert (place.kind, place.precision) == (Kind.SITE, Kind.CITY)


def test_toponyms_stand_in_order_and_apart(reader: Reader) -> None:
    text = "TORONTO (AP) - Police near Third Street, Toronto, arrested two Canadian men on Friday."
    spans = [(t.start, t.end) for t in taken(reader, text).toponyms]
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(text[t.start : t.end] == t.text for t in taken(reader, text).toponyms)
