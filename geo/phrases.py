"""Noun phrases in the tree, whatever they name: lists, offices, the noun that carries a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from geo.memory import Spot
    from geo.scene import Scene


LONG_LIST = 40
OFFICES = frozenset({"prime", "foreign", "defence", "defense", "deputy", "vice", "crown", "interior"})
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday".split())
PLACE_NOUNS = frozenset(
    "city town capital village resort island port suburb district province palace hotel residence "
    "headquarters base retreat estate seat villa castle house centre center ranch airport region state "
    "republic country kingdom emirate sheikhdom archipelago principality oasis spa outskirts north south "
    "east west area".split()
)


def place_head(scene: Scene, spot: Spot) -> Token:
    """Climb from a place name to the noun that carries it: "in the Swiss city of Geneva", "in Doha, Qatar"."""
    token = _noun_before(scene, spot) or scene.doc[spot.first : spot.last + 1].root
    for _ in range(6):
        head = token.head
        if (
            token.dep_ in {"appos", "conj"}
            or (token.dep_ in {"compound", "nmod", "amod", "npadvmod"} and head.lower_ in PLACE_NOUNS)
            or (token.dep_ == "compound" and head.i in scene.spots)
            or (
                token.dep_ == "compound" and head.i == token.i + 1 and head.lower_ in DAYS
            )  # "visit Damascus Wednesday"
        ):
            token = head
        elif token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in PLACE_NOUNS:
            token = head.head
        elif token.dep_ in {"pobj", "nmod", "npadvmod"} and head.i in scene.spots and token.i > head.i:
            token = head
        elif token.dep_ == "pobj" and head.lower_ == "including" and _holds_places(scene, head.head):
            token = head.head
        else:
            break
    return token


def _holds_places(scene: Scene, token: Token) -> bool:
    """Tell "Saudi Arabia" and "several cities" before "including Jeddah and Riyadh"."""
    return token.i in scene.spots or token.lemma_.lower() in PLACE_NOUNS


def _noun_before(scene: Scene, spot: Spot) -> Token | None:
    """Give the noun of "in the Ugandan capital, Kampala,", wherever the parser hangs the name."""
    at = spot.first - 2
    if at < scene.sentence.span.start or scene.doc[spot.first - 1].text != ",":
        return None
    token = scene.doc[at]
    return token if token.lemma_.lower() in {"capital", "city", "town"} and token.dep_ == "pobj" else None


def office(doc: Doc, i: int) -> str:
    """Give the words of an office that end at ``i``: "prime minister", "foreign minister", "president"."""
    first = i
    while first > 0 and doc[first - 1].lower_ in OFFICES:
        first -= 1
    return doc[first : i + 1].text.lower()


def secretary_of_state(token: Token) -> bool:
    """Tell the foreign minister of the United States, not Britain's "secretary of state for defence"."""
    doc, i = token.doc, token.i
    words = [t.lower_ for t in doc[i : i + 4]]
    return words[:3] == ["secretary", "of", "state"] and words[3:] != ["for"]


def including(child: Token) -> list[Token]:
    """Give the nouns of "members of the community, including Egypt and the Union"."""
    if child.lower_ != "including":
        return [p for c in child.children for p in including(c)] if child.dep_ == "prep" else []
    return [c for c in child.children if c.dep_ in {"pobj", "dobj"}]


def namely(token: Token) -> list[Token]:
    """Give the nouns of "the chairs of the working group, namely Egypt and the Union"."""
    return [t.head for t in token.subtree if t.lower_ == "namely" and t.head.pos_ in {"PROPN", "NOUN"}]


def of_phrases(token: Token) -> list[Token]:
    """Give the prepositions that tell for whom somebody acts: "minister for foreign affairs of Jordan"."""
    preps = [c for c in token.children if c.dep_ == "prep"]
    deep = [
        g for p in preps if p.lower_ in {"for", "of"} for c in p.children for g in c.children if g.dep_ == "prep"
    ]
    joined = [g for p in preps for g in p.children if g.dep_ == "conj"]  # "envoys of Chad and of the rebels"
    return [p for p in [*preps, *joined, *deep] if p.lower_ in {"of", "from"}]


def expand(token: Token, depth: int = 0) -> Iterator[Token]:
    """Go through a noun and what is coordinated with it."""
    yield token
    if depth < LONG_LIST:
        for child in token.children:
            if (child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"}) or (
                child.dep_ == "appos" and child.pos_ == "PROPN" and token.pos_ == "PROPN" and _listed(child)
            ):
                yield from expand(child, depth + 1)


def _listed(token: Token) -> bool:
    """Tell a list that the parser read as an apposition: "Russia, Turkey and Iran"."""
    return any(c.dep_ in {"conj", "cc"} for c in token.children)
