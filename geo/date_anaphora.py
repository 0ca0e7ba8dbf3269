"""Days told from another day of the text: "the day before", "three days later", "the same day"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo import date_math as calc
from geo import date_words as w

if TYPE_CHECKING:
    import datetime as dt

    from geo.model import DateSpan

UNIT = r"(?P<unit>day|week|month|year)s?"
COUNTED = re.compile(
    rf"(?:(?P<n>{w.NUMBER}|the)\s+)?{UNIT}\s+(?P<side>earlier|later|before|after|prior)", re.IGNORECASE
)
NAMED = re.compile(r"(?:on\s+)?the\s+(?P<side>previous|same|very\s+same|next|following)\s+day", re.IGNORECASE)
BACK = frozenset({"earlier", "before", "prior", "previous"})


def beside(text: str, day: dt.date) -> DateSpan | None:
    """Compute the date that a phrase tells from another day; None for a phrase that tells none.

    Days are told exactly, weeks and months by their month, years by their year.
    """
    words = " ".join(text.split()).lower()
    if match := NAMED.fullmatch(words):
        side = match["side"].split()[-1]
        return calc.told_day(day + calc.DAY * (0 if side == "same" else -1 if side in BACK else 1))
    match = COUNTED.fullmatch(words)
    if match is None or match["n"] is None:
        return None
    number = match["n"]
    count = int(number) if number.isdigit() else w.NUMBERS.get(number, 1)
    unit = match["unit"]
    try:
        return calc.ago(day, -count if match["side"] in BACK else count, unit)
    except (ValueError, OverflowError):  # the calendar ends before the year 1 and after 9999
        return None
