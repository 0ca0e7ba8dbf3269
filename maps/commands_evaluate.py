"""``parley evaluate``: figures for one's own annotations, and the errors beside the texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.errors import OutputError
from maps import terminal
from maps.report import Report
from maps.words import ValueFormat

if TYPE_CHECKING:
    from geo.evaluation.gold import Gold
    from geo.model import Extraction

GOLD = typer.Argument(metavar="GOLD", help="What a person found: JSONL, one article a line.")
CORPUS = typer.Argument(metavar="CORPUS...", help="The articles: files, folders, or - for standard input.")
OUT = typer.Option("--out", "-o", metavar="FILE", help="The page of errors to write.")
FORMAT = typer.Option("--format", help="For people, or for programs.")
JOBS = typer.Option("--jobs", "-j", min=1, help="How many processes read.", show_default="the number of cores")
CORRECTIONS = typer.Option(
    "--corrections", metavar="FILE", help="Instead of corrections.toml beside the articles."
)


def evaluate(
    gold: Annotated[Path, GOLD],
    corpus: Annotated[list[str], CORPUS],
    out: Annotated[Path, OUT] = Path("errors.html"),
    form: Annotated[ValueFormat, FORMAT] = ValueFormat.TABLE,
    jobs: Annotated[int | None, JOBS] = None,
    corrections: Annotated[Path | None, CORRECTIONS] = None,
) -> None:
    """Hold what is read against annotations: precision, recall, and a page of the errors beside the texts."""
    from geo.evaluation import evaluate as score_of  # loads what --help does not need
    from geo.evaluation.gold import read_gold
    from geo.files import write_whole
    from maps.error_page import error_page

    if not out.parent.is_dir() or out.is_dir():
        raise OutputError(f"{out}: cannot be written; choose a file in a folder that is there, with -o")
    wanted = read_gold(gold)
    report = Report()
    read = _read(corpus, wanted, report, jobs, corrections)
    _tell_missing(wanted, read, gold)
    score = score_of(wanted, read.values())
    page = error_page(score, wanted, read, f"Errors: {gold.name}")
    write_whole(page.encode("utf-8", "replace"), out)
    terminal.print_score(score, as_json=form is ValueFormat.JSON)
    if form is ValueFormat.TABLE:
        terminal.print_errors(len(score.findings), out)
    report.exit()


def _read(
    corpus: list[str], gold: list[Gold], report: Report, jobs: int | None, corrections: Path | None
) -> dict[str, Extraction]:
    """Read the articles that have gold; the others are not read."""
    from geo.corrections_file import load
    from geo.evaluation.gold import CompleteArticle, PartialArticle
    from geo.pipeline import extract
    from geo.workers import cores

    found = {}
    for extraction in extract(
        corpus,
        report,
        progress=sys.stderr.isatty(),
        jobs=jobs or cores(),
        only_meetings=isinstance(gold[0], CompleteArticle | PartialArticle),
        corrections=load(corrections, corpus),
        wanted={one.id for one in gold},
    ):
        report.read += 1
        found[extraction.article.id] = extraction
    return found


def _tell_missing(gold: list[Gold], read: dict[str, Extraction], path: Path) -> None:
    missing = [article.id for article in gold if article.id not in read]
    if missing:
        what = f"{len(missing)} articles with gold are not in the corpus, as {missing[0]}: they count as not read"
        terminal.complain(f"{path}: {what}")
