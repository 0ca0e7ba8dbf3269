"""Calendar arithmetic for date phrases: from a day of reference to the day, month or year that is meant."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from typing import TYPE_CHECKING

from geo.model import DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTHS_A_YEAR = 12
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)
SATURDAY = 5
YEARS_AROUND = 8  # between two 29 Februaries lie at most eight years


class Direction(IntEnum):
    """Where a phrase without its year or week points to, seen from the publication date."""

    PAST = -1
    NEAREST = 0
    FUTURE = 1


def told_day(day: dt.date) -> DateSpan:
    """Write a day as YYYY-MM-DD."""
    return DateSpan(day.isoformat())


def told_month(day: dt.date) -> DateSpan:
    """Write the month of a day as YYYY-MM."""
    return DateSpan(day.isoformat()[:7])


def told_year(year: int) -> DateSpan:
    """Write a year as YYYY."""
    return DateSpan(f"{year:04d}")


def told_span(start: DateSpan, end: DateSpan) -> DateSpan:
    """Join two dates to a span; where the end does not come after the start, only the start is told."""
    return DateSpan(start.start, end.start) if end.start > start.start else start


def pick(options: Iterable[dt.date], base: dt.date, direction: Direction) -> dt.date | None:
    """Choose the latest day not after base, the first not before it, or the closest (of two, the earlier)."""
    days = list(options)
    if direction is Direction.PAST:
        return max((day for day in days if day <= base), default=None)
    if direction is Direction.FUTURE:
        return min((day for day in days if day >= base), default=None)
    return min(days, key=lambda day: (abs(day - base), day), default=None)


def in_year(year: int, month: int, day: int) -> dt.date | None:
    """Make a date, or None where there is no such day (30 February)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day_near(month: int, day: int, base: dt.date, direction: Direction) -> dt.date | None:
    """Find the year of a day and month."""
    years = range(base.year - YEARS_AROUND, base.year + YEARS_AROUND + 1)
    return pick(filter(None, (in_year(year, month, day) for year in years)), base, direction)


def month_near(month: int, base: dt.date, direction: Direction) -> dt.date | None:
    """Find the year of a month: its first day. The base's own month counts as past and as future."""
    firsts = [dt.date(year, month, 1) for year in range(base.year - 1, base.year + 2)]
    return pick(firsts, base.replace(day=1), direction)


def add_months(day: dt.date, count: int) -> dt.date:
    """Go to the first day of the month that many months away."""
    months = day.year * MONTHS_A_YEAR + day.month - 1 + count
    return dt.date(months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1, 1)


def nth_near(nth: int, base: dt.date, direction: Direction) -> dt.date | None:
    """Find the month of a day that is told by its number alone."""
    firsts = (add_months(base, count) for count in range(-2, 3))
    return pick(filter(None, (in_year(first.year, first.month, nth) for first in firsts)), base, direction)


def weekday_before(weekday: int, day: dt.date) -> dt.date:
    """Give the latest such weekday at or before a day (Monday is 0)."""
    return day - DAY * ((day.weekday() - weekday) % 7)


def weekday_after(weekday: int, day: dt.date) -> dt.date:
    """Give the first such weekday at or after a day."""
    return day + DAY * ((weekday - day.weekday()) % 7)


def weekday_near(weekday: int, base: dt.date, direction: Direction) -> dt.date:
    """Find a weekday; with no direction the news tells of the past."""
    return weekday_after(weekday, base) if direction is Direction.FUTURE else weekday_before(weekday, base)


def monday(base: dt.date, weeks: int) -> dt.date:
    """Give the Monday of the week that many weeks away."""
    return weekday_before(0, base) + WEEK * weeks


def weekend(saturday: dt.date) -> DateSpan:
    """Write a Saturday and its Sunday."""
    return told_span(told_day(saturday), told_day(saturday + DAY))


def weekend_near(base: dt.date, direction: Direction) -> DateSpan:
    """Find a weekend; the one that is on counts as past and as future."""
    if base.weekday() >= SATURDAY:
        return weekend(weekday_before(SATURDAY, base))
    return weekend(weekday_near(SATURDAY, base, direction))


def ago(base: dt.date, count: int, unit: str) -> DateSpan:
    """Go ``count`` days, weeks, months or years (negative: back) and tell no more than the unit does."""
    if unit == "day":
        return told_day(base + DAY * count)
    if unit == "week":
        return told_month(base + WEEK * count)
    return told_month(add_months(base, count)) if unit == "month" else told_year(base.year + count)
