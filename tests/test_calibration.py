"""Whether a confidence means something: how often venues and states are right, by confidence.

    python -m tests.test_calibration     print the table

Right is a venue within 50 km of one in the article's gold (or in its country, where the gold tells no more), and a
state that the gold has at such a venue. Counted are our own articles, and the kit's where it is here.
"""

# ruff: noqa: T201 - the command prints
from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from geopy.distance import great_circle

from geo.model import ActorType
from tests.test_quality import OWN, SHARED, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.model import Meeting, Place

NEAR_KM = 50
SURE = 0.8
Judged = tuple[str, float, bool]  # venue or participation, confidence, right


def sources() -> list[tuple[Path, Path]]:
    """The corpora with a complete gold."""
    pairs = [(OWN / "corpus.jsonl", OWN / "gold.jsonl")]
    kit = SHARED / "eval"
    return pairs + (
        [(kit / "corpora/articles_dev.jsonl", kit / "gold/articles_dev.jsonl")] if kit.is_dir() else []
    )


def judged() -> Iterator[Judged]:
    """Every venue and every state's participation that is read, with its confidence and whether it is right."""
    for corpus, gold_file in sources():
        rows = (json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines())
        gold = {row["id"]: row["meetings"] for row in rows}
        for extraction in told(corpus):
            for meeting in extraction.meetings:
                if meeting.venue is not None:
                    yield from judge(meeting, meeting.venue, gold[extraction.article.id])


def judge(meeting: Meeting, venue: Place, gold: list[dict[str, Any]]) -> Iterator[Judged]:
    """Judge one meeting; the states only where its venue is right."""
    there = [row for row in gold if row["venue"] and fits(venue, row)]
    yield "venue", meeting.confidence, bool(there)
    actors = {actor["actor"] for row in there for actor in row["actors"]}
    for part in meeting.participations:
        if there and part.actor.type is ActorType.STATE:
            yield "participation", part.confidence, part.actor.id in actors


def fits(venue: Place, row: dict[str, Any]) -> bool:
    """Whether a venue is the one of a gold meeting."""
    if row["venue_kind"] in {"country", "region"} and venue.country == row["country"]:
        return True
    return row["lat"] is not None and great_circle((venue.lat, venue.lon), (row["lat"], row["lon"])).km <= NEAR_KM


def table(found: list[Judged]) -> Iterator[str]:
    """The calibration table: kind, confidence from, how many, share of them right."""
    bins: Counter[tuple[str, int]] = Counter((kind, int(sure * 10 + 1e-9)) for kind, sure, _ in found)
    right = Counter((kind, int(sure * 10 + 1e-9)) for kind, sure, good in found if good)
    for (kind, tenth), number in sorted(bins.items()):
        yield f"{kind:14} {tenth / 10:.1f}  {number:5}  {right[kind, tenth] / number:.2f}"


def test_what_is_sure_is_right_more_than_nine_times_in_ten() -> None:
    found = list(judged())
    for kind in ("venue", "participation"):
        sure = [good for what, confidence, good in found if what == kind and confidence > SURE]
        assert sum(sure) > 0.9 * len(sure), "\n".join(table(found))


if __name__ == "__main__":
    print("\n".join(table(list(judged()))))
    sys.exit(0)
