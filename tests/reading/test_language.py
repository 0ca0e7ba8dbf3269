"""Paragraphs, datelines, credits, and what is not English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language import paragraphs
from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller

NO_DATELINE = [
    ("Geneva was quiet on Monday.", "a sentence that begins with a place"),
    ("The talks in Doha - the third this year - ended early.", "dashes inside a sentence"),
    ("UN chief calls for calm", "a headline that begins with capitals"),
    bug("Monday, 10 June - a quiet day in the capital.", "a weekday", reason="a weekday is taken for a dateline"),
    ("Q: Will the minister go to Rome?", "an interview"),
]

DATELINES = [
    ("GENEVA, June 11 (Reuters) - The envoys met on Tuesday.", "GENEVA"),
    ("ADDIS ABABA (AP) — The envoys met on Tuesday.", "ADDIS ABABA"),
    ("KUALA LUMPUR, 11 June 2024 – The envoys met on Tuesday.", "KUALA LUMPUR"),
    ("TBILISI, Georgia (AP) -- The envoys met on Tuesday.", "TBILISI"),
    ("Khartoum, 9 December 2018 - The envoys met on Tuesday.", "Khartoum"),
    ("Abu Dhabi (WAM) -- The envoys met on Tuesday.", "Abu Dhabi"),
    ("June 11 (Vienna) - The envoys met on Tuesday.", "Vienna"),
    ("N'DJAMENA, June 11 (AFP) - The envoys met on Tuesday.", "N'DJAMENA"),
]

CREDITS = [
    "(Reporting by Jane Smith in Paris; editing by John Brown in London)",
    "Additional reporting by Jane Smith in Nairobi.",
    "Written by John Brown; translated by Jane Smith in Beirut",
    "Editing by John Brown",
]

SKIPPED = [
    (
        (
            "Los ministros de Asuntos Exteriores de España y Marruecos se reunieron el lunes en Rabat para "
            "hablar de pesca, migración y comercio. El encuentro duró tres horas y ambos acordaron verse "
            "otra vez en Madrid antes del verano, según un comunicado conjunto."
        ),
        "Spanish",
    ),
    (
        (
            "Les ministres des Affaires étrangères de la France et du Maroc se sont rencontrés lundi à "
            "Rabat pour parler de pêche, de visas et de commerce. La rencontre a duré trois heures et une "
            "nouvelle réunion est prévue à Paris avant l'été, selon un communiqué commun."
        ),
        "French",
    ),
    (
        (
            "Die Außenminister Deutschlands und Polens trafen sich am Montag in Warschau, um über Handel "
            "und Grenzen zu sprechen. Das Treffen dauerte drei Stunden; beide Seiten wollen sich vor dem "
            "Sommer noch einmal in Berlin sehen, wie es in einer gemeinsamen Erklärung heißt."
        ),
        "German",
    ),
    ("Министры иностранных дел России и Турции встретились в понедельник в Анталье.", "Russian"),
    ("外交部长周一在日内瓦会面。双方同意在七月再次举行会谈。", "Chinese"),
    ("التقى وزيرا خارجية مصر وتركيا في القاهرة يوم الاثنين.", "Arabic"),
]

READ = [
    ("The foreign ministers of Egypt and Turkey met in Cairo on Monday.", "short"),
    ("The envoys met at the Élysée, then at the Bürgenstock and in Brčko, the ministry in Paris said.", "accents"),
    ("Talks, talks, talks: Oman, Iran, Qatar.", "hardly a function word, but short"),
]


@pytest.mark.parametrize(("text", "reason"), NO_DATELINE)
def test_no_dateline(text: str, reason: str) -> None:
    assert [p.dateline for p in paragraphs(text)] == [None], reason


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_dateline(text: str, expected: str) -> None:
    (paragraph,) = paragraphs(text)
    assert paragraph.dateline == expected
    assert paragraph.text.strip() == "The envoys met on Tuesday."
    assert text[paragraph.start :] == paragraph.text
    assert text[paragraph.dateline_start :].startswith(expected)


@pytest.mark.parametrize("credit", CREDITS)
def test_credits_are_left_out(credit: str) -> None:
    found = paragraphs(f"The envoys met on Tuesday.\n\n{credit}\n")
    assert [p.text for p in found] == ["The envoys met on Tuesday."]


@pytest.mark.parametrize(("text", "language"), SKIPPED)
def test_another_language_is_skipped_with_a_reason(tell: Teller, text: str, language: str) -> None:
    found = tell.extraction(text)
    assert found.skipped is not None, language
    assert "not English" in found.skipped
    assert not found.meetings
    assert not found.toponyms


@pytest.mark.parametrize(("text", "reason"), READ)
def test_english_is_read(tell: Teller, text: str, reason: str) -> None:
    assert tell.extraction(text).skipped is None, reason


def test_a_wrapped_line_is_one_paragraph() -> None:
    found = paragraphs("The foreign ministers of Egypt and Turkey\nmet in Cairo on Monday.\n\nThe end.")
    assert [p.text for p in found] == [
        "The foreign ministers of Egypt and Turkey\nmet in Cairo on Monday.",
        "The end.",
    ]


def test_rules_and_stars_are_no_paragraphs() -> None:
    assert [p.text for p in paragraphs("***\n\nThe end.\n\n-----\n")] == ["The end."]


@pytest.mark.parametrize("end", ["the UN", "March 2011", "both sides"])
def test_a_sentence_begins_where_the_blank_was_lost(tell: Teller, end: str) -> None:
    text = f"France and Italy spoke of {end}.Following the meetings, Mali and Niger met in Tunis."
    (roles,) = [roles for venue, _, _, roles in tell(text) if venue == "Tunis"]
    assert {"MLI", "NER"} <= roles.keys()
    assert "FRA" not in roles
