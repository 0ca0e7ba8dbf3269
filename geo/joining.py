"""Which event mentions of an article are about one meeting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.cues import any_of
from geo.event import Part
from geo.model import DateSpan, Kind, Role, Status
from geo.syntax import distance, event_verbs
from geo.timing import BY_DEFAULT

if TYPE_CHECKING:
    from geo.event import Event, Setting
    from geo.language import Sentence
    from geo.model import Place

NEAR_DEGREES = 0.25
LOOK_BACK = 6
FAR_BACK = 20
PLENTY = 2
CLOSE = 3
ROUNDS = frozenset({"round", "talk", "talks", "negotiation", "meeting", "session"})
SERIES = frozenset(
    "first second third fourth fifth sixth earlier previous next last further final another new latest".split()
)
RITES = frozenset({"ceremony", "signing", "event", "occasion"})
OCCASIONS = frozenset({"opportunity", "occasion", "chance", "forum", "platform", "venue", "framework", "basis"})
BESIDE = frozenset({Role.MEDIATOR, Role.ORGANISER, Role.HOST, Role.OBSERVER, Role.ABSENT})
FOLLOWING = frozenset({"attend", "presence"})
ANY_MEETING = frozenset(
    {"talk", "talks", "meeting", "negotiation", "discussion", "consultation", "dialogue", "gathering"}
)


@dataclass(slots=True)
class Draft:
    """A meeting while the article is read."""

    events: list[Event] = field(default_factory=list)
    settings: list[tuple[Setting, Sentence]] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    date: DateSpan | None = None
    dated_by: Event | None = None
    status: Status = Status.HELD
    stated_by: Event | None = None
    families: Counter[str] = field(default_factory=Counter)

    @property
    def place(self) -> Place | None:
        """The most exact place told."""
        if not self.settings:
            return None
        rank = {Kind.SITE: 0, Kind.CITY: 1, Kind.REGION: 2, Kind.COUNTRY: 3}
        return min((s.place for s, _ in self.settings), key=lambda p: rank[p.kind])

    @property
    def last(self) -> int:
        """The number of the last sentence that tells of it."""
        return max(e.scene.sentence.index for e in self.events)

    @property
    def last_word(self) -> int:
        """The last word of that sentence that tells of it."""
        return max(e.trigger.i for e in self.events if e.scene.sentence.index == self.last)


def find_draft(event: Event, drafts: list[Draft]) -> Draft | None:
    """Find the meeting that an event is about, latest first, or None for a new one."""
    if event.family in FOLLOWING:
        return _told_last(event, drafts)
    latest = drafts[::-1]
    if event.definite and event.setting is None and event.trigger.lemma_.lower() in {"ceremony", "signing"}:
        signed = [d for d in latest if d.families["sign"] > 0 and event.scene.sentence.index - d.last <= LOOK_BACK]
        if len(signed) == 1:
            return signed[0]
    latest = sorted(latest, key=lambda d: not _told_there(event, d))
    for draft in sorted(latest, key=_background) if event.definite else latest:
        reach = FAR_BACK if event.definite else LOOK_BACK
        if event.scene.sentence.index - draft.last > reach and event.setting is None:
            continue
        if _same(event, draft):
            return draft
    return None


def _told_there(event: Event, draft: Draft) -> bool:
    """Tell a meeting at the event's own place whose parties may be the event's."""
    if event.setting is None or draft.place is None or not _places_agree(event.setting.place, draft.place):
        return False
    mine = {p.named.actor.id for p in event.parts if p.role is Role.PARTICIPANT}
    return not mine or bool(mine & set(draft.parts))


def _background(draft: Draft) -> bool:
    """Tell a meeting of the past that another one is measured by: "since its last meeting, in Doha"."""
    noun = draft.events[0].trigger
    words = {c.lower_ for c in noun.children}
    return (
        bool(words & {"last", "previous"})
        and noun.dep_ == "pobj"
        and noun.head.lower_ in {"since", "after", "from"}
    )


def _told_last(event: Event, drafts: list[Draft]) -> Draft | None:
    """Find the meeting told of last, for a clause that does not name it."""
    near = [d for d in drafts if event.scene.sentence.index - d.last <= PLENTY + 1]
    return max(near, key=_in_play, default=None)


def _in_play(draft: Draft) -> tuple[bool, bool, int, bool, int]:
    placed = draft.place is not None
    return (placed or len(draft.parts) > 1, not _background(draft), draft.last, placed, draft.last_word)


def inherit(event: Event, drafts: list[Draft]) -> None:
    """Give a round told without its parties those of the meeting before: "The next round will be in Oslo"."""
    noun = event.trigger
    words = {c.lower_ for c in noun.children}
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() == "round":
        words |= {c.lower_ for c in noun.head.head.children}
    counted = words & SERIES or any(c.ent_type_ == "ORDINAL" for c in noun.children)
    counted = counted or (noun.lemma_ == "round" and any(c.pos_ == "NUM" for c in noun.children))
    if event.setting is None or not counted or noun.lemma_.lower() not in ROUNDS:
        return
    if any(p.role is Role.PARTICIPANT for p in event.parts):
        return
    known = {p.named.actor.id for p in event.parts}
    for draft in sorted(drafts, key=lambda d: -d.last):
        parties = [ps[0] for ps in draft.parts.values() if all(p.role is Role.PARTICIPANT for p in ps)]
        if len(parties) > 1:
            break
    else:
        return
    if _held_by(event) - set(draft.parts):
        return  # another convenor's round may have other parties
    sentence = event.scene.sentence
    start = sentence.at(noun)
    for part in parties:
        if part.named.actor.id not in known and not _at_home(part, draft):
            named = replace(part.named, start=start, end=start + len(noun.text), index=noun.i)
            rule = "the parties of the round before"
            event.parts.append(Part(named, Role.PARTICIPANT, rule, 0.65, sentence.index))


def _held_by(event: Event) -> set[str]:
    """Give who holds a round: "the next round of talks, which the Union plans to hold in Oslo"."""
    clauses = [
        clause
        for noun in (event.trigger, *event.trigger.ancestors)
        if noun.pos_ in {"NOUN", "PROPN"}
        for clause in noun.children
        if clause.dep_ in {"relcl", "acl"}
    ]
    doers = [t for clause in clauses for t in clause.children if t.dep_ == "nsubj"]
    return {n.actor.id for t in doers for n in event.scene.actors(t)}


def _at_home(part: Part, draft: Draft) -> bool:
    """Tell the host of the round before, who is no party of the next for that."""
    return draft.place is not None and draft.place.country == part.named.actor.id


def _same(event: Event, draft: Draft) -> bool:
    place = draft.place
    if any(_apart(event, e) or _apart(e, event) for e in draft.events if e.scene is event.scene):
        return False
    if not _dates_agree(event.date, draft.date):
        return False
    mine = {p.named.actor.id for p in event.parts if p.role is Role.PARTICIPANT}
    theirs = set(draft.parts)
    same_sentence = event.scene.sentence.index == draft.last
    if event.setting is not None and place is not None:
        if not _places_agree(event.setting.place, place):
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
        return (
            near
            and (same_sentence or bool(mine & theirs) or event.definite)
            and (not mine or not theirs or bool(mine & theirs))
        )
    nested = mine <= theirs or theirs <= mine
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


def _places_agree(one: Place, other: Place) -> bool:
    if abs(one.lat - other.lat) < NEAR_DEGREES and abs(one.lon - other.lon) < NEAR_DEGREES:
        return True
    broad = {Kind.COUNTRY}
    return (
        one.country == other.country and one.country is not None and (one.kind in broad) != (other.kind in broad)
    )


def _dates_agree(one: DateSpan | None, other: DateSpan | None) -> bool:
    if one is None or other is None:
        return True
    first, second = sorted((one, other), key=lambda d: d.start)
    size = min(len(first.start), len(second.start))
    if first.start[:size] == second.start[:size]:
        return True
    return first.end is not None and second.start <= first.end


def join(draft: Draft, event: Event) -> None:
    """Add to a meeting what an event tells of it."""
    draft.events.append(event)
    draft.families[event.family] += 1
    if event.setting is not None:
        draft.settings.append((event.setting, event.scene.sentence))
    for part in event.parts:
        draft.parts.setdefault(part.named.actor.id, []).append(part)
    arrival = event.family == "travel" and bool(draft.families.keys() & {"talks", "meet", "sign", "receive"})
    if event.date is not None and not arrival and (draft.date is None or _more_exact(event.date, draft.date)):
        draft.date, draft.dated_by = event.date, event
    vague = draft.stated_by is not None and draft.stated_by.status_rule == BY_DEFAULT != event.status_rule
    if (
        draft.stated_by is None
        or vague
        or (event.setting is not None and event.date is not None and draft.dated_by is event)
    ):
        draft.status, draft.stated_by = event.status, event


def _more_exact(new: DateSpan, old: DateSpan) -> bool:
    return len(new.start) > len(old.start) or (
        len(new.start) == len(old.start) and old.end is None and new.end is not None
    )


def fold(drafts: list[Draft]) -> list[Draft]:
    """Join meetings that turned out the same once all was read: equal place, agreeing date and status."""
    kept: list[Draft] = []
    for draft in drafts:
        place = draft.place
        twin = next(
            (
                k
                for k in kept
                if place is not None
                and k.place is not None
                and _places_agree(place, k.place)
                and _dates_agree(draft.date, k.date)
                and draft.status == k.status
                and (set(draft.parts) & set(k.parts) or not draft.parts or not k.parts)
            ),
            None,
        )
        if twin is None:
            kept.append(draft)
            continue
        for event in draft.events:
            join(twin, event)
    return kept
