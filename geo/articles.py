"""Taking articles in: files, folders, corpora and standard input become ``Article``.

Whatever cannot be read becomes a ``Problem`` with one line for the user; the others go on.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.corpora import is_corpus_line, read_corpus
from geo.decoding import decode, one_line
from geo.errors import ArticleError
from geo.front_matter import make_article, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import BinaryIO

    from geo.model import Article

MAX_BYTES = 10_000_000
STDIN = "-"
TEXT_SUFFIXES = (".txt", ".md")
CORPUS_SUFFIXES = (".jsonl", ".jsonl.gz")
SUFFIXES = TEXT_SUFFIXES + CORPUS_SUFFIXES
NOT_ARTICLES = frozenset({"corrections.toml"})
NEWLINES = re.compile(r"\r\n?")
KINDS = "give .txt, .md, .jsonl or .jsonl.gz"


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


def load(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Loaded:
    """Read all articles under ``paths`` at once, with the problems met on the way."""
    problems: list[Problem] = []
    return Loaded(tuple(read(paths, problems.append, stdin=stdin)), tuple(problems))


def read(
    paths: Iterable[str | Path],
    report: Callable[[Problem], None],
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """Yield the articles under ``paths``, one after another, ids made unique; problems go to ``report``.

    A path is a file, a folder (read recursively, sorted by name) or ``-`` for standard input.
    """
    taken: set[str] = set()
    for file, article_id in files(paths, report):
        try:
            for article in _read_file(file, article_id, report, stdin):
                yield _unique(article, taken)
        except ArticleError as error:
            report(Problem(file, str(error)))
        except OSError as error:
            report(
                Problem(file, f"cannot be read ({error.strerror or error}); check the file and its permissions")
            )


def files(paths: Iterable[str | Path], report: Callable[[Problem], None]) -> Iterator[tuple[str, str]]:
    """Yield (file, article id) of every file to read, each once; what cannot be found goes to ``report``."""
    seen: set[str] = set()
    for path in map(str, paths):
        for file, article_id in _under(path, report):
            real = os.path.realpath(file) if file != STDIN else STDIN
            if real not in seen:
                seen.add(real)
                yield file, article_id


def _under(path: str, report: Callable[[Problem], None]) -> Iterator[tuple[str, str]]:
    if path == STDIN:
        yield STDIN, "stdin"
    elif Path(path).is_dir():
        yield from _in_folder(path, report)
    elif Path(path).is_file():
        if _suffix(path):
            yield path, _without_suffix(Path(path).name)
        else:
            report(Problem(path, f"is of no kind that is read here; {KINDS}"))
    else:
        why = "is no regular file" if os.path.lexists(path) else "is not there"
        report(Problem(path, f"{why}; give a file, a folder or - for standard input"))


def _in_folder(folder: str, report: Callable[[Problem], None]) -> Iterator[tuple[str, str]]:
    def unreadable(error: OSError) -> None:
        report(Problem(str(error.filename), f"cannot be read ({error.strerror}); check its permissions"))

    found, others = [], 0
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(".") or name in NOT_ARTICLES:
                continue
            if _suffix(name):
                found.append(Path(parent, name))
            else:
                others += 1
    if others:
        report(Problem(folder, f"{others} files of other kinds passed over; {KINDS}", note=True))
    if not found:
        report(Problem(folder, f"holds no articles; {KINDS}"))
    for file in sorted(found, key=lambda file: file.relative_to(folder).parts):
        yield str(file), _without_suffix(file.relative_to(folder).as_posix())


def _suffix(name: str) -> str | None:
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), None)


def _without_suffix(name: str) -> str:
    return name[: -len(_suffix(name) or "")]


def _read_file(
    file: str, article_id: str, report: Callable[[Problem], None], stdin: BinaryIO | None
) -> Iterator[Article]:
    def from_corpus(rows: Iterator[tuple[int, Mapping[str, object] | str]]) -> Iterator[Article]:
        for line, row in rows:
            try:
                yield _corpus_article(row, f"{article_id}:{line}", file)
            except ArticleError as error:
                report(Problem(f"{file}:{line}", str(error)))

    if file == STDIN:
        data = _bounded((stdin or sys.stdin.buffer).read(MAX_BYTES + 1))
        if is_corpus_line(data.split(b"\n", 1)[0]):
            yield from from_corpus(read_corpus(data))
        else:
            yield _text_article(data, article_id, "standard input", front_matter=data.startswith(b"---"))
    elif _suffix(file) in CORPUS_SUFFIXES:
        yield from from_corpus(read_corpus(Path(file)))
    else:
        with Path(file).open("rb") as handle:
            data = _bounded(handle.read(MAX_BYTES + 1))
        yield _text_article(data, article_id, file, front_matter=_suffix(file) == ".md")


def _bounded(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise ArticleError(f"is over {MAX_BYTES:,} bytes; split it, or make a .jsonl corpus of it")
    return data


def _text_article(data: bytes, article_id: str, origin: str, *, front_matter: bool) -> Article:
    text = NEWLINES.sub("\n", decode(data))
    facts, body = split_front_matter(text) if front_matter else ({}, text)
    return make_article(article_id, body, facts, origin)


def _corpus_article(row: Mapping[str, object] | str, fallback_id: str, origin: str) -> Article:
    if isinstance(row, str):
        raise ArticleError(row)
    text, corpus_id = row.get("text"), row.get("id")
    if not isinstance(text, str):
        raise ArticleError('has no "text"; each line needs {"id": "...", "text": "..."}')
    known = isinstance(corpus_id, (str, int)) and str(corpus_id).strip()
    return make_article(str(corpus_id) if known else fallback_id, text, row, origin)


def _unique(article: Article, taken: set[str]) -> Article:
    """Return the article under an id that no other has: a second ``talks`` becomes ``talks-2``."""
    name, count = article.id, 1
    while name in taken:
        count += 1
        name = f"{article.id}-{count}"
    taken.add(name)
    return article if name == article.id else replace(article, id=name)
