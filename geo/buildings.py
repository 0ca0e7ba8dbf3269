"""Venues told by a building alone: "received him at the presidential palace", "met at the Sheraton hotel".

A ruler's own palace or office stands in his capital, or at the dateline of his country; any other building that
the gazetteer lacks stands at the dateline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.event import NEAR, Setting
from geo.memory import Spot
from geo.model import ActorType
from geo.participants import find_parts
from geo.settings import FARTHEST
from geo.syntax import distance, event_verbs, passive, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.event import Event
    from geo.model import Place
    from geo.scene import Scene

OPENING = 3
TOLD = frozenset({"meet", "talks", "receive", "sign"})
RULERS = frozenset({"palace", "residence", "mansion", "chancellery", "ministry"})
RULING = frozenset(
    {"presidential", "royal", "republican", "official", "his", "her", "foreign", "state", "government"}
)
BUILDINGS = frozenset(
    "hotel palace building hall university airport villa ministry parliament headquarters tower resort castle "
    "institute complex pavilion residence".split()
)


def at_a_building(scene: Scene, events: list[Event], settings: dict[int, list[Setting]]) -> None:
    """Give the events without a place that of the building in which they are told to be."""
    found = [t for t in scene.tokens() if t.dep_ == "pobj" and t.i not in scene.spots and _is_building(t)]
    for number, event in enumerate(events if found else []):
        if number in settings or event.family not in TOLD:
            continue
        for token in found:
            if abs(token.i - event.trigger.i) > FARTHEST or not _holds(token, event):
                continue
            place = _of_a_ruler(scene, event, token) or _at_dateline(scene, token)
            if place is not None:
                settings[number] = [Setting(_spot(scene, token, place), "in a building", 0.65)]
                break


def _is_building(token: Token) -> bool:
    place = token.text == "House" or token.lemma_.lower() in RULERS | BUILDINGS | {"office"}
    return place and token.head.lower_ in {"at", "in", "inside"}


def _holds(token: Token, event: Event) -> bool:
    """Tell the object of "at" or "in" that hangs on the event or on who takes part."""
    prep = token.head
    verbs = {event.trigger, *event_verbs(event.trigger)[:1]}
    near = prep.head.pos_ not in {"VERB", "AUX"} and min(distance(prep, t) for t in verbs) < NEAR
    return prep.head in verbs or near


def _of_a_ruler(scene: Scene, event: Event, token: Token) -> Place | None:
    words = {c.lower_ for c in token.children} | {g.lower_ for c in token.children for g in c.children}
    lemma, house = token.lemma_.lower(), token.text == "House" and bool(words & {"state", "government"})
    if not (house or (lemma in RULERS and words & RULING) or (lemma == "office" and words & {"his", "her"})):
        return None
    here = scene.memory.here
    if here is not None and here.country in {p.named.actor.id for p in find_parts(scene, event)}:
        return here
    verb = event.trigger
    if event.family != "receive":
        return None
    heads = (
        [p for c in verb.children if c.dep_ == "agent" for p in c.children] if passive(verb) else subjects(verb)
    )
    hosts = {n.actor.id for t in heads for n in scene.actors(t) if n.actor.type is ActorType.STATE}
    return scene.memory.capitals(hosts.pop()) if len(hosts) == 1 else None


def _at_dateline(scene: Scene, token: Token) -> Place | None:
    """Read "at the Grand Hyatt hotel", "at Education City's main building" near a dateline."""
    before = scene.doc[token.i - 1]
    named = token.text[:1].isupper() and token.pos_ == "PROPN" and before.text[:1].isupper()
    named = named or any(c.pos_ == "PROPN" and c.text[:1].isupper() for c in token.children)
    abroad = any(i in scene.spots or i in scene.mentions for i in range(token.left_edge.i, token.right_edge.i + 1))
    opening = scene.sentence.index < OPENING
    return scene.memory.here if opening and named and not abroad and token.lemma_.lower() in BUILDINGS else None


def _spot(scene: Scene, token: Token, place: Place) -> Spot:
    start = scene.sentence.at(token)
    return Spot(token.i, token.i, start, start + len(token.text), token.text, place)
