"""Stops told one after the other; who comes along; what went before; lists that a place runs into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

# text, who is joined at which venue beside the host
READ = [
    (
        "Lavrov visited Muscat from 12 to 13 May and Sanaa from 16 to 17 May.",
        {"Muscat": {"RUS"}, "Sanaa": {"RUS"}},
    ),
    (
        "Lavrov met with Hamas in Doha on Monday and with Fatah in Cairo on Tuesday.",
        {"Doha": {"RUS", "Hamas"}, "Cairo": {"RUS", "Fatah"}},
    ),
    (
        "Lavrov will be in Tehran on 3 July and Baghdad on 5 July for talks.",
        {"Tehran": {"RUS"}, "Baghdad": {"RUS"}},
    ),
    (
        "Blinken made a visit to Muscat on 18 May, which was followed by visits to Abu Dhabi and Tehran.",
        {"Muscat": {"USA"}, "Abu Dhabi": {"USA"}, "Tehran": {"USA"}},
    ),
    (
        "An Omani delegation, accompanied by the Houthi negotiator, arrived in Lusaka on Monday.",
        {"Lusaka": {"OMN", "Houthis"}},
    ),
    (
        "An Omani delegation visited Lusaka to discuss the envoy's proposals with Houthi authorities.",
        {"Lusaka": {"OMN", "Houthis"}},
    ),
    ("A week before his talks with Putin, Ruto met the Chadian envoy in Doha.", {"Doha": {"KEN", "TCD"}}),
    ("At a meeting in Geneva, Switzerland, Chad and Niger agreed on new lines.", {"Geneva": {"TCD", "NER"}}),
    ("After talks in Lima, France and Germany signed a pact.", {"Lima": {"FRA", "DEU"}}),
    ("The United Nations-African Union-IGAD mechanism visited Kassala.", {"Kassala": {"African Union"}}),
    ("Egypt will host a meeting of Chad and Mali in Addis Ababa.", {"Addis Ababa": {"EGY", "TCD", "MLI"}}),
]

NOTHING = [
    ("Lavrov met Iran's president in Tehran after the war in Gaza and the coup in Niamey.", "Niamey", "a coup"),
    ("Chad wants to encourage dialogue between Mali and Togo in Lome.", "Lome", "a wish"),
    ("Norway recalled its ambassador for consultations in Oslo with Chad.", "Oslo", "an ambassador at home"),
]


@pytest.mark.parametrize(("text", "joined"), READ)
def test_who_is_where(tell: Teller, text: str, joined: dict[str, set[str]]) -> None:
    found = {venue: roles.keys() for venue, _, _, roles in tell(text) if venue is not None}
    assert found.keys() == joined.keys()
    assert all(actors <= found[venue] for venue, actors in joined.items())


@pytest.mark.parametrize(("text", "venue", "why"), NOTHING)
def test_no_venue(tell: Teller, text: str, venue: str, why: str) -> None:
    assert venue not in tell.venues(text), why


def test_talks_before_have_their_own_parties(tell: Teller) -> None:
    text = "A week before his talks with Putin, Ruto met the Chadian envoy in Doha."
    assert all("RUS" not in roles for venue, _, _, roles in tell(text) if venue == "Doha")
