"""An archive by size: what an article costs, what a worker needs, what the scheduler takes; and a map of much.

    python -m tests.bench.scale read 2000 20000     # so many short articles, on two workers
    python -m tests.bench.scale build 100000        # so many meetings, from Parquet to the map

Seconds are of processor time, so that a busy machine counts little; the clock's are told besides. The articles are
some 250 characters long, one in four out of ``tests/quality``, each with words that stand in no other.
"""

# ruff: noqa: S603, T201 - a program is started on purpose, and this command prints
from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from geo.bulk.crews import DaskCrew
from geo.bulk.partitions import partitions as partitions_in
from geo.bulk.run import extract_into
from tests.bench.scale_data import articles, partitions
from tests.bulk.clusters import Cluster
from tests.bulk.corpora import Heard

if TYPE_CHECKING:
    from geo.bulk.partitions import Facts

WORKERS = 2
SIZE = 500  # articles of a piece: enough pieces to see a trend
MILLION, CORES = 1_000_000, 64


def read(counts: list[int]) -> None:
    """Extract archives of these sizes on a cluster of two workers and print the figures side by side."""
    heads = f"{'articles':>9}{'ms each':>9}{'first half':>12}{'second':>9}{'MB at first':>14}{'half way':>10}"
    print(f"{heads}{'at end':>8}{'scheduler':>11}{'client':>8}{'clock s':>9}")
    costs = []
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            costs.append(_measure(Path(name), count))
    hours = MILLION * costs[-1] / CORES / 3600
    print(f"flat: {costs[-1] / costs[0]:.2f} of the cost at {counts[0]:,}")
    print(f"estimate: {MILLION:,} articles on {CORES} such cores: {hours:.2f} h and the loading of the model")


def _measure(folder: Path, count: int) -> float:
    """Print the row of one size and return the seconds that an article costs a worker."""
    corpus = folder / "news.jsonl"
    corpus.write_text("".join(articles(count)), encoding="utf-8")
    began = time.monotonic()
    (folder / "cluster").mkdir()
    with Cluster(folder / "cluster", WORKERS) as cluster, DaskCrew(cluster.address) as crew:
        program = psutil.Process(cluster.scheduler.pid)
        mine, before = time.process_time(), sum(program.cpu_times()[:2])  # without its own start
        tally = extract_into([str(corpus)], folder / "out", crew, Heard(), size=SIZE)
        client = time.process_time() - mine
        scheduler = sum(program.cpu_times()[:2]) - before
    clock = time.monotonic() - began
    facts = sorted((partition.facts() for partition in partitions_in(folder / "out")), key=lambda one: one.number)
    worked = sum(one.seconds for one in facts)
    if (tally.articles, tally.failed) != (count, 0):
        raise AssertionError(tally)
    half = len(facts) // 2
    print(
        f"{count:>9,}{1000 * worked / count:>9.2f}{_cost(facts[:half]):>12.2f}{_cost(facts[half:]):>9.2f}"
        f"{_megabytes(facts[: 2 * WORKERS]):>14.0f}{_megabytes(facts[half - WORKERS : half + WORKERS]):>10.0f}"
        f"{_megabytes(facts[-2 * WORKERS :]):>8.0f}"
        f"{scheduler / worked:>10.1%}{client / worked:>8.1%}{clock:>9.0f}",
        flush=True,
    )
    return worked / count


def _cost(facts: list[Facts]) -> float:
    """Return the milliseconds that an article costs."""
    return 1000 * sum(one.seconds for one in facts) / sum(one.articles for one in facts)


def _megabytes(facts: list[Facts]) -> float:
    return statistics.mean(one.megabytes for one in facts)


def build(count: int) -> None:
    """Write partitions with so many meetings, and print what the map of them costs."""
    with tempfile.TemporaryDirectory() as name:
        folder, page = Path(name, "extracted"), Path(name, "map.html")
        folder.mkdir()
        made = partitions(folder, count)
        size = sum(file.stat().st_size for file in folder.glob("*/*")) / 1e6
        command = [sys.executable, "-m", "maps.cli", "build", str(folder), "-o", str(page)]
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        told = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        clock = time.monotonic() - began
        print(told, end="")
        print(
            f"{made:,} accounts of meetings, {size:.0f} MB of Parquet: {clock:.1f} s by the clock, "
            f"{used.ru_utime + used.ru_stime:.1f} s of processor time, {used.ru_maxrss / 1e3:.0f} MB, "
            f"page {page.stat().st_size / 1e6:.1f} MB, exit code {os.waitstatus_to_exitcode(status)}"
        )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description="Measure an archive's reading, or a map's building.")
    parser.add_argument("what", choices=("read", "build"))
    parser.add_argument("counts", type=int, nargs="+")
    arguments = parser.parse_args()
    if arguments.what == "read":
        read(arguments.counts)
    else:
        for count in arguments.counts:
            build(count)


if __name__ == "__main__":
    main()
