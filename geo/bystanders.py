"""Who stands near an event to which the tree gives fewer than two actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import any_of, cues
from geo.event import NEAR, Event, Part
from geo.model import Role
from geo.participants import takes_part
from geo.syntax import clause_verb, distance, event_verbs

BYSTANDER = "stands near the meeting"
MATTERS = frozenset("dispute relation relations tie difference border link trade divide rift row".split())

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.scene import Scene


def find_bystanders(scene: Scene, event: Event) -> list[Part]:
    """Where the tree gives an event fewer than two actors, take those of its clause who stand near it.

    The parser often hangs a list or a name on the wrong word; what is spoken about stays out.
    """
    known = {p.named.actor.id for p in event.parts}
    found = []
    for token in scene.tokens():
        if token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"} or not _may_attend(
            token, event
        ):
            continue
        for named in scene.denoted(token):
            if named.actor.id not in known:
                known.add(named.actor.id)
                found.append(
                    Part(
                        named,
                        Role.PARTICIPANT,
                        BYSTANDER,
                        min(0.6, named.sure),
                        scene.sentence.index,
                    )
                )
    return found


def _of_another(noun: Token, event: Event) -> bool:
    """Tell whom another meeting was with: "before his talks with Putin, he met"."""
    other = noun != event.trigger and noun.dep_ == "pobj" and noun.lemma_.lower() in cues().talk_nouns
    return other and noun.head.lower_ in {"before", "after", "following", "since"}


def _may_attend(token: Token, event: Event) -> bool:
    top = token
    while top.dep_ in {"conj", "appos"} and top.head != top:
        top = top.head
    inside = takes_part(event.trigger)
    preps = {"with", "between", "among", "by", "alongside", "including"} | ({"to", "from"} if inside else set())
    if top.dep_ == "pobj" and (top.head.lower_ not in preps or _of_another(top.head.head, event)):
        return False
    if top.dep_ == "pobj" and _between_foes(top.head):
        return False
    if (
        top.dep_ in {"nsubj", "nsubjpass"}
        and top.head.lemma_.lower() in cues().report_verbs
        and not takes_part(event.trigger)
    ):
        return False
    if (
        top.dep_ == "dobj"
        and not inside
        and top.head.lemma_.lower() not in any_of("meet_verbs", "receive_verbs", "host_verbs")
    ):
        return False
    if clause_verb(top) not in {event.trigger, *event_verbs(event.trigger)}:
        return False
    return top.dep_ != "ROOT" and distance(top, event.trigger) <= NEAR


def _between_foes(prep: Token) -> bool:
    """Tell "the war between Chad and Mali", "the border between them", which is talked about."""
    noun = prep.head.lemma_.lower()
    return prep.lower_ in {"between", "among", "with"} and noun in cues().topic_nouns | MATTERS
