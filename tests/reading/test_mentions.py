"""Toponyms and what they do: a place, a government, a people; and words that are no toponyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller

NO_TOPONYM = [
    ("The May meeting with Prime Minister Theresa May in London was short.", "May", "a month and a surname"),
    ("President Bill Clinton received the king of Morocco in Washington.", "Clinton", "a surname"),
    ("The summit of the Union ended with a reading of the Charter.", "Union", "a common word"),
    ("The summit of the Union ended with a reading of the Charter.", "Charter", "a common word"),
    ("Ambassador Michael Jordan spoke with the Swedish envoy in Stockholm.", "Jordan", "a surname"),
    ("Chad Green, a lawyer, met the Norwegian minister in Oslo.", "Chad", "a first name"),
    ("The Peace and Security Council met the envoy of Ghana in Addis Ababa.", "Peace", "a body's name"),
    ("They ate turkey at the reception in Oslo.", "turkey", "a bird"),
    ("Victoria Nuland met the Polish minister in Warsaw.", "Victoria", "a first name"),
]

READINGS = [
    ("The foreign ministers of Kenya and Uganda met in Nairobi on Saturday.", "Nairobi", "place"),
    ("Talks were held in Geneva.", "Geneva", "place"),
    ("The Turkish president arrived in Doha.", "Doha", "place"),
    ("Fighting broke out near Goma.", "Goma", "place"),
    ("Moscow said it would not take part in the summit.", "Moscow", "government"),
    ("Ankara accused Athens of breaking the treaty.", "Ankara", "government"),
    ("Ankara accused Athens of breaking the treaty.", "Athens", "government"),
    ("The dispute between Addis Ababa and Cairo goes on.", "Cairo", "government"),
    ("Beijing's foreign ministry denied the report.", "Beijing", "government"),
    bug(
        "The Washington administration wants a deal.",
        "Washington",
        "government",
        reason="the capital is not listed among the toponyms",
    ),
    ("Tokyo and Seoul agreed to share data.", "Seoul", "government"),
    ("The Turkish president arrived in Doha.", "Turkish", "demonym"),
    ("The Norwegians received both delegations in Oslo.", "Norwegians", "demonym"),
    ("South Korean officials met in Busan.", "South Korean", "demonym"),
]

PLACES = [
    ("The envoys of Iran and Oman met in Muscat.", "Muscat", "OMN"),
    ("The envoys of Ghana and Togo met in Tripoli, Libya.", "Tripoli", "LBY"),
    ("The Lebanese and Syrian ministers met in Tripoli, Lebanon.", "Tripoli", "LBN"),
    ("Georgian and Russian envoys met in Tbilisi.", "Tbilisi", "GEO"),
    ("Israeli and Egyptian negotiators met in Taba.", "Taba", "EGY"),
    ("Talks with the Taliban were held in Islamabad.", "Islamabad", "PAK"),
    ("The Irish and British premiers met in Hillsborough Castle.", "Hillsborough Castle", "GBR"),
    ("The presidents of Colombia and Venezuela met in Santa Marta.", "Santa Marta", "COL"),
    ("Ethiopian and Eritrean ministers met in Djibouti.", "Djibouti", "DJI"),
    ("Serbia and Kosovo signed the deal in Paris.", "Paris", "FRA"),
]


@pytest.mark.parametrize(("text", "word", "reason"), NO_TOPONYM)
def test_no_toponym(tell: Teller, text: str, word: str, reason: str) -> None:
    assert word not in {t.text for t in tell.extraction(text).toponyms}, reason


@pytest.mark.parametrize(("text", "word", "expected"), READINGS)
def test_reading(tell: Teller, text: str, word: str, expected: str) -> None:
    found = {t.text: t.reading.value for t in tell.extraction(text).toponyms}
    assert found.get(word) == expected


@pytest.mark.parametrize(("text", "word", "country"), PLACES)
def test_place(tell: Teller, text: str, word: str, country: str) -> None:
    found = {t.text: t.place for t in tell.extraction(text).toponyms}
    place = found.get(word)
    assert place is not None
    assert place.country == country
