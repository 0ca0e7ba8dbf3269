"""An archive from its sources to its partitions: what is there already is left alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from geo.articles import Problem
from geo.bulk.marker import MARKER, is_extraction
from geo.bulk.partitions import ARTICLES, ATTEMPTS, MEETINGS, partitions
from geo.bulk.sources import ARTICLES as ARTICLES_OF_PIECE
from geo.bulk.sources import sources, survey
from geo.bulk.work import Job, do
from geo.errors import ClusterError, MissingError, OutputError, PartitionError
from geo.files import write_whole
from geo.language import DEFAULT_MODEL
from geo.own_names import NONE
from geo.stamp import reading_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from geo.bulk.crews import Crew
    from geo.bulk.partitions import Facts
    from geo.bulk.sources import Piece, Source
    from geo.own_names import OwnNames

    Report = Callable[[Problem], None]


@dataclass(slots=True)
class Tally:
    """What came of all pieces, as it grows: partitions there before, done now and failed; and what they hold."""

    pieces: int = 0
    there: int = 0
    done: int = 0
    failed: int = 0
    articles: int = 0
    meetings: int = 0
    unread: int = 0

    def add(self, facts: Facts) -> None:
        """Count a partition."""
        self.articles += facts.articles
        self.meetings += facts.meetings
        self.unread += facts.failed


def extract_into(
    paths: Iterable[str],
    folder: Path,
    crew: Crew,
    report: Report,
    *,
    own: OwnNames = NONE,
    model: str = DEFAULT_MODEL,
    size: int = ARTICLES_OF_PIECE,
    tell: Callable[[Tally], None] = lambda _tally: None,
) -> Tally:
    """Read paths and URLs into partitions in ``folder``, and return what came of it.

    ``model`` is a spaCy model that all processes have, ``size`` the number of articles in a piece. What cannot be
    read goes to ``report``; ``tell`` is called as pieces are done. Raises OutputError where the
    folder cannot be used, ClusterError where the cluster goes away: what is done stays.
    """
    prepare(folder)
    tally = Tally()
    pieces = _surveyed(list(sources(paths, report)), size, crew, report)
    _drop_stale(folder, pieces)
    stamp = reading_stamp(model)
    jobs = [Job(piece, str(folder.resolve()), model, stamp, own) for piece in pieces]
    tally.pieces = len(jobs)
    new = list(_new(jobs, tally, report))
    tell(tally)
    for job, result in crew.do(do, new):
        facts = _checked(job, result, report)
        if facts is None:
            tally.failed += 1
        else:
            tally.done += 1
            _count(facts, tally, report)
        tell(tally)
    return tally


def prepare(folder: Path) -> None:
    """Make the folder ready. Raises OutputError where something else lies in it, or it cannot be written."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file; name a folder with -o")
    if not is_extraction(folder) and folder.is_dir() and any(folder.iterdir()):
        raise OutputError(f"{folder}: holds other files; name a new folder with -o")
    try:
        for name in (MEETINGS, ARTICLES, ATTEMPTS):
            (folder / name).mkdir(parents=True, exist_ok=True)
        write_whole(json.dumps({"made by": "parley extract", "layout": 1}).encode(), folder / MARKER)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error}); choose another") from error


def _surveyed(found: Sequence[Source], size: int, crew: Crew, report: Report) -> list[Piece]:
    """Return the pieces of all sources, in their order."""
    told: dict[Source, list[Piece]] = {}
    for source, pieces in crew.do(partial(survey, size=size), found):
        if isinstance(pieces, (ClusterError, MissingError)):
            raise pieces
        if isinstance(pieces, Exception):
            report(Problem(source.path, f"cannot be read ({pieces}); check it"))
        else:
            told[source] = pieces
    return [piece for source in found for piece in told.get(source, ())]


def _drop_stale(folder: Path, pieces: Iterable[Piece]) -> None:
    """Remove the partitions of pieces that a source no longer has: it has become shorter."""
    names: dict[str, set[str]] = {}
    for piece in pieces:
        names.setdefault(piece.family, set()).add(piece.name)
    for partition in partitions(folder):
        family = partition.name.rpartition("-")[0]
        if family in names and partition.name not in names[family]:
            partition.remove()


def _new(jobs: Iterable[Job], tally: Tally, report: Report) -> Iterator[Job]:
    """Yield the jobs that are not done yet, and count the others."""
    for job in jobs:
        if job.partition.has(job.key):
            tally.there += 1
            _count(job.partition.facts(), tally, report)
        else:
            yield job


def _count(facts: Facts, tally: Tally, report: Report) -> None:
    tally.add(facts)
    for problem in facts.told():
        report(problem)


def _checked(job: Job, result: Facts | Exception, report: Report) -> Facts | None:
    """Return what was read where the partition is there; else report why it is not."""
    if isinstance(result, (ClusterError, MissingError)):
        raise result  # it is so for every piece
    if isinstance(result, Exception):
        report(Problem(str(job.piece), f"was not read ({type(result).__name__}: {result}); run it again"))
        return None
    try:
        return job.partition.facts()
    except PartitionError:
        what = (
            f"was read, but {job.folder} does not have it; name a folder that this machine and all workers share"
        )
        report(Problem(str(job.piece), what))
        return None
