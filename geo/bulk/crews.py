"""Who does the work: processes of this machine, or a Dask cluster. Both take up again what a dead process held."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from geo.errors import ClusterError
from geo.extras import need
from geo.workers import end_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from types import TracebackType
    from typing import Self

log = logging.getLogger("parley")

Task = TypeVar("Task", bound="Hashable")
Result = TypeVar("Result")

TRIES = 6
"""So many times a task is given out whose process dies: an article that kills is found out at the fourth."""
AHEAD = 4
"""Tasks for each process of a cluster that wait at the scheduler: it never has all of them."""
PATIENCE = "30s"
NEWS = 5.0  # seconds after which the workers are counted again


class Crew(Protocol):
    """What ``run`` asks of those who work."""

    def do(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result | Exception]]:
        """Yield each task with its result, or with what went wrong with it, as soon as it is done."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End."""


class LocalCrew:
    """So many processes of this machine. They end with their parent."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._alive: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(at_once=kind is not None)

    def do(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result | Exception]]:
        """Yield each task with its result, or with what went wrong with it, as soon as it is done."""
        remaining, again, alone = iter(tasks), list[Task](), False
        under_way: dict[Future[Result], Task] = {}
        tries: Counter[Task] = Counter()
        while True:
            while len(under_way) < self._jobs and not alone:
                if again and under_way:
                    break
                alone = bool(again)  # what it does to its process, it does to no other task
                task = again.pop() if again else next(remaining, None)
                if task is None:
                    break
                tries[task] += 1
                under_way[self._submit(work, task)] = task
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            alone = False
            for future in done:
                task, error = under_way.pop(future), future.exception()
                if isinstance(error, BrokenProcessPool):
                    self._end(at_once=True)
                    if tries[task] < TRIES:
                        again.append(task)
                        continue
                if error is not None and not isinstance(error, Exception):
                    raise error
                yield task, future.result() if error is None else error

    def _submit(self, work: Callable[[Task], Result], task: Task) -> Future[Result]:
        try:
            return self._started().submit(work, task)
        except BrokenProcessPool:  # it broke just now
            self._end(at_once=True)
            return self._started().submit(work, task)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            theirs, self._alive = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(
                self._jobs, mp_context=context, initializer=_begin, initargs=(theirs,)
            )
        return self._pool

    def _end(self, *, at_once: bool) -> None:
        if at_once and self._alive is not None:
            self._alive.close()  # each process waits for this
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=at_once)
        if self._alive is not None:
            self._alive.close()
        self._pool = self._alive = None


class DaskCrew:
    """The workers of the Dask cluster whose scheduler has that address (``tcp://host:8786``).

    Raises ClusterError where it cannot be reached or goes away.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._distributed = need("distributed", "a cluster")
        try:
            self._client = self._distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            what = f"no scheduler answers there ({error}); start one with 'dask scheduler'"
            raise ClusterError(f"{address}: {what}") from error
        self._threads, self._asked = 0, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(Exception):  # the scheduler may be gone
            self._client.close(timeout=2)

    def do(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result | Exception]]:
        """Yield each task with its result, or with what went wrong with it, as soon as it is done."""
        remaining = iter(tasks)
        under_way: dict[str, Task] = {}
        tries: Counter[Task] = Counter()
        done = self._distributed.as_completed(loop=self._client.loop)

        def give(task: Task) -> None:
            tries[task] += 1
            future = self._client.submit(work, task, pure=False)
            under_way[future.key] = task
            done.add(future)

        while True:
            while len(under_way) < self._ahead():
                task = next(remaining, None)
                if task is None:
                    break
                give(task)
            if not under_way:
                return
            future = next(done)
            task = under_way.pop(future.key)
            result = self._result(future)
            if isinstance(result, self._distributed.KilledWorker) and tries[task] < TRIES:
                give(task)
            else:
                yield task, result

    def _result(self, future: Any) -> Any:
        """Return a task's result, or its error. Raises ClusterError where the scheduler is gone."""
        if future.status == "cancelled" or self._client.status != "running":
            raise self._gone()
        error = future.exception()
        return future.result() if error is None else error

    def _ahead(self) -> int:
        """Return how many tasks are to be under way; without workers, some wait for the first."""
        if time.monotonic() - self._asked > NEWS:
            try:
                self._threads = sum(self._client.nthreads().values())
            except (OSError, AttributeError, ValueError) as error:
                raise self._gone() from error
            self._asked = time.monotonic()
            if not self._threads:
                log.warning("parley: the cluster at %s has no worker yet: waiting for one", self._address)
        return AHEAD * max(1, self._threads)

    def _gone(self) -> ClusterError:
        return ClusterError(f"{self._address}: the scheduler went away; run the same command again to go on")


def _begin(alive: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent decides
    threading.Thread(target=end_with_parent, args=(alive,), daemon=True).start()
