"""When an event is and how far it has come: the date phrase that belongs to it, and its status."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.cues import cues
from geo.dates import Direction
from geo.event import is_event
from geo.model import DateSpan, Status
from geo.syntax import clause_verb, distance, event_verbs, negated
from geo.triggers import comes_back

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.dates import DatePhrase
    from geo.event import Event

FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo"})
MAYBE_MODALS = frozenset({"may", "might", "could", "should", "would", "can", "must"})
AHEAD = frozenset(
    {"upcoming", "planned", "forthcoming", "scheduled", "next", "coming", "future", "impending", "expected"}
)
NOW = frozenset({"ongoing", "current", "continuing", "present"})
PERHAPS = frozenset({"proposed", "possible", "potential", "would-be", "suggested"})
AFTER_PREPS = frozenset({"after", "following", "during", "since", "at", "from", "upon"})
IDEAS = frozenset(
    {"idea", "plan", "proposal", "possibility", "hope", "prospect", "offer", "initiative", "suggestion"}
)
READY = frozenset({"willing", "prepared", "keen", "happy", "glad", "open", "eager"})
FAR = 5.5
BY_DEFAULT = "past by default"
DAY = len("2017-01-23")
LONG = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
ENDING = frozenset({"end", "conclude", "close", "finish", "wrap", "complete"})
TIMETABLE = "takes place, in the present tense"
SHARED = 1.5
LONG_AGO = 200
SOON = 120
YEAR_ONLY = 4


def read_status(event: Event) -> tuple[Status, str]:
    """Read an event's status from adjectives, verbs and modals, before its date is known: (status, rule)."""
    words, trigger = cues(), event.trigger
    adjectives = {c.lower_ for c in trigger.children if c.dep_ in {"amod", "compound", "det"}}
    verbs = event_verbs(trigger)
    for verb in [*verbs, *(c for c in trigger.children if c.dep_ in {"acl", "relcl"})]:
        if verb.lemma_.lower() in words.cancel_verbs or _called_off(verb):
            return Status.CANCELLED, f"{verb.lower_}: does not take place"
        if _will_not_be(verb, event):
            return Status.CANCELLED, "will not take place"
        if verb.lemma_.lower() in words.postpone_verbs or _put_off(verb):
            return Status.PLANNED, f"{verb.lower_}: takes place later"
    if verbs and verbs[-1].dep_ == "pcomp" and verbs[-1].head.head.lemma_.lower() in IDEAS:
        return Status.PROPOSED, f"{verbs[-1].head.head.lower_} of a meeting"
    if adjectives & {"cancelled", "canceled", "aborted", "failed"}:
        return Status.CANCELLED, "cancelled"
    for group, status in ((PERHAPS, Status.PROPOSED), (AHEAD, Status.PLANNED), (NOW, Status.ONGOING)):
        if adjectives & group:
            return status, f"adjective {min(adjectives & group)}"
    if _ahead(trigger):
        return Status.PLANNED, "ahead of a meeting"
    if event.family in {"talks", "visit"} and _before_prep(trigger):
        return Status.HELD, "after, during or at a meeting"
    for verb in verbs or _verbs_around(trigger):
        read = _from_verb(verb, trigger)
        if read is not None:
            return read
    return (Status.HELD, BY_DEFAULT)


def _verbs_around(trigger: Token) -> list[Token]:
    """Give the participles of a sentence without a verb: "the beginning of talks scheduled for January 23"."""
    line = [trigger, *trigger.ancestors]
    return [c for t in line for c in t.children if c.dep_ in {"acl", "relcl", "advcl"} and c.pos_ == "VERB"]


def _ahead(trigger: Token) -> bool:
    """Read "ahead of the talks", "in the run-up to the meeting"."""
    if trigger.dep_ != "pobj":
        return False
    prep = trigger.head
    return prep.head.lower_ in {
        "ahead",
        "run",
        "lead",
        "up",
        "run-up",
        "prelude",
        "preparation",
        "preparations",
    } and prep.lower_ in {"of", "to", "for"}


def _called_off(verb: Token) -> bool:
    return verb.lemma_ == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)


def _put_off(verb: Token) -> bool:
    return verb.lemma_ == "put" and any(c.dep_ == "prt" and c.lower_ in {"off", "back"} for c in verb.children)


def _will_not_be(verb: Token, event: Event) -> bool:
    """Tell "the sixth round will not be held", "the summit is off" from talks that nobody had planned."""
    known = event.definite or any(c.ent_type_ == "ORDINAL" for c in event.trigger.children)
    if not known or any(c.lower_ in {"until", "before"} for c in verb.children):
        return False
    held = verb.lemma_ in {"hold", "happen"} or any(c.lower_ in {"place", "ahead"} for c in verb.children)
    if held and verb in event_verbs(event.trigger) and event.trigger.dep_ in {"nsubj", "nsubjpass", "pobj"}:
        return negated(verb) and bool(_aux(verb) & FUTURE_MODALS | _aux(verb) & {"would"})
    return verb.lemma_ == "be" and any(
        c.dep_ in {"advmod", "prt", "prep", "acomp"} and c.lower_ == "off" for c in verb.children
    )


def _before_prep(trigger: Token) -> bool:
    verb = clause_verb(trigger)
    if trigger.dep_ != "pobj" or trigger.head.lower_ not in AFTER_PREPS or verb is None:
        return False
    return verb.tag_ in {"VBD", "VBN", "VBG"} and not _aux(verb) & FUTURE_MODALS


def _aux(verb: Token) -> set[str]:
    """Give the auxiliaries of a verb; "May" in the middle of a sentence is a month, whatever the parser says."""
    found = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return {c.lower_ for c in found if c.text != "May" or c.is_sent_start}


def _from_verb(verb: Token, trigger: Token) -> tuple[Status, str] | None:
    words, aux, lemma = cues(), _aux(verb), verb.lemma_.lower()
    if aux & FUTURE_MODALS:
        return Status.PLANNED, "will"
    if aux & {"would"} and verb.dep_ in {"ccomp", "relcl", "conj"}:
        return Status.PLANNED, "would, in reported speech"
    if aux & MAYBE_MODALS:
        return Status.PROPOSED, "may, could, should"
    if verb.tag_ == "VBN" and {"to", "have"} <= aux:
        return Status.CANCELLED, "was to have"
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and "to" in aux:
        return Status.PLANNED, "to, in a headline"
    if verb.tag_ == "VB" and verb.dep_ in {"xcomp", "ccomp", "advcl", "acl", "conj"} and "to" in aux:
        return _from_governor(verb)
    if (
        lemma in words.propose_verbs
        and verb != trigger
        and not (_is_past_meeting(verb, trigger) or _only_named(verb, trigger))
    ):
        return Status.PROPOSED, f"{verb.lower_}: a proposal"
    if lemma in {"schedule", "plan", "slate", "set", "expect", "due", "prepare"} or any(
        c.dep_ == "acomp" and c.lower_ in {"due", "set", "likely", "scheduled", "slated"} for c in verb.children
    ):
        return Status.PLANNED, f"{verb.lower_}: planned"
    if trigger.dep_ == "pobj" and trigger.head.lower_ in {"before", "ahead"} and verb.tag_ != "VBD":
        return Status.PLANNED, "ahead of"
    if verb.tag_ == "VBG" and aux & {"is", "are", "'s", "’s", "'re"}:
        return Status.ONGOING, "progressive"
    if verb.tag_ in {"VBZ", "VBP"} and lemma in words.ongoing_verbs:
        return Status.ONGOING, f"{verb.lower_}: under way"
    if verb.tag_ == "VBN" and aux & {"be"} and not aux & {"has", "have", "had"}:
        return Status.PLANNED, "to be"
    if verb.tag_ in {"VBD", "VBN"} or aux & {"has", "have", "had", "was", "were"}:
        return Status.HELD, "past tense"
    if verb.tag_ in {"VBZ", "VBP"} and lemma in words.travel_verbs - {"be"}:
        return Status.PLANNED, f"{verb.lower_}: on the way"
    if verb.tag_ in {"VBZ", "VBP"} and lemma == "be":
        return Status.ONGOING, "present tense"
    if verb.tag_ in {"VBZ", "VBP"} and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children):
        return Status.PLANNED, TIMETABLE
    return None


def _from_governor(verb: Token) -> tuple[Status, str] | None:
    """Read "plans to meet", "agreed to hold talks", "offered to host", "arrived to meet"."""
    words, above = cues(), verb.head
    lemma = above.lemma_.lower()
    if _aux(above) & FUTURE_MODALS:
        return Status.PLANNED, "will, to"
    if above.pos_ == "ADJ" and lemma in {"due", "set", "ready", "likely", "scheduled"}:
        return Status.PLANNED, f"{above.lower_} to"
    if lemma in words.propose_verbs or (above.pos_ == "ADJ" and lemma in READY):
        return Status.PROPOSED, f"{above.lower_} to"
    if lemma in words.plan_words or lemma == "be":
        return Status.PLANNED, f"{above.lower_} to"
    if above.tag_ in {"VBD", "VBN"} and lemma in words.travel_verbs | {
        "meet",
        "gather",
        "convene",
        "use",
        "continue",
        "begin",
        "start",
        "manage",
    }:
        return Status.HELD, f"{above.lower_} to"
    return None


def _only_named(verb: Token, trigger: Token) -> bool:
    """Tell "called it the first meeting", "was not invited to the summit" from "called for talks"."""
    if verb.lemma_ == "call":
        return not any(c.lower_ in {"for", "on", "upon"} for c in verb.children)
    if verb.lemma_ != "invite":
        return False
    definite = any(c.lower_ in {"the", "this"} for c in trigger.children)
    return definite and verb.tag_ in {"VBD", "VBN"}


def _is_past_meeting(verb: Token, trigger: Token) -> bool:
    """Tell "urged restraint during talks" from "urged talks"."""
    at = trigger
    while at.dep_ == "pobj":
        if at.head.lower_ in AFTER_PREPS:
            return True
        at = at.head.head
    return clause_verb(trigger) != verb


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
    if verb is None or not _aux(verb) & {"has", "have", "had"}:
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
    past = verb.tag_ in {"VBD", "VBN"} and not _aux(verb) & FUTURE_MODALS
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


def settle(status: Status, rule: str, date: DateSpan | None, base: dt.date | None) -> tuple[Status, str]:
    """Let an exact date decide between held and planned where the words alone could mislead."""
    if date is None or base is None or status is Status.CANCELLED:
        return status, rule
    today = base.isoformat()
    start, end = date.start, date.end or date.start
    if end < today[: len(end)] and status in {Status.PLANNED, Status.PROPOSED, Status.ONGOING}:
        return Status.HELD, f"{rule}; its date is past"
    if start > today[: len(start)] and status in {Status.HELD, Status.ONGOING}:
        return Status.PLANNED, f"{rule}; its date is to come"
    return status, rule


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
    over = any(v.lemma_.lower() in ENDING for v in verbs) or _before_prep(_spell(noun))
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
