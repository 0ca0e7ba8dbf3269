"""How fast articles are read, beside the bare spaCy pipeline, as it is shipped, on the same texts.

Run it on the evaluation texts; seconds are of processor time, so that a busy machine does not count::

    python -m tests.bench.reading [corpus ...]
"""

from __future__ import annotations

import sys
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from geo.articles import load
from geo.language import DEFAULT_MODEL
from geo.reader import Reader
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.model import Article

CORPORA = ("articles_dev", "mend_dev", "geowebnews")
RUNS = 7


class Measured(NamedTuple):
    """Seconds at best, and how many times the bare pipeline's speed: the median of runs side by side."""

    bare: float
    everything: float
    meetings: float
    speed: float
    speed_of_meetings: float
    passed_over: int


def measure(articles: list[Article]) -> Measured:
    """Read all, and for meetings only, beside the bare pipeline."""
    import spacy

    nlp = spacy.load(DEFAULT_MODEL)
    whole, meetings = Reader(), Reader(only_meetings=True)
    from geo.traces import has_trace

    texts = [a.text for a in articles]
    runs = (
        lambda: nlp.pipe(texts, batch_size=64),
        lambda: whole.read(articles),
        lambda: meetings.read(articles),
    )
    # in turns, so that a machine that is slower for a while is so for all three
    seconds = [[_seconds(run) for run in runs] for _ in range(RUNS)]
    bare, everything, only = (min(column) for column in zip(*seconds, strict=True))
    speeds = [[alone / one for one in more] for alone, *more in seconds]
    whole_speed, meetings_speed = (median(column) for column in zip(*speeds, strict=True))
    return Measured(bare, everything, only, whole_speed, meetings_speed, sum(not has_trace(a) for a in articles))


def _seconds(run: Callable[[], Iterable[object]]) -> float:
    begun = time.process_time()
    for _ in run():
        pass
    return time.process_time() - begun


def main(names: list[str]) -> None:
    """Print the table."""
    print(f"{'corpus':<14}{'bare':>8}{'all':>8}{'ratio':>8}{'meetings':>10}{'ratio':>8}{'passed over':>13}")  # noqa: T201
    for name in names or CORPORA:
        articles = list(load([SHARED / "eval" / "corpora" / f"{name}.jsonl"]).articles)
        found = measure(articles)
        print(  # noqa: T201
            f"{name:<14}{found.bare:>7.2f}s{found.everything:>7.2f}s{found.speed:>8.2f}"
            f"{found.meetings:>9.2f}s{found.speed_of_meetings:>8.2f}{found.passed_over:>7} of {len(articles)}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
