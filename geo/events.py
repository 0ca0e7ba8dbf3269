"""Event mentions of a sentence, each with its venue and actors; tours and lists give one event a venue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.buildings import at_a_building
from geo.bystanders import find_bystanders
from geo.event import BESIDE, Event, Part, Setting
from geo.memberships import with_members
from geo.model import Role
from geo.participants import find_parts
from geo.presence import find_presence
from geo.seats import at_home, in_council, sidelines
from geo.series import complete
from geo.settings import find_settings
from geo.triggers import read_trigger

if TYPE_CHECKING:
    from geo.scene import Scene


def find_events(scene: Scene) -> list[Event]:
    """Find the events of a sentence with their settings and actors; tours and lists become one event a venue."""
    events = [e for t in scene.tokens() if (e := read_trigger(scene, t)) is not None]
    settings = find_settings(scene, events)
    found: list[Event] = []
    sidelines(scene, events, settings)
    at_home(scene, events, settings)
    in_council(scene, events, settings)
    at_a_building(scene, events, settings)
    for number, event in enumerate(events):
        if number in settings and not settings[number]:
            continue
        event.parts = with_members(scene, find_parts(scene, event))
        if len({p.named.actor.id for p in event.parts}) < BESIDE and event.family not in {"travel", "attend"}:
            event.parts += find_bystanders(scene, event)
        mine = settings.get(number, [])
        found += _split(event, mine) if len(mine) > 1 else [_with(event, mine)]
    found = _signed_before(_followed(_hosts_at_home(found)))
    return sorted(complete(scene, [*found, *find_presence(scene, found)]), key=lambda e: e.trigger.i)


def _with(event: Event, settings: list[Setting]) -> Event:
    event.setting = settings[0] if settings else None
    return event


def _persons_between(event: Event, left: int, right: int) -> list[Part]:
    scene = event.scene
    found = [n for i in range(left, right) if i in scene.persons for n in scene.denoted(scene.doc[i])]
    return [Part(n, Role.PARTICIPANT, "object", 0.75, scene.sentence.index) for n in found[:1]]


def _split(event: Event, settings: list[Setting]) -> list[Event]:
    """Make one event a venue; objects that stand between two venues belong to the one that follows them."""
    ordered = sorted(settings, key=lambda s: s.spot.first)
    before = [p for p in event.parts if p.named.index < event.trigger.i]
    after = [p for p in event.parts if p.named.index >= event.trigger.i]
    groups: list[list[Part]] = []
    left = event.trigger.i
    for setting in ordered:
        group = [p for p in after if left <= p.named.index < setting.spot.first]
        groups.append(group or _persons_between(event, left, setting.spot.first))
        left = setting.spot.first
    segmented = all(groups) and event.trigger.i < ordered[0].spot.first
    return [
        replace(event, setting=setting, parts=[*before, *(group if segmented else after)])
        for setting, group in zip(ordered, groups, strict=True)
    ]


def _followed(events: list[Event]) -> list[Event]:
    """Give the traveller of a visit to those by which it was followed: "followed by visits to Doha and Tehran"."""
    travelled = next((e for e in events if e.family == "visit" and e.setting is not None and e.parts), None)
    for event in events:
        verb = event.trigger.head.head if event.trigger.dep_ == "pobj" else event.trigger
        later = event.family == "visit" and verb.lemma_ == "follow" and event.trigger.head.lower_ == "by"
        if later and travelled is not None and event.setting is not None:
            event.parts = [p for p in travelled.parts if p.rule in {"subject", "whose meeting it is"}]
    return events


def _hosts_at_home(events: list[Event]) -> list[Event]:
    """Keep the host of one venue from those of the others: "Rome hosted three rounds, others were in Bern"."""
    homes = {e.setting.place.country for e in events if e.setting is not None}
    for event in events:
        here = event.setting.place.country if event.setting is not None else None
        elsewhere = homes - {here} if here is not None else set()
        event.parts = [p for p in event.parts if p.role is not Role.HOST or p.named.actor.id not in elsewhere]
    return events


def _signed_before(events: list[Event]) -> list[Event]:
    """Give its parties to "signed in Oslo a text which was initialled in Bern on Monday" at both places."""
    signings = [e for e in events if e.family == "sign"]
    for event in signings:
        if event.parts or event.trigger.dep_ != "relcl":
            continue
        main = next((e for e in signings if e.parts and e.trigger in event.trigger.ancestors), None)
        if main is not None:
            event.parts = [replace(p, rule="signs it later", confidence=0.7) for p in main.parts]
    return events
