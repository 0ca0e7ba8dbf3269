"""The map without a script: its meetings as a plain list, for browsers that run none, and for printing."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from geo.model import ActorType, Role
from maps.still import still

if TYPE_CHECKING:
    from geo.model import Atlas, DateSpan, Meeting

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NOTE = "This browser runs no script: here is a still picture of the map, with its meetings."
BORDERS = "Borders on the map: Natural Earth, near to UN usage, for orientation only; no endorsement."


def markup(text: str) -> str:
    """Escape text for HTML; what UTF-8 or HTML cannot carry becomes the replacement character."""
    return UNPRINTABLE.sub("\ufffd", escape(text))


def plain_list(atlas: Atlas) -> str:
    """Give the meetings of an atlas as HTML, in order of date."""
    meetings = sorted(atlas.meetings, key=lambda meeting: meeting.date.start if meeting.date else "~")
    items = "".join(f"<li>{line(meeting)}</li>" for meeting in meetings)
    return f"<p>{NOTE}</p>{still(atlas)}<ul>{items}</ul><p>{BORDERS}</p>"


def headline(value: dict[str, Any]) -> str:
    """Give the title and what the map holds as HTML, out of its payload: the first thing that a reader sees."""
    states = sum(actor["type"] == ActorType.STATE for actor in value["actors"])
    days = sorted(day for meeting in value["meetings"] for day in meeting.get("date", ()))
    years = dict.fromkeys(day[:4] for day in (*days[:1], *days[-1:]))
    facts = (
        many(len(value["meetings"]), "meeting"),
        many(len(value["venues"]), "venue"),
        many(states, "state"),
        "\u2013".join(years),
    )
    summary = " \u00b7 ".join(filter(None, facts))
    return (
        f'<div class="headline"><h1 dir="auto">{markup(value["title"])}</h1><p class="summary">{summary}</p></div>'
    )


def many(number: int, word: str) -> str:
    """Give a number with its word: ``1,273 meetings``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


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
