"""Against gold that says of single place names whether they mean the place or something else (metonymy)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.evaluation.tally import Score, Tally, f1
from geo.evaluation.toponyms import shared
from geo.model import ReadingKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.evaluation.gold import Target
    from geo.evaluation.tally import Metric
    from geo.model import Toponym

LITERAL, METONYMIC = "literal", "metonymic"


def score(gold: Sequence[Target], toponyms: Mapping[str, Sequence[Toponym]]) -> Score:
    """Score the readings of toponyms, by article id; a target that is not recognised is wrong."""
    tally = Tally()
    for target in gold:
        read = _mention(target, toponyms.get(target.id, ()))
        label = None if read is None else LITERAL if read.reading is ReadingKind.PLACE else METONYMIC
        tally.judge("recognised", read is not None)
        right = tally.judge("accuracy", label == target.label)
        tally.judge(f"{target.label} recall", right)
        if label is not None:
            tally.judge("accuracy recognised", right)
            tally.judge(f"{label} precision", right)
        if not right:
            told = f"{target.text}: {label or 'not recognised'}, gold {target.label}"
            tally.note(target.id, told, at=(target.start, target.end))
    return Score("metonymy", {"all": _metrics(tally)}, tuple(tally.findings))


def _mention(target: Target, read: Sequence[Toponym]) -> Toponym | None:
    """Return the mention that shares most characters with the target, the shortest of several."""
    found = [toponym for toponym in read if shared(target.start, target.end, toponym)]
    return max(found, key=lambda t: (shared(target.start, target.end, t), t.start - t.end), default=None)


def _metrics(tally: Tally) -> dict[str, Metric]:
    metrics: dict[str, Metric] = {
        "accuracy": tally.rate("accuracy"),
        "recognised": tally.rate("recognised"),
        "accuracy_recognised": tally.rate("accuracy recognised"),
    }
    for label in (LITERAL, METONYMIC):
        precision, recall = tally.rate(f"{label} precision"), tally.rate(f"{label} recall")
        metrics[f"{label}_precision"], metrics[f"{label}_recall"] = precision, recall
        metrics[f"{label}_f1"] = f1(precision, recall)
    return metrics
