"""Roles that a word names: host, organiser, mediator, invited, observer, absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import any_of, cues
from geo.encounters import together
from geo.event import NEAR, Add, Event, is_event
from geo.model import Role
from geo.syntax import distance, event_verbs, negated, passive, subjects
from geo.triggers import ATTENDANCE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.memory import Named
    from geo.scene import Scene

ROLE_NOUNS = {
    **dict.fromkeys(
        ("organizer", "organiser", "sponsor", "guarantor", "convener", "co-chair", "co-sponsor"), Role.ORGANISER
    ),
    **dict.fromkeys(("mediator", "broker", "facilitator", "go-between", "intermediary"), Role.MEDIATOR),
    "host": Role.HOST,
    "observer": Role.OBSERVER,
}
THANKS = frozenset("thank thanks gratitude appreciation praise commend congratulate".split())
AUSPICES = frozenset("auspex auspices aegis mediation facilitation auspice umbrella".split())
UNDER_WHOM = AUSPICES | {"chairmanship", "invitation", "observer", "mediator", "facilitator"}
THERE = ATTENDANCE | {"present", "eye", "eyes"}
TABLE = frozenset({"chair", "co-chair", "member", "representative", "delegation", "envoy", "ambassador"})


def special_roles(scene: Scene, event: Event, add: Add) -> None:
    """Read mediators, hosts, organisers, guests and absentees around an event."""
    words = cues()
    related = [event.trigger, *event_verbs(event.trigger)]
    related += [
        c
        for t in list(related)
        for c in t.children
        if c.dep_ in {"acl", "relcl", "conj", "advcl"} and c.pos_ == "VERB"
    ]
    related += _led(event)
    for verb in dict.fromkeys(related):
        lemma = verb.lemma_.lower().removeprefix("co-")
        participle = verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children)
        doers = [n for t in subjects(verb) for n in scene.actors(t)] if not participle else []
        agents = [n for c in verb.children if c.dep_ == "agent" for p in c.children for n in scene.actors(p)]
        if lemma in words.mediate_verbs:
            helpers = [c for c in verb.subtree if c.tag_ == "VBN" and c.lemma_ in {"assist", "help", "support"}]
            helped = [p for h in helpers for c in h.children if c.dep_ == "agent" for p in c.children]
            agents += [n for p in helped for n in scene.actors(p)]
            add([*doers, *agents], Role.MEDIATOR, "mediates", 0.9)
        elif lemma in {"have", "send"} and any(c.dep_ == "dobj" and c.lemma_ == "observer" for c in verb.children):
            add(doers, Role.OBSERVER, "has observers", 0.85)
        elif lemma in words.host_verbs:
            add(thanked(scene, verb) or [*doers, *agents], Role.HOST, "hosts", 0.9)
            if any(c.dep_ == "dobj" and not is_event(c) for c in verb.children):
                add(
                    [n for c in verb.children if c.dep_ == "dobj" for n in scene.actors(c)],
                    Role.PARTICIPANT,
                    "is hosted",
                    0.85,
                )
        elif lemma == "bring" and together(verb):
            add([*doers, *agents], Role.ORGANISER, "brings together", 0.85)
        elif lemma in words.organise_verbs:
            add([*doers, *agents], Role.ORGANISER, "organises", 0.85)
        elif lemma in words.invite_verbs:
            guests = [
                c for c in verb.children if c.dep_ in ({"nsubjpass"} if participle or passive(verb) else {"dobj"})
            ]
            add(
                [n for g in guests for n in scene.actors(g)],
                Role.ABSENT if negated(verb) else Role.INVITED,
                "is invited",
                0.85,
            )
            if doers and not negated(verb):
                add(doers, Role.ORGANISER, "invites", 0.6)
        elif lemma in words.refuse_verbs and verb != event.trigger:
            passive_ones = [n for c in verb.children if c.dep_ == "nsubjpass" for n in scene.actors(c)]
            if event.trigger.dep_ in {"dobj", "pobj", "xcomp"} or passive_ones:
                add([*doers, *passive_ones], Role.ABSENT, "stays away", 0.8)
        elif lemma in words.attend_verbs and negated(verb):
            add(doers, Role.ABSENT, "does not attend", 0.8)
    _compound_roles(scene, event, add)
    _hyphened(scene, event, add)
    _role_nouns(scene, event, add)
    _with_participation(scene, event, add)
    _called_by(scene, event, add)


def _called_by(scene: Scene, event: Event, add: Add) -> None:
    """Read "a conference called by Chad and Mali", "talks requested by Peru"."""
    for clause in event.trigger.children:
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_ in {"call", "request", "summon"}:
            agents = [p for c in clause.children if c.dep_ == "agent" for p in c.children]
            add([n for p in agents for n in scene.actors(p)], Role.ORGANISER, f"{clause.lower_} by", 0.85)


def thanked(scene: Scene, verb: Token) -> list[Named]:
    """Give whom somebody thanks "for hosting the meeting": he is the host, not who thanks."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "for":
        return []
    thanks = verb.head.head
    if thanks.lemma_.lower() not in THANKS and not any(c.lemma_.lower() in THANKS for c in thanks.children):
        return []
    people = [c for c in thanks.children if c.dep_ == "dobj" and c.lemma_.lower() not in THANKS]
    nouns = [thanks, *(c for c in thanks.children if c.lemma_.lower() in THANKS)]
    people += [p for n in nouns for c in n.children if c.lower_ == "to" for p in c.children if p.dep_ == "pobj"]
    return [n for t in people for n in scene.actors(t)]


def _led(event: Event) -> list[Token]:
    """Give the participle of "the committee, co-chaired by A and B, held its meeting"."""
    nouns = [t for v in event_verbs(event.trigger)[:1] for t in subjects(v)]
    clauses = [c for t in nouns for c in t.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    clauses += [c for clause in clauses for c in clause.children if c.dep_ == "conj" and c.tag_ == "VBN"]
    clauses += [c for c in event.scene.tokens() if _set_off(event.trigger, c)]
    return [c for c in clauses if any(a.dep_ == "agent" for a in c.children)]


def _set_off(noun: Token, participle: Token) -> bool:
    """Tell "the talks in Geneva on 3 April, co-hosted by A", wherever the parser hangs the participle."""
    leads = any_of("host_verbs", "organise_verbs", "mediate_verbs")
    doc = noun.doc
    return (
        participle.tag_ == "VBN"
        and participle.dep_ == "acl"
        and participle.lemma_.lower().removeprefix("co-") in leads
        and noun.pos_ in {"NOUN", "PROPN"}
        and noun.i < participle.i
        and doc[participle.i - 1].text == ","
        and not any(is_event(t) for t in doc[noun.i + 1 : participle.i])
    )


def _hyphened(scene: Scene, event: Event, add: Add) -> None:
    """Read "UN-brokered talks" word by word, wherever the parser hangs the UN."""
    for i in range(max(scene.sentence.span.start + 2, event.trigger.i - 4), event.trigger.i):
        verb = scene.doc[i].lemma_.lower()
        if (
            scene.doc[i - 1].text == "-"
            and i - 2 in scene.mentions
            and verb in any_of("mediate_verbs", also="back host")
        ):
            role = Role.HOST if verb == "host" else Role.MEDIATOR
            add(_mention_named(scene, i - 2), role, "named before -brokered", 0.85)


def _role_nouns(scene: Scene, event: Event, add: Add) -> None:
    """Read "Russia and Turkey are the organisers of the talks", "Norway, a mediator in the talks"."""
    for token in scene.having(ROLE_NOUNS):
        role = ROLE_NOUNS[token.lemma_.lower()]
        if token.pos_ not in {"NOUN", "PROPN"} or distance(token, event.trigger) > NEAR - 2:
            continue
        verb = token.head
        if token.dep_ == "attr" and verb.pos_ in {"VERB", "AUX"}:
            add([n for t in subjects(verb) for n in scene.actors(t)], role, f"is {token.lower_}", 0.88)
        elif token.dep_ == "appos":
            add(scene.denoted(verb), role, f"is {token.lower_}", 0.85)
        else:
            add(scene.modifiers(token, 0), role, f"is {token.lower_}", 0.8)


def _compound_roles(scene: Scene, event: Event, add: Add) -> None:
    """Read "UN-brokered talks", "under the auspices of the UN", "as an observer"."""
    for child in event.trigger.children:
        if child.dep_ in {
            "amod",
            "compound",
        } and child.lemma_.lower() in any_of("mediate_verbs", "organise_verbs") | {
            "back",
            "lead",
            "host",
            "broker",
            "sponsor",
            "mediate",
            "facilitate",
            "guarantee",
        }:
            lemma = child.lemma_.lower()
            named = [
                n
                for i in range(child.left_edge.i, child.i)
                if i in scene.mentions
                for n in _mention_named(scene, i)
            ]
            role = (
                Role.MEDIATOR
                if lemma in any_of("mediate_verbs", also="back lead")
                else Role.HOST
                if lemma == "host"
                else Role.ORGANISER
            )
            add(named, role, "named before -brokered", 0.85)
    for token in scene.having(UNDER_WHOM):
        if token.lemma_.lower() in AUSPICES and distance(token, event.trigger) <= NEAR:
            comma = next((t.i for t in scene.doc[token.i :] if t.text == ","), len(scene.doc))
            named = [n for n in scene.modifiers(token, 0) if n.index < comma]
            add(named, Role.MEDIATOR, "under the auspices", 0.85)
        elif (
            token.lemma_.lower() in {"chairmanship", "invitation"}
            and token.dep_ == "pobj"
            and token.head.lower_ in {"under", "at", "upon", "on"}
            and distance(token, event.trigger) <= NEAR
        ):
            add(scene.modifiers(token, 0), Role.ORGANISER, f"{token.head.lower_} the {token.lower_} of", 0.85)
        elif (
            token.lemma_.lower() == "observer"
            and token.dep_ == "pobj"
            and token.head.lower_ == "as"
            and distance(token, event.trigger) <= NEAR + 1
        ):
            owner = token.head.head
            who = (
                [n for t in subjects(owner) for n in scene.actors(t)]
                if owner.pos_ in {"VERB", "AUX"}
                else scene.actors(owner)
            )
            add(_named_beside(scene, token.head.i, who), Role.OBSERVER, "as an observer", 0.85)
        elif (
            token.lemma_.lower() in {"mediator", "facilitator"}
            and token.dep_ == "pobj"
            and token.head.lower_ == "as"
        ):
            owner = token.head.head
            who = (
                [n for t in subjects(owner) for n in scene.actors(t)]
                if owner.pos_ in {"VERB", "AUX"}
                else scene.actors(owner)
            )
            add(who, Role.MEDIATOR, "as a mediator", 0.85)


def _named_beside(scene: Scene, i: int, who: list[Named]) -> list[Named]:
    """Of a list, give the one right before "as": "France, Japan as well as Germany as an observer"."""
    beside = [n for n in who if scene.doc[n.index : i].text == n.name]
    joined = beside and scene.doc[beside[0].index - 1].lower_ in {"as", "plus", "with"}
    return beside if joined else who


def _mention_named(scene: Scene, i: int) -> list[Named]:
    mention = scene.mentions[i]
    return [scene.named(mention.actor, mention.first, mention.last)] if mention.actor is not None else []


def _watched(token: Token) -> set[str]:
    """Give "eye" where somebody signs "under the eyes of the presidents of A and B"."""
    under = token.dep_ == "pobj" and token.head.lower_ in {"under", "before"}
    return {"eye"} if under and token.lower_ == "eyes" else set()


def _with_participation(scene: Scene, event: Event, add: Add) -> None:
    """Read "with the participation of Qatar and Egypt", "in the presence of the King"."""
    for token in scene.having(THERE):
        if token.lower_ == "present" and token.head.lemma_ == "be" and distance(token, event.trigger) <= NEAR:
            there = [n for c in token.head.children if c.dep_ in {"nsubj", "attr"} for n in scene.actors(c)]
            add(there, Role.PARTICIPANT, "is present", 0.85)
        elif token.lemma_.lower() in ATTENDANCE | _watched(token) and distance(token, event.trigger) <= NEAR:
            there = scene.modifiers(token, 0)
            there += [n for t in token.conjuncts if t.lemma_.lower() in TABLE for n in scene.actors(t)]
            there += [
                n for of in token.children if of.lower_ == "of" for p in of.children for n in scene.actors(p)
            ]
            add(there, Role.PARTICIPANT, f"the {token.lower_} of", 0.85)
