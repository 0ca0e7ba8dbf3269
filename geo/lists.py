"""Lists of actors that the parser breaks: "chaired by A of X, alongside B, head of Y; C of Z and D".

A list goes on while only commas, "and", titles, offices and names follow each other; the first verb, topic or
place phrase ends it, and a name that is the subject of a verb of its own was never part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.actors import NameKind
from geo.cues import any_of
from geo.event import Part
from geo.people import SENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from geo.memory import Named
    from geo.scene import Scene

OPENED = frozenset({"after between", "after with", "after among", "after including", "after involving", "attends"})
BY = frozenset({"organises", "hosts", "mediates", "after by"})
PARTING = frozenset({",", ";", "and", "plus", "alongside"})
LINKING = frozenset({"of", "the", "his", "her", "their", "-", "–", "own", "well", "as", "(", ")"})
LONG_LIST = 120
SURE = 0.75


def listed_on(scene: Scene, parts: list[Part], trigger: Token) -> Iterator[Part]:
    """Go on with the lists that parts of a meeting open, where the parser lost the rest."""
    known = {p.named.actor.id for p in parts}
    first: dict[str, Part] = {}
    for part in parts:
        opens = part.rule in OPENED or (part.rule in BY and part.named.index > trigger.i)
        if opens and (part.rule not in first or part.named.index < first[part.rule].named.index):
            first[part.rule] = part
    for part in first.values():
        for named in _go_on(scene, part.named):
            if named.actor.id not in known:
                known.add(named.actor.id)
                yield Part(named, part.role, part.rule, min(SURE, part.confidence), part.sentence)


def _go_on(scene: Scene, opening: Named) -> Iterator[Named]:
    at, parted = _after(scene, opening.index), False
    end = min(scene.sentence.span.end, opening.index + LONG_LIST)
    while at < end:
        if at in scene.mentions or at in scene.persons:
            item = _item(scene, at)
            if item is None or _acts(scene, item.index):
                return
            if parted:
                yield item
            at, parted = _after(scene, at), False
            continue
        token = scene.doc[at]
        if token.lower_ in PARTING:
            parted = True
        elif not _links(token):
            return
        at += 1


def _after(scene: Scene, i: int) -> int:
    name = scene.persons.get(i) or scene.mentions.get(i)
    return (name.last if name is not None else i) + 1


def _item(scene: Scene, i: int) -> Named | None:
    """Give the actor that a name in a list stands for; a nation's adjective counts only before its people."""
    person, mention = scene.persons.get(i), scene.mentions.get(i)
    if person is not None:
        actor = person.actor or scene.memory.people.actor(person.surname)
        return None if actor is None or person.past else scene.named(actor, i, person.last, person=True)
    if mention is None or mention.actor is None:
        return None
    if mention.kind is NameKind.DEMONYM and not _people_follow(scene.doc[i].sent, mention.last + 1):
        return None
    return scene.named(mention.actor, mention.first, mention.last)


def _people_follow(sentence: Iterable[Token], i: int) -> bool:
    words = any_of("titles", "bodies", "title_fillers")
    return any(t.i == i and (t.lemma_.lower() in words or t.lower_ in words) for t in sentence)


def _acts(scene: Scene, i: int) -> bool:
    """Tell the subject of a verb: "talks between A and B, C said"."""
    token = scene.doc[i]
    while token.dep_ in {"compound", "poss", "amod", "nmod", "conj", "appos"} and token.head.i >= i:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ != "relcl"


def _links(token: Token) -> bool:
    """Tell a word that may stand between two names of a list: a title, an office, "of", a possessive."""
    if token.lower_ in LINKING or token.tag_ in {"POS", "PRP$"}:
        return True
    if token.lower_ in {"for", "to", "from"}:
        before = token.nbor(-1).lemma_.lower()
        return before in any_of("titles", "bodies", also=SENT)
    words = any_of("titles", "bodies", "title_fillers")
    if token.lemma_.lower() in words or token.lower_ in words:
        return token.pos_ not in {"VERB", "AUX"}
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "ADJ", "NOUN"}
