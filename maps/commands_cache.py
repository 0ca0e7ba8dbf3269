"""``parley cache``: what lies in the cache folder, and putting it away or asking anew."""

from __future__ import annotations

import json
import sys
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.decoding import one_line
from maps import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.answers import Kept
    from geo.caches import CacheInfo

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


class RowFormat(StrEnum):
    """How entries are printed."""

    TABLE = "table"
    JSONL = "jsonl"


class Part(StrEnum):
    """What can be cleared."""

    ANSWERS = "answers"
    ARTICLES = "articles"
    GAZETTEER = "gazetteer"


Provider = Annotated[str | None, typer.Option("--provider", help="Only the answers of this provider.")]
OlderThan = Annotated[
    float | None, typer.Option("--older-than", metavar="DAYS", min=0, help="Only answers older than that.")
]
DAY = 86_400.0
MEGABYTE = 1_000_000
SHOWN = 3


@app.command()
def info(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Tell what the caches hold, how old and how large they are."""
    from geo.caches import info as told

    found = told()
    if as_json:
        terminal.print_json(_info_row(found))
        return
    typer.echo(one_line(f"Folder: {found.folder} (PARLEY_CACHE_DIR chooses another)"))
    entries = sum(share.entries for share in found.answers)
    typer.echo(f"Answers of geocoders: {entries:,}, {_megabytes(found.answer_bytes)}")
    for share in found.answers:
        ages = f"{terminal.age(share.newest)} to {terminal.age(share.oldest)} old"
        kinds = f"{share.misses:,} unknown, {share.stale:,} out of date"
        typer.echo("  " + one_line(f"{share.provider}: {share.entries:,} ({kinds}), {ages}"))
    typer.echo(f"Articles read: {found.articles:,}, {_megabytes(found.article_bytes)}")
    state = "not compiled yet" if found.gazetteer is None else found.gazetteer.name
    typer.echo(f"Gazetteer: {state}, {_megabytes(found.gazetteer_bytes)}")
    if found.set_aside:
        names = ", ".join(path.name for path in found.set_aside)
        typer.echo(one_line(f"Set aside as damaged: {names}; parley cache clear deletes it"))


@app.command("list")
def list_entries(
    provider: Provider = None,
    older_than: OlderThan = None,
    form: Annotated[
        RowFormat | None,
        typer.Option("--format", help="Default: table on a terminal, jsonl elsewhere.", show_default=False),
    ] = None,
) -> None:
    """Print the kept answers of geocoders, the newest first, with their age and provider."""
    from geo.answers import open_cache
    from geo.caches import of_age

    entries = of_age(open_cache().entries(provider), _seconds(older_than))
    rows = (_row(entry) for entry in entries)
    if form is RowFormat.TABLE or (form is None and sys.stdout.isatty()):
        terminal.print_entries(rows)
    else:
        terminal.print_rows(rows)


@app.command()
def clear(
    parts: Annotated[
        list[Part] | None,
        typer.Argument(metavar="[answers|articles|gazetteer]...", help="Default: the first two."),
    ] = None,
    provider: Provider = None,
    older_than: OlderThan = None,
) -> None:
    """Delete what is kept; the next build makes it anew."""
    from geo import caches

    some = provider is not None or older_than is not None
    wanted = set(parts or ([Part.ANSWERS] if some else [Part.ANSWERS, Part.ARTICLES]))
    if some and wanted != {Part.ANSWERS}:
        raise typer.BadParameter("--provider and --older-than go with answers alone")
    if Part.ANSWERS in wanted:
        count = caches.clear_answers(provider, _seconds(older_than))
        typer.echo(f"Deleted {count:,} answers of geocoders.")
    if Part.ARTICLES in wanted:
        typer.echo(f"Deleted what was read in {caches.clear_articles():,} articles.")
    if not some:
        count = caches.clear_files(gazetteer=Part.GAZETTEER in wanted)
        typer.echo(f"Deleted {count:,} files (gazetteers, damaged files).")


@app.command()
def refresh(provider: Provider = None, older_than: OlderThan = None) -> None:
    """Ask the geocoders again for what is kept; where one fails, its answer stays."""
    from rich.console import Console
    from rich.progress import track

    from geo import caches
    from geo.answers import open_cache

    cache = open_cache()
    entries = list(caches.of_age(cache.entries(provider), _seconds(older_than)))
    console = Console(stderr=True)
    tracked: Iterator[Kept] = iter(
        track(entries, "asking again", console=console, transient=True, disable=not console.is_terminal)
    )
    done = caches.refresh(tracked, cache)
    for failure in list(dict.fromkeys(done.failures))[:SHOWN]:
        terminal.complain(failure)
    told = f"{done.renewed:,} renewed, {done.dropped:,} out of use and deleted, {len(done.failures):,} failed"
    typer.echo(f"Asked again for {len(entries):,} names: {told}.")
    raise typer.Exit(1 if done.failures else 0)


def _seconds(days: float | None) -> float | None:
    return None if days is None else days * DAY


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.1f} MB"


def _row(entry: Kept) -> dict[str, Any]:
    """Return an entry as a row; ``places`` is how many places the answer holds, ``name`` the first one's."""
    now = time.time()
    try:
        query = json.loads(entry.query)
    except ValueError:
        query = entry.query
    first = entry.found[0] if entry.found else None
    return {
        "provider": entry.provider,
        "asked": query if isinstance(query, str) else json.dumps(query),
        "name": None if first is None else first.address,
        "lat": None if first is None else first.lat,
        "lon": None if first is None else first.lon,
        "places": len(entry.found or ()),
        "age": int(now - entry.stored),
        "state": "damaged" if entry.found is None else "out of date" if entry.is_stale(now) else "fresh",
    }


def _info_row(found: CacheInfo) -> dict[str, Any]:
    return {
        "folder": str(found.folder),
        "answers": [
            {
                "provider": share.provider,
                "entries": share.entries,
                "unknown": share.misses,
                "out_of_date": share.stale,
                "newest_seconds": int(share.newest),
                "oldest_seconds": int(share.oldest),
            }
            for share in found.answers
        ],
        "articles": found.articles,
        "bytes": {
            "answers": found.answer_bytes,
            "articles": found.article_bytes,
            "gazetteer": found.gazetteer_bytes,
        },
        "set_aside": [path.name for path in found.set_aside],
    }
