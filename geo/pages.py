"""Web pages: the article without what stands around it, and what the page tells of itself.

trafilatura finds the article, htmldate its date. htmldate's search through the whole page is not used: on a page
that tells no date it takes the day's date in the header, or a reader's comment. A wrong date is worse than none.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from geo.decoding import decode, marked_encoding, one_line
from geo.document import Document, optional_packages, plausible, tidy
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MAX_PAGE = 30_000_000
MIN_WORDS = 20
MANY_BRACKETS = 2_000_000
DATA_URIS = re.compile(r"data:[\w.+-]*/?[\w.+-]*(?:;[\w=.+-]+)*,[^\"')\s>]{200,}", re.IGNORECASE)
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)"
)
# Lines that a page puts between the paragraphs of an article: they name other articles, or ask for something.
ASIDES = re.compile(
    r"(?:(?:read|see|watch|listen|more|also)(?: (?:more|also|next|now|on this|from|read))*:"
    r"|read (?:more|also|next)\b|sign up (?:for|to)\b|subscribe (?:to|now|for)\b|follow us\b"
    r"|advertisement$|share (?:on|this)\b|related(?: (?:stories|articles|topics|content))?:?$|most read$)",
    re.IGNORECASE,
)
LONG_ASIDE = 200  # characters: what is longer is a paragraph
MIRRORS = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


def read_page(data: bytes, url: str | None = None, charset: str | None = None) -> Document:
    """Take the article out of a page. ``url`` and ``charset`` are what the server told, where it was fetched.

    Raises ArticleError where no article is found, or trafilatura is not installed.
    """
    with optional_packages():
        from htmldate import find_date
        from trafilatura import bare_extraction, load_html

    text = _checked(page_text(data, charset))
    tree = load_html(text)
    found = (
        None
        if tree is None
        else bare_extraction(text, url=url, include_comments=False, favor_precision=True, with_metadata=True)
    )
    if tree is None or found is None or isinstance(found, dict) or not found.text:
        raise ArticleError("has no article that could be found; copy the text into a .txt file and add that")
    address = _address(tree, text, url)
    title = one_line(found.title or "") or None
    body = _without_asides(found.text, title)
    if len(body.split()) < MIN_WORDS:
        raise ArticleError("has no article that could be found; copy the text into a .txt file and add that")
    host = MIRRORS.sub("", urlsplit(address).hostname or "") if address else ""
    facts = list(_linked_data(tree))
    day = _date(facts) or _day(find_date(text, extensive_search=False, original_date=True, url=address))
    return Document(
        text=tidy(body),
        title=title,
        published=plausible(day),
        source=one_line(found.sitename or "") or host or None,
        url=address,
        language=declared_language(tree),
        notes=("may be only the free part of a paid article",) if _is_paid(facts) else (),
    )


def page_text(data: bytes, charset: str | None = None) -> str:
    """Decode a page: its mark, then UTF-8 if it is that, then what server and page declare, then a guess.

    Valid UTF-8 beats a declaration: a text in another encoding is hardly ever valid UTF-8 by chance.
    """
    if len(data) > MAX_PAGE:
        raise ArticleError(f"is over {MAX_PAGE:,} bytes; save the page without pictures")
    head = data[:4096]
    declared = [
        m[1].decode("ascii", "replace") for m in (XML_CHARSET.search(head), META_CHARSET.search(head)) if m
    ]
    if not marked_encoding(data):
        for name in ["utf-8", *([charset] if charset else []), *declared]:
            try:
                text = data.decode(_web_name(name))
            except (LookupError, UnicodeError):
                continue
            if "\0" not in text:
                return text
    return decode(data)


def canonical(url: str) -> str:
    """Give an address as it is known again: without scheme, mirror, fragment and tracking. Never raises."""
    from courlan import normalize_url

    try:
        parts = urlsplit(normalize_url(url))
        port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    except ValueError:
        return url.strip()
    host = MIRRORS.sub("", (parts.hostname or "").lower())
    path = re.sub(r"(?:/amp|\.amp|/index\.html?)?/*$", "", parts.path, flags=re.IGNORECASE)
    asked = "&".join(
        part for part in parts.query.split("&") if part and not re.match(r"(?:output|view)?=?amp\b", part)
    )
    return f"{host}{port}{path}{'?' if asked else ''}{asked}"


def declared_language(tree: HtmlElement) -> str | None:
    """Give the code of the language that a page declares, in two or three small letters."""
    code = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    match = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", code.strip())
    return match[0].lower() if match else None


def _checked(text: str) -> str:
    """Drop embedded pictures; refuse what would keep the parsers busy for minutes."""
    slim = DATA_URIS.sub("data:,", text)
    if slim.count("<") > MANY_BRACKETS // 4:
        raise ArticleError("has too many elements for an article; copy the text into a .txt file and add that")
    return slim


def _web_name(name: str) -> str:
    """Read an encoding's name as browsers do: Latin-1 means its Windows cousin (WHATWG Encoding Standard)."""
    return "cp1252" if name.lower() in {"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"} else name


def _without_asides(text: str, title: str | None) -> str:
    lines = [line.strip() for line in text.split("\n")]
    if title and lines and one_line(lines[0]).casefold() == title.casefold():
        del lines[0]
    kept = [line for line in lines if len(line) > LONG_ASIDE or not ASIDES.match(line.removeprefix("- "))]
    return "\n\n".join(filter(None, kept))


def _address(tree: HtmlElement, text: str, url: str | None) -> str | None:
    """Give the page's own address: the canonical one if it is on the same host, else the one it came from."""
    came = url or next((m[1] for m in SAVED_FROM.finditer(text[:5000])), None)
    named = [*tree.xpath("//link[@rel='canonical']/@href"), *tree.xpath("//meta[@property='og:url']/@content")]
    for link in map(str, named):
        try:
            full = urljoin(came or "", link.strip())
            parts = urlsplit(full)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname and (not came or _same_site(full, came)):
            return full
    return came


def _same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, mirrors (www., m., amp.) taken together, and no front page."""
    hosts = [MIRRORS.sub("", (urlsplit(url).hostname or "").lower()) for url in (one, other)]
    fronts = [urlsplit(url).path.strip("/") == "" for url in (one, other)]
    return hosts[0] == hosts[1] and fronts[0] == fronts[1]


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, those inside lists and graphs as well."""
    waiting: list[Any] = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            waiting.append(json.loads(script.text or "null", strict=False))
        except (ValueError, RecursionError):
            continue
    for _ in range(1000):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:100]
        elif isinstance(value, dict):
            yield value
            waiting += [value.get("@graph"), value.get("mainEntity"), value.get("mainEntityOfPage")]


def _date(facts: list[dict[str, Any]]) -> dt.date | None:
    """Give the day on which the page says that it was published; several that differ say nothing."""
    days = {day for fact in facts if "headline" in fact and (day := _day(fact.get("datePublished")))}
    return days.pop() if len(days) == 1 else None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def _is_paid(facts: list[dict[str, Any]]) -> bool:
    return any(str(fact.get("isAccessibleForFree")).lower() == "false" for fact in facts)


def page_lines(data: bytes, charset: str | None = None) -> str:
    """Give all text of a page, paragraph by paragraph: for mails, which have nothing around their text."""
    with optional_packages():
        from trafilatura import html2txt

    return str(html2txt(_checked(page_text(data, charset))))
