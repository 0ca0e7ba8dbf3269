"""The reader: one article in, its toponyms and meetings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.actors import NameKind, home_states
from geo.bystanders import BYSTANDER
from geo.cues import any_of, cues
from geo.dates import find_dates
from geo.events import find_events
from geo.language import DEFAULT_MODEL, load_model, looks_english, paragraphs, parse
from geo.meetings import assemble
from geo.memberships import MEMBER, learn_members
from geo.memory import Memory
from geo.mentions import actor_mentions, head_of
from geo.model import ActorType, Article, Extraction, Role
from geo.own_names import NONE, use
from geo.people import People, find_people, named_again
from geo.phrases import office, place_head
from geo.places import finder
from geo.presence_rules import as_what
from geo.repairs import repair
from geo.scene import UN, Scene
from geo.settings import same_spot
from geo.short_names import with_short_names
from geo.syntax import passive
from geo.toponyms import find_toponyms
from geo.traces import has_trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.event import Event
    from geo.gazetteer import Gazetteer
    from geo.language import Paragraph, Sentence
    from geo.memory import Named, Spot
    from geo.mentions import Mention
    from geo.own_names import OwnNames
    from geo.places import PlaceFinder


BESIDE_THE_TABLE = frozenset({Role.MEDIATOR, Role.ORGANISER, Role.OBSERVER, Role.ABSENT})
LEAVING = frozenset({"leave", "quit", "reach", "enter"})
HANDFUL = 128
HANDFUL_CHARS = 200_000


class Reader:
    """Reads articles. ``model`` is the name of an installed spaCy model; it is loaded with the first article.

    ``only_meetings`` passes an article without a trace of a meeting over before the parse: it gives no toponyms.
    ``own`` are names of the user's own that are known besides the tables'.

    Raises ``OSError`` where the model is not installed.
    """

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        gazetteer: Gazetteer | None = None,
        *,
        only_meetings: bool = False,
        own: OwnNames = NONE,
    ) -> None:
        self.model = model
        self.only_meetings = only_meetings
        self._own = own
        self._gazetteer = gazetteer
        self._finder: PlaceFinder | None = None

    @property
    def finder(self) -> PlaceFinder:
        """The finder of places, made at its first use."""
        if self._finder is None:
            from geo.gazetteer import open_gazetteer

            self._finder = finder(self._gazetteer or open_gazetteer())
        return self._finder

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Read articles; give one Extraction for each, in the same order."""
        for some in _handfuls(articles):
            yield from self._read_some(some)

    def _read_some(self, articles: list[Article]) -> Iterator[Extraction]:
        use(self._own)
        english = [looks_english(a.text) for a in articles]
        traced = [e and has_trace(a) for e, a in zip(english, articles, strict=True)]
        wanted = [t or (e and not self.only_meetings) for e, t in zip(english, traced, strict=True)]
        pieces = [paragraphs(a.text) for a, w in zip(articles, wanted, strict=True) if w]
        parsed = parse(load_model(self.model), [(p, p) for p in pieces]) if pieces else iter(())
        for article, understood, told, parse_it in zip(articles, english, traced, wanted, strict=True):
            use(self._own)  # other readers may be at work between two articles
            if not understood:
                yield Extraction(article, skipped="not English: Parley reads English only")
            elif parse_it:
                sentences, mine = next(parsed)
                yield self._read(article, mine, sentences, traced=told)
            else:
                yield Extraction(article)

    def _read(
        self, article: Article, pieces: list[Paragraph], sentences: list[Sentence], *, traced: bool
    ) -> Extraction:
        memory = Memory(People(), day=article.published)
        scenes = self._scenes(article, pieces, sentences, memory)
        events: list[Event] = []
        for scene in scenes:
            repair(scene)
        for scene in scenes:
            learn_members(scene, memory)
        for scene in scenes:
            _persons_act(scene)
            scene.read = {}
            if _subjects_together(scene):
                scene.read = {}  # "the two sides" are others now
            found = find_events(scene)
            events += found
            _remember(scene, found)
            scene.read = None
        toponyms = find_toponyms(article, pieces, scenes, self.finder)
        return Extraction(article, tuple(toponyms), tuple(assemble(article, events)) if traced else ())

    def _scenes(
        self, article: Article, pieces: list[Paragraph], sentences: list[Sentence], memory: Memory
    ) -> list[Scene]:
        plain = [list(actor_mentions(s, article.published)) for s in sentences]
        mentions = with_short_names(sentences, plain)
        for found in mentions:
            for mention in found:
                if mention.actor is not None and mention.actor.type is not ActorType.STATE:
                    memory.others.add(mention.actor.id)
                memory.names_un |= mention.actor is not None and mention.actor.id == UN.id
                if mention.actor is not None and mention.actor.type is ActorType.NONSTATE:
                    for home in home_states(mention.actor.id)[:1]:
                        memory.troubled[home] = memory.troubled.get(home, 0) + 1
                if mention.actor is not None and mention.actor.type is ActorType.STATE:
                    memory.states[mention.actor.id] = memory.states.get(mention.actor.id, 0) + 1
                    if _in_trouble(mention, sentences[mention.sentence]):
                        memory.troubled[mention.actor.id] = memory.troubled.get(mention.actor.id, 0) + 1
        people = [find_people(s, m) for s, m in zip(sentences, mentions, strict=True)]
        for found_people in people:
            for person in found_people:
                memory.people.meet(person)
        dateline = next((p.dateline for p in pieces if p.dateline), None)
        memory.here = self.finder.resolve(dateline.title(), memory) if dateline else None
        memory.capitals = lambda alpha3: self.finder.capital(alpha3, memory)
        scenes = []
        for sentence, mine, found_people in zip(sentences, mentions, people, strict=True):
            persons = [*found_people, *named_again(sentence, mine, found_people, memory.people)]
            spots = self.finder.spots(sentence, mine, persons, memory)
            text = article.text[sentence.start : sentence.end]
            by_person = {i for p in persons for i in range(p.first, p.last + 1)}
            longer = {i for s in spots for i in range(s.first, s.last + 1) if s.last > s.first}
            persons = [p for p in persons if p.first not in {s.first for s in spots}]
            others = [
                m
                for m in mine
                if m.first not in by_person
                and m.kind is not NameKind.LEADER
                and not (m.first in longer and not any(s.first == m.first and s.last == m.last for s in spots))
            ]
            scenes.append(
                Scene(
                    sentence,
                    {i: m for m in others for i in range(m.first, m.last + 1)},
                    {i: p for p in persons for i in range(p.first, p.last + 1)},
                    {i: s for s in spots for i in range(s.first, s.last + 1)},
                    find_dates(text, sentence.start),
                    memory,
                )
            )
        memory.opening = scenes[0] if scenes else None
        memory.here_again = _here_again(scenes, memory)
        return scenes


def _handfuls(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Part articles into lists that fill the model's batches and no memory."""
    some: list[Article] = []
    for article in articles:
        some.append(article)
        if len(some) == HANDFUL or sum(len(a.text) for a in some) >= HANDFUL_CHARS:
            yield some
            some = []
    if some:
        yield some


def _here_again(scenes: list[Scene], memory: Memory) -> tuple[Spot, Sentence] | None:
    """Find where the text itself says again that something is done at the place of its dateline."""
    here = memory.here
    if here is None:
        return None
    for scene in scenes:
        for spot in scene.spots.values():
            head = place_head(scene, spot)
            told = head.dep_ == "pobj" and head.head.lower_ in any_of("place_preps", also="of to")
            told = told or (head.dep_ == "dobj" and head.head.lemma_.lower() in LEAVING)
            if told and spot.place is not None and same_spot(spot.place, here):
                return spot, scene.sentence
    return None


def _in_trouble(mention: Mention, sentence: Sentence) -> bool:
    """Tell "the Syrian conflict", "rebels in Syria"."""
    head = head_of(mention, sentence).head
    if head.lower_ in {"in", "of"}:
        head = head.head
    return head.lemma_.lower() in any_of("topic_nouns", "opponents")


def _persons_act(scene: Scene) -> None:
    """Make a person the subject whom the parser took for an adverb: "Bathily met ..."."""
    for i, person in scene.persons.items():
        token = scene.doc[i]
        if i == person.last and person.actor is not None and token.dep_ == "advmod" and token.i < token.head.i:
            token.dep_ = "nsubjpass" if passive(token.head) else "nsubj"


def _subjects_together(scene: Scene) -> bool:
    """Keep two actors named as one subject, "Albright and the Dalai Lama agreed"; tell whether there are such."""
    for token in scene.tokens():
        if token.dep_ != "nsubj" or token.pos_ == "PRON":
            continue
        beside = token.head.lemma_.lower() in any_of("mediate_verbs", "organise_verbs")
        if not beside and as_what(token.head) not in BESIDE_THE_TABLE:
            found = scene.actors(token)
            if len(found) > 1:
                scene.memory.together(found, len(found))
                return True
    return False


def _remember(scene: Scene, events: list[Event]) -> None:
    """Keep who acted last, for "he" and "the two sides" of the next sentence."""
    party = scene.last_party(scene.sentence.span.end)
    if party is not None:
        scene.memory.last_party, scene.memory.party_told = party, scene.sentence.index
    persons: list[Named] = []
    for token in scene.tokens():
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ != "PRON":
            holder = token.lemma_.lower() in cues().titles and token.tag_ in {"NN", "NNP"}
            persons += [n for n in scene.actors(token) if n.person or holder]
    if persons:
        scene.memory.last_person = persons[0]
    for i, person in scene.persons.items():
        actor = person.actor or scene.memory.people.actor(person.surname)
        title = office(scene.doc, i - 1) if i == person.first and person.titled else ""
        if actor is not None and " " in title:
            scene.memory.heads[title] = actor
    everybody = [n for t in scene.tokens() if t.i in scene.persons for n in scene.denoted(t)]
    for named in everybody:
        scene.memory.recent = [*(n for n in scene.memory.recent if n.actor.id != named.actor.id), named][-2:]
    for event in events:
        parties = [p for p in event.parts if p.role not in BESIDE_THE_TABLE and p.rule != BYSTANDER]
        guests = [p for p in parties if p.role is not Role.HOST]
        if len(guests) > 1 and event.family != "presence":
            sides = sum(not p.rule.startswith(MEMBER) for p in guests)
            scene.memory.together([p.named for p in guests], sides)
