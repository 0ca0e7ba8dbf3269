"""The families of date phrases: a name, a pattern, the words it can begin with, and its rule.

The patterns leave out the preposition, see ``date_words.LEAD``. Where two match equally much, the
earlier one counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo import date_rules as rules
from geo import date_words as w
from geo.date_words import DAYPART, JOIN, MOD, NUMBER, PART, REL, SP, UNIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.date_rules import Asked
    from geo.model import DateSpan

    Rule = Callable[[re.Match[str], Asked], DateSpan | None]
    Row = tuple[str, str, frozenset[str], Rule]


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of phrase. ``first`` holds the words it can begin with, in lower case, "0" for any number."""

    name: str
    pattern: re.Pattern[str]
    first: frozenset[str]
    rule: Rule

    @property
    def complete(self) -> bool:
        """Whether such a phrase may tell its year, so that it can do without a base."""
        return "y1" in self.pattern.groupindex


def _first(text: str) -> frozenset[str]:
    return frozenset(text.split())


DIGIT = _first("0")
MONTH_FIRST = frozenset(w.MONTHS)
WEEKDAY_FIRST = frozenset(name.lower() for name in (*w.WEEKDAY_NAMES, *w.WEEKDAY_SHORT))
MOD_FIRST = _first("the last past previous next coming following same this")
PART_FIRST = _first("the very start beginning middle end close first second third last final latter")
PART_FIRST |= _first("early earlier late later mid")
NUMBER_FIRST = DIGIT | w.NUMBERS.keys() | frozenset((*w.TEENS, *w.TENS))
FUZZY_FIRST = _first("a few several some many")
TODAY = r"today|tonight|yesterday|tomorrow"
LATE = rf"(?:(?i:early|late|earlier|later){SP}(?:on{SP})?)?"
FUZZY = rf"(?:a{SP}few|few|several|some|many|a{SP}couple{SP}of)"
UNITS = r"(?:days?|weeks?|months?|years?|weekends?|decades?|hours?)\b"
YEAR = rf"(?P<y1>{w.YEAR})"
REL_YEAR = rf"(?P<r1>{REL}){SP}year\b"
REL_WEEK = rf"(?:{SP}(?:of{SP})?(?P<r1>{REL}){SP}week\b)?"
THE = rf"(?:(?i:the){SP})?"


def _days() -> Iterator[Row]:
    before, of, more = w.WEEKDAY_BEFORE, rf"{SP}(?:of{SP})?", rf"(?:,{SP}{w.DAY}){{0,3}},?"
    month_day = [rf"{w.month(n)}{w.AFTER_MONTH}{THE}{w.day(n)}" for n in (1, 2)]
    day_month = [rf"{THE}{w.day(n)}{of}{w.month(n)}" for n in (1, 2)]
    join, from_month, from_day = rf"(?P<join>{JOIN})", MONTH_FIRST | WEEKDAY_FIRST, DIGIT | WEEKDAY_FIRST | {"the"}
    for first, (one, two) in ((from_month, month_day), (from_day, day_month)):
        yield "days", rf"{before}{one}{w.year(1)}{join}{before}{two}{w.year(2)}", first, rules.span_of_days
    yield "days", rf"{before}{month_day[0]}{more}{JOIN}{w.day(2)}{w.year(1)}", from_month, rules.span_of_days
    number_first = rf"{before}{THE}{w.day(1)}{more}{JOIN}{w.day(2)}{of}{w.month(1)}{w.year(1)}"
    yield "days", number_first, from_day, rules.span_of_days
    yield "day", rf"{before}{month_day[0]}{w.year(1)}", from_month, rules.one_day
    yield "day", rf"{before}{day_month[0]}{w.year(1)}", from_day, rules.one_day
    number = r"(?P<d1>[0-3]?[0-9])(?P<sep>[./-])(?P<n1>[0-3]?[0-9])(?P=sep)"
    yield "day", number + YEAR, DIGIT, rules.numeric_day
    iso = r"(?P<y1>(?:1[5-9]|20)[0-9]{2})(?P<sep>[-/])(?P<n1>[01][0-9])(?P=sep)(?P<d1>[0-3][0-9])(?![0-9])"
    yield "day", iso, DIGIT, rules.iso_day
    nth = [rf"(?P<d{n}>{w.NTH})" for n in (1, 2)]
    of_month = rf"(?:{SP}of{SP}(?P<rel>{REL}|the){SP}month\b)?"
    yield "ordinals", rf"(?i:the){SP}{nth[0]}{JOIN}{nth[1]}{of_month}", frozenset({"the"}), rules.ordinal_day
    yield "ordinal", rf"(?i:the){SP}{nth[0]}{of_month}", frozenset({"the"}), rules.ordinal_day


def _months() -> Iterator[Row]:
    part, mod, first = rf"(?P<part>{PART})?", rf"(?P<mod>{MOD})?", MONTH_FIRST | PART_FIRST | MOD_FIRST
    join = rf"(?P<join>{JOIN})"
    span = rf"{part}{w.month(1)}{w.year(1)}{join}(?:{PART})?{w.month(2)}{w.year(2)}"
    yield "months", span, first, rules.span_of_months
    yield "month", rf"{part}{mod}{w.month(1)}{w.year(1)}", first, rules.one_month
    nth, period = r"(?P<nth>(?i:first|second|third|fourth|last))", r"(?P<period>(?i:quarter|half))"
    quarter = rf"(?i:{THE}){nth}{SP}{period}{SP}of{SP}(?:{YEAR}|{REL_YEAR}|(?P<the>the){SP}year\b)"
    yield "months", quarter, PART_FIRST | {"fourth"}, rules.part_of_year


def _years() -> Iterator[Row]:
    yield "years", rf"{YEAR}{JOIN}(?P<y2>{w.YEAR}|(?<=[-\u2013/])[0-9]{{2}}(?!\w))", DIGIT, rules.span_of_years
    name = rf"(?P<season>(?i:{w.any_of(w.SEASONS)}))\b"
    part = rf"(?i:(?:the{SP})?(?:early|late|mid)(?:{SP}|-))?(?i:the{SP})?"
    first = frozenset(w.SEASONS) | {"the", "early", "late", "mid"}
    yield "year", rf"{part}{name}(?:,?{SP}(?:of{SP}|in{SP})?)(?:{YEAR}|{REL_YEAR})", first, rules.one_year
    yield (
        "season",
        rf"(?:{part}(?P<rel>{REL}){SP}|{THE}){name}",
        first | {"this", "last", "next"},
        rules.one_season,
    )
    yield "year", rf"(?P<part>{PART})?(?:{THE}(?i:year){SP})?{YEAR}", PART_FIRST | DIGIT | {"year"}, rules.one_year


def _weekdays() -> Iterator[Row]:
    mod, one = rf"(?P<mod>{MOD})?", rf"{w.weekday(1)}(?:{SP}{DAYPART})?"
    first = WEEKDAY_FIRST | MOD_FIRST | _first("early late earlier later")
    more = rf"(?:,{SP}{w.WEEKDAY}){{0,4}},?"
    two = rf"{w.weekday(2)}(?:{SP}{DAYPART})?"
    yield "weekdays", rf"{mod}{LATE}{one}{more}{JOIN}{two}{REL_WEEK}", first, rules.span_of_weekdays
    yield "weekday", rf"{LATE}{mod}{LATE}{one}{REL_WEEK}", first, rules.one_weekday
    names = w.any_of(w.WEEKDAY_NAMES)
    yield "weekday", rf"(?P<n>{NUMBER}){SP}(?P<w1>{names})s{SP}ago\b", NUMBER_FIRST, rules.weekdays_ago


def _relative() -> Iterator[Row]:
    today = _first("today tonight yesterday tomorrow early late earlier later")
    second = rf"(?:{JOIN}(?P<t2>(?i:{TODAY}))\b)?"
    yield "relative", rf"{LATE}(?P<t1>(?i:{TODAY}))\b(?:{SP}{DAYPART})?{second}", today, rules.near_day
    side = rf"(?i:{THE}day{SP}(?P<side>after{SP}tomorrow|before{SP}yesterday)\b)"
    yield "relative", side, _first("the day"), rules.two_days_off
    first = _first("this last early earlier late later")
    yield "relative", rf"{LATE}(?P<rel>(?i:this|last)){SP}{DAYPART}", first, rules.part_of_day
    period = rf"(?P<part>{PART})?(?P<rel>{REL}){SP}(?P<unit>(?i:week|month|year|weekend))\b"
    yield "relative", period, PART_FIRST | _first("this next"), rules.week_month_or_year
    this = rf"(?P<part>{PART})(?P<rel>(?i:the)){SP}(?P<unit>(?i:week|month|year))\b"
    yield "relative", this, PART_FIRST, rules.week_month_or_year
    weekend = rf"(?P<rel>(?i:the)){SP}(?P<unit>(?i:weekend))\b"
    yield "relative", weekend, frozenset({"the"}), rules.week_month_or_year
    yield "relative", rf"(?i:{THE}year(?:['\u2019]s{SP}|-|{SP})end)\b", _first("the year"), rules.year_end


def _counted() -> Iterator[Row]:
    about = rf"(?i:(?:about|nearly|almost|just|roughly|around){SP})?"
    away = rf"{SP}from{SP}(?i:now|today)\b|['\u2019]s?{SP}time\b"
    units = rf"{about}(?P<n>{NUMBER}){SP}(?P<unit>{UNIT})(?i:s)?(?:(?P<ago>{SP}ago\b)|(?P<away>{away})|\b)"
    first = NUMBER_FIRST | _first("about nearly almost just roughly around")
    yield "count", units, first, rules.units_away
    number = rf"(?:{NUMBER}{SP}(?=(?i:fortnight|decade))|{w.BIG_NUMBER}{SP})"
    rare = rf"{number}(?P<unit>{UNIT}|(?i:fortnight|decade))(?i:s)?"
    yield "count", rf"{rare}(?:(?P<away>{SP}(?:ago|from{SP}(?:now|today))\b)|\b)", first, rules.spelled_out


def _unknown() -> Iterator[Row]:
    which = "last|past|next|coming|previous|following|same|recent"
    count = rf"(?:(?:{FUZZY}|{NUMBER}|{w.BIG_NUMBER}){SP})?"
    yield "vague", rf"(?i:(?:the|these){SP}(?:{which}){SP}{count}{UNITS})", _first("the these"), rules.unknown
    yield "vague", rf"(?i:(?:coming|recent){SP}{count}{UNITS})", _first("coming recent"), rules.unknown
    number = rf"(?:{FUZZY}|{NUMBER}|{w.BIG_NUMBER}|the)"
    later = rf"(?i:{number}{SP}{UNITS}{SP}(?:earlier|later|before|after|prior)\b)"
    yield "vague", later, NUMBER_FIRST | FUZZY_FIRST | {"the"}, rules.unknown
    ago = rf"(?i:(?:{FUZZY}{SP})?{UNITS}{SP}ago\b)"
    yield "vague", ago, FUZZY_FIRST | _first("days weeks months years decades"), rules.unknown
    yield "count", rf"(?i:{FUZZY}{SP}{UNITS})", FUZZY_FIRST, rules.unknown


@cache
def families() -> tuple[Family, ...]:
    """Give all families, compiled once."""
    rows = (*_days(), *_months(), *_years(), *_weekdays(), *_relative(), *_counted(), *_unknown())
    return tuple(Family(name, re.compile(pattern), first, rule) for name, pattern, first, rule in rows)


@cache
def by_first_word() -> Mapping[str, tuple[Family, ...]]:
    """Give for each word (in lower case, "0" for a number) the families that can begin with it."""
    table = defaultdict(list)
    for family in families():
        for word in family.first:
            table[word].append(family)
    return {word: tuple(found) for word, found in table.items()}


@cache
def after_article() -> frozenset[str]:
    """Give the words that can stand second in a phrase, after "the" or "a"."""
    units = (
        "day days week weeks weekend weekends month months year years decade decades hour hours fortnight couple"
    )
    return _first(units) | by_first_word().keys()
