"""Ways of coming together that no noun names: at a table, over a meal, by somebody who brings two together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import any_of, cues
from geo.event import is_event
from geo.journeys import goal, is_people
from geo.phrases import expand
from geo.syntax import passive, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.scene import Scene


FIGHTING = frozenset(
    {"fight", "clash", "kill", "die", "attack", "wound", "arrest", "capture", "live", "bear", "remain", "operate"}
)
AGREEING = frozenset({"agree"})
ATTENDING = frozenset({"take", "represent", "be", "include", "comprise", "attend", "participate"})
MEALS = frozenset({"breakfast", "lunch", "luncheon", "dinner", "supper", "meal", "tea", "coffee"})


def objects(verb: Token) -> list[Token]:
    """Give the direct objects of a verb."""
    return [c for c in verb.children if c.dep_ == "dobj"]


def sits_down(scene: Scene, verb: Token) -> bool:
    """Tell "the leaders of A and B sat down", "looked at each other across a table": more than one at a table."""
    down = verb.lemma_ == "sit" and any(c.lower_ == "down" for c in verb.children)
    seated = verb.lemma_ == "take" and any(c.lemma_.lower() == "seat" for c in verb.children if c.dep_ == "dobj")
    at_table = not down and "table" in scene.said() and _at_a_table(verb)
    if not (down or (at_table and (seated or _each_other(verb)))):
        return False
    partner = any(c.lower_ == "with" for c in verb.children)
    plural = any(t.tag_ == "NNS" and t.lemma_.lower() in cues().titles for t in subjects(verb))
    several = plural and (not down or together(verb))
    return partner or several or len({n.actor.id for t in subjects(verb) for n in scene.actors(t)}) > 1


def _at_a_table(verb: Token) -> bool:
    preps = [c for c in verb.children if c.dep_ == "prep"]
    preps += [g for p in preps for c in p.children for g in c.children if g.dep_ == "prep"]
    return any(
        c.lower_ == "table" for p in preps if p.lower_ in {"at", "around", "round", "across"} for c in p.children
    )


def _each_other(verb: Token) -> bool:
    words = [t.lower_ for t in verb.subtree if t.i > verb.i]
    return "each other" in " ".join(words) or "one another" in " ".join(words)


def together(verb: Token) -> bool:
    """Tell "together" beside a verb, also where the parser hangs it on "at": "brought both together at"."""
    return any(t.lower_ == "together" for c in verb.children for t in (c, *c.children) if t.dep_ == "advmod")


def brings_together(verb: Token) -> bool:
    """Tell "brought the leaders of A and B together"."""
    people = any_of("bodies", "titles")
    return (
        verb.lemma_ == "bring"
        and together(verb)
        and any(
            t.lemma_.lower() in people or t.pos_ == "PROPN"
            for c in verb.children
            if c.dep_ in {"dobj", "nsubjpass"}
            for t in expand(c)
        )
    )


def attends(verb: Token) -> bool:
    """Tell "Egypt and the Union attended", "Qatar took part", whose meeting was named before."""
    if verb.lemma_ not in ATTENDING:
        return False
    objects = [c for c in verb.children if c.dep_ in {"dobj", "prep"}]
    if any(is_event(t) for o in objects for t in (o, *o.children)):
        return False
    if verb.lemma_ == "take":
        return any(c.lower_ == "part" for c in objects)
    if verb.lemma_ == "represent":
        return passive(verb)
    if verb.lemma_ == "be":
        return any(c.lower_ == "present" for c in verb.children)
    if verb.lemma_ in {"include", "comprise"}:
        return any(t.lemma_.lower() in {"participant", "attendee", "delegate", "guest"} for t in subjects(verb))
    return True


def does_so(verb: Token) -> bool:
    """Tell "They did so in Bern on Friday", which goes back to the meeting or signing told before."""
    return verb.lemma_ == "do" and any(c.lower_ == "so" and c.i == verb.i + 1 for c in verb.children)


def shares_a_meal(scene: Scene, verb: Token) -> bool:
    """Tell "had lunch with the minister": a meal with somebody in office, not with a crowd."""
    if verb.lemma_ not in {"eat", "have", "share", "take", "hold"}:
        return False
    if not any(c.dep_ == "dobj" and c.lemma_.lower() in MEALS for c in verb.children):
        return False
    carriers = [
        c for c in verb.children if c.lower_ in {"with", "together", "between"} or c.lemma_.lower() in MEALS
    ]
    withs = [w for c in carriers for w in (c, *c.children) if w.lower_ in {"with", "between"}]
    return any(n.person or is_people(p) for w in withs for p in w.children for n in scene.actors(p))


def act_together(scene: Scene, verb: Token) -> bool:
    """Tell "the delegations of A and B are spending a fifth day in Z": people of two parties in one place."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma in any_of("report_verbs", "refuse_verbs", "hold_verbs", also=FIGHTING):
        return False
    heads = [t for s in subjects(verb) for t in expand(s)]
    heads += [t for c in verb.children if c.dep_ == "agent" for p in c.children for t in expand(p)]
    people = [
        t
        for t in heads
        if t.i in scene.persons
        or t.lemma_.lower() in any_of("titles", also="delegation team")
        or (lemma in AGREEING and t.i in scene.mentions)
    ]
    actors = {n.actor.id for t in people for n in scene.denoted(t)}
    return len(actors) > 1 and goal(scene, verb, frozenset({"in", "at", "here"}))
