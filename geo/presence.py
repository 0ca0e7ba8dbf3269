"""Who came, stayed away or led, told in a clause that does not name the meeting: "Egypt sent its minister".

Such a clause goes back to the meeting that the article has just told of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import cues
from geo.event import Event, Part, is_event
from geo.model import Role
from geo.roles import ROLE_NOUNS
from geo.scene import expand
from geo.syntax import clause_verb, negated, passive, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from geo.scene import Named, Scene

FAMILY = "presence"
GUESTS = frozenset(
    "participant attendee delegate guest signatory other observer guarantor member party invitee".split()
)
OBSERVERS = frozenset({"observer"})
THERE = frozenset({"there", "present", "around"})
AWAY = frozenset({"absent", "away"})
ROOM = frozenset({"table", "room", "hall", "audience", "attendance", "chair", "seat", "lobby"})
INVITATION = frozenset({"invitation", "invite", "offer", "seat"})
NOT_HERE = frozenset({"to", "into", "under", "out", "from", "through", "across", "upon", "against", "after"})


def find_presence(scene: Scene, events: list[Event]) -> list[Event]:
    """Find the clauses of a sentence that tell a part in the meeting in play, each as an event without a place."""
    found = []
    taken = {e.trigger.i for e in events}
    for verb in scene.tokens():
        if verb.pos_ not in {"VERB", "AUX"} or verb.i in taken or _has_own(scene, verb, events):
            continue
        parts = _parts(scene, verb)
        if parts:
            found.append(Event(scene, verb, FAMILY, verb, parts=parts, definite=True))
    return found


def _has_own(scene: Scene, verb: Token, events: list[Event]) -> bool:
    """Tell a clause that names a meeting of its own, or a place: "came to Geneva", "attended the talks"."""
    for child in verb.children:
        if child.dep_ in {"prep", "dobj", "agent", "attr", "advmod"}:
            inner = [child, *child.children]
            if any(is_event(t) and t.lemma_.lower() not in INVITATION for t in inner):
                return True
            if child.dep_ == "prep" and any(t.i in scene.spots for t in inner):
                return True
            if child.lemma_.lower() in INVITATION and any(t.i in scene.spots for t in child.subtree):
                return True
    return any(clause_verb(e.trigger) == verb for e in events if e.family != "attend")


def _parts(scene: Scene, verb: Token) -> list[Part]:
    seen: set[str] = set()
    parts = []
    for named, role, rule, sure in _told(scene, verb):
        if named.actor.id not in seen:
            seen.add(named.actor.id)
            parts.append(Part(named, role, rule, min(sure, named.sure), scene.sentence.index))
    return parts


Told = tuple["Named", Role, str, float]


def _told(scene: Scene, verb: Token) -> Iterator[Told]:
    lemma = verb.lemma_.lower()
    doers = _doers(scene, verb)
    if verb.tag_ == "VBN" and not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in verb.children):
        doers = doers if verb.dep_ == "conj" or _tells(verb) else []
    if lemma == "be":
        yield from _being(scene, verb, doers)
    elif lemma in cues().invite_verbs and passive(verb):
        role = Role.ABSENT if negated(verb) else Role.INVITED
        yield from _as(doers, role, "is not invited" if negated(verb) else "is invited", 0.8)
    elif lemma in cues().refuse_verbs | {"turn"} and _refuses(verb):
        yield from _as(doers, Role.ABSENT, "turns an invitation down", 0.8)
    elif lemma in {"send", "dispatch"} and not passive(verb):
        yield from _sending(scene, verb, doers)
    elif lemma == "represent":
        objects = [n for c in verb.children if c.dep_ == "dobj" for n in scene.actors(c)]
        yield from _as([*doers, *objects], Role.PARTICIPANT, "is represented", 0.8)
    elif lemma in {"lead", "head"} and not passive(verb):
        delegations = _objects(verb, {"delegation", "team", "side", "negotiator"})
        if delegations:
            named = [n for d in delegations for n in scene.modifiers(d, 0)]
            yield from _as([*doers, *named], Role.PARTICIPANT, "leads a delegation", 0.8)
    elif lemma == "have" and _objects(verb, OBSERVERS):
        yield from _as(doers, Role.OBSERVER, "has an observer", 0.8)
    elif lemma in {"form", "make"} and _objects(verb, {"delegation", "team"}):
        yield from _as(doers, Role.PARTICIPANT, "forms a delegation", 0.8)
    elif lemma == "ask" and passive(verb) and negated(verb) and any(c.lemma_ == "come" for c in verb.children):
        yield from _as(doers, Role.ABSENT, "is not asked to come", 0.8)
    elif lemma in {"speak", "sign"} and (behind := _after(scene, verb, "for")):
        yield from _as([*doers, *behind], Role.PARTICIPANT, f"{lemma}s for", 0.75)
    elif lemma == "sign" and doers and not passive(verb) and _bare(verb):
        yield from _as([*doers, *_after(scene, verb, "with")], Role.PARTICIPANT, "signs", 0.75)
    elif lemma in {"preside", "chair", "co-chair"} and not passive(verb) and _bare(verb):
        yield from _as(doers, Role.ORGANISER, "presides", 0.75)
    elif lemma in {"mediate", "broker"} and not passive(verb):
        town = any(c.lower_ == "to" for c in verb.children)  # "arrived in the capital, Khartoum, to mediate"
        people = [n for n in doers if not (town and n.index in scene.spots and n.index not in scene.mentions)]
        yield from _as(people, Role.MEDIATOR, "mediates", 0.8)
    elif lemma == "sit" and any(c.lower_ == "in" and not list(c.children) for c in verb.children):
        yield from _as(doers, Role.OBSERVER, "sits in", 0.75)
    elif lemma in {"come", "sit", "appear"} and _comes(verb):
        yield from _coming(verb, doers)


def _doers(scene: Scene, verb: Token) -> list[Named]:
    return [n for t in subjects(verb) for n in scene.actors(t)]


def _tells(verb: Token) -> bool:
    """Tell "A of Chad and B of Mali, who had begun it, signed with C", whose verb was read as a participle."""
    return (
        verb.dep_ == "acl"
        and verb.head.dep_ == "ROOT"
        and verb.head.pos_ == "PROPN"
        and verb.nbor(-1).text == ","
        and not any(c.dep_ == "agent" for c in verb.children)
    )


def _as(named: Iterable[Named], role: Role, rule: str, sure: float) -> Iterator[Told]:
    for one in named:
        yield one, role, rule, sure


def _being(scene: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "X was the host", "A and B were there", "C was absent", "the others are D and E"."""
    words = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "advmod", "attr", "neg"}}
    nobody = negated(verb) or any(
        c.lower_ in {"neither", "nobody", "none"} for t in subjects(verb) for c in _near(t)
    )
    room = any(
        p.lower_ in {"in", "at"} and c.lower_ in ROOM
        for p in verb.children
        if p.dep_ == "prep"
        for c in p.children
    )
    if words & AWAY:
        yield from _as(doers, Role.ABSENT, "is absent", 0.8)
    elif words & THERE or room:
        role = Role.ABSENT if nobody else _as_what(verb) or Role.PARTICIPANT
        yield from _as(doers, role, "is there", 0.78)
    if _on_a_side(verb):
        across = [n for c in verb.children for t in c.children if t.dep_ == "appos" for n in scene.actors(t)]
        beside = [n for p in verb.children for c in p.children for g in c.children for n in _listed(scene, g)]
        yield from _as([*doers, *across, *beside], Role.PARTICIPANT, "is on a side", 0.75)
    for child in verb.children:
        if child.dep_ != "attr":
            continue
        named_role = ROLE_NOUNS.get(child.lemma_.lower())
        if named_role is not None and not nobody:
            yield from _as(doers, named_role, f"is {child.lower_}", 0.8)
        elif any(t.lemma_.lower() in GUESTS for t in subjects(verb)):
            yield from _as(scene.actors(child), Role.PARTICIPANT, "is among them", 0.75)
    for child in verb.children:
        if child.lower_ == "among" and child.dep_ == "prep" and _guests(child):
            listed = [n for c in verb.children if c.dep_ in {"nsubj", "attr"} for n in scene.actors(c)]
            yield from _as(listed, Role.PARTICIPANT, "is among them", 0.8)


def _on_a_side(verb: Token) -> bool:
    """Tell "Chad and Mali are on one side, Niger on the other"."""
    sides = [c for p in verb.children if p.lower_ == "on" for c in p.children if c.lemma_.lower() == "side"]
    return any(g.lower_ in {"one", "other", "either"} for s in sides for g in s.children)


def _listed(scene: Scene, token: Token) -> list[Named]:
    return scene.actors(token) if token.dep_ == "appos" else []


def _near(token: Token) -> Iterator[Token]:
    yield token
    yield from token.children


def _guests(prep: Token) -> bool:
    return any(t.lemma_.lower() in GUESTS | {"those"} for t in prep.children)


def _refuses(verb: Token) -> bool:
    """Tell "declined an invitation", "turned it down", "refused to come" from any other refusal."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    invited = any(c.lemma_.lower() in INVITATION for c in objects)
    if verb.lemma_.lower() == "turn":
        down = any(c.dep_ in {"prt", "advmod"} and c.lower_ == "down" for c in verb.children)
        return down and (invited or any(c.lower_ == "it" for c in objects))
    coming = any(
        c.dep_ == "xcomp"
        and (
            c.lemma_.lower() in cues().attend_verbs | {"come", "sign", "send"}
            or (c.lemma_ == "take" and bool(_objects(c, {"part", "seat"})))
        )
        for c in verb.children
    )
    return invited or coming


def _sending(scene: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    people = [t for c in verb.children if c.dep_ in {"dobj", "dative"} for t in expand(c)]
    lemmas = {t.lemma_.lower() for t in people}
    if lemmas & OBSERVERS:
        yield from _as(doers, Role.OBSERVER, "sends an observer", 0.8)
    elif lemmas & (cues().titles | {"delegation", "team"}) or any(t.i in scene.persons for t in people):
        yield from _as(doers, _as_what(verb) or Role.PARTICIPANT, "sends somebody", 0.75)


def _objects(verb: Token, lemmas: Iterable[str]) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in lemmas]


def _after(scene: Scene, verb: Token, word: str) -> list[Named]:
    preps = [c for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ == word]
    return [n for p in preps for c in p.children if c.dep_ == "pobj" for n in scene.actors(c)]


def _bare(verb: Token) -> bool:
    return not any(c.dep_ in {"dobj", "ccomp", "xcomp", "agent"} for c in verb.children)


def _comes(verb: Token) -> bool:
    """Tell "the emir came", "Kuwait came as an observer", "sat at the table" from "came to power"."""
    if any(c.dep_ in {"dobj", "xcomp", "ccomp", "acomp", "prt"} for c in verb.children):
        return False
    preps = {c.lower_: c for c in verb.children if c.dep_ == "prep"}
    if verb.lemma_ == "sit":
        return any(t.lower_ in ROOM for p in preps.values() for t in p.children)
    return not preps.keys() & NOT_HERE


def _coming(verb: Token, doers: list[Named]) -> Iterator[Told]:
    role = Role.ABSENT if negated(verb) else _as_what(verb) or Role.PARTICIPANT
    yield from _as((n for n in doers if n.person or verb.lemma_ != "appear"), role, "comes", 0.72)


def _as_what(verb: Token) -> Role | None:
    """Give the role after "as": "came as observers"."""
    nouns = [t for c in verb.children if c.lower_ == "as" and c.dep_ == "prep" for t in c.children]
    return next((r for t in nouns if (r := ROLE_NOUNS.get(t.lemma_.lower())) is not None), None)
