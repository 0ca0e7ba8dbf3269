"""``parley add``: articles from the web and from files into the folder of articles."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - typer reads the annotations
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.decoding import one_line
from maps import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.articles import Problem
    from geo.intake import Intake, Outcome, Source

DAY = ["%Y-%m-%d"]


def add(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="URL|FILE...", help="Addresses, files, folders, or - for standard input."),
    ] = None,
    to: Annotated[Path, typer.Option("--to", help="The folder of articles.")] = Path("seeds"),
    feed: Annotated[
        list[str] | None, typer.Option(help="Take the articles of a feed (RSS, Atom, sitemap); may be repeated.")
    ] = None,
    since: Annotated[
        dt.datetime | None, typer.Option(formats=DAY, help="Of a feed, only from this day on.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Of a feed, at most so many articles.")] = 100,
    update: Annotated[bool, typer.Option("--update", help="Take the new text of articles that changed.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")] = False,
    date: Annotated[
        dt.datetime | None, typer.Option(formats=DAY, help="The day of publication, where you know it better.")
    ] = None,
    pause: Annotated[float, typer.Option(min=0.0, help="Seconds between two requests to one host.")] = 1.0,
    allow: Annotated[
        list[str] | None,
        typer.Option(metavar="NETWORK", help="Also fetch from this address or network, though it is not public."),
    ] = None,
) -> None:
    """Fetch pages or read files, and keep each article as a Markdown file."""
    from geo.document import optional_packages

    if not sources and not feed:
        raise typer.BadParameter("give an address, a file, a folder, - or --feed")
    with optional_packages():
        from geo.addresses import parse_networks
        from geo.files import sweep
        from geo.intake import Intake, Wish
        from geo.web import Fetcher, Limits
    problems = _Problems()
    wish = Wish(update, dry_run, _day(date), _day(since), limit)
    with Fetcher(Limits(pause=pause), parse_networks(allow or [])) as fetcher:
        intake = Intake(to, problems, fetcher, wish)
        sweep(to)
        done = 0
        try:
            for outcome in _each(intake, intake.sources(sources or [], feed or [])):
                done += 1
                verb = "would be " if dry_run and outcome.deed in {"added", "updated"} else ""
                title = f"  {outcome.article.title}" if outcome.article.title else ""
                typer.echo(one_line(f"{verb}{outcome.deed}: {outcome.path}{title}"))
        except KeyboardInterrupt:
            terminal.complain("stopped; what was added stays, and the same command goes on from there")
            raise
    if problems.failures:
        raise typer.Exit(1 if done else 2)


class _Problems:
    """Prints problems as they come, and counts those that are failures."""

    def __init__(self) -> None:
        self.failures = 0

    def __call__(self, problem: Problem) -> None:
        """Print a problem as one line."""
        self.failures += not problem.note
        terminal.complain(str(problem))


def _day(value: dt.datetime | None) -> dt.date | None:
    return None if value is None else value.date()


def _each(intake: Intake, sources: Sequence[Source]) -> Iterator[Outcome]:
    """Take in the sources, with a bar on standard error if that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    shown = sys.stderr.isatty() and len(sources) > 1
    with Progress(console=Console(stderr=True), transient=True, disable=not shown) as bar:
        task = bar.add_task("taking articles in", total=len(sources))
        for source in sources:
            yield from intake.take(source)
            bar.advance(task)
