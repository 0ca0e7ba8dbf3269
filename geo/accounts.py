"""Whether an event mention tells of a meeting that an article has told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import any_of
from geo.model import DateSpan, Kind, Role, Status
from geo.status import BY_DEFAULT
from geo.syntax import distance, event_verbs

if TYPE_CHECKING:
    from geo.draft import Draft
    from geo.event import Event
    from geo.model import Place


NEAR_DEGREES = 0.25
LOOK_BACK = 6
PLENTY = 2
CLOSE = 3
RITES = frozenset({"ceremony", "signing", "event", "occasion"})
OCCASIONS = frozenset({"opportunity", "occasion", "chance", "forum", "platform", "venue", "framework", "basis"})
BESIDE = frozenset({Role.MEDIATOR, Role.ORGANISER, Role.HOST, Role.OBSERVER, Role.ABSENT})
ANY_MEETING = frozenset(
    {"talk", "talks", "meeting", "negotiation", "discussion", "consultation", "dialogue", "gathering"}
)


def same(event: Event, draft: Draft) -> bool:
    """Tell whether an event is about a meeting told before: place, date, status and parties may not contradict."""
    place = draft.place
    if any(_apart(event, e) or _apart(e, event) for e in draft.events if e.scene is event.scene):
        return False
    if not dates_agree(event.date, draft.date):
        return False
    mine = {p.named.actor.id for p in event.parts if p.role is Role.PARTICIPANT}
    theirs = set(draft.parts)
    nested = mine <= theirs or theirs <= mine
    same_sentence = event.scene.sentence.index == draft.last
    if event.setting is not None and place is not None:
        if not places_agree(event.setting.place, place):
            return False
        return _statuses_agree(event, draft) or same_sentence
    if event.setting is None and place is not None:
        if _rite(event, draft):
            return True
        if same_sentence:
            if _purpose(event, draft) or _occasion(event, draft):
                return True
            close = (
                min(distance(event.trigger, e.trigger) for e in draft.events if e.scene is event.scene) <= CLOSE
            )
            close = close or (event.definite and event.trigger.lemma_.lower() in ANY_MEETING)
            return close and (not mine or not theirs or bool(mine & theirs) or event.definite)
        if not event.definite and mine and not mine <= theirs | {place.country or ""}:
            close = event.scene.sentence.index - draft.last <= PLENTY and event.date is None
            if not close or event.status != draft.status:
                return False
            nobody = all(p.role in BESIDE for ps in draft.parts.values() for p in ps)
            told = event.family in {"meet", "receive", "sign"} and (bool(mine & theirs) or nobody)
            return told or _goes_on(event, draft)
        if mine and theirs and not mine & theirs:
            return _tells_more(event, draft)
        return (
            (event.definite or bool(mine & theirs))
            and _statuses_agree(event, draft)
            and _nouns_agree(event, draft)
        )
    if event.setting is not None:
        if event.family == "travel" and draft.families["receive"] > 0:
            return False  # "received the premier and flew to Oslo"
        near = event.scene.sentence.index - draft.last <= PLENTY
        if near and not mine and _signing(event, draft):
            return True
        if not _statuses_agree(event, draft):
            return False
        if not near or (mine and theirs and not mine & theirs):
            return False
        return same_sentence or event.definite or (bool(mine & theirs) and nested)
    return (not mine or (nested and bool(mine & theirs))) and (same_sentence or event.definite or mine == theirs)


def _purpose(event: Event, draft: Draft) -> bool:
    """Read "visited Sanaa to discuss the plan with the movement": what a journey is for takes place there."""
    verbs = event_verbs(event.trigger)
    heads = [
        v.head for v in verbs[:1] if v.dep_ in {"xcomp", "advcl"} and any(c.lower_ == "to" for c in v.children)
    ]
    journeys = {e.trigger for e in draft.events if e.family in {"visit-verb", "travel"}}
    return any(h in journeys for h in heads)


def _apart(event: Event, other: Event) -> bool:
    """Tell "A week before his talks with Putin, Ruto met Deby": talks of their own parties, at another time."""
    noun = event.trigger
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"before", "after", "following", "since"}:
        return False
    parties = any(c.lower_ in {"with", "between"} for c in noun.children)
    return parties and other.family in {"meet", "receive"} and other.trigger in noun.ancestors


def _rite(event: Event, draft: Draft) -> bool:
    """Read "The signing took place under Togo's auspices, in a ceremony attended by" after Togo's workshop."""
    if event.trigger.lemma_.lower() not in RITES or event.date is not None:
        return False
    known = {p.named.actor.id for p in event.parts} & set(draft.parts)
    next_to = event.scene.sentence.index - draft.last <= 1
    told = event.definite or any(e.trigger.lemma_.lower() in RITES for e in draft.events)
    return bool(known) and next_to and told and draft.families["talks"] > 0 and _statuses_agree(event, draft)


def _occasion(event: Event, draft: Draft) -> bool:
    """Read "The session was an opportunity for a dialogue between A and B": the same meeting."""
    noun = event.trigger
    if noun.dep_ != "pobj" or noun.head.lower_ != "for" or noun.head.head.lemma_.lower() not in OCCASIONS:
        return False
    verbs = event_verbs(event.trigger)
    subjects = {c for v in verbs for c in v.children if c.dep_ == "nsubj"}
    return any(e.trigger in subjects for e in draft.events)


def _signing(event: Event, draft: Draft) -> bool:
    """Read "The deal, reached at a ceremony in Juba" after a signing."""
    return draft.families["sign"] > 0 and event.trigger.lemma_.lower() in {"ceremony", "signing"}


def _statuses_agree(event: Event, draft: Draft) -> bool:
    """Past and coming rounds are not the same meeting, unless nothing tells them apart but the tense."""
    if {event.status, draft.status} in ({Status.CANCELLED, Status.HELD}, {Status.CANCELLED, Status.ONGOING}):
        return False
    if BY_DEFAULT in {event.status_rule, draft.stated_by.status_rule if draft.stated_by else ""}:
        return True
    pair = {event.status, draft.status}
    if event.status_rule.startswith("would") and not event.parts and event.date is None:
        return True  # a rumour before: "that a delegation would visit Doha"
    if pair in ({Status.HELD, Status.PLANNED}, {Status.HELD, Status.PROPOSED}):
        return event.date is None and draft.date is None and not _another(event)
    return True


def _another(event: Event) -> bool:
    return any(
        c.lower_ in {"next", "new", "another", "second", "third", "fresh", "further", "upcoming"}
        for c in event.trigger.children
    )


def _tells_more(event: Event, draft: Draft) -> bool:
    """Read "The meeting includes ..." right after it: new names, the same meeting."""
    near = event.scene.sentence.index - draft.last <= PLENTY and _statuses_agree(event, draft)
    if not draft.families.keys() & {"talks", "meet", "sign", "together"} or event.date is not None:
        return False
    lemma = event.trigger.lemma_.lower()
    if not near or not event.definite:
        return lemma in RITES and event.definite and draft.families["sign"] > 0 and _near(event, draft)
    if lemma in RITES:  # a signing's or the end of talks, not of a mere encounter
        return draft.families["sign"] + draft.families["talks"] > 0
    observed = bool(event.parts) and all(p.role is Role.OBSERVER for p in event.parts)
    return (lemma in ANY_MEETING or _attended(event) or observed) and _nouns_agree(event, draft)


def _near(event: Event, draft: Draft) -> bool:
    """A ceremony is told of some sentences after its signing, whatever stands between."""
    return event.scene.sentence.index - draft.last <= LOOK_BACK


def _attended(event: Event) -> bool:
    """Read "X attended the summit", "Y, the host of the conference": told of the meeting in play."""
    verbs = {v.lemma_.lower() for v in event_verbs(event.trigger)[:1]}
    return bool(verbs & (any_of("attend_verbs", "mediate_verbs", "organise_verbs", "host_verbs", also="be")))


def _goes_on(event: Event, draft: Draft) -> bool:
    """Read "The team held direct negotiations with the front" after talks in a place: the same round goes on."""
    generic = {"talk", "talks", "negotiation", "discussion"}
    nouns = {e.trigger.lemma_.lower() for e in draft.events}
    return event.trigger.lemma_.lower() in generic and bool(nouns & generic)


def _nouns_agree(event: Event, draft: Draft) -> bool:
    """Tell "the summit" from the meeting before it: a noun of its own kind goes back only to its like."""
    lemma = event.trigger.lemma_.lower()
    if event.family not in {"talks", "visit"} or lemma in ANY_MEETING:
        return True
    nouns = {e.trigger.lemma_.lower() for e in draft.events if e.family in {"talks", "visit"}}
    return not nouns or lemma in nouns or bool(nouns & ANY_MEETING)


def places_agree(one: Place, other: Place) -> bool:
    """Tell whether two places are one, or one a country and the other in it."""
    if abs(one.lat - other.lat) < NEAR_DEGREES and abs(one.lon - other.lon) < NEAR_DEGREES:
        return True
    broad = {Kind.COUNTRY}
    return (
        one.country == other.country and one.country is not None and (one.kind in broad) != (other.kind in broad)
    )


def dates_agree(one: DateSpan | None, other: DateSpan | None) -> bool:
    """Tell whether two dates, as far as each is told, may be of one meeting."""
    if one is None or other is None:
        return True
    first, second = sorted((one, other), key=lambda d: d.start)
    size = min(len(first.start), len(second.start))
    if first.start[:size] == second.start[:size]:
        return True
    return first.end is not None and second.start <= first.end
