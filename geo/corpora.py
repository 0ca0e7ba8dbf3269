"""Corpora: one JSON object a line, plain or gzipped, read with bounded memory."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from geo.decoding import decode, marked_encoding
from geo.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager
    from typing import BinaryIO, TextIO

MAX_LINE = 10_000_000  # bytes, or characters of a UTF-16 corpus
MAX_TOTAL = 20_000_000_000  # unpacked: a gzip bomb ends here
MAX_BLANK = 1_000_000  # blank lines in a row: no corpus has so many
GZIP_MARK = b"\x1f\x8b"

MOST_OF_GZIP = 32
"""So many stretches at most are cut of a gzip file: each is unpacked from the file's start."""

Row = tuple[int, "Mapping[str, object] | str"]


class Stretch(NamedTuple):
    """A part of a corpus: where it starts (bytes, unpacked), the lines before it, and its own (None: all)."""

    start: int = 0
    before: int = 0
    lines: int | None = None


WHOLE = Stretch()


def read_corpus(source: Path | bytes | BinaryIO, stretch: Stretch = WHOLE) -> Iterator[Row]:
    """Yield (line number, object) for each line of a corpus; in place of the object a message where a line is bad.

    Raises ArticleError where the rest cannot be read, OSError where the file cannot be opened.
    """
    count = stretch.before
    with _opened(source) as raw:
        try:
            with _unpacked(raw) as stream:
                if stretch.start:
                    stream.seek(stretch.start)
                for count, row in _rows(stream, stretch):
                    yield count, row
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise ArticleError("is no whole gzip file: what comes after is lost; pack it again") from None
        except UnicodeError:
            raise ArticleError("is in a broken encoding; save it as UTF-8") from None
    if not count:
        raise ArticleError("is empty; a corpus has one JSON object a line")


def stretches(source: BinaryIO, lines: int, size: int) -> list[Stretch]:
    """Cut a corpus into stretches of so many lines or bytes, whichever is reached first; the last has no end.

    Where it cannot be read on, or is in UTF-16 or UTF-32, the rest is one stretch: who reads it will say why.
    """
    found, start, before, at, number = [], 0, 0, 0, 0
    with _unpacked(source) as stream:
        packed = isinstance(stream, gzip.GzipFile)
        if isinstance(stream, io.TextIOWrapper):
            return [WHOLE]
        try:
            while line := stream.readline(MAX_LINE + 1):
                if number - before == lines or at - start >= size:
                    found.append(Stretch(start, before, number - before))
                    start, before = at, number
                at, number = at + len(line), number + 1
        except (EOFError, OSError, zlib.error):
            pass  # the reader of the last stretch meets it again, and reports it
    found.append(Stretch(start, before))
    return _joined(found, MOST_OF_GZIP) if packed else found


def _joined(found: list[Stretch], most: int) -> list[Stretch]:
    """Join neighbours so that there are at most so many."""
    step = -(-len(found) // most)
    groups = [found[i : i + step] for i in range(0, len(found), step)]
    return [Stretch(group[0].start, group[0].before, _lines(group)) for group in groups]


def _lines(group: list[Stretch]) -> int | None:
    counts = [stretch.lines for stretch in group]
    return None if counts[-1] is None else sum(filter(None, counts))


def is_corpus_line(line: bytes) -> bool:
    """Whether a line is a JSON object with a text: standard input is then a corpus."""
    return line.lstrip().startswith(b"{") and isinstance(_parse(line, "object"), dict)


def _opened(source: Path | bytes | BinaryIO) -> AbstractContextManager[BinaryIO]:
    if isinstance(source, Path):
        return source.open("rb")
    return io.BytesIO(source) if isinstance(source, bytes) else nullcontext(source)


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


def _rows(stream: BinaryIO | TextIO, stretch: Stretch) -> Iterator[Row]:
    total = blank = 0
    number = stretch.before
    last = None if stretch.lines is None else number + stretch.lines
    while number != last and (line := stream.readline(MAX_LINE + 1)):
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
