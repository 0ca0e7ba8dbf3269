"""The rules that compute a date from a matched phrase, one for each family in ``date_families``.

A rule gets the match and what was asked, and gives None where the phrase tells no date that can be known.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import date_math as calc
from geo import date_words as w
from geo.date_math import Direction

if TYPE_CHECKING:
    from geo.model import DateSpan

SHIFT = {"last": -1, "past": -1, "this": 0, "the": 0, "next": 1, "coming": 1}
TODAY = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
HALVES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
PERIOD_MONTHS = {"quarter": 3, "half": 6}
CENTURY = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phrase is to be resolved against."""

    base: dt.date
    direction: Direction
    told: bool = True  # False where the base only stands in, because none was given


def _shift(words: str) -> int:
    return SHIFT[words.lower().split()[-1]]


def _year(match: re.Match[str], n: int, asked: Asked) -> int | None:
    groups = match.groupdict()
    if digits := groups.get(f"y{n}"):
        return int(digits)
    rel = groups.get(f"r{n}")
    return asked.base.year + _shift(rel) if rel and asked.told else None


def _month(match: re.Match[str], n: int) -> int | None:
    name = match.groupdict().get(f"m{n}")
    return w.MONTHS[name.lower().rstrip(".")] if name else None


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _weekday(match: re.Match[str], n: int) -> int:
    return w.WEEKDAYS[match[f"w{n}"].lower()]


def iso_day(match: re.Match[str], _: Asked) -> DateSpan | None:
    """2017-01-23."""
    day = calc.in_year(int(match["y1"]), int(match["n1"]), int(match["d1"]))
    return calc.told_day(day) if day else None


def numeric_day(match: re.Match[str], _: Asked) -> DateSpan | None:
    """23/01/2017: the day comes first unless that gives no date."""
    year, first, second = int(match["y1"]), int(match["d1"]), int(match["n1"])
    day = calc.in_year(year, second, first) or calc.in_year(year, first, second)
    return calc.told_day(day) if day else None


def one_day(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """January 23; with no year the direction finds it."""
    month, number, year = _month(match, 1) or 1, _number(match["d1"]), _year(match, 1, asked)
    if year is not None:
        day = calc.in_year(year, month, number)
    else:
        day = calc.day_near(month, number, asked.base, asked.direction) if asked.told else None
    return calc.told_day(day) if day else None


def span_of_days(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """January 23-24, December 30 to January 2, 2017: a year after the end counts for the start too."""
    month1 = _month(match, 1) or 1
    month2 = _month(match, 2) or month1
    day1, day2 = _number(match["d1"]), _number(match["d2"])
    year1, year2 = _year(match, 1, asked), _year(match, 2, asked)
    if year1 is None and year2 is not None:
        year1 = year2 - (month1 > month2)
    if year1 is not None:
        start = calc.in_year(year1, month1, day1)
    else:
        start = calc.day_near(month1, day1, asked.base, asked.direction) if asked.told else None
    if start is None:
        return None
    end = calc.in_year(year2 or start.year + (month2 < month1), month2, day2)
    return calc.told_span(calc.told_day(start), calc.told_day(end)) if end else calc.told_day(start)


def one_month(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """In January, early March, last October, January 2017."""
    month, year, mod = _month(match, 1) or 1, _year(match, 1, asked), (match["mod"] or "").lower().split()
    if year is not None:
        return calc.told_month(dt.date(year, month, 1))
    if not asked.told or (mod and mod[-1] not in SHIFT and mod[-1] != "very"):
        return None
    if mod and SHIFT.get(mod[-1], 0):
        return calc.told_month(_month_beside(month, asked.base, SHIFT[mod[-1]]))
    day = calc.month_near(month, asked.base, asked.direction)
    return calc.told_month(day) if day else None


def _month_beside(month: int, base: dt.date, side: int) -> dt.date:
    """Give the first such month strictly before (-1) or after (1) the base's own."""
    beside = calc.add_months(base, side)
    step = -((beside.month - month) % 12) if side < 0 else (month - beside.month) % 12
    return calc.add_months(beside, step)


def span_of_months(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """June to August 2015."""
    month1, month2 = _month(match, 1) or 1, _month(match, 2) or 1
    year1, year2 = _year(match, 1, asked), _year(match, 2, asked)
    if year1 is None and year2 is not None:
        year1 = year2 - (month1 > month2)
    if year1 is None and asked.told:
        near = calc.month_near(month1, asked.base, asked.direction)
        year1 = near.year if near else None
    if year1 is None:
        return None
    end = dt.date(year2 or year1 + (month2 < month1), month2, 1)
    return calc.told_span(calc.told_month(dt.date(year1, month1, 1)), calc.told_month(end))


def one_year(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """In 1999, late 2015, the summer of 1993, in the summer of last year."""
    year = _year(match, 1, asked)
    return None if year is None else calc.told_year(year)


def span_of_years(match: re.Match[str], _: Asked) -> DateSpan | None:
    """2014 to 2016, 2014-16."""
    first, second = int(match["y1"]), int(match["y2"])
    second += first // CENTURY * CENTURY if second < CENTURY else 0
    return calc.told_span(calc.told_year(first), calc.told_year(second))


def part_of_year(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Give the first quarter of 2017 as a span of months."""
    year = asked.base.year if match["the"] else _year(match, 1, asked)
    if year is None:
        return None
    size = PERIOD_MONTHS[match["period"].lower()]
    nth = HALVES[match["nth"].lower()] or 12 // size
    start = dt.date(year, 1 + (nth - 1) * size, 1)
    return calc.told_span(calc.told_month(start), calc.told_month(calc.add_months(start, size - 1)))


def one_season(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Last summer, in the spring: northern seasons, told by their year."""
    month, base, rel = w.SEASONS[match["season"].lower()], asked.base, match["rel"]
    if rel and _shift(rel) < 0:  # the latest that is over
        return calc.told_year(
            base.year if base >= calc.add_months(dt.date(base.year, month, 1), 3) else base.year - 1
        )
    if rel and _shift(rel) > 0:
        return calc.told_year(base.year if base < dt.date(base.year, month, 1) else base.year + 1)
    day = dt.date(base.year, month, 1) if rel else calc.month_near(month, base, asked.direction)
    return calc.told_year(day.year) if day else None


def one_weekday(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """On Friday, last Friday (before base), next Tuesday (after base), Friday of last week."""
    day = _first_weekday(match, asked)
    return calc.told_day(day) if day else None


def _first_weekday(match: re.Match[str], asked: Asked) -> dt.date | None:
    weekday, mod = _weekday(match, 1), (match["mod"] or "").lower().split()
    if match["r1"]:
        return calc.monday(asked.base, _shift(match["r1"])) + calc.DAY * weekday
    if mod and mod[-1] in ("last", "past"):
        return calc.weekday_before(weekday, asked.base - calc.DAY)
    if mod and mod[-1] in ("next", "coming"):
        return calc.weekday_after(weekday, asked.base + calc.DAY)
    if mod and mod[-1] in ("this", "very"):
        past = asked.direction is Direction.PAST
        return (calc.weekday_before if past else calc.weekday_after)(weekday, asked.base)
    return None if mod else calc.weekday_near(weekday, asked.base, asked.direction)


def span_of_weekdays(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Monday and Tuesday, from Monday to Thursday."""
    start = _first_weekday(match, asked)
    if start is None:
        return None
    return calc.told_span(calc.told_day(start), calc.told_day(calc.weekday_after(_weekday(match, 2), start)))


def weekdays_ago(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Two Fridays ago."""
    last = calc.weekday_before(_weekday(match, 1), asked.base - calc.DAY)
    return calc.told_day(last - calc.WEEK * (_count(match["n"]) - 1))


def near_day(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Today, yesterday and today, tomorrow evening."""
    first = calc.told_day(asked.base + calc.DAY * TODAY[match["t1"].lower()])
    second = match["t2"]
    return calc.told_span(first, calc.told_day(asked.base + calc.DAY * TODAY[second.lower()])) if second else first


def two_days_off(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Give the day after tomorrow, the day before yesterday."""
    return calc.told_day(asked.base + calc.DAY * (2 if match["side"].lower().startswith("after") else -2))


def part_of_day(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Take this morning as the base's day, last night as the day before."""
    return calc.told_day(asked.base + calc.DAY * _shift(match["rel"]))


def week_month_or_year(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Last week, later this week, the end of the month, next year: told as the month or the year."""
    unit, count, base = match["unit"].lower(), _shift(match["rel"]), asked.base
    if unit == "weekend":
        return _weekend(match["rel"].lower(), asked)
    if unit == "week":
        late = count == 0 and (match.groupdict().get("part") or "").lower().startswith(("late", "the end", "end"))
        return calc.told_month(base if late else calc.monday(base, count))
    return calc.ago(base, count, unit)


def _weekend(rel: str, asked: Asked) -> DateSpan:
    count = _shift(rel)
    if count:
        saturday = calc.monday(asked.base, 0) + calc.DAY * calc.SATURDAY
        on = asked.base.weekday() >= calc.SATURDAY
        return calc.weekend(saturday + calc.WEEK * (count if on or count < 0 else 0))
    past = asked.direction is Direction.PAST or (rel == "the" and asked.direction is Direction.NEAREST)
    return calc.weekend_near(asked.base, Direction.PAST if past else Direction.FUTURE)


def year_end(_: re.Match[str], asked: Asked) -> DateSpan | None:
    """Take year's end as this year."""
    return calc.told_year(asked.base.year)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else w.NUMBERS[text.lower()]


def units_away(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Two days ago, in three weeks, a year from now."""
    count = _count(match["n"])
    return calc.ago(asked.base, -count if match["ago"] else count, match["unit"].lower())


def spelled_out(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """Hand a rare form (a fortnight ago, twenty-one days ago) to dateparser, and cut it to what its unit tells."""
    import dateparser

    text = match[0] if match["away"] else f"in {match[0]}"
    settings = {"RELATIVE_BASE": dt.datetime.combine(asked.base, dt.time()), "TIMEZONE": "UTC"}
    found = dateparser.parse(" ".join(text.split()), languages=["en"], settings=settings)
    if found is None:
        return None
    unit = match["unit"].lower()
    if unit in ("year", "decade"):
        return calc.told_year(found.year)
    return calc.told_day(found.date()) if unit == "day" else calc.told_month(found.date())


def ordinal_day(match: re.Match[str], asked: Asked) -> DateSpan | None:
    """On the 23rd, from the 3rd to the 5th, on the 23rd of next month."""
    first, last, rel = _number(match["d1"]), match.groupdict().get("d2"), match["rel"]
    if rel:
        month = calc.add_months(asked.base, _shift(rel))
        start = calc.in_year(month.year, month.month, first)
    else:
        start = calc.nth_near(first, asked.base, asked.direction)
    if start is None or last is None:
        return calc.told_day(start) if start else None
    month = calc.add_months(start, int(_number(last) < first))
    end = calc.in_year(month.year, month.month, _number(last))
    return calc.told_span(calc.told_day(start), calc.told_day(end)) if end else calc.told_day(start)


def unknown(_: re.Match[str], __: Asked) -> DateSpan | None:
    """Phrases that tell no date from the base alone: in the coming days, the previous week, a day earlier."""
    return None
