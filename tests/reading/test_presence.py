"""Who came, led or stayed away, told in a sentence that does not name the meeting again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

OPENING = "France and Germany held talks in Vienna on Monday. "

TOLD = [
    ("Egypt sent its foreign minister.", {"EGY": "participant"}),
    ("Egypt and Jordan sent observers.", {"EGY": "observer", "JOR": "observer"}),
    ("Norway was the host.", {"NOR": "host"}),
    ("Qatar and Oman were the mediators.", {"QAT": "mediator", "OMN": "mediator"}),
    ("Kuwait was represented by its ambassador.", {"KWT": "participant"}),
    ("Iran was not invited.", {"IRN": "absent"}),
    ("Greece, which had not been invited, was angry.", {"GRC": "absent"}),
    ("Iran was absent.", {"IRN": "absent"}),
    ("Neither Iran nor Israel was there.", {"IRN": "absent", "ISR": "absent"}),
    ("Iran turned down an invitation.", {"IRN": "absent"}),
    ("Iran declined to send anybody.", {"IRN": "absent"}),
    ("The Turkish foreign minister was there too.", {"TUR": "participant"}),
    ("Italy and Spain were in the room.", {"ITA": "participant", "ESP": "participant"}),
    ("Belarus came as an observer.", {"BLR": "observer"}),
    ("The Italian prime minister chaired.", {"ITA": "organiser"}),
    ("Norway mediated.", {"NOR": "mediator"}),
    ("The Indian foreign minister led his country's delegation.", {"IND": "participant"}),
    ("Canada and Japan had observers.", {"CAN": "observer", "JPN": "observer"}),
    ("The foreign minister of Serbia attended the signing.", {"SRB": "participant"}),
    ("Jordan and Iraq formed one delegation.", {"JOR": "participant", "IRQ": "participant"}),
    ("The Iranian president, who was not asked to come, stayed away.", {"IRN": "absent"}),
    ("Iran was not invited to the talks.", {"IRN": "absent"}),
    ("The ambassadors of Chile and Peru sat in.", {"CHL": "observer", "PER": "observer"}),
    ("Canada and Japan had observers at the talks.", {"CAN": "observer", "JPN": "observer"}),
    ("They signed a document with the emir of Qatar.", {"QAT": "participant"}),
    ("Among the guests were Chile and Peru.", {"CHL": "participant", "PER": "participant"}),
]

NOT_TOLD = [
    ("Egypt sent troops across the border.", "EGY", "soldiers are nobody's delegation"),
    ("Egypt sent its foreign minister to Baghdad.", "EGY", "sent elsewhere"),
    ("The Egyptian president came to power in a coup.", "EGY", "came, but not to the talks"),
    ("Egypt declined to comment.", "EGY", "declines to speak, not to come"),
    ("The Egyptian foreign minister was in Cairo.", "EGY", "was somewhere else"),
    ("Egypt refused to take a stand on the budget.", "EGY", "takes no stand, whoever was there"),
    ("Egypt turned down the price.", "EGY", "turns down something else"),
    ("Egypt will send monitors to watch the truce.", "EGY", "monitors watch a truce, not the talks"),
    ("Egypt turned down an invitation to Baghdad.", "EGY", "invited elsewhere"),
    ("The Egyptian president, who chairs the African Union, wrote a letter.", "EGY", "chairs something else"),
    ("Egypt was the winner.", "EGY", "no part in a meeting"),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_goes_back_to_the_meeting_before(tell: Teller, sentence: str, expected: dict[str, str]) -> None:
    roles = tell.only(OPENING + sentence)[3]
    assert {a: roles.get(a) for a in expected} == expected


@pytest.mark.parametrize(("sentence", "actor", "reason"), NOT_TOLD)
def test_takes_no_part(tell: Teller, sentence: str, actor: str, reason: str) -> None:
    at_vienna = [roles for venue, _, _, roles in tell(OPENING + sentence) if venue == "Vienna"]
    assert at_vienna, "the meeting itself must be found"
    assert all(actor not in roles for roles in at_vienna), reason


def test_a_clause_with_nothing_before_it_makes_no_meeting(tell: Teller) -> None:
    assert tell("Egypt sent its foreign minister. Iran was not invited.") == []


def test_the_ceremony_is_that_of_the_signing(tell: Teller) -> None:
    roles = {
        venue: found
        for venue, _, _, found in tell(
            "Chile and Peru signed an agreement in Lima on Monday. They had met in Quito in May. "
            "Diplomats from Spain and Italy came to the ceremony."
        )
    }
    assert {"ESP", "ITA"} <= roles["Lima"].keys()
    assert not {"ESP", "ITA"} & roles["Quito"].keys()


@pytest.mark.parametrize(
    "text",
    [
        "TAIF, Saudi Arabia - Syria and Lebanon signed an agreement in this mountain resort on Monday.",
        "TAIF, Saudi Arabia - After talks between Syria and Lebanon in this quiet town, a text is ready.",
    ],
)
def test_this_town_is_the_place_of_the_dateline(tell: Teller, text: str) -> None:
    (venue,) = tell.venues(text)
    assert "Ta" in venue, "Taif, however it is spelt"


def test_this_town_is_nowhere_without_a_dateline(tell: Teller) -> None:
    assert tell.venues("Syria and Lebanon signed an agreement in this mountain resort on Monday.") == []
