"""Date phrases: found by regular expressions, resolved against the article's publication date.

``find_dates`` says where a text speaks of a date; ``DatePhrase.resolve`` says which one, as far as it is told.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.date_families import after_article, by_first_word, families
from geo.date_guards import CONTEXT, Candidate, allowed
from geo.date_math import Direction
from geo.date_rules import Asked, unknown
from geo.date_words import LEAD, LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.date_families import Family
    from geo.model import DateSpan

__all__ = ["DatePhrase", "Direction", "find_dates"]

TOKEN = re.compile(r"[A-Za-z]+|[0-9]+")
LEAD_FIRST = frozenset(word.split()[0] for word in LEADS)
RULE_NAMES = {"count": "relative", "season": "year", "ordinals": "ordinal"}
ARTICLES = frozenset({"the", "a", "an"})
NEXT_WORD = 40  # characters in which the word after an article begins and ends
STAND_IN = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date phrase with its preposition: ``text`` stands at ``start`` to ``end`` (end exclusive).

    ``rule`` names the family: day, days, month, months, year, years, weekday, weekdays, relative, ordinal, vague
    (never resolves), or what the preposition makes of it: since, until (by, until), before, after, from.
    """

    start: int
    end: int
    text: str
    rule: str

    def resolve(self, base: dt.date | None, direction: Direction = Direction.NEAREST) -> DateSpan | None:
        """Compute the date, told no more exactly than the phrase tells it; None where it cannot be known.

        ``base`` is the publication date; without it only a phrase that tells its year resolves. ``direction`` says
        where a phrase that could mean two days points to; "since" points to the past, "until" to the future.
        """
        if self.rule == "since":
            direction = Direction.PAST
        elif self.rule == "until" and direction is Direction.NEAREST:
            direction = Direction.FUTURE
        asked = Asked(base or STAND_IN, direction, told=base is not None)
        for family, match in _readings(self.text):
            if base is None and not family.complete:
                return None
            try:
                return family.rule(match, asked)
            except (ValueError, OverflowError):  # the calendar ends before the year 1 and after 9999
                return None
        return None


def find_dates(text: str, offset: int = 0) -> list[DatePhrase]:
    """Find the date phrases of a text, in order, none overlapping; of several at one place the longest.

    ``offset`` is added to the offsets, for a sentence that is a part of a longer text.
    """
    found: list[DatePhrase] = []
    done = 0
    starts = _starts()
    for token in TOKEN.finditer(text):
        if token.start() < done or _key(token) not in starts:
            continue
        best = max(_phrases_at(text, token.start()), key=lambda phrase: phrase.end, default=None)
        if best is not None:
            found.append(best)
            done = best.end
    if not offset:
        return found
    return [DatePhrase(one.start + offset, one.end + offset, one.text, one.rule) for one in found]


def _key(token: re.Match[str]) -> str:
    word = token[0]
    return word.lower() if word.isalpha() else "0"


@cache
def _starts() -> frozenset[str]:
    return LEAD_FIRST | by_first_word().keys()


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(LEAD)


def _core_families(text: str, start: int) -> tuple[Family, ...]:
    """Give the families that can begin here. Most of what follows "the" and "a" is no date: see to that first."""
    token = TOKEN.match(text, start)
    if token is None:
        return ()
    word = _key(token)
    if word in ARTICLES:
        following = TOKEN.search(text, token.end(), token.end() + NEXT_WORD)
        if following is None or _key(following) not in after_article():
            return ()
    return by_first_word().get(word, ())


def _phrases_at(text: str, start: int) -> Iterator[DatePhrase]:
    """Give what can be read at a place, with a preposition and without."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "_-/$€£#@"):
        return
    lead = _lead().match(text, start)
    if lead:
        word = " ".join((lead["lead"] or lead["plain"]).lower().split())
        yield from _read(text, start, lead.end(), word)
    yield from _read(text, start, start, "")


def _read(text: str, start: int, core: int, lead: str) -> Iterator[DatePhrase]:
    before = text[max(0, start - CONTEXT) : start]
    for family in _core_families(text, core):
        match = family.pattern.match(text, core)
        if match and allowed(
            Candidate(family.name, match, lead, before, text[match.end() : match.end() + CONTEXT])
        ):
            rule = LEADS.get(lead) or RULE_NAMES.get(family.name, family.name)
            rule = "vague" if family.rule is unknown else rule
            yield DatePhrase(start, match.end(), text[start : match.end()], rule)


def _readings(text: str) -> Iterator[tuple[Family, re.Match[str]]]:
    """Give the families that read the whole of a phrase, the first one first."""
    lead = _lead().match(text)
    for core in (text[lead.end() :], text) if lead else (text,):
        for family in families():
            if match := family.pattern.fullmatch(core):
                yield family, match
