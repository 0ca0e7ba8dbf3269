"""Short reports of one meeting, as agencies and missions write them: venue and actors together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

# text: venue, actors joined to the meetings
READ = [
    # what is done on a visit is done at its place
    (
        (
            "On Monday the envoy of Norway concluded a two-day visit to Maputo, where she was expected to meet "
            "Mozambican officials."
        ),
        "Maputo",
        {"NOR", "MOZ"},
    ),
    ("The Greek minister ended a visit to Tirana, meeting with the Albanian premier.", "Tirana", {"GRC", "ALB"}),
    (
        "Kenya's president arrived in the Ugandan capital, Kampala, to mediate between Sudan and Chad.",
        "Kampala",
        {"KEN"},
    ),
    # words between a meeting and its place
    (
        "Delegations of Armenia and Azerbaijan met under UN auspices in Tbilisi.",
        "Tbilisi",
        {"ARM", "AZE", "United Nations"},
    ),
    (
        "The Fijian minister spoke after a meeting with the French ambassador to Tonga, Jeanne Morel, in Suva.",
        "Suva",
        {"FJI", "FRA"},
    ),
    (
        "On 3 May the Danish minister met with delegates of Ghana and Togo, among others, in Geneva.",
        "Geneva",
        {"DNK", "GHA", "TGO"},
    ),
    (
        (
            "The Peruvian president discussed trade, the return of migrants and the fight against smuggling with "
            "President Boric in Santiago."
        ),
        "Santiago",
        {"PER", "CHL"},
    ),
    (
        "A text hammered out by Chadian, Libyan and Egyptian negotiators in Rabat is ready.",
        "Rabat",
        {"TCD", "LBY"},
    ),
    # the meeting and not its verb
    (
        (
            "The African summit convened in Accra on Friday under the chairmanship of Ghanaian President John "
            "Mahama. Senegal and Benin attended."
        ),
        "Accra",
        {"GHA", "SEN", "BEN"},
    ),
    ("The premier of Iraq will visit Damascus Wednesday at the head of a delegation.", "Damascus", {"IRQ"}),
    ("We have held two meetings here in Amman between Syria and Lebanon.", "Amman", {"SYR", "LBN"}),
    (
        "Chad convened talks between Niger and Mali in Tunis, where Mali agreed to negotiate a truce.",
        "Tunis",
        {"TCD", "NER", "MLI"},
    ),
    # who speaks for whom
    (
        (
            "The Vice Minister of the Netherlands, Piet Visser, spoke in a meeting with the Omani minister in "
            "Muscat."
        ),
        "Muscat",
        {"NLD", "OMN"},
    ),
    (
        "The UN Special Envoy for Yemen Anna Berg met Omani officials in Muscat on Monday.",
        "Muscat",
        {"United Nations", "OMN"},
    ),
]

NOTHING = [
    ("Mullah Nasir was an aide of the leader and is from Kandahar, in the south of Afghanistan.", "an origin"),
    ("The bronze statue was assembled in the Czech Republic by a sculptor from Armenia.", "made, not met"),
    ("The Belgian senate discussed a report on trade with Canada in detail.", "trade with somebody"),
]


@pytest.mark.parametrize(("text", "venue", "actors"), READ)
def test_venue_and_actors_are_read(tell: Teller, text: str, venue: str, actors: set[str]) -> None:
    assert tell.venues(text) == [venue]
    assert actors <= tell.actors(text)


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_no_meeting_is_read(tell: Teller, text: str, why: str) -> None:
    assert tell.venues(text) == [], why


def test_an_envoy_does_not_speak_for_the_country_he_is_sent_to(tell: Teller) -> None:
    text = "The UN Special Envoy for Yemen Anna Berg met Omani officials in Muscat on Monday."
    assert "YEM" not in tell.actors(text)


TAKING_PART = [
    (
        "The UN is worried. On Monday the Special Envoy met Omani officials in Muscat.",
        {"United Nations", "OMN"},
    ),
    (
        "A mechanism consisting of the African Union and IGAD held talks in Khartoum with Sudanese officials.",
        {"African Union", "IGAD", "SDN"},
    ),
    (
        "The envoy met the members of the group (France, the UK and the US) and Germany in Oslo.",
        {"FRA", "GBR", "USA", "DEU"},
    ),
    (
        (
            "A meeting was held in Lusaka. Members of the region, including Malawi, Angola and the African "
            "Union, attended."
        ),
        {"MWI", "AGO", "African Union"},
    ),
    (
        "The US and UN envoys to Yemen arrived in Muscat to hold talks with Omani officials.",
        {"USA", "United Nations"},
    ),
    (
        "The chairs of the group, namely Norway, Chile and the United Nations, met Libya's premier in Tripoli.",
        {"NOR", "CHL", "United Nations", "LBY"},
    ),
    (
        "Govt and STC held talks in Jeddah on 4 September. The Yemeni parliament was not told. Yemen waits.",
        {"YEM"},
    ),
    (
        "A committee of both armies met in Amman under the facilitation of the UN envoy's military adviser.",
        {"United Nations"},
    ),
    ("The session of the Council of the League of Arab States was held in Jeddah on 19 May.", {"Arab League"}),
    (
        "The Office of the Special Envoy of the Secretary-General for Yemen met Omani officials in Muscat.",
        {"United Nations", "OMN"},
    ),
    ("The Hamas movement and mediators of the African Union met in Tunis.", {"Hamas", "African Union"}),
    ("Talks between the US and Syrian government in Muscat went on for a day.", {"USA", "SYR"}),
    ("Truce talks co-facilitated by Kenya and Norway were held in Jeddah between the armies.", {"KEN", "NOR"}),
    (
        "The meeting held by Joe Biden with ministers of Egypt and Sudan in Washington was short.",
        {"USA", "EGY", "SDN"},
    ),
]


@pytest.mark.parametrize(("text", "actors"), TAKING_PART)
def test_all_who_are_listed_take_part(tell: Teller, text: str, actors: set[str]) -> None:
    assert actors <= tell.actors(text)


def test_a_special_envoy_of_whom_nothing_is_told_is_nobodys(tell: Teller) -> None:
    text = "On Monday the Special Envoy met Omani officials in Muscat."
    assert tell.actors(text) <= {"OMN"}


def test_the_council_of_the_african_union_is_not_that_of_the_un(tell: Teller) -> None:
    text = (
        "A meeting of the African Union's Peace and Security Council with Chad was held in Addis Ababa on Friday."
    )
    assert "African Union" in tell.actors(text)
    assert "United Nations" not in tell.actors(text)


def test_the_secretary_general_of_another_body_sends_no_envoy_of_the_un(tell: Teller) -> None:
    text = (
        "The Special Envoy of the Secretary-General of the Organisation of Islamic Cooperation met Oman in Muscat."
    )
    assert "United Nations" not in tell.actors(text)


def test_a_minister_of_whom_nothing_is_told_is_not_of_the_state_named_twice(tell: Teller) -> None:
    text = "Prime Minister Selim visited Riyadh, where he met Saudi officials. Saudi Arabia seeks calm."
    assert all(
        role == "host" for _, _, _, roles in tell(text) for actor, role in roles.items() if actor == "SAU"
    ), "he is a guest"


def test_may_in_a_date_is_a_month(tell: Teller) -> None:
    ((_, _, status, _),) = tell("On 28 May the UN envoy convened a meeting with Oman in Amman.")
    assert status != "proposed"
