"""How fast names are looked up: ``python -m tests.bench.lookups``; exit code 1 where a floor is not reached.

A bare query on the same SQLite file, in the same run, is the measure for what the machine can do.
"""

# ruff: noqa: S603, T201 - starts the program under test, and prints figures
from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from typing import TYPE_CHECKING

from geo.answers import MIGRATIONS, STORE, cache_key
from geo.cache import FOLDER_VARIABLE, open_store
from geo.gazetteer import CITIES, Gazetteer, open_gazetteer
from geo.gazetteer_file import open_compiled
from geo.lookup import embedded
from geo.placenames import normalise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = 4_000
RUNS = 5
LEAST_A_SECOND = 50_000
TIMES_BARE = 2.0
OPENING_MS = 20.0
MEMORY_MB = 40.0
SLOWEST_MS = 20.0
RANDOM = 10_000
MEASURE = """
import sys
sys.argv = ["parley", "geocode", "Astana", "Geneva", "Damascus", "Moscow", "Moscow, Idaho", "No such place"]
from maps.cli import app
try:
    app()
except SystemExit:
    status = open("/proc/self/status").read()  # getrusage would count what the parent had before this began
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024, file=sys.stderr)
"""


def main() -> int:
    """Measure, print each figure next to its floor, and return the exit code."""
    gazetteer = open_gazetteer()
    names = [
        row[0] for row in _rows(gazetteer.file, "SELECT name FROM place ORDER BY population DESC LIMIT ?", NAMES)
    ]
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER_VARIABLE] = folder
        figures = [*_opening(gazetteer.file), *_gazetteer(gazetteer.file, names), *_answers(gazetteer, names)]
    del os.environ[FOLDER_VARIABLE]
    figures += [_memory(), _hostile(gazetteer)]
    for what, figure, bound, reached in figures:
        print(f"{'ok  ' if reached else 'LESS'} {what}: {figure:,.1f} ({bound})")
    return 0 if all(reached for *_, reached in figures) else 1


def _opening(file: Path) -> list[tuple[str, float, str, bool]]:
    def opened() -> None:
        with closing(open_compiled(file)) as store:
            Gazetteer(store).contains("geneva")

    milliseconds = statistics.median(_seconds(opened) for _ in range(RUNS)) * 1000
    return [("opening the gazetteer, ms", milliseconds, f"under {OPENING_MS:.0f}", milliseconds < OPENING_MS)]


def _gazetteer(file: Path, names: list[str]) -> list[tuple[str, float, str, bool]]:
    """Measure names asked for the first time, and again, against the bare query."""
    store = open_compiled(file)
    keys = [normalise(name) for name in names]
    bare = _rate(lambda: [store.execute(CITIES, (key, 10)).fetchall() for key in keys], len(keys))
    gazetteer = Gazetteer(store)
    first = len(names) / _seconds(lambda: [gazetteer.candidates(name) for name in names])
    again = _rate(lambda: [gazetteer.candidates(name) for name in names], len(names))
    store.close()
    return [
        ("bare SQLite query of the gazetteer, a second", bare, "the measure", True),
        ("names looked up for the first time, a second", first, "for comparison", True),
        _cached("names looked up again, a second", again, bare),
    ]


def _answers(gazetteer: Gazetteer, names: list[str]) -> list[tuple[str, float, str, bool]]:
    """Measure kept answers, from the file and in a process that had them before, against the bare query."""
    writer = embedded(gazetteer)
    for name in names:
        writer.find(name, exactly_one=True)
    store = open_store(STORE, MIGRATIONS)
    keys = [cache_key(writer.provider, name, exactly_one=True) for name in names]
    sql = "SELECT stored, found FROM answer WHERE key = ?"
    bare = _rate(lambda: [store.execute(sql, (key,)).fetchone() for key in keys], len(keys))
    fresh = []
    for _ in range(RUNS):
        reader = embedded(gazetteer)
        fresh.append(len(names) / _seconds(lambda: [reader.find(name, exactly_one=True) for name in names]))  # noqa: B023
    again = _rate(lambda: [writer.find(name, exactly_one=True) for name in names], len(names))
    store.close()
    return [
        ("bare SQLite query of the cache, a second", bare, "the measure", True),
        ("answers out of the file, a second", max(fresh), "for comparison", True),
        _cached("answers given before, a second", again, bare),
    ]


def _memory() -> tuple[str, float, str, bool]:
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    megabytes = float(done.stderr.strip().splitlines()[-1])
    return "memory of parley geocode, MB", megabytes, f"under {MEMORY_MB:.0f}", megabytes < MEMORY_MB


def _hostile(gazetteer: Gazetteer) -> tuple[str, float, str, bool]:
    """Measure the slowest of random strings, and of strings of 100,000 characters."""
    draw = random.Random(5)
    strings = ["".join(chr(draw.randrange(0x11_0000)) for _ in range(draw.randrange(60))) for _ in range(RANDOM)]
    strings += [part * (100_000 // len(part)) for part in ("a", "St. ", ", ", "'", "\N{DOVE OF PEACE}", "e\u0301")]
    slowest = max(_seconds(lambda: gazetteer.search(text)) for text in strings) * 1000  # noqa: B023
    return "slowest hostile name, ms", slowest, f"under {SLOWEST_MS:.0f}", slowest < SLOWEST_MS


def _cached(what: str, rate: float, bare: float) -> tuple[str, float, str, bool]:
    least = max(LEAST_A_SECOND, bare / TIMES_BARE)
    return what, rate, f"at least {least:,.0f}: {LEAST_A_SECOND:,}, and half the bare query's", rate >= least


def _rate(work: Callable[[], object], count: int) -> float:
    return count / min(_seconds(work) for _ in range(RUNS))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _rows(file: Path, sql: str, *values: object) -> list[tuple[str]]:
    with closing(open_compiled(file)) as store:
        return store.execute(sql, values).fetchall()


if __name__ == "__main__":
    sys.exit(main())
