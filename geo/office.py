"""Word files (.docx): their paragraphs and tables in order."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from geo.decoding import one_line
from geo.document import Document, date_line, optional_packages
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordFile

MAX_UNPACKED = 100_000_000
NO_WORD = "is no Word file that can be read; save it again as .docx"


def read_docx(data: bytes, url: str | None = None) -> Document:
    """Read the text of a Word file. The day on which the file was made is no day of publication, and is not used.

    Raises ArticleError where it is another kind of file, broken, or unpacks to too much.
    """
    with optional_packages():
        import docx
    _check_size(data)
    try:
        file = docx.Document(io.BytesIO(data))
        paragraphs = [text for text in _paragraphs(file) if text.strip()]
        named = one_line(file.core_properties.title or "")
        heading = next((p.text for p in file.paragraphs[:5] if p.style and p.style.name == "Title"), "")
    except Exception as error:
        raise ArticleError(NO_WORD) from error
    if not paragraphs:
        raise ArticleError("holds no text")
    first = one_line(paragraphs[0])
    title = one_line(heading) or named or (first if len(paragraphs) > 1 and not first.endswith(".") else "")
    body = paragraphs[1:] if title.casefold() == first.casefold() and len(paragraphs) > 1 else paragraphs
    return Document("\n\n".join(body), title=title or None, published=date_line("\n".join(paragraphs)), url=url)


def _check_size(data: bytes) -> None:
    """Refuse a file that unpacks to too much, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if "word/document.xml" not in {entry.filename for entry in entries}:
                raise ArticleError("is a packed file, but no Word file; unpack it and add what is in it")
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise ArticleError(f"unpacks to over {MAX_UNPACKED:,} bytes; save the text alone")
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise ArticleError(NO_WORD) from error


def _paragraphs(file: WordFile) -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for block in file.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                yield " | ".join(dict.fromkeys(cell.text.replace("\n", " ").strip() for cell in row.cells))
