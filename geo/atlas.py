"""One atlas out of what was read in each article: the same meetings merged, every actor with its seat.

Two accounts from different articles are one meeting when they agree on the place (25 km, or none told), on the
date (the same, or untold by one of them but near in time and with the same status), and share half their actors.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from geo.actors import seat_query, state
from geo.contradictions import contradictions
from geo.model import ActorType, Atlas, DateSpan, Kind, Participation, Place, ReadingKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.correcting import Corrector
    from geo.gazetteer import Gazetteer
    from geo.model import Actor, Article, Evidence, Extraction, Meeting, Toponym

NEAR_KM = 25.0
NEAR_DAYS = 30
SHARED = 0.5
BAND = 0.25  # degrees of latitude, 27.8 km: near venues lie in the same band or the next
ID_DIGITS = 12
FULL_DATE = len("2017-01-23")


def build_atlas(
    extractions: Iterable[Extraction], gazetteer: Gazetteer, corrector: Corrector | None = None
) -> Atlas:
    """Merge what was read into one atlas; the same extractions in the same order give the same atlas.

    ``corrector`` puts articles right before they are merged, and meetings after it.
    """
    articles: list[Article] = []
    meetings: list[Meeting] = []
    unresolved: list[Toponym] = []
    skipped: list[tuple[str, str]] = []
    for read in extractions:
        extraction = read if corrector is None else corrector.on_extraction(read)
        articles.append(extraction.article)
        meetings.extend(extraction.meetings)
        unresolved.extend(t for t in extraction.toponyms if t.place is None and t.reading is ReadingKind.PLACE)
        if extraction.skipped is not None:
            skipped.append((extraction.article.id, extraction.skipped))
    merged = _with_ids(merge(meetings, articles))
    if corrector is not None:
        merged = corrector.on_meetings(merged, gazetteer, merge)
    actors = {p.actor.id: p.actor for meeting in merged for p in meeting.participations}
    return Atlas(
        articles=tuple(articles),
        meetings=tuple(merged),
        seats=seats((actors[name] for name in sorted(actors)), gazetteer),
        unresolved=tuple(unresolved),
        skipped=tuple(skipped),
    )


def merge(meetings: Iterable[Meeting], articles: Iterable[Article]) -> list[Meeting]:
    """Merge meetings that different articles tell of; the order is that of their first account."""
    published = {article.id: article.published for article in articles}
    merged: list[Meeting] = []
    accounts: list[list[Meeting]] = []
    bands: dict[int | None, list[int]] = {}
    for meeting in meetings:
        same = next((n for n in _candidates(meeting, bands) if _is_same(merged[n], meeting, published)), None)
        if same is None:
            bands.setdefault(_band(meeting), []).append(len(merged))
            merged.append(meeting)
            accounts.append([meeting])
        else:
            merged[same] = _joined(merged[same], meeting, published)
            accounts[same].append(meeting)
    return [_with_contradictions(one, told, published) for one, told in zip(merged, accounts, strict=True)]


def _with_contradictions(
    meeting: Meeting, accounts: Sequence[Meeting], published: Mapping[str, dt.date | None]
) -> Meeting:
    found = contradictions(accounts, published)
    return replace(meeting, contradictions=found) if found else meeting


def seats(actors: Iterable[Actor], gazetteer: Gazetteer) -> dict[str, Place]:
    """Return where the lines of each actor end; an actor without a known seat is left out."""
    found = ((actor.id, _seat(actor, gazetteer)) for actor in actors)
    return {name: place for name, place in found if place is not None}


def _seat(actor: Actor, gazetteer: Gazetteer) -> Place | None:
    if actor.type is ActorType.STATE:
        return gazetteer.capital(actor.id) or _named_seat(actor.id, gazetteer)
    name, lat, lon = seat_query(actor.id) or ("", None, None)
    if lat is None or lon is None:
        return None
    return Place(name=name, lat=lat, lon=lon, country=None, kind=Kind.CITY, source="table")


def _named_seat(alpha3: str, gazetteer: Gazetteer) -> Place | None:
    """Return the seat of a dissolved or disputed state: its town in the country where that lies today."""
    found = state(alpha3)
    if found is None or not found.capital:
        return None
    places = (candidate.place for candidate in gazetteer.candidates(found.capital))
    inside = (place for place in places if place.country == found.seat_country)
    return next(inside, None) or gazetteer.capital(found.seat_country)


def _band(meeting: Meeting) -> int | None:
    return None if meeting.venue is None else int(meeting.venue.lat // BAND)


def _candidates(meeting: Meeting, bands: Mapping[int | None, Sequence[int]]) -> Iterator[int]:
    """Yield the numbers of the meetings whose venue may be near, in the order in which they were met."""
    band = _band(meeting)
    near: tuple[int | None, ...] = (None,) if band is None else (band - 1, band, band + 1)
    yield from sorted(chain.from_iterable(bands.get(key, ()) for key in near))


def _is_same(one: Meeting, other: Meeting, published: Mapping[str, dt.date | None]) -> bool:
    return (
        not set(one.articles) & set(other.articles)  # an article knows its own meetings apart
        and _share_actors(one, other)
        and _dates_agree(one, other, published)
        and _same_venue(one.venue, other.venue)
    )


def _share_actors(one: Meeting, other: Meeting) -> bool:
    first, second = ({p.actor.id for p in meeting.participations} for meeting in (one, other))
    shared = len(first & second)
    return shared > 0 and shared >= SHARED * min(len(first), len(second))


def _dates_agree(one: Meeting, other: Meeting, published: Mapping[str, dt.date | None]) -> bool:
    if one.date is not None and other.date is not None:
        return one.date.start == other.date.start
    days = [_day(meeting, published) for meeting in (one, other)]
    if one.status is not other.status or days[0] is None or days[1] is None:
        return False
    return abs((days[0] - days[1]).days) <= NEAR_DAYS


def _day(meeting: Meeting, published: Mapping[str, dt.date | None]) -> dt.date | None:
    """Return the meeting's day, or the day on which it was told of."""
    if meeting.date is None:
        return next((day for day in map(published.get, meeting.articles) if day is not None), None)
    if len(meeting.date.start) < FULL_DATE:
        return None
    try:
        return dt.date.fromisoformat(meeting.date.start)
    except ValueError:
        return None


def _same_venue(one: Place | None, other: Place | None) -> bool:
    from geopy.distance import great_circle  # geopy is slow to import

    if one is None or other is None:
        return one is other
    return bool(great_circle((one.lat, one.lon), (other.lat, other.lon)).km <= NEAR_KM)


def _joined(one: Meeting, other: Meeting, published: Mapping[str, dt.date | None]) -> Meeting:
    """Return one meeting with the evidence of both; its status is that of the article published last."""
    later = other if _told(other, published) > _told(one, published) else one
    return replace(
        one,
        articles=tuple(dict.fromkeys(one.articles + other.articles)),
        venue=_closer(one.venue, other.venue),
        date=_fuller(one.date, other.date),
        status=later.status,
        participations=tuple(_participations(one.participations + other.participations)),
        confidence=max(one.confidence, other.confidence),
        venue_evidence=_both(one.venue_evidence, other.venue_evidence),
        date_evidence=_both(one.date_evidence, other.date_evidence),
        status_evidence=_both(later.status_evidence, one.status_evidence, other.status_evidence),
        label=one.label or other.label,
    )


def _told(meeting: Meeting, published: Mapping[str, dt.date | None]) -> dt.date:
    return max((day for day in map(published.get, meeting.articles) if day is not None), default=dt.date.min)


def _closer(one: Place | None, other: Place | None) -> Place | None:
    """Return the more precise of two near places: a site tells more than its city."""
    sites = [place for place in (one, other) if place is not None and place.precision is Kind.SITE]
    return sites[0] if sites else one


def _fuller(one: DateSpan | None, other: DateSpan | None) -> DateSpan | None:
    known = [date for date in (one, other) if date is not None]
    return next((date for date in known if date.end is not None), known[0] if known else None)


def _participations(told: Sequence[Participation]) -> Iterator[Participation]:
    """Yield each actor once: its role by the surest account, with the evidence of all."""
    for actor in dict.fromkeys(p.actor.id for p in told):
        accounts = [p for p in told if p.actor.id == actor]
        surest = max(accounts, key=lambda p: p.confidence)
        yield replace(surest, evidence=_both(surest.evidence, *(p.evidence for p in accounts)))


def _both(*evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(evidence)))


def _with_ids(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Give each meeting an id out of its venue, date and actors, the same in every build."""
    taken: dict[str, int] = {}
    named = []
    for meeting in meetings:
        name = _hash(meeting)
        taken[name] = taken.get(name, 0) + 1
        named.append(replace(meeting, id=name if taken[name] == 1 else f"{name}-{taken[name]}"))
    return named


def _hash(meeting: Meeting) -> str:
    venue = meeting.venue.name if meeting.venue else ""
    date = meeting.date.start if meeting.date else ""
    actors = sorted(p.actor.id for p in meeting.participations)
    return hashlib.sha256("\x1f".join((venue, date, *actors)).encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]
