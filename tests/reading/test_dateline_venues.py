"""When the place of a dateline is the venue: not by itself, but where the text goes back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

AT_THE_DATELINE = [
    (
        (
            "WINDHOEK - The presidents of Angola and Zambia ended their talks on Tuesday. They had arrived in the "
            "Namibian capital on Monday."
        ),
        "Windhoek",
        {"AGO", "ZMB"},
    ),
    (
        (
            "OSLO, June 11 - Colombia and the ELN rebels broke off negotiations on Tuesday. Diplomats in Oslo "
            "were sorry."
        ),
        "Oslo",
        {"COL"},
    ),
]

NOWHERE = [
    ("NAIROBI - The presidents of Angola and Zambia ended their talks on Tuesday.", "a dateline alone"),
    (
        "NAIROBI - The presidents of Angola and Zambia held talks in Lusaka. A paper in Nairobi said so.",
        "they met elsewhere",
    ),
    (
        "NAIROBI - Angola and Zambia will hold talks next week. An envoy in Nairobi said so.",
        "yet to come, anywhere",
    ),
]


@pytest.mark.parametrize(("text", "venue", "actors"), AT_THE_DATELINE)
def test_opening_meeting_is_at_the_dateline(tell: Teller, text: str, venue: str, actors: set[str]) -> None:
    assert venue in tell.venues(text)
    assert actors <= tell.actors(text)


@pytest.mark.parametrize(("text", "reason"), NOWHERE)
def test_dateline_is_no_venue(tell: Teller, text: str, reason: str) -> None:
    assert "Nairobi" not in tell.venues(text), reason


def test_their_talks_are_those_of_the_two_before(tell: Teller) -> None:
    text = "The presidents of Ghana and Togo parted on Tuesday. Their talks in Abuja brought nothing."
    assert {"GHA", "TGO"} <= tell.actors(text)


def test_day_of_an_opening_without_a_meeting_dates_the_news(tell: Teller) -> None:
    text = "The mood was warm on Tuesday. The presidents of Ghana and Togo met in Abuja."
    assert [date for venue, _, date, _ in tell(text) if venue == "Abuja"] == ["2024-06-11"]
