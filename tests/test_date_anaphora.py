"""Days told from another day of the text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.date_anaphora import beside

DAY = dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the day before", "2024-02-29"),
        ("A day earlier", "2024-02-29"),
        ("the previous day", "2024-02-29"),
        ("on the same day", "2024-03-01"),
        ("the following day", "2024-03-02"),
        ("the day after", "2024-03-02"),
        ("three days later", "2024-03-04"),
        ("two  days\nearlier", "2024-02-28"),
        ("12 days before", "2024-02-18"),
        ("a week later", "2024-03"),
        ("two months earlier", "2024-01"),
        ("a year before", "2023"),
    ],
)
def test_tells_a_day_from_another(text: str, expected: str) -> None:
    found = beside(text, DAY)
    assert found is not None
    assert (found.start, found.end) == (expected, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("days later", "how many is not told"),
        ("a few days earlier", "how many is not told"),
        ("the same week", "a week is no day"),
        ("Monday", "it tells its own day"),
        ("two days ago", "it counts from today"),
        ("", "nothing"),
    ],
)
def test_tells_nothing(text: str, why: str) -> None:
    assert beside(text, DAY) is None, why


@given(st.integers(1, 999), st.sampled_from(["day", "week", "month", "year"]), st.dates())
def test_never_fails(number: int, unit: str, day: dt.date) -> None:
    for side in ("earlier", "later"):
        found = beside(f"{number} {unit}s {side}", day)
        assert found is None or found.start


@given(st.integers(1, 99), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_there_and_back(number: int, day: dt.date) -> None:
    later = beside(f"{number} days later", day)
    assert later is not None
    back = beside(f"{number} days earlier", dt.date.fromisoformat(later.start))
    assert back is not None
    assert back.start == day.isoformat()
