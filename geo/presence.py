"""Who came, stayed away or led, told in a clause that does not name the meeting: "Egypt sent its minister".

Such a clause goes back to the meeting that the article has just told of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.event import Event, Part, is_event
from geo.presence_rules import INVITATION, may_tell, told
from geo.syntax import clause_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.scene import Scene

FAMILY = "presence"
PARTNERS = frozenset({"with", "by", "for", "of", "beside", "besides", "alongside", "between", "like", "as"})


def find_presence(scene: Scene, events: list[Event]) -> list[Event]:
    """Find the clauses of a sentence that tell a part in the meeting in play, each as an event without a place."""
    found = []
    taken = {e.trigger.i for e in events}
    for verb in scene.tokens():
        if verb.pos_ not in {"VERB", "AUX"} or verb.i in taken or not may_tell(verb):
            continue
        if _has_own(scene, verb, events):
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
            if child.dep_ == "prep" and child.lower_ not in PARTNERS and any(t.i in scene.spots for t in inner):
                return True
            if child.lemma_.lower() in INVITATION and any(t.i in scene.spots for t in child.subtree):
                return True
    return any(clause_verb(e.trigger) == verb for e in events if e.family != "attend")


def _parts(scene: Scene, verb: Token) -> list[Part]:
    seen: set[str] = set()
    parts = []
    for named, role, rule, sure in told(scene, verb):
        if named.actor.id not in seen:
            seen.add(named.actor.id)
            parts.append(Part(named, role, rule, min(sure, named.sure), scene.sentence.index))
    return parts
