"""Who takes part: those whom the text joins to the meeting, and nobody who is only spoken about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller

NOT_THERE = [
    (
        "Russia and Iran met anti-Taliban groups and pro-Hamas members in Moscow.",
        {"Taliban", "Hamas"},
        "their enemies and friends",
    ),
    (
        "Russia, Turkey and Iran held talks in Astana on the Syrian crisis.",
        {"SYR"},
        "the crisis is what they talk about",
    ),
    ("Britain, France and Germany met in Vienna to discuss the Iranian nuclear programme.", {"IRN"}, "the matter"),
    (
        "The presidents of Kenya and Rwanda met in Nairobi to discuss the war in Congo.",
        {"COD", "COG"},
        "the matter",
    ),
    ("Egypt and Sudan held talks in Cairo about the Ethiopian dam.", {"ETH"}, "whose dam it is"),
    (
        "The Turkish and Greek foreign ministers met in Ankara, the Russian agency TASS said.",
        {"RUS"},
        "who reports",
    ),
    ("China praised the talks between Armenia and Azerbaijan in Munich.", {"CHN"}, "who praises from afar"),
    (
        "Serbia and Kosovo held talks in Brussels despite a warning from Washington.",
        {"USA"},
        "who warns",
    ),
    (
        "The foreign ministers of Chile and Peru met in Lima and signed a pact against smuggling from Bolivia.",
        {"BOL"},
        "where the goods come from",
    ),
    (
        "Syrian rebels met Turkish officials in Gaziantep on Sunday.",
        {"SYR"},
        "rebels are a party of their own",
    ),
    (
        "The Venezuelan opposition held talks with Norwegian diplomats in Oslo.",
        {"VEN"},
        "an opposition is a party of its own",
    ),
    bug(
        "Former French president Nicolas Sarkozy met the emir of Qatar in Doha.",
        {"FRA"},
        "out of office",
        reason="a former president speaks for the state",
    ),
    ("The foreign ministers of Japan and India met in Tokyo, a German newspaper wrote.", {"DEU"}, "who reports"),
    (
        "The ministers of Oman and Yemen met in Muscat before the Saudi minister flew to Cairo.",
        {"EGY"},
        "another journey's goal",
    ),
    (
        "Envoys of the United States and the Taliban met in Doha, months after American troops left Afghanistan.",
        {"AFG"},
        "where troops left",
    ),
    ("Ministers from Ghana and Togo met in Accra, as Nigeria had asked.", {"NGA"}, "who asked for it"),
]

TAKE_PART = [
    ("Russia and Turkey held talks in Sochi.", {"RUS", "TUR"}),
    ("Russia, Turkey and Iran held talks in Astana.", {"RUS", "TUR", "IRN"}),
    ("Turkish and Russian negotiators met in Sochi.", {"RUS", "TUR"}),
    ("The Jordanian and Iraqi foreign ministers met in Amman on Monday.", {"JOR", "IRQ"}),
    ("The foreign ministers of Jordan, Iraq and Egypt met in Amman on Monday.", {"JOR", "IRQ", "EGY"}),
    ("Talks between Addis Ababa and Mogadishu were held in Ankara in July 2024.", {"ETH", "SOM"}),
    ("Delegations from Sudan, South Sudan and Ethiopia met in Juba.", {"SDN", "SSD", "ETH"}),
    ("The Syrian delegation met UN officials in Geneva.", {"SYR", "United Nations"}),
    ("The UN special envoy held talks with Yemen's Houthis in Muscat.", {"United Nations", "Houthis"}),
    ("The Colombian government and the FARC signed a peace accord in Havana.", {"COL", "FARC"}),
    ("The European Union and Serbia held talks in Brussels on Monday.", {"European Union", "SRB"}),
    ("Hamas and Fatah leaders met in Beijing in July 2024.", {"Hamas", "Fatah"}),
    ("Officials of ECOWAS and Niger's government held talks in Niamey.", {"ECOWAS", "NER"}),
    ("US and Chinese officials met in Stockholm on 28 July 2025.", {"USA", "CHN"}),
    ("The king of Morocco received the Spanish premier in Rabat.", {"MAR", "ESP"}),
    ("The Armenian prime minister met with the president of Azerbaijan in Munich.", {"ARM", "AZE"}),
    ("The Saudi crown prince travelled to Tokyo for talks with the Japanese premier.", {"SAU", "JPN"}),
    (
        "The emir of Kuwait arrived in Ankara, where he met the Turkish president.",
        {"KWT", "TUR"},
    ),
    ("The foreign ministers of the Philippines and Vietnam signed a maritime pact in Hanoi.", {"PHL", "VNM"}),
    ("Vatican envoys met Chinese officials in Tianjin.", {"VAT", "CHN"}),
    (
        "An African Union delegation met Ethiopia's government and Tigrayan rebels in Pretoria.",
        {"African Union", "ETH"},
    ),
    ("North and South Korean officials met at Panmunjom on Tuesday.", {"PRK", "KOR"}),
    ("The leaders of the two Koreas met in Singapore on Monday.", {"PRK", "KOR"}),
    (
        "The Secretary-General met the Iraqi president in Basra. The United Nations gave no text.",
        {"United Nations"},
    ),
    (
        "Negotiators of Iran and the United States met in Muscat. Both sides called the talks useful.",
        {"IRN", "USA"},
    ),
    ("Talks with Libya's Haftar were held in Benghazi by the Italian interior minister.", {"ITA"}),
    ("India's and Pakistan's national security advisers met in Bangkok.", {"IND", "PAK"}),
    ("The Afghan Taliban and Pakistani officials held talks in Istanbul.", {"Taliban", "PAK"}),
]


@pytest.mark.parametrize(("text", "away", "reason"), NOT_THERE)
def test_takes_no_part(tell: Teller, text: str, away: set[str], reason: str) -> None:
    assert tell(text), "the meeting itself must be found"
    assert not tell.actors(text) & away, reason


@pytest.mark.parametrize(("text", "expected"), TAKE_PART)
def test_takes_part(tell: Teller, text: str, expected: set[str]) -> None:
    assert expected <= tell.actors(text)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Syrian rebels met Turkish officials in Gaziantep on Sunday.", "Syrian"),
        ("The Venezuelan opposition held talks with Norwegian diplomats in Oslo.", "Venezuelan"),
        ("Ethiopia's government and Oromo rebels held talks in Zanzibar in April 2023.", "Oromo"),
    ],
)
def test_opponents_are_parties_of_their_own(tell: Teller, text: str, party: str) -> None:
    own = [
        p
        for m in tell.extraction(text).meetings
        for p in m.participations
        if p.actor.type == "nonstate" and party in p.actor.name
    ]
    assert len(own) == 1
