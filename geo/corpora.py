"""Corpora: one JSON object a line, plain or gzipped, read with bounded memory."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from geo.decoding import decode, marked_encoding
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO, TextIO

MAX_LINE = 10_000_000  # bytes, or characters of a UTF-16 corpus
MAX_TOTAL = 20_000_000_000  # unpacked: a gzip bomb ends here
MAX_BLANK = 1_000_000  # blank lines in a row: no corpus has so many
GZIP_MARK = b"\x1f\x8b"

Row = tuple[int, "Mapping[str, object] | str"]


def read_corpus(source: Path | bytes) -> Iterator[Row]:
    """Yield (line number, object) for each line of a corpus; in place of the object a message where a line is bad.

    Raises ArticleError where the rest cannot be read, OSError where the file cannot be opened.
    """
    count = 0
    with source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as raw:
        try:
            with _unpacked(raw) as stream:
                for count, row in _rows(stream):
                    yield count, row
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise ArticleError("is no whole gzip file: what comes after is lost; pack it again") from None
        except UnicodeError:
            raise ArticleError("is in a broken encoding; save it as UTF-8") from None
    if not count:
        raise ArticleError("is empty; a corpus has one JSON object a line")


def is_corpus_line(line: bytes) -> bool:
    """Whether a line is a JSON object with a text: standard input is then a corpus."""
    return line.lstrip().startswith(b"{") and isinstance(_parse(line, "object"), dict)


def _unpacked(raw: BinaryIO) -> BinaryIO | TextIO:
    """Return the stream itself, what its gzip holds, or its text where a byte order mark says UTF-16 or UTF-32."""
    mark = raw.read(2)
    raw.seek(0)
    stream = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if mark == GZIP_MARK else raw
    start = stream.read(4)
    stream.seek(0)
    encoding = marked_encoding(start)
    if encoding is None or encoding == "utf-8-sig":
        return stream
    return io.TextIOWrapper(stream, encoding=encoding, newline="\n")


def _rows(stream: BinaryIO | TextIO) -> Iterator[Row]:
    total = blank = number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        total += len(line)
        blank = 0 if line.strip() else blank + 1
        if len(line) > MAX_LINE or total > MAX_TOTAL or blank > MAX_BLANK:
            raise ArticleError(f"has a line over {MAX_LINE:,} bytes or no end at line {number}; split the corpus")
        if not blank:
            yield number, _parse(line, "line")


def _parse(line: bytes | str, what: str) -> Mapping[str, object] | str:
    try:
        row = json.loads(line if isinstance(line, str) else decode(line))
    except ArticleError as error:
        return str(error)
    except (ValueError, RecursionError):
        return f"is no JSON {what}; write one object a line"
    return row if isinstance(row, dict) else f"is no JSON object but {type(row).__name__}; write one object a line"
