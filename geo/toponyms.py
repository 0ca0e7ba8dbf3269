"""All toponyms of an article: the reader's place names, peoples' names, datelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.actors import NameKind, state
from geo.model import ActorType, ReadingKind, Toponym
from geo.readings import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language import Paragraph
    from geo.mentions import Mention
    from geo.model import Article, Place
    from geo.places import PlaceFinder
    from geo.scene import Scene

DESCRIBED = frozenset({"here", "capital"})


def find_toponyms(
    article: Article, pieces: list[Paragraph], scenes: list[Scene], finder: PlaceFinder
) -> list[Toponym]:
    """Give the toponyms of an article, left to right, none inside another."""
    found = [*_datelines(article, pieces, finder, scenes)]
    for scene in scenes:
        found += _in_scene(article, scene, finder)
    return _apart(found)


def _apart(found: list[Toponym]) -> list[Toponym]:
    kept: list[Toponym] = []
    for toponym in sorted(found, key=lambda t: (t.start, -t.end)):
        if not kept or toponym.start >= kept[-1].end:
            kept.append(toponym)
    return kept


def _datelines(
    article: Article, pieces: list[Paragraph], finder: PlaceFinder, scenes: list[Scene]
) -> Iterator[Toponym]:
    if not scenes:
        return
    memory = scenes[0].memory
    for piece in pieces:
        if piece.dateline is None:
            continue
        place = finder.resolve(piece.dateline.title(), memory)
        end = piece.dateline_start + len(piece.dateline)
        yield Toponym(
            article.id, piece.dateline_start, end, piece.dateline, ReadingKind.PLACE, place, 0.9, "dateline"
        )


def _in_scene(article: Article, scene: Scene, finder: PlaceFinder) -> Iterator[Toponym]:
    for spot in {s.first: s for s in scene.spots.values()}.values():
        if spot.text.lower() in DESCRIBED:
            continue
        reading, rule = read(scene.doc[spot.first : spot.last + 1].root)
        yield Toponym(article.id, spot.start, spot.end, spot.text, reading, spot.place, 0.9, rule)
    for mention in {m.first: m for m in scene.mentions.values()}.values():
        toponym = _of_mention(article, scene, mention, finder)
        if toponym is not None:
            yield toponym


def _of_mention(article: Article, scene: Scene, mention: Mention, finder: PlaceFinder) -> Toponym | None:
    """Read a people's name, and the name of a state that is no more and has no point."""
    if mention.actor is None or mention.actor.type is not ActorType.STATE or mention.first in scene.spots:
        return None
    place = _country(mention.actor.id, finder)
    if mention.kind is NameKind.DEMONYM:
        reading, rule = ReadingKind.DEMONYM, "a people's name"
    elif mention.kind is NameKind.NAME:
        reading, rule = read(scene.doc[mention.first : mention.last + 1].root)
    else:
        return None
    return Toponym(article.id, mention.start, mention.end, mention.text, reading, place, 0.9, rule)


def _country(code: str, finder: PlaceFinder) -> Place | None:
    """Give a state's point; for a state that is no more, that of the country where its seat lies."""
    known = state(code)
    return finder.gazetteer.country(code) or (finder.gazetteer.country(known.seat_country) if known else None)
