"""What was read of one piece, as two Parquet files that are whole or not there."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from geo.articles import Problem
from geo.bulk.schema import ARTICLE, articles_schema, meetings_schema
from geo.errors import ModelError, PartitionError
from geo.extras import need
from geo.files import write_whole
from geo.model import Article, Extraction, Meeting, ReadingKind, Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

MARK = b"parley"
SUFFIX = ".parquet"
MEETINGS, ARTICLES, ATTEMPTS = "meetings", "articles", "attempts"
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """What a partition says of itself. ``key`` changes when the piece would be read anew, ``own`` names a user's.

    ``seconds`` are of processor time, ``megabytes`` the most that the process had in memory.
    """

    key: str
    source: str
    number: int
    articles: int
    meetings: int
    skipped: int
    failed: int
    problems: tuple[tuple[str, str, bool], ...]
    own: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0

    def told(self) -> Iterator[Problem]:
        """Yield what could not be read."""
        for problem in self.problems:
            yield Problem(*problem)
        if self.failed > len(self.problems):
            yield Problem(self.source, f"{self.failed - len(self.problems)} more lines or articles were not read")


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells, as ``articles`` keeps it for a build: decoded ten times faster than columns."""

    unresolved: tuple[Toponym, ...]
    meetings: tuple[Meeting, ...]


Read = tuple[str, Extraction]
"""The id that an article's source gave it, and what was read."""


class Partition:
    """The files of one partition in a folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.meetings, self.articles = (folder / part / f"{name}{SUFFIX}" for part in (MEETINGS, ARTICLES))

    def facts(self) -> Facts:
        """Return what the partition says of itself. Raises PartitionError where it is not whole."""
        told, other = _mark(self.articles), _mark(self.meetings)
        if told.key != other.key:
            raise PartitionError(f"{self.meetings}: is of another reading than {self.articles.name}; {AGAIN}")
        return told

    def has(self, key: str) -> bool:
        """Whether the partition is there, whole, under that key."""
        try:
            return self.facts().key == key
        except PartitionError:
            return False

    def remove(self) -> None:
        """Remove both files, that of the articles first: it is what makes the partition whole."""
        for file in (self.articles, self.meetings):
            file.unlink(missing_ok=True)

    def write(self, read: Sequence[Read], facts: Facts) -> None:
        """Write both files, that of the articles last. Raises OSError where that fails."""
        _write(self.meetings, (row for _, one in read for row in _meeting_rows(one)), meetings_schema(), facts)
        _write(self.articles, (_article_row(*one) for one in read), articles_schema(), facts)

    def read(self) -> Iterator[tuple[str, Extraction | None]]:
        """Yield all articles, with what those tell that tell of a meeting.

        Raises PartitionError where the partition is not whole.
        """
        self.facts()
        table = _table(self.articles)
        try:
            told = iter(table.filter(table["told"].is_valid()).to_pylist())
            for name, count in zip(table["named"].to_pylist(), table["meetings"].to_pylist(), strict=True):
                yield name, _extraction(next(told)) if count else None
        except (msgspec.MsgspecError, ModelError, KeyError, TypeError) as error:
            raise PartitionError(f"{self.articles}: is damaged ({type(error).__name__}); {AGAIN}") from error


AGAIN = "run the same parley extract again"


def partitions(folder: Path) -> list[Partition]:
    """Return the partitions of a folder, by name; those of which a file is missing too."""
    names = {file.stem for part in (MEETINGS, ARTICLES) for file in (folder / part).glob(f"*{SUFFIX}")}
    return [Partition(folder, name) for name in sorted(names)]


def facts_of(read: Sequence[Read], problems: Sequence[Problem], key: str, source: str, number: int) -> Facts:
    """Count what was read of a piece."""
    failures = [problem for problem in problems if not problem.note]
    return Facts(
        key=key,
        source=source,
        number=number,
        articles=len(read),
        meetings=sum(len(one.meetings) for _, one in read),
        skipped=sum(one.skipped is not None for _, one in read),
        failed=len(failures),
        problems=tuple((one.origin, one.message, one.note) for one in failures[:MOST_PROBLEMS]),
    )


def renamed(extraction: Extraction, name: str) -> Extraction:
    """Return the extraction with another id for its article, everywhere."""
    before = extraction.article.id
    if name == before:
        return extraction
    value = msgspec.to_builtins((extraction.toponyms, extraction.meetings))
    toponyms, meetings = msgspec.convert(
        _with_article(value, before, name), tuple[tuple[Toponym, ...], tuple[Meeting, ...]]
    )
    article = replace(extraction.article, id=name)
    return replace(extraction, article=article, toponyms=toponyms, meetings=meetings)


def _with_article(value: Any, before: str, name: str) -> Any:
    """Put ``name`` for ``before`` wherever an article is named: in ``article`` and ``articles``."""
    if isinstance(value, dict):
        return {
            key: name
            if key == "article" and one == before
            else [name if other == before else other for other in one]
            if key == "articles"
            else _with_article(one, before, name)
            for key, one in value.items()
        }
    return [_with_article(one, before, name) for one in value] if isinstance(value, (list, tuple)) else value


def _meeting_rows(extraction: Extraction) -> Iterator[dict[str, Any]]:
    for meeting in extraction.meetings:
        yield {ARTICLE: extraction.article.id, **msgspec.to_builtins(meeting)}


def _article_row(named: str, extraction: Extraction) -> dict[str, Any]:
    article = extraction.article
    open_ones = (t for t in extraction.toponyms if t.place is None and t.reading is ReadingKind.PLACE)
    return {
        "id": article.id,
        "named": named,
        "published": article.published,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "skipped": extraction.skipped,
        "meetings": len(extraction.meetings),
        "text": article.text if extraction.meetings else None,
        "told": msgspec.json.encode(Told(tuple(open_ones), extraction.meetings)) if extraction.meetings else None,
    }


def _extraction(row: Mapping[str, Any]) -> Extraction:
    article = Article(row["id"], row["text"], row["published"], row["title"], row["source"], row["url"])
    told = msgspec.json.decode(row["told"], type=Told)
    return Extraction(article, told.unresolved, told.meetings, row["skipped"])


def _write(path: Path, rows: Iterable[dict[str, Any]], schema: Any, facts: Facts) -> None:
    arrow, parquet = need("pyarrow", "a partition"), need("pyarrow.parquet", "a partition")
    marked = schema.with_metadata({MARK: json.dumps(asdict(facts)).encode()})
    file = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(list(rows), schema=marked), file, compression="zstd")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file.getvalue(), path)


def _mark(path: Path) -> Facts:
    """Return what a file says of itself, by its last bytes only."""
    parquet = need("pyarrow.parquet", "a partition")
    try:
        metadata = parquet.read_schema(path).metadata or {}
        return msgspec.json.decode(metadata[MARK], type=Facts)
    except (OSError, ValueError, KeyError, msgspec.MsgspecError) as error:
        raise PartitionError(f"{path}: is missing or damaged ({type(error).__name__}); {AGAIN}") from error


def _table(path: Path) -> Any:
    parquet = need("pyarrow.parquet", "a partition")
    try:
        return parquet.read_table(path, partitioning=None)
    except (OSError, ValueError) as error:
        raise PartitionError(f"{path}: is damaged ({type(error).__name__}); {AGAIN}") from error
