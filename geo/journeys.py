"""Verbs of coming and going: who travels where, and when that tells a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import any_of, cues
from geo.phrases import place_head
from geo.syntax import distance, passive, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.scene import Scene


RELIEF = frozenset({"aid", "relief", "rescue", "medical", "humanitarian", "search"})
SENDING = frozenset({"send", "dispatch", "bring"})


def travels(scene: Scene, verb: Token) -> bool:
    """Tell whether a verb of coming tells a visit: somebody who stands for an actor comes to a place."""
    if verb.lemma_ == "be" or (verb.lemma_ == "expect" and passive(verb)):
        if any(
            c.dep_ in {"attr", "prep"} and c.lower_ not in {"in", "on"} and not _lasts(c) for c in verb.children
        ):
            return False
        due = verb.lemma_ == "expect" or any(c.dep_ == "acomp" and c.lower_ == "due" for c in verb.children)
        people = any(s.person or due or _in_office(t) for t in subjects(verb) for s in scene.actors(t))
        return people and goal(scene, verb, frozenset({"in"}))
    if any(p.lemma_ == "age" for c in verb.children if c.lower_ == "at" for p in c.children):
        return False  # "came to Peru at the age of 13"
    if verb.lemma_ == "stop" and any(c.dep_ == "dobj" for c in verb.children):
        return False  # a war is stopped
    if verb.lemma_ in SENDING:
        sent = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        sent += [verb.head] if verb.dep_ in {"relcl", "acl"} and not sent else []  # "the team he had sent"
        travellers = [c for c in sent if is_people(c) and not any(g.lower_ in RELIEF for g in c.children)]
    else:
        travellers = [t for t in subjects(verb) if _is_traveller(scene, t)]
    return bool(travellers) and goal(scene, verb, motion_preps(verb))


def _is_traveller(scene: Scene, token: Token) -> bool:
    """Tell somebody in office from a people or a team: "the minister flew", not "Russians flew"."""
    person = token.i in scene.persons or token.pos_ == "PRON" or token.lemma_.lower() in any_of("bodies", "titles")
    return person and bool(scene.actors(token))


def _lasts(prep: Token) -> bool:
    """Tell "for four hours", which says how long and not what for."""
    return prep.lower_ == "for" and any(c.ent_type_ in {"DATE", "TIME"} for c in prep.children)


def comes_back(verb: Token) -> bool:
    """Tell "returned from Doha", "came home from Doha": a visit told by its end."""
    adverbs = [c for c in verb.children if c.lower_ in {"home", "back"}]
    origin = any(c.lower_ == "from" for t in (verb, *adverbs) for c in t.children)
    return origin and (bool(adverbs) or verb.lemma_ == "return")


def _in_office(token: Token) -> bool:
    return token.tag_ == "NN" and token.lemma_.lower() in cues().titles


def motion_preps(verb: Token) -> frozenset[str]:
    """Give the prepositions of the goal: "arrive in", "fly to", "leave for", "return from"."""
    if comes_back(verb):
        return frozenset({"from", "to", "into"})
    if verb.lemma_ in {"arrive", "land", "stop", "be", "expect"}:
        return frozenset({"in", "at", "to", "here"})
    if verb.lemma_ in {"leave", "depart", "head"}:
        return frozenset({"for", "to"})
    return frozenset({"to", "into", "here"})


def is_people(token: Token) -> bool:
    """Tell a noun for people: an office, a body, a person."""
    return token.lemma_.lower() in any_of("bodies", "titles") or token.ent_type_ == "PERSON"


def goal(scene: Scene, verb: Token, preps: frozenset[str]) -> bool:
    """Tell whether a verb leads to a place by one of some prepositions."""
    for child in verb.children:
        if child.lower_ in preps and (
            child.lower_ == "here" or any(c.i in scene.spots for c in child.children if c.dep_ == "pobj")
        ):
            return True
    heads = {place_head(scene, s).head for s in scene.spots.values()}
    return any(
        h.lower_ in preps
        and (
            distance(h.head, verb) <= 1
            or _is_agent(h.head, verb)
            or (_lasts(h.head.head) and h.head.head.head == verb)
        )
        for h in heads
        if h.dep_ == "prep"
    )


def _is_agent(token: Token, verb: Token) -> bool:
    return token.dep_ == "pobj" and token.head.dep_ == "agent" and token.head.head == verb
