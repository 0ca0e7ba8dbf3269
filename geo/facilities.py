"""Names of sites, streets, divisions and pieces of nature that no gazetteer holds, told by the word they end with.

"Rogers Centre", "Third Street", "Suffolk County", "University of Ghent": the words give the name, the text around
it gives the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.readings import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from geo.language import Sentence

LONGEST = 5
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "NUM"})
SITES = frozenset({"GPE", "LOC", "FAC"})
LEADING = frozenset({"to", "from", "of", "between", ","})
JOINING = frozenset({"-", "&", "'", "’"})


def site_names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Give the names of sites in a sentence as token indices in its document, both inclusive."""
    doc, floor, end = sentence.doc, sentence.span.start, sentence.span.end
    done = floor
    for token in sentence.capitals:
        at = token.i
        if at < done:
            continue
        last = _of_name(doc, at, end)
        if last is None:
            first = _start(doc, at, floor) if _ends_name(doc, at, end) else at
            if first < at:
                yield first, at
        else:
            yield at, last
            done = last + 1


def entity_names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Give what the language model calls a place, without article and possessive."""
    for entity in sentence.entities:
        if entity.label_ not in SITES:
            continue
        first, last = entity.start, entity.end - 1
        while first < last and (entity.doc[first].pos_ == "DET" or not _capital(entity.doc[first])):
            first += 1
        lone = first == last and entity.label_ == "GPE" and not _lies_there(entity.doc, first)
        if lone:
            continue
        while last > first and not entity.doc[last].text[:1].isalnum():
            last -= 1
        if _capital(entity.doc[first]) and entity.doc[first].is_alpha:
            yield first, last


def _lies_there(doc: Doc, at: int) -> bool:
    """Tell a word behind "in", "near", "of": what the language model alone calls a place is often a person."""
    return at > 0 and (doc[at - 1].lower_ in words().locative or doc[at - 1].lower_ in LEADING)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _ends_name(doc: Doc, at: int, end: int) -> bool:
    if doc[at].lower_ not in words().name_ends:
        return False
    following = doc[at + 1] if at + 1 < end else None
    return following is None or following.pos_ != "PROPN" or not _capital(following)


def _start(doc: Doc, at: int, floor: int) -> int:
    """Walk left over the capitalised words of a name."""
    first = at
    while first > floor and at - first < LONGEST:
        token = doc[first - 1]
        ordinal = token.text[:1].isdigit() and token.text[-1:].isalpha()
        inside = token.text in JOINING and first - 1 > floor and _capital(doc[first - 2])
        named = inside or ordinal or (_capital(token) and token.pos_ in NAMING)
        if not named or token.ent_type_ in {"DATE", "TIME"}:
            break
        first -= 1
    while first < at and not (doc[first].text[:1].isalnum()):
        first += 1
    return first


def _of_name(doc: Doc, at: int, end: int) -> int | None:
    """Give the last word of "University of Ghent", "Lake Como", "Embassy of the Republic of Peru"."""
    if doc[at].lower_ not in words().name_starts:
        return None
    last = at
    for i in range(at + 1, min(end, at + 2 * LONGEST)):
        token = doc[i]
        if _capital(token) and token.pos_ == "PROPN":
            last = i
        elif token.lower_ not in {"of", "the", "and"} or (token.lower_ == "and" and last > at + 1):
            break
    alone = last == at + 1 and doc[at].lower_ in {"university", "embassy"}
    return last if last > at and not alone else None
