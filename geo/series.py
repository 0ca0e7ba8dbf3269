"""Lists of actors read word by word: "A of X, B of Y and Z", however the parser hangs their parts together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.cues import any_of, cues
from geo.event import Event, Part
from geo.phrases import OFFICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from geo.memory import Named
    from geo.scene import Scene

FEWEST = 3
SURE = 0.8
INSIDE = frozenset({"the", "of", "for", "'s", "’s", "-", "mr", "mrs", "ms", "mr.", "mrs.", "ms.", "from"})
Series = list[list["Named"]]
JOURNEYS = frozenset({"visit", "visit-verb", "travel"})
BREAK = "|"
Run = list[tuple["Token", str]]


def complete(scene: Scene, events: list[Event]) -> list[Event]:
    """Give to events of which one of a list is a part the whole list, in its role."""
    lists = find_series(scene)
    return [_completed(e, lists) for e in events] if lists else events


def _completed(event: Event, lists: list[Series]) -> Event:
    parts = list(event.parts)
    for part in event.parts:
        mine = next((s for s in lists if any(_is(part.named, n) for item in s for n in item)), None)
        if mine is None or event.family in JOURNEYS:
            continue
        for named in (item[0] for item in mine):
            if all(named.actor.id != p.named.actor.id for p in parts):
                sure = min(SURE, part.confidence)
                parts.append(Part(named, part.role, f"in one list: {part.rule}", sure, part.sentence))
    return replace(event, parts=parts)


def _is(one: Named, other: Named) -> bool:
    return one.actor.id == other.actor.id and other.start <= one.start < other.end


def find_series(scene: Scene) -> list[Series]:
    """Find the lists of at least three actors that end with "and"; an item may name its actor twice."""
    found: list[Series] = []
    if "and" not in scene.said() or len({*scene.persons, *scene.mentions, *scene.spots}) < FEWEST:
        return found
    for run in _runs(scene):
        items = _items(scene, run)
        first = run[0][0]
        if first.i > scene.sentence.span.start and first.nbor(-1).lower_ in cues().place_preps:
            items = items[1:]  # "In Baku, Turkey, Georgia and Iran"
        if len(items) >= FEWEST and all(len({n.actor.id for n in item}) == 1 for item in items):
            found.append(items)
    return found


def _runs(scene: Scene) -> Iterator[Run]:
    """Give the stretches of a sentence that hold nothing but names, titles, commas and "and"."""
    run: Run = []
    for token in scene.tokens():
        kind = _kind(scene, token)
        if kind != BREAK:
            run.append((token, kind))
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _items(scene: Scene, run: Run) -> Series:
    """Give the names of each item up to the one after "and"; an item of unknown names alone is left out."""
    items: Series = [[]]
    closing = False
    for token, kind in run:
        if kind == "name":
            items[-1] += _name(scene, token)
        elif kind in {",", "and"}:
            if closing and items[-1]:
                break
            closing = closing or kind == "and"
            items.append([])
    return [i for i in items if i] if closing else []


def _kind(scene: Scene, token: Token) -> str:
    if token.i in scene.persons or token.i in scene.mentions or token.i in scene.spots:
        return "name"
    if token.lower_ == "and" or token.text in {",", ";"}:
        return "and" if token.lower_ == "and" else ","
    inside = token.lower_ in INSIDE or token.lemma_.lower() in any_of("titles", "bodies", also=OFFICES)
    return "inside" if inside or token.pos_ == "PROPN" else BREAK


def _name(scene: Scene, token: Token) -> list[Named]:
    person = scene.persons.get(token.i)
    if person is not None:
        actor = person.actor or scene.memory.people.actor(person.surname)
        return [scene.named(actor, person.first, person.last, person=True)] if actor is not None else []
    mention = scene.mentions.get(token.i)
    if mention is not None and mention.actor is not None:
        return [scene.named(mention.actor, mention.first, mention.last)]
    spot = scene.spots.get(token.i)
    return [] if spot is None or spot.government is None else [scene.named(spot.government, spot.first, spot.last)]
