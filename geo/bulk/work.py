"""One piece, read by one process into its partition.

The same job done twice writes the same files, so it does not matter who does it, how often, or who was killed.
A reading that its process did not survive leaves its note in ``OUT/attempts``: the next one reads the articles one
by one and notes each, and one in whose reading two processes died is passed over.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles import Problem, unique
from geo.bulk.partitions import ATTEMPTS, Partition, facts_of
from geo.bulk.sources import articles
from geo.errors import ClusterError
from geo.model import Extraction
from geo.own_names import NONE, OwnNames
from geo.single import origin, read_all
from geo.stamp import reading_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.bulk.partitions import Facts, Read
    from geo.bulk.sources import Piece
    from geo.model import Article
    from geo.reader import Reader
    from geo.single import Outcome

LAYOUT = 1
DEATHS = 2
DIED = (
    "could not be understood (its process died twice, perhaps for want of memory); split it, or free some memory"
)
_READERS: dict[tuple[str, OwnNames], Reader] = {}
_ONE_AT_A_TIME = threading.Lock()  # a reader is for one thread; workers of a cluster may have several


@dataclass(frozen=True, slots=True)
class Job:
    """A piece to read into a folder: with which model and names, and by which state of the code (``stamp``)."""

    piece: Piece
    folder: str
    model: str
    stamp: str
    own: OwnNames = NONE

    @property
    def key(self) -> str:
        """What the partition's content depends on."""
        source, piece = self.piece.source, self.piece
        parts = (LAYOUT, self.stamp, self.own.version, source.path, source.prefix, source.state)
        told = repr((*parts, piece.number, piece.start, piece.before, piece.count))
        return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:32]

    @property
    def partition(self) -> Partition:
        """Where the result lies."""
        return Partition(Path(self.folder), self.piece.name)


def do(job: Job) -> Facts:
    """Read a piece into its partition, unless it is there, and return what that says of itself.

    Raises ClusterError where this process has another version of the code, OSError where nothing can be written.
    """
    if reading_stamp(job.model) != job.stamp:
        raise ClusterError("a worker has another version of parley, or of its libraries; install the same on all")
    if job.partition.has(job.key):
        return job.partition.facts()
    with _ONE_AT_A_TIME:
        reader = _reader(job)
        began = time.process_time()
        problems: list[Problem] = []
        read = list(_read(job, reader, problems))
        facts = facts_of(read, problems, job.key, job.piece.source.path, job.piece.number)
        facts = replace(
            facts, own=job.own.version, seconds=time.process_time() - began, megabytes=most_megabytes()
        )
        job.partition.write(read, facts)
        Attempt(job).forget()
    return facts


def _read(job: Job, reader: Reader, problems: list[Problem]) -> Iterator[Read]:
    attempt = Attempt(job)
    named: dict[str, str] = {}
    told = _with_unique_ids(articles(job.piece, problems.append), named)
    outcomes = _carefully(told, reader, attempt) if attempt.died_before else read_all(told, reader)
    for outcome in outcomes:
        if isinstance(outcome, Extraction):
            yield named[outcome.article.id], outcome
        else:
            problems.append(outcome)


def _with_unique_ids(told: Iterable[Article], named: dict[str, str]) -> Iterator[Article]:
    """Give each article an id of its own, and keep under it the one that the source gave."""
    taken: set[str] = set()
    for article in told:
        alone = unique(article, taken)
        named[alone.id] = article.id
        yield alone


def _carefully(told: Iterable[Article], reader: Reader, attempt: Attempt) -> Iterator[Outcome]:
    for number, article in enumerate(told):
        if attempt.deaths(number) >= DEATHS:
            yield Problem(origin(article), DIED)
        else:
            attempt.now_at(number)
            yield from read_all([article], reader)


def _reader(job: Job) -> Reader:
    """Return this process's reader: the model is loaded and the gazetteer opened once."""
    from geo.language import load_model
    from geo.reader import Reader

    key = (job.model, job.own)
    if key not in _READERS:
        _READERS.clear()
        load_model(job.model)
        _READERS[key] = Reader(job.model, only_meetings=True, own=job.own)
        _ = _READERS[key].finder  # opened here, not with the first article
    return _READERS[key]


class Attempt:
    """The note on a reading under way: it is there after the end only where the process died."""

    def __init__(self, job: Job) -> None:
        self._path = Path(job.folder, ATTEMPTS, f"{job.piece.name}.json")
        self._key = job.key
        self._deaths: dict[str, int] = {}
        self.died_before = self._path.exists()
        if self.died_before:
            self._learn()
        self._write(None)

    def deaths(self, number: int) -> int:
        """Return how many processes died while they read the article of that number."""
        return self._deaths.get(str(number), 0)

    def now_at(self, number: int) -> None:
        """Note that an article is about to be read."""
        self._write(str(number))

    def forget(self) -> None:
        """Remove the note."""
        self._path.unlink(missing_ok=True)

    def _learn(self) -> None:
        try:
            note = json.loads(self._path.read_bytes())
            known = note["key"] == self._key
            self._deaths = dict(note["deaths"]) if known else {}
            if known and note["at"] is not None:
                self._deaths[note["at"]] = self._deaths.get(note["at"], 0) + 1
        except (OSError, ValueError, KeyError, TypeError):
            self._deaths = {}

    def _write(self, at: str | None) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps({"key": self._key, "at": at, "deaths": self._deaths}), encoding="utf-8")


def most_megabytes() -> float:
    """Return the most memory that this process has had, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)
