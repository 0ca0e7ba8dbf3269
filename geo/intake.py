"""Taking articles in: addresses, files, folders and feeds become Markdown files in a folder, each article once."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles import IS_ADDRESS, Problem
from geo.decoding import one_line
from geo.direct import read_bounded
from geo.document import as_article
from geo.documents import MAX_DOCUMENT, SUFFIXES, read_documents
from geo.errors import ArticleError, ParleyError, WebError
from geo.feeds import read_feed
from geo.language import looks_english
from geo.shelf import SAME, SAME_DAYS, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from geo.document import Document
    from geo.model import Article
    from geo.shelf import Kept
    from geo.web import Fetcher

    Report = Callable[[Problem], None]

STDIN = "-"
LOOKS_LIKE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
ADDRESSES = re.compile(r"\s*https?://\S+(?:\s+https?://\S+)*\s*", re.IGNORECASE)


class Deed(StrEnum):
    """What became of an article."""

    ADDED = "added"
    UPDATED = "updated"
    KNOWN = "already there"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, and its file."""

    deed: Deed
    path: Path
    article: Article


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from: an address, a file or ``-``; with what a feed tells of it."""

    name: str
    title: str | None = None
    published: dt.date | None = None
    from_feed: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """How to take in: ``update`` takes changed texts, ``dry_run`` writes nothing, ``published`` is the day."""

    update: bool = False
    dry_run: bool = False
    published: dt.date | None = None
    since: dt.date | None = None
    limit: int = 100


class Intake:
    """Takes articles into one folder. What goes wrong goes to ``report``, one line each; the others go on."""

    def __init__(
        self,
        folder: Path,
        report: Report,
        fetcher: Fetcher,
        wish: Wish | None = None,
        stdin: BinaryIO | None = None,
    ) -> None:
        self.shelf = Shelf(folder)
        self._report, self._fetcher, self._wish, self._stdin = report, fetcher, wish or Wish(), stdin

    def sources(self, names: Iterable[str], feeds: Sequence[str] = ()) -> list[Source]:
        """List all that is to be taken in: folders and feeds opened, each address and file once."""
        found = [source for name in names for source in self._named(name)]
        for feed in feeds:
            found += self._of_feed(feed)
        return list({source.name: source for source in reversed(found)}.values())[::-1]

    def take(self, source: Source) -> Iterator[Outcome]:
        """Take in one source and yield what became of its articles; what fails is reported."""
        try:
            if source.from_feed and not self._wish.update and (kept := self._known(source.name)):
                yield Outcome(Deed.KNOWN, kept.path, as_article_of(kept))
                return
            for document in self._documents(source):
                yield self._shelve(document, source)
        except ParleyError as error:
            self._report(Problem(source.name, str(error)))
        except OSError as error:
            self._report(Problem(source.name, f"cannot be read or kept ({error.strerror or error})"))

    def _known(self, url: str) -> Kept | None:
        self.shelf.refresh()
        return self.shelf.by_url(url)

    def _named(self, name: str) -> Iterator[Source]:
        if name == STDIN:
            data = self._input()
            text = data[:MAX_DOCUMENT].decode("utf-8", "replace")
            if ADDRESSES.fullmatch(text):
                yield from (Source(address) for address in text.split())
            else:
                self._piped = data
                yield Source(STDIN)
        elif IS_ADDRESS.match(name) or not Path(name).is_dir():
            yield Source(name)
        else:
            yield from self._in_folder(name)

    def _in_folder(self, folder: str) -> Iterator[Source]:
        files = []
        for parent, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            files += [str(Path(parent, name)) for name in names if _is_document(name)]
        if not files:
            self._report(Problem(folder, f"holds no documents; give {', '.join(SUFFIXES)}"))
        yield from map(Source, sorted(files))

    def _input(self) -> bytes:
        data = (self._stdin or sys.stdin.buffer).read(MAX_DOCUMENT + 1)
        if len(data) > MAX_DOCUMENT:
            raise ArticleError(f"standard input: is over {MAX_DOCUMENT:,} bytes; give it in pieces")
        return data

    def _of_feed(self, feed: str) -> list[Source]:
        """List the newest articles of a feed."""
        try:
            data = self._get(feed) if IS_ADDRESS.match(feed) else _file(feed)
            items = list(read_feed(data, feed, self._get, self._wish.since))
        except ParleyError as error:
            self._report(Problem(feed, str(error)))
            return []
        if not items:
            self._report(Problem(feed, "names no articles of that time", note=True))
        if len(items) > self._wish.limit:
            more = len(items) - self._wish.limit
            self._report(Problem(feed, f"names {more:,} more articles, not taken; raise --limit", note=True))
        return [Source(item.url, item.title, item.published, from_feed=True) for item in items[: self._wish.limit]]

    def _get(self, url: str) -> bytes:
        return self._fetcher.get(url).data

    def _documents(self, source: Source) -> Iterator[Document]:
        if source.name == STDIN:
            yield from read_documents(self._piped, "")
        elif IS_ADDRESS.match(source.name):
            page = self._fetcher.get(source.name)
            yield from read_documents(
                page.data,
                page.url.rpartition("/")[2],
                url=page.url,
                media_type=page.media_type,
                charset=page.charset,
            )
        else:
            yield from read_documents(_file(source.name), Path(source.name).name)

    def _shelve(self, document: Document, source: Source) -> Outcome:
        day = self._wish.published or document.published or source.published
        told = replace(document, published=day, title=document.title or source.title)
        article = as_article(told, source.name)
        self._say(told, article)
        if self._wish.dry_run:
            self.shelf.refresh()
            return self._decide(article, {})
        self.shelf.folder.mkdir(parents=True, exist_ok=True)
        with self.shelf.locked():
            self.shelf.refresh()
            return self._decide(article, _facts(told, source))

    def _say(self, document: Document, article: Article) -> None:
        """Say what the user should know of an article that is taken in all the same."""
        if article.published is None:
            self._note(article, "tells no day of publication: write 'published: YYYY-MM-DD' into its file")
        if not looks_english(article.text):
            self._note(article, "is not in English: it is kept, but builds will skip it")
        for note in document.notes:
            self._note(article, note)

    def _note(self, article: Article, message: str) -> None:
        self._report(Problem(article.origin or "article", message, note=True))

    def _decide(self, article: Article, facts: dict[str, object]) -> Outcome:
        """Add an article, or find out that it is there: by its address, then by its text."""
        kept = self.shelf.by_url(article.url)
        if kept is None:
            near, score = self.shelf.nearest(article)
            if near is None or score < SAME or not _same_days(near, article):
                path = self.shelf.planned(article) if self._wish.dry_run else self.shelf.put(article, facts)
                return Outcome(Deed.ADDED, path, article)
            if near.url or article.url:
                self._note(article, f"has nearly the text of {near.path} ({score:.0%} alike): not added again")
                return Outcome(Deed.KNOWN, near.path, article)
            kept = near
        if not _differs(kept, article):
            return Outcome(Deed.KNOWN, kept.path, article)
        if not self._wish.update:
            self._note(article, f"has changed since it was added as {kept.path}; --update takes the new text")
            return Outcome(Deed.CHANGED, kept.path, article)
        if not self._wish.dry_run:
            self.shelf.replace(kept, article, facts)
        return Outcome(Deed.UPDATED, kept.path, article)


def as_article_of(kept: Kept) -> Article:
    """Give the article of a file that lies there."""
    from geo.model import Article

    return Article(kept.path.stem, kept.text, kept.published, kept.title, url=kept.url, origin=str(kept.path))


def _is_document(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(tuple(SUFFIXES))


def _file(name: str) -> bytes:
    """Read a file; raises ArticleError where it is none or too big."""
    path = Path(name)
    if LOOKS_LIKE_ADDRESS.match(name) and not path.exists():
        raise WebError("is no address that is fetched; only http and https are")
    if not path.is_file():
        raise ArticleError("is not there, or is no file; give a file, a folder, an address or -")
    return read_bounded(path)


def _facts(document: Document, source: Source) -> dict[str, object]:
    """Give what else the front matter tells: the page's language, and where and when it was taken from."""
    language = document.language if document.language != "en" else None
    fetched = IS_ADDRESS.match(source.name)
    file = None if fetched or source.name == STDIN else one_line(Path(source.name).name)[:200]
    retrieved = dt.datetime.now(tz=dt.UTC).date() if fetched else None
    return {"language": language, "file": file, "retrieved": retrieved}


def _same_days(kept: Kept, article: Article) -> bool:
    if kept.published is None or article.published is None:
        return True
    return abs((kept.published - article.published).days) <= SAME_DAYS


def _differs(kept: Kept, article: Article) -> bool:
    """Tell whether an article says something else than its file; a title or day that it lacks is no change."""
    return (
        kept.text.split() != article.text.split()
        or (article.title is not None and article.title != kept.title)
        or (article.published is not None and article.published != kept.published)
    )
