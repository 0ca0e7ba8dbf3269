"""Small questions to a dependency tree (labels of spaCy's English models, ClearNLP style)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

HIGH = 8
FAR = 99
CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "xcomp", "pcomp", "parataxis", "csubj", "dep"}
)


def clause_verb(token: Token) -> Token | None:
    """Give the nearest verb at or above a token."""
    at = token
    for _ in range(2 * HIGH):
        if at.pos_ in {"VERB", "AUX"} and at.dep_ not in {"aux", "auxpass", "amod", "compound", "prep"}:
            return at
        above = at.head
        if above.i == at.i:
            return None
        at = above
    return None


def event_verbs(trigger: Token) -> list[Token]:
    """Give the verbs that carry an event: the nearest one and those it hangs on without a new subject.

    "plans to hold talks" gives hold and plans; "said after talks" gives said; "said he would hold talks" hold.
    """
    verb = clause_verb(trigger)
    found: list[Token] = []
    while verb is not None and len(found) < HIGH and verb not in found:
        found.append(verb)
        if verb.dep_ == "xcomp" and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
        elif verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN":
            break
        elif verb.dep_ == "pcomp" or (
            verb.dep_ == "advcl" and verb.tag_ in {"VB", "VBG"} and not _has_subject(verb)
        ):
            verb = clause_verb(verb.head)
        else:
            break
    return found


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)


def subjects(verb: Token) -> list[Token]:
    """Give the heads of a verb's subject, taken from the verb above where it has none of its own."""
    at = verb
    for _ in range(HIGH):
        own = [c for c in at.children if c.dep_ in {"nsubj", "nsubjpass"}]
        if not own and any(c.dep_ == "expl" for c in at.children):
            return [c for c in at.children if c.dep_ in {"dobj", "attr"}]
        if own:
            return [_antecedent(c, at) for c in own]
        if at.dep_ in {"relcl", "acl"} and at.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            above = clause_verb(at.head)
            town = at.head.ent_type_ == "GPE" or at.head.lemma_.lower() in {"capital", "city", "town"}
            purpose = at.tag_ == "VB" and at.head.dep_ in {"pobj", "appos"} and town
            if purpose and above is not None and above != at and any(c.lower_ == "to" for c in at.children):
                at = above  # "arrived in the capital to mediate", however the parser hangs it
                continue
            if at.head.dep_ == "attr" and above is not None:
                return [*subjects(above), at.head]
            return [at.head]
        if at.dep_ in {"conj", "xcomp", "advcl", "pcomp"} and at.head != at:
            above = clause_verb(at.head)
            if above is None or above == at:
                return []
            at = above
        else:
            return []
    return []


def _antecedent(subject: Token, verb: Token) -> Token:
    """Give the noun behind "who", "which" or "that"."""
    if subject.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        return verb.head
    return subject


def negated(token: Token) -> bool:
    """Tell whether a verb or noun is negated: "did not meet", "no talks", "never visited"."""
    return any(
        c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") or (c.dep_ == "advmod" and c.lower_ == "never")
        for c in token.children
    )


def distance(one: Token, other: Token) -> int:
    """Count the steps between two tokens of one sentence in the tree; reported speech counts as far."""
    up, down = _path(one), _path(other)
    steps = {token.i: n for n, token in enumerate(up)}
    for n, token in enumerate(down):
        if token.i in steps:
            return n + steps[token.i] + _extra(down[:n]) + _extra(up[: steps[token.i]])
    return FAR


def _path(token: Token) -> list[Token]:
    path = [token]
    while (above := path[-1].head).i != path[-1].i:
        path.append(above)
    return path


def _extra(path: list[Token]) -> int:
    """Give the extra steps for crossing from what is said into who says it, and between clauses."""
    extra = 0
    for token in path:
        if token.dep_ in {"ccomp", "parataxis"} and token.head.lemma_ in cues().report_verbs:
            extra += 4
        elif token.dep_ in {"relcl", "conj"} and token.pos_ in {"VERB", "AUX"}:
            extra += 1
    return extra


def passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive."""
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


def of_it(verb: Token) -> bool:
    """Tell a verb whose object is the meeting in play: "opened it together", "Norway mediated them"."""
    return any(c.dep_ == "dobj" and c.lower_ in {"it", "them"} for c in verb.children)
