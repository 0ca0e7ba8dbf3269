"""When an event is and how far it has come: the date phrase that belongs to it, and its status."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.cues import cues
from geo.dates import Direction
from geo.event import is_event
from geo.journeys import comes_back
from geo.model import DateSpan, Status
from geo.status import BY_DEFAULT, FUTURE_MODALS, TIMETABLE, auxiliaries, before_prep
from geo.syntax import clause_verb, distance, event_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.dates import DatePhrase
    from geo.event import Event

FAR = 5.5
DAY = len("2017-01-23")
LONG = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
ENDING = frozenset({"end", "conclude", "close", "finish", "wrap", "complete"})
SHARED = 1.5
LONG_AGO = 200
SOON = 120
YEAR_ONLY = 4


def find_phrase(event: Event, phrases: list[DatePhrase], rivals: list[Event]) -> DatePhrase | None:
    """Choose the date phrase of the event's sentence that tells when it is, or None.

    ``rivals`` are the sentence's other events: what is much nearer to one of them is theirs.
    """
    best: tuple[float, DatePhrase] | None = None
    if event.family == "travel" and comes_back(event.trigger):
        return None  # it tells the day of the return
    for phrase in phrases:
        if phrase.rule in {"before", "until"} or (phrase.rule == "since" and not _lasts_since(event)):
            continue
        cost = _cost(event, phrase)
        others = [c for r in rivals if (c := _cost(r, phrase)) is not None]
        if cost is not None and others and cost > min(others) + SHARED:
            continue
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, phrase)
    return best[1] if best is not None else None


def _lasts_since(event: Event) -> bool:
    """Tell "has been in Bern for talks since Monday", when it began, from "the worst since Monday"."""
    verb = clause_verb(event.trigger)
    if verb is None or not auxiliaries(verb) & {"has", "have", "had"}:
        return False
    return verb.lemma_ in {"be", "meet", "sit", "negotiate"} and event.family in {"talks", "meet"}


def _cost(event: Event, phrase: DatePhrase) -> float | None:
    scene = event.scene
    span = scene.doc.char_span(
        phrase.start - scene.sentence.offset, phrase.end - scene.sentence.offset, alignment_mode="expand"
    )
    if span is None or len(span) == 0:
        return None
    token = span.root
    owner = _dated_noun(token)
    if owner is not None and event.trigger not in {owner, owner.head}:
        return None
    at = token
    while at.dep_ in {"pobj", "pcomp", "nummod", "compound", "appos"} and at.head != at:
        at = at.head
    governor = (
        at.head
        if at.dep_ in {"prep", "npadvmod", "advmod", "nmod", "dobj", "amod", "poss", "dep", "nsubj"}
        else at
    )
    if at.lower_ == "of" and _has_its_own_day(at.head):
        return None
    targets = [event.trigger, *event_verbs(event.trigger)[:2], *_journey(event)]
    steps = min(distance(governor, t) for t in targets)
    verb = clause_verb(governor)
    if verb is not None and verb.lemma_ in cues().report_verbs and verb not in event_verbs(event.trigger):
        steps += 6
    elif verb is not None and verb not in {*event_verbs(event.trigger), *targets} and verb.head != event.trigger:
        steps += 3
    anchor = event.setting.spot.last if event.setting is not None else event.trigger.i
    linear = min(abs(token.i - anchor), abs(token.i - event.trigger.i)) / 10
    return steps + linear if steps + linear <= FAR else None


def _has_its_own_day(noun: Token) -> bool:
    """Tell "the attack of October 7", which has the day, from "the meeting of October 7", "the end of May"."""
    return noun.pos_ == "NOUN" and not is_event(noun) and noun.ent_type_ not in {"DATE", "TIME"}


def _journey(event: Event) -> list[Token]:
    """Give the verb before "where": "On Monday he was in Oslo, where he met the minister" has one day."""
    if event.setting is None or event.setting.rule not in {"where they met", "on a visit there"}:
        return []
    verb = clause_verb(event.scene.doc[event.setting.spot.first])
    if verb is None or verb.lemma_ in cues().report_verbs:
        return []
    past = verb.tag_ in {"VBD", "VBN"} and not auxiliaries(verb) & FUTURE_MODALS
    return [verb] if past == (event.status is Status.HELD) else []


def _dated_noun(token: Token) -> Token | None:
    """Give the meeting that a date stands before, as in "the 26 February meeting"."""
    at = token
    while at.dep_ in {"det", "nummod", "compound", "nmod", "amod", "npadvmod"} and at.head.i > at.i:
        at = at.head
        if is_event(at):
            return at
    return None


def date_of(event: Event, base: dt.date | None) -> DateSpan | None:
    """Resolve an event's phrase in the direction that its status gives."""
    phrase, status, rule = event.phrase, event.status, event.status_rule
    if phrase is None:
        return None
    if rule == BY_DEFAULT:
        return phrase.resolve(base, Direction.NEAREST)
    if rule == TIMETABLE:
        ahead = phrase.rule in {"day", "days", "month", "months"}
        return phrase.resolve(base, Direction.FUTURE if ahead else Direction.NEAREST)
    direction = {
        Status.HELD: Direction.PAST,
        Status.PLANNED: Direction.FUTURE,
        Status.PROPOSED: Direction.FUTURE,
        Status.ONGOING: Direction.NEAREST,
        Status.CANCELLED: Direction.NEAREST,
    }[status]
    told = event.trigger.tag_ == "VBD" and status is Status.HELD  # "received him in February" leaves no doubt
    return phrase.resolve(base, direction) if told or base is None else _nearer(phrase, direction, base)


def _nearer(phrase: DatePhrase, direction: Direction, base: dt.date) -> DateSpan | None:
    """Resolve in the direction told, unless that is most of a year away and the other way is near.

    "Kasuri's December 7-9 visit was part of ..." on 4 December: what the verb says is not when it is.
    """
    told = phrase.resolve(base, direction)
    if told is None or direction is Direction.NEAREST:
        return told
    other = phrase.resolve(base, Direction.FUTURE if direction is Direction.PAST else Direction.PAST)
    if other is not None and _days(told, base) > LONG_AGO and _days(other, base) < SOON:
        return other
    return told


def _days(span: DateSpan, base: dt.date) -> int:
    """Count the days between a date, as far as it is told, and the article's day."""
    year, month, day = (*(int(n) for n in span.start.split("-")), 1, 1)[:3]
    if len(span.start) == YEAR_ONLY:
        return 0
    return abs((dt.date(year, month, day) - base).days)


def from_the_first_day(event: Event) -> DateSpan | None:
    """Give "closed two days of talks on Friday", "after three days of talks, on Friday" from the first day.

    Returns the date as it is for all else.
    """
    date, noun = event.date, event.trigger
    days = _days_long(noun)
    if (
        date is None
        or date.end is not None
        or len(date.start) != DAY
        or not days
        or event.status is not Status.HELD
    ):
        return date
    verbs = event_verbs(noun)[:1]
    over = any(v.lemma_.lower() in ENDING for v in verbs) or before_prep(_spell(noun))
    if not over:
        return date
    last = dt.date.fromisoformat(date.start)
    return DateSpan((last - dt.timedelta(days=days - 1)).isoformat(), date.start)


def _spell(noun: Token) -> Token:
    """Climb from the talks to the days in "three days of talks"."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return over if over.lemma_ == "day" else noun


def _days_long(noun: Token) -> int:
    """Count the days of "two days of talks", "a two-day meeting"; 0 where they are not told or too many."""
    spell = _spell(noun)
    told = [c for c in spell.children if c.dep_ == "nummod"] if spell != noun else []
    told += [
        t
        for c in noun.children
        if c.lower_ == "day" and c.dep_ in {"compound", "nmod", "amod"}
        for t in c.children
    ]
    return next((LONG[t.lower_] for t in told if t.lower_ in LONG), 0)
