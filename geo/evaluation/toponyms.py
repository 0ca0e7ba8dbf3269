"""Against gold that has every place name of an article: recognised, put at its place, read in its sense."""

from __future__ import annotations

from statistics import fmean, median
from typing import TYPE_CHECKING

from geo.evaluation.spots import one_to_one, point
from geo.evaluation.tally import Amount, Score, Tally, f1
from geo.geodesics import kilometres
from geo.model import ReadingKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.evaluation.gold import GoldToponym, ToponymArticle
    from geo.evaluation.tally import Metric
    from geo.model import Toponym

NEAR_KM = 25.0
FAR_KM = 161.0  # 100 miles, the usual limit in work on geoparsing
OVERALL = "overall"
READINGS = {"literal": ReadingKind.PLACE, "metonymic": ReadingKind.GOVERNMENT, "demonym": ReadingKind.DEMONYM}
"""Readings of the gold, and those of Parley that mean the same."""


def score(gold: Sequence[ToponymArticle], toponyms: Mapping[str, Sequence[Toponym]]) -> Score:
    """Score the toponyms read, by article id."""
    tally = Tally()
    for article in gold:
        _score_article(tally, article, sorted(toponyms.get(article.id, ()), key=lambda t: (t.start, t.end)))
    used = {toponym.reading for article in gold for toponym in article.toponyms}
    groups = [OVERALL, *(name for name in READINGS if name in used)]
    sections = {group: _metrics(tally, group, with_readings=len(groups) > 1) for group in groups}
    return Score("toponyms", sections, tuple(tally.findings))


def shared(start: int, end: int, read: Toponym) -> int:
    """Return how many characters a mention of the gold and one that was read have in common."""
    return max(0, min(end, read.end) - max(start, read.start))


def _score_article(tally: Tally, article: ToponymArticle, read: list[Toponym]) -> None:
    """Pair mentions one to one, same spans first, then the longest overlap; count and note the errors."""
    exact = {(i, j): _exact(one, other) for i, one in enumerate(article.toponyms) for j, other in enumerate(read)}
    pairs = dict(
        one_to_one(
            ((not same, -shared(article.toponyms[i].start, article.toponyms[i].end, read[j])), i, j)
            for (i, j), same in exact.items()
            if shared(article.toponyms[i].start, article.toponyms[i].end, read[j])
        )
    )
    for i, one in enumerate(article.toponyms):
        found = read[pairs[i]] if i in pairs else None
        same = i in pairs and exact[i, pairs[i]]
        for group in filter(None, (OVERALL, one.reading)):
            _score_mention(tally, group, one, found, exact=same)
        _note(tally, article.id, one, found)
    tally.add("exact precision", sum(exact[pair] for pair in pairs.items()), len(read))
    tally.add("overlap precision", len(pairs), len(read))
    for j in sorted(set(range(len(read))) - set(pairs.values())):
        tally.note(article.id, f"not in gold: {read[j].text}", at=(read[j].start, read[j].end))


def _exact(one: GoldToponym, other: Toponym) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _score_mention(tally: Tally, group: str, gold: GoldToponym, read: Toponym | None, *, exact: bool) -> None:
    tally.judge(f"{group} exact", exact)
    tally.judge(f"{group} overlap", read is not None)
    if read is not None and gold.reading is not None:
        tally.judge(f"{group} reading", read.reading is READINGS.get(gold.reading))
    if point(gold.lat, gold.lon) is None:
        return
    apart = _apart(gold, read)
    tally.judge(f"{group} 25", apart is not None and apart <= NEAR_KM)
    right = tally.judge(f"{group} 161", apart is not None and apart <= FAR_KM)
    if read is None:
        return
    tally.judge(f"{group} accuracy", right)
    if apart is not None:
        tally.values.setdefault(group, []).append(apart)
    if gold.geonameid is not None:
        tally.judge(f"{group} id", read.place is not None and read.place.geonameid == gold.geonameid)


def _note(tally: Tally, article: str, gold: GoldToponym, read: Toponym | None) -> None:
    """Keep an error where a mention was missed, has no coordinates, or lies somewhere else."""
    at = (gold.start, gold.end)
    apart = _apart(gold, read)
    if read is None:
        tally.note(article, f"missed: {gold.text}", at=at)
    elif point(gold.lat, gold.lon) is not None and apart is None:
        tally.note(article, f"no coordinates: {gold.text}", at=at)
    elif apart is not None and apart > FAR_KM and read.place is not None:
        tally.note(article, f"wrong place: {gold.text}, {apart:.0f} km off, in {read.place.country}", at=at)


def _apart(gold: GoldToponym, read: Toponym | None) -> float | None:
    told = point(gold.lat, gold.lon)
    if told is None or read is None or read.place is None:
        return None
    return kilometres(told, (read.place.lat, read.place.lon))


def _metrics(tally: Tally, group: str, *, with_readings: bool) -> dict[str, Metric]:
    """Return the metrics of a group; precision is known of all together only."""
    metrics: dict[str, Metric] = {
        "gold_mentions": Amount(tally.rate(f"{group} exact").of, tally.rate(f"{group} exact").of)
    }
    for kind in ("exact", "overlap"):
        recall, precision = tally.rate(f"{group} {kind}"), tally.rate(f"{kind} precision")
        if group == OVERALL:
            metrics[f"{kind}_precision"] = precision
        metrics[f"{kind}_recall"] = recall
        if group == OVERALL:
            metrics[f"{kind}_f1"] = f1(precision, recall)
    values = tally.values.get(group, [])
    metrics["recall_161km"] = tally.rate(f"{group} 161")
    metrics["recall_25km"] = tally.rate(f"{group} 25")
    metrics["accuracy_161km_recognised"] = tally.rate(f"{group} accuracy")
    metrics["median_km"] = Amount(median(values) if values else None, len(values))
    metrics["mean_km"] = Amount(fmean(values) if values else None, len(values))
    metrics["geonameid_rate"] = tally.rate(f"{group} id")
    if with_readings:
        metrics["reading_accuracy"] = tally.rate(f"{group} reading")
    return metrics
