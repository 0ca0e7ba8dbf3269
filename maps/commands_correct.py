"""``parley correct``: corrections written from the command line, one sub-command for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from geo.decoding import one_line
from geo.errors import CorrectionsError
from geo.model import ActorType, Kind, Role
from maps import terminal

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

DEFAULT = Path("seeds", "corrections.toml")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name as the articles or the map have it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; the map shows it.")]
File = Annotated[Path, typer.Option("--corrections", metavar="FILE", help="The file to write.")]
InArticle = Annotated[str | None, typer.Option("--article", help="Only in this article.")]
Country = Annotated[str | None, typer.Option("--country", help="An alpha-3 code, or the country's name.")]
Aliases = Annotated[list[str] | None, typer.Option("--alias", help="A further name; may be repeated.")]
Rename = Annotated[str | None, typer.Option("--rename", help="The name to show.")]
KindOf = Annotated[Kind | None, typer.Option("--kind", help="What the place is.")]
WhichArticle = Annotated[str | None, typer.Option("--article", help="An article that tells of the meeting.")]
WhichVenue = Annotated[str | None, typer.Option("--venue", help='Its venue on the map; "" if it has none.')]
WhichDate = Annotated[str | None, typer.Option("--date", help='Its first day on the map; "" if it has none.')]
WhichId = Annotated[str | None, typer.Option("--id", help="Its id, instead of article, venue and date.")]
Drop = Annotated[bool, typer.Option("--drop", help="Take it off the map.")]
LAT_LON = "LAT,LON"
PAIR = 2


@app.command()
def place(
    name: Name,
    reason: Reason,
    to: Annotated[str | None, typer.Option(metavar=LAT_LON, help="Where it lies, in degrees.")] = None,
    country: Country = None,
    rename: Rename = None,
    kind: KindOf = None,
    article: InArticle = None,
    corrections: File = DEFAULT,
) -> None:
    """Pin a place at coordinates, or rename it."""
    row = {"name": name, "article": article, "to": _position(to), "country": country, "rename": rename}
    _write(corrections, "place", {**row, "kind": kind}, reason)


@app.command()
def reading(
    name: Name,
    reason: Reason,
    is_: Annotated[str, typer.Option("--is", help="place, government, demonym, or nothing: it is no place name.")],
    article: InArticle = None,
    corrections: File = DEFAULT,
) -> None:
    """Say what a place name does: "Moscow" the government, or the city."""
    _write(corrections, "reading", {"name": name, "article": article, "is": is_}, reason)


@app.command()
def actor(
    name: Name,
    reason: Reason,
    is_: Annotated[str | None, typer.Option("--is", help="Whom it means: a state's code, or an actor.")] = None,
    rename: Rename = None,
    alias: Aliases = None,
    article: InArticle = None,
    corrections: File = DEFAULT,
) -> None:
    """Say who somebody is, how to call him, and by what other names articles do."""
    row = {"name": name, "article": article, "is": is_, "rename": rename, "aliases": alias}
    _write(corrections, "actor", row, reason)


@app.command()
def organisation(
    name: Name,
    reason: Reason,
    alias: Aliases = None,
    kind: Annotated[ActorType | None, typer.Option("--type", help="organisation (default) or nonstate.")] = None,
    seat: Annotated[str | None, typer.Option(help="The name of its seat.")] = None,
    at: Annotated[str | None, typer.Option(metavar=LAT_LON, help="Where its seat lies.")] = None,
    corrections: File = DEFAULT,
) -> None:
    """Add an organisation or a party of your own."""
    row = {"name": name, "aliases": alias, "type": kind, "seat": seat, "at": _position(at)}
    _write(corrections, "organisation", row, reason)


@app.command()
def venue(
    name: Name,
    reason: Reason,
    at: Annotated[str, typer.Option(metavar=LAT_LON, help="Where it lies, in degrees.")],
    alias: Aliases = None,
    country: Country = None,
    kind: KindOf = None,
    corrections: File = DEFAULT,
) -> None:
    """Add a venue of your own."""
    row = {"name": name, "at": _position(at), "aliases": alias, "country": country, "kind": kind}
    _write(corrections, "venue", row, reason)


@app.command()
def meeting(
    reason: Reason,
    article: WhichArticle = None,
    venue: WhichVenue = None,
    date: WhichDate = None,
    id_: WhichId = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="venue, at, country, date or status; sentence of a new one."
        ),
    ] = None,
    drop: Drop = False,
    add: Annotated[bool, typer.Option("--add", help="Add a meeting that was not read.")] = False,
    actors: Annotated[
        list[str] | None,
        typer.Option("--actor", metavar="ACTOR=ROLE", help="Of a new one, who took part; may be repeated."),
    ] = None,
    corrections: File = DEFAULT,
) -> None:
    """Put a meeting's venue, date or status right, drop it, or add one."""
    changes = _changes(to or [])
    which = {"id": id_, "article": article, "venue": venue, "date": date}
    took_part = dict(_pair(text, "--actor") for text in actors or [])
    if add:
        row = {**which, **changes, "add": True, "actors": took_part}
    elif took_part:
        raise typer.BadParameter("--actor goes with --add; else use: parley correct participation")
    else:
        row = {**which, "set": changes or None, "drop": drop or None}
    _write(corrections, "meeting", row, reason)


@app.command()
def participation(
    reason: Reason,
    actor: Annotated[str, typer.Option(help="Who: a state's code, or the actor's name.")],
    article: WhichArticle = None,
    venue: WhichVenue = None,
    date: WhichDate = None,
    id_: WhichId = None,
    role: Annotated[Role | None, typer.Option(help="What it does there.")] = None,
    add: Annotated[bool, typer.Option("--add", help="Add an actor that was not read.")] = False,
    drop: Drop = False,
    corrections: File = DEFAULT,
) -> None:
    """Put an actor's role at a meeting right, add an actor, or drop it."""
    which = {"id": id_, "article": article, "venue": venue, "date": date}
    row = {**which, "actor": actor, "role": role, "add": add or None, "drop": drop or None}
    _write(corrections, "participation", row, reason)


@app.command()
def merge(
    meetings: Annotated[
        list[str], typer.Argument(metavar="MEETING...", help="Each an id, or ARTICLE|VENUE|DATE in quotes.")
    ],
    reason: Reason,
    corrections: File = DEFAULT,
) -> None:
    """Make one meeting of several."""
    _write(corrections, "merge", {"meetings": [_which(text) for text in meetings]}, reason)


def _write(file: Path, kind: str, row: dict[str, Any], reason: str) -> None:
    """Write the fields that were given, and say where."""
    from geo.correction_writer import write_correction  # loads what --help does not need

    if not file.parent.is_dir():
        raise CorrectionsError(f"{file}: there is no folder {file.parent}; name a file with --corrections")
    given = {key: _plain(value) for key, value in row.items() if value is not None}
    written = write_correction(file, kind, {**given, "reason": reason})
    verb = {"added": "is written to", "changed": "is changed in", "kept": "is already in"}[written.deed]
    typer.echo(one_line(f"The correction {verb} {file.parent / written.where}."))
    for other in written.against:
        terminal.complain(f"it contradicts {file.parent / other}: the later one counts, remove one")


def _plain(value: Any) -> Any:
    """Make a plain string of a word of an enumeration."""
    return str(value) if isinstance(value, str) else value


def _position(text: str | None) -> list[float] | None:
    if text is None:
        return None
    try:
        numbers = [float(part) for part in text.replace(",", " ").split()]
    except ValueError:
        numbers = []
    if len(numbers) != PAIR:
        raise typer.BadParameter(f"{text!r} is no position: give LAT,LON in degrees, as 29.49,34.89")
    return numbers


def _changes(texts: list[str]) -> dict[str, Any]:
    pairs = dict(_pair(text, "--set") for text in texts)
    return {field: _position(value) if field == "at" else value for field, value in pairs.items()}


def _pair(text: str, option: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise typer.BadParameter(f"{option} {text!r}: give NAME=VALUE")
    return key.strip(), value.strip()


def _which(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split("|")]
    return {"id": text} if len(parts) == 1 else dict(zip(("article", "venue", "date"), parts, strict=False))
