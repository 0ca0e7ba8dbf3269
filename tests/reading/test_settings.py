"""Places told in lists, on board, on islands, with the local people; and what goes on there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

# text, venues
READ = [
    ("Norway and Chad held workshops in Bavaria, Darfur and Khartoum.", ["Bavaria", "Darfur", "Khartoum"]),
    ("Greece and Turkey met in Sharm el-Sheikh, Sinai, on Monday.", ["Sharm el-Sheikh"]),
    ("Talks between Chad and Niger were held on a UN vessel anchored off Mombasa on Sunday.", ["Mombasa"]),
    ("Chad and Niger met aboard a frigate near Rhodes.", ["Rhodes"]),
    ("The French minister met with the local authorities in Sebha on Monday.", ["Sabha"]),
    ("This event took place in Cairo, Egypt, with the involvement of Kenya and Ethiopia.", ["Cairo"]),
    ("Kiir praised the mediation team he had sent to Khartoum after the coup.", ["Khartoum"]),
]

NOTHING = [
    ("The event took place in Cairo when police of Egypt fired at Kenyan tourists.", "a crime"),
    ("The troops he had sent to Mali were French.", "troops"),
    ("Smith was chosen by the coach for the 1954 tour of Great Britain and France with Chad's team.", "a team"),
    ("President Ruto was born in Chad and came to the United States at the age of 13.", "a child"),
    ("Settlement talks began in 2016.", "no town of that name"),
    ("The vessel of Greece sank off Mombasa before Turkey spoke.", "a wreck"),
]


@pytest.mark.parametrize(("text", "venues"), READ)
def test_venues(tell: Teller, text: str, venues: list[str]) -> None:
    assert tell.venues(text) == venues


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_no_venue(tell: Teller, text: str, why: str) -> None:
    assert tell.venues(text) == [], why


def test_meetings_during_a_visit_are_held_there(tell: Teller) -> None:
    text = "Lavrov returned from a visit to Riyadh and had useful meetings with the government of Yemen."
    venue, _, _, roles = tell.only(text)
    assert (venue, roles["YEM"]) == ("Riyadh", "participant")


def test_a_rite_at_a_workshop(tell: Teller) -> None:
    text = (
        "South Sudan organised a workshop in Juba. The signing of a matrix took place under the auspices of "
        "the President of South Sudan, in a ceremony attended by Chad and Kenya."
    )
    venue, _, _, roles = tell.only(text)
    assert venue == "Juba"
    assert roles.keys() == {"SSD", "TCD", "KEN"}


def test_who_is_convened_stands_far_behind(tell: Teller) -> None:
    text = (
        "Guterres convened on the margins of a meeting in Tunis on Thursday the committees from Libya, Sudan, "
        "Chad and Niger to launch a mechanism."
    )
    assert {"LBY", "SDN", "TCD", "NER"} <= tell.actors(text)
