"""Articles in, extractions out, in order: from the cache, read by this process, or read by several."""

from __future__ import annotations

from collections import deque
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from geo.articles import Problem
from geo.model import Extraction
from geo.own_names import NONE
from geo.single import origin, read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from geo.extractions import ExtractionCache
    from geo.model import Article
    from geo.own_names import OwnNames
    from geo.reader import Reader
    from geo.single import Outcome
    from geo.workers import Workers

MAX_ARTICLES = 32
MAX_CHARS = 12_000
"""Of a task: about a third of a second of reading, so that the last one keeps nobody waiting long."""
AHEAD = 6
"""Tasks held for each process: one long article at their head leaves the other processes something to do."""
WORTH = 60_000
"""Characters to read from which several processes, each loading the model, are sooner done than one."""
LOOK_AHEAD = 64
"""Tasks looked at before it is decided that there are not so many."""


class Task:
    """Some articles in order: those that the cache knows, and those that must be read."""

    def __init__(self, articles: list[Article], kept: dict[str, Extraction]) -> None:
        self.articles = articles
        self.kept = kept
        self.missing = [article for article in articles if article.id not in kept]
        self.chars = sum(len(article.text) for article in self.missing)
        self.future: Future[list[Outcome]] | None = None


class Harvest:
    """Reads articles with ``model`` and keeps what they tell in ``cache``.

    Up to ``jobs`` processes are used where there is enough to read. ``only_meetings`` passes articles without a
    trace of a meeting over before they are parsed: they give no place names. ``own`` are names of the user's own;
    the cache must be one for these names. ``meanwhile`` is called when other processes have something to read.
    """

    def __init__(
        self,
        model: str,
        cache: ExtractionCache,
        *,
        jobs: int,
        only_meetings: bool,
        own: OwnNames = NONE,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        self._model = model
        self._cache = cache
        self._jobs = jobs
        self._only_meetings = only_meetings
        self._own = own
        self._meanwhile = meanwhile
        self._workers: Workers | None = None
        self._reader: Reader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workers is not None:
            self._workers.stop()

    def read(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Yield for each article, in order, what it tells or why it could not be understood.

        At most some tasks for each process are held at once; at first some more, to see whether there is enough to
        read. Raises OSError where the model or the gazetteer cannot be had.
        """
        waiting: deque[Task] = deque()
        for some in _portions(articles):
            task = Task(some, self._cache.find(some, whole=not self._only_meetings))
            waiting.append(task)
            self._share(waiting)
            while self._is_seen(waiting):
                yield from self._finish(waiting)
        while waiting:
            yield from self._finish(waiting)

    def _is_seen(self, waiting: deque[Task]) -> bool:
        """Whether enough lies ahead to go on with the first task, and to know by how many processes."""
        if not waiting:
            return False
        if self._jobs == 1 or not waiting[0].missing:
            return True
        if self._workers is not None:
            return len(waiting) > AHEAD * self._jobs
        return len(waiting) > LOOK_AHEAD

    def _share(self, waiting: deque[Task]) -> None:
        """Give the processes what is not yet in anybody's hands, if there are any or there is enough for them."""
        unread = [task for task in waiting if task.missing and task.future is None]
        if self._jobs > 1 and (self._workers is not None or sum(task.chars for task in unread) >= WORTH):
            self._start(unread)

    def _finish(self, waiting: deque[Task]) -> Iterator[Outcome]:
        """Yield the outcomes of the first task."""
        self._share(waiting)
        task = waiting.popleft()
        fresh = self._fresh(task, waiting)
        for article in task.articles:
            if article.id in task.kept:
                yield task.kept[article.id]
                continue
            outcome = next(fresh)
            if isinstance(outcome, Extraction):
                self._cache.keep(outcome, whole=not self._only_meetings)
            yield outcome

    def _fresh(self, task: Task, waiting: deque[Task]) -> Iterator[Outcome]:
        if not task.missing:
            return
        if task.future is None:
            yield from read_all(task.missing, self._own_reader())
            return
        try:
            outcomes = task.future.result()
        except BrokenProcessPool:
            self._drop_workers(waiting)
            yield from self._alone(task.missing)
        else:
            yield from outcomes

    def _start(self, tasks: list[Task]) -> None:
        for task in tasks:
            if self._workers is None:
                self._workers = self._new_workers(self._jobs)
            task.future = self._workers.read(task.missing)
        if tasks and self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            meanwhile()

    def _own_reader(self) -> Reader:
        if self._reader is None:
            from geo.reader import Reader  # spaCy is slow to import

            self._reader = Reader(self._model, only_meetings=self._only_meetings, own=self._own)
        return self._reader

    def _new_workers(self, jobs: int) -> Workers:
        from geo.gazetteer import open_gazetteer
        from geo.workers import Workers

        file = open_gazetteer().file
        return Workers(jobs, self._model, file, only_meetings=self._only_meetings, own=self._own)

    def _drop_workers(self, waiting: Iterable[Task]) -> None:
        """One of the processes was killed: whatever the others have in hand is read anew."""
        if self._workers is not None:
            self._workers.stop()
        self._workers = None
        for task in waiting:
            task.future = None

    def _alone(self, articles: list[Article]) -> Iterator[Outcome]:
        """Read articles one by one in a process that may die of any of them."""
        workers = self._new_workers(1)
        for article in articles:
            try:
                yield from workers.read([article]).result()
            except BrokenProcessPool:
                workers.stop()
                workers = self._new_workers(1)
                why = "could not be understood (its process was killed, perhaps for want of memory)"
                yield Problem(origin(article), f"{why}; split it, or free some memory")
        workers.stop()


def _portions(articles: Iterable[Article]) -> Iterator[list[Article]]:
    some: list[Article] = []
    chars = 0
    for article in articles:
        if some and (len(some) == MAX_ARTICLES or chars + len(article.text) > MAX_CHARS):
            yield some
            some, chars = [], 0
        some.append(article)
        chars += len(article.text)
    if some:
        yield some
