"""The pieces of which date phrases are made, as regular expressions.

Every repeat is bounded and no piece can match the empty text twice, so the time to match does not explode.
Groups carry a number: ``m1`` is the first month, ``d2`` the second day, ``y1`` a year in digits, ``r1`` "last",
"this" or "next" before "year".
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTH_NAMES = "January February March April May June July August September October November December".split()
MONTH_SHORT = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9}
MONTH_SHORT |= {"Oct": 10, "Nov": 11, "Dec": 12}
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name.lower(): number for name, number in MONTH_SHORT.items()}
SPOKEN_MONTHS = frozenset({"march", "may", "august"})  # in lower case these are other words
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_SHORT = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS = {name.lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
NUMBERS |= {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@cache
def words(table: str) -> tuple[str, ...]:
    """Give one word list of ``data/dates.toml``."""
    text = resources.files("geo").joinpath("data/dates.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[table])


def any_of(options: Iterable[str]) -> str:
    """Join options to an alternation, the longest first."""
    return "(?:" + "|".join(sorted(set(options), key=lambda option: (-len(option), option))) + ")"


def _cased(names: Iterable[str]) -> list[str]:
    return [form for name in names for form in (name, name.upper())]


SP = r"(?:[^\S\n]{1,3}\n?|\n)"
MONTH_FULL = any_of(_cased(MONTH_NAMES) + [m.lower() for m in MONTH_NAMES if m.lower() not in SPOKEN_MONTHS])
MONTH = rf"(?:{MONTH_FULL}|{any_of(_cased(MONTH_SHORT))}\.?)(?!\w)"
WEEKDAY = rf"{any_of(_cased(WEEKDAY_NAMES))}(?!\w)"
COUNTED = any_of(words("counted"))
NO_COUNT = rf"(?!\w|[.:][0-9]|,[0-9]{{3}}(?![0-9])|\s?%|{SP}{COUNTED}\b)"
AFTER_MONTH = rf"(?:{SP}|\.(?=[0-9]))"
DAY = rf"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?{NO_COUNT}"
NTH = rf"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th){NO_COUNT}"
YEAR = rf"(?:1[5-9]|20)[0-9]{{2}}{NO_COUNT}"
REL = r"(?i:last|this(?:\s(?:past|coming))?|next)"
JOIN = rf"(?:\s?[-\u2013\u2014/]\s?|{SP}(?:to|and|until|till|through|or|&){SP}(?:on{SP})?(?:the{SP})?)"
_DAY_NAME = rf"(?:{WEEKDAY}|{any_of(_cased(WEEKDAY_SHORT))}(?!\w)\.?)"
WEEKDAY_BEFORE = rf"(?:{_DAY_NAME}(?:{JOIN}{WEEKDAY})?,?{SP}(?:the{SP})?)?"
PART = (
    rf"(?i:(?:the{SP})?(?:very{SP})?(?:start|beginning|middle|end|close|(?:first|last|final){SP}(?:days|weeks?)){SP}of|"
    rf"(?:the{SP})?(?:first|second|latter){SP}half{SP}of|(?:early|earlier|late|later)(?:{SP}in)?|mid|end)(?:{SP}|-)"
)
MOD = rf"(?i:(?:the{SP})?(?:last|past|previous|next|coming|following|same)|this(?:{SP}(?:past|coming|very))?){SP}"
DAYPART = r"(?i:morning|noon|afternoon|evening|night)\b"
UNIT = r"(?i:day|week|month|year)"
NUMBER = rf"(?:[0-9]{{1,3}}|(?i:{any_of(NUMBERS)}))\b"
BIG_NUMBER = rf"(?i:{any_of(TEENS)}|{any_of(TENS)}(?:[- ]{any_of(list(NUMBERS)[2:11])})?)\b"


def month(n: int) -> str:
    """Match a month's name as group ``m{n}``."""
    return rf"(?P<m{n}>{MONTH})"


def day(n: int) -> str:
    """Match a day of the month as group ``d{n}``."""
    return rf"(?P<d{n}>{DAY})"


def weekday(n: int) -> str:
    """Match a weekday's full name as group ``w{n}``."""
    return rf"(?P<w{n}>{WEEKDAY})"


def year(n: int) -> str:
    """Match, if there is one, the year after a day or a month: ", 2017", " of 2017", " last year"."""
    rel = rf"{SP}(?:of{SP})?(?P<r{n}>{REL}){SP}year\b"
    return rf"(?:(?:,?{SP}(?:of{SP}|in{SP})?|,)(?P<y{n}>{YEAR})|{rel})?"


LEADS = {
    "since": "since",
    "ever since": "since",
    "until": "until",
    "till": "until",
    "by": "until",
    "up to": "until",
    "through": "until",
    "within": "until",
    "no later than": "until",
    "before": "before",
    "ahead of": "before",
    "prior to": "before",
    "after": "after",
    "following": "after",
    "from": "from",
    "as of": "from",
    "starting": "from",
    "beginning": "from",
    "on": "",
    "in": "",
    "at": "",
    "for": "",
    "over": "",
    "during": "",
    "throughout": "",
    "between": "",
}
SECOND = rf"(?:(?i:on|in|at|over|during){SP})?"
_TELLING = any_of(word.replace(" ", SP) for word, rule in LEADS.items() if rule)
_PLAIN = any_of(word for word, rule in LEADS.items() if not rule)
LEAD = rf"(?:(?P<lead>(?i:{_TELLING})){SP}{SECOND}|(?P<plain>(?i:{_PLAIN})){SP})"
