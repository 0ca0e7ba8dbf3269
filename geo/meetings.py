"""From event mentions to meetings: what is one and the same is joined, in the order of the text."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.actors import find_actor
from geo.model import DateSpan, Evidence, Kind, Meeting, Participation, Role, Status
from geo.syntax import distance
from geo.timing import date_of, find_phrase, read_status, settle

if TYPE_CHECKING:
    from geo.events import Event, Part, Setting
    from geo.language import Sentence
    from geo.model import Article, Place

NEAR_DEGREES = 0.25
LOOK_BACK = 6
FAR_BACK = 20
PLENTY = 2
PLURALS = {n: n + "s" for n in ("talk", "negotiation", "consultation", "discussion", "deliberation")}
FAMILY_LABELS = {"sign": "signing", "receive": "visit", "travel": "visit", "visit-verb": "visit"}
CLOSE = 3
BETWEEN_STATES = frozenset(
    "summit international bilateral multilateral trilateral tripartite regional ministerial diplomatic quartet".split()
)
ANY_MEETING = frozenset(
    {"talk", "talks", "meeting", "negotiation", "discussion", "consultation", "dialogue", "gathering"}
)
SURE = 0.85


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


def assemble(article: Article, events: list[Event]) -> list[Meeting]:
    """Join the events of an article to meetings."""
    drafts: list[Draft] = []
    base = article.published
    for event in events:
        event.status, event.status_rule = read_status(event)
        rivals = [e for e in events if e is not event and e.scene is event.scene]
        event.phrase = find_phrase(event, event.scene.dates, rivals)
        event.date = date_of(event.phrase, event.status, event.status_rule, base)
        event.status, event.status_rule = settle(event.status, event.status_rule, event.date, base)
        home = _home(event, drafts)
        if home is None:
            if event.family == "attend" or (event.setting is None and not event.parts):
                continue
            home = Draft()
            drafts.append(home)
        _join(home, event)
    drafts = _fold(drafts)
    found = [m for d in drafts if (m := _meeting(article, d)) is not None]
    return _numbered(article, found)


# --- joining ----------------------------------------------------------------------------------------------------


def _home(event: Event, drafts: list[Draft]) -> Draft | None:
    """Find the meeting that an event is about, latest first, or None for a new one."""
    if event.family == "attend":
        return next((d for d in reversed(drafts) if event.scene.sentence.index - d.last <= PLENTY + 1), None)
    for draft in reversed(drafts):
        reach = FAR_BACK if event.definite else LOOK_BACK
        if event.scene.sentence.index - draft.last > reach and event.setting is None:
            continue
        if _same(event, draft):
            return draft
    return None


def _same(event: Event, draft: Draft) -> bool:
    place = draft.place
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
        if same_sentence:
            close = (
                min(distance(event.trigger, e.trigger) for e in draft.events if e.scene is event.scene) <= CLOSE
            )
            return close and (not mine or not theirs or bool(mine & theirs) or event.definite)
        if not event.definite and mine and not mine <= theirs | {place.country or ""}:
            close = event.scene.sentence.index - draft.last <= PLENTY and event.date is None
            if not close or event.status != draft.status:
                return False
            return (bool(mine & theirs) and event.family in {"meet", "receive"}) or _goes_on(event, draft)
        if mine and theirs and not mine & theirs:
            return _tells_more(event, draft)
        return (
            (event.definite or bool(mine & theirs))
            and _statuses_agree(event, draft)
            and _nouns_agree(event, draft)
        )
    if event.setting is not None:
        near = event.scene.sentence.index - draft.last <= PLENTY
        if not _statuses_agree(event, draft):
            return False
        return (
            near
            and (same_sentence or bool(mine & theirs) or event.definite)
            and (not mine or not theirs or bool(mine & theirs))
        )
    nested = mine <= theirs or theirs <= mine
    return (not mine or (nested and bool(mine & theirs))) and (same_sentence or event.definite or mine == theirs)


def _statuses_agree(event: Event, draft: Draft) -> bool:
    """Past and coming rounds are not the same meeting, unless nothing tells them apart but the tense."""
    pair = {event.status, draft.status}
    if pair in ({Status.HELD, Status.PLANNED}, {Status.HELD, Status.PROPOSED}):
        return event.date is None and draft.date is None and not _another(event)
    return True


def _tells_more(event: Event, draft: Draft) -> bool:
    """Read "The meeting includes ..." right after it: new names, the same meeting."""
    near = event.scene.sentence.index - draft.last <= PLENTY and _statuses_agree(event, draft)
    return near and event.definite and event.trigger.lemma_.lower() in ANY_MEETING and event.date is None


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


def _another(event: Event) -> bool:
    return any(
        c.lower_ in {"next", "new", "another", "second", "third", "fresh", "further", "upcoming"}
        for c in event.trigger.children
    )


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


def _join(draft: Draft, event: Event) -> None:
    draft.events.append(event)
    draft.families[event.family] += 1
    if event.setting is not None:
        draft.settings.append((event.setting, event.scene.sentence))
    for part in event.parts:
        draft.parts.setdefault(part.named.actor.id, []).append(part)
    if event.date is not None and (draft.date is None or _more_exact(event.date, draft.date)):
        draft.date, draft.dated_by = event.date, event
    if draft.stated_by is None or (
        event.setting is not None and event.date is not None and draft.dated_by is event
    ):
        draft.status, draft.stated_by = event.status, event


def _more_exact(new: DateSpan, old: DateSpan) -> bool:
    return len(new.start) > len(old.start) or (
        len(new.start) == len(old.start) and old.end is None and new.end is not None
    )


def _fold(drafts: list[Draft]) -> list[Draft]:
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
            _join(twin, event)
    return kept


# --- from draft to meeting --------------------------------------------------------------------------------------


def _meeting(article: Article, draft: Draft) -> Meeting | None:
    place = draft.place
    participations = _participations(article, draft, place)
    present = [p for p in participations if p.role is not Role.ABSENT]
    if not _counts(draft, present, place):
        return None
    venue_proof = tuple(_proof(article, s, sentence) for s, sentence in draft.settings[:3])
    confidence = max((s.confidence for s, _ in draft.settings), default=0.6)
    return Meeting(
        id="",
        articles=(article.id,),
        venue=place,
        date=draft.date,
        status=draft.status,
        participations=tuple(participations),
        confidence=round(min(1.0, confidence + 0.03 * (len(draft.settings) - 1)), 2),
        venue_evidence=venue_proof,
        date_evidence=_event_proof(article, draft.dated_by, "date", use_phrase=True),
        status_evidence=_event_proof(
            article, draft.stated_by, draft.stated_by.status_rule if draft.stated_by else "status"
        ),
        label=_label(draft),
    )


def _counts(draft: Draft, present: list[Participation], place: Place | None) -> bool:
    """Tell a meeting between states or parties from one actor's own affair."""
    told = [p for p in present if not p.evidence or not all(e.rule.startswith("implied") for e in p.evidence)]
    ids = {p.actor.id for p in told}
    if place is None:
        return len(ids) > 1
    if not ids or ids == {place.country}:
        return _plainly_international(draft)
    return True


def _plainly_international(draft: Draft) -> bool:
    """Tell talks that the text places without naming the parties in a way that can be read."""
    return any(
        e.family in {"talks", "sign"}
        and e.setting is not None
        and (e.setting.confidence >= SURE or e.date is not None)
        and e.trigger.lemma_.lower()
        in {"talk", "talks", "negotiation", "summit", "consultation", "mediation", "dialogue", "sign", "meeting"}
        - _vague(e)
        for e in draft.events
    )


def _vague(event: Event) -> set[str]:
    """A meeting may be anybody's unless the text gives its day or calls it international."""
    told = event.date is not None or any(c.lower_ in BETWEEN_STATES for c in event.trigger.children)
    return set() if told else {"meeting"}


def _participations(article: Article, draft: Draft, place: Place | None) -> list[Participation]:
    found: list[Participation] = []
    host = place.country if place is not None else None
    for actor_id, parts in draft.parts.items():
        role = _role(parts)
        if actor_id == host and role is Role.PARTICIPANT:
            role = Role.HOST
        best = max(parts, key=lambda p: p.confidence)
        found.append(
            Participation(
                actor=best.named.actor,
                name=best.named.name,
                role=role,
                confidence=round(min(0.99, best.confidence + 0.03 * (len(parts) - 1)), 2),
                evidence=tuple(_part_proof(article, p, draft) for p in _distinct(parts)[:3]),
            )
        )
    if host is not None and host not in draft.parts:
        actor = find_actor(host)
        if actor is not None and draft.settings:
            setting, sentence = draft.settings[0]
            proof = _proof(article, setting, sentence, rule="implied: the venue lies there")
            found.append(Participation(actor, setting.spot.text, Role.HOST, 0.6, (proof,)))
    return sorted(found, key=lambda p: (list(Role).index(p.role), p.actor.id))


def _role(parts: list[Part]) -> Role:
    """The most telling role wins: a mediator who also "held talks" stays a mediator."""
    roles = {p.role for p in parts}
    for role in (Role.ABSENT, Role.HOST, Role.MEDIATOR, Role.ORGANISER, Role.OBSERVER):
        if role in roles:
            return role
    return Role.PARTICIPANT if Role.PARTICIPANT in roles else Role.INVITED


def _distinct(parts: list[Part]) -> list[Part]:
    seen: dict[int, Part] = {}
    for part in sorted(parts, key=lambda p: -p.confidence):
        seen.setdefault(part.sentence, part)
    return list(seen.values())


def _sentence_proof(
    article: Article, sentence: Sentence, rule: str, marks: tuple[tuple[int, int], ...]
) -> Evidence:
    return Evidence(
        article.id, sentence.start, sentence.end, article.text[sentence.start : sentence.end], rule, marks
    )


def _proof(article: Article, setting: Setting, sentence: Sentence, rule: str | None = None) -> Evidence:
    return _sentence_proof(article, sentence, rule or setting.rule, ((setting.spot.start, setting.spot.end),))


def _part_proof(article: Article, part: Part, draft: Draft) -> Evidence:
    sentence = next(e.scene.sentence for e in draft.events if e.scene.sentence.index == part.sentence)
    return _sentence_proof(article, sentence, part.rule, ((part.named.start, part.named.end),))


def _event_proof(
    article: Article, event: Event | None, rule: str, *, use_phrase: bool = False
) -> tuple[Evidence, ...]:
    if event is None:
        return ()
    sentence = event.scene.sentence
    start = sentence.at(event.trigger)
    mark = (start, start + len(event.trigger.text))
    if use_phrase and event.phrase is not None:
        mark = (event.phrase.start, event.phrase.end)
        rule = event.phrase.rule
    return (_sentence_proof(article, sentence, rule, (mark,)),)


def _label(draft: Draft) -> str:
    """Name the kind of meeting in one word."""
    best = next((e for e in draft.events if e.family == "talks"), draft.events[0])
    lemma = best.trigger.lemma_.lower()
    if best.family in {"talks", "visit"}:
        return PLURALS.get(lemma, lemma)
    return FAMILY_LABELS.get(best.family, "meeting")


def _numbered(article: Article, meetings: list[Meeting]) -> list[Meeting]:
    found = []
    for number, meeting in enumerate(meetings):
        name = meeting.venue.name if meeting.venue is not None else ""
        key = f"{article.id}|{number}|{name}|{meeting.date}"
        found.append(replace(meeting, id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]))
    return found
