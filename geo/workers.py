"""Reading in several processes. Each loads the model and opens the gazetteer once, and ends with its parent."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sqlite3
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from geo.own_names import NONE
from geo.single import read_all

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from pathlib import Path

    from geo.model import Article
    from geo.own_names import OwnNames
    from geo.reader import Reader
    from geo.single import Outcome

_READERS: list[Reader] = []


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """So many processes that read articles with ``model``, looking places up in the compiled file ``gazetteer``.

    End them by ``stop``; they end by themselves with their parent. The future of a task whose process
    died raises ``concurrent.futures.process.BrokenProcessPool``.
    """

    def __init__(
        self, jobs: int, model: str, gazetteer: Path, *, only_meetings: bool, own: OwnNames = NONE
    ) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks and open databases
        theirs, self._alive = context.Pipe(duplex=False)
        given = (theirs, gc.get_threshold(), model, gazetteer, only_meetings, own)
        self._pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=given)

    def read(self, articles: list[Article]) -> Future[list[Outcome]]:
        """Read some articles in one of the processes; the outcomes come in their order."""
        return self._pool.submit(_read, articles)

    def stop(self) -> None:
        """End the processes at once, without the half second that each would spend on tidying up.

        What they have in hand is lost.
        """
        self._alive.close()  # each of them waits for this
        self._pool.shutdown(cancel_futures=True)


def _begin(
    alive: Connection,
    garbage: tuple[int, int, int],
    model: str,
    gazetteer: Path,
    only_meetings: bool,
    own: OwnNames,
) -> None:
    from geo.gazetteer import Gazetteer
    from geo.gazetteer_file import open_compiled
    from geo.reader import Reader

    gc.set_threshold(*garbage)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent decides
    threading.Thread(target=end_with_parent, args=(alive,), daemon=True).start()
    logging.getLogger("parley").setLevel(logging.ERROR)  # what is wrong with a cache the parent has said
    try:
        places = Gazetteer(open_compiled(gazetteer))
    except sqlite3.DatabaseError:
        places = None  # the reader opens its own, mended
    _READERS.append(Reader(model, places, only_meetings=only_meetings, own=own))


def end_with_parent(alive: Connection) -> None:
    """Wait until the parent closes its end, or is no more."""
    wait([alive])
    os._exit(0)


def _read(articles: list[Article]) -> list[Outcome]:
    return list(read_all(articles, _READERS[0]))
