"""How well reports of one meeting find each other: pairs of accounts from different articles, from text to atlas.

    python -m tests.test_merging            print the figures, and each pair that is wrong or missed

``merging/corpus.jsonl`` has short articles of our own words about real meetings, in groups: one meeting told by
several, or rounds of one process. Each row names the meeting that it tells of, its venue and first day. All groups
are read and merged together. An account that the reader misses costs its pairs.
"""

# ruff: noqa: T201 - the command prints
from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from geo.articles import load
from geo.atlas import merge
from geo.model import Evidence
from geo.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Extraction, Meeting

CORPUS = Path(__file__).with_name("merging") / "corpus.jsonl"
GROUPS = 30
PRECISION = 0.95
RECALL = 0.90

Row = dict[str, Any]
Pair = tuple[str, str]


class Figures(NamedTuple):
    """Pairs of accounts, by their articles: those that are one by the set, and those that were merged."""

    gold: set[Pair]
    merged: set[Pair]

    @property
    def precision(self) -> float:
        return len(self.gold & self.merged) / max(1, len(self.merged))

    @property
    def recall(self) -> float:
        return len(self.gold & self.merged) / len(self.gold)


def rows() -> list[Row]:
    """The articles with what they tell of."""
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def read() -> tuple[Extraction, ...]:
    """What the reader takes out of all articles."""
    return tuple(Reader().read(load([CORPUS]).articles))


def measure(extractions: Sequence[Extraction]) -> Figures:
    """Merge all accounts and compare the pairs."""
    told = rows()
    wanted = {row["id"]: row for row in told}
    named = [
        _tagged(meeting, number, wanted[one.article.id])
        for one in extractions
        for number, meeting in enumerate(_by_closeness(one.meetings, wanted[one.article.id]))
    ]
    merged = merge(named, [one.article for one in extractions])
    return Figures(_pairs([_groups(told)]), _pairs([[_accounts(meeting) for meeting in merged]]))


def _by_closeness(meetings: Iterable[Meeting], row: Row) -> list[Meeting]:
    """An article's meetings; the one that the row means first, if it is there at all."""

    def off(meeting: Meeting) -> tuple[bool, bool]:
        venue = meeting.venue is None or meeting.venue.name != row["venue"]
        return venue, meeting.date is None or meeting.date.start != row["day"]

    return sorted(meetings, key=off)


def _tagged(meeting: Meeting, number: int, row: Row) -> Meeting:
    """An account that is known again once it is merged: the first is the row's meeting, others are their own."""
    name = row["id"] if number == 0 else f"{row['id']} ({number + 1})"
    tag = Evidence(row["id"], 0, 0, "", f"account {name}")
    return replace(meeting, status_evidence=(*meeting.status_evidence, tag))


def _accounts(meeting: Meeting) -> list[str]:
    return [p.rule.removeprefix("account ") for p in meeting.status_evidence if p.rule.startswith("account ")]


def _groups(told: Iterable[Row]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for row in told:
        groups.setdefault(row["meeting"], []).append(row["id"])
    return list(groups.values())


def _pairs(groups: Iterable[Iterable[list[str]]]) -> set[Pair]:
    return {pair for accounts in chain.from_iterable(groups) for pair in combinations(sorted(accounts), 2)}


@pytest.fixture(scope="module")
def extractions() -> tuple[Extraction, ...]:
    return read()


def test_the_set_is_large_enough_and_has_rounds_to_tell_apart() -> None:
    told = rows()
    assert len({row["group"] for row in told}) >= GROUPS
    assert len({row["id"] for row in told}) == len(told)
    apart = {row["group"] for row in told if len({r["meeting"] for r in told if r["group"] == row["group"]}) > 1}
    assert len(apart) >= GROUPS // 2


def test_reports_of_one_meeting_find_each_other_and_rounds_stay_apart(extractions: tuple[Extraction, ...]) -> None:
    figures = measure(extractions)
    assert figures.precision >= PRECISION, sorted(figures.merged - figures.gold)
    assert figures.recall >= RECALL, sorted(figures.gold - figures.merged)


def test_the_order_of_the_articles_hardly_matters(extractions: tuple[Extraction, ...]) -> None:
    figures = measure(extractions[::-1])
    assert figures.precision >= PRECISION
    assert figures.recall >= RECALL


def main() -> None:
    """Print the figures and the pairs that differ."""
    found = read()
    figures = measure(found)
    by_id = {one.article.id: one for one in found}
    for title, pairs in (("wrong", figures.merged - figures.gold), ("missed", figures.gold - figures.merged)):
        for pair in sorted(pairs):
            print(title, *(f"\n  {name}: {_short(by_id[name.partition(' (')[0]])}" for name in pair))
    print(f"precision {figures.precision:.3f}, recall {figures.recall:.3f} of {len(figures.gold)} pairs")


def _short(read: Extraction) -> str:
    def actors(meeting: Meeting) -> str:
        return ", ".join(f"{p.actor.id} {p.role}" for p in meeting.participations)

    return "; ".join(
        f"{m.venue and m.venue.name} {m.date and (m.date.start, m.date.end)} {m.status}: {actors(m)}"
        for m in read.meetings
    )


if __name__ == "__main__":
    main()
