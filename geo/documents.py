"""Bytes of any kind become documents: what they are is seen by their first bytes, and only then by their name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.decoding import decode
from geo.document import Document, date_line
from geo.errors import ArticleError
from geo.front_matter import make_article, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PDF, PAGE, WORD, MAIL, WEB_MAIL, ARCHIVE, TEXT, FEED = "pdf page word mail mhtml warc text feed".split()
SUFFIXES = {
    ".txt": TEXT,
    ".md": TEXT,
    ".html": PAGE,
    ".htm": PAGE,
    ".xhtml": PAGE,
    ".pdf": PDF,
    ".docx": WORD,
    ".eml": MAIL,
    ".mhtml": WEB_MAIL,
    ".mht": WEB_MAIL,
    ".warc": ARCHIVE,
    ".warc.gz": ARCHIVE,
}
MEDIA = {
    "text/html": PAGE,
    "application/xhtml+xml": PAGE,
    "application/pdf": PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": WORD,
    "message/rfc822": MAIL,
    "multipart/related": WEB_MAIL,
    "application/warc": ARCHIVE,
    "text/plain": TEXT,
    "text/markdown": TEXT,
}
PAGES = (".html", ".htm", ".xhtml")
MAX_DOCUMENT = 50_000_000  # bytes
HEAD = 4096
MAX_HEADLINE = 150  # characters
IS_PAGE = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
IS_FEED = re.compile(  # the prologue may hold several instructions, and comments; what it declares is not read
    rb"^\s*+(?>(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>)\s*)*+<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]",
    re.DOTALL,
)
IS_MAIL = re.compile(
    rb"^(?:From |(?:Return-Path|Delivered-To|Received|From|Date|Subject|MIME-Version|Message-ID|X-[\w-]+): )",
    re.IGNORECASE,
)
OTHERS = (
    (b"\xd0\xcf\x11\xe0", "is an old Word or Outlook file; save it as .docx or .eml"),
    (b"{\\rtf", "is an RTF file; save it as .docx or .txt"),
    (b"\x89PNG", "is a picture; give the text"),
    (b"\xff\xd8\xff", "is a picture; give the text"),
    (b"GIF8", "is a picture; give the text"),
)


def read_documents(
    data: bytes, name: str = "", *, url: str | None = None, media_type: str = "", charset: str | None = None
) -> Iterator[Document]:
    """Yield the documents in ``data``: one, or those of a web archive.

    ``name`` is a file's name or empty; ``url``, ``media_type`` and ``charset`` are what a server told. Raises
    ArticleError where the data cannot be read or holds nothing.
    """
    kind = kind_of(data, name, media_type)
    if kind == ARCHIVE:
        from geo.archives import read_archive

        yield from read_archive(data)
    elif kind == PAGE:
        from geo.pages import read_page

        yield read_page(data, url, charset)
    elif kind == TEXT:
        yield _read_text(data, name, url)
    elif kind == FEED:
        raise ArticleError("is a feed, not an article; take its articles in with --feed")
    else:
        yield _reader(kind)(data, url)


def kind_of(data: bytes, name: str = "", media_type: str = "") -> str:
    """Tell what kind of document ``data`` is. Raises ArticleError where it is of a kind that is not read."""
    head = data[:HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, why in OTHERS:
        if head.startswith(mark):
            raise ArticleError(why)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return WORD
    if head.startswith((b"WARC/", b"\x1f\x8b")):
        return ARCHIVE
    if IS_FEED.search(head):
        return FEED
    told = MEDIA.get(media_type) or kind_by_name(name)
    if told in {MAIL, WEB_MAIL} or (told is None and IS_MAIL.match(start)):
        saved = b"multipart/related" in head or b"\nSnapshot-Content-Location:" in head
        return WEB_MAIL if saved or told == WEB_MAIL else MAIL
    if told == PAGE or IS_PAGE.search(head):
        return PAGE
    if told in {PDF, WORD, ARCHIVE}:
        raise ArticleError(f"is no {name.rpartition('.')[2] or media_type} file inside; look what it is")
    return TEXT


def kind_by_name(name: str) -> str | None:
    """Tell by its suffix what kind of document a file is; None where the suffix tells nothing."""
    small = name.lower()
    return next((kind for suffix, kind in SUFFIXES.items() if small.endswith(suffix)), None)


def _reader(kind: str) -> Callable[[bytes, str | None], Document]:
    """Give the reader of a kind; its packages are loaded only now."""
    if kind == PDF:
        from geo.portable import read_pdf

        return read_pdf
    if kind == WORD:
        from geo.office import read_docx

        return read_docx
    from geo import mails

    return mails.read_saved_page if kind == WEB_MAIL else mails.read_mail


def _read_text(data: bytes, name: str, url: str | None) -> Document:
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    facts, body = split_front_matter(text) if text.startswith("---") else ({}, text)
    told = make_article("text", body, facts, name)
    first, _, rest = body.strip().partition("\n")
    title = told.title or (
        first.lstrip("# ").strip() if first.startswith("# ") or _is_headline(first, rest) else None
    )
    return Document(
        text=rest if title and not told.title else body,
        title=title,
        published=told.published or date_line(body),
        source=told.source,
        url=told.url or url,
    )


def _is_headline(first: str, rest: str) -> bool:
    """Tell whether a first line stands alone over its text, without a sentence's end."""
    return (
        rest.startswith("\n")
        and bool(rest.strip())
        and len(first) <= MAX_HEADLINE
        and not first.rstrip().endswith((".", ":", ","))
    )
