"""Pages, PDF and Word files, mails, web archives and addresses, read without being added first.

What a file holds is kept between runs, so that nothing is taken out of an unchanged file twice.
"""

from __future__ import annotations

import hashlib
import zlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from geo.document import Document, optional_packages
from geo.documents import MAX_DOCUMENT, read_documents
from geo.errors import ArticleError
from geo.keeping import DOCUMENT, Keeper
from geo.stamp import code_stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    from geo.web import Fetcher

LIBRARIES = ("charset-normalizer", "htmldate", "lxml", "pypdf", "python-docx", "trafilatura", "warcio")
MAX_MAP = 200_000_000  # bytes
OWN_MARK = b'<script id="parley-data"'
"""What every map of ours holds, and no article."""


class DirectReader:
    """Reads documents. ``allow`` names networks that may be fetched from though they are not public.

    Use it as a context manager. The cache and the network are touched only when they are needed.
    """

    def __init__(self, allow: Sequence[str] = ()) -> None:
        self._allow = allow

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_keeper" in self.__dict__:
            self._keeper.close()
        if "_fetcher" in self.__dict__:
            self._fetcher.__exit__(kind, error, trace)

    def in_file(self, path: Path) -> list[Document]:
        """Return what a file holds. Raises ArticleError where that is nothing, OSError where it can't be read."""
        return self.in_bytes(read_bounded(path), path.name)

    def in_bytes(self, data: bytes, name: str) -> list[Document]:
        """Return the documents in some bytes; ``name`` is a file's name, or empty. Raises ArticleError."""
        key = hashlib.sha256(
            f"{code_stamp('geo', LIBRARIES)}\0{name}\0".encode("utf-8", "replace") + data
        ).digest()
        kept = _unpacked(self._keeper.find([key]).get(key))
        if kept is not None:
            return kept
        found = list(read_documents(data, name))
        self._keeper.keep(key, zlib.compress(msgspec.json.encode(found), 1))
        return found

    def at(self, url: str) -> list[Document]:
        """Fetch an address, anew on every run, and return what it holds. Raises WebError, ArticleError."""
        page = self._fetcher.get(url)
        name = page.url.rpartition("/")[2]
        media, charset = page.media_type, page.charset
        return list(read_documents(page.data, name, url=page.url, media_type=media, charset=charset))

    @cached_property
    def _keeper(self) -> Keeper:
        return Keeper(DOCUMENT)

    @cached_property
    def _fetcher(self) -> Fetcher:
        with optional_packages():
            from geo.addresses import parse_networks
            from geo.web import Fetcher
        return Fetcher(allowed=parse_networks(self._allow))


def read_bounded(path: Path) -> bytes:
    """Return a document's bytes. Raises ArticleError where there are too many."""
    with path.open("rb") as handle:
        data = handle.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise ArticleError(f"is over {MAX_DOCUMENT:,} bytes; cut the article out of it")
    return data


def is_own_map(path: str | Path) -> bool:
    """Whether a file is a map that Parley has drawn, and so no article."""
    file = Path(path)
    try:
        return file.is_file() and file.stat().st_size <= MAX_MAP and OWN_MARK in file.read_bytes()
    except OSError:
        return False


def _unpacked(body: bytes | None) -> list[Document] | None:
    """Return the documents that are kept; None where they are not whole."""
    try:
        return None if body is None else msgspec.json.decode(zlib.decompress(body), type=list[Document])
    except (zlib.error, msgspec.MsgspecError):
        return None
