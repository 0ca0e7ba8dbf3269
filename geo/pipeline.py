"""From paths to extractions and to one atlas. Articles keep their order; a bad one never costs the others."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from geo.articles import Problem, read
from geo.atlas import build_atlas
from geo.errors import CacheError
from geo.model import ActorType, Atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from geo.gazetteer import Gazetteer
    from geo.model import Article, Extraction

    Report = Callable[[Problem], None]

NOBODYS_FAULT = (CacheError, OSError)  # the model or a cache is missing: no article is to blame


class Reads(Protocol):
    """What the pipeline asks of a reader."""

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield one extraction for each article, in the same order."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What an atlas holds, for the summary of a build."""

    articles: int
    meetings: int
    venues: int
    states: int
    unresolved: int
    skipped: int


def extract(
    paths: Iterable[str | Path],
    report: Report,
    *,
    reader: Reads | None = None,
    stdin: BinaryIO | None = None,
    progress: bool = False,
) -> Iterator[Extraction]:
    """Read the articles under ``paths`` and yield what each tells, in order.

    What cannot be read goes to ``report``, and so does an article on which the reader fails. ``progress`` shows a
    counter on standard error. Raises CacheError or OSError where the reader itself cannot be had.
    """
    articles = read(paths, report, stdin=stdin)
    extractions = extract_articles(articles, reader, report)
    yield from _counted(extractions) if progress else extractions


def extract_articles(articles: Iterable[Article], reader: Reads | None, report: Report) -> Iterator[Extraction]:
    """Yield what each article tells, in order; one on which the reader fails is reported and left out."""
    remaining = iter(articles)
    first = next(remaining, None)
    if first is None:
        return  # without an article there is no need for a reader
    for extraction in _read_all(chain([first], remaining), reader or default_reader(), report):
        if extraction.skipped is not None:
            report(Problem(_origin(extraction.article), f"{extraction.skipped}; skipped", note=True))
        yield extraction


def make_atlas(
    paths: Iterable[str | Path],
    report: Report,
    *,
    reader: Reads | None = None,
    gazetteer: Gazetteer | None = None,
    stdin: BinaryIO | None = None,
    progress: bool = False,
) -> Atlas:
    """Read the articles under ``paths`` into one atlas; see ``extract`` for what is reported and raised."""
    extractions = list(extract(paths, report, reader=reader, stdin=stdin, progress=progress))
    if not extractions:
        return Atlas(articles=(), meetings=())
    return build_atlas(extractions, gazetteer or default_gazetteer(progress=progress))


def count(atlas: Atlas) -> Counts:
    """Count what an atlas holds; venues are told apart by name and country, states are those at a meeting."""
    actors = {p.actor for meeting in atlas.meetings for p in meeting.participations}
    venues = {(m.venue.name, m.venue.country) for m in atlas.meetings if m.venue is not None}
    return Counts(
        articles=len(atlas.articles),
        meetings=len(atlas.meetings),
        venues=len(venues),
        states=sum(actor.type is ActorType.STATE for actor in actors),
        unresolved=len(atlas.unresolved),
        skipped=len(atlas.skipped),
    )


def default_reader() -> Reads:
    """Return the reader of this project, which loads its model with the first article."""
    from geo.reader import Reader  # spaCy is slow to import

    return Reader()


def default_gazetteer(*, progress: bool = False) -> Gazetteer:
    """Return the embedded gazetteer, compiled first where it is not yet."""
    from geo.gazetteer import open_gazetteer  # only a build needs it

    return open_gazetteer(progress=progress)


def _read_all(remaining: Iterator[Article], reader: Reads, report: Report) -> Iterator[Extraction]:
    """Stream the articles through the reader; where it breaks, go over those in its hands one by one and go on."""
    taken: deque[Article] = deque()

    def feed() -> Iterator[Article]:
        for article in remaining:
            taken.append(article)
            yield article

    while True:
        try:
            for extraction in reader.read(feed()):
                taken.popleft()
                yield extraction
        except NOBODYS_FAULT:
            raise
        except Exception:
            if not taken:
                raise  # it was no article that failed
        else:
            return
        failed = list(taken)
        taken.clear()
        for article in failed:
            yield from _read_one(article, reader, report)


def _read_one(article: Article, reader: Reads, report: Report) -> list[Extraction]:
    try:
        return list(reader.read([article]))
    except NOBODYS_FAULT:
        raise
    except Exception as error:  # noqa: BLE001 - any failure on one article must spare the others
        what = f"{type(error).__name__}: {error}"
        report(Problem(_origin(article), f"could not be understood ({what}); please report it with the text"))
        return []


def _origin(article: Article) -> str:
    return article.id if article.origin is None else f"{article.origin} ({article.id})"


def _counted(extractions: Iterator[Extraction]) -> Iterator[Extraction]:
    """Pass the extractions on and show on standard error how many there were."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    first = next(extractions, None)  # while the gazetteer is compiled, its own bar has the terminal
    if first is None:
        return
    columns = (SpinnerColumn(), TextColumn("reading articles"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        for extraction in chain([first], extractions):
            bar.advance(task)
            yield extraction
