"""Persons: whom they speak for, by title, apposition, table and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller

SPEAKS_FOR_NOBODY = [
    (
        "Former US president Bill Clinton met the emir of Qatar in Doha.",
        "USA",
        "out of office",
    ),
    ("Tony Blair, the former British prime minister, met the emir of Qatar in Doha.", "GBR", "out of office"),
    ("Singer Nina Holm met the Danish minister in Oslo.", "SWE", "no office at all"),
    ("The late Egyptian president Anwar Sadat met no one in Doha.", "EGY", "long dead"),
    (
        "Ex-president Jakaya Kikwete of Tanzania met the Kenyan minister in Nairobi.",
        "TZA",
        "out of office",
    ),
]

SPEAK_FOR = [
    ("Russian Foreign Minister Sergei Lavrov met his Turkish counterpart in Antalya on Friday.", {"RUS", "TUR"}),
    ("Jordanian foreign minister Ayman Safadi held talks in Cairo with his Egyptian counterpart.", {"JOR", "EGY"}),
    ("Ayman Safadi, the Jordanian foreign minister, held talks in Cairo on Monday.", {"JOR"}),
    (
        "Ayman Safadi, foreign minister of Jordan, arrived in Cairo on Monday for talks with Egyptian officials.",
        {"JOR", "EGY"},
    ),
    (
        "Jordanian foreign minister Ayman Safadi flew to Cairo on Monday. Safadi met Egyptian officials there.",
        {"JOR", "EGY"},
    ),
    ("President of Kazakhstan Kassym-Jomart Tokayev received the king of Jordan in Astana.", {"KAZ", "JOR"}),
    ("Vladimir Putin and Xi Jinping met in Beijing on 16 May 2024.", {"RUS", "CHN"}),
    ("The Kenyan foreign minister, Wanjiru Kamau, met Peter Odhiambo of Uganda in Kampala.", {"KEN", "UGA"}),
    (
        "Prime Minister Fumio Kishida of Japan met the South Korean president in Seoul on 26 May 2024.",
        {"JPN", "KOR"},
    ),
    ("Mr Nazarbayev, then president of Kazakhstan, met the Russian president in Sochi in 2013.", {"KAZ", "RUS"}),
    ("Hungary's Peter Nagy met Russian officials in Moscow.", {"HUN", "RUS"}),
    ("Ukraine's envoy Anna Kovalenko met Polish officials in Lublin.", {"UKR", "POL"}),
    ("Ilham Aliyev received the Georgian premier in Baku.", {"AZE", "GEO"}),
    ("Yoweri Museveni and Paul Kagame met in Gatuna.", {"UGA", "RWA"}),
    ("Macron received the Lebanese premier in Paris.", {"FRA", "LBN"}),
    ("Erdogan flew to Budapest to meet the Hungarian premier.", {"TUR", "HUN"}),
    ("The emir of Qatar, Sheikh Tamim bin Hamad Al Thani, met the Iraqi premier in Baghdad.", {"QAT", "IRQ"}),
    ("Saudi Crown Prince Mohammed bin Salman met the Indian premier in Jeddah.", {"SAU", "IND"}),
    ("UN special envoy Hanna Berg met Syrian officials in Damascus.", {"United Nations", "SYR"}),
    (
        "EU foreign policy chief Carla Rossi held talks with the Serbian president in Brussels.",
        {"European Union", "SRB"},
    ),
    ("Daniel Ortega, Nicaragua's president-elect, met Honduran officials in Tegucigalpa.", {"NIC", "HND"}),
    ("Angola's President João Lourenço met the Congolese and Rwandan ministers in Luanda.", {"AGO", "COD", "RWA"}),
    bug(
        "Foreign Minister Espen Barth of Norway and his Finnish colleague Elina Maki met in Tromsø.",
        {"NOR", "FIN"},
        reason="name of state after a minister's name is not read",
    ),
]

BY_DATE = [
    ("Donald Trump met the Japanese premier in Washington on Friday.", "2025-02-10", "USA"),
    ("Masoud Pezeshkian met the Russian president in Ashgabat on Friday.", "2024-10-13", "IRN"),
]


@pytest.mark.parametrize(("text", "actor", "reason"), SPEAKS_FOR_NOBODY)
def test_speaks_for_nobody(tell: Teller, text: str, actor: str, reason: str) -> None:
    assert actor not in tell.actors(text), reason


@pytest.mark.parametrize(("text", "expected"), SPEAK_FOR)
def test_speaks_for(tell: Teller, text: str, expected: set[str]) -> None:
    assert expected == tell.actors(text)


@pytest.mark.parametrize(("text", "day", "actor"), BY_DATE)
def test_speaks_for_by_date(tell: Teller, text: str, day: str, actor: str) -> None:
    assert actor in tell.actors(text, day)


def test_two_persons_of_one_surname(tell: Teller) -> None:
    text = (
        "Kenyan minister Amina Ali met Ethiopian minister Omar Ali in Moyale on Monday. "
        "The two ministers agreed to open the border."
    )
    assert tell.actors(text) == {"KEN", "ETH"}
