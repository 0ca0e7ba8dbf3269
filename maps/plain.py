"""The map without a script: its meetings as a plain list, for browsers that run none, and for printing."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from geo.model import Role
from maps.still import still

if TYPE_CHECKING:
    from geo.model import Atlas, DateSpan, Meeting

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NOTE = "This browser runs no script: here is a still picture of the map, with its meetings."
BORDERS = "Borders on the map: Natural Earth, near to UN usage, for orientation only; no endorsement."


def markup(text: str) -> str:
    """Escape text for HTML; what UTF-8 or HTML cannot carry becomes the replacement character."""
    return UNPRINTABLE.sub("\ufffd", escape(text))


def plain_list(atlas: Atlas, title: str) -> str:
    """Give the meetings of an atlas as HTML, in order of date."""
    meetings = sorted(atlas.meetings, key=lambda meeting: meeting.date.start if meeting.date else "~")
    items = "".join(f"<li>{line(meeting)}</li>" for meeting in meetings)
    return f"<h1>{markup(title)}</h1><p>{NOTE}</p>{still(atlas)}<ul>{items}</ul><p>{BORDERS}</p>"


def line(meeting: Meeting) -> str:
    """Give one meeting: date, place, status, and who in which role."""
    venue = meeting.venue.name if meeting.venue else "place not told"
    head = f"{span(meeting.date)}, <b>{markup(venue)}</b> ({meeting.status})"
    roles = "; ".join(part for role in Role if (part := role_part(meeting, role)))
    return f"{head}: {roles}" if roles else head


def role_part(meeting: Meeting, role: Role) -> str:
    """Give all actors of one role, or nothing."""
    names = [markup(part.actor.name) for part in meeting.participations if part.role is role]
    return f"{role}: {', '.join(names)}" if names else ""


def span(date: DateSpan | None) -> str:
    """Give a date as it stands, for a reader."""
    if date is None:
        return "date not told"
    return f"{date.start} to {date.end}" if date.end else date.start
