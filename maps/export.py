"""Extractions as plain rows: the contract's JSONL, and the whole of an article with its reasons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Evidence, Extraction, Meeting, Participation, Place, Toponym

Row = dict[str, Any]


def meeting_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield one row for each meeting of an article: article, venue, date, status, actors, evidence."""
    for meeting in extraction.meetings:
        yield {
            "article": extraction.article.id,
            "venue": None if meeting.venue is None else place_row(meeting.venue),
            "date": None if meeting.date is None else {"start": meeting.date.start, "end": meeting.date.end},
            "status": str(meeting.status),
            "actors": [_actor_row(participation) for participation in meeting.participations],
            "evidence": [row for what, told in _proofs(meeting) for row in _evidence_rows(what, told)],
            "confidence": round(meeting.confidence, 3),
        }


def toponym_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield one row for each toponym of an article: offsets, text, coordinates, reading."""
    for toponym in extraction.toponyms:
        yield _toponym_row(toponym)


def explain_row(extraction: Extraction) -> Row:
    """Return everything that was read out of an article, each piece with the rule that read it."""
    article = extraction.article
    return {
        "article": article.id,
        "title": article.title,
        "published": None if article.published is None else article.published.isoformat(),
        "source": article.source,
        "url": article.url,
        "text": article.text,
        "skipped": extraction.skipped,
        "toponyms": [
            {**_toponym_row(t), "place": None if t.place is None else place_row(t.place), "rule": t.rule}
            for t in extraction.toponyms
        ],
        "meetings": list(meeting_rows(extraction)),
    }


def place_row(place: Place) -> Row:
    """Return a place as the contract writes a venue, with where its coordinates come from."""
    return {
        "name": place.name,
        "kind": str(place.kind),
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": str(place.precision),
        "source": place.source,
    }


def json_line(row: Row) -> str:
    """Return a row as one line of JSON, all ASCII: no character of an article can act on a terminal or a log."""
    return json.dumps(row, ensure_ascii=True, allow_nan=False)


def _toponym_row(toponym: Toponym) -> Row:
    place = toponym.place
    return {
        "article": toponym.article,
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
        "geonameid": None if place is None else place.geonameid,
        "reading": str(toponym.reading),
        "confidence": round(toponym.confidence, 3),
    }


def _actor_row(participation: Participation) -> Row:
    return {
        "actor": participation.actor.id,
        "name": participation.name,
        "type": str(participation.actor.type),
        "role": str(participation.role),
        "confidence": round(participation.confidence, 3),
    }


def _proofs(meeting: Meeting) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    yield "venue", meeting.venue_evidence
    yield "date", meeting.date_evidence
    yield "status", meeting.status_evidence
    for participation in meeting.participations:
        yield participation.actor.id, participation.evidence


def _evidence_rows(what: str, told: tuple[Evidence, ...]) -> Iterator[Row]:
    """Yield evidence rows; ``for`` is ``venue``, ``date``, ``status`` or the id of the actor it stands for."""
    for proof in told:
        yield {
            "for": what,
            "article": proof.article,
            "start": proof.start,
            "end": proof.end,
            "sentence": proof.sentence,
            "rule": proof.rule,
            "marks": [list(mark) for mark in proof.marks],
        }
