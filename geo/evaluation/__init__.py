"""How well articles are read: what the reader found held against gold, by the metrics of the evaluation kit.

>>> from geo.evaluation import evaluate
>>> from geo.evaluation.gold import parse_gold
>>> gold = parse_gold('{"id": "a", "meetings": [], "metonyms": ["Moscow"], "other_places": []}', "gold.jsonl:1")
>>> evaluate([gold], []).metrics["no_meeting_no_venue"]
Rate(hits=1, of=1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.evaluation.gold import CompleteArticle, PartialArticle
from geo.evaluation.tally import Amount, Finding, Rate, Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.evaluation.gold import Gold
    from geo.model import Extraction

__all__ = ["Amount", "Finding", "Rate", "Score", "evaluate"]


def evaluate(gold: Sequence[Gold], extractions: Iterable[Extraction]) -> Score:
    """Hold what was read against ``gold``, by article ids; articles that the gold lacks count for nothing.

    All gold is of one form: complete (every meeting of an article) or partial (one of them).
    """
    from geo.evaluation import complete, partial

    meetings = {extraction.article.id: extraction.meetings for extraction in extractions}
    whole = [article for article in gold if isinstance(article, CompleteArticle)]
    if whole:
        return complete.score(whole, meetings)
    return partial.score([article for article in gold if isinstance(article, PartialArticle)], meetings)
