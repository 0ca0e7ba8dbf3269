"""An atlas as tables: the one view that every export, every data frame and the data dictionary are made from.

A table is a list of rows (dictionaries) with the columns that ``geo.columns`` describes. Ids are the same in every
format and in every build of the same meetings. Text loses what some format cannot hold (control characters and
unpaired surrogates become U+FFFD, one for one, so that offsets still count): all formats hold the same text.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from geo.columns import BY_NAME, Type
from geo.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Actor, Atlas, DateSpan, Evidence, Meeting, Participation, Place

Row = dict[str, Any]

ID_DIGITS = 12
KEPT = 5  # decimals that the page keeps
NEAR = 2  # decimals of a degree: the same name this near is the same venue
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 cannot hold


def rows(atlas: Atlas, name: str) -> list[Row]:
    """Return the rows of a table of ``atlas`` by the table's name. Raises KeyError for a name that is none."""
    numbers = {column.name for column in BY_NAME[name].columns if column.type is Type.NUMBER}
    return [{key: _fit(value, key in numbers) for key, value in row.items()} for row in _MAKERS[name](atlas)]


def _fit(value: Any, is_number: bool) -> Any:
    if is_number and value is not None:
        return float(value)
    return clean(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """``text`` with each character that XML cannot hold as U+FFFD: the length stays the same."""
    return UNFIT.sub("\ufffd", text)


def stable_id(*parts: object) -> str:
    """Return a short id made from what it names: the same in every build and format."""
    whole = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()[:ID_DIGITS]


def venue_id(place: Place) -> str:
    """Return the id of a venue; the same place by another source is the same venue."""
    return stable_id("venue", place.name, place.country, _near(place.lat), _near(place.lon))


def _near(degrees: float) -> str:
    """Write a coordinate roughly; a map, which keeps five decimals, gives the same."""
    return f"{round(degrees, KEPT):.{NEAR}f}"


def first_day(date: DateSpan | None) -> dt.date | None:
    """Return the earliest day that a date can mean; None where it is no day of the calendar."""
    return None if date is None else _day(date.start, last=False)


def last_day(date: DateSpan | None) -> dt.date | None:
    """Return the latest day that a date can mean; None where it is no day of the calendar."""
    return None if date is None else _day(date.end or date.start, last=True)


def _day(told: str, *, last: bool) -> dt.date | None:
    year, month, day = ([int(part) for part in told.split("-")] + [0, 0])[:3]
    try:
        month = month or (12 if last else 1)
        return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None


def link_groups(atlas: Atlas) -> dict[tuple[str, str], list[tuple[Meeting, Participation]]]:
    """Group the participations at known venues by (venue id, actor id), in the order of the meetings."""
    groups: dict[tuple[str, str], list[tuple[Meeting, Participation]]] = {}
    for meeting in atlas.meetings:
        if meeting.venue is not None:
            for part in meeting.participations:
                groups.setdefault((venue_id(meeting.venue), part.actor.id), []).append((meeting, part))
    return groups


def link_ends(atlas: Atlas) -> dict[str, tuple[Place, Place] | None]:
    """For each link's id the places (seat, venue) that its line joins; None where there is nothing to draw."""
    ends: dict[str, tuple[Place, Place] | None] = {}
    for (venue, actor), members in link_groups(atlas).items():
        seat, place = atlas.seats.get(actor), members[0][0].venue
        apart = seat is not None and place is not None and (seat.lat, seat.lon) != (place.lat, place.lon)
        ends[stable_id("link", venue, actor)] = (seat, place) if apart and seat and place else None
    return ends


def _linked(meetings: Iterable[Meeting]) -> Row:
    """Columns that venues and links share."""
    all_of = {meeting.id: meeting for meeting in meetings}
    dates = sorted(meeting.date.start for meeting in all_of.values() if meeting.date)
    return {
        "meetings": len(all_of),
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
    }


def _venues(atlas: Atlas) -> Iterator[Row]:
    groups: dict[str, list[Meeting]] = {}
    for meeting in atlas.meetings:
        if meeting.venue is not None:
            groups.setdefault(venue_id(meeting.venue), []).append(meeting)
    for name, meetings in groups.items():
        place = meetings[0].venue
        if place is not None:
            yield {
                "id": name,
                "name": place.name,
                "country": place.country,
                "lat": place.lat,
                "lon": place.lon,
                "kind": str(place.kind),
                "precision": str(place.precision),
                "source": place.source,
                "geonameid": place.geonameid,
                **_linked(meetings),
            }


def _actors(atlas: Atlas) -> Iterator[Row]:
    actors: dict[str, Actor] = {}
    counts: Counter[str] = Counter()
    for meeting in atlas.meetings:
        present = {part.actor.id: part.actor for part in meeting.participations}
        counts.update(present.keys())
        for name, actor in present.items():
            actors.setdefault(name, actor)
    for name in sorted(actors):
        seat = atlas.seats.get(name)
        yield {
            "id": name,
            "name": actors[name].name,
            "type": str(actors[name].type),
            "seat": seat and seat.name,
            "seat_lat": seat and seat.lat,
            "seat_lon": seat and seat.lon,
            "meetings": counts[name],
        }


def _articles(atlas: Atlas) -> Iterator[Row]:
    for article in atlas.articles:
        yield {
            "id": article.id,
            "title": article.title,
            "published": article.published,
            "source": article.source,
            "url": article.url if (article.url or "").startswith(("http://", "https://")) else None,
        }


def _meetings(atlas: Atlas) -> Iterator[Row]:
    for meeting in atlas.meetings:
        place = meeting.venue
        yield {
            "id": meeting.id,
            "label": meeting.label or None,
            "venue": place and venue_id(place),
            "venue_name": place and place.name,
            "country": place and place.country,
            "lat": place and place.lat,
            "lon": place and place.lon,
            "date_start": meeting.date and meeting.date.start,
            "date_end": meeting.date and meeting.date.end,
            "first_day": first_day(meeting.date),
            "last_day": last_day(meeting.date),
            "status": str(meeting.status),
            "confidence": meeting.confidence,
            "actors": len({part.actor.id for part in meeting.participations}),
            "articles": len(meeting.articles),
        }


def _participations(atlas: Atlas) -> Iterator[Row]:
    for meeting in atlas.meetings:
        taken: Counter[str] = Counter()
        for part in meeting.participations:
            taken[part.actor.id] += 1
            yield {
                "id": stable_id("participation", meeting.id, part.actor.id, taken[part.actor.id]),
                "meeting": meeting.id,
                "actor": part.actor.id,
                "name": part.name,
                "role": str(part.role),
                "confidence": part.confidence,
            }


def _links(atlas: Atlas) -> Iterator[Row]:
    for (venue, actor), members in link_groups(atlas).items():
        meeting, part = members[0]
        roles = Counter(one.role for _, one in members)
        yield {
            "id": stable_id("link", venue, actor),
            "venue": venue,
            "venue_name": meeting.venue and meeting.venue.name,
            "actor": actor,
            "actor_name": part.actor.name,
            "role": str(max(Role, key=lambda role: roles[role])),
            **_linked(one for one, _ in members),
            "confidence": max(one.confidence for _, one in members),
        }


def _evidence(atlas: Atlas) -> Iterator[Row]:
    taken: Counter[str] = Counter()
    for meeting in atlas.meetings:
        for proves, actor, proof in _proofs(meeting):
            first = stable_id("evidence", meeting.id, proves, actor, proof.article, proof.start, proof.rule)
            taken[first] += 1
            yield {
                "id": first if taken[first] == 1 else f"{first}-{taken[first]}",
                "meeting": meeting.id,
                "proves": proves,
                "actor": actor,
                "article": proof.article,
                "start": proof.start,
                "end": proof.end,
                "sentence": proof.sentence,
                "rule": proof.rule,
                "marks": json.dumps([list(mark) for mark in proof.marks]),
            }


def _proofs(meeting: Meeting) -> Iterator[tuple[str, str | None, Evidence]]:
    told = (
        ("venue", meeting.venue_evidence),
        ("date", meeting.date_evidence),
        ("status", meeting.status_evidence),
    )
    for proves, proofs in told:
        for proof in proofs:
            yield proves, None, proof
    for part in meeting.participations:
        for proof in part.evidence:
            yield "participation", part.actor.id, proof


def _tellings(atlas: Atlas) -> Iterator[Row]:
    for meeting in atlas.meetings:
        for article in dict.fromkeys(meeting.articles):
            yield {"meeting": meeting.id, "article": article}


def _flat(atlas: Atlas) -> Iterator[Row]:
    urls = {row["id"]: row["url"] for row in _articles(atlas)}
    for meeting in atlas.meetings:
        for part in meeting.participations or (None,):
            proof = part.evidence[0] if part is not None and part.evidence else None
            article = proof.article if proof else next(iter(meeting.articles), None)
            yield {
                "meeting": meeting.id,
                "label": meeting.label or None,
                "date_start": meeting.date and meeting.date.start,
                "date_end": meeting.date and meeting.date.end,
                "status": str(meeting.status),
                "venue": meeting.venue and meeting.venue.name,
                "country": meeting.venue and meeting.venue.country,
                "lat": meeting.venue and meeting.venue.lat,
                "lon": meeting.venue and meeting.venue.lon,
                "actor": part and part.actor.id,
                "actor_name": part and part.actor.name,
                "actor_type": part and str(part.actor.type),
                "role": part and str(part.role),
                "confidence": meeting.confidence if part is None else part.confidence,
                "sentence": proof and proof.sentence,
                "article": article,
                "url": urls.get(article or ""),
            }


_MAKERS = {
    "venues": _venues,
    "actors": _actors,
    "articles": _articles,
    "meetings": _meetings,
    "participations": _participations,
    "links": _links,
    "evidence": _evidence,
    "tellings": _tellings,
    "flat": _flat,
}
