"""Who sits at the table, on which side, who signs for whom, whom the guests thank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

# text: venue, all who are joined to it
READ = [
    (
        "Four states signed a truce in Lusaka. Chad and Niger are on one side, Mali and Togo on the other.",
        "Lusaka",
        {"TCD", "NER", "MLI", "TGO"},
    ),
    (
        (
            "Envoys of five countries took their seats around a long table at a hotel in Bern on Monday. "
            "The others are Peru, Chile and Bolivia. Switzerland is the host."
        ),
        "Bern",
        {"PER", "CHL", "BOL", "CHE"},
    ),
    (
        "Kenyans and Somalis looked at each other across a table in Kampala on Friday.",
        "Kampala",
        {"KEN", "SOM"},
    ),
    (
        (
            "Norway's minister and a Ghanaian envoy signed a declaration in Accra on Monday. "
            "Diplomats from Spain and Malta came to the ceremony."
        ),
        "Accra",
        {"NOR", "GHA", "ESP", "MLT"},
    ),
]

NOTHING = [
    ("Chad and Niger sat at the bottom of the table after matches in Accra.", "a league's table"),
    ("Ghana and Togo are on the other side of the river from Lagos.", "a bank"),
    ("The envoy took a seat on the board in Oslo.", "an office"),
]


@pytest.mark.parametrize(("text", "venue", "actors"), READ)
def test_those_at_the_table_are_read(tell: Teller, text: str, venue: str, actors: set[str]) -> None:
    assert tell.venues(text) == [venue]
    assert actors <= tell.actors(text)


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_no_meeting_is_read(tell: Teller, text: str, why: str) -> None:
    assert tell.venues(text) == [], why


def test_who_is_thanked_for_hosting_is_the_host(tell: Teller) -> None:
    text = "Norway and Sweden met in Accra. They thanked the Ghanaian government for hosting the meeting."
    assert tell.only(text)[-1] == {"GHA": "host", "NOR": "participant", "SWE": "participant"}


def test_three_presidents_are_not_the_two_named_last(tell: Teller) -> None:
    text = (
        "Peru and Chile met in Lima on Monday. A summit of the three presidents will be held in Quito in May 2025."
    )
    assert [sorted(roles) for venue, _, _, roles in tell(text) if venue == "Quito"] in ([], [["ECU"]])


def test_a_willing_host_proposes(tell: Teller) -> None:
    text = "Sweden is willing to host talks between Chad and Niger in Stockholm."
    venue, status, _, roles = tell.only(text)
    assert (venue, status) == ("Stockholm", "proposed")
    assert roles.keys() == {"SWE", "TCD", "NER"}


def test_a_town_after_its_noun_is_no_person(tell: Teller) -> None:
    text = "On 18 May the first summit of Kazakhstan and Tajikistan was held in the city Xi'an."
    assert tell.venues(text) == ["Xi’an"]
