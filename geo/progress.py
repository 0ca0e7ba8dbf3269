"""How far the reading has come, shown on standard error: how many articles of how many, and the time left."""

from __future__ import annotations

import gzip
import time
import zlib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from geo.articles import CORPUS_SUFFIXES, files
from geo.corpora import GZIP_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Told = TypeVar("Told")
PATIENCE = 2.0  # seconds spent on counting at most
CHUNK = 1 << 20


def expected(paths: Iterable[str | Path]) -> int | None:
    """Return about how many articles lie under some paths: the files, and the lines of corpora.

    None where counting would take longer than two seconds.
    """
    end = time.monotonic() + PATIENCE
    total = 0
    for file in files(paths, lambda _problem: None):
        if file.path.lower().endswith(CORPUS_SUFFIXES):
            lines = _lines(Path(file.path), end)
            if lines is None:
                return None
            total += lines
        else:
            total += 1
    return total


def counted(outcomes: Iterator[Told], total: int | None) -> Iterator[Told]:
    """Pass the outcomes on, and show how many there were of ``total``, and how long the others will take."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    first = next(outcomes, None)  # while the gazetteer is compiled, its own bar has the terminal
    if first is None:
        return
    columns = (TextColumn("reading articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        for outcome in chain([first], outcomes):
            bar.advance(task)
            yield outcome


def _lines(corpus: Path, end: float) -> int | None:
    """Count the lines of a corpus, packed or not; None where the time is over, 0 where it cannot be read."""
    count, last = 0, b"\n"
    try:
        with corpus.open("rb") as raw:
            packed = raw.read(2) == GZIP_MARK
            raw.seek(0)
            stream = gzip.GzipFile(fileobj=raw) if packed else raw
            while chunk := stream.read(CHUNK):
                count, last = count + chunk.count(b"\n"), chunk[-1:]
                if time.monotonic() > end:
                    return None
    except (OSError, EOFError, zlib.error):
        return count
    return count + (last != b"\n")
