"""Every row of the actors' tables is sound: ids, dates, sources, and no name has two owners at once."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from geo.actor_tables import cell_names, cell_values, parse_date, read_table, spellings
from geo.actors import ActorName, NameKind, actor_names, find_actor, generic_names, not_actors, states
from geo.data.bake_leaders import Leader, full_date, person_name, short_names, state_leaders
from geo.data.bake_states import bake, noun_forms, read_territories
from geo.model import Role

if TYPE_CHECKING:
    from pathlib import Path

DATED = ["states", "organisations", "groups", "metonyms", "officials", "leaders"]
SOURCED = DATED
FLOORS = {"states": 250, "organisations": 100, "groups": 250, "officials": 500, "leaders": 200}


@pytest.mark.parametrize(("table", "floor"), FLOORS.items())
def test_the_tables_cover_the_world(table: str, floor: int) -> None:
    assert len(read_table(table)) >= floor


@pytest.mark.parametrize("table", SOURCED)
def test_every_row_has_a_name_and_a_source(table: str) -> None:
    for row in read_table(table):
        assert row["source"], row
        assert row.get("name") or row["text"], row


@pytest.mark.parametrize("table", DATED)
def test_every_span_of_dates_runs_forward(table: str) -> None:
    for row in read_table(table):
        since, until = parse_date(row["since"]), parse_date(row["until"])
        assert since is None or until is None or since <= until, row


@pytest.mark.parametrize("table", ["metonyms", "officials", "leaders"])
def test_every_actor_is_known_and_every_role_exists(table: str) -> None:
    for row in read_table(table):
        assert find_actor(row["actor"]), row
        assert not row["role"] or Role(row["role"]), row


@pytest.mark.parametrize("table", ["officials", "leaders"])
def test_every_official_has_a_first_day_and_an_office(table: str) -> None:
    assert [row for row in read_table(table) if not (row["since"] and row["office"])] == []


@pytest.mark.parametrize("table", ["organisations", "groups"])
def test_canonical_names_are_used_once(table: str) -> None:
    assert [name for name, times in Counter(row["name"] for row in read_table(table)).items() if times > 1] == []


def test_groups_are_at_home_in_known_states() -> None:
    for row in read_table("groups"):
        homes = cell_values(row["home"])
        assert homes, row
        assert all(code in states() for code in homes), row


def test_seats_lie_on_the_globe() -> None:
    for row in read_table("organisations"):
        assert bool(row["seat"]) == bool(row["lat"]) == bool(row["lon"]), row
        if row["seat"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row


def test_states_have_codes_and_a_known_country_of_the_seat() -> None:
    for code, known in states().items():
        assert len(code) == 3, code
        assert code.isupper(), code
        assert len(known.alpha2) == 2, code
        assert known.seat_country in states(), code


def test_no_name_has_two_owners_on_one_day() -> None:
    owners: dict[str, list[ActorName]] = defaultdict(list)
    for name in actor_names():
        owners[name.text].append(name)
    clashes = [
        (one.text, one.actor.id, two.actor.id)
        for names in owners.values()
        for one, two in itertools.combinations(names, 2)
        if one.actor != two.actor and overlap(one, two)
    ]
    assert clashes == []


def overlap(one: ActorName, two: ActorName) -> bool:
    first, last = dt.date.min, dt.date.max
    return (one.since or first) <= (two.until or last) and (two.since or first) <= (one.until or last)


def test_names_are_clean() -> None:
    for name in actor_names():
        assert name.text == " ".join(name.text.split()), name
        assert len(name.text) > 1, name
        assert not name.text.startswith("the "), name


def test_a_phrase_that_names_nobody_is_not_also_an_actor() -> None:
    assert set(not_actors()) & {name.text for name in actor_names()} == set()


def test_what_is_generic_is_no_name_in_itself() -> None:
    names = {name.text for name in actor_names() if name.kind is not NameKind.LEADER}
    assert {name.text for name in generic_names()} & names == set()


def test_cells_hold_lists_and_dated_names() -> None:
    first, second = cell_names("Zaire@1971-10-27/1997-05-17|Congo", "", "")
    assert (first.text, first.since, first.until) == ("Zaire", dt.date(1971, 10, 27), dt.date(1997, 5, 17))
    assert (second.text, second.since, second.until) == ("Congo", None, None)
    assert cell_names("A|B@/2000-01-01", "1990-01-01", "")[0].since == dt.date(1990, 1, 1)
    assert cell_names("A|B@/2000-01-01", "1990-01-01", "")[1].since is None


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Paris", ["Paris"]),
        ("N'Djamena", ["N'Djamena", "N\u2019Djamena"]),
        ("Erdo\u011fan", ["Erdo\u011fan", "Erdogan"]),
        ("Y\u0131ld\u0131r\u0131m", ["Y\u0131ld\u0131r\u0131m", "Yildirim"]),
    ],
)
def test_spellings(text: str, forms: list[str]) -> None:
    assert spellings(text) == forms


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("Turk", ["Turk", "Turks"]),
        ("Maltese", ["Maltese"]),
        ("Mosotho/Basotho", ["Mosotho", "Basotho"]),
        ("Zairian@1971-10-27/", ["Zairian@1971-10-27/", "Zairians@1971-10-27/"]),
    ],
)
def test_plurals_of_peoples(noun: str, forms: list[str]) -> None:
    assert noun_forms(noun) == forms


def test_baking_states_joins_facts_and_words_and_misses_no_country(tmp_path: Path) -> None:
    dump = tmp_path / "territories.jsonl"
    rows = [
        {"alpha3": "tur", "code": "tr", "full_name": "Republic of T\u00fcrkiye", "is_country": True},
        {"alpha3": "chn", "code": "cn-xx", "full_name": "a part of it"},
    ]
    dump.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    territories = read_territories(dump)
    words = {"alpha3": "TUR", "name": "Turkey", "nouns": "Turk", "seat_country": ""}
    (turkey,) = bake(territories, [words])
    assert turkey["alpha2"] == "TR"
    assert turkey["full_name"] == "Republic of T\u00fcrkiye"
    assert turkey["nouns"] == "Turk|Turks"
    with pytest.raises(ValueError, match=r"state_words\.csv lacks TUR"):
        bake(territories, [])


@pytest.mark.parametrize(
    ("holder", "name"),
    [
        ("President Emmanuel MACRON", ("Emmanuel Macron", "Macron")),
        ("Governor-General of New Zealand Dame Cindy KIRO", ("Cindy Kiro", "Kiro")),
        ("Sovereign Council Chair General Abd-al-Fattah al-BURHAN", ("Abd-al-Fattah al-Burhan", "al-Burhan")),
        ("King FELIPE VI", ("Felipe VI", "Felipe")),
        ("vacant", None),
    ],
)
def test_names_of_the_factbook(holder: str, name: tuple[str, str] | None) -> None:
    assert person_name(holder) == name


def test_leaders_of_the_factbook_with_their_days() -> None:
    branch = {
        "chief of state": {"text": "President Kassym-Jomart TOKAYEV (since 20 March 2019)"},
        "head of government": {
            "text": "Prime Minister Olzhas BEKTENOV (since 6 February 2024); deputies (since 2020)"
        },
    }
    found = [(leader.name, leader.office, leader.since) for leader in state_leaders(branch, "KAZ")]
    assert found == [
        ("Kassym-Jomart Tokayev", "chief of state", dt.date(2019, 3, 20)),
        ("Olzhas Bektenov", "head of government", dt.date(2024, 2, 6)),
    ]


def test_names_are_shortened_as_newspapers_do() -> None:
    leader = Leader("Luis Rodolfo Abinader Corona", "Abinader", "DOM", "chief of state", dt.date(2020, 8, 16))
    assert short_names(leader) == ["Luis Abinader", "Rodolfo Abinader"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14 May 2017", (2017, 5, 14)),
        ("5 Sep 2025", (2025, 9, 5)),
        ("May 2017", (2017, 5, 1)),
        ("1997", (1997, 1, 1)),
    ],
)
def test_days_of_the_factbook(text: str, day: tuple[int, int, int]) -> None:
    assert full_date(text) == dt.date(*day)


@pytest.mark.parametrize("table", [*DATED, "state_words", "common_words", "not_actors"])
def test_no_cell_has_stray_spaces_or_line_ends(table: str) -> None:
    for row in read_table(table):
        for cell in row.values():
            assert cell == " ".join(cell.split()), row
            assert all(value == value.strip() for value in cell.split("|")), row
