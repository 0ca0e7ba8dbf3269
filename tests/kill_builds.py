"""Kill builds and adds at random moments, again and again: nothing that was there is lost, and the next one works.

    python -m tests.kill_builds 200          # so many kills
    python -m tests.kill_builds 200 --seed 7

Most are killed by SIGKILL, the others asked to end by SIGTERM or Ctrl-C; at any moment from the start of the
program to a little after its usual end. After each, the map is one of the two whole ones, every article in the
folder is whole and there once, every cache file passes SQLite's check of its integrity, and nothing half-
written is left under a name that counts. Some builds start without what was read before, some without any
cache.
"""

# ruff: noqa: S603, T201 - the program under test is started on purpose, and this command prints
from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT / "seeds"
PARLEY = (sys.executable, "-m", "maps.cli")
TITLES = ("One", "Other")
BEYOND = 1.1  # the last moment for a kill, as a share of a whole run
LIMIT = 600.0  # seconds
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGKILL)
KINDS = (*["build"] * 12, *["unread"] * 5, "cold", *["add"] * 12)
ARTICLES = 10
EACH = 20  # after so many kills all is run to its end
PAGE = """<html lang="en"><head><meta property="article:published_time" content="2020-02-{day:02}">
<title>Talks, part {day}</title></head><body><article>{text}</article></body></html>"""


class BrokenError(AssertionError):
    """A kill did harm."""


class Killer:
    """Builds and adds ``count`` articles in ``folder`` over and over, and kills most of it."""

    def __init__(self, folder: Path, seed: int, count: int = ARTICLES) -> None:
        self.folder, self.seeds, self.count = folder, folder / "seeds", count
        self.out, self.cache = folder / "map.html", folder / "cache"
        self.pages, self.shelf = folder / "pages", folder / "shelf"
        self.random = random.Random(seed)
        self.environment = {**os.environ, "PARLEY_CACHE_DIR": str(self.cache), "PYTHONPATH": str(PROJECT)}
        self.usual: dict[str, float] = {}
        self.maps: list[bytes] = []
        self.write()
        self.learn()

    def write(self) -> None:
        """Write the articles that are built, and the pages that are added."""
        self.seeds.mkdir()
        for file in sorted(SEEDS.glob("*.md"))[: self.count]:
            shutil.copy(file, self.seeds)
        self.pages.mkdir()
        for day, file in enumerate(sorted(SEEDS.glob("*.md"))[: self.count], start=1):
            body = file.read_text(encoding="utf-8").split("\n---\n", 1)[1]
            text = "".join(f"<p>{line}</p>" for line in body.splitlines() if line)
            (self.pages / f"{day}.html").write_text(PAGE.format(day=day, text=text), encoding="utf-8")

    def learn(self) -> None:
        """Run each kind once to its end: how long it takes, and what it writes."""
        self.usual["cold"] = self.run("build", TITLES[0])
        self.maps.append(self.out.read_bytes())
        self.forget()
        self.usual["unread"] = self.run("build", TITLES[1])
        self.maps.append(self.out.read_bytes())
        self.usual["build"] = self.run("build", TITLES[0])
        self.usual["add"] = self.run("add")
        self.articles = {path.name: path.read_bytes() for path in self.shelf.iterdir()}
        if len(self.articles) != self.count or self.out.read_bytes() != self.maps[0]:
            raise BrokenError("what is written differs from one run to the next")

    def command(self, kind: str, title: str) -> list[str]:
        """Give the command of a kind."""
        if kind == "add":
            return [*PARLEY, "add", str(self.pages), "--to", str(self.shelf)]
        return [*PARLEY, "build", str(self.seeds), "-o", str(self.out), "--title", title]

    def run(self, kind: str, title: str = TITLES[0]) -> float:
        """Run a command to its end and return its seconds; raise BrokenError where it fails."""
        start = time.monotonic()
        done = subprocess.run(
            self.command(kind, title), env=self.environment, capture_output=True, timeout=LIMIT, check=False
        )
        if done.returncode or done.stderr:
            raise BrokenError(f"{kind} after a kill: exit code {done.returncode}, {done.stderr.decode()!r}")
        return time.monotonic() - start

    def forget(self) -> None:
        """Lose what was read out of articles."""
        for file in self.cache.glob("extractions*"):
            file.unlink()

    def kill_one(self) -> str:
        """Kill one run at some moment, check what is left, and return its kind."""
        kind, sign = self.random.choice(KINDS), self.random.choice(SIGNALS)
        if kind == "cold":
            shutil.rmtree(self.cache)
        elif kind == "unread":
            self.forget()
        elif kind == "add" and self.random.random() < 0.5:
            shutil.rmtree(self.shelf, ignore_errors=True)
        seconds = self.random.uniform(0, BEYOND * self.usual[kind])
        title = self.random.choice(TITLES)
        with subprocess.Popen(
            self.command(kind, title), env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            try:
                process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.send_signal(sign)
                process.communicate(timeout=LIMIT)
        self.check(f"{kind} ended by {sign.name} after {seconds:.2f} s", orderly=sign is not signal.SIGKILL)
        return kind

    def check(self, when: str, *, orderly: bool = False) -> None:
        """Raise BrokenError where something is not whole; an ``orderly`` end leaves nothing behind either."""
        if self.out.read_bytes() not in self.maps:
            raise BrokenError(f"the map is not whole: {when}")
        there = sorted(self.shelf.iterdir()) if self.shelf.is_dir() else []
        parts = [path for folder in (self.folder, self.shelf) for path in folder.glob(".*.part")]
        for path in there:
            if path not in parts and self.articles.get(path.name) != path.read_bytes():
                raise BrokenError(f"{path.name} is not whole or is no article of these: {when}")
        if parts and orderly:
            raise BrokenError(f"{parts[0].name} was left behind: {when}")
        for part in parts:  # what a kill leaves is hidden, and is swept away an hour later
            part.unlink()
        for file in self.cache.glob("*.sqlite"):
            with closing(sqlite3.connect(file)) as store:
                if store.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    raise BrokenError(f"{file.name} is damaged: {when}")

    def finish(self) -> None:
        """Run everything once more over all that the kills left behind: all is whole and complete."""
        self.run("build", TITLES[0])
        self.run("add")
        self.check("before the last run", orderly=True)
        if self.out.read_bytes() != self.maps[0]:
            raise BrokenError("the last map is not that of the last build")
        if {path.name: path.read_bytes() for path in self.shelf.iterdir()} != self.articles:
            raise BrokenError("the articles are not all there, once each")


def kill_builds(count: int, seed: int, folder: Path) -> Counter[str]:
    """Kill ``count`` runs in ``folder`` and count their kinds; BrokenError where a kill did harm."""
    killer = Killer(folder, seed)
    kinds: Counter[str] = Counter()
    for number in range(1, count + 1):
        kinds[killer.kill_one()] += 1
        if not number % EACH:
            killer.finish()
            print(f"{number} killed", flush=True)
    killer.finish()
    return kinds


def main() -> None:
    """Kill as many as asked for, and say how it went."""
    parser = argparse.ArgumentParser(description="Kill builds and adds at random moments.")
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kinds = kill_builds(arguments.count, arguments.seed, Path(folder))
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(f"{sum(kinds.values())} runs killed ({told}): nothing was lost")


if __name__ == "__main__":
    main()
