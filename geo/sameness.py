"""Whether accounts in two articles are of one meeting: by place, date, actors and the number of the round.

They are when they share half their actors and agree on the place (25 km, or none told) and on the date: the same
first day, or one does not tell it but was written near it with the same status (or says that it was cancelled).
Where both name the same parties, less will do: one span of days; days next to each other, as reports of end and
beginning give them; a first day that the other article names ("the talks, which began on June 27"); a place
told vaguely or not at all, on the same first day. Numbers of rounds that differ always keep them apart.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.contradictions import dates_differ
from geo.geodesics import kilometres
from geo.model import Kind, Status
from geo.tables import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Article, DateSpan, Meeting, Place

NEAR_KM = 25.0
VAGUE_KM = 800.0  # from a region's point to a city in it: Alaska and its towns lie so far apart
NEAR_DAYS = 30
NEXT_DAYS = 3
LONGEST_DAYS = 60
SHARED = 0.5
PARTIES = 2
FULL_DATE = len("2017-01-23")
MONTHS = tuple("january february march april may june july august september october november december".split())
_MONTH = "|".join(MONTHS)
OPENING = re.compile(
    r"\b(?:began|begun|opened|started|since)\b[^.;\n]{0,30}?\b"
    rf"(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}))\b",
    re.IGNORECASE,
)
ROUND = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:round|summit|meeting|session)\b",
    re.IGNORECASE,
)


class Sameness:
    """Compares accounts; ``articles`` are those that tell them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._openings: dict[str, frozenset[str]] = {}

    def day_told(self, article: str) -> dt.date | None:
        """Return the day on which an article was published."""
        return self._articles[article].published if article in self._articles else None

    def first_days(self, meeting: Meeting) -> set[str]:
        """Return the days on which a meeting may have begun, as its articles say."""
        days = set().union(*map(self._opened, meeting.articles))
        return days if meeting.date is None else days | {meeting.date.start}

    def times(self, meeting: Meeting) -> set[int | str]:
        """Return the stretches of 60 days in which a meeting is told to lie, or its month or year.

        Two accounts of one meeting have the same of these, or stretches next to each other.
        """
        day = self._day(meeting)
        if meeting.date is None or day is None:
            told: set[int | str] = set() if meeting.date is None else {meeting.date.start}
            return told if day is None else told | {_stretch(day)}
        last = last_day(meeting.date) or day
        return set(range(_stretch(day), _stretch(max(day, last)) + 1))

    def is_same(self, one: Meeting, other: Meeting) -> bool:
        """Tell whether two accounts are of one meeting; an article knows its own meetings apart."""
        return (
            not _far_apart(one.date, other.date)
            and set(one.articles).isdisjoint(other.articles)
            and _share_actors(one, other)
            and self._dates_agree(one, other)
            and self._venues_agree(one, other)
            and _rounds_agree(one, other)
        )

    def _dates_agree(self, one: Meeting, other: Meeting) -> bool:
        if one.date is None or other.date is None:
            return self._told_near(one, other)
        if one.date.start == other.date.start:
            return True
        return _same_parties(one, other) and (
            _in_one_span(one.date, other.date)
            or (one.venue is not None and other.venue is not None and _next_days(one, other))
            or self._names_opening(one, other)
            or self._names_opening(other, one)
        )

    def _told_near(self, one: Meeting, other: Meeting) -> bool:
        first, second = (self._day(meeting) for meeting in (one, other))
        if first is None or second is None or abs((first - second).days) > NEAR_DAYS:
            return False
        if one.status is other.status:
            return True
        earlier, later = (one, other) if first <= second else (other, one)
        return later.status is Status.CANCELLED and earlier.status is not Status.HELD

    def _day(self, meeting: Meeting) -> dt.date | None:
        """Return the meeting's day, or the day on which it was told of."""
        if meeting.date is None:
            return next((day for day in map(self.day_told, meeting.articles) if day is not None), None)
        return _full(meeting.date.start)

    def _names_opening(self, late: Meeting, early: Meeting) -> bool:
        """Whether the article on the later day says that it began on the earlier one."""
        if (
            late.date is None
            or early.date is None
            or days_between(early.date, late.date) not in range(LONGEST_DAYS)
        ):
            return False
        return any(early.date.start in self._opened(article) for article in late.articles)

    def _opened(self, name: str) -> frozenset[str]:
        if name not in self._openings:
            article = self._articles.get(name)
            self._openings[name] = frozenset() if article is None else openings(article)
        return self._openings[name]

    def _venues_agree(self, one: Meeting, other: Meeting) -> bool:
        if one.venue is None or other.venue is None:
            return one.venue is other.venue or self._surely(one, other)
        if kilometres((one.venue.lat, one.venue.lon), (other.venue.lat, other.venue.lon)) <= NEAR_KM:
            return True
        return _within(one.venue, other.venue) and self._surely(one, other)

    def _surely(self, one: Meeting, other: Meeting) -> bool:
        """Whether the same parties met on the same first day, by what the articles say."""
        if (
            one.date is None
            or other.date is None
            or _full(one.date.start) is None
            or not _same_parties(one, other)
        ):
            return False
        return (
            one.date.start == other.date.start
            or self._names_opening(one, other)
            or self._names_opening(other, one)
        )


def openings(article: Article) -> frozenset[str]:
    """Return the days (YYYY-MM-DD) on which an article says that something began, the last ones before it."""
    if article.published is None:
        return frozenset()
    days = set()
    for found in OPENING.finditer(article.text):
        month = MONTHS.index((found["month"] or found["month2"]).lower()) + 1
        for year in (article.published.year, article.published.year - 1):
            day = _full(f"{year}-{month:02}-{int(found['day'] or found['day2']):02}")
            if day is not None and day <= article.published:
                days.add(day.isoformat())
                break
    return frozenset(days)


def _share_actors(one: Meeting, other: Meeting) -> bool:
    first, second = _ids(one), _ids(other)
    shared = len(first & second)
    return shared > 0 and shared >= SHARED * min(len(first), len(second))


def _same_parties(one: Meeting, other: Meeting) -> bool:
    """Whether all parties of one account are those of the other; the host's country alone says little."""
    hosts = {meeting.venue.country for meeting in (one, other) if meeting.venue is not None}
    first, second = _ids(one), _ids(other)
    guests = [ids - hosts or ids for ids in (first, second)]
    return len(first & second) >= PARTIES and (guests[0] <= second or guests[1] <= first)


def _ids(meeting: Meeting) -> set[str | None]:
    return {p.actor.id for p in meeting.participations}


def _far_apart(one: DateSpan | None, other: DateSpan | None) -> bool:
    """Whether two days are so far apart that nothing joins them: asked most, and quickly answered."""
    if one is None or other is None or one.end is not None or other.end is not None or one.start == other.start:
        return False
    apart = days_between(one, other)
    return apart is not None and abs(apart) >= LONGEST_DAYS


def _in_one_span(one: DateSpan, other: DateSpan) -> bool:
    if any(_full(date.start) is None for date in (one, other)):
        return False
    return (one.end is not None or other.end is not None) and not dates_differ(one, other)


def _next_days(one: Meeting, other: Meeting) -> bool:
    if one.date is None or other.date is None:
        return False
    apart = days_between(one.date, other.date)
    return apart is not None and abs(apart) <= NEXT_DAYS


def days_between(one: DateSpan, other: DateSpan) -> int | None:
    """Return the days from the first day of one date to that of another; None where a day is not told."""
    first, second = _full(one.start), _full(other.start)
    return None if first is None or second is None else (second - first).days


@lru_cache(maxsize=50_000)
def _full(day: str) -> dt.date | None:
    if len(day) < FULL_DATE:
        return None
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        return None


def _stretch(day: dt.date) -> int:
    return day.toordinal() // LONGEST_DAYS


def _within(one: Place, other: Place) -> bool:
    """Whether one place is told only as the region or country in which the other lies."""
    if one.country is None or one.country != other.country:
        return False
    kinds = {one.precision, other.precision}
    apart = kilometres((one.lat, one.lon), (other.lat, other.lon))
    return Kind.COUNTRY in kinds or (Kind.REGION in kinds and apart <= VAGUE_KM)


def _rounds_agree(one: Meeting, other: Meeting) -> bool:
    first, second = _rounds(one), _rounds(other)
    return not first or not second or bool(first & second)


def _rounds(meeting: Meeting) -> set[str]:
    proofs = (*meeting.venue_evidence, *meeting.date_evidence, *meeting.status_evidence)
    return {found.lower() for proof in proofs for found in ROUND.findall(proof.sentence)}
