"""Kill a build at random moments, again and again: the map that was there stays whole, and the next build works.

    python -m tests.kill_builds 50          # so many kills
    python -m tests.kill_builds 50 --seed 7

Each build starts with the map of the one before. The kill is SIGKILL, at any moment from the start of the program
to a little after its usual end; one in five builds also starts without its caches.
"""

# ruff: noqa: S603, T201 - the program under test is started on purpose, and this command prints
from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT / "seeds"
BUILD = (sys.executable, "-m", "maps.cli", "build")
BEYOND = 1.1  # the last moment for a kill, as a share of a whole build
COLD = 0.2  # the share of builds without caches
LIMIT = 300.0  # seconds


class BrokenError(AssertionError):
    """A kill did harm."""


class Killer:
    """Builds the seeds in ``folder`` over and over and kills most builds."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.out = folder / "map.html"
        self.random = random.Random(seed)
        self.environment = {**os.environ, "PARLEY_CACHE_DIR": str(folder / "cache")}
        self.cold_seconds = self.build()
        self.whole = self.out.read_bytes()
        self.warm_seconds = self.build()

    def start(self) -> subprocess.Popen[bytes]:
        """Start a build."""
        command = [*BUILD, str(SEEDS), "-o", str(self.out)]
        return subprocess.Popen(
            command, cwd=PROJECT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def build(self) -> float:
        """Run a build to its end and return its seconds; raise BrokenError where it fails."""
        start = time.monotonic()
        process = self.start()
        _, errors = process.communicate(timeout=LIMIT)
        if process.returncode:
            raise BrokenError(f"a build after a kill failed: {errors.decode(errors='replace')}")
        return time.monotonic() - start

    def kill_one(self) -> float:
        """Kill one build after some seconds, check what is left, and return the seconds."""
        cold = self.random.random() < COLD
        if cold:
            shutil.rmtree(self.folder / "cache")
        seconds = self.random.uniform(0, BEYOND * (self.cold_seconds if cold else self.warm_seconds))
        process = self.start()
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        self.check(f"after {seconds:.2f} s{' with cold caches' if cold else ''}")
        return seconds

    def check(self, when: str) -> None:
        """Raise BrokenError where the map is not whole."""
        if self.out.read_bytes() != self.whole:
            raise BrokenError(f"the map is not whole: killed {when}")

    def finish(self) -> None:
        """Build once more over all that the kills left behind; the map must be the same."""
        self.build()
        self.check("before the last build")


def kill_builds(count: int, seed: int, folder: Path) -> list[float]:
    """Kill ``count`` builds in ``folder`` and return the moments in seconds; BrokenError where a kill did harm."""
    killer = Killer(folder, seed)
    moments = []
    for _ in range(count):
        moments.append(killer.kill_one())
        if killer.random.random() < COLD:
            killer.finish()
    killer.finish()
    return moments


def main() -> None:
    """Kill as many builds as asked for, and say how it went."""
    parser = argparse.ArgumentParser(description="Kill builds at random moments.")
    parser.add_argument("count", type=int, nargs="?", default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        moments = kill_builds(arguments.count, arguments.seed, Path(folder))
    print(
        f"{len(moments)} builds killed between {min(moments):.2f} and {max(moments):.2f} s: the map stayed whole"
    )


if __name__ == "__main__":
    main()
