"""From paths to extractions and to one atlas. Articles keep their order; a bad one never costs the others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from geo.articles import Problem, read
from geo.atlas import build_atlas
from geo.bulk.marker import parted
from geo.correcting import Corrector
from geo.corrections import Corrections
from geo.language import DEFAULT_MODEL
from geo.model import ActorType, Atlas
from geo.own_names import NONE, use
from geo.progress import counted, expected
from geo.single import origin, read_all
from geo.tables import venue_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from geo.gazetteer import Gazetteer
    from geo.model import Article, Extraction
    from geo.own_names import OwnNames
    from geo.providers import ProviderAnswers
    from geo.single import Outcome, Reads

    Report = Callable[[Problem], None]


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
    jobs: int = 1,
    only_meetings: bool = False,
    corrections: Corrections = Corrections.EMPTY,
    provider: ProviderAnswers | None = None,
    wanted: Collection[str] | None = None,
    allow: Sequence[str] = (),
) -> Iterator[Extraction]:
    """Read the articles under ``paths`` and yield what each tells, in order, put right by ``corrections``.

    What cannot be read goes to ``report``, and so does an article on which the reader fails. ``progress`` shows a
    counter on standard error, ``jobs`` processes read, ``only_meetings`` leaves out the place names of articles
    without a trace of a meeting. ``provider`` is asked for the places that the gazetteer does not hold (see
    ``geo.filling``); what came of it is reported as a note. Articles whose ids ``wanted`` does not hold
    are passed over. ``allow`` is told in ``geo.articles.read``. A ``reader`` of one's own reads in this process
    and without the cache. Raises CacheError or OSError where the reader itself cannot be had.
    """
    extractions = _extract(
        paths,
        report,
        reader=reader,
        stdin=stdin,
        progress=progress,
        jobs=jobs,
        only_meetings=only_meetings,
        corrections=corrections,
        provider=provider,
        wanted=wanted,
        allow=allow,
    )
    if not corrections.rows:
        yield from extractions
        return
    corrector, gazetteer = Corrector(corrections), default_gazetteer()
    for extraction in extractions:
        yield corrector.on_article(extraction, gazetteer)


def extract_articles(articles: Iterable[Article], report: Report) -> Iterator[Extraction]:
    """Yield what each article tells, in order; what cannot be understood goes to ``report``. See ``extract``."""
    return _reported(harvest(articles), report)


def harvest(
    articles: Iterable[Article],
    *,
    jobs: int = 1,
    only_meetings: bool = False,
    own: OwnNames = NONE,
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[Outcome]:
    """Yield for each article what it tells or why it could not be understood; only what is new is read.

    ``meanwhile`` is called once other processes have begun to read, and only then.
    """
    remaining = iter(articles)
    first = next(remaining, None)
    if first is None:
        return  # without an article there is no need for a reader
    from geo.extractions import ExtractionCache
    from geo.harvest import Harvest
    from geo.stamp import reading_stamp

    stamp = reading_stamp(DEFAULT_MODEL) + own.version
    with (
        ExtractionCache(stamp) as cache,
        Harvest(
            DEFAULT_MODEL, cache, jobs=jobs, only_meetings=only_meetings, own=own, meanwhile=meanwhile
        ) as hands,
    ):
        yield from hands.read(chain([first], remaining))


def make_atlas(
    paths: Iterable[str | Path],
    report: Report,
    *,
    reader: Reads | None = None,
    gazetteer: Gazetteer | None = None,
    stdin: BinaryIO | None = None,
    progress: bool = False,
    jobs: int = 1,
    corrections: Corrections = Corrections.EMPTY,
    provider: ProviderAnswers | None = None,
    allow: Sequence[str] = (),
    meanwhile: Callable[[], None] | None = None,
) -> Atlas:
    """Read the articles under ``paths`` into one atlas; see ``extract`` for what is reported and raised.

    Corrections that match nothing, or contradict each other, are reported as notes. ``meanwhile`` is called while
    other processes read, if any do.
    """
    extractions = list(
        _extract(
            paths,
            report,
            reader=reader,
            stdin=stdin,
            progress=progress,
            jobs=jobs,
            only_meetings=True,
            corrections=corrections,
            provider=provider,
            allow=allow,
            meanwhile=meanwhile,
        )
    )
    if not extractions:
        return Atlas(articles=(), meetings=())
    corrector = Corrector(corrections)
    atlas = build_atlas(extractions, gazetteer or default_gazetteer(progress=progress), corrector)
    for problem in corrector.problems():
        report(problem)
    return atlas


def count(atlas: Atlas) -> Counts:
    """Count what an atlas holds; venues are told apart as in every export, states are those at a meeting."""
    actors = {p.actor for meeting in atlas.meetings for p in meeting.participations}
    venues = {venue_id(m.venue) for m in atlas.meetings if m.venue is not None}
    return Counts(
        articles=len(atlas.articles),
        meetings=len(atlas.meetings),
        venues=len(venues),
        states=sum(actor.type is ActorType.STATE for actor in actors),
        unresolved=len(atlas.unresolved),
        skipped=len(atlas.skipped),
    )


def default_gazetteer(*, progress: bool = False) -> Gazetteer:
    """Return the embedded gazetteer, compiled first where it is not yet."""
    from geo.gazetteer import open_gazetteer  # only a build needs it

    return open_gazetteer(progress=progress)


def _extract(
    paths: Iterable[str | Path],
    report: Report,
    *,
    reader: Reads | None,
    stdin: BinaryIO | None,
    progress: bool,
    jobs: int,
    only_meetings: bool,
    corrections: Corrections,
    provider: ProviderAnswers | None,
    wanted: Collection[str] | None = None,
    allow: Sequence[str] = (),
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[Extraction]:
    """Read the articles as they are, with the names that the corrections add in force."""
    use(corrections.own)
    extracted, others = parted(paths)
    taken: set[str] = set()
    if extracted:
        from geo.bulk.kept import kept

        known = kept(extracted, report, taken=taken, own=corrections.own)
        yield from counted(known, None) if progress else known
    articles = read(others, report, stdin=stdin, allow=allow, taken=taken)
    if wanted is not None:
        articles = (article for article in articles if article.id in wanted)
    if reader is not None:
        outcomes = read_all(articles, reader)
    else:
        outcomes = harvest(
            articles, jobs=jobs, only_meetings=only_meetings, own=corrections.own, meanwhile=meanwhile
        )
    extractions = _reported(counted(outcomes, expected(others)) if progress else outcomes, report)
    if provider is None or reader is not None:
        yield from extractions
    else:
        yield from _filled(extractions, provider, report, only_meetings=only_meetings, own=corrections.own)


def _filled(
    extractions: Iterable[Extraction],
    provider: ProviderAnswers,
    report: Report,
    *,
    only_meetings: bool,
    own: OwnNames,
) -> Iterator[Extraction]:
    """Read again, with the places that a provider knows, the articles that name them."""
    from geo.filling import Filler, with_places

    filler = Filler(provider, default_gazetteer())
    for extraction in extractions:
        places = filler.places(extraction)
        if places:
            again = harvest([extraction.article], only_meetings=only_meetings, own=with_places(own, places))
            yield next((e for e in again if not isinstance(e, Problem)), extraction)
            use(own)
        else:
            yield extraction
    summary = filler.summary()
    if summary is not None:
        report(Problem(provider.service.service, f"asked for {summary}", note=True))


def _reported(outcomes: Iterable[Outcome], report: Report) -> Iterator[Extraction]:
    """Pass the extractions on; an article that could not be understood, or was skipped, is reported."""
    for outcome in outcomes:
        if isinstance(outcome, Problem):
            report(outcome)
            continue
        if outcome.skipped is not None:
            report(Problem(origin(outcome.article), f"{outcome.skipped}; skipped", note=True))
        yield outcome
