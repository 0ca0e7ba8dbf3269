"""What a place name does in its sentence: somewhere (place), somebody (government), or of a people (demonym).

The rules read the word's place in the dependency tree: what it hangs on, and with which preposition. Metonymy is
read widely, as annotators do: a government, a team, the people of a place ("Chicago beat Boston").
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from geo.cues import cues
from geo.model import ReadingKind

if TYPE_CHECKING:
    from spacy.tokens import Token

Reading = tuple[ReadingKind, str]
STEPS = 30
SUPERLATIVES = frozenset({"JJS", "RBS", "CD"})
BEING = frozenset({"be", "become", "remain", "have"})
NOMINAL = frozenset({"compound", "nmod", "amod", "nummod"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "attr", "oprd"})


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of lemmas, one a family; each family is explained in ``geo/data/readings.toml``."""

    locative: frozenset[str]
    dealing: frozenset[str]
    places: frozenset[str]
    people_there: frozenset[str]
    acts_on: frozenset[str]
    relations: frozenset[str]
    receivers: frozenset[str]
    sources: frozenset[str]
    pressed: frozenset[str]
    moving: frozenset[str]
    lying: frozenset[str]
    experiencing: frozenset[str]
    name_ends: frozenset[str]
    name_starts: frozenset[str]
    no_peoples: frozenset[str]


@cache
def words() -> Words:
    """Read the words of the rules."""
    table = tomllib.loads(resources.files("geo.data").joinpath("readings.toml").read_text(encoding="utf-8"))
    return Words(**{f.name: frozenset(table[f.name]["words"]) for f in fields(Words)})


def read(token: Token) -> Reading:
    """Read what a place name does, from its head word: (reading, name of the rule)."""
    head = _first_of_list(token)
    if head.dep_ in {"pobj", "pcomp"}:
        return _after_preposition(head)
    if head.dep_ in {"nsubj", "nsubjpass", "agent", "csubj"}:
        return _subject(head)
    if head.dep_ in OBJECTS:
        return _object(head)
    if head.dep_ == "poss":
        return _owner(head)
    if head.dep_ in NOMINAL:
        return _modifier(head)
    if head.dep_ == "appos":
        return _apposition(head)
    return _place("stands alone")


def _place(rule: str) -> Reading:
    return ReadingKind.PLACE, rule


def _government(rule: str) -> Reading:
    return ReadingKind.GOVERNMENT, rule


def _first_of_list(token: Token) -> Token:
    """Give the first name of a list: its members do the same."""
    at = token
    for _ in range(STEPS):
        listed = at.dep_ == "conj" or (at.dep_ == "appos" and any(c.dep_ in {"conj", "cc"} for c in at.children))
        if not listed or at.head.pos_ not in {"PROPN", "NOUN", "ADJ"}:
            return at
        at = at.head
    return at


def _after_preposition(token: Token) -> Reading:
    word, above = token.head.lower_, token.head.head
    if word in words().locative:
        return _place("after a preposition of place")
    lemma = above.lemma_.lower()
    such = token.head.i > 0 and token.head.nbor(-1).lower_ == "such"
    aside = token.head.i > 0 and token.head.nbor(-1).text == ","
    if (such or (word == "like" and not aside)) and above.pos_ in {"NOUN", "PROPN"}:
        return _place("an example")
    decide = {
        "of": _after_of,
        "between": _after_between,
        "with": _after_with,
        "for": _after_for,
    }.get(word)
    if decide is not None:
        return decide(lemma, above)
    for prepositions, lemmas, rule in (
        ({"to", "unto"}, words().receivers, "is given something"),
        ({"from"}, words().sources, "gives something"),
        ({"on", "over", "toward", "towards"}, words().pressed, "is pressed"),
    ):
        if word in prepositions:
            return (
                _government(rule)
                if lemma in lemmas or _object_lemma(above) in lemmas
                else _place("where to or from")
            )
    return (
        _government("after a preposition of dealing") if word in words().dealing else _place("after a preposition")
    )


def _object_lemma(verb: Token) -> str:
    """Give the lemma of a verb's object: "provide aid to", "impose sanctions on"."""
    return next((c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"), "") if verb.pos_ == "VERB" else ""


def _after_of(lemma: str, above: Token) -> Reading:
    body = above.pos_ == "PROPN" and above.ent_type_ == "ORG" and lemma not in words().name_ends
    if body or lemma in words().acts_on or (above.pos_ == "PROPN" and lemma in cues().titles):
        return _government("owns what is done or held")
    return _place("of a place")


def _after_between(lemma: str, above: Token) -> Reading:
    related = {lemma, _object_lemma(above), *(c.lemma_.lower() for c in above.children if c.dep_ == "nsubj")}
    return _government("between parties") if related & words().relations else _place("between places")


def _after_with(lemma: str, above: Token) -> Reading:
    if {lemma, _object_lemma(above), *(c.lemma_.lower() for c in above.children)} & {
        "border",
        "frontier",
        "boundary",
    }:
        return _place("borders on it")
    return _government("dealt with")


def _after_for(lemma: str, above: Token) -> Reading:
    if lemma in words().moving or any(c.lemma_.lower() in words().moving for c in (above.head,)):
        return _place("leaves for it")
    return _government("for somebody")


def _subject(token: Token) -> Reading:
    verb = token.head
    if token.dep_ == "nsubjpass":
        return _place("lies or is called") if verb.lemma_ in words().lying else _government("is acted on")
    if verb.lemma_ in words().experiencing:
        return _place("lies or holds")
    if verb.lemma_ in BEING and _describes_land(verb):
        return _place("is described")
    return _government("acts")


def _describes_land(verb: Token) -> bool:
    """Tell "X is a village in", "X has a population of", "X is located", "X was part of"."""
    found = [c for c in verb.children if c.dep_ in {"attr", "dobj", "acomp", "nsubj"}]
    nouns = {t.lemma_.lower() for t in found} | {
        c.lemma_.lower() for t in found for c in t.children if c.dep_ == "compound"
    }
    if nouns & (words().places | words().people_there):
        return True
    return any(t.dep_ == "acomp" and t.lemma_.lower() in words().lying for t in found)


def _object(token: Token) -> Reading:
    verb = token.head
    if token.dep_ in {"attr", "oprd"}:
        return _place("is named") if verb.lemma_ in BEING else _government("is made")
    return _place("is gone to") if verb.lemma_.lower() in words().moving else _government("is dealt with")


def _owner(token: Token) -> Reading:
    owned = token.head
    lemma = owned.lemma_.lower()
    best = any(t.tag_ in SUPERLATIVES or t.dep_ == "nummod" for c in owned.children for t in (c, *c.children))
    if best or lemma in words().places | words().people_there or _named_thing(owned):
        return _place("where the owned thing is")
    return _government("owner")


def _named_thing(token: Token) -> bool:
    """Tell a name of its own that is no office or body: Canada's Saint Lawrence River, Spain's Real Murcia."""
    lemma = token.lemma_.lower()
    return token.pos_ == "PROPN" and lemma not in cues().titles | cues().bodies | words().acts_on


def _modifier(token: Token) -> Reading:
    head = token.head
    for _ in range(STEPS):
        if head.dep_ not in NOMINAL or head.head.i < head.i:
            break
        head = head.head
    lemma = head.lemma_.lower()
    if head.pos_ == "PROPN" and token.ent_type_ == "ORG" and head.ent_type_ == "ORG":
        where = head.dep_ == "pobj" and head.head.lower_ in words().locative
        return _place("names where a body is") if where else _government("names a body")
    if lemma in cues().talk_nouns:
        return _place("names a meeting")
    if lemma in words().places | words().people_there:
        return _place("modifies a place")
    return _government("modifies a body or people")


def _apposition(token: Token) -> Reading:
    head = token.head
    if head.pos_ == "NOUN" and head.lemma_.lower() not in words().places:
        return _government("names a party")
    return _place("names where")
