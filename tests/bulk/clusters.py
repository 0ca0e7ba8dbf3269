"""Real Dask clusters for the tests: a scheduler and workers as processes of their own, all on this machine."""

# ruff: noqa: S603 - the programs are started on purpose
from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

SCHEDULER = (sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")
WORKER = (sys.executable, "-m", "distributed.cli.dask_worker", "--nworkers", "1", "--nthreads", "1")
QUIET = ("--no-dashboard",)
NO_PROFILE = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}  # its history of an hour would grow
PATIENCE = 120.0  # seconds


class Cluster:
    """A scheduler and so many workers, each with a nanny that starts it again where it dies.

    ``packages`` is a folder with more packages for the workers.
    """

    def __init__(self, folder: Path, workers: int, packages: Path | None = None) -> None:
        self._folder = folder
        paths = [str(packages)] if packages else []
        path = os.pathsep.join([*paths, *sys.path])
        self._environment = {**os.environ, **NO_PROFILE, "PYTHONPATH": path}
        self._file = folder / "scheduler.json"
        self.scheduler = self._start((*SCHEDULER, "--scheduler-file", str(self._file), *QUIET), "scheduler")
        self.address = self._address()
        self.nannies = [self._start((*WORKER, self.address, *QUIET), f"worker-{n}") for n in range(workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.nannies, self.scheduler):
            for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else ():
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
            process.kill()
            process.wait()

    def workers(self) -> list[psutil.Process]:
        """The processes that do the work: the nannies' children that run a worker."""
        found = []
        for nanny in self.nannies:
            for child in psutil.Process(nanny.pid).children():
                with contextlib.suppress(psutil.NoSuchProcess):
                    if "spawn_main" in " ".join(child.cmdline()):
                        found.append(child)
        return found

    def kill(self, number: int) -> None:
        """Kill one of the workers, with SIGKILL."""
        alive = self.workers()
        if alive:
            with contextlib.suppress(psutil.NoSuchProcess):
                alive[number % len(alive)].send_signal(signal.SIGKILL)

    def _start(self, command: tuple[str, ...], name: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                command, cwd=self._folder, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )

    def _address(self) -> str:
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            with contextlib.suppress(OSError, ValueError, KeyError):
                return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])
            time.sleep(0.05)
        raise TimeoutError((self._folder / "scheduler.log").read_text(encoding="utf-8"))


@contextlib.contextmanager
def cluster(folder: Path, workers: int, packages: Path | None = None) -> Iterator[Cluster]:
    """Give a cluster, and end it."""
    folder.mkdir(parents=True, exist_ok=True)
    with Cluster(folder, workers, packages) as started:
        yield started
