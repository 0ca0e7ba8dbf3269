"""Rounds told without their parties, hosts told by "host to", and verbs of coming together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

OPENING = "Iran and the United States held talks in Rome on Monday. "

ROUNDS = [
    ("The first round took place in Muscat on 1 June.", "Muscat"),
    ("The next round will be held in Oslo on 20 June.", "Oslo"),
    ("Earlier talks were held in Vienna in May.", "Vienna"),
]

MEETS = [
    ("The leaders of Thailand and Cambodia sat down in Geneva on Monday.", "Geneva", {"THA", "KHM", "CHE"}),
    (
        "Chile and Peru agreed in Lima on Monday to open the border.",
        "Lima",
        {"CHL", "PER"},
    ),
    (
        "The US president brought the leaders of Armenia and Azerbaijan together at the White House on Friday.",
        "White House",
        {"USA", "ARM", "AZE"},
    ),
    ("Ankara will be host to a summit of Russia and Iran in September.", "Ankara", {"TUR", "RUS", "IRN"}),
    (
        "Kenya and Uganda met in Nairobi on Monday to welcome the ceasefire in Sudan.",
        "Nairobi",
        {"KEN", "UGA"},
    ),
]

NO_MEETING = [
    ("Chile and Peru agreed on Monday to open the border near Arica.", "agreed, but nobody says where"),
    ("The two leaders sat down.", "nobody and nowhere"),
    ("The war brought food and fuel prices together in Lagos.", "things, not people"),
    ("Norway will be host to a football match in Oslo.", "no meeting"),
]


@pytest.mark.parametrize(("sentence", "place"), ROUNDS)
def test_a_round_without_names_has_the_parties_of_the_one_before(tell: Teller, sentence: str, place: str) -> None:
    roles = {venue: found for venue, _, _, found in tell(OPENING + sentence)}
    assert {"IRN", "USA"} <= roles[place].keys()


def test_a_round_of_others_keeps_to_its_own(tell: Teller) -> None:
    roles = {v: r for v, _, _, r in tell(OPENING + "The next round between Chile and Peru will be held in Oslo.")}
    assert not {"IRN", "USA"} & roles["Oslo"].keys()


@pytest.mark.parametrize(("text", "place", "expected"), MEETS)
def test_meets(tell: Teller, text: str, place: str, expected: set[str]) -> None:
    roles = {venue: found for venue, _, _, found in tell(text)}
    assert expected <= roles[place].keys()
    assert len(roles) == 1


@pytest.mark.parametrize(("text", "reason"), NO_MEETING)
def test_no_meeting(tell: Teller, text: str, reason: str) -> None:
    assert tell.venues(text) == [], reason


def test_another_convenors_round_has_parties_of_its_own(tell: Teller) -> None:
    text = (
        "Chile, Peru and Brazil held talks in Lima on Monday. The next round of negotiations, which the United "
        "Nations plans to hold in Geneva in July, is open."
    )
    assert not any({"CHL", "PER", "BRA"} & roles.keys() for venue, _, _, roles in tell(text) if venue == "Geneva")


def test_the_host_of_a_round_is_no_party_of_the_next(tell: Teller) -> None:
    text = (
        "Chile and Brazil held talks with Peru in Lima on Monday. The next round will be held in Geneva in July."
    )
    geneva = [roles for venue, _, _, roles in tell(text) if venue == "Geneva"]
    assert geneva
    assert "PER" not in geneva[0]
