"""Reading in this process: each article gives an extraction or a problem, and a bad one never costs the others."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

from geo.articles import Problem
from geo.errors import CacheError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Article, Extraction

    Outcome = Extraction | Problem

NOBODYS_FAULT = (CacheError, OSError)  # the model or a cache is missing: no article is to blame


class Reads(Protocol):
    """What the pipeline asks of a reader."""

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield one extraction for each article, in the same order."""


def read_all(articles: Iterable[Article], reader: Reads) -> Iterator[Outcome]:
    """Yield for each article, in order, what it tells or why it could not be understood.

    They stream through the reader; where it breaks, those in its hands are gone over one by one.
    Raises CacheError or OSError where the reader itself cannot be had.
    """
    remaining = iter(articles)
    taken: deque[Article] = deque()

    def feed() -> Iterator[Article]:
        for article in remaining:
            taken.append(article)
            yield article

    while True:
        try:
            for extraction in reader.read(feed()):
                taken.popleft()
                yield extraction
        except NOBODYS_FAULT:
            raise
        except Exception:
            if not taken:
                raise  # it was no article that failed
        else:
            return
        failed = list(taken)
        taken.clear()
        for article in failed:
            yield from _read_one(article, reader)


def origin(article: Article) -> str:
    """Name an article in a message."""
    return article.id if article.origin is None else f"{article.origin} ({article.id})"


def _read_one(article: Article, reader: Reads) -> list[Outcome]:
    try:
        return list(reader.read([article]))
    except NOBODYS_FAULT:
        raise
    except Exception as error:  # noqa: BLE001 - any failure on one article must spare the others
        what = f"{type(error).__name__}: {error}"
        return [Problem(origin(article), f"could not be understood ({what}); please report it with the text")]
