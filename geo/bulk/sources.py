"""What there is to read: local paths and fsspec URLs, cut into pieces that one process reads in some seconds."""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geo.archives import cuts, read_pages
from geo.articles import (
    CORPUS_SUFFIXES,
    STDIN,
    File,
    Problem,
    corpus_article,
    files_under,
    read_file,
)
from geo.articles import SUFFIXES as ALL_SUFFIXES
from geo.bulk.marker import is_extraction
from geo.corpora import Stretch, read_corpus, stretches
from geo.decoding import one_line
from geo.direct import DirectReader
from geo.errors import ArticleError
from geo.extras import need
from geo.front_matter import make_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.model import Article

    Report = Callable[[Problem], None]

PARQUET_SUFFIXES = (".parquet",)
ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
BIG = (*CORPUS_SUFFIXES, *PARQUET_SUFFIXES, *ARCHIVE_SUFFIXES)
SUFFIXES = (*ALL_SUFFIXES, *PARQUET_SUFFIXES)
ARTICLES = 1_000
BYTES = 8_000_000
"""Of a piece: so many articles, or so many bytes of them."""
HEAVIER = 4  # a page of a web archive is so many times the work of an article
MOST_OF_ROW_GROUP = 32
"""So many pieces at most are cut of a row group of Parquet: each decodes all of it."""
COLUMNS = ("id", "text", "date", "published", "title", "source", "url")
TELLS_STATE = "size ETag etag md5Hash crc32c checksum LastModified last_modified mtime CRC".split()
NAME_CHARS = 40
URL = re.compile(r"[a-z][a-z0-9+.-]*(::|://)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A big file, or the files of one folder that hold an article each.

    ``prefix`` names the articles that have no id of their own. ``state`` changes when the content may have: it is
    made of sizes and times, or of what a server tells.
    """

    path: str
    prefix: str
    state: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a source: ``number`` counts from 0, ``before`` and ``count`` are lines, rows or pages.

    ``start`` is where it begins in bytes, where that can be told; a ``count`` of None runs to the end.
    """

    source: Source
    number: int
    start: int = 0
    before: int = 0
    count: int | None = None

    @property
    def name(self) -> str:
        """The name of its partition: it tells source and number, not the content."""
        return f"{self.family}-{self.number:05}"

    @property
    def family(self) -> str:
        """What the names of all pieces of its source begin with."""
        plain = re.sub(r"[^A-Za-z0-9]+", "-", self.source.prefix)[:NAME_CHARS].strip("-") or "source"
        digest = hashlib.sha256(self.source.path.encode("utf-8", "backslashreplace")).hexdigest()[:8]
        return f"{plain}-{digest}"

    def __str__(self) -> str:
        """As messages name it."""
        return f"{one_line(self.source.path)}, piece {self.number + 1}"


def sources(paths: Iterable[str], report: Report) -> Iterator[Source]:
    """Yield what lies under paths and URLs, in order; what cannot be read goes to ``report``."""
    seen: set[str] = set()
    for path in paths:
        for source in _remote(path, report) if URL.match(path) else _local(path, report):
            if source.path not in seen:
                seen.add(source.path)
                yield source


def survey(source: Source, size: int = ARTICLES) -> list[Piece]:
    """Cut a source into pieces of about ``size`` articles. It is read through once, but for Parquet.

    Raises ArticleError or OSError where nothing of it can be read.
    """
    if source.files:
        parts = [source.files[at : at + size] for at in range(0, len(source.files), size)]
        return [Piece(replace(source, files=part, state=_state_of(part)), n) for n, part in enumerate(parts)]
    with opened(source.path) as stream:
        if _is(source.path, PARQUET_SUFFIXES):
            found = [Stretch(0, before, count) for before, count in _row_stretches(stream, size)]
        elif _is(source.path, ARCHIVE_SUFFIXES):
            pages = max(1, size // HEAVIER)
            found = [Stretch(at, n * pages, pages) for n, at in enumerate(cuts(stream, pages))]
            found[-1] = found[-1]._replace(lines=None)
        else:
            found = stretches(stream, size, BYTES)
    return [Piece(source, number, *stretch) for number, stretch in enumerate(found)]


def articles(piece: Piece, report: Report) -> Iterator[Article]:
    """Yield the articles of a piece, with the ids that their source gives; problems go to ``report``."""
    source = piece.source
    if source.files:
        with DirectReader(()) as direct:
            for file in source.files:
                yield from _guarded(file.path, read_file(file, report, None, direct), report)
    else:
        yield from _guarded(source.path, _of_file(piece, report), report)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a local file, or what a URL names (by fsspec), for reading."""
    if not URL.match(path):
        with Path(path).open("rb") as stream:
            yield stream
        return
    files, name = need("fsspec", "a URL as a corpus").core.url_to_fs(
        path
    )  # held: some close files with themselves
    with files.open(name, "rb") as stream:
        yield stream


def _guarded(origin: str, found: Iterator[Article], report: Report) -> Iterator[Article]:
    try:
        yield from found
    except ArticleError as error:
        report(Problem(origin, str(error)))
    except OSError as error:
        report(Problem(origin, f"cannot be read ({error.strerror or error}); check it and its permissions"))


def _of_file(piece: Piece, report: Report) -> Iterator[Article]:
    path, prefix = piece.source.path, piece.source.prefix
    with opened(path) as stream:
        if _is(path, ARCHIVE_SUFFIXES):
            yield from _of_archive(piece, stream)
            return
        if _is(path, PARQUET_SUFFIXES):
            rows = _parquet_rows(piece, stream)
        else:
            rows = read_corpus(stream, Stretch(piece.start, piece.before, piece.count))
        for line, row in rows:
            try:
                yield corpus_article(row, f"{prefix}:{line}", path)
            except ArticleError as error:
                report(Problem(f"{path}:{line}", str(error)))


def _of_archive(piece: Piece, stream: BinaryIO) -> Iterator[Article]:
    stream.seek(piece.start)
    for number, (document, _) in enumerate(read_pages(stream, piece.count), start=piece.before + 1):
        if document is not None:
            facts = {name: getattr(document, name) for name in ("title", "published", "source", "url")}
            yield make_article(f"{piece.source.prefix}:{number}", document.text, facts, piece.source.path)


def _parquet_rows(piece: Piece, stream: BinaryIO) -> Iterator[tuple[int, Any]]:
    """Yield (row number from 1, row) of a piece; row groups that lie outside are not decoded."""
    file = _parquet(stream)
    columns = [name for name in COLUMNS if name in file.schema_arrow.names]
    first, last = piece.before, piece.before + (piece.count or 0)
    at = 0
    for number in range(file.num_row_groups):
        size = file.metadata.row_group(number).num_rows
        start, end = max(first, at), min(last, at + size)
        if start < end:
            group = file.read_row_group(number, columns=columns).slice(start - at, end - start)
            yield from enumerate(group.to_pylist(), start=start + 1)
        at += size


def _row_stretches(stream: BinaryIO, least: int) -> Iterator[tuple[int, int]]:
    """Yield (rows before, rows) of the pieces of a Parquet file."""
    data = _parquet(stream).metadata
    largest = max((data.row_group(n).num_rows for n in range(data.num_row_groups)), default=0)
    size = max(least, -(-largest // MOST_OF_ROW_GROUP))
    for before in range(0, max(1, data.num_rows), size):
        yield before, min(size, data.num_rows - before)


def _parquet(stream: BinaryIO) -> Any:
    """Open a Parquet file. Raises ArticleError where it is none, or has no texts."""
    parquet = need("pyarrow.parquet", "Parquet as a corpus")
    try:
        file = parquet.ParquetFile(stream)
    except (ValueError, OSError) as error:  # pyarrow's own errors are of these kinds
        raise ArticleError(f"is no Parquet file, or is damaged ({one_line(str(error))[:80]})") from error
    if "text" not in file.schema_arrow.names:
        raise ArticleError(f'has no column "text"; name the columns {", ".join(COLUMNS)}')
    return file


def _local(path: str, report: Report) -> Iterator[Source]:
    """Yield what lies under a local path: each big file by itself, all others together."""
    small: list[File] = []
    for file in files_under(path, report, SUFFIXES):
        if file.path == STDIN:
            report(Problem(STDIN, "standard input cannot be read in pieces; give a file or a folder"))
            continue
        whole = str(Path(file.path).resolve())
        if is_extraction(Path(whole).parents[1]):
            continue  # what was extracted into a folder that lies here
        if _is(file.path, BIG):
            yield Source(whole, file.id, _state(file.path))
        else:
            small.append(file._replace(path=whole))
    if small:
        name = Path(path).resolve()
        yield Source(str(name), name.stem if len(small) == 1 else name.name, "", tuple(small))


def _remote(url: str, report: Report) -> Iterator[Source]:
    fsspec = need("fsspec", "a URL as a corpus")
    try:
        files, path = fsspec.core.url_to_fs(url)
        if "::" in url or (not re.search(r"[*?\[]", path) and not files.isdir(path)):
            found = [(url, files.info(path))]
        else:
            names = files.glob(path) if re.search(r"[*?\[]", path) else files.find(path)
            wanted = sorted(name for name in names if name.lower().endswith(BIG))
            found = [(files.unstrip_protocol(name), files.info(name)) for name in wanted]
    except Exception as error:  # noqa: BLE001 - each file system of fsspec has its own errors
        report(
            Problem(url, f"cannot be read ({one_line(f'{type(error).__name__}: {error}')[:200]}); check the URL")
        )
        return
    if not found or not _is(found[0][0], BIG):
        report(Problem(url, f"holds no corpus; give {', '.join(BIG)}"))
        return
    for name, info in found:
        yield Source(name, _stem(name), _remote_state(info))


def _is(path: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a path or URL ends so; of ``zip://news.jsonl::archive.zip`` the first part counts."""
    return path.partition("::")[0].lower().endswith(suffixes)


def _stem(url: str) -> str:
    name = url.partition("::")[0].rstrip("/").rpartition("/")[2]
    return next(
        (name[: -len(end)] for end in sorted(BIG, key=len, reverse=True) if name.lower().endswith(end)), name
    )


def _state_of(files: Iterable[File]) -> str:
    whole = "".join(f"{file.path}\x1f{file.id}\x1f{_state(file.path)}\x1e" for file in files)
    return hashlib.sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()


def _state(file: str) -> str:
    """Say in what state a file is; one that cannot be looked at will be reported by who reads it."""
    try:
        found = Path(file).stat()
    except OSError:
        return "unknown"
    return f"{found.st_size} {found.st_mtime_ns}"


def _remote_state(info: dict[str, Any]) -> str:
    told = (
        "size",
        "ETag",
        "etag",
        "md5Hash",
        "crc32c",
        "checksum",
        "LastModified",
        "last_modified",
        "mtime",
        "CRC",
    )
    return " ".join(str(info[name]) for name in told if name in info)
