"""What an actor does at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller

NOT_THE_ROLE = [
    (
        "Qatar mediated talks between Israel and Hamas in Cairo in May 2024.",
        "QAT",
        "host",
        "the talks are in Egypt",
    ),
    ("The Swiss president met the Chinese premier in Beijing.", "CHE", "host", "a guest"),
    ("Germany and France hosted a meeting of Ukraine and Russia in Berlin.", "UKR", "host", "a guest"),
    ("Iran took part in the talks with Russia in Astana.", "IRN", "absent", "it was there"),
    ("Norway invited Ethiopia to talks in Oslo on 20 June.", "ETH", "participant", "asked, not yet come"),
    (
        "Egypt attended the talks between Libya and Turkey in Tunis as an observer.",
        "EGY",
        "participant",
        "observes",
    ),
    ("Rwanda boycotted the summit of Kenya and Congo in Luanda.", "RWA", "participant", "it stayed away"),
    ("Oman brokered the meeting between Iran and the United States in Rome.", "OMN", "participant", "it mediates"),
]

ROLES = [
    (
        "Norway hosted talks between Colombia and the ELN in Oslo.",
        {"NOR": "host", "COL": "participant", "ELN": "participant"},
    ),
    ("The Egyptian president received the emir of Qatar in Cairo.", {"EGY": "host", "QAT": "participant"}),
    (
        "Hosted by Turkey, the talks between Ethiopia and Somalia ended in Ankara.",
        {"TUR": "host", "ETH": "participant", "SOM": "participant"},
    ),
    (
        "Talks between Ukraine and Russia were hosted by Turkey in Istanbul.",
        {"TUR": "host", "UKR": "participant", "RUS": "participant"},
    ),
    (
        "Qatar mediated talks between Israel and Hamas in Cairo in May 2024.",
        {"EGY": "host", "QAT": "mediator", "ISR": "participant", "Hamas": "participant"},
    ),
    (
        "UN-brokered talks between Libya's rivals and Turkey were held in Geneva.",
        {"CHE": "host", "United Nations": "mediator", "TUR": "participant"},
    ),
    bug(
        "Under the auspices of the United Nations, Morocco and the Polisario Front met in Geneva.",
        {"CHE": "host", "United Nations": "mediator", "MAR": "participant", "Polisario Front": "participant"},
        reason="the subject after Under the auspices is a mediator",
    ),
    (
        "Talks brokered by the UN between Libya and Turkey were held in Geneva.",
        {"CHE": "host", "United Nations": "mediator", "LBY": "participant", "TUR": "participant"},
    ),
    bug(
        "Norway took part in the talks between Sri Lanka and the Tamil Tigers in Geneva as a mediator.",
        {"NOR": "mediator", "LKA": "participant", "LTTE": "participant"},
        reason="takes part as a mediator is a participant",
    ),
    (
        "Armenia and Azerbaijan held talks in Brussels, mediated by the European Union.",
        {"BEL": "host", "European Union": "mediator", "ARM": "participant", "AZE": "participant"},
    ),
    (
        "The United States brokered a meeting between Serbia and Kosovo in Vienna.",
        {"USA": "mediator", "SRB": "participant", "XKX": "participant"},
    ),
    (
        "Russia and Turkey are the organisers of the talks between Syria and its neighbours in Astana.",
        {"RUS": "organiser", "TUR": "organiser"},
    ),
    (
        "Egypt convened a meeting of Sudan and Chad in Geneva.",
        {"EGY": "organiser", "SDN": "participant", "TCD": "participant"},
    ),
    (
        "France organised a conference with Lebanon and Saudi Arabia in Paris.",
        {"LBN": "participant", "SAU": "participant"},
    ),
    ("Norway invited Ethiopia and Eritrea to talks in Oslo on 20 June.", {"ETH": "invited", "ERI": "invited"}),
    (
        "Ukraine was not invited to the talks between Russia and the United States in Riyadh.",
        {"UKR": "absent", "RUS": "participant", "USA": "participant", "SAU": "host"},
    ),
    ("Rwanda boycotted the summit of Kenya and Congo in Luanda.", {"RWA": "absent", "KEN": "participant"}),
    ("China declined to attend the peace conference in Bürgenstock with Ukraine.", {"CHN": "absent"}),
    (
        "Iran refused to take part in the talks of Russia and Turkey in Astana.",
        {"IRN": "absent", "RUS": "participant", "TUR": "participant"},
    ),
    (
        "Russia was excluded from the talks between Ukraine and Poland in Copenhagen.",
        {"RUS": "absent", "POL": "participant"},
    ),
    (
        "Egypt attended the talks between Libya and Turkey in Tunis as an observer.",
        {"EGY": "observer", "LBY": "participant", "TUR": "participant"},
    ),
    bug(
        "Russia and Ukraine met in Minsk, with the OSCE as a mediator.",
        {"OSCE": "mediator", "RUS": "participant", "UKR": "participant"},
        reason="the parties are mediators, the mediator a participant",
    ),
    (
        "Oman brokered the meeting between Iran and the United States in Rome.",
        {"OMN": "mediator", "IRN": "participant", "USA": "participant"},
    ),
    ("The Kenyan president visited Washington in May 2024.", {"USA": "host", "KEN": "participant"}),
    bug(
        "Jordan took part in the talks of Iraq and Kuwait in Baghdad as an observer.",
        {"JOR": "observer", "IRQ": "host", "KWT": "participant"},
        reason="takes part as an observer is a participant",
    ),
    bug(
        "Algeria facilitated talks between Mali and Tuareg rebels in Algiers.",
        {"DZA": "mediator", "MLI": "participant"},
        reason="a party before rebels is lost",
    ),
    ("Sudan skipped the IGAD summit with Kenya and Uganda in Entebbe.", {"SDN": "absent"}),
]


@pytest.mark.parametrize(("text", "actor", "role", "reason"), NOT_THE_ROLE)
def test_has_not_the_role(tell: Teller, text: str, actor: str, role: str, reason: str) -> None:
    found = tell(text)
    assert found, "the meeting itself must be found"
    assert all(told[3].get(actor) != role for told in found), reason


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_role(tell: Teller, text: str, expected: dict[str, str]) -> None:
    roles = tell.only(text)[3]
    assert {a: roles.get(a) for a in expected} == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("The Soviet Union and the United States held talks in Moscow on Monday.", "1972-05-24", {"SUN", "USA"}),
        ("Yugoslavia and Egypt held talks in Belgrade on Monday.", "1961-09-06", {"YUG", "EGY"}),
        ("Russia and the United States held talks in Moscow on Monday.", "2001-11-14", {"RUS", "USA"}),
    ],
)
def test_a_dissolved_state_is_host_in_its_own_time(tell: Teller, text: str, day: str, expected: set[str]) -> None:
    assert set(tell.only(text, day)[3]) == expected


@pytest.mark.parametrize("who", ["Ethiopia's premier", "Ethiopia's prime minister, Abiy Ahmed"])
def test_a_town_does_not_mediate(tell: Teller, who: str) -> None:
    text = f"{who} arrived in the Sudanese capital, Khartoum to mediate between the army and opposition groups."
    (roles,) = [roles for venue, _, _, roles in tell(text) if venue == "Khartoum"]
    assert "ETH" in roles
    assert roles.get("SDN") != "mediator"
