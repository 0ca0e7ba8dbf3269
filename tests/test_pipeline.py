"""From paths to an atlas: order, bad articles, counts."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from geo.errors import CacheError
from geo.gazetteer import open_gazetteer
from geo.pipeline import Counts, count, extract, make_atlas
from tests.builders import FirstWordReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geo.articles import Problem
    from geo.model import Article, Extraction


def folder_of(path: Path, texts: Iterable[str]) -> Path:
    for number, text in enumerate(texts):
        (path / f"a{number:04}.txt").write_text(text, encoding="utf-8")
    return path


def test_articles_keep_their_order(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ["some text"] * (40))
    ids = [one.article.id for one in extract([folder], print, reader=FirstWordReader())]
    assert ids == [f"a{number:04}" for number in range(40)]


def test_an_article_on_which_the_reader_fails_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    problems: list[Problem] = []
    folder = folder_of(tmp_path, ["one", "fail here", "two", "fail again", "three"])
    read = list(extract([folder], problems.append, reader=FirstWordReader()))
    assert [one.article.id for one in read] == ["a0000", "a0002", "a0004"]
    assert [problem.note for problem in problems] == [False, False]
    assert "a0001.txt" in str(problems[0])
    assert "ValueError: no head no tail" in str(problems[0])


def test_a_reader_that_holds_several_articles_when_it_breaks_loses_none(tmp_path: Path) -> None:
    class InPairs(FirstWordReader):
        def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
            remaining = iter(articles)
            while pair := list(islice(remaining, 2)):
                yield from list(super().read(pair))

    problems: list[Problem] = []
    folder = folder_of(tmp_path, ["one", "two", "three", "fail here", "five"])
    read = list(extract([folder], problems.append, reader=InPairs()))
    assert [one.article.text for one in read] == ["one", "two", "three", "five"]
    assert len(problems) == 1


def test_another_language_is_a_note(tmp_path: Path) -> None:
    problems: list[Problem] = []
    folder = folder_of(tmp_path, ["hola mundo"])
    (read,) = extract([folder], problems.append, reader=FirstWordReader())
    assert read.skipped == "is not English"
    assert [problem.note for problem in problems] == [True]


def test_a_reader_that_cannot_be_had_is_nobodys_fault(tmp_path: Path) -> None:
    class NoModel:
        def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:  # noqa: ARG002 - the protocol's
            raise CacheError("no model")

    with pytest.raises(CacheError):
        list(extract([folder_of(tmp_path, ["text"])], print, reader=NoModel()))


def test_what_cannot_be_loaded_is_reported_and_asks_no_reader(tmp_path: Path) -> None:
    problems: list[Problem] = []
    reader = FirstWordReader()
    assert list(extract([folder_of(tmp_path, ["", "  "])], problems.append, reader=reader)) == []
    assert len(problems) == 2
    assert reader.asked == []


def test_the_atlas_and_its_counts(tmp_path: Path) -> None:
    problems: list[Problem] = []
    folder = folder_of(tmp_path, ["talks one", "talks two", "Nowhere", "hola", "fail", ""])
    gazetteer = open_gazetteer(progress=False)
    atlas = make_atlas([folder], problems.append, reader=FirstWordReader(), gazetteer=gazetteer)
    assert count(atlas) == Counts(articles=4, meetings=1, venues=1, states=2, unresolved=4, skipped=1)
    assert sorted(atlas.seats) == ["RUS", "TUR"]
    assert atlas == make_atlas([folder], problems.append, reader=FirstWordReader(), gazetteer=gazetteer)
