"""What was extracted before, for an atlas: no article is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles import Problem, free_id
from geo.bulk.partitions import partitions, renamed
from geo.errors import PartitionError
from geo.own_names import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geo.bulk.partitions import Facts, Partition
    from geo.model import Extraction
    from geo.own_names import OwnNames

    Report = Callable[[Problem], None]


def kept(
    folders: Iterable[Path], report: Report, *, taken: set[str] | None = None, own: OwnNames = NONE
) -> Iterator[Extraction]:
    """Yield what was extracted of the articles that tell of a meeting, in the order of their sources.

    Ids are made unique over all partitions and ``taken``, as if all were read at once. A partition that is damaged
    goes to ``report``, and one that is there twice is counted once. Notes tell how many articles were read before,
    and that names of the user's own came later.
    """
    taken = set() if taken is None else taken
    for folder in folders:
        facts = list(_whole(folder, report))
        for partition, told in facts:
            try:
                read = list(partition.read())
            except PartitionError as error:
                report(_damage(error))
                continue
            for problem in told.told():
                report(problem)
            for given, extraction in read:
                name = free_id(given, taken)
                if extraction is not None:
                    yield renamed(extraction, name)
        _summary(folder, [told for _, told in facts], report, own)


def _whole(folder: Path, report: Report) -> Iterator[tuple[Partition, Facts]]:
    """Yield the partitions of a folder that are whole, each once, by source and number."""
    found: dict[str, tuple[Partition, Facts]] = {}
    for partition in partitions(folder):
        try:
            facts = partition.facts()
        except PartitionError as error:
            report(_damage(error))
            continue
        if facts.key in found:
            first = found[facts.key][0].name
            report(Problem(str(partition.articles), f"is {first} once more; counted once", note=True))
        found.setdefault(facts.key, (partition, facts))
    yield from sorted(found.values(), key=lambda pair: (pair[1].source, pair[1].number))


def _summary(folder: Path, facts: list[Facts], report: Report, own: OwnNames) -> None:
    articles, meetings = sum(one.articles for one in facts), sum(one.meetings for one in facts)
    told = f"{meetings:,} accounts of meetings in {articles:,} articles were extracted before"
    report(Problem(str(folder), f"{told} ({len(facts):,} partitions)", note=True))
    if any(one.own != own.version for one in facts):
        what = "was extracted with other names of your own than the corrections add now"
        report(Problem(str(folder), f"{what}; they count from the next parley extract on", note=True))


def _damage(error: PartitionError) -> Problem:
    origin, _, message = str(error).partition(": ")
    return Problem(origin, message)
