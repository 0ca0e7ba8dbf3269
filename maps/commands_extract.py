"""``parley extract -o OUT``: an archive of news, read by many processes into a folder that builds the map."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from maps import terminal
from maps.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.bulk.run import Tally

DASKS = ("distributed", "tornado.application", "asyncio")
"""Who logs where a connection to a cluster breaks."""


def extract_into(paths: list[str], out: Path, cluster: str | None, jobs: int | None, chosen: Path | None) -> None:
    """Read ``paths`` into ``out``, print what came of it, and exit as ``parley extract`` does."""
    from geo.bulk.crews import DaskCrew, LocalCrew  # loads what --help does not need
    from geo.bulk.run import extract_into as extract
    from geo.bulk.run import prepare
    from geo.corrections_file import load
    from geo.workers import cores

    own = load(chosen, paths).own
    prepare(out)
    report = Report()
    for name in DASKS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told in one line
    crew = LocalCrew(jobs or cores()) if cluster is None else DaskCrew(cluster)
    with crew, _progress() as tell:
        tally = extract(paths, out, crew, report, own=own, tell=tell)
    terminal.print_extracted(tally, out)
    report.failures += tally.failed
    report.read = tally.articles
    report.exit()


@contextmanager
def _progress() -> Iterator[Callable[[Tally], None]]:
    """Show on a terminal how far it is."""
    if not sys.stderr.isatty():
        yield lambda _tally: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.progress import TimeRemainingColumn as Remaining

    words = TextColumn("{task.fields[articles]:,} articles, {task.fields[failed]} partitions failed")
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), words, TimeElapsedColumn(), Remaining())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, articles=0, failed=0)

        def tell(tally: Tally) -> None:
            done = tally.there + tally.done + tally.failed
            bar.update(task, total=tally.pieces, completed=done, articles=tally.articles, failed=tally.failed)

        yield tell
