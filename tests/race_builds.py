"""Two builds at once into one map, and two adds at once into one folder, again and again.

    python -m tests.race_builds 50          # so many races of each

Both must end well and say nothing on standard error; the map is that of one of them, whole; each article is in the
folder once; the cache files are whole. Every other race starts without what was read before.
"""

# ruff: noqa: S603, T201 - the program under test is started on purpose, and this command prints
from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.kill_builds import LIMIT, TITLES, BrokenError, Killer


class Race(Killer):
    """Runs commands in pairs."""

    def both(self, *kinds: tuple[str, str]) -> None:
        """Start all at once and wait for their ends; raise BrokenError where one fails or complains."""
        started = [
            subprocess.Popen(
                self.command(kind, title),
                env=self.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for kind, title in kinds
        ]
        ends = [(process.communicate(timeout=LIMIT)[1], process.returncode) for process in started]
        for errors, code in ends:
            if code or errors:
                raise BrokenError(f"one of two at once: exit code {code}, {errors.decode()!r}")

    def race(self, number: int) -> None:
        """Race two builds, then two adds, and check what is there."""
        if number % 2:
            self.forget()
        self.both(*(("build", title) for title in TITLES))
        shutil.rmtree(self.shelf, ignore_errors=True)
        self.both(("add", ""), ("add", ""))
        self.check("after a race", orderly=True)
        if {path.name for path in self.shelf.iterdir()} != set(self.articles):
            raise BrokenError("an article is missing, or there twice")


def race_builds(count: int, folder: Path) -> None:
    """Race ``count`` times in ``folder``; BrokenError where a race did harm."""
    race = Race(folder, 1)
    for number in range(count):
        race.race(number)
    race.finish()


def main() -> None:
    """Race as often as asked for, and say how it went."""
    parser = argparse.ArgumentParser(description="Race builds and adds.")
    parser.add_argument("count", type=int, nargs="?", default=50)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        race_builds(count, Path(folder))
    print(f"{count} races of two builds and of two adds: nothing was lost")


if __name__ == "__main__":
    main()
