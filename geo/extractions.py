"""Extractions kept between builds, in the user's cache folder: one state of the code reads an article once."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from geo.errors import ModelError
from geo.keeping import EXTRACTION, Keeper
from geo.model import Article, Extraction, Meeting, Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import Self


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of an extraction: all but its article."""

    toponyms: tuple[Toponym, ...]
    meetings: tuple[Meeting, ...]
    skipped: str | None
    whole: bool


class ExtractionCache:
    """Keeps extractions under the article's text and facts and ``stamp``, which names all else they depend on.

    Use it as a context manager, or ``close`` it.
    """

    def __init__(self, stamp: str) -> None:
        self._stamp = stamp
        self._keeper = Keeper(EXTRACTION)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def find(self, articles: Iterable[Article], *, whole: bool = True) -> dict[str, Extraction]:
        """Return what is kept of ``articles`` by their ids; those that must be read are not in it.

        ``whole`` leaves out what was passed over without a parse, and so has no place names.
        """
        keys = {self._key(article): article for article in articles}
        bodies = self._keeper.find(list(keys))
        unpacked = ((keys[key], _unpacked(body)) for key, body in bodies.items())
        return {
            article.id: Extraction(article, told.toponyms, told.meetings, told.skipped)
            for article, told in unpacked
            if told is not None and (told.whole or not whole)
        }

    def keep(self, extraction: Extraction, *, whole: bool = True) -> None:
        """Keep an extraction; ``whole`` tells whether it would hold place names if there were any."""
        told = Told(extraction.toponyms, extraction.meetings, extraction.skipped, whole or _says(extraction))
        self._keeper.keep(self._key(extraction.article), zlib.compress(msgspec.json.encode(told), 1))

    def close(self) -> None:
        """Forget what no build has asked for in 60 days, and close the file."""
        self._keeper.close()

    def _key(self, article: Article) -> bytes:
        facts = (self._stamp, article.id, article.title, article.source, article.url, article.published)
        parts = [*map(repr, facts), article.text]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()


def _says(extraction: Extraction) -> bool:
    return bool(extraction.toponyms or extraction.meetings or extraction.skipped)


def _unpacked(body: bytes) -> Told | None:
    """Return what ``body`` holds; None where it is not whole."""
    try:
        return msgspec.json.decode(zlib.decompress(body), type=Told)
    except (zlib.error, msgspec.MsgspecError, ModelError, TypeError):
        return None
