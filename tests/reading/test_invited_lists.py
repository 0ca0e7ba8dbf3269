"""Lists of those called to a meeting, in brackets, after "and with", behind those who lead it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

# text: venues, actors
READ = [
    (
        (
            "On Thursday the Norwegian envoy convened in Lima the liaison committees from Peru, Chile "
            "and the African Union."
        ),
        ["Lima"],
        {"NOR", "PER", "CHL", "African Union"},
    ),
    (
        (
            "From 7 to 9 November the United Nations organised a workshop in Rabat for the commission, in the "
            "presence of the envoy and the co-chairs of the working group (Spain, Malta and the Arab League)."
        ),
        ["Rabat"],
        {"United Nations", "ESP", "MLT", "Arab League"},
    ),
    (
        (
            "The Supervisory Committee, made of officers and co-chaired by Norway and the African Union, held its "
            "second meeting in Nairobi."
        ),
        ["Nairobi"],
        {"NOR", "African Union"},
    ),
    (
        "In Oslo, the envoy of Ghana met both with Swedish officials and with the president of Togo.",
        ["Oslo"],
        {"GHA", "SWE", "TGO"},
    ),
    (
        (
            "U.S. Assistant Secretary for African Affairs Jane Harrow will hold talks with Kenyan officials. "
            "Harrow's visit to Nairobi will last a day."
        ),
        ["Nairobi"],
        {"USA", "KEN"},
    ),
    (
        "The foreign minister of Japan will be visiting Saudi Arabia, including Jeddah and Riyadh, next week.",
        ["Jeddah", "Riyadh"],
        {"JPN", "SAU"},
    ),
    (
        "A high-level pledging event for Somalia was held in Geneva on 3 April, co-hosted by Sweden and Kenya.",
        ["Geneva"],
        {"SWE", "KEN"},
    ),
]

NOTHING = [
    ("On 12 April Germany hosted a virtual meeting of five members with Kuwait and Sweden.", "online"),
    ("Qatar has called on the League to dispatch an aid relief team to Sudan.", "helpers, no envoys"),
    (
        "Qatar and Egypt tried to prevent new clashes in Gaza by holding talks with Israel.",
        "where the clashes are",
    ),
    ("Chad and Niger held an annual sporting event in Zinder.", "sport"),
    ("The event in Tunis shook Chad and Niger.", "what happened"),
]


@pytest.mark.parametrize(("text", "venues", "actors"), READ)
def test_those_called_are_read(tell: Teller, text: str, venues: list[str], actors: set[str]) -> None:
    assert tell.venues(text) == venues
    assert actors <= tell.actors(text)


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_no_venue_is_read(tell: Teller, text: str, why: str) -> None:
    assert tell.venues(text) == [], why


def test_a_name_with_an_article_is_no_state(tell: Teller) -> None:
    text = "Iraqi Prime Minister Mohammed al-Sudan met the Syrian president in Damascus."
    assert tell.actors(text) == {"IRQ", "SYR"}


def test_a_date_before_a_meeting_is_that_meetings(tell: Teller) -> None:
    text = "The summit, which was held in Accra, follows the 26 February meeting of Togo and Benin in Lagos."
    assert {venue: date for venue, _, date, _ in tell(text)} == {"Accra": None, "Lagos": "2024-02-26"}
