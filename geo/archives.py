"""Web archives (WARC, plain or gzipped): the pages in them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from geo.document import Document, optional_packages
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_RECORD = 30_000_000
MAX_UNPACKED = 2_000_000_000
OK = "200"


def read_archive(data: bytes) -> Iterator[Document]:
    """Yield the articles on the pages of a WARC file; what is no page, or has no article, is passed over.

    The day on which a page was archived is no day of publication. Raises ArticleError where the file is broken,
    or holds no article.
    """
    with optional_packages():
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    from geo.pages import read_page

    total = found = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            answer = record.http_headers
            kind = (answer.get_header("Content-Type") or "") if answer else ""
            if record.rec_type != "response" or not answer or answer.get_statuscode() != OK or "html" not in kind:
                continue
            content = record.content_stream().read(MAX_RECORD + 1)
            total += len(content)
            if total > MAX_UNPACKED:
                raise ArticleError(f"unpacks to over {MAX_UNPACKED:,} bytes; split it")
            try:
                document = read_page(content, record.rec_headers.get_header("WARC-Target-URI"))
            except ArticleError:
                continue
            found += 1
            yield document
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        if isinstance(error, ArticleError):
            raise
        raise ArticleError(
            f"is no whole web archive: what comes after is lost ({type(error).__name__})"
        ) from error
    if not found:
        raise ArticleError("holds no page with an article")
