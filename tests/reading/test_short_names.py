"""Names that an article gives itself, and groups told of by a noun: "the PSC", "the movement"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

# text, who is joined to a meeting
READ = [
    (
        "The Peace and Security Council (PSC) of the AU ended its work. The PSC visited Lusaka on Monday.",
        {"African Union"},
    ),
    (
        "Kenya spoke of the Free Hills Front (FHF). The FHF met the Ethiopian envoy in Addis Ababa.",
        {"Free Hills Front", "ETH"},
    ),
    ("Hamas denied it. The group's leader met the Egyptian intelligence chief in Cairo.", {"Hamas", "EGY"}),
    ("The M23 took a town. The rebel movement held talks with Congo's government in Doha.", {"M23"}),
    ("Norway praised the FARC. The armed group opened talks with Colombia in Oslo.", {"FARC", "COL"}),
    ("Kenya convened talks in Amman with envoys of the Saudi-led coalition and of Yemen.", {"SAU", "YEM"}),
]

NOTHING = [
    ("The Uganda People's Defence Forces (UPDF) met in Kampala.", "an army of its state"),
    ("Hamas denied it. A group of students met in Cairo.", "another group"),
    ("Hamas denied it. The group of seven met in Cairo.", "a group of states"),
    ("The Rovers Athletic Club (RXC) met Kenya's side in Nairobi.", "a club"),
]


@pytest.mark.parametrize(("text", "actors"), READ)
def test_who_takes_part(tell: Teller, text: str, actors: set[str]) -> None:
    assert actors <= tell.actors(text)


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_no_party(tell: Teller, text: str, why: str) -> None:
    assert not {a for a in tell.actors(text) if len(a) > len("KEN")}, why


def test_a_pronoun_is_no_one_else_than_the_stranger_before_it(tell: Teller) -> None:
    text = "Ruto met Norway's premier in Oslo on Monday. Ivan Smith said he will visit Quito."
    assert [venue for venue, _, _, roles in tell(text) if "KEN" in roles] == ["Oslo"]
