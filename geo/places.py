"""Toponyms: found, resolved in context, and read as a place, a government or a demonym."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.actor_tables import parse_date, read_table
from geo.actors import NameKind, find_actor, states
from geo.areas import areas
from geo.cues import cues
from geo.memory import Spot
from geo.model import ActorType, Kind
from geo.placelike import (
    LONGEST,
    PARTS_OF_NAMES,
    TOWNS,
    elsewhere,
    may_end,
    may_start,
    maybe_place,
    named_as_division,
    plausible,
    reach,
    swallowed,
)
from geo.placenames import normalise
from geo.scene import is_country

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token

    from geo.gazetteer import Candidate, Gazetteer
    from geo.language import Sentence
    from geo.memory import Memory
    from geo.mentions import Mention
    from geo.model import Actor, Place
    from geo.people import Person

POINTING = frozenset({"here", "there"})
IN_PLAY = 1.2
"""Words that end or fill the name of a building or an institution; towns of these names exist somewhere."""


@dataclass(frozen=True, slots=True)
class Container:
    """What a text says a place lies in: a state's alpha-3 code or a region's name; ``certain`` leaves no other."""

    name: str
    state: bool = False
    certain: bool = False


@dataclass(frozen=True, slots=True)
class PlaceFinder:
    """Finds place names with a gazetteer; ``capitals`` maps a place's geonameid or name to its state."""

    gazetteer: Gazetteer
    capitals: dict[tuple[str, str | None], Actor]

    def spots(
        self, sentence: Sentence, mentions: list[Mention], persons: list[Person], memory: Memory
    ) -> list[Spot]:
        """Find the place names of a sentence, left to right, states and seats of government among them."""
        doc = sentence.doc
        taken = {i: m for m in mentions for i in range(m.first, m.last + 1)}
        people = {i for p in persons for i in range(p.first, p.last + 1) if not maybe_place(p, doc)}
        found: list[Spot] = []
        done = sentence.span.start
        capitals = {t.i for t in sentence.capitals}
        for at in sorted(capitals | taken.keys()):
            if at < done:
                continue
            mention = taken.get(at)
            if (
                mention is not None
                and mention.first == at
                and (longer := self._longest(sentence, at, {}, people, memory))
            ):
                spot = longer if longer.last > mention.last and longer.place is not None else None
                spot = spot or self._of_mention(sentence, mention, memory)
                step = max(mention.last, spot.last if spot is not None else 0) + 1
            elif mention is not None:
                spot = self._of_mention(sentence, mention, memory)
                step = mention.last + 1
            else:
                spot = self._longest(sentence, at, taken, people, memory)
                step = spot.last + 1 if spot is not None else at + 1
            if spot is not None and not (found and _goes_on(found[-1], spot)):
                found.append(spot)
            done = max(step, at + 1)
        found = [s for one, after in pairwise([*found, None]) if (s := self._within(sentence, one, after, memory))]
        found += [
            s
            for t in sentence.tokens
            if t.lower_ in POINTING or t.lemma_.lower() in TOWNS
            for s in self._descriptions(sentence, t, taken, found, memory)
        ]
        towns = [s.place for s in found if s.place is not None and _may_be_meant(doc, s)]
        memory.town = towns[-1] if towns else memory.town
        return sorted(found, key=lambda s: s.first)

    def _within(self, sentence: Sentence, one: Spot | None, after: Spot | None, memory: Memory) -> Spot | None:
        """Look for a town of "Argyle airport in St Vincent" there alone: it may have a namesake in America."""
        if one is None or after is None or one.place is None or after.place is None or one.place.by_hand:
            return one
        between = [t.lower_ for t in sentence.doc[one.last + 1 : after.first]]
        lies_in = between[-1:] == ["in"] and all(word in PARTS_OF_NAMES for word in between[:-1])
        country = after.place.country if is_country(after.place) and one.place.kind is Kind.CITY else None
        if not lies_in or country in {None, one.place.country}:
            return one
        inside = self._ranked(one.text, memory, Container(country or "", state=True, certain=True))
        return replace(one, place=inside[0].place, government=None, candidates=()) if inside else None

    def _of_mention(self, sentence: Sentence, mention: Mention, memory: Memory) -> Spot | None:
        if mention.actor is None or mention.kind in {NameKind.DEMONYM, NameKind.LEADER}:
            return None
        place = None
        if mention.kind is NameKind.NAME and mention.actor.type is ActorType.STATE:
            place = self.gazetteer.country(mention.actor.id) or self._best(mention.text, memory)
        elif mention.kind is NameKind.METONYM:
            place = self._site(mention.text)
        if place is None:
            return None
        return self._spot(sentence, mention.first, mention.last, place, mention.actor)

    def _site(self, text: str) -> Place | None:
        found = [c.place for c in self.gazetteer.candidates(text, 3) if c.place.by_hand]
        return found[0] if found else None

    def _longest(
        self, sentence: Sentence, at: int, taken: dict[int, Mention], people: set[int], memory: Memory
    ) -> Spot | None:
        doc = sentence.doc
        if at in people or not may_start(doc, at):
            return None
        for end in range(reach(doc, at, min(at + LONGEST, sentence.span.end)), at, -1):
            if any(i in people for i in range(at, end)) or not may_end(doc, at, end):
                continue
            if any(i in taken and not swallowed(taken[i], doc, at, end) for i in range(at, end)):
                continue
            text = doc[at:end].text
            if not self.gazetteer.contains(normalise(text)):
                continue
            spot = self._accepted(sentence, at, end - 1, memory, taken)
            if spot is not None:
                return spot
        return None

    def _accepted(
        self, sentence: Sentence, first: int, last: int, memory: Memory, taken: dict[int, Mention]
    ) -> Spot | None:
        doc = sentence.doc
        text = doc[first : last + 1].text
        if named_as_division(doc, first) and (area := areas().get(normalise(text))) is not None:
            return self._spot(sentence, first, last, area)
        near = {m.actor.id for m in taken.values() if m.actor is not None and m.kind is NameKind.NAME}
        ranked = self._ranked(text, memory, self._container(doc, last, sentence.span.end, taken), near)
        if not ranked or not plausible(doc, first, last, ranked[0], memory):
            return None
        place = ranked[0].place
        government = self.capitals.get((place.name, place.country)) if place.kind is Kind.CITY else None
        return self._spot(sentence, first, last, place, government, tuple(c.place for c in ranked[:4]))

    def _container(self, doc: Doc, last: int, end: int, taken: dict[int, Mention]) -> Container | None:
        """Read what follows a comma: "Moscow, Idaho"."""
        if last + 2 >= end or doc[last + 1].text != ",":
            return None
        mention = taken.get(last + 2)
        if mention is not None and mention.actor is not None and mention.kind is NameKind.NAME:
            return Container(mention.actor.id, state=True)
        text = doc[last + 2].text
        return Container(text) if text[:1].isupper() else None

    def _ranked(
        self, text: str, memory: Memory, container: Container | None, near: Collection[str] = ()
    ) -> list[Candidate]:
        found = self.gazetteer.candidates(text, 8)
        if container is not None:
            inside = [c for c in found if c.place.country == container.name]
            if not inside and not container.state:
                there = self.gazetteer.search(f"{text}, {container.name}")
                number = there[0].place.geonameid if there else None
                inside = [c for c in found if number is not None and c.place.geonameid == number]
            found = inside or ([] if container.certain else found)
        found = [c for c in found if not elsewhere(c, text, memory)]
        if found and found[0].place.by_hand:
            return found
        return sorted(found, key=lambda c: -(c.score + _in_play(c, memory.states) + _in_play(c, near)))

    def _best(self, text: str, memory: Memory) -> Place | None:
        ranked = self._ranked(text, memory, None)
        return ranked[0].place if ranked else None

    def resolve(self, text: str, memory: Memory) -> Place | None:
        """Resolve a name that stands alone, as in a dateline ("BEIRUT/MOSCOW" gives the first)."""
        name = text.split("/", maxsplit=1)[0].strip()
        return self._best(name, memory)

    def _descriptions(
        self, sentence: Sentence, token: Token, taken: dict[int, Mention], found: list[Spot], memory: Memory
    ) -> list[Spot]:
        """Read "here", and "the Kazakh capital" where no name follows."""
        if (
            token.lower_ == "here"
            and memory.here is not None
            and token.dep_ in {"advmod", "pcomp", "pobj", "npadvmod", "ROOT"}
        ):
            return [self._spot(sentence, token.i, token.i, memory.here)]
        if _this_town(token) and memory.here is not None:
            return [self._spot(sentence, token.i, token.i, memory.here)]
        if memory.town is not None and (_same_town(token, taken, memory.town) or (_there(token) and not found)):
            return [self._spot(sentence, token.i, token.i, memory.town)]
        named = [s for s in found if s.first in {token.i + 1, token.i + 2} and s.place is not None]
        if token.lemma_.lower() != "capital" or any(not is_country(s.place) for s in named if s.place is not None):
            return []
        owner = next((taken[i] for i in range(token.left_edge.i, token.i) if i in taken), None)
        if owner is None:
            owner = next(
                (taken[t.i] for c in token.children if c.lower_ == "of" for t in c.children if t.i in taken), None
            )
        if owner is None or owner.actor is None or owner.actor.type is not ActorType.STATE:
            return []
        place = self.capital(owner.actor.id, memory)
        return [] if place is None else [self._spot(sentence, token.i, token.i, place)]

    def capital(self, alpha3: str, memory: Memory) -> Place | None:
        """Give the capital of a state on the article's day."""
        for row in read_table("former_capitals"):
            until = parse_date(row["until"])
            if row["alpha3"] == alpha3 and memory.day is not None and until is not None and memory.day < until:
                found = (c.place for c in self.gazetteer.candidates(row["city"], 10))
                return next((p for p in found if p.country == alpha3), None)
        return self.gazetteer.capital(alpha3)

    def _spot(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        place: Place,
        government: Actor | None = None,
        candidates: tuple[Place, ...] = (),
    ) -> Spot:
        start, text = sentence.words(first, last)
        return Spot(first, last, start, start + len(text), text, place, government, candidates)


def _goes_on(one: Spot, other: Spot) -> bool:
    """Tell the rest of a longer name, "Baghdad Lyon Hotel", from a place of its own."""
    if one.place is None or other.place is None or is_country(one.place):
        return False
    plain = other.place.kind is Kind.CITY and other.government is None and not other.place.by_hand
    return plain and one.last + 1 == other.first


def _this_town(token: Token) -> bool:
    """Tell "in this Red Sea resort", which is the place of the dateline."""
    return token.lemma_.lower() in TOWNS and any(c.lower_ == "this" for c in token.children)


def _same_town(token: Token, taken: dict[int, Mention], town: Place) -> bool:
    """Tell "in the same city", "in the same Uzbek town", which is the town told before."""
    if token.lemma_.lower() not in TOWNS or not any(c.lower_ == "same" for c in token.children):
        return False
    states = {m.actor.id for c in token.children if (m := taken.get(c.i)) is not None and m.actor is not None}
    return not states or town.country in states


def _there(token: Token) -> bool:
    """Tell "is expected there for talks" from "there were talks"."""
    return token.lower_ == "there" and token.dep_ == "advmod" and token.head.pos_ == "VERB"


def _may_be_meant(doc: Doc, spot: Spot) -> bool:
    """Tell a town that a later "there" may go back to; not that of "the situation in Idlib"."""
    head = doc[spot.first : spot.last + 1].root.head
    spoken_of = head.dep_ == "prep" and head.head.lemma_.lower() in cues().topic_nouns
    return spot.place is not None and spot.place.kind in {Kind.CITY, Kind.SITE} and not spoken_of


def _in_play(candidate: Candidate, named: Collection[str]) -> float:
    """Give the bonus of a place in a state that is named; every other town has a namesake in America."""
    if candidate.place.country not in named:
        return 0.0
    return IN_PLAY / 2 if candidate.place.country == "USA" else IN_PLAY


def finder(gazetteer: Gazetteer) -> PlaceFinder:
    """Make a finder; the capitals are looked up once."""
    capitals: dict[tuple[str, str | None], Actor] = {}
    for code, state in states().items():
        actor = find_actor(code)
        if actor is None or state.dissolved is not None:
            continue
        place = gazetteer.capital(code)
        if place is not None:
            capitals.setdefault((place.name, place.country), actor)
        for candidate in gazetteer.candidates(state.capital, 1) if state.capital else ():
            capitals.setdefault((candidate.place.name, candidate.place.country), actor)
    return PlaceFinder(gazetteer, capitals)
