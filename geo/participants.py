"""Who takes part in an event, by the tree of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import any_of, cues
from geo.encounters import MEALS
from geo.event import Add, Event, Part
from geo.lists import listed_on
from geo.model import Role
from geo.phrases import expand
from geo.presence_rules import as_what, company
from geo.roles import special_roles
from geo.scene import ORGANS
from geo.syntax import event_verbs, passive, subjects
from geo.triggers import partner_prep, receivers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from geo.memory import Named
    from geo.scene import Scene

SPELLS = frozenset("hour day week month round series session".split())
WITH = frozenset(
    {"between", "with", "among", "by", "involving", "including", "amongst", "alongside", "of", "from", "to"}
)


def find_parts(scene: Scene, event: Event) -> list[Part]:
    """Find the actors of an event with their roles; the first rule that reads an actor keeps it."""
    collected: list[Part] = []

    def add(named: Iterable[Named], role: Role, rule: str, confidence: float) -> None:
        known = {p.named.actor.id for p in collected}
        for one in named:
            if one.actor.id not in known:
                known.add(one.actor.id)
                collected.append(Part(one, role, rule, min(confidence, one.sure), scene.sentence.index))

    trigger = event.trigger
    special_roles(scene, event, add)
    if event.family in {"talks", "visit"}:
        _noun_parts(scene, trigger, add)
        _support_parts(scene, event, add)
    else:
        _verb_parts(scene, event, add)
    return [*collected, *listed_on(scene, collected, trigger)]


def _noun_parts(scene: Scene, noun: Token, add: Add) -> None:
    """Read the actors inside a meeting's own phrase: "talks between A and B", "A's meeting", "A-B summit"."""
    for child in noun.children:
        if child.dep_ == "prep":
            preposition_parts(scene, child, add)
        elif child.dep_ == "poss" and child.lower_ == "their":
            add(scene.pair(child), Role.PARTICIPANT, "whose meeting it is", 0.72)
        elif child.dep_ == "poss":
            add(scene.actors(child), Role.PARTICIPANT, "whose meeting it is", 0.9)
        elif child.dep_ == "acl" and child.lemma_ in any_of(
            "mediate_verbs", "organise_verbs", "host_verbs", also="hold"
        ):
            if child.lemma_ == "hold":
                holders = [p for c in child.children if c.dep_ == "agent" for p in c.children]
                add([n for p in holders for n in scene.actors(p)], Role.PARTICIPANT, "holds it", 0.88)
            for prep in child.subtree:
                if prep.dep_ in {"prep", "conj"} and prep.lower_ in {"between", "with", "among"}:
                    preposition_parts(scene, prep, add)
        elif child.dep_ in {"acl", "relcl"} and child.lemma_ in {
            "involve",
            "include",
            "bring",
            "attend",
            "gather",
            "unite",
            "group",
        }:
            add(
                [n for c in child.children if c.dep_ == "dobj" for n in scene.actors(c)],
                Role.PARTICIPANT,
                "is brought together",
                0.85,
            )
            add(
                [n for c in child.children if c.dep_ == "agent" for p in c.children for n in scene.actors(p)],
                Role.PARTICIPANT,
                "attends",
                0.85,
            )
    for child in _lasting(noun):
        whose = scene.pair(child) if child.lower_ == "their" else scene.actors(child)
        add(whose, Role.PARTICIPANT, "whose meeting it is", 0.72)
    for i in range(noun.left_edge.i, noun.i):
        mention = scene.mentions.get(i)
        if mention is None or mention.first != i or mention.actor is None:
            continue
        head = scene.doc[mention.first : mention.last + 1].root
        hyphened = head.head.i in scene.mentions  # "Russian-Chinese consultations"
        if scene.modifies(head.i, noun) and (hyphened or head.head.tag_ not in {"VBN", "VBG", "JJ"}):
            add(
                [scene.named(mention.actor, mention.first, mention.last)],
                Role.PARTICIPANT,
                "names the meeting",
                0.75,
            )
    for i, spot in scene.spots.items():
        if (
            noun.left_edge.i <= i < noun.i
            and i == spot.first
            and spot.government is not None
            and i not in scene.mentions
        ):
            hyphen = scene.doc[spot.last + 1].text in {"-", "–"} or (i > 0 and scene.doc[i - 1].text in {"-", "–"})
            if hyphen or scene.doc[spot.last].dep_ == "poss":
                add(
                    [scene.named(spot.government, spot.first, spot.last)],
                    Role.PARTICIPANT,
                    "names the meeting",
                    0.75,
                )


def _lasting(noun: Token) -> list[Token]:
    """Give whose "their two days of talks", "Peru's first round of talks" are."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    if over is None or over.lemma_.lower() not in SPELLS:
        return []
    return [c for c in over.children if c.dep_ == "poss"]


def preposition_parts(scene: Scene, prep: Token, add: Add) -> None:
    """Read the actors after "between", "with", "among", "of", "by"."""
    word = prep.lower_
    if word not in WITH or word == "to":
        return
    for pobj in prep.children:
        if pobj.dep_ == "pobj":
            confidence = 0.92 if word in {"between", "with", "among"} else 0.8
            add(scene.actors(pobj), Role.PARTICIPANT, f"after {word}", confidence)
            add([n for t in expand(pobj) for n in _accompanied(scene, t)], Role.PARTICIPANT, f"after {word}", 0.75)


def _accompanied(scene: Scene, token: Token) -> list[Named]:
    """Read "talks with the ministers of Iran, including ..."; also "officials from A and from B"."""
    return [
        n
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in {"including", "with", "and", "from"}
        for p in c.children
        if p.dep_ == "pobj"
        for n in scene.actors(p)
    ]


def _support_parts(scene: Scene, event: Event, add: Add) -> None:
    """Read the actors of the verb that carries a meeting: "A and B held talks", "A flew to X for talks with B"."""
    words, trigger = cues(), event.trigger
    for verb in event_verbs(trigger):
        lemma = verb.lemma_.lower()
        if trigger.dep_ in {"nsubj", "nsubjpass"} and trigger.head == verb:
            if lemma not in any_of("cancel_verbs", "postpone_verbs", "report_verbs"):
                _verb_preps(scene, verb, add)
            for other in [verb, *(c for c in verb.children if c.dep_ == "xcomp")]:
                if other.lemma_.lower() in {
                    "bring",
                    "include",
                    "involve",
                    "gather",
                    "unite",
                    "see",
                    "draw",
                    "group",
                    "join",
                }:
                    guests = [n for c in other.children if c.dep_ == "dobj" for n in scene.actors(c)]
                    role = Role.INVITED if other != verb else Role.PARTICIPANT
                    add(guests, role, "is brought together", 0.85)
            continue
        if (
            lemma
            in words.propose_verbs
            | words.organise_verbs
            | words.refuse_verbs
            | words.cancel_verbs
            | words.host_verbs
            | words.mediate_verbs
            | words.invite_verbs
        ):
            continue
        if lemma in words.report_verbs and not takes_part(trigger):
            continue
        add([n for t in subjects(verb) for n in scene.actors(t)], Role.PARTICIPANT, "subject", 0.88)
        _verb_preps(scene, verb, add)
        if lemma in words.attend_verbs or any(c.lower_ == "part" for c in verb.children):
            add(_besides(scene, verb), Role.PARTICIPANT, "besides others", 0.8)
        if lemma in {"send", "dispatch", "bring", "take", "summon"} or _object_meets(trigger, verb):
            add(
                [n for c in verb.children if c.dep_ == "dobj" for n in scene.actors(c)],
                Role.PARTICIPANT,
                "object",
                0.8,
            )


def _besides(scene: Scene, verb: Token) -> list[Named]:
    """Read "In addition to Syria, donors (Canada and Norway) took part", "Besides Chile, Peru attended"."""
    preps = [c for c in verb.children if c.dep_ == "prep"]
    added = [
        g for c in preps for p in c.children if p.lower_ == "addition" for g in p.children if g.lower_ == "to"
    ]
    opened = [*added, *(c for c in preps if c.lower_ in {"besides", "alongside"})]
    return [n for prep in opened for p in prep.children if p.dep_ == "pobj" for n in scene.actors(p)]


def _companions(scene: Scene, verb: Token) -> list[Named]:
    """Read "An Omani team, accompanied by the Houthi negotiator, arrived": who comes along."""
    clauses = [c for t in (verb, *subjects(verb)) for c in t.children if c.lower_ == "accompanied"]
    return [
        n for c in clauses for a in c.children if a.dep_ == "agent" for p in a.children for n in scene.actors(p)
    ]


def _called_to(token: Token, verb: Token) -> bool:
    """Tell the object that stands far behind its verb: "convened in Tunis on Monday the committees to launch"."""
    to = token.head.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.head.children)
    return to and token.dep_ == "nsubj" and verb.i < token.i < token.head.i


def takes_part(trigger: Token) -> bool:
    """Tell "said after talks" (took part) from "said the talks ..." and "spoke about talks"."""
    at = trigger
    while at.dep_ == "pobj" and at.head.dep_ == "prep":
        if at.head.lower_ in {"after", "following", "during", "at", "in", "before", "for", "from", "upon"}:
            return True
        at = at.head.head
    return False


def _object_meets(trigger: Token, verb: Token) -> bool:
    at = trigger.dep_ == "pobj" and trigger.head.lower_ not in {"before", "after", "following", "since"}
    return verb.lemma_.lower() in {"meet", "receive", "welcome", "host", "join"} and at


def _verb_preps(scene: Scene, verb: Token, add: Add) -> None:
    joined = [c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "conj"]
    for child in [*verb.children, *joined]:  # "met both with A and with B"
        if child.dep_ in {"prep", "agent", "conj"} and child.lower_ in {
            "between",
            "with",
            "among",
            "by",
            "alongside",
            "including",
            "involving",
        }:
            preposition_parts(scene, child, add)


def _verb_parts(scene: Scene, event: Event, add: Add) -> None:
    """Read the actors of a verb of meeting, receiving, visiting, travelling, hosting, signing."""
    verb, family = event.trigger, event.family
    doers = [n for t in subjects(verb) for n in scene.actors(t)]
    if family == "host":
        return
    if family == "receive":
        add(doers, Role.PARTICIPANT, "receives", 0.88)
        add(
            [n for t in receivers(verb) for n in scene.actors(t)],
            Role.PARTICIPANT,
            "is received",
            0.88,
        )
        _verb_preps(scene, verb, add)
        return
    add(doers, Role.PARTICIPANT, "subject", 0.9)
    add(_companions(scene, verb), Role.PARTICIPANT, "accompanies", 0.8)
    if family == "attend":
        add(
            [n for c in verb.children if c.dep_ in {"dobj", "attr"} for n in scene.actors(c)],
            Role.PARTICIPANT,
            "is present",
            0.85,
        )
    if family in {"meet", "travel"} and verb.lemma_ != "be":
        add(
            [n for c in verb.children if c.dep_ == "dobj" for n in scene.actors(c)],
            Role.PARTICIPANT,
            "object",
            0.9,
        )
    if verb.lemma_ == "convene":
        called = [t for c in verb.children if c.dep_ == "dobj" for t in expand(c)]
        called += [t for t in scene.tokens() if _called_to(t, verb)]
        called = [t for t in called if t.lemma_.lower().removesuffix("s") in any_of("bodies", also=ORGANS)]
        add([n for t in called for n in _accompanied(scene, t)], Role.PARTICIPANT, "is brought together", 0.85)
    if family == "visit-verb":
        add(
            [n for c in verb.children if c.dep_ == "dobj" and c.i not in scene.spots for n in scene.actors(c)],
            Role.PARTICIPANT,
            "is visited",
            0.7,
        )
    if family == "sign" and passive(verb):
        add(
            [
                n
                for c in verb.children
                if c.dep_ == "nsubjpass"
                for p in c.children
                if p.lower_ in {"between", "by"}
                for o in p.children
                for n in scene.actors(o)
            ],
            Role.PARTICIPANT,
            "signs",
            0.85,
        )
    _verb_preps(scene, verb, add)
    if family == "attend":
        add(company(scene, verb), as_what(verb) or Role.PARTICIPANT, "besides others", 0.75)
    if family == "meet":
        for meal in (c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in MEALS):
            _verb_preps(scene, meal, add)
    if verb.lemma_ == "discuss" and (prep := partner_prep(scene, verb)) is not None:
        preposition_parts(scene, prep, add)
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
            add(scene.actors(child), Role.PARTICIPANT, "object", 0.7)
