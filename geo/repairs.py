"""What the parser gets wrong again and again, put right in the tree before anything is read from it.

Each repair moves one phrase to where its words leave no doubt that it belongs; the tables of
``tests/reading/test_repairs.py`` show which and which not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import cues
from geo.model import Kind
from geo.phrases import DAYS
from geo.syntax import clause_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.memory import Spot
    from geo.scene import Scene

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
BETWEEN = frozenset({"aux", "auxpass", "neg", "advmod"})
PREFIXES = frozenset({"vice", "co", "deputy"})
OPENING = frozenset({"after", "before", "during", "following", "at"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
DAYPARTS = frozenset({"morning", "afternoon", "evening", "night", "week", "month", "year"})
NAMES_OF_DAYS = DAYS | DAYPARTS
UNITS = frozenset(
    {"minute", "hour", "day", "week", "month", "year"}
)  # "For forty minutes on Friday Russians talked"
NOUNS = frozenset({"NOUN", "PROPN"})


def repair(scene: Scene) -> None:
    """Put the tree of a sentence right, in place."""
    for token in scene.tokens():
        if token.dep_ == "appos" and token.left_edge.i > 0 and token.left_edge.nbor(-1).lower_ == "and":
            token.dep_ = "conj"
        if token.lower_ in NAMES_OF_DAYS:
            _day_before(token)
        if token.dep_ == "appos":
            _hyphened_office(token)
        if token.dep_ == "conj":
            _office_beside_a_state(scene, token)
    for token in scene.tokens():
        if token.dep_ == "appos":
            _subject_behind_a_comma(token)
        elif token.dep_ in {"prep", "mark"}:
            _bare_preposition(token)
    for i, spot in list(scene.spots.items()):
        if i == spot.first:
            _subject_behind_a_place(scene, spot)


def _move(token: Token, dep: str, head: Token) -> None:
    token.head = head
    token.dep_ = dep


def _day_before(day: Token) -> None:
    """Part "On Friday Russians met", "of this morning officers met", read as one noun, into day and subject."""
    noun = day.head
    if day.dep_ not in {"compound", "nmod", "npadvmod"} or noun.dep_ != "pobj":
        return
    prep, verb = noun.head, clause_verb(noun.head)
    told = all(t.lower_ in {"this", "last", "next"} for t in day.doc[prep.i + 1 : day.i])
    plain = prep.lower_ in {"on", "of"} and told and noun.pos_ in NOUNS
    if plain and verb is not None and verb.pos_ == "VERB" and verb.i > noun.i and not _has_subject(verb):
        _move(day, "pobj", prep)
        _move(noun, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj", verb)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS and c.lemma_.lower() not in UNITS for c in verb.children)


def _hyphened_office(office: Token) -> None:
    """Keep "vice-president" together, whose halves the parser hangs side by side."""
    doc = office.doc
    if office.lemma_.lower() not in cues().titles or office.i < 2 or doc[office.i - 1].text != "-":  # noqa: PLR2004 - two tokens before
        return
    prefix = doc[office.i - 2]
    if prefix.lower_ in PREFIXES and office.head == prefix.head:
        _move(office, prefix.dep_, prefix.head)
        _move(prefix, "compound", office)


def _office_beside_a_state(scene: Scene, office: Token) -> None:
    """Join "A of Chad and Mali's premier" as two people, not as Chad and a premier whom A is of."""
    state = office.head
    if state.dep_ != "pobj" or state.head.lower_ != "of":
        return
    holder = state.head.head
    named = state.i in scene.mentions or state.i in scene.spots
    person = office.i in scene.persons or office.lemma_.lower() in cues().titles
    whose = office.i in scene.persons or any(
        c.dep_ in {"poss", "amod"} and c.i in scene.mentions for c in office.children
    )
    whose = whose or any(c.lower_ in {"of", "from"} for c in office.children)
    held = holder.i in scene.persons or holder.lemma_.lower() in cues().titles
    if named and person and whose and held:
        _move(office, "conj", holder)


def _subject_behind_a_comma(noun: Token) -> None:
    """Make "In the third week of the war in Chad, the government and the rebels signed" have its subject.

    An apposition is closed by a comma; a noun that runs straight into its verb is the subject of that.
    """
    if noun.pos_ not in NOUNS or noun.head.i >= noun.left_edge.i:
        return
    doc, first, last = noun.doc, noun.left_edge.i, noun.right_edge.i
    if doc[first - 1].text != "," or last + 1 >= len(doc):
        return
    verb = next((t for t in noun.ancestors if t.i > last and t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.dep_ in {"relcl", "acl"}:
        return
    straight = all(t.head == verb and t.dep_ in BETWEEN for t in doc[last + 1 : verb.i])
    owner = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    fronted = owner is None or any(c.dep_ == "mark" and c.i < owner.i for c in verb.children)
    if straight and fronted and verb.sent == noun.sent:
        _move(noun, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj", verb)
        if owner is not None:
            owner.dep_ = "npadvmod"


def _bare_preposition(prep: Token) -> None:
    """Give "After" of "After talks in Paris, France and Chad signed" the noun that was made the subject."""
    misread = prep.dep_ == "prep" or (prep.dep_ == "mark" and prep.head.dep_ == "ROOT")
    if not misread or prep.lower_ not in OPENING or any(True for _ in prep.children):
        return
    noun = next((t for t in prep.head.children if t.dep_ == "nsubj" and t.left_edge.i == prep.i + 1), None)
    comma = noun is not None and any(t.text == "," for t in noun.doc[noun.i : prep.head.i])
    if noun is not None and comma:
        _move(noun, "pobj", prep)
        prep.dep_ = "prep"


def _subject_behind_a_place(scene: Scene, spot: Spot) -> None:
    """Part "At a meeting in Madrid, Morocco and Portugal agreed" into the place and the subject."""
    doc, comma, end = scene.doc, spot.last + 1, scene.sentence.span.end
    place = doc[spot.first : comma].root
    if spot.place is None or spot.place.kind is Kind.COUNTRY or comma + 1 >= end or doc[comma].text != ",":
        return
    inner = scene.spots.get(comma + 1)
    country = inner is not None and inner.place is not None and inner.place.country == spot.place.country
    if country and inner is not None and doc[inner.last + 1].text == ",":
        comma = inner.last + 1
    verb = next((t for t in doc[comma + 1 : end] if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.tag_ not in FINITE or _has_subject(verb) or verb not in place.ancestors:
        return
    tops = [t for t in doc[comma + 1 : verb.i] if t.pos_ in NOUNS and t.head.i < comma]
    if len(tops) != 1 or tops[0].dep_ not in {"conj", "appos", "pobj"}:
        return
    if tops[0].dep_ == "pobj" and place.head != tops[0]:
        return
    if tops[0].dep_ == "pobj":
        _move(place, "pobj", tops[0].head)
    _move(tops[0], "nsubj", verb)
