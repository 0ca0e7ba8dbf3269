"""Web archives (WARC, plain or gzipped): the pages in them."""

from __future__ import annotations

import io
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from geo.document import Document, optional_packages
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAX_RECORD = 30_000_000
MAX_UNPACKED = 2_000_000_000
OK = "200"


def read_archive(data: bytes) -> Iterator[Document]:
    """Yield the articles on the pages of a WARC file; what is no page, or has no article, is passed over.

    The day on which a page was archived is no day of publication. Raises ArticleError where the file is broken,
    or holds no article.
    """
    total = found = 0
    for document, size in read_pages(io.BytesIO(data)):
        total += size
        if total > MAX_UNPACKED:
            raise ArticleError(f"unpacks to over {MAX_UNPACKED:,} bytes; split it")
        if document is not None:
            found += 1
            yield document
    if not found:
        raise ArticleError("holds no page with an article")


def read_pages(stream: BinaryIO, count: int | None = None) -> Iterator[tuple[Document | None, int]]:
    """Yield the pages from where a stream of a WARC file stands, at most ``count``: what is on each, its bytes.

    The document is None where a page has no article. Raises ArticleError where the file is broken.
    """
    from geo.pages import read_page

    with _told_if_broken():
        for number, (record, _) in enumerate(_answers(stream)):
            if number == count:
                return
            content = record.content_stream().read(MAX_RECORD + 1)
            try:
                document = read_page(content, record.rec_headers.get_header("WARC-Target-URI"))
            except ArticleError:
                document = None
            yield document, len(content)


def cuts(stream: BinaryIO, count: int) -> list[int]:
    """Return where in a WARC file stretches of ``count`` pages start, in bytes.

    Where it cannot be read on, the list ends: who reads the last stretch will say why.
    """
    found = [0]
    with suppress(ArticleError), _told_if_broken():
        for number, (_, records) in enumerate(_answers(stream)):
            if number and number % count == 0:
                found.append(records.get_record_offset())
    return found


def _answers(stream: BinaryIO) -> Iterator[tuple[Any, Any]]:
    """Yield the records that are answers with a page, each with the iterator that knows where it starts."""
    with optional_packages():
        from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(stream)
    for record in records:
        answer = record.http_headers
        kind = (answer.get_header("Content-Type") or "") if answer else ""
        if record.rec_type == "response" and answer and answer.get_statuscode() == OK and "html" in kind:
            yield record, records


@contextmanager
def _told_if_broken() -> Iterator[None]:
    """Raise ArticleError where a WARC file breaks off or is none."""
    with optional_packages():
        from warcio.exceptions import ArchiveLoadFailed
    try:
        yield
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        if isinstance(error, ArticleError):
            raise
        raise ArticleError(
            f"is no whole web archive: what comes after is lost ({type(error).__name__})"
        ) from error
