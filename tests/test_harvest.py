"""How many articles are looked at ahead, and when several processes are worth their start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo.extractions import ExtractionCache
from geo.harvest import LOOK_AHEAD, MAX_ARTICLES, Harvest
from geo.model import Article
from tests.builders import FirstWordReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHORT = "Delegations met in the town on Tuesday, officials said, and will meet again. " * 4


class StartedError(Exception):
    """Processes were asked for."""


class Alone(Harvest):
    """Reads with a plain reader, and says when it would start processes."""

    def _own_reader(self) -> Any:
        return FirstWordReader()

    def _new_workers(self, jobs: int) -> Any:
        raise StartedError(jobs)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path))


def read(count: int, jobs: int = 2, text: str = SHORT) -> Iterator[int]:
    """Read so many articles, and yield how many were taken in when each came out."""
    taken = 0

    def articles() -> Iterator[Article]:
        nonlocal taken
        for number in range(count):
            taken += 1
            yield Article(f"a{number}", f"{text}{number}")

    with ExtractionCache("now") as cache, Alone("model", cache, jobs=jobs, only_meetings=True) as hands:
        for _ in hands.read(articles()):
            yield taken


def test_many_short_articles_are_worth_several_processes() -> None:
    with pytest.raises(StartedError):
        list(read(2_000))


@pytest.mark.parametrize(("count", "jobs"), [(100, 2), (2_000, 1)])
def test_few_articles_or_one_job_start_none(count: int, jobs: int) -> None:
    assert len(list(read(count, jobs))) == count


def test_what_was_read_before_is_passed_on_at_once() -> None:
    list(read(3_000, jobs=1))
    assert next(read(3_000)) <= 6 * MAX_ARTICLES
    ahead = [taken - number for number, taken in enumerate(read(3_000))]
    assert len(ahead) == 3_000
    assert max(ahead) <= 6 * MAX_ARTICLES


def test_a_new_article_among_many_known_ones_holds_few_of_them_up() -> None:
    list(read(3_000, jobs=1, text="old "))
    with ExtractionCache("now") as cache, Alone("model", cache, jobs=2, only_meetings=True) as hands:
        taken = 0

        def articles() -> Iterator[Article]:
            nonlocal taken
            yield Article("new", "new")
            for number in range(3_000):
                taken += 1
                yield Article(f"a{number}", f"old {number}")

        next(iter(hands.read(articles())))
        assert taken <= (LOOK_AHEAD + 2) * MAX_ARTICLES
