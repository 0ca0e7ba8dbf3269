"""Lists of actors that the parser takes apart, read to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

WHOLE = [
    (
        (
            "The presidents Emomali Rahmon of Tajikistan, Sadyr Japarov of Kyrgyzstan and Shavkat Mirziyoyev of "
            "Uzbekistan signed a border treaty in Khujand on Monday."
        ),
        {"TJK", "KGZ", "UZB"},
    ),
    ("Ministers of Kenya, Uganda, Rwanda and Burundi met in Arusha on Monday.", {"KEN", "UGA", "RWA", "BDI"}),
    (
        "Brazil held talks in Manaus with the foreign ministers of Peru, Colombia, and Bolivia.",
        {"BRA", "PER", "COL", "BOL"},
    ),
    ("Polish, Czech and Slovak officials held talks in Brno.", {"POL", "CZE", "SVK"}),
]

NOT_OF_THE_LIST = [
    (
        "In Tunis, Libya, Chad and Niger signed a pact, while Egypt, Sudan and Qatar watched from afar.",
        {"EGY", "SDN", "QAT"},
        "another list",
    ),
    (
        "The ministers of Spain and Portugal met in Lisbon, a day after France, Italy and Malta had voted.",
        {"FRA", "ITA", "MLT"},
        "another clause",
    ),
    ("Japan, with India and Nepal, will vote; Fiji met Tonga in Suva.", {"JPN", "IND", "NPL"}, "they vote"),
]


@pytest.mark.parametrize(("text", "actors"), WHOLE)
def test_reads_the_whole_list(tell: Teller, text: str, actors: set[str]) -> None:
    assert actors <= tell.actors(text)


@pytest.mark.parametrize(("text", "actors", "reason"), NOT_OF_THE_LIST)
def test_keeps_to_the_list(tell: Teller, text: str, actors: set[str], reason: str) -> None:
    assert not actors & tell.actors(text), reason
