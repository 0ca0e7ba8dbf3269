"""How fast articles are read, beside the bare spaCy pipeline with the same components on the same texts.

Run it on the evaluation texts; seconds are of processor time, so that a busy machine does not count::

    python -m tests.bench.reading [corpus ...]
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from geo.articles import load
from geo.language import load_model
from geo.reader import Reader
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.model import Article

CORPORA = ("articles_dev", "mend_dev", "geowebnews")
RUNS = 3


def measure(articles: list[Article]) -> tuple[float, float, float, int]:
    """Give the best of some runs: seconds bare, all, meetings only; and how many are passed over."""
    nlp = load_model()
    whole, meetings = Reader(), Reader(only_meetings=True)
    from geo.traces import has_trace

    texts = [a.text for a in articles]
    return (
        _best(lambda: nlp.pipe(texts, batch_size=64)),
        _best(lambda: whole.read(articles)),
        _best(lambda: meetings.read(articles)),
        sum(not has_trace(a) for a in articles),
    )


def _best(run: Callable[[], Iterable[object]]) -> float:
    seconds = []
    for _ in range(RUNS):
        begun = time.process_time()
        for _ in run():
            pass
        seconds.append(time.process_time() - begun)
    return min(seconds)


def main(names: list[str]) -> None:
    """Print the table."""
    print(f"{'corpus':<14}{'bare':>8}{'all':>8}{'ratio':>8}{'meetings':>10}{'ratio':>8}{'passed over':>13}")  # noqa: T201
    for name in names or CORPORA:
        articles = list(load([SHARED / "eval" / "corpora" / f"{name}.jsonl"]).articles)
        bare, everything, meetings, passed = measure(articles)
        print(  # noqa: T201
            f"{name:<14}{bare:>7.2f}s{everything:>7.2f}s{bare / everything:>8.2f}"
            f"{meetings:>9.2f}s{bare / meetings:>8.2f}{passed:>7} of {len(articles)}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
