"""Which articles are passed over before the parse: none that tells of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.articles import load
from geo.model import Article
from geo.reader import Reader
from geo.traces import has_trace

if TYPE_CHECKING:
    from pathlib import Path

TRACES = [
    "The foreign ministers of Chile and Peru met in Lima on Monday.",
    "Peace talks opened in Geneva on Monday.",
    "Chile and Peru signed a treaty in Lima.",
    "The leadership of the Polisario Front will travel to Algiers.",
    "A truce proposed by Egyptian, Qatari and US negotiators in Paris was refused.",
    "He spoke of his visits to Moscow and Tehran.",
    "Oman hosted delegations of Iran and Norway.",
    "The Peace and Security Council (PSC) ended its work. The PSC visited Lusaka on Monday.",
    "Lavrov is in Oslo.",
    "Germany and France are no enemies. For months officials of both had met in secret.",
]

NO_TRACES = [
    "The mayor of Springfield opened a bridge. The council will pay for it.",
    "The United States won three medals. The swimmers flew home.",
    "Rain fell on Lima and Quito all day; two roads were closed.",
    "Trump has embraced the show. It was liked in Peru too.",
    "Germany and Chile differ. A British footballer was accepted to Ohio State.",
    "A court in Paris sentenced the man to nine years.",
    "",
]


@pytest.mark.parametrize("text", TRACES)
def test_a_trace_is_seen(text: str) -> None:
    assert has_trace(Article("a", text))


@pytest.mark.parametrize("text", NO_TRACES)
def test_an_article_without_a_trace_is_passed_over(text: str) -> None:
    assert not has_trace(Article("a", text))


def test_what_is_passed_over_has_no_meeting_either_when_it_is_read_whole(project: Path) -> None:
    articles = [Article(str(n), text) for n, text in enumerate(NO_TRACES)]
    articles += load([project / "tests" / "quality" / "corpus.jsonl"]).articles[:20]
    whole = [e.meetings for e in Reader().read(articles)]
    quick = [e.meetings for e in Reader(only_meetings=True).read(articles)]
    assert quick == whole
    assert whole[: len(NO_TRACES)] == [()] * len(NO_TRACES)
    assert any(whole)


def test_short_articles_read_together_give_what_they_give_alone(project: Path) -> None:
    articles = load([project / "tests" / "quality" / "corpus.jsonl"]).articles[:12]
    together = list(Reader().read(articles))
    assert together == [e for a in articles for e in Reader().read([a])]
