"""How well articles are read: what the reader found held against gold, by the metrics of the evaluation kit.

>>> from geo.evaluation import evaluate
>>> from geo.evaluation.gold import parse_gold
>>> gold = parse_gold('{"id": "a", "meetings": [], "metonyms": ["Moscow"], "other_places": []}', "gold.jsonl:1")
>>> evaluate([gold], []).metrics["no_meeting_no_venue"]
Rate(hits=1, of=1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.evaluation.gold import CompleteArticle, PartialArticle, Target, ToponymArticle
from geo.evaluation.tally import Amount, Finding, Rate, Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.evaluation.gold import Gold
    from geo.model import Extraction

__all__ = ["Amount", "Finding", "Rate", "Score", "evaluate"]


def evaluate(gold: Sequence[Gold], extractions: Iterable[Extraction]) -> Score:
    """Hold what was read against ``gold``, by article ids; articles that the gold lacks count for nothing.

    All gold is of one form: complete (every meeting of an article), partial (one of them), every place name, or
    what single place names mean.
    """
    from geo.evaluation import complete, partial, senses, toponyms

    read = {extraction.article.id: extraction for extraction in extractions}
    names = {name: extraction.toponyms for name, extraction in read.items()}
    meetings = {name: extraction.meetings for name, extraction in read.items()}
    if whole := [one for one in gold if isinstance(one, CompleteArticle)]:
        return complete.score(whole, meetings)
    if places := [one for one in gold if isinstance(one, ToponymArticle)]:
        return toponyms.score(places, names)
    if targets := [one for one in gold if isinstance(one, Target)]:
        return senses.score(targets, names)
    return partial.score([one for one in gold if isinstance(one, PartialArticle)], meetings)
