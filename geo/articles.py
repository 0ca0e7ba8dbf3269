"""Taking articles in: files, folders, corpora, addresses and standard input become ``Article``.

Whatever cannot be read becomes a ``Problem`` with one line for the user; the others go on.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from geo.corpora import is_corpus_line, read_corpus
from geo.decoding import decode, one_line
from geo.direct import DirectReader, is_own_map
from geo.document import as_article
from geo.documents import ARCHIVE, MAIL, PAGE, PAGES, PDF, WEB_MAIL, WORD, kind_of
from geo.documents import SUFFIXES as DOCUMENTS
from geo.errors import ArticleError, WebError
from geo.front_matter import make_article, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from geo.document import Document
    from geo.model import Article

    Report = Callable[["Problem"], None]

MAX_BYTES = 10_000_000
STDIN = "-"
TEXT_SUFFIXES = (".txt", ".md")
CORPUS_SUFFIXES = (".jsonl", ".jsonl.gz")
DOCUMENT_SUFFIXES = tuple(suffix for suffix in DOCUMENTS if suffix not in TEXT_SUFFIXES)
SUFFIXES = TEXT_SUFFIXES + CORPUS_SUFFIXES + DOCUMENT_SUFFIXES
PIPED = frozenset({PDF, PAGE, WORD, MAIL, WEB_MAIL, ARCHIVE})
IS_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
NOT_ARTICLES = frozenset({"corrections.toml"})
NEWLINES = re.compile(r"\r\n?")
KINDS = "give .txt, .md, .html, .pdf, .docx, .eml or .jsonl"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not read. ``origin`` names the file, ``message`` says why and what to do.

    A ``note`` tells what was passed over on purpose: it is no failure.
    """

    origin: str
    message: str
    note: bool = False

    def __str__(self) -> str:
        """One line for the terminal, without control characters."""
        return one_line(f"{self.origin}: {self.message}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What ``load`` gives: the articles in a stable order, and what could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


class File(NamedTuple):
    """Something to read: a path, an address or ``-``; the id of its article; whether it was named by itself."""

    path: str
    id: str
    named: bool


def load(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, allow: Sequence[str] = ()) -> Loaded:
    """Read all articles under ``paths`` at once, with the problems met on the way; see ``read``."""
    problems: list[Problem] = []
    return Loaded(tuple(read(paths, problems.append, stdin=stdin, allow=allow)), tuple(problems))


def read(
    paths: Iterable[str | Path],
    report: Report,
    *,
    stdin: BinaryIO | None = None,
    allow: Sequence[str] = (),
    taken: set[str] | None = None,
) -> Iterator[Article]:
    """Yield the articles under ``paths``, one after another, ids made unique; problems go to ``report``.

    A path is a file, a folder (read recursively, sorted by name), an http(s) address, or ``-`` for standard input.
    ``allow`` names networks that may be fetched from though they are not public. ``taken`` holds ids that
    are given already, and takes in those given here.
    """
    taken = set() if taken is None else taken
    with DirectReader(allow) as direct:
        for file in files(paths, report):
            try:
                for article in read_file(file, report, stdin, direct):
                    yield unique(article, taken)
            except (ArticleError, WebError) as error:
                report(Problem(file.path, str(error)))
            except OSError as error:
                why = f"cannot be read ({error.strerror or error}); check the file and its permissions"
                report(Problem(file.path, why))


def files(paths: Iterable[str | Path], report: Report) -> Iterator[File]:
    """Yield every file to read, each once; what cannot be found goes to ``report``."""
    seen: set[str] = set()
    for path in map(str, paths):
        for file in files_under(path, report):
            real = file.path if file.path == STDIN or is_address(file.path) else os.path.realpath(file.path)
            if real not in seen:
                seen.add(real)
                yield file


def is_address(path: str) -> bool:
    """Whether a path is an address to fetch."""
    return IS_ADDRESS.match(path) is not None


def is_page(path: str) -> bool:
    """Whether a file's name is that of a page: it may be a map of ours."""
    return path.lower().endswith(PAGES)


def files_under(path: str, report: Report, suffixes: Sequence[str] = SUFFIXES) -> Iterator[File]:
    """Yield each file under a path that ends in one of ``suffixes``; what cannot be found goes to ``report``."""
    kinds = KINDS if suffixes is SUFFIXES else f"give {', '.join(suffixes)}"
    if path == STDIN:
        yield File(STDIN, "stdin", named=True)
    elif is_address(path):
        yield File(path, _address_id(path), named=True)
    elif Path(path).is_dir():
        yield from _in_folder(path, report, suffixes, kinds)
    elif Path(path).is_file():
        if _suffix(path, suffixes):
            yield File(path, _without_suffix(Path(path).name, suffixes), named=True)
        else:
            report(Problem(path, f"is of no kind that is read here; {kinds}"))
    else:
        why = "is no regular file" if os.path.lexists(path) else "is not there"
        report(Problem(path, f"{why}; give a file, a folder, an address or - for standard input"))


def _in_folder(folder: str, report: Report, suffixes: Sequence[str], kinds: str) -> Iterator[File]:
    def unreadable(error: OSError) -> None:
        report(Problem(str(error.filename), f"cannot be read ({error.strerror}); check its permissions"))

    found, others = [], 0
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(".") or name in NOT_ARTICLES:
                continue
            path = os.path.join(parent, name)  # noqa: PTH118 - a folder may hold very many
            if not name.lower().endswith(tuple(suffixes)) or _is_special(path):
                others += 1
            elif not (is_page(name) and is_own_map(path)):
                found.append(path)
    if others:
        report(Problem(folder, f"{others} files of other kinds passed over; {kinds}", note=True))
    if not found:
        report(Problem(folder, f"holds no articles; {kinds}"))
    start = len(os.path.join(folder, ""))  # noqa: PTH118 - as above
    for inner, file in sorted((tuple(file[start:].split(os.sep)), file) for file in found):  # noqa: PTH206 - as above
        yield File(str(Path(file)), _without_suffix("/".join(inner), suffixes), named=False)


def _is_special(path: str) -> bool:
    """Whether a path is a pipe or the like, which nobody may ever write to; a broken link is told of later."""
    return not os.path.isfile(path) and os.path.exists(path)  # noqa: PTH110, PTH113 - for each of very many


def _suffix(name: str, suffixes: Sequence[str] = SUFFIXES) -> str | None:
    small = name.lower()
    return max((suffix for suffix in suffixes if small.endswith(suffix)), key=len, default=None)


def _without_suffix(name: str, suffixes: Sequence[str] = SUFFIXES) -> str:
    suffix = _suffix(name, suffixes)
    return name[: -len(suffix)] if suffix else name


def _address_id(url: str) -> str:
    """Name an article by the last part of its address, or by the host."""
    parts = urlsplit(url)
    return _without_suffix(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc or "page"


def read_file(file: File, report: Report, stdin: BinaryIO | None, direct: DirectReader) -> Iterator[Article]:
    """Yield the articles of one file; bad lines of a corpus go to ``report``.

    Raises ArticleError, WebError or OSError where the file, or the rest of it, cannot be read.
    """
    if file.path == STDIN:
        yield from _read_stdin(file, (stdin or sys.stdin.buffer).read(MAX_BYTES + 1), report, direct)
    elif is_address(file.path):
        yield from _of_documents(direct.at(file.path), file, report)
    elif _suffix(file.path) in CORPUS_SUFFIXES:
        yield from _of_corpus(read_corpus(Path(file.path)), file, report)
    elif _suffix(file.path) in DOCUMENT_SUFFIXES:
        if file.named and is_page(file.path) and is_own_map(file.path):
            raise ArticleError("is a map that parley drew; give the articles it was built from")
        yield from _of_documents(direct.in_file(Path(file.path)), file, report)
    else:
        with Path(file.path).open("rb") as handle:
            data = _bounded(handle.read(MAX_BYTES + 1))
        yield _text_article(data, file.id, file.path, front_matter=_suffix(file.path) == ".md")


def _read_stdin(file: File, data: bytes, report: Report, direct: DirectReader) -> Iterator[Article]:
    _bounded(data)
    if is_corpus_line(data.split(b"\n", 1)[0]):
        yield from _of_corpus(read_corpus(data), file, report)
    elif not data.startswith(b"---") and kind_of(data) in PIPED:
        yield from _of_documents(direct.in_bytes(data, ""), file, report)
    else:
        yield _text_article(data, file.id, "standard input", front_matter=data.startswith(b"---"))


def _of_documents(documents: Iterable[Document], file: File, report: Report) -> Iterator[Article]:
    for document in documents:
        article = replace(as_article(document, file.path), id=one_line(file.id) or "article")
        if article.published is None:
            report(
                Problem(file.path, "tells no day of publication; 'parley add --date' can give it one", note=True)
            )
        for note in document.notes:
            report(Problem(file.path, note, note=True))
        yield article


def _of_corpus(
    rows: Iterator[tuple[int, Mapping[str, object] | str]], file: File, report: Report
) -> Iterator[Article]:
    for line, row in rows:
        try:
            yield corpus_article(row, f"{file.id}:{line}", file.path)
        except ArticleError as error:
            report(Problem(f"{file.path}:{line}", str(error)))


def _bounded(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise ArticleError(f"is over {MAX_BYTES:,} bytes; split it, or make a .jsonl corpus of it")
    return data


def _text_article(data: bytes, article_id: str, origin: str, *, front_matter: bool) -> Article:
    text = NEWLINES.sub("\n", decode(data))
    facts, body = split_front_matter(text) if front_matter else ({}, text)
    return make_article(article_id, body, facts, origin)


def corpus_article(row: Mapping[str, object] | str, fallback_id: str, origin: str) -> Article:
    """Make an article of a corpus row. Raises ArticleError where it is none: a message may stand in its place."""
    if isinstance(row, str):
        raise ArticleError(row)
    text, corpus_id = row.get("text"), row.get("id")
    if not isinstance(text, str):
        raise ArticleError('has no "text"; each line needs {"id": "...", "text": "..."}')
    known = isinstance(corpus_id, (str, int)) and str(corpus_id).strip()
    return make_article(str(corpus_id) if known else fallback_id, text, row, origin)


def unique(article: Article, taken: set[str]) -> Article:
    """Return the article under an id that no other has."""
    name = free_id(article.id, taken)
    return article if name == article.id else replace(article, id=name)


def free_id(wanted: str, taken: set[str]) -> str:
    """Return an id that is not ``taken`` yet, and take it: a second ``talks`` becomes ``talks-2``."""
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name
