"""From event mentions to meetings, each part with its proof."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.actors import find_actor, state
from geo.date_anaphora import beside
from geo.dates import Direction
from geo.draft import Draft
from geo.event import Setting
from geo.joining import find_draft, fold, inherit, join
from geo.model import Evidence, Meeting, Participation, Role, Status
from geo.settings import same_spot as near
from geo.status import BY_DEFAULT, read_status, settle
from geo.syntax import event_verbs, subjects
from geo.timing import date_of, find_phrase, from_the_first_day

if TYPE_CHECKING:
    from geo.event import Event, Part
    from geo.language import Sentence
    from geo.model import Article, DateSpan, Place

PLURALS = {n: n + "s" for n in ("talk", "negotiation", "consultation", "discussion", "deliberation")}
FAMILY_LABELS = {"sign": "signing", "receive": "visit", "travel": "visit", "visit-verb": "visit"}
BETWEEN_STATES = frozenset(
    "summit international bilateral multilateral trilateral tripartite regional ministerial diplomatic "
    "quartet".split()
)
SURE = 0.85
TALKING = frozenset("talk talks negotiation summit consultation mediation dialogue sign meeting".split())
STOPS = frozenset({"stop", "stopover"})  # where a journey pauses, perhaps among businessmen or for fuel
OPENING = 8
NEWS = dt.timedelta(days=10)
EXACT = len("2017-01-23")


def assemble(article: Article, events: list[Event]) -> list[Meeting]:
    """Join the events of an article to meetings."""
    drafts: list[Draft] = []
    base = anchor = article.published
    for event in events:
        if event.family == "presence":
            event.status_rule = BY_DEFAULT
            home = find_draft(event, drafts)
            if home is not None:
                join(home, event)
            continue
        event.status, event.status_rule = read_status(event)
        rivals = [e for e in events if e is not event and e.scene is event.scene]
        event.phrase = find_phrase(event, event.scene.dates, rivals)
        event.date = date_of(event, base) or _beside(event, anchor)
        event.date = from_the_first_day(event)
        anchor = anchor if event.date is None else _exact_day(event)
        event.status, event.status_rule = settle(event.status, event.status_rule, event.date, base)
        home = find_draft(event, drafts)
        if home is None:
            nothing = event.setting is None and not event.parts and not _opens(event)
            if event.family == "attend" or nothing:
                continue
            inherit(event, drafts)
            home = Draft()
            drafts.append(home)
        join(home, event)
    drafts = fold(_at_dateline(article, drafts))
    _date_by_news(article, drafts, events)
    found = [m for d in drafts if (m := _meeting(article, d)) is not None]
    return _numbered(article, found)


def _beside(event: Event, anchor: dt.date | None) -> DateSpan | None:
    """Give the day told from the day of the event before: "three days later", "the same day"."""
    if event.phrase is None or anchor is None:
        return None
    sentence = event.scene.sentence
    after = sentence.doc.text[event.phrase.end - sentence.offset :].lstrip()[:1]
    measured = event.phrase.text.lower().endswith(("before", "after")) and after.isalnum()
    return None if measured else beside(event.phrase.text, anchor)


def _exact_day(event: Event) -> dt.date | None:
    told = event.date is not None and len(event.date.start) == EXACT
    return dt.date.fromisoformat(event.date.start) if event.date is not None and told else None


def _opens(event: Event) -> bool:
    """Tell "Leaders from a dozen countries met on Sunday", whose places and names the next sentences tell."""
    early = event.scene.sentence.index <= 1 and event.date is not None
    return early and event.family in {"meet", "talks", "sign"} and event.status in {Status.HELD, Status.ONGOING}


def _at_dateline(article: Article, drafts: list[Draft]) -> list[Draft]:
    """Place the meeting that opens an article at its dateline, where the text itself goes back to that place."""
    told = (d for d in drafts if len(d.parts) > 1 or d.place is not None)
    opener = next((d for d in told if not _long_before(article, d)), None)
    if opener is None or opener.place is not None or opener.status not in {Status.HELD, Status.ONGOING}:
        return drafts
    scene = opener.events[0].scene
    memory = scene.memory
    again = memory.here_again
    elsewhere = memory.here is None or any(
        d.place is not None
        and not near(d.place, memory.here)
        and set(d.parts) & set(opener.parts) == set(opener.parts)
        for d in drafts
    )
    if again is None or elsewhere or scene.sentence.index > OPENING // 2 or _earlier(opener.events[0]):
        return drafts
    spot, sentence = again
    opener.settings.append((Setting(spot, "opens the article, at its dateline", 0.7), sentence))
    return drafts


def _long_before(article: Article, draft: Draft) -> bool:
    """Tell a meeting of some time ago, which the news only recalls."""
    if article.published is None or draft.date is None:
        return False
    told = draft.date.end or draft.date.start
    return told < (article.published - NEWS).isoformat()[: len(told)]


def _date_by_news(article: Article, drafts: list[Draft], events: list[Event]) -> None:
    """Give the day that the article's opening reports to what it tells there without a day of its own.

    "... said on Saturday after talks in Podgorica": an agency's first sentences tell one day's news. The date
    keeps its own evidence; the publication date alone is nobody's date.
    """
    day = _news_day(article, events)
    if day is None:
        return
    for draft in drafts:
        first = draft.events[0]
        recent = draft.status in {Status.HELD, Status.ONGOING} and first.scene.sentence.index <= OPENING
        if draft.date is None and recent and not _earlier(first):
            draft.date, draft.dated_by = day.date, day


def _news_day(article: Article, events: list[Event]) -> Event | None:
    if article.published is None or not events:
        return None
    opening = events[0].scene.memory.opening
    if opening is not None and opening is not events[0].scene:
        events = [replace(events[0], scene=opening, trigger=opening.sentence.span.root), *events]
    days = {(article.published - dt.timedelta(days=n)).isoformat() for n in range(3)}
    for event in events:
        if event.scene.sentence.index > OPENING:
            break
        for phrase in event.scene.dates:
            date = phrase.resolve(article.published, Direction.PAST)
            if date is not None and date.start in days and date.end is None:
                return replace(event, phrase=phrase, date=date)
    return None


def _earlier(event: Event) -> bool:
    """Tell what had happened before the news: "had met", "last year's talks", "the previous round"."""
    words = {c.lower_ for c in event.trigger.children}
    aux = {c.lower_ for v in event_verbs(event.trigger) for c in v.children if c.dep_ == "aux"}
    return bool(words & {"last", "previous", "earlier", "recent", "past"}) or "had" in aux


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
    placed = [e for e in draft.events if e.setting is not None]
    if len(ids) == 1 and all(e.trigger.lemma_.lower() in STOPS for e in placed):
        return False
    if not ids or ids == {place.country}:
        memory = draft.events[0].scene.memory
        foreign = memory.others | set(memory.states) - {place.country}  # a state's own affairs name nobody else
        return bool(foreign) and (_plainly_international(draft) or any(_visitor(e) for e in draft.events))
    return True


def _plainly_international(draft: Draft) -> bool:
    """Tell talks that the text places without naming the parties in a way that can be read."""
    return any(
        e.setting is not None
        and (e.setting.confidence >= SURE or e.date is not None)
        and ((e.family in {"talks", "sign"} and e.trigger.lemma_.lower() in TALKING - _vague(e)) or _envoy(e))
        for e in draft.events
    )


def _envoy(event: Event) -> bool:
    """Tell "the Special Representative met the minister": whoever sent him, he is not at home."""
    verbs = [event.trigger, *event_verbs(event.trigger)] if event.family in {"talks", "meet"} else []
    return any(t.lemma_.lower() in {"envoy", "representative", "mediator"} for v in verbs for t in subjects(v))


def _visitor(event: Event) -> bool:
    """Tell "he met with Saudi officials in Riyadh": nobody names the nation of his own country's officials."""
    if event.setting is None or event.family not in {"meet", "talks"}:
        return False
    verbs = [event.trigger, *event_verbs(event.trigger)]
    somebody = any(t.pos_ == "PRON" and t.lower_ in {"he", "she"} for v in verbs for t in subjects(v))
    states = [p for p in event.parts if p.rule in {"after with", "object"} and not p.named.person]
    return somebody and any(p.named.actor.id == event.setting.place.country for p in states)


def _vague(event: Event) -> set[str]:
    """A meeting may be anybody's unless the text gives its day or calls it international."""
    told = event.date is not None or any(c.lower_ in BETWEEN_STATES for c in event.trigger.children)
    return set() if told else {"meeting"}


def _participations(article: Article, draft: Draft, place: Place | None) -> list[Participation]:
    found: list[Participation] = []
    host = _host_state(article, draft, place)
    for actor_id, parts in draft.parts.items():
        role = _role(parts)
        convenes = any(p.rule == "brings together" for p in parts)
        if actor_id == host and (role is Role.PARTICIPANT or convenes):
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


def _host_state(article: Article, draft: Draft, place: Place | None) -> str | None:
    """Give the state that a venue lies in: the dissolved one that takes part, while it existed, else today's."""
    country = place.country if place is not None else None
    for actor_id in draft.parts:
        former = state(actor_id)
        gone = former.dissolved if former is not None and former.seat_country == country else None
        if gone is not None and article.published is not None and article.published <= gone:
            return country if country in draft.parts else actor_id
    return country


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
