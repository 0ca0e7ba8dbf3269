"""spaCy's attribute ruler with a memory: it is asked once for each kind of token, not for each token.

The ruler gives a token its part of speech, its morphology and at times its lemma, by patterns over its tag, its
dependency and its word (https://spacy.io/api/attributeruler). Few words are named in a pattern, so there are few
kinds of token; with the patterns of spaCy's English models the matching costs as much as the dependency parse.
What the ruler does is not written anew here: it is shown one token of each kind, between its neighbours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

UNDERSTOOD = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
WRITTEN = ("POS", "MORPH", "LEMMA")
PAIR = 2
UNNAMED = "x-x"  # stands for every word that no pattern names

Kind = tuple[int, int, int]
"""Tag, dependency and, where a pattern may look at it, the word; as spaCy's numbers for strings."""


class RememberingRuler:
    """A spaCy component that does to a text what ``ruler`` does.

    It leaves to the ruler itself a text with tokens of blanks, and every text where a pattern looks at more than
    two tokens or at more than tag, dependency and word.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._strings = ruler.vocab.strings
        rules: Any = ruler.patterns  # lists of patterns, each of which is a list of tokens
        patterns: list[list[dict[str, Any]]] = [p for rule in rules for p in rule["patterns"]]
        looked_at = [one.get("LOWER") for pattern in patterns for one in pattern]
        self._named = {word for value in looked_at for word in _words(value)}
        self._forms = [re.compile(v["REGEX"]) for v in looked_at if isinstance(v, dict) and "REGEX" in v]
        self._firsts = [pattern[0] for pattern in patterns if len(pattern) == PAIR]
        self._simple = not self._names(UNNAMED) and all(
            len(pattern) <= PAIR and all(map(_understood, pattern)) for pattern in patterns
        )
        self._seen: dict[int, int] = {}
        self._opening: dict[Kind, bool] = {}
        self._given: dict[tuple[Kind | None, Kind, Kind | None], tuple[int, int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma of each token, as the ruler would."""
        rows: list[list[int]] = doc.to_array(["TAG", "DEP", "LOWER", "IS_SPACE"]).tolist()
        if not self._simple or not rows or any(row[3] for row in rows):
            return self._ruler(doc)
        from numpy import array, uint64

        given: Any = array([self._ask(*around) for around in self._around(rows)], dtype=uint64)
        return doc.from_array(list(WRITTEN), given)

    def _around(self, rows: list[list[int]]) -> Iterator[tuple[Kind | None, Kind, Kind | None]]:
        """Give each token's kind, and those of its neighbours where a pattern may span the two."""
        seen = self._seen
        kinds = [(tag, dep, seen[word] if word in seen else self._see(word)) for tag, dep, word, _ in rows]
        before, opened = None, False
        for kind, after in zip(kinds, [*kinds[1:], None], strict=True):
            opens = self._opening.get(kind)
            if opens is None:
                opens = self._opening[kind] = any(self._may_be(kind, first) for first in self._firsts)
            yield before if opened else None, kind, after if opens else None
            before, opened = kind, opens

    def _see(self, word: int) -> int:
        kept = self._seen[word] = word if self._names(self._strings[word]) else 0
        return kept

    def _names(self, word: str) -> bool:
        return word in self._named or any(form.search(word) for form in self._forms)

    def _may_be(self, kind: Kind, wanted: dict[str, Any]) -> bool:
        """Tell whether a token of this kind may be what begins a pattern of two."""
        _, dep, word = kind
        if "LOWER" in wanted:
            return word != 0
        return not isinstance(wanted.get("DEP"), str) or wanted["DEP"] == self._strings[dep]

    def _ask(self, before: Kind | None, kind: Kind, after: Kind | None) -> tuple[int, int, int]:
        """Give part of speech, morphology and lemma of a token, as spaCy's numbers; 0 is none."""
        known = self._given.get((before, kind, after))
        if known is None:
            from spacy.tokens import Doc

            shown = [k for k in (before, kind, after) if k is not None]
            words = [self._strings[word] if word else UNNAMED for *_, word in shown]
            tags, deps = ([self._strings[k[which]] for k in shown] for which in (0, 1))
            asked = self._ruler(Doc(self._ruler.vocab, words=words, tags=tags, deps=deps))
            pos, morph, lemma = asked.to_array(list(WRITTEN))[int(before is not None)].tolist()
            known = self._given[before, kind, after] = pos, morph, lemma
        return known


def _words(value: Any) -> list[str]:
    """Give the words that a pattern names."""
    if isinstance(value, dict):
        return [*value.get("IN", ()), *value.get("NOT_IN", ())]
    return [] if value is None else [value]


def _understood(token: dict[str, Any]) -> bool:
    predicates = {key for value in token.values() if isinstance(value, dict) for key in value}
    return token.keys() <= UNDERSTOOD and predicates <= {"IN", "NOT_IN", "REGEX"}
