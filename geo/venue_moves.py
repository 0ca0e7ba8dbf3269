"""A meeting's venue put elsewhere or taken away: the host changes with the country where that was implied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.actors import find_actor
from geo.model import Participation, Role
from geo.placenames import normalise

if TYPE_CHECKING:
    from geo.model import Meeting, Place

IMPLIED = "implied"
HOSTING = "host"
IMPLIED_SURE = 0.6


def move_venue(meeting: Meeting, place: Place) -> Meeting:
    """Return the meeting at another place; its country's state is host unless the text gives it another part."""
    old = None if meeting.venue is None else meeting.venue.country
    if old == place.country:
        return replace(meeting, venue=place)
    parts = _without_host(meeting, old)
    there = next((p for p in parts if p.actor.id == place.country), None)
    if there is not None and there.role is Role.PARTICIPANT:
        parts = [replace(p, role=Role.HOST) if p is there else p for p in parts]
    actor = find_actor(place.country or "")
    if there is None and actor is not None:
        proof = tuple(replace(e, rule="implied: the venue lies there") for e in meeting.venue_evidence[:1])
        parts.append(Participation(actor, place.name, Role.HOST, IMPLIED_SURE, proof))
    return replace(meeting, venue=place, participations=tuple(parts))


def drop_venue(meeting: Meeting) -> Meeting:
    """Return the meeting without its venue, and without the host that followed from it."""
    old = None if meeting.venue is None else meeting.venue.country
    return replace(meeting, venue=None, venue_evidence=(), participations=tuple(_without_host(meeting, old)))


def _without_host(meeting: Meeting, country: str | None) -> list[Participation]:
    kept = []
    for part in meeting.participations:
        rules = [proof.rule for proof in part.evidence]
        if part.actor.id != country or part.role is not Role.HOST or any(HOSTING in rule for rule in rules):
            kept.append(part)
        elif not all(rule.startswith(IMPLIED) for rule in rules):
            kept.append(replace(part, role=Role.PARTICIPANT))
    return kept


def venue_marks(meeting: Meeting) -> set[str]:
    """Return the normalised words by which the text names the venue."""
    return {
        normalise(proof.sentence[start - proof.start : end - proof.start])
        for proof in meeting.venue_evidence
        for start, end in proof.marks
    }


def venue_names(meeting: Meeting) -> set[str]:
    """Return the normalised names of a meeting's venue: its own, and those in the text."""
    return venue_marks(meeting) | ({normalise(meeting.venue.name)} if meeting.venue is not None else set())
