"""Which event mentions of an article are about one meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.accounts import LOOK_BACK, PLENTY, dates_agree, places_agree, same
from geo.event import Part
from geo.model import DateSpan, Role
from geo.status import BY_DEFAULT

if TYPE_CHECKING:
    from geo.draft import Draft
    from geo.event import Event

FAR_BACK = 20
ROUNDS = frozenset({"round", "talk", "talks", "negotiation", "meeting", "session"})
SERIES = frozenset(
    "first second third fourth fifth sixth earlier previous next last further final another new latest".split()
)
FOLLOWING = frozenset({"attend", "presence"})


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
        if same(event, draft):
            return draft
    return None


def _told_there(event: Event, draft: Draft) -> bool:
    """Tell a meeting at the event's own place whose parties may be the event's."""
    if event.setting is None or draft.place is None or not places_agree(event.setting.place, draft.place):
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
                and places_agree(place, k.place)
                and dates_agree(draft.date, k.date)
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
