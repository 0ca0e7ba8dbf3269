"""Whom "they" and "both sides" go back to, and which capital a state had on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

GUESTS = [
    (
        "Peru and Chile met in Lima on Monday. Observers from Japan and Kenya attended. "
        "They will meet in Quito in August 2024."
    ),
    (
        "Peru and Chile have agreed on a truce. It was reached at talks in Lima which Japan and Kenya mediated. "
        "Both sides will meet in Quito in August 2024."
    ),
]

CAPITALS = [
    ("Kazakh", "1994-03-02", "Almaty"),
    ("Kazakh", "2004-03-02", "Astana"),
    ("Nigerian", "1985-03-02", "Lagos"),
    ("Nigerian", "2005-03-02", "Abuja"),
]


@pytest.mark.parametrize("text", GUESTS)
def test_both_sides_are_the_parties_not_their_guests(tell: Teller, text: str) -> None:
    (again,) = (roles for venue, _, _, roles in tell(text) if venue == "Quito")
    assert {"PER", "CHL"} <= again.keys()
    assert not {"JPN", "KEN"} & again.keys()


@pytest.mark.parametrize(("whose", "day", "city"), CAPITALS)
def test_the_capital_is_that_of_the_day(tell: Teller, whose: str, day: str, city: str) -> None:
    assert tell.venues(f"The presidents of Iran and Mali met in the {whose} capital on Monday.", day) == [city]


def test_rounds_told_by_number_have_the_parties_before(tell: Teller) -> None:
    text = "Greece and Albania signed a pact in Rome on Monday. Vienna had been host to four rounds last year."
    (before,) = (roles for venue, _, _, roles in tell(text) if venue == "Vienna")
    assert {"GRC", "ALB"} <= before.keys()


# text: who meets at the last venue
COUNTED = [
    (
        (
            "Peru and Chile met in Quito. Later Cuba, Haiti and Panama signed a treaty in Lima. Both sides will "
            "meet again in Bern on Friday."
        ),
        {"PER", "CHL"},
    ),
    (
        (
            "Cuba, Haiti and Panama met in Lima. Peru and Chile met in Quito. The three countries will meet again "
            "in Bern on Friday."
        ),
        {"CUB", "HTI", "PAN"},
    ),
    (
        (
            "Peru and Chile met in Quito. The two presidents, Emmanuel Macron and Joe Biden, will meet in Bern on "
            "Friday."
        ),
        {"FRA", "USA"},
    ),
    ("Peru and Chile met in Quito. Their foreign ministers will meet in Bern on Friday.", {"PER", "CHL"}),
]


@pytest.mark.parametrize(("text", "parties"), COUNTED)
def test_the_sides_are_as_many_as_they_are_said_to_be(tell: Teller, text: str, parties: set[str]) -> None:
    venue, _, _, roles = tell(text)[-1]
    assert venue == "Bern"
    assert set(roles) - {"CHE"} == parties
