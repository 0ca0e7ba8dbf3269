"""PDF files: the text of their pages, put together again into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from geo.decoding import one_line
from geo.document import Document, date_line, optional_packages, tidy
from geo.errors import ArticleError

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 500
MAX_CHARS = 2_000_000
MAX_HEADLINE = 150  # characters
EDGE = 2  # lines at the top and at the bottom of a page that may be a running head or foot
MIN_REPEATS = 3
PAGE_NUMBER = re.compile(r"(?:page |p\. ?|- ?)?\d{1,4}(?: ?-| ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)
ENDS = re.compile(r"[.!?:;…][\"”’')\]]*$")
JUNK_TITLE = re.compile(
    r"(?:microsoft word|untitled|document\d*|\S+\.(?:docx?|pdf|indd|html?|tmp|rtf|odt)$)", re.IGNORECASE
)
SHORT = 0.75  # of the usual width: a line that ends earlier may end its paragraph


def read_pdf(data: bytes, url: str | None = None) -> Document:
    """Read the text of a PDF file. The day on which the file was made is no day of publication, and is not used.

    Raises ArticleError where it is locked, broken, or holds only pictures of text.
    """
    with optional_packages():
        import pypdf
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of each flaw that it mends
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        pages = _pages(reader)
        named = one_line(str(reader.metadata.title or "")) if reader.metadata else ""
    except ArticleError:
        raise
    except Exception as error:
        raise ArticleError(
            f"is no PDF file that can be read ({type(error).__name__}); print it to a new one"
        ) from error
    lines = [line for page in _without_heads(pages) for line in page]
    text = tidy(reflow(lines))
    if not any(char.isalpha() for char in text):
        raise ArticleError("holds no text, only pictures of it; run text recognition (OCR) on it first")
    first, _, rest = text.partition("\n\n")
    if named and not JUNK_TITLE.match(named):
        body = rest if rest.strip() and one_line(first).casefold() == named.casefold() else text
        return Document(text=body, title=named, published=date_line("\n".join(lines)), url=url)
    title = first if len(first) <= MAX_HEADLINE and rest.strip() and not ENDS.search(first) else None
    return Document(text=rest if title else text, title=title, published=date_line("\n".join(lines)), url=url)


def _pages(reader: PdfReader) -> list[list[str]]:
    """Give the lines of each page."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError("is locked with a password; save it without one")
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise ArticleError(f"has {count:,} pages, over {MAX_PAGES}; cut the article out of it")
    pages, total = [], 0
    for page in reader.pages:
        text = page.extract_text()
        total += len(text)
        if total > MAX_CHARS:
            raise ArticleError(f"has over {MAX_CHARS:,} characters; cut the article out of it")
        pages.append([line.strip() for line in text.split("\n")])
    return pages


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and the lines that come again at the edge of most pages."""
    edges = [_edge(page) for page in pages]
    seen = Counter(re.sub(r"\d+", "0", page[i]) for page, edge in zip(pages, edges, strict=True) for i in edge)
    often = {line for line, times in seen.items() if times >= MIN_REPEATS and times > len(pages) // 2}

    def is_head(line: str) -> bool:
        return bool(PAGE_NUMBER.fullmatch(line)) or re.sub(r"\d+", "0", line) in often

    return [
        [line for i, line in enumerate(page) if i not in edge or not is_head(line)]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: list[str]) -> set[int]:
    filled = [i for i, line in enumerate(page) if line]
    return {*filled[:EDGE], *filled[-EDGE:]}


def reflow(lines: list[str]) -> str:
    """Put the lines of a page's width together into paragraphs, and words cut at a line's end as well."""
    widths = sorted(len(line) for line in lines if line)
    usual = widths[int(len(widths) * 0.8)] if widths else 0
    paragraphs: list[str] = []
    fresh = True
    for line in lines:
        if not line:
            fresh = True
            continue
        if fresh or not paragraphs:
            paragraphs.append(line)
        elif re.search(r"[a-z]-$", paragraphs[-1]) and line[:1].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        else:
            paragraphs[-1] += " " + line
        fresh = len(line) < SHORT * usual and (bool(ENDS.search(line)) or len(paragraphs) == 1)
    return "\n\n".join(paragraphs)
