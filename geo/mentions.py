"""Names of actors and places in a parsed article: where they stand and whom they may name.

The lexicon (``geo.actors``) is matched first, longest name first; what it leaves over goes to the gazetteer.
Entity types of the language model only help to decide: they call ministers organisations and cities persons.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.actors import NameKind, actor_names, generic_names, not_actors
from geo.own_names import current

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from geo.actors import ActorName, GenericName
    from geo.language import Sentence
    from geo.model import Actor, Place

WORD = re.compile(r"[^\W_]+")
SHORT = 2
NAMED = dt.timedelta(days=30)
NONE = dt.timedelta()
APOSTROPHES = frozenset({"'", "’"})
ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul"})
SIDES = frozenset({"anti", "pro", "non"})
HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
GAP = re.compile(r"(?:[ \u00a0]?[-–'’`.&/,]? ?|\. )")
KIND_ORDER = {NameKind.NAME: 0, NameKind.METONYM: 1, NameKind.DEMONYM: 2, NameKind.LEADER: 3}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence.

    ``start`` and ``end`` are offsets in the article, ``first`` and ``last`` token indices in the paragraph's
    document (both inclusive). ``actor`` is whom the name stands for, ``place`` where it lies; one may be None.
    """

    start: int
    end: int
    first: int
    last: int
    sentence: int
    text: str
    kind: NameKind | None
    actor: Actor | None = None
    entry: ActorName | None = None
    place: Place | None = None


class Word(NamedTuple):
    """A word of a text with its folded form and offsets."""

    folded: str
    start: int
    end: int


@lru_cache(1 << 16)
def fold(text: str) -> str:
    """Give a name without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(1 << 12)
def words_of(text: str) -> tuple[Word, ...]:
    """Split a text into words; hyphens, full stops and apostrophes part them.

    A sentence is split for the look at its words before the parse, and again after it.
    """
    return tuple([Word(fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text)])


@cache
def blocked() -> dict[str, list[tuple[str, ...]]]:
    """Give the phrases that hold an actor's name and name none, by their first word, longest first."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for text in not_actors():
        key = tuple(w.folded for w in words_of(text))
        index.setdefault(key[0], []).append(key)
    for rows in index.values():
        rows.sort(key=len, reverse=True)
    return index


@cache
def generics() -> dict[str, list[GenericName]]:
    """Give the words that name a non-state party where its home state is in play, by their folded text."""
    index: dict[str, list[GenericName]] = {}
    for name in generic_names():
        index.setdefault(fold(name.text), []).append(name)
    return index


class Lexicon(NamedTuple):
    """All names of actors by their folded words, and the numbers of words of those that begin with one."""

    names: dict[tuple[str, ...], list[ActorName]]
    lengths: dict[str, tuple[int, ...]]
    starts: frozenset[str]
    """What a name, or a phrase that holds one and names none, begins with."""


def lexicon() -> Lexicon:
    """Give all names of actors, those of the user's own among them; lengths go from the longest."""
    return _lexicon(current().version)


@lru_cache(2)
def _lexicon(_own: str) -> Lexicon:
    grouped: dict[tuple[str, ...], list[ActorName]] = {}
    for name in actor_names():
        key = tuple(w.folded for w in words_of(name.text))
        if key:
            grouped.setdefault(key, []).append(name)
    lengths: dict[str, set[int]] = {}
    for key in grouped:
        lengths.setdefault(key[0], set()).add(len(key))
    ordered = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}
    return Lexicon(grouped, ordered, frozenset([*lengths, *blocked()]))


def actor_mentions(sentence: Sentence, day: dt.date | None) -> Iterator[Mention]:
    """Find the names of actors in a sentence; ``day`` is the article's date, which decides who is in office."""
    text = sentence.text
    base = sentence.span.start_char
    words = words_of(text)
    starts = [t.idx for t in sentence.tokens]
    for first, last, name in names_in(text, words, day):
        start, end = words[first].start, words[last].end
        if text[end : end + 1] == "." and name.text.endswith("."):
            end += 1
        yield _mention(sentence, starts, (base + start, base + end), text[start:end], name)


def names_in(text: str, words: Sequence[Word], day: dt.date | None) -> Iterator[tuple[int, int, ActorName]]:
    """Find the names of actors among the ``words`` of a text: (first word, last word, name), before any parse."""
    index, done = lexicon(), 0
    for at in [i for i, word in enumerate(words) if word.folded in index.starts]:
        if at < done:
            continue
        found = _longest(text, words, at, index, day)
        barred = _blocked(text, words, at)
        if found is None or barred >= found[0]:
            done = at + barred
            continue
        length, name = found
        done = at + length
        if at > 0 and words[at - 1].folded in SIDES and text[words[at - 1].end : words[at].start] in HYPHENS:
            continue  # "anti-Taliban groups" are not the Taliban
        after = text[words[at + length - 1].end :][:3]
        if after[:1] in APOSTROPHES and after[1:].isalpha() and after[1:] != "s" and len(after) > 2:  # noqa: PLR2004
            continue  # "Xi'an" is a town
        if at > 0 and words[at - 1].folded in ARTICLES and text[words[at - 1].end : words[at].start] == "-":
            continue  # "Mohammed al-Sudan" is no Sudan
        yield at, at + length - 1, name


def _longest(
    text: str, words: Sequence[Word], at: int, index: Lexicon, day: dt.date | None
) -> tuple[int, ActorName] | None:
    for length in index.lengths.get(words[at].folded, ()):
        run = words[at : at + length]
        names = index.names.get(tuple([w.folded for w in run]))
        if names is None or len(run) < length or not _joined(text, run):
            continue
        chosen = _choose(text[run[0].start : run[-1].end], names, day)
        if chosen is not None:
            return length, chosen
    return None


def _blocked(text: str, words: Sequence[Word], at: int) -> int:
    for key in blocked().get(words[at].folded, ()):
        run = words[at : at + len(key)]
        if (
            len(run) == len(key)
            and all(w.folded == k for w, k in zip(run, key, strict=True))
            and _joined(text, run)
        ):
            return len(key)
    return 0


def _joined(text: str, run: Sequence[Word]) -> bool:
    for left, right in pairwise(run):
        gap = text[left.end : right.start]
        if not GAP.fullmatch(gap):
            return False
        if ("." in gap and " " in gap and left.end - left.start > SHORT) or gap.strip() == ",":
            return False
    return True


def _choose(surface: str, names: list[ActorName], day: dt.date | None) -> ActorName | None:
    fitting = [n for n in names if _fits(surface, n) and _in_office(n, day)]
    if not fitting:
        return None
    fitting.sort(key=lambda n: KIND_ORDER[n.kind])
    best = [n for n in fitting if n.kind == fitting[0].kind]
    if len({n.actor.id for n in best}) == 1:
        return best[0]
    dated = [n for n in best if n.since is not None or n.until is not None]
    if day is not None and len({n.actor.id for n in dated}) == 1:
        return dated[0]
    return None


def _fits(surface: str, name: ActorName) -> bool:
    if name.caseless:
        return surface[:1].isupper() or name.text[:1].islower() or surface[:1].isdigit()
    same = _letters(surface) == _letters(name.text)
    return same or (surface.isupper() and name.kind is NameKind.NAME and len(surface) > 4)  # noqa: PLR2004 - not US, AU


@lru_cache(1 << 14)
def _letters(text: str) -> list[str]:
    return [fold_accents(word) for word in WORD.findall(text)]


def fold_accents(text: str) -> str:
    """Give a text without accents, its case kept."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _in_office(name: ActorName, day: dt.date | None) -> bool:
    """Tell whether a name is good on a day; who is to take an office is named for it some weeks before."""
    if day is None:
        return True
    begun = name.since is None or name.since - (NAMED if name.kind is NameKind.LEADER else NONE) <= day
    return begun and (name.until is None or day <= name.until)


def _mention(sentence: Sentence, starts: list[int], span: tuple[int, int], text: str, name: ActorName) -> Mention:
    """Make a mention; ``starts`` are the offsets of the sentence's tokens, and whole tokens are taken."""
    start, end = span
    first = sentence.span.start + bisect_right(starts, start) - 1
    last = sentence.span.start + bisect_left(starts, end) - 1
    return Mention(
        sentence.offset + start,
        sentence.offset + end,
        first,
        last,
        sentence.index,
        text,
        name.kind,
        name.actor,
        name,
    )


def head_of(mention: Mention, sentence: Sentence) -> Token:
    """Give the token of a mention that the rest of the sentence hangs on."""
    return sentence.doc[mention.first : mention.last + 1].root
