"""Readings: what a place name does in its sentence, with the real model and gazetteer."""

from __future__ import annotations

import pytest

from geo.model import Article, ReadingKind
from geo.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One reader for all sentences."""
    return Reader()


def reading(reader: Reader, text: str, name: str) -> ReadingKind:
    """Read a text and give the reading of the first toponym that is ``name``."""
    found = next(iter(reader.read([Article("t", text)]))).toponyms
    return next(t.reading for t in found if t.text == name)


PLACES = [
    ("The delegates met in Moscow on Monday.", "Moscow", "after a preposition of place"),
    ("Heavy rain fell across Norway overnight.", "Norway", "weather falls on land, not on a government"),
    ("The road between Tunis and Algiers was closed.", "Algiers", "a road joins places"),
    ("The ministers flew to Ankara on Friday.", "Ankara", "where one goes"),
    ("Laos is a small country in Asia with no coast.", "Laos", "described as a piece of land"),
    ("The delegation left for Cairo at noon.", "Cairo", "where one goes, although 'for' often serves somebody"),
    ("They crossed the border with Chad on foot.", "Chad", "'with' after a border does not deal"),
    ("The envoys visited Lisbon last week.", "Lisbon", "the object of a visit"),
    ("Peru's longest river floods each spring.", "Peru", "an owner of land"),
]

GOVERNMENTS = [
    ("Moscow rejected the offer on Monday.", "Moscow"),
    ("The talks between Serbia and Kosovo failed.", "Kosovo"),
    ("The submarines were sold to Brazil last year.", "Brazil"),
    ("Kenya won independence from Britain in 1963.", "Britain"),
    ("The council imposed sanctions on Iran again.", "Iran"),
    ("She represented Bolivia at the games.", "Bolivia"),
    ("He spoke with the president of Ghana by phone.", "Ghana"),
    ("Chile's policy has not changed.", "Chile"),
    ("The vote was won by Portugal.", "Portugal"),
]

DEMONYMS = [
    ("The Turkish delegation arrived late.", "Turkish"),
    ("Most Norwegians voted against the plan.", "Norwegians"),
]


@pytest.mark.parametrize(("text", "name", "reason"), PLACES)
def test_a_name_that_is_no_government(reader: Reader, text: str, name: str, reason: str) -> None:
    assert reading(reader, text, name) is ReadingKind.PLACE, reason


@pytest.mark.parametrize(("text", "name"), GOVERNMENTS)
def test_a_name_that_acts_or_is_dealt_with(reader: Reader, text: str, name: str) -> None:
    assert reading(reader, text, name) is ReadingKind.GOVERNMENT


@pytest.mark.parametrize(("text", "name"), DEMONYMS)
def test_a_people(reader: Reader, text: str, name: str) -> None:
    assert reading(reader, text, name) is ReadingKind.DEMONYM
