"""Venues told by a building alone, by a dateline that is not plain, and towns that look like persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

LONG = "The sides spoke of trade, of fishing and of the new port, and agreed to go on in the autumn of this year."

# text, venue
READ = [
    ("Jordan's King Abdullah received the Turkish foreign minister at the royal palace.", "Amman"),
    ("The Ethiopian minister was received by Kenyan President William Ruto at State House on Monday.", "Nairobi"),
    ("NAIROBI, June 3 - Kenyan President William Ruto met the Ethiopian minister at State House.", "Nairobi"),
    ("DOHA, June 3 - Envoys of Chad and Niger met at the Grand Hyatt hotel on Monday.", "Doha"),
    ("Envoys of Chad and Niger met at Khartoum International Airport on Monday.", "Khartoum"),
    (f"Accra: Envoys of Chad and Niger opened their talks here on Monday. {LONG}", "Accra"),
    ("Staff Photo CAIRO - 3 May 2024: Egypt's president received the Chadian minister on Friday.", "Cairo"),
    ("The French foreign minister visited Beit Hanoun on Monday.", "Bayt Ḩānūn"),
]

NOTHING = [
    (
        "LONDON, June 3 - Mr Smith of Kenya studied at the Royal Institute before he met an Ethiopian envoy.",
        "school",
    ),
    ("Kenyan President William Ruto met the Ethiopian minister at the ministry.", "whose is not told"),
    ("The president worked at the presidential palace in 1990, before any talks with Chad.", "an office"),
    ("Kenya's president visited Wangari Maathai in hospital.", "a person"),
    ("The head of the UN mission in Yemen opened talks between Chad and Niger on Sunday.", "where the mission is"),
]


@pytest.mark.parametrize(("text", "venue"), READ)
def test_a_building_or_dateline_tells_the_venue(tell: Teller, text: str, venue: str) -> None:
    assert tell.venues(text) == [venue]


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_no_venue(tell: Teller, text: str, why: str) -> None:
    assert tell.venues(text) == [], why
