"""Feeds: RSS, Atom, and sitemaps with their news part. They tell addresses, titles and days of articles."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from geo.decoding import one_line
from geo.document import optional_packages, plausible
from geo.documents import FEED, PAGE, kind_of
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

MAX_MAPS = 50  # sitemaps read for one index
LINKED = "//link[contains(@rel, 'alternate')][contains(@type, 'rss') or contains(@type, 'atom')]/@href"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@dataclass(frozen=True, slots=True)
class Item:
    """An article that a feed names: ``published`` is its day, ``changed`` the day of its last change."""

    url: str
    title: str | None = None
    published: dt.date | None = None
    changed: dt.date | None = None


def read_feed(
    data: bytes, url: str, fetch: Callable[[str], bytes], since: dt.date | None = None
) -> Iterator[Item]:
    """Yield the articles that a feed names, those before ``since`` left out; what tells no day stays in.

    ``url`` is the feed's own address; ``fetch`` gets the further sitemaps of an index, and the feed that a page
    links to. Raises ArticleError where there is no feed.
    """
    if kind_of(data) == PAGE:
        url = _linked(data, url)
        data = fetch(url)
    if kind_of(data) != FEED:
        raise ArticleError("is no feed: neither RSS nor Atom nor a sitemap; give the feed's own address")
    items = _sitemap(data, url, fetch, since) if _is_map(data) else _syndicated(data, url)
    seen: set[str] = set()
    for item in items:
        day = item.published or item.changed
        if item.url not in seen and not (since and day and day < since):
            seen.add(item.url)
            yield item


def _linked(data: bytes, url: str) -> str:
    with optional_packages():
        from trafilatura import load_html
    from geo.pages import page_text

    tree = load_html(page_text(data))
    links = [] if tree is None else list(map(str, tree.xpath(LINKED)))
    if not links:
        raise ArticleError("is a page that names no feed; give the feed's own address")
    return urljoin(url, links[0])


def _is_map(data: bytes) -> bool:
    return b"<urlset" in data[:4096] or b"<sitemapindex" in data[:4096]


def _syndicated(data: bytes, url: str) -> Iterator[Item]:
    with optional_packages():
        import feedparser
    for entry in feedparser.parse(io.BytesIO(data)).entries:
        if link := entry.get("link"):
            told = entry.get("published_parsed")
            day = plausible(dt.date(*told[:3])) if told else None
            fresh = dict.get(
                entry, "updated_parsed"
            )  # feedparser's own get warns, and takes the first day instead
            changed = dt.date(*fresh[:3]) if fresh else None
            yield Item(urljoin(url, str(link)), one_line(str(entry.get("title") or "")) or None, day, changed)


def _sitemap(data: bytes, url: str, fetch: Callable[[str], bytes], since: dt.date | None) -> Iterator[Item]:
    """Yield the articles of a sitemap, or of the sitemaps that an index names."""
    root = _tree(data)
    if not root.tag.endswith("sitemapindex"):
        yield from _entries(root, url)
        return
    maps = [item for item in _entries(root, url) if not (since and item.changed and item.changed < since)]
    for item in maps[:MAX_MAPS]:
        yield from _entries(_tree(fetch(item.url)), item.url)


def _tree(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ArticleError("is no sitemap that can be read")
    return root


def _entries(root: _Element, base: str) -> Iterator[Item]:
    space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    for entry in root:
        address = (entry.findtext(f"{space}loc") or "").strip()
        if address:
            title = one_line(entry.findtext(f".//{NEWS}title") or "") or None
            day = _day(entry.findtext(f".//{NEWS}publication_date"))
            yield Item(urljoin(base, address), title, plausible(day), _day(entry.findtext(f"{space}lastmod")))


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((value or "").strip()[:10])
    except ValueError:
        return None
