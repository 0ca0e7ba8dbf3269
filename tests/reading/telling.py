"""What the reader makes of a text, said as a person would say it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo.model import Article

if TYPE_CHECKING:
    from geo.model import DateSpan, Extraction, Meeting
    from geo.reader import Reader

DAY = "2024-06-12"  # a Wednesday

# Venue name, status, date or span, role by actor id.
Told = tuple[str | None, str, str | None, dict[str, str]]


class Teller:
    """Reads short texts, published on ``day`` (ISO date), and tells what came out; each text is read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[str, str | None], Extraction] = {}

    def extraction(self, text: str, day: str | None = DAY) -> Extraction:
        """Give all that the reader took out of a text."""
        if (text, day) not in self._read:
            published = dt.date.fromisoformat(day) if day else None
            (self._read[text, day],) = self._reader.read([Article("test", text, published)])
        return self._read[text, day]

    def __call__(self, text: str, day: str | None = DAY) -> list[Told]:
        """Give the meetings of a text in short, in the order of the text."""
        return [told(m) for m in self.extraction(text, day).meetings]

    def venues(self, text: str, day: str | None = DAY) -> list[str]:
        """Give the names of the venues."""
        return [venue for venue, *_ in self(text, day) if venue is not None]

    def only(self, text: str, day: str | None = DAY) -> Told:
        """Give the only meeting of a text."""
        (found,) = self(text, day)
        return found

    def actors(self, text: str, day: str | None = DAY) -> set[str]:
        """Give the ids of all who are joined to any meeting, but for a host that is only implied."""
        return {
            p.actor.id
            for m in self.extraction(text, day).meetings
            for p in m.participations
            if not all(e.rule.startswith("implied") for e in p.evidence)
        }


def told(meeting: Meeting) -> Told:
    """Give one meeting in short."""
    venue = meeting.venue.name if meeting.venue is not None else None
    roles = {p.actor.id: p.role.value for p in meeting.participations}
    return (venue, meeting.status.value, span(meeting.date), roles)


def span(date: DateSpan | None) -> str | None:
    """Give a date as ``start`` or ``start/end``."""
    if date is None:
        return None
    return date.start if date.end is None else f"{date.start}/{date.end}"


def bug(*values: object, reason: str) -> Any:
    """Give a row of a table that the reader gets wrong today; it fails as soon as the reader gets it right."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))
