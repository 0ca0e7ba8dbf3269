"""One meeting told in many sentences is one; two meetings told in one breath are two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller, Told

APART: list[tuple[str, int, str]] = [
    (
        (
            "The foreign ministers of Egypt and Turkey met in Cairo on Monday. They will meet again in "
            "Ankara in July."
        ),
        2,
        "a past and a coming meeting at two places",
    ),
    (
        (
            "The foreign ministers of Egypt and Turkey met in Cairo on 3 June. A second round of talks will "
            "be held in Cairo on 20 June."
        ),
        2,
        "two rounds at one place",
    ),
    (
        (
            "The presidents of Chile and Argentina met in Mendoza in 2018. The presidents of Chile and "
            "Argentina met in Mendoza again in 2022."
        ),
        2,
        "two years at one place",
    ),
    bug(
        "Serbia and Kosovo held talks in Brussels. Meanwhile, Armenia and Azerbaijan met in Brussels.",
        2,
        "other parties at one place",
        reason="meetings of other parties at one place are merged",
    ),
    (
        (
            "The first round of talks between Iran and the United States was held in Muscat in April. The "
            "second round took place in Rome on 19 April."
        ),
        2,
        "rounds at two places, the second without names",
    ),
    (
        (
            "Envoys of Japan and Russia met in Geneva on Monday.\n\nOn Tuesday the Japanese envoy flew to "
            "Bern, where he met Swiss officials."
        ),
        2,
        "the envoy's next stop",
    ),
    (
        "Iran and Oman signed a gas deal in Muscat. In Baku, Turkey and Georgia signed another agreement.",
        2,
        "two signings",
    ),
    (
        (
            "Kenya and Somalia met in Djibouti in May. Kenya's president met the Ethiopian premier in Addis "
            "Ababa in June."
        ),
        2,
        "one of the parties meets another",
    ),
]

ONE: list[tuple[str, Told]] = [
    (
        (
            "The foreign ministers of Egypt and Turkey met in Cairo on Monday. The talks lasted three "
            "hours. The two sides agreed to reopen their consulates."
        ),
        ("Cairo", "held", "2024-06-10", {"EGY": "host", "TUR": "participant"}),
    ),
    (
        (
            "Talks between Armenia and Azerbaijan opened in Geneva on Monday. Both delegations stayed at a "
            "hotel by the lake. There, they agreed on a prisoner swap."
        ),
        ("Geneva", "held", "2024-06-10", {"CHE": "host", "ARM": "participant", "AZE": "participant"}),
    ),
    (
        (
            "Egypt and Turkey to meet in Cairo\n\nThe foreign ministers of Egypt and Turkey will meet in "
            "Cairo on 20 June, the ministry said."
        ),
        ("Cairo", "planned", "2024-06-20", {"EGY": "host", "TUR": "participant"}),
    ),
    (
        "The foreign ministers of Chad and Niger met on Monday.\n\nThe meeting took place in Lomé.",
        ("Lomé", "held", "2024-06-10", {"TGO": "host", "TCD": "participant", "NER": "participant"}),
    ),
    (
        (
            "Georgia and Armenia held talks in Batumi on Saturday. The Armenian foreign minister said after "
            "the meeting that trade would grow."
        ),
        ("Batumi", "held", "2024-06-08", {"GEO": "host", "ARM": "participant"}),
    ),
    (
        (
            "The Peruvian foreign minister arrived in Santiago on Monday. During the visit he met his "
            "Chilean counterpart."
        ),
        ("Santiago", "held", "2024-06-10", {"CHL": "host", "PER": "participant"}),
    ),
    (
        (
            "Peace talks between Sudan and the Rapid Support Forces began in Jeddah on 6 May 2023. The "
            "Jeddah talks were suspended weeks later."
        ),
        ("Jeddah", "held", "2023-05-06", {"SAU": "host", "RSF": "participant", "SDN": "participant"}),
    ),
    (
        (
            "The leaders of India and Pakistan met in Lahore in February 1999. The summit in Lahore ended "
            "with a declaration."
        ),
        ("Lahore", "held", "1999-02", {"PAK": "host", "IND": "participant"}),
    ),
    (
        "Ethiopia and Somalia held talks in Ankara on Monday. Turkey, which hosted the talks, spoke of progress.",
        ("Ankara", "held", "2024-06-10", {"TUR": "host", "ETH": "participant", "SOM": "participant"}),
    ),
    (
        (
            "The two-day meeting of Ghana and Togo opened in Accra on Monday. It closed on Tuesday with a "
            "joint statement of both governments."
        ),
        ("Accra", "held", "2024-06-10", {"GHA": "host", "TGO": "participant"}),
    ),
]

TOURS: list[tuple[str, list[Told]]] = [
    (
        "The Turkish president will visit Riyadh, Doha and Kuwait City from Monday to Thursday.",
        [
            ("Riyadh", "planned", "2024-06-17/2024-06-20", {"SAU": "host", "TUR": "participant"}),
            ("Doha", "planned", "2024-06-17/2024-06-20", {"QAT": "host", "TUR": "participant"}),
            ("Kuwait City", "planned", "2024-06-17/2024-06-20", {"KWT": "host", "TUR": "participant"}),
        ],
    ),
    bug(
        (
            "The US secretary of state met the Saudi crown prince in Riyadh on Monday and the Egyptian "
            "president in Cairo on Tuesday."
        ),
        [
            ("Riyadh", "held", "2024-06-10", {"SAU": "host", "USA": "participant"}),
            ("Cairo", "held", "2024-06-11", {"EGY": "host", "USA": "participant"}),
        ],
        reason="the first stop's host is taken to the second",
    ),
    (
        (
            "Japan's foreign minister met officials in Hanoi on Monday. On Tuesday she travelled to Manila "
            "for talks with her Philippine counterpart."
        ),
        [
            ("Hanoi", "held", "2024-06-10", {"VNM": "host", "JPN": "participant"}),
            ("Manila", "held", "2024-06-11", {"PHL": "host", "JPN": "participant"}),
        ],
    ),
]


@pytest.mark.parametrize(("text", "count", "reason"), APART)
def test_kept_apart(tell: Teller, text: str, count: int, reason: str) -> None:
    assert len(tell.venues(text)) == count, reason


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_one_meeting(tell: Teller, text: str, expected: Told) -> None:
    assert tell(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), TOURS)
def test_tour(tell: Teller, text: str, expected: list[Told]) -> None:
    assert tell(text) == expected


@pytest.mark.parametrize("told", ["held separate consultations", "held talks"])
def test_a_meeting_without_a_place_is_not_that_of_others_elsewhere(tell: Teller, told: str) -> None:
    text = (
        "The fisheries ministers of Iceland and Norway met on Monday. "
        f"Russia {told} with Norway in Murmansk last week."
    )
    (_, _, _, first), (venue, _, _, second) = tell(text)
    assert venue == "Murmansk"
    assert (set(first), set(second)) == ({"ISL", "NOR"}, {"RUS", "NOR"})


def test_a_second_round_keeps_its_parties(tell: Teller) -> None:
    text = (
        "The foreign ministers of Egypt and Turkey met in Cairo on 3 June. "
        "The two sides will hold a second round of talks in Ankara on 20 June."
    )
    assert tell(text) == [
        ("Cairo", "held", "2024-06-03", {"EGY": "host", "TUR": "participant"}),
        ("Ankara", "planned", "2024-06-20", {"TUR": "host", "EGY": "participant"}),
    ]
