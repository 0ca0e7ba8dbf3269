"""Venues told without a place after a meeting: sidelines, guests received at home, councils at their seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.event import NEAR, Event, Setting
from geo.memory import Spot
from geo.model import Kind, Place, Status
from geo.participants import find_parts
from geo.syntax import distance, event_verbs, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.scene import Scene

FIRST_SENTENCES = 6
SITTINGS = frozenset({"meeting", "session", "debate", "consultation", "briefing", "dialogue", "assembly"})
UN_SEAT = Place("United Nations Headquarters", 40.7489, -73.968, "USA", Kind.SITE, "table")


def sidelines(scene: Scene, events: list[Event], settings: dict[int, list[Setting]]) -> None:
    """Read "met on the sidelines of the assembly in New York": the place is the meeting's, the assembly its frame.

    An event that is only the frame is marked by an empty list of settings.
    """
    for number, event in enumerate(events):
        edge = next((t for t in event.trigger.ancestors if t.lemma_.lower() in {"sideline", "margin"}), None)
        if edge is None or edge.i < scene.sentence.span.start:
            continue
        others = [
            (distance(edge, e.trigger), n)
            for n, e in enumerate(events)
            if n != number and not any(t == edge for t in e.trigger.ancestors)
        ]
        if others and min(others)[0] <= NEAR:
            mine = settings.get(number) or _seat_setting(scene, event)
            settings[number] = []
            if mine and not settings.get(min(others)[1]):
                settings[min(others)[1]] = mine


def at_home(scene: Scene, events: list[Event], settings: dict[int, list[Setting]]) -> None:
    """Read "the president received the visiting minister" under a dateline of the president's own country."""
    here = scene.memory.here
    if here is None or scene.sentence.index > FIRST_SENTENCES:
        return
    visiting = any(t.lower_ == "visiting" for t in scene.tokens())
    for number, event in enumerate(events):
        if number in settings or not (
            event.family == "receive" or (visiting and event.family in {"meet", "talks"})
        ):
            continue
        if here.country in {p.named.actor.id for p in find_parts(scene, event)}:
            start = scene.sentence.at(event.trigger)
            text = event.trigger.text
            spot = Spot(event.trigger.i, event.trigger.i, start, start + len(text), text, here)
            settings[number] = [Setting(spot, "a guest received, by the dateline", 0.65)]


def in_council(scene: Scene, events: list[Event], settings: dict[int, list[Setting]]) -> None:
    """Read "Security Council members held a meeting": the Council sits in New York."""
    for number, event in enumerate(events):
        if number in settings or event.trigger.lemma_.lower() not in SITTINGS or event.status is Status.PROPOSED:
            continue
        heads = [event.trigger, *(t for v in event_verbs(event.trigger)[:1] for t in subjects(v))]
        for head in heads:
            seat = _seat_in(scene, head)
            if seat:
                settings[number] = seat
                break


def _seat_setting(scene: Scene, event: Event) -> list[Setting]:
    """Give the seat of a body that always meets there: the UN's assembly and council in New York."""
    return _seat_in(scene, event.trigger)


def _seat_in(scene: Scene, head: Token) -> list[Setting]:
    for i in range(head.left_edge.i, head.i + 1):
        mention = scene.mentions.get(i)
        if mention is None or mention.actor is None or mention.actor.id != "United Nations":
            continue
        if mention.text.endswith(("General Assembly", "Security Council", "UNGA")):
            spot = Spot(mention.first, mention.last, mention.start, mention.end, mention.text, UN_SEAT)
            return [Setting(spot, "the body's seat", 0.75)]
    return []
