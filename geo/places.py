"""Toponyms: found, resolved in context, and read as a place, a government or a demonym."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.actor_tables import parse_date, read_table
from geo.actors import NameKind, find_actor, states
from geo.areas import areas
from geo.cues import any_of, cues
from geo.model import ActorType, Kind
from geo.placenames import normalise
from geo.scene import Spot, is_country

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token

    from geo.gazetteer import Candidate, Gazetteer
    from geo.language import Sentence
    from geo.mentions import Mention
    from geo.model import Actor, Place
    from geo.people import Person
    from geo.scene import Memory

LONGEST = 5
IN_PLAY = 1.2
SMALL = 15_000
PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
NEVER_TYPES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LAW"})
INNER = frozenset(
    {
        "of",
        "de",
        "la",
        "le",
        "el",
        "al",
        "es",
        "ash",
        "as",
        "-",
        "’",
        "'",
        "the",
        "am",
        "upon",
        "sur",
        "du",
        "da",
        "do",
    }
)
LOCATIVE = frozenset(
    {"in", "at", "near", "to", "from", "outside", "inside", "around", "across", "into", "via", "through", "off"}
)
NOT_PLACES = frozenset(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday north south east west northern southern eastern western central "
    "union summit president minister council assembly group party".split()
)
PARTS_OF_NAMES = frozenset(
    "airport palace hotel embassy center centre university park museum bridge hall house club ministry castle "
    "villa tower mosque church temple monastery station port harbour harbor base camp barracks stadium school "
    "college hospital prison court square street avenue road garden gardens island lake river mountain valley bay "
    "beach resort convention congress parliament institute academy library theatre theater plaza market mall "
    "terminal pier ranch lodge residence mansion estate fort citadel headquarters mission consulate chamber forum "
    "auditorium arena pavilion foundation bank exchange zone crossing gate checkpoint border village town city "
    "district province state republic grand international".split()
)
"""Words that end or fill the name of a building or an institution; towns of these names exist somewhere."""
NO_NAMES = NOT_PLACES | PARTS_OF_NAMES


COMMON_NAMES = frozenset(
    "independence presidential president royal national people peoples government foreign unity congress house "
    "great old new the of imperial federal central peace liberty freedom victory republic".split()
)
TOWNS = frozenset("city town capital village resort island port spa oasis settlement retreat".split())


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
        people = {i for p in persons for i in range(p.first, p.last + 1) if not _maybe_place(p, doc)}
        found: list[Spot] = []
        at = sentence.span.start
        while at < sentence.span.end:
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
            at = max(step, at + 1)
        found = [s for one, after in pairwise([*found, None]) if (s := self._within(sentence, one, after, memory))]
        found += [
            s
            for t in doc[sentence.span.start : sentence.span.end]
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
        if at in people or not _may_start(doc, at):
            return None
        for end in range(_reach(doc, at, min(at + LONGEST, sentence.span.end)), at, -1):
            if any(i in people for i in range(at, end)) or not _may_end(doc, at, end):
                continue
            if any(i in taken and not _swallowed(taken[i], doc, at, end) for i in range(at, end)):
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
        if _named_as_division(doc, first) and (area := areas().get(normalise(text))) is not None:
            return self._spot(sentence, first, last, area)
        near = {m.actor.id for m in taken.values() if m.actor is not None and m.kind is NameKind.NAME}
        ranked = self._ranked(text, memory, self._container(doc, last, sentence.span.end, taken), near)
        if not ranked or not _plausible(doc, first, last, ranked[0], memory):
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
        found = [c for c in found if not _elsewhere(c, text, memory)]
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
        span = sentence.doc[first : last + 1]
        start = sentence.offset + span.start_char
        return Spot(first, last, start, start + len(span.text), span.text, place, government, candidates)


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


def _in_a_run(doc: Doc, first: int, word: str) -> bool:
    """Tell the end of a name that begins with a word: "Operation Lafiya Dole"."""
    at = first - 1
    while at > 0 and doc[at].text != word and doc[at].text[:1].isupper() and doc[at].pos_ == "PROPN":
        at -= 1
    return doc[at].text == word


def _elsewhere(candidate: Candidate, text: str, memory: Memory) -> bool:
    """Tell a building whose name others bear too, Independence Palace, in a state that the text does not name."""
    plain = candidate.place.by_hand and candidate.place.kind is Kind.SITE
    common = all(word in PARTS_OF_NAMES | COMMON_NAMES for word in normalise(text).split())
    return plain and common and candidate.place.country not in memory.states


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


def _maybe_place(person: Person, doc: Doc) -> bool:
    """Tell what the language model took for a person and nothing in the text confirms as one.

    That is a single word, or several where only a place makes sense: "visited Kafr Qasim".
    """
    if person.actor is not None or person.titled:
        return False
    return person.first == person.last or _gone_to(doc, person.first)


def _gone_to(doc: Doc, first: int) -> bool:
    """Tell a name behind "in", "near", "visited"."""
    if first == 0:
        return False
    before = doc[first - 1]
    return before.lower_ in {"in", "at", "near", "outside"} or before.lemma_ in cues().visit_verbs


def _named_as_division(doc: Doc, first: int) -> bool:
    """Tell "the Australian state of Queensland" from a town that has the same name elsewhere."""
    kinds = {"state", "province", "region", "territory"}
    return first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in kinds


def _swallowed(mention: Mention, doc: Doc, first: int, end: int) -> bool:
    """Tell a state's name inside a longer place name: Port Sudan, New Mexico, but not "The United States"."""
    longer = first < mention.first and mention.last < end
    return (
        mention.kind is NameKind.NAME
        and longer
        and not (doc[first].lower_ == "the" and mention.first == first + 1)
    )


def _may_start(doc: Doc, at: int) -> bool:
    token = doc[at]
    return (
        token.text[:1].isupper()
        and not (token.is_sent_start and token.pos_ == "NOUN" and token.lower_ in cues().signing_nouns)
        and token.ent_type_ not in NEVER_TYPES
        and (token.pos_ in {"PROPN", "NOUN", "ADJ"} or token.ent_type_ in PLACE_TYPES)
    )


def _reach(doc: Doc, first: int, top: int) -> int:
    """Give the end of what may stand in one name: capitals, "of", hyphens, but no comma."""
    for end in range(first + 1, top):
        token = doc[end]
        word = token.text
        inside = word[:1].isupper() or token.lower_ in INNER or not token.is_alpha
        if not inside or word in {",", ";", "(", ")", ":"}:
            return end
    return top


def _may_end(doc: Doc, first: int, end: int) -> bool:
    last = doc[end - 1]
    if end - first == 1:
        return last.lower_ not in NO_NAMES
    return last.text[:1].isupper() or last.text[:1].isdigit()


def _plausible(doc: Doc, first: int, last: int, best: Candidate, memory: Memory) -> bool:
    """Tell whether a run of capitalised words with an entry in the gazetteer is meant as a place here."""
    types = {doc[i].ent_type_ for i in range(first, last + 1)}
    before = doc[first - 1] if first > 0 else None
    locative = before is not None and before.lower_ in LOCATIVE
    locative |= first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in TOWNS | {"village"}
    known = best.place.by_hand or best.capital or best.place.kind is not Kind.CITY
    nearby = best.place.country in memory.states
    text = doc[first : last + 1].text
    if first == last and doc[first].is_sent_start and text.lower() in any_of("talk_nouns", "topic_nouns"):
        return False  # "Settlement talks began"
    if first > 1 and not known and _in_a_run(doc, first, "Operation"):
        return False
    building = last + 1 < len(doc) and doc[last + 1].text[:1].isupper() and doc[last + 1].lower_ in PARTS_OF_NAMES
    if building and not known and text.lower() in COMMON_NAMES:  # "Independence Palace" is in no Independence
        return False
    if memory.people.actor(doc[last].text) is not None and not known:
        return False
    if "LANGUAGE" in types:  # "a workshop in Tunis", but "in Tigrinya"
        return locative and (best.capital or best.place.by_hand)
    if types & PLACE_TYPES:
        return best.primary or best.population >= SMALL or nearby or known
    if len(text) < 4 and not known:  # noqa: PLR2004 - abbreviations
        return False
    following = doc[last + 1] if last + 1 < len(doc) else None
    if following is not None and following.pos_ == "PROPN" and following.text[:1].isupper() and not known:
        return False
    if _gone_to(doc, first) and last > first and {doc[i].ent_type_ for i in (first, last)} == {"PERSON"}:
        return last + 1 == len(doc) or doc[last + 1].ent_iob_ != "I"
    if locative:
        return "PERSON" not in types or best.population >= SMALL or known
    if "PERSON" in types:
        return known and last == first and (before is None or before.pos_ != "PROPN")
    return known or (
        best.population >= 10 * SMALL and doc[first].pos_ == "PROPN" and doc[first].is_sent_start is not True
    )
