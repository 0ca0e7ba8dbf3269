"""Printing for people. Words of articles are hostile: they lose control characters and never act as markup."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import typer

from geo.decoding import one_line
from maps.export import json_line, place_row
from maps.plain import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rich.console import Console

    from geo.bulk.run import Tally
    from geo.evaluation.tally import Metric, Score
    from geo.lookup import Answer
    from geo.model import Evidence, Extraction, Meeting, Place, Toponym
    from geo.pipeline import Counts

WIDE = 240  # columns where no terminal sets a limit
UNITS = ((172_800.0, 86_400.0, "days"), (7_200.0, 3_600.0, "hours"), (120.0, 60.0, "minutes"))
NAMED = 8  # unresolved names that the summary lists


def complain(message: str) -> None:
    """Print one line on stderr."""
    typer.echo(f"parley: {one_line(message)}", err=True)


def print_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Print rows as JSONL, each as soon as it is there."""
    for row in rows:
        sys.stdout.write(json_line(row) + "\n")
    sys.stdout.flush()


def print_json(value: Any) -> None:
    """Print one JSON value on several lines."""
    sys.stdout.write(json.dumps(value, indent=2, allow_nan=False) + "\n")


def printable(text: str) -> str:
    """Return text of the same length without anything that could act on a terminal; line ends stay."""
    return "".join(
        char if char.isprintable() or char == "\n" else " " if char.isspace() else "\ufffd" for char in text
    )


def summary(counts: Counts, unresolved: Sequence[Toponym], failures: int, out: Path) -> list[str]:
    """Tell in some lines what a build read and found, and where the map is."""
    left = [f"{counts.skipped} skipped" if counts.skipped else "", f"{failures} not read" if failures else ""]
    besides = f" ({', '.join(filter(None, left))})" if any(left) else ""
    lines = [f"Read {many(counts.articles, 'article')}{besides}."]
    found = [many(counts.meetings, "meeting"), many(counts.venues, "venue"), many(counts.states, "state")]
    lines.append(f"Found {found[0]} at {found[1]} with {found[2]}.")
    names = list(dict.fromkeys(one_line(toponym.text) for toponym in unresolved))
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        lines.append(f"Not resolved: {many(len(names), 'place name')}: {', '.join(names[:NAMED])}{more}.")
    return [*lines, f"The map is {one_line(str(out))}: open it in a browser, {out.resolve().as_uri()}"]


def tell(lines: Iterable[str]) -> None:
    """Print lines on stdout."""
    for line in lines:
        typer.echo(line)


def print_extracted(tally: Tally, out: Path) -> None:
    """Print what came of an extraction into a folder."""
    told = {"were there before": tally.there, "failed": tally.failed}
    besides = ", ".join(f"{number:,} {what}" for what, number in told.items() if number)
    typer.echo(f"{many(tally.pieces, 'partition')}{f' ({besides})' * bool(besides)} in {one_line(str(out))}.")
    unread = f" ({tally.unread:,} not read)" if tally.unread else ""
    typer.echo(
        f"Read {many(tally.articles, 'article')}{unread}, which tell {tally.meetings:,} times of a meeting."
    )
    typer.echo(f"Next: parley build {one_line(str(out))}")


def print_exports(meetings: int, paths: Sequence[Path]) -> None:
    """Print what was exported, and where it is."""
    typer.echo(f"Exported {many(meetings, 'meeting')} to {', '.join(one_line(str(path)) for path in paths)}.")


def print_score(score: Score, *, as_json: bool) -> None:
    """Print the metrics of an evaluation: a table, or one JSON object as the evaluation kit writes it."""
    if as_json:
        metrics = {
            section: {name: _metric(metric) for name, metric in told.items()}
            for section, told in score.sections.items()
        }
        print_json({"task": score.form, "metrics": metrics})
        return
    from maps.error_page import table_rows

    heads, *rows = table_rows(score)
    _print_table(heads, rows)


def print_errors(count: int, path: Path) -> None:
    """Print how many errors there are, and where the page is that lists them."""
    address = path.resolve().as_uri()
    typer.echo(f"{many(count, 'error')}, beside the texts in {one_line(str(path))}: {address}")


def _metric(metric: Metric) -> dict[str, float | None]:
    hits = {} if not hasattr(metric, "hits") else {"hits": metric.hits}
    return {"value": metric.value, **hits, "of": metric.of}


def print_meetings(extractions: Iterable[Extraction]) -> None:
    """Print a table of meetings."""
    rows = (
        (extraction.article.id, _when(meeting), _where(meeting.venue), str(meeting.status), _who(meeting))
        for extraction in extractions
        for meeting in extraction.meetings
    )
    _print_table(("article", "date", "venue", "status", "actors"), rows)


def print_toponyms(extractions: Iterable[Extraction]) -> None:
    """Print a table of place names."""
    rows = (row for extraction in extractions for row in _toponym_rows(extraction))
    _print_table(("article", "at", "text", "reading", "place", "lat", "lon", "rule"), rows)


def print_answers(answers: Iterable[Answer]) -> None:
    """Print a table of looked-up places."""
    rows = (tuple(str(value) for value in answer_row(answer).values()) for answer in answers)
    _print_table(("asked", "name", "country", "lat", "lon", "kind", "source", "answer"), rows)


def print_entries(rows: Iterable[dict[str, Any]]) -> None:
    """Print a table of kept answers."""
    told = (
        (
            str(row["provider"]),
            str(row["asked"]),
            str(row["name"] or "no such place"),
            age(row["age"]),
            row["state"],
        )
        for row in rows
    )
    _print_table(("provider", "asked", "answer", "age", "state"), told)


def age(seconds: float) -> str:
    """Tell an age in the largest unit of which there are two."""
    for least, unit, name in UNITS:
        if seconds >= least:
            return f"{int(seconds // unit):,} {name}"
    return f"{max(0, int(seconds))} seconds"


def answer_row(answer: Answer) -> dict[str, Any]:
    """Return a looked-up place as a row; its fields are empty where nothing was found."""
    place = {} if answer.place is None else place_row(answer.place)
    row = {key: place.get(key, "") for key in ("name", "country", "lat", "lon", "kind", "source")}
    if answer.place is None:
        row["name"] = "not found"
    return {"asked": answer.query, **row, "answer": "from the cache" if answer.cached else "looked up"}


def print_explanation(extraction: Extraction) -> None:
    """Print an article with its place names marked, then each place name and meeting with its reasons."""
    from rich.text import Text  # rich is slow to import

    article, console = extraction.article, _console()
    facts = [article.id, article.title, article.source, f"published {article.published or 'on an unknown day'}"]
    console.print(Text(one_line(" | ".join(filter(None, facts))), style="bold"))
    if extraction.skipped is not None:
        console.print(Text(one_line(f"skipped: {extraction.skipped}")))
    text = Text(printable(article.text))
    for toponym in extraction.toponyms:
        text.stylize(f"underline {'' if toponym.place else 'red'}".strip(), toponym.start, toponym.end)
    console.print("", text, "", sep="\n")
    _print_table(("article", "at", "text", "reading", "place", "lat", "lon", "rule"), _toponym_rows(extraction))
    for number, meeting in enumerate(extraction.meetings, start=1):
        _print_meeting(console, number, meeting)


def _print_meeting(console: Console, number: int, meeting: Meeting) -> None:
    from rich.text import Text

    head = f"{_where(meeting.venue) or 'no venue told'}, {meeting.status}, {_when(meeting) or 'no date told'}"
    console.print(Text(f"\nMeeting {number}: {one_line(head)} ({meeting.confidence:.2f})", style="bold"))
    for what, proofs in _reasons(meeting):
        console.print(Text(f"  {one_line(what)}"))
        for proof in proofs:
            console.print(Text(f"    [{one_line(proof.rule)}] {one_line(proof.sentence)}"))


def _reasons(meeting: Meeting) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    yield "venue", meeting.venue_evidence
    yield "date", meeting.date_evidence
    yield "status", meeting.status_evidence
    for p in meeting.participations:
        yield f"{p.role}: {p.actor.name}, in the text {p.name!r} ({p.confidence:.2f})", p.evidence


def _toponym_rows(extraction: Extraction) -> Iterator[tuple[str, ...]]:
    for t in sorted(extraction.toponyms, key=lambda t: t.start):
        lat, lon = ("", "") if t.place is None else (f"{t.place.lat:.4f}", f"{t.place.lon:.4f}")
        yield t.article, f"{t.start}-{t.end}", t.text, str(t.reading), _where(t.place), lat, lon, t.rule


def _where(place: Place | None) -> str:
    return "" if place is None else ", ".join(filter(None, (place.name, place.country)))


def _when(meeting: Meeting) -> str:
    return "" if meeting.date is None else " to ".join(filter(None, (meeting.date.start, meeting.date.end)))


def _who(meeting: Meeting) -> str:
    return ", ".join(f"{p.actor.name} ({p.role})" for p in meeting.participations)


def _console() -> Console:
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDE
    return Console(width=width, markup=False, highlight=False, emoji=False)


def _print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(one_line(cell), overflow="fold") for cell in row))
    _console().print(table)
