"""All toponyms of an article: place names, peoples' names, datelines, sites, names inside names of bodies.

The reader's own place names come first. What the gazetteer does not hold, or holds under a namesake, is put
where the text around it is: a street at its town, with the town's precision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.actors import NameKind, state
from geo.anchors import NEAR_KM, Anchors, distance_km
from geo.areas import areas, division, is_wide, peoples
from geo.facilities import entity_names, site_names
from geo.model import ActorType, Kind, Place, ReadingKind, Toponym
from geo.placenames import normalise, regions
from geo.readings import read, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.gazetteer import Candidate
    from geo.language import Paragraph
    from geo.mentions import Mention
    from geo.model import Article
    from geo.places import PlaceFinder
    from geo.readings import Reading
    from geo.scene import Scene

DESCRIBED = frozenset({"here", "capital"})
UNIONS = frozenset({"European Union"})
OF_EUROPE = "European "  # the names of its bodies begin so
DOLLARS = frozenset({"dollar", "dollars"})
MISSIONS = frozenset({"embassy", "consulate"})
ELSEWHERE_KM = 400.0
NEARBY = 1.5
TOWN = 100_000
SHORT = 3
SURE = 0.9
GUESSED = 0.6
AGENCY = re.compile(r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)? ?\((?:AP|AFP|APP|Reuters|RNS|UPI|CNN)\)")
DIVISION = re.compile(r"[^\w\n]{0,3}, ?([A-Z][\w.]*(?: [A-Z][\w.]+)?)")


def find_toponyms(
    article: Article, pieces: list[Paragraph], scenes: list[Scene], finder: PlaceFinder
) -> list[Toponym]:
    """Give the toponyms of an article, left to right, none inside another."""
    if not scenes:
        return []
    maker = _Maker(article, finder, scenes[0])
    sure = [*maker.datelines(pieces), *(t for scene in scenes for t in maker.in_scene(scene))]
    sure += [*maker.divisions(sure)]
    anchors = Anchors(_apart(sure))
    settled = [maker.settled(t, anchors) for t in sure]
    anchors = Anchors(_apart(settled))
    named = [t for scene in scenes for t in maker.named(scene, anchors)]
    return _behind_towns(article.text, _apart([*settled, *named]))


def _behind_towns(text: str, found: list[Toponym]) -> list[Toponym]:
    """Read what only tells where a town lies, and a town before an agency's name, as places."""
    kept: list[Toponym] = []
    for toponym in found:
        before = kept[-1] if kept else None
        tells = before is not None and text[before.end : toponym.start] == ", " and _lies_in(before, toponym)
        if toponym.reading is ReadingKind.GOVERNMENT and (tells or AGENCY.match(text, toponym.end)):
            kept.append(replace(toponym, reading=ReadingKind.PLACE, rule="tells where a town is"))
        else:
            kept.append(toponym)
    return kept


def _lies_in(town: Toponym, area: Toponym) -> bool:
    inner, outer = town.place, area.place
    if inner is None or outer is None or outer.kind not in {Kind.REGION, Kind.COUNTRY}:
        return False
    return inner.country == outer.country and inner.kind not in {Kind.REGION, Kind.COUNTRY}


def _apart(found: Iterable[Toponym]) -> list[Toponym]:
    """Keep the first and longest of names that lie over one another."""
    kept: list[Toponym] = []
    for toponym in sorted(found, key=lambda t: (t.start, -t.end, -t.confidence)):
        if not kept or toponym.start >= kept[-1].end:
            kept.append(toponym)
        elif toponym.end > kept[-1].end and toponym.end - toponym.start > kept[-1].end - kept[-1].start:
            kept[-1] = toponym
    return kept


@lru_cache(1 << 14)
def _begins_an_area(word: str) -> bool:
    start = normalise(word)
    return any(name.startswith(start) for name in areas())


@lru_cache(1 << 14)
def _begins_a_people(word: str) -> bool:
    return any(name.startswith(word) for name in peoples())


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the toponyms of one article."""

    article: Article
    finder: PlaceFinder
    first: Scene

    def make(self, start: int, end: int, reading: Reading, place: Place | None, sure: float) -> Toponym:
        """Make a toponym out of offsets in the article."""
        text = self.article.text[start:end]
        return Toponym(self.article.id, start, end, text, reading[0], place, sure, reading[1])

    def datelines(self, pieces: list[Paragraph]) -> Iterator[Toponym]:
        """Give the places that paragraphs begin with: "SEVERN, Md. (AP) -"."""
        for piece in pieces:
            if piece.dateline is None:
                continue
            start, end = piece.dateline_start, piece.dateline_start + len(piece.dateline)
            place = self.finder.resolve(piece.dateline.title(), self.first.memory)
            yield self.make(start, end, (ReadingKind.PLACE, "dateline"), place, SURE)

    def divisions(self, found: list[Toponym]) -> Iterator[Toponym]:
        """Give the division behind a town and a comma: "Slidell, La."."""
        taken = {t.start for t in found}
        for toponym in found:
            match = DIVISION.match(self.article.text, toponym.end)
            if match is None or match.start(1) in taken:
                continue
            for text in (match[1], match[1].split(" ")[0]):
                place = division(text) or areas().get(normalise(text))
                if place is None and toponym.rule == "dateline":
                    place = next(
                        (c.place for c in self.candidates(text)[:1] if c.place.kind is Kind.COUNTRY), None
                    )
                if place is not None:
                    end = match.start(1) + len(text)
                    yield self.make(match.start(1), end, (ReadingKind.PLACE, "behind a town"), place, SURE)
                    break

    def in_scene(self, scene: Scene) -> Iterator[Toponym]:
        """Give the reader's own place names, and the names of peoples and former states."""
        for spot in {s.first: s for s in scene.spots.values()}.values():
            if spot.text.lower() not in DESCRIBED and not _first_name(scene, spot.first, spot.last):
                reading = read(scene.doc[spot.first : spot.last + 1].root)
                place = areas().get(normalise(spot.text), spot.place)
                if place is not None and is_wide(place):
                    reading = ReadingKind.PLACE, "a part of the world"
                yield self.make(spot.start, spot.end, reading, place, SURE)
        for mention in {m.first: m for m in scene.mentions.values()}.values():
            toponym = None if mention.first in scene.spots else self.of_mention(scene, mention)
            if toponym is not None:
                yield toponym
        yield from self.peoples(scene)
        yield from self.areas(scene)
        yield from self.dollars(scene)

    def dollars(self, scene: Scene) -> Iterator[Toponym]:
        """Give the state whose money is meant: "6.5 billion US dollars"."""
        for token in scene.sentence.capitals:
            following = scene.doc[token.i + 1] if token.i + 1 < len(scene.doc) else None
            if token.text in {"US", "U.S."} and following is not None and following.lower_ in DOLLARS:
                start, end = self.offsets(scene, token.i, token.i)
                reading = ReadingKind.GOVERNMENT, "names a currency"
                yield self.make(start, end, reading, self.country("USA"), SURE)

    def of_mention(self, scene: Scene, mention: Mention) -> Toponym | None:
        """Read a people's name, and the name of a state that is no more and has no point."""
        if mention.actor is None:
            return None
        reading = read(scene.doc[mention.first : mention.last + 1].root)
        if mention.actor.id in UNIONS and normalise(mention.text) in areas():
            return self.make(mention.start, mention.end, reading, areas()[normalise(mention.text)], SURE)
        if mention.actor.type is ActorType.ORGANISATION and mention.text.startswith(OF_EUROPE):
            body = ReadingKind.GOVERNMENT, "names a body"
            return self.make(mention.start, mention.end, body, areas()["europe"], SURE)
        if mention.actor.type is not ActorType.STATE or mention.kind not in {NameKind.DEMONYM, NameKind.NAME}:
            return None
        if mention.kind is NameKind.DEMONYM:
            reading = ReadingKind.DEMONYM, "a people's name"
        return self.make(mention.start, mention.end, reading, self.country(mention.actor.id), SURE)

    def country(self, code: str) -> Place | None:
        """Give a state's point; for a state that is no more, that of the country where its seat lies."""
        known, gazetteer = state(code), self.finder.gazetteer
        return gazetteer.country(code) or (gazetteer.country(known.seat_country) if known else None)

    def peoples(self, scene: Scene) -> Iterator[Toponym]:
        """Give the peoples of areas, and others that the language model knows as peoples."""
        taken = {i for m in scene.mentions.values() for i in range(m.first, m.last + 1)} | set(scene.spots)
        for token in scene.sentence.capitals:
            if token.i in taken:
                continue
            if token.ent_type_ != "NORP" and not _begins_a_people(token.lower_):
                continue
            pair = scene.doc[token.i : token.i + 2]
            span = pair if pair.text.lower() in peoples() else scene.doc[token.i : token.i + 1]
            place = peoples().get(span.text.lower())
            known = token.ent_type_ == "NORP" and token.is_alpha and token.lemma_.lower() not in words().no_peoples
            if place is not None or (known and token.lower_.rstrip("s") not in words().no_peoples):
                start, end = self.offsets(scene, span.start, span.end - 1)
                yield self.make(start, end, (ReadingKind.DEMONYM, "a people's name"), place, SURE)

    def areas(self, scene: Scene) -> Iterator[Toponym]:
        """Give the divisions of great states, which the language model takes for persons and bodies."""
        for token in scene.sentence.capitals:
            if not _begins_an_area(token.text):
                continue
            for length in (3, 2, 1):
                span = scene.doc[token.i : token.i + length]
                place = areas().get(normalise(span.text))
                doubtful = length == 1 and token.ent_type_ in {"", "PERSON"}
                if place is None or place.country is None or doubtful or len(span) < length:
                    continue
                start, end = self.offsets(scene, token.i, token.i + length - 1)
                yield self.make(start, end, read(span.root), place, SURE)
                break

    def settled(self, toponym: Toponym, anchors: Anchors) -> Toponym:
        """Move a town to its namesake near the other places of the text."""
        if (
            self.article.text[toponym.end : toponym.end + 2] == ", "
            and self.article.text[toponym.end + 2 :][:1].isupper()
        ):
            return toponym  # "Tripoli, Lebanon" tells it already
        place = toponym.place
        if place is None or place.kind is not Kind.CITY or place.source != "gazetteer":
            return toponym
        container = self.container(toponym)
        found = [c for c in self.candidates(toponym.text) if c.place.kind is Kind.CITY]
        if container is not None:
            inside = [c for c in found if _inside(c, container)]
            return replace(toponym, place=inside[0].place) if inside else toponym
        memory = self.first.memory
        scored = [
            (c.score + NEARBY * anchors.near(c.place, toponym.text) + (c.place.country in memory.states), c)
            for c in found
        ]
        best = max(scored, key=lambda pair: pair[0], default=None)
        return toponym if best is None else replace(toponym, place=best[1].place)

    def container(self, toponym: Toponym) -> Place | None:
        match = DIVISION.match(self.article.text, toponym.end)
        if match is None:
            return None
        return division(match[1]) or division(match[1].split(" ")[0])

    def candidates(self, text: str) -> list[Candidate]:
        return self.finder.gazetteer.candidates(text, 10)

    def named(self, scene: Scene, anchors: Anchors) -> Iterator[Toponym]:
        """Give sites, what the language model calls places, and towns in the names of bodies."""
        people = set(scene.persons)
        for first, last in (*site_names(scene.sentence), *entity_names(scene.sentence)):
            if first in people or any(
                i in scene.spots and scene.spots[i].last > last for i in range(first, last + 1)
            ):
                continue
            if scene.doc[first].lower_ in MISSIONS and any(i in scene.mentions for i in range(first, last + 1)):
                continue  # "Embassy of Ukraine" tells whose it is, not where
            start, end = self.offsets(scene, first, last)
            place = self.site(self.article.text[start:end], anchors, start, end)
            yield self.make(start, end, read(scene.doc[first : last + 1].root), place, GUESSED)
        for entity in scene.sentence.entities:
            if entity.label_ == "ORG":
                yield from self.body(scene, entity.start, entity.end)
        yield from self.again(scene, anchors)

    def again(self, scene: Scene, anchors: Anchors) -> Iterator[Toponym]:
        """Give places that the article has named elsewhere: "Slidell PD", "Suffolk Times"."""
        starts = {text[:2] for text in anchors.known}
        for token in scene.sentence.capitals:
            if token.text[:2] not in starts or token.i in scene.persons or token.i in scene.spots:
                continue
            for length in (3, 2, 1):
                span = scene.doc[token.i : token.i + length]
                person = any(t.i in scene.persons for t in span)
                if span.text in anchors.known and len(span.text) > SHORT and not person:
                    start, end = self.offsets(scene, token.i, token.i + length - 1)
                    yield self.make(start, end, read(span.root), anchors.known[span.text], GUESSED)
                    break

    def offsets(self, scene: Scene, first: int, last: int) -> tuple[int, int]:
        start, text = scene.sentence.words(first, last)
        return start, start + len(text)

    def site(self, text: str, anchors: Anchors, start: int, end: int) -> Place | None:
        """Place a site: where the gazetteer knows it near the text's other places, else at the place around it."""
        around = anchors.around(start, end)
        for candidate in self.candidates(text):
            by_hand = candidate.place.by_hand or candidate.place.kind is not Kind.CITY
            if by_hand or around is None or distance_km(candidate.place, around) <= NEAR_KM:
                return candidate.place
        area = _begins_with_area(text)
        if area is not None and (around is None or distance_km(area, around) > ELSEWHERE_KM):
            return Place(text, area.lat, area.lon, area.country, Kind.SITE, area.source, Kind.REGION)
        seat = self.county_seat(text, anchors)
        if seat is not None:
            return Place(text, seat.lat, seat.lon, seat.country, Kind.REGION)
        if around is None:
            return None
        return Place(text, around.lat, around.lon, around.country, Kind.SITE, around.source, around.precision)

    def county_seat(self, text: str, anchors: Anchors) -> Place | None:
        """Give the town that a county is named like, in a state that the article names."""
        name, _, kind = text.rpartition(" ")
        named = anchors.regions() if kind.lower() == "county" else []
        return next((c.place for c in self.candidates(name) if any(_inside(c, region) for region in named)), None)

    def body(self, scene: Scene, first: int, end: int) -> Iterator[Toponym]:
        """Give the town that the name of a body begins with: "Lagos Chamber of Commerce"."""
        while first < end and scene.doc[first].lower_ in {"the", "a"}:
            first += 1
        for stop in range(min(first + 3, end - 1), first, -1):
            if any(i in scene.spots or i in scene.mentions or i in scene.persons for i in range(first, stop)):
                return
            found = [c for c in self.candidates(scene.doc[first:stop].text) if c.primary]
            if found and (found[0].population >= TOWN or found[0].place.kind is not Kind.CITY):
                start, finish = self.offsets(scene, first, stop - 1)
                yield self.make(start, finish, (ReadingKind.GOVERNMENT, "names a body"), found[0].place, GUESSED)
                return


def _first_name(scene: Scene, first: int, last: int) -> bool:
    """Tell "Jordan Smith": one person to the language model, the rest of whose name is no place."""
    following = scene.doc[last + 1] if last + 1 < len(scene.doc) else None
    if first != last or scene.doc[first].ent_type_ != "PERSON" or following is None:
        return False
    return following.ent_type_ == "PERSON" and following.ent_iob_ == "I" and following.pos_ == "PROPN"


def _begins_with_area(text: str) -> Place | None:
    """Give the division that a name begins with: "Arizona State University", "New York Public Library"."""
    parts = text.split(" ")
    names = (normalise(" ".join(parts[:count])) for count in range(len(parts) - 1, 0, -1))
    found = (areas().get(name) or next((r.place for r in regions().get(name, ())), None) for name in names)
    return next((place for place in found if place is not None and place.country is not None), None)


def _inside(candidate: Candidate, area: Place) -> bool:
    same = [r for r in regions().get(normalise(area.name), ()) if r.place == area]
    return any(candidate.admin1 == r.admin1 and candidate.place.country == area.country for r in same)
