"""One atlas out of what was read in each article: the same meetings merged, every actor with its seat."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import replace
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, NamedTuple

from geo.actors import seat_query, state
from geo.contradictions import contradictions
from geo.geodesics import kilometres
from geo.model import ActorType, Atlas, DateSpan, Kind, Participation, Place, ReadingKind, Role, Status
from geo.sameness import NEAR_KM, Sameness, days_between

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from geo.correcting import Corrector
    from geo.gazetteer import Gazetteer
    from geo.model import Actor, Article, Evidence, Extraction, Meeting, Toponym

PARTIES_LOOKED_UP = 8
PRECISION = (Kind.SITE, Kind.CITY, Kind.REGION, Kind.COUNTRY)
BAND = 0.25  # degrees of latitude, 27.8 km: near venues lie in the same band or the next
ID_DIGITS = 12


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
    merged = _one_place_each(merged)
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
    told = list(articles)
    published = {article.id: article.published for article in told}
    sameness = Sameness(told)
    merged: list[Meeting] = []
    accounts: list[list[Meeting]] = []
    places = _Places(sameness)
    for meeting in meetings:
        known_by = places.keys(meeting)
        fitting = [n for n in places.near(known_by) if sameness.is_same(merged[n], meeting)]
        same = min(fitting, key=lambda n: (merged[n].date != meeting.date, n), default=None)
        if same is None:
            same = len(merged)
            merged.append(meeting)
            accounts.append([meeting])
        else:
            merged[same] = _joined(merged[same], meeting, published)
            accounts[same].append(meeting)
        places.add(known_by, same)
    return [_with_contradictions(one, told, published) for one, told in zip(merged, accounts, strict=True)]


class _Keys(NamedTuple):
    """By what an account is looked up."""

    band: int | None
    actors: Sequence[str]
    times: Collection[int | str]
    parties: Sequence[tuple[str, ...]]
    """Two parties and a first day."""


class _Places:
    """Finds the meetings that an account may be of.

    They share an actor and a stretch of time, or a first day as it is told, and lie in one band of latitude or the
    next; or they share two parties on a first day, wherever they are. See ``geo.sameness``.
    """

    def __init__(self, sameness: Sameness) -> None:
        self._sameness = sameness
        self._known: dict[tuple[int | None, str, int | str], set[int]] = defaultdict(set)
        self._parties: dict[tuple[str, ...], set[int]] = defaultdict(set)

    def keys(self, meeting: Meeting) -> _Keys:
        actors = sorted({p.actor.id for p in meeting.participations})
        pairs = list(combinations(actors[:PARTIES_LOOKED_UP], 2))
        parties = [(day, *pair) for day in self._sameness.first_days(meeting) for pair in pairs]
        return _Keys(_band(meeting), actors, self._sameness.times(meeting), parties)

    def add(self, keys: _Keys, number: int) -> None:
        for key in product((keys.band,), keys.actors, keys.times):
            self._known[key].add(number)
        for pair in keys.parties:
            self._parties[pair].add(number)

    def near(self, keys: _Keys) -> list[int]:
        """Return their numbers, in the order in which they were met."""
        band = keys.band
        bands: tuple[int | None, ...] = (None,) if band is None else (band - 1, band, band + 1)
        times = {near for time in keys.times for near in _neighbours(time)}
        found: set[int] = set()
        for key in product(bands, keys.actors, times):
            found.update(self._known.get(key, ()))
        return sorted(found.union(*(self._parties.get(pair, ()) for pair in keys.parties)))


def _neighbours(time: int | str) -> tuple[int | str, ...]:
    return (time,) if isinstance(time, str) else (time - 1, time, time + 1)


def _with_contradictions(
    meeting: Meeting, accounts: Sequence[Meeting], published: Mapping[str, dt.date | None]
) -> Meeting:
    found = contradictions(accounts, published)
    return replace(meeting, contradictions=found) if found else meeting


def _one_place_each(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Put one place for what two sources place a little apart; the hand-kept one, else the one told first.

    Otherwise one town would be two venues. What an analyst has placed is left where it is.
    """
    told = list(meetings)
    known: dict[tuple[str, str | None, Kind], list[Place]] = defaultdict(list)
    venues = [meeting.venue for meeting in told if meeting.venue is not None and meeting.venue.corrected is None]
    for place in sorted(dict.fromkeys(venues), key=lambda place: not place.by_hand):
        if _agreed(place, known) == place:
            known[place.name, place.country, place.kind].append(place)
    return [
        meeting if meeting.venue is None else replace(meeting, venue=_agreed(meeting.venue, known))
        for meeting in told
    ]


def _agreed(place: Place, known: Mapping[tuple[str, str | None, Kind], Sequence[Place]]) -> Place:
    same = () if place.corrected else known.get((place.name, place.country, place.kind), ())
    near = (one for one in same if kilometres((one.lat, one.lon), (place.lat, place.lon)) <= NEAR_KM)
    return next(near, place)


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


def _joined(one: Meeting, other: Meeting, published: Mapping[str, dt.date | None]) -> Meeting:
    """Return one meeting with the evidence of both; its status is that of the article published last.

    What was held once is no plan again: a later article that still calls it one is behind the times.
    """
    earlier, later = (one, other) if _told(other, published) > _told(one, published) else (other, one)
    last = earlier if _went_back(earlier.status, later.status) else later
    return replace(
        one,
        articles=tuple(dict.fromkeys(one.articles + other.articles)),
        venue=_closer(one.venue, other.venue),
        date=_joined_date(one, other),
        status=last.status,
        participations=tuple(_participations(one.participations + other.participations)),
        confidence=max(one.confidence, other.confidence),
        venue_evidence=_both(one.venue_evidence, other.venue_evidence),
        date_evidence=_both(one.date_evidence, other.date_evidence),
        status_evidence=_both(last.status_evidence, one.status_evidence, other.status_evidence),
        label=one.label or other.label,
    )


def _told(meeting: Meeting, published: Mapping[str, dt.date | None]) -> dt.date:
    return max((day for day in map(published.get, meeting.articles) if day is not None), default=dt.date.min)


def _closer(one: Place | None, other: Place | None) -> Place | None:
    """Return the more precise of two near places: a site tells more than its city, any place more than none."""
    told = [place for place in (one, other) if place is not None]
    return min(told, key=lambda place: PRECISION.index(place.precision), default=None)


def _went_back(before: Status, after: Status) -> bool:
    return before in {Status.HELD, Status.ONGOING} and after in {Status.PLANNED, Status.PROPOSED}


def _joined_date(one: Meeting, other: Meeting) -> DateSpan | None:
    """Return the first day told, and the last one where one tells a span; a plan gives way to what came of it."""
    if one.date is None or other.date is None:
        return one.date or other.date
    known = [meeting.date for meeting in (one, other) if meeting.date is not None]
    planned = [meeting.status in {Status.PLANNED, Status.PROPOSED} for meeting in (one, other)]
    if one.date.start != other.date.start and planned[0] != planned[1]:
        return known[planned[0]] if abs(days_between(one.date, other.date) or 0) > 1 else min(known, key=_start)
    return min(known, key=lambda date: (date.start, date.end is None))


def _start(date: DateSpan) -> str:
    return date.start


def _participations(told: Sequence[Participation]) -> Iterator[Participation]:
    """Yield each actor once: its role by the surest account, with the evidence of all."""
    for actor in dict.fromkeys(p.actor.id for p in told):
        accounts = [p for p in told if p.actor.id == actor]
        came = [p for p in accounts if p.role is not Role.INVITED] or accounts
        surest = max(came, key=lambda p: p.confidence)
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
