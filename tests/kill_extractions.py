"""Kill workers, schedulers and clients of an extraction at random moments: in the end nothing is lost.

    python -m tests.kill_extractions 10          # so many archives
    python -m tests.kill_extractions 10 --seed 7

Each archive is extracted by ``parley extract --cluster`` on a scheduler and two workers of their own. At random
moments one of them is killed with SIGKILL; after the death of scheduler or client the same command is run again.
The partitions must be those of one process that nobody kills.
"""

# ruff: noqa: S603, T201 - the programs under test are started on purpose, and this command prints
from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from geo.bulk.crews import LocalCrew
from geo.bulk.run import extract_into
from tests.bulk.clusters import Cluster
from tests.bulk.corpora import Heard, files, jsonl
from tests.bulk.corpora import tellings as some

if TYPE_CHECKING:
    from collections.abc import Iterator

VICTIMS = ("worker", "worker", "worker", "scheduler", "client")
SOURCES, ARTICLES = 6, 300
LONGEST = 12.0  # seconds to the next kill
MOST = 6  # kills of one archive
LIMIT = 300.0


class LostError(AssertionError):
    """A kill did harm."""


class Killer:
    """Extracts one archive in ``folder`` over and over, and kills who takes part."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.paths = [
            jsonl(folder / f"{number}.jsonl", some(number * ARTICLES, ARTICLES)) for number in range(SOURCES)
        ]
        with LocalCrew(1) as crew:
            extract_into(map(str, self.paths), folder / "single", crew, Heard())
        self.expected = files(folder / "single")

    def round(self, number: int) -> list[str]:
        """Extract the archive with kills, and return who was killed; raise LostError where the rows differ."""
        out = self.folder / f"out-{number}"
        killed = list(self._until_done(out, number))
        if files(out) != self.expected:
            raise LostError(f"archive {number}: other rows after the death of {', '.join(killed)}")
        shutil.rmtree(out)
        return killed

    def _until_done(self, out: Path, number: int) -> Iterator[str]:
        kills = 0
        for again in range(2 * MOST):
            where = self.folder / f"cluster-{number}-{again}"
            where.mkdir()
            with Cluster(where, 2) as cluster, self._client(out, cluster.address) as client:
                while client.poll() is None and kills < MOST:
                    if _wait(client, self.random.uniform(0, LONGEST)):
                        break
                    victim = self.random.choice(VICTIMS)
                    kills += 1
                    yield victim
                    if victim == "worker":
                        cluster.kill(self.random.randrange(2))
                    else:
                        (cluster.scheduler if victim == "scheduler" else client).kill()
                        break
                if client.wait(LIMIT) == 0:
                    return
        raise LostError("it does not come to an end")

    def _client(self, out: Path, address: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "maps.cli", "extract", *map(str, self.paths), "-o", str(out)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.Popen(
            [*command, "--cluster", address],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _wait(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait so long, and say whether the process came to its end."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if process.poll() is not None:
            return True
        time.sleep(0.05)
    return False


def main() -> None:
    """Extract as many archives as asked for, and say how it went."""
    parser = argparse.ArgumentParser(description="Kill workers, schedulers and clients of extractions.")
    parser.add_argument("count", type=int, nargs="?", default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    killed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        killer = Killer(Path(folder), arguments.seed)
        for number in range(arguments.count):
            told = killer.round(number)
            killed.update(told)
            print(f"archive {number + 1}: {', '.join(told) or 'nobody'} killed, all rows there", flush=True)
    print(f"{arguments.count} archives, killed: {dict(killed)}: each row as by one process that nobody kills")


if __name__ == "__main__":
    main()
