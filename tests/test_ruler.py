"""The attribute ruler with a memory gives each token what spaCy's own gives it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from geo.language import DEFAULT_MODEL
from geo.ruler import RememberingRuler

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = [
    ("The two men who met in Oslo didn't say so, but it's what they'd agreed.", "contractions"),
    ("Let's talk: I'm gonna go, y'all gotta come, c'mon, ain't that so?", "patterns of two tokens"),
    ("I told them that I, and it, would follow you; you and I met.", "the same word as subject and as object"),
    ("There is talk of peace. There's a plan. It has had to do with that which does.", "auxiliaries"),
    ("The  ministers\nmet \t in Riga .", "blanks of their own"),
    ("", "nothing"),
    ("Х-х ﷺ 会談 \u200b --", "no English at all"),
]


@cache
def shipped() -> Language:
    """Give the model as it is shipped."""
    import spacy

    nlp: Language = spacy.load(DEFAULT_MODEL, exclude=["ner"])
    return nlp


def given(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in doc]


def before_the_ruler(text: str) -> Doc:
    nlp = shipped()
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        return nlp(text)


@pytest.mark.parametrize(("text", "why"), TEXTS)
def test_the_same_is_given(text: str, why: str) -> None:
    ruler = shipped().get_pipe("attribute_ruler")
    remembering = RememberingRuler(ruler)  # type: ignore[arg-type]
    wanted = given(ruler(before_the_ruler(text)))
    for again in ("first", "from memory"):
        assert given(remembering(before_the_ruler(text))) == wanted, (why, again)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ([{"LOWER": "peace"}, {"LOWER": "talks"}, {"LOWER": "began"}], "three tokens"),
        ([{"LOWER": "talks", "SHAPE": "xxxx"}], "another attribute"),
        ([{"LOWER": {"FUZZY": "tolks"}}], "another predicate"),
        ([{"LOWER": "peace", "OP": "?"}, {"LOWER": "talks"}], "a token that may lack"),
        ([{"ORTH": "talks"}, {"LOWER": "began"}], "the word as it is written"),
    ],
)
def test_what_it_cannot_remember_is_left_to_the_ruler(pattern: list[dict[int | str, Any]], why: str) -> None:
    from spacy.pipeline import AttributeRuler

    texts = ("The peace talks began.", "The talks ended.", "Talks began.")
    ruler = AttributeRuler(shipped().vocab)
    ruler.add([pattern], {"LEMMA": "matched"})
    remembering = RememberingRuler(ruler)
    for text in texts:
        assert given(remembering(before_the_ruler(text))) == given(ruler(before_the_ruler(text))), why


def test_a_rule_on_the_second_of_two_tokens_needs_the_first() -> None:
    from spacy.pipeline import AttributeRuler

    ruler = AttributeRuler(shipped().vocab)
    ruler.add([[{"LOWER": "peace"}, {"LOWER": "talks"}]], {"LEMMA": "matched"}, index=1)
    remembering = RememberingRuler(ruler)
    lemmas = [[t.lemma_ for t in remembering(before_the_ruler(text))] for text in ("peace talks", "other talks")]
    assert lemmas == [["", "matched"], ["", ""]]
