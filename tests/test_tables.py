"""The tables behind all exports: keys hold, days are right, ids stay, the dictionary tells every column."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.columns import FLAT, TABLES, Type
from geo.geodesics import geodesic
from geo.model import DateSpan
from geo.tables import UNFIT, clean, first_day, last_day, rows
from maps.dictionary import WHAT, dictionary
from maps.exports import FORMATS, MAKERS
from tests.browser import atlases

ATLASES = {"world": atlases.world(), "founding": atlases.founding(), "hostile": atlases.hostile()}
PYTHON_TYPES: dict[Type, type] = {Type.TEXT: str, Type.INTEGER: int, Type.NUMBER: float, Type.DATE: dt.date}


@pytest.mark.parametrize("name", ATLASES)
@pytest.mark.parametrize("table", [*TABLES, FLAT], ids=lambda table: table.name)
def test_every_row_is_as_its_table_says(name: str, table: object) -> None:
    assert isinstance(table, type(FLAT))
    found = rows(ATLASES[name], table.name)
    assert found
    for row in found:
        assert tuple(row) == table.names
        for column in table.columns:
            value = row[column.name]
            assert value is not None or not column.needed, column.name
            assert value is None or isinstance(value, PYTHON_TYPES[column.type]), column.name
    if table.keyed:
        assert len({row["id"] for row in found}) == len(found)
    for column in table.columns:
        if column.refers:
            known = {row["id"] for row in rows(ATLASES[name], column.refers)}
            assert {row[column.name] for row in found} - {None} <= known


def test_the_world_counts_as_it_should() -> None:
    world = ATLASES["world"]
    assert len(rows(world, "meetings")) == len(world.meetings) == 23
    assert len(rows(world, "participations")) == len(rows(world, "flat")) == 97
    geneva = next(row for row in rows(world, "venues") if row["name"] == "Geneva")
    assert (geneva["meetings"], geneva["first_date"], geneva["last_date"]) == (3, "2012-06-30", "2016-02-01")
    russia = next(row for row in rows(world, "links") if (row["venue_name"], row["actor"]) == ("Astana", "RUS"))
    assert (russia["role"], russia["meetings"]) == ("organiser", 2)


def test_ids_do_not_change_with_what_else_is_there() -> None:
    world, fewer = ATLASES["world"], type(ATLASES["world"])
    part = fewer(world.articles[3:9], world.meetings[3:9], world.seats)
    for table in TABLES:
        if table.keyed:
            assert {row["id"] for row in rows(part, table.name)} <= {row["id"] for row in rows(world, table.name)}


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        (DateSpan("2017"), dt.date(2017, 1, 1), dt.date(2017, 12, 31)),
        (DateSpan("2016-02"), dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        (DateSpan("2017-01-23", "2017-01-24"), dt.date(2017, 1, 23), dt.date(2017, 1, 24)),
        (DateSpan("2017-01", "2017"), dt.date(2017, 1, 1), dt.date(2017, 12, 31)),
        (DateSpan("2017-02-30"), None, None),
        (DateSpan("0000"), None, None),
        (None, None, None),
    ],
)
def test_a_date_covers_the_days_it_can_mean(date: DateSpan, first: dt.date, last: dt.date) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@given(st.text(st.characters(codec=None), max_size=60))
def test_clean_text_keeps_its_length_and_holds_nothing_that_xml_cannot(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert not UNFIT.search(cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
def test_any_great_circle_stays_on_the_globe(start: tuple[float, float], end: tuple[float, float]) -> None:
    for part in geodesic(start, end):
        assert all(-90 <= lat <= 90 and -180 <= lon <= 180 and not math.isnan(lat) for lat, lon in part)


def test_the_dictionary_tells_every_table_column_and_format() -> None:
    page = dictionary()
    assert WHAT.keys() == FORMATS.keys() == MAKERS.keys()
    for table in (*TABLES, FLAT):
        section = page.split(f"## {table.name}\n", 1)[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}` |" in section
            assert column.meaning in section
