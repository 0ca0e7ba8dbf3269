"""The command line: parse, call a plain function, print. Results on stdout, all else on stderr.

Exit codes: 0 all went well, 1 some articles could not be read (or some names not found), 2 nothing could be read
or nothing could be written, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path  # noqa: TC003 - typer asks for it when the program runs
from typing import TYPE_CHECKING, Annotated

import typer

from geo.errors import ParleyError
from maps import (
    commands_add,
    commands_build,
    commands_cache,
    commands_correct,
    commands_docs,
    commands_evaluate,
    commands_export,
    commands_extract,
    commands_serve,
    terminal,
)
from maps.report import Report
from maps.words import Allow, CorrectionsFile, Jobs, Paths, RowFormat, Rows, Service, ValueFormat, Values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from geo.model import Extraction

app = typer.Typer(
    name="parley",
    help="Read articles about diplomacy and draw one map: who meets whom, where, with its proof.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # slow, and seldom asked for

        typer.echo(f"parley {version('parley')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Take the options that come before a command."""


app.command()(commands_build.build)


@app.command()
def extract(
    paths: Paths,
    form: Rows = None,
    jobs: Jobs = None,
    corrections: CorrectionsFile = None,
    geocoder: Service = None,
    allow: Allow = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="OUT", help="Keep them in this folder, for parley build OUT."),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="With -o: read on the Dask cluster of this scheduler, tcp://host:8786."
        ),
    ] = None,
) -> None:
    """Print the meetings that articles tell of, or keep them in a folder (-o): for archives of any size.

    With -o paths may also be .parquet, .warc and .warc.gz files, and URLs that fsspec knows. What is in the folder
    already is not read again.
    """
    if out is not None:
        if geocoder is not None or form is not None:
            raise typer.BadParameter("--geocoder and --format do not go with -o; give them to parley build OUT")
        commands_extract.extract_into(paths, out, cluster, jobs, corrections)
    if cluster is not None:
        raise typer.BadParameter("--cluster needs a folder to keep the meetings in: -o OUT")
    from maps.export import meeting_rows

    report = Report()
    extractions = _extractions(
        paths, report, corrections, jobs, only_meetings=True, geocoder=geocoder, allow=allow
    )
    if _as_table(form):
        terminal.print_meetings(extractions)
    else:
        terminal.print_rows(row for extraction in extractions for row in meeting_rows(extraction))
    report.exit()


@app.command()
def places(
    paths: Paths,
    form: Rows = None,
    jobs: Jobs = None,
    corrections: CorrectionsFile = None,
    geocoder: Service = None,
    allow: Allow = None,
) -> None:
    """Print the place names in articles: what each means and what it does there."""
    from maps.export import toponym_rows

    report = Report()
    extractions = _extractions(paths, report, corrections, jobs, geocoder=geocoder, allow=allow)
    if _as_table(form):
        terminal.print_toponyms(extractions)
    else:
        terminal.print_rows(row for extraction in extractions for row in toponym_rows(extraction))
    report.exit()


@app.command()
def explain(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A file, an address, or - for standard input.")
    ],
    form: Values = ValueFormat.TABLE,
    corrections: CorrectionsFile = None,
    geocoder: Service = None,
    allow: Allow = None,
) -> None:
    """Show an article with its place names and meetings, and the rule and sentence behind each."""
    from maps.export import explain_row

    report = Report()
    for extraction in _extractions([article], report, corrections, geocoder=geocoder, allow=allow):
        if form is ValueFormat.JSON:
            terminal.print_json(explain_row(extraction))
        else:
            terminal.print_explanation(extraction)
    report.exit()


@app.command()
def geocode(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of places.")],
    form: Values = ValueFormat.TABLE,
    geocoder: Service = None,
) -> None:
    """Look places up by name: country, coordinates, kind, and where the answer comes from."""
    from geo.lookup import InTurn, embedded, lookup
    from maps.sources import provider_of

    provider = provider_of(geocoder)
    asked = InTurn(embedded(), *([] if provider is None else [provider]))
    answers = lookup(names, asked)
    for failure in asked.failures:
        terminal.complain(failure)
    if form is ValueFormat.JSON:
        terminal.print_json([terminal.answer_row(answer) for answer in answers])
    else:
        terminal.print_answers(answers)
    if any(answer.place is None for answer in answers):
        raise typer.Exit(1)


app.command()(commands_add.add)
app.command()(commands_export.export)
app.command()(commands_serve.serve)
app.command()(commands_evaluate.evaluate)
app.command()(commands_docs.docs)
app.add_typer(commands_cache.app, name="cache", help="Tell, list, clear or renew what is kept between runs.")
app.add_typer(commands_correct.app, name="correct", help="Write a correction into corrections.toml.")


def main() -> None:
    """Run the command line; every expected failure is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # both are text files here
    gc.set_threshold(100_000, 20, 100)  # what a build makes lives to its end: to go over it often costs a tenth
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except (ParleyError, OSError) as error:
        terminal.complain(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _extractions(
    paths: list[str],
    report: Report,
    corrections: Path | None,
    jobs: int | None = 1,
    *,
    only_meetings: bool = False,
    geocoder: str | None = None,
    allow: list[str] | None = None,
) -> Iterator[Extraction]:
    from geo.corrections_file import load
    from geo.pipeline import extract as extract_from
    from geo.workers import cores
    from maps.sources import provider_of

    progress = sys.stderr.isatty() and not sys.stdout.isatty()  # a bar among the rows would be in their way
    for extraction in extract_from(
        paths,
        report,
        progress=progress,
        jobs=jobs or cores(),
        only_meetings=only_meetings,
        corrections=load(corrections, paths),
        provider=provider_of(geocoder),
        allow=allow or (),
    ):
        report.read += 1
        yield extraction


def _as_table(form: RowFormat | None) -> bool:
    return sys.stdout.isatty() if form is None else form is RowFormat.TABLE


def _terminated(_number: int, _frame: FrameType | None) -> None:
    """Leave in order when asked to stop, so that no half-written file stays behind."""
    sys.exit(128 + signal.SIGTERM)


if __name__ == "__main__":
    main()
