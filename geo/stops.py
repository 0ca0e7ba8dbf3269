"""Stops that a sentence tells one after the other, each with its own day or its own people.

"visited Muscat from 12 to 13 September and Sanaa from 16 to 17 September", "met the Houthis in Muscat and Hadi's
government in Riyadh": the parser hangs the second stop anywhere; the words between the places show what it is.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.event import Setting
from geo.model import Kind

if TYPE_CHECKING:
    from geo.event import Event
    from geo.memory import Spot
    from geo.scene import Scene

FAR = 20  # words between two stops
JOURNEYS = frozenset({"visit", "visit-verb", "travel"})
MEETINGS = frozenset({"talks", "meet"})
PLACED = frozenset({"in", "at"})
JOINS = frozenset({"and", ",", "then", "later", "with"})


def more_stops(scene: Scene, events: list[Event], found: dict[int, list[Setting]]) -> None:
    """Add to the places of events the stops told after them, in place."""
    spots = _towns(scene)
    taken = {s.spot.first for settings in found.values() for s in settings}
    for first, second in pairwise(spots):
        if {first.first, second.first} <= taken or not _apart(scene, first, second):
            continue
        number = _event_of(scene, first, events, found)
        if number is None:
            continue
        mine = found.setdefault(number, [])
        told = {s.spot.first for s in mine}
        mine += [Setting(s, "one of the stops", 0.75) for s in (first, second) if s.first not in told]


def _towns(scene: Scene) -> list[Spot]:
    towns = {s.first: s for s in scene.spots.values() if s.place is not None and s.place.kind is not Kind.COUNTRY}
    return [towns[i] for i in sorted(towns)]


def _apart(scene: Scene, first: Spot, second: Spot) -> bool:
    """Tell two stops: a date behind each of them, or "in" before each and people between."""
    between = scene.doc[first.last + 1 : second.first]
    if not 0 < len(between) <= FAR or any(
        t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"acl", "amod"} for t in between
    ):
        return False
    joins = any(t.lower_ in {"and", "then"} for t in between) and first.place != second.place
    return joins and (_dated(scene, first, second) or _with_people(scene, first, second))


def _dated(scene: Scene, first: Spot, second: Spot) -> bool:
    """Tell "Muscat from 12 to 13 September and Sanaa from 16 to 17 September"."""
    right = scene.doc[second.first - 1].lower_ in {"and", "then", ","}
    return right and _date_behind(scene, first) and _date_behind(scene, second)


def _date_behind(scene: Scene, spot: Spot) -> bool:
    return any(0 <= d.start - spot.end <= len(" from ") for d in scene.dates)


def _with_people(scene: Scene, first: Spot, second: Spot) -> bool:
    """Tell "the Houthis in Muscat and Hadi's government in Riyadh"."""
    doc = scene.doc
    if doc[first.first - 1].lower_ not in PLACED or doc[second.first - 1].lower_ not in PLACED:
        return False
    names = scene.mentions.keys() | scene.persons.keys()
    return doc[first.last + 1].lower_ in JOINS and any(i in names for i in range(first.last + 2, second.first - 1))


def _event_of(scene: Scene, spot: Spot, events: list[Event], found: dict[int, list[Setting]]) -> int | None:
    """Give the event whose place the first stop is, or the meeting right before it, its partner between."""
    for number, settings in found.items():
        if any(s.spot.first == spot.first for s in settings):
            return number if events[number].family in JOURNEYS | MEETINGS else None
    before = [n for n, e in enumerate(events) if spot.first - FAR < e.trigger.i < spot.first]
    names = scene.mentions.keys() | scene.persons.keys()
    if not before:
        return None
    number = max(before, key=lambda n: events[n].trigger.i)
    if events[number].family not in MEETINGS or scene.doc[spot.first - 1].lower_ not in PLACED:
        return None
    partner = any(i in names for i in range(events[number].trigger.i + 1, spot.first - 1))
    return number if partner else None
