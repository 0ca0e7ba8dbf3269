"""Which place of a sentence is the venue of which event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.attachment import aside, by_preposition, of_another_clause, topical
from geo.cues import any_of
from geo.event import BESIDE, NEAR, Event, Setting
from geo.journeys import comes_back
from geo.model import Kind, Place
from geo.phrases import DAYS, place_head
from geo.stops import more_stops
from geo.syntax import distance, event_verbs, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from geo.memory import Spot
    from geo.scene import Scene


JOURNEYS = frozenset({"visit", "visit-verb", "travel"})
FARTHEST = 80  # words: nobody tells a place farther from its meeting, and long lists stay quick


def find_settings(scene: Scene, events: list[Event]) -> dict[int, list[Setting]]:
    """Give each event (by its number) the places that are told as its venue."""
    found: dict[int, list[Setting]] = {}
    seen: set[int] = set()
    for spot in sorted(set(scene.spots.values()), key=lambda s: s.first):
        if spot.place is None or spot.first in seen or _too_wide(spot.place):
            continue
        seen.add(spot.first)
        best = _best_event(scene, spot, events)
        if best is not None:
            for number, setting in (best, *_before_where(scene, spot, events, best)):
                kept = found.setdefault(number, [])
                if not any(same_spot(k.place, setting.place) for k in kept):
                    kept.append(setting)
    for number, setting in (*_on_a_visit(events, found), *_where_hosted(events, found)):
        found[number] = [setting]
    for number, setting in _left_over(scene, events, found):
        found[number] = [setting]
    more_stops(scene, events, found)
    return {n: _most_exact(s) for n, s in found.items()}


def _on_a_visit(events: list[Event], found: dict[int, list[Setting]]) -> Iterator[tuple[int, Setting]]:
    """Give a visit's place to what is done there: "a visit to Muscat, where he met", "a visit, meeting with"."""
    placed = {n: e for n, e in enumerate(events) if len(found.get(n, ())) == 1}
    for number, event in enumerate(events):
        if number in found or event.family not in {"talks", "meet", "receive", "sign"}:
            continue
        verbs = event_verbs(event.trigger)
        for other, visit in placed.items():
            setting = found[other][0]
            there = [v.head for v in verbs if v.dep_ == "relcl" and _has_where(v)]
            there += [visit.scene.doc[i] for v in verbs[:1] for i in _spot_before_where(visit.scene, v)]
            spot = range(setting.spot.first, setting.spot.last + 1)
            after = visit.family in JOURNEYS and event.trigger.i > setting.spot.last
            during = (
                after
                and any(v.dep_ == "advcl" and v.tag_ == "VBG" for v in verbs[:1])
                and visit.trigger in {verbs[0].head, *_objects(verbs[0].head)}
            )
            during |= after and any(v.dep_ == "conj" and v.head in event_verbs(visit.trigger) for v in verbs[:1])
            aside = (
                visit.family in JOURNEYS
                and not comes_back(visit.trigger)
                and visit.trigger.dep_ == "relcl"
                and any(visit.trigger.head == t for v in verbs[:1] for t in subjects(v))
            )
            if during or aside or any(t.i in spot or t == place_head(visit.scene, setting.spot) for t in there):
                rule = "on a visit there" if visit.family in JOURNEYS else "where they met"
                yield number, replace(setting, rule=rule, confidence=0.85)
                break


def _where_hosted(events: list[Event], found: dict[int, list[Setting]]) -> Iterator[tuple[int, Setting]]:
    """Give the place of the meeting to its hosting: "Egypt will host a meeting in Addis Ababa"."""
    for number, event in enumerate(events):
        mine = found.get(number, ())
        if event.family != "host" or not mine or any(s.place.kind is not Kind.COUNTRY for s in mine):
            continue
        for other, hosted in enumerate(events):
            theirs = found.get(other, ())
            if hosted.trigger in _objects(event.trigger) and len(theirs) == 1 and other != number:
                yield number, theirs[0]


def _spot_before_where(scene: Scene, verb: Token) -> list[int]:
    """Give the place that "where" goes back to, "to Muscat on 18 October, where he met"."""
    where = next((c.i for c in verb.children if c.lower_ == "where" and c.i < verb.i), None)
    if where is None:
        return []
    return [i for i in range(max(scene.sentence.span.start, where - NEAR - 2), where) if i in scene.spots][-1:]


def _has_where(verb: Token) -> bool:
    return any(t.lower_ == "where" and t.i < verb.i + NEAR for t in verb.subtree if t.i <= verb.i + BESIDE)


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]


def _left_over(
    scene: Scene, events: list[Event], found: dict[int, list[Setting]]
) -> Iterator[tuple[int, Setting]]:
    """Give the only city that a sentence leaves over to its only meeting without a place."""
    bare = [n for n, e in enumerate(events) if n not in found and e.family in {"talks", "meet"} and not e.definite]
    used = {s.spot.first for settings in found.values() for s in settings}
    free = [
        s
        for i, s in scene.spots.items()
        if i == s.first
        and i not in used
        and s.place is not None
        and s.place.kind in {Kind.CITY, Kind.SITE}
        and place_head(scene, s).dep_ in {"pobj", "dobj", "ROOT", "appos"}
    ]
    if len(bare) == 1 and len(free) == 1:
        token = place_head(scene, free[0])
        if not _spoken_of(token, events[bare[0]]):
            yield bare[0], Setting(free[0], "the only place left in the sentence", 0.55)


def _spoken_of(token: Token, event: Event) -> bool:
    if token.dep_ != "pobj":
        return False
    if of_another_clause(token.head.head, event, event_verbs(event.trigger)) or aside(token.head.head):
        return True
    return token.head.lower_ not in any_of("place_preps", also="to") or topical(token.head.head, event)


def _too_wide(place: Place) -> bool:
    """Tell a sea or a part of the world that lies in no one country: nobody meets "in Asia"."""
    return place.kind is Kind.REGION and place.country is None


def same_spot(one: Place, other: Place) -> bool:
    """Tell whether two places are within a few kilometres of each other."""
    return abs(one.lat - other.lat) < 0.05 and abs(one.lon - other.lon) < 0.05  # noqa: PLR2004 - degrees


def _most_exact(settings: list[Setting]) -> list[Setting]:
    """Drop a country where a place in it is told, "in Sochi, Russia"; keep a region named before a city."""
    exact = [s for s in settings if s.place.kind in {Kind.CITY, Kind.SITE}]
    kept = []
    for setting in settings:
        inside = [e for e in exact if e.place.country == setting.place.country]
        listed = setting.place.kind is Kind.REGION and all(setting.spot.first < e.spot.first for e in inside)
        if setting in exact or not inside or listed:
            kept.append(setting)
    return kept


def _best_event(scene: Scene, spot: Spot, events: list[Event]) -> tuple[int, Setting] | None:
    offers = []
    for number, event in enumerate(events):
        if abs(spot.first - event.trigger.i) > FARTHEST:
            continue
        offer = _offer(scene, spot, event)
        if offer is not None:
            cost, rule, confidence = offer
            offers.append((cost, abs(spot.first - event.trigger.i), number, Setting(spot, rule, confidence)))
    if not offers:
        return None
    _, _, number, setting = min(offers, key=lambda o: o[:3])
    return number, setting


def _before_where(
    scene: Scene, spot: Spot, events: list[Event], best: tuple[int, Setting]
) -> Iterator[tuple[int, Setting]]:
    """Give the place of "talks in Amman, where they agreed to negotiate" to the talks too."""
    if best[1].rule != "where they met":
        return
    for number, event in enumerate(events):
        offer = _offer(scene, spot, event) if number != best[0] and event.trigger.i < spot.first else None
        if offer is not None and offer[1] != best[1].rule:
            yield number, Setting(spot, *offer[1:])


def _offer(scene: Scene, spot: Spot, event: Event) -> tuple[float, str, float] | None:
    """Say how well a place fits as an event's venue: (cost, rule, confidence), or None."""
    token = place_head(scene, spot)
    if _elsewhere(scene, spot, token):
        return None
    head = token.head
    if token.lower_ == "here":
        cost = distance(head, event.trigger)
        return (cost + 0.5, "here, by the dateline", 0.75) if cost <= NEAR else None
    if token.lower_ == "there":
        cost = distance(head, event.trigger)
        meets = event.family in {"talks", "meet", "receive", "sign"}
        return (cost + 0.5, "there, in the place told before", 0.7) if meets and cost < NEAR else None
    verbs = event_verbs(event.trigger) + [c for c in event.trigger.children if _holds(c)]
    if any(_where(v) in {token, scene.doc[spot.last]} for v in verbs):
        return (0, "where they met", 0.85)
    if token.dep_ == "pobj":
        return by_preposition(scene, spot, event, token, head, verbs)
    visited = token.dep_ in {"dobj", "nsubjpass"} or (token.dep_ == "npadvmod" and token.lower_ in DAYS)
    if event.family == "visit-verb" and visited and head == event.trigger:
        return (0, "object of a visit", 0.9)
    if (event.family == "host" and _hosts(token, event)) or _is_host(token, event):
        return (1, "subject of hosting", 0.85)
    if token.dep_ in {"compound", "nmod", "amod", "poss"} and event.family == "talks":
        return _by_compound(scene, spot, event, token, head)
    reached = head == event.trigger and event.trigger.lemma_ not in {"leave", "depart"}
    if token.dep_ in {"npadvmod", "dobj"} and reached and event.family == "travel":
        return (1, "goal of a journey", 0.7)
    return None


def _elsewhere(scene: Scene, spot: Spot, head: Token) -> bool:
    """Tell a state that only stands behind a city of another: "In Baku, Turkey and Georgia signed"."""
    carrier = scene.spots.get(head.i)
    if carrier is None or carrier.first == spot.first or carrier.place is None or spot.place is None:
        return False
    return (
        spot.place.kind is Kind.COUNTRY
        and carrier.place.kind is not Kind.COUNTRY
        and carrier.place.country != spot.place.country
    )


def _holds(clause: Token) -> bool:
    """Tell "talks held in Juba", "the meeting that took place in Paris"."""
    return clause.dep_ in {"acl", "relcl"} and clause.lemma_ in {
        "hold",
        "take",
        "host",
        "convene",
        "organize",
        "organise",
        "schedule",
        "begin",
        "open",
        "start",
        "resume",
    }


def _where(verb: Token) -> Token | None:
    """Give the place before a clause with "where": "Juba, where he met ..."."""
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        return verb.head
    return None


def _hosts(token: Token, event: Event) -> bool:
    trigger = event.trigger
    if token.dep_ == "nsubj" and (token.head == trigger or token in subjects(trigger)):
        return True
    return token.dep_ == "pobj" and token.head.dep_ == "agent" and token.head.head == trigger


def _is_host(token: Token, event: Event) -> bool:
    """Read "Ankara will be host to a summit", "Rome was the host of the talks"."""
    if token.dep_ != "nsubj" or token.head.lemma_ != "be":
        return False
    hosts = [c for c in token.head.children if c.dep_ == "attr" and c.lemma_.lower() in {"host", "co-host"}]
    return any(event.trigger in h.subtree for h in hosts)


def _by_compound(
    scene: Scene, spot: Spot, event: Event, token: Token, head: Token
) -> tuple[float, str, float] | None:
    """Read "the Geneva talks"; "Moscow-Kiev talks" names governments."""
    place = spot.place
    if head != event.trigger and not (head.dep_ == "compound" and head.head == event.trigger):
        return None
    if place is None or place.kind not in {Kind.CITY, Kind.SITE}:
        return None
    joined = [c for c in token.children if c.dep_ in {"conj", "punct"} and c.text != ","] + [
        s
        for s in scene.spots.values()
        if s.first == spot.last + 2 and scene.doc[spot.last + 1].text in {"-", "–", "/"}
    ]
    if joined or (spot.first > 1 and scene.doc[spot.first - 1].text in {"-", "–", "/"}):
        return None
    if token.dep_ == "poss" and spot.government is not None:
        return None
    return (0.5, "names the meeting", 0.85)
