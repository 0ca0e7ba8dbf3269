"""Reading ``corrections.toml``: every fault is one line that names file and line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from geo.actors import actor_names, find_actor
from geo.correction_rows import READERS, SHOWN, Table, fail
from geo.corrections import (
    ActorFix,
    AnyRow,
    Corrections,
    NewMeeting,
    OwnBody,
    OwnVenue,
    ParticipationFix,
    PlaceFix,
)
from geo.errors import CorrectionsError
from geo.fingerprint import correction_files
from geo.model import Actor, Kind, Place
from geo.own_names import OwnActor, OwnNames, OwnPlace
from geo.placenames import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

MAX_BYTES = 1_000_000
LEXEME = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
    r"|^[ \t]*\[\[[ \t]*(?P<kind>[\w-]+)[ \t]*\]\]",
    re.DOTALL | re.MULTILINE,
)
AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")


def load(chosen: Path | None, paths: Iterable[str | Path]) -> Corrections:
    """Read the file chosen; without one, the ``corrections.toml`` beside the articles. Raises CorrectionsError."""
    return read_corrections(correction_files(paths, chosen))


def read_corrections(files: Iterable[Path]) -> Corrections:
    """Read files of corrections into one. Raises CorrectionsError, of one line, for the first fault."""
    rows: list[AnyRow] = []
    for file in files:
        rows += parse(read_text(file), str(file))
    return checked(rows)


def checked(rows: Sequence[AnyRow]) -> Corrections:
    """Make corrections of the rows of all files. Raises CorrectionsError where a row names no known actor."""
    own = OwnNames(tuple(_own_actors(rows)), tuple(_own_places(rows)))
    names = {normalise(name): entry.actor.id for entry in own.actors for name in entry.names}
    return Corrections(tuple(_resolved(row, names) for row in rows), own)


def parse(text: str, name: str) -> list[AnyRow]:
    """Read the rows of one file's text, in its order; ``name`` is how messages call the file."""
    try:
        document = tomllib.loads(text)
    except RecursionError:
        fail(name, 1, "is nested too deeply")
    except ValueError as error:
        found = AT_LINE.search(str(error))
        fail(name, int(found[1]) if found else 1, f"is no TOML: {AT_LINE.sub('', str(error))}")
    lines = row_lines(text)
    rows = []
    for kind, tables in document.items():
        if kind not in READERS or not isinstance(tables, list):
            known = ", ".join(f"[[{kind}]]" for kind in READERS)
            fail(name, 1, f"{kind[:SHOWN]!r} is no correction: give one of {known}")
        for number, values in enumerate(tables):
            line = lines.get(kind, [])[number] if number < len(lines.get(kind, [])) else 1
            rows.append(READERS[kind](Table(values, name, line)))
    return sorted(rows, key=lambda row: row.line)


def row_lines(text: str) -> dict[str, list[int]]:
    """Return for each kind the lines on which its ``[[kind]]`` stand, outside strings and comments."""
    found: dict[str, list[int]] = {}
    line, at = 1, 0
    for match in LEXEME.finditer(text):
        if match["kind"] is not None:
            line += text.count("\n", at, match.end())
            at = match.end()
            found.setdefault(match["kind"], []).append(line)
    return found


def read_text(file: Path) -> str:
    """Return a file's text with plain line ends. Raises CorrectionsError where it is too large or no UTF-8."""
    try:
        if file.stat().st_size > MAX_BYTES:
            fail(str(file), 1, f"is larger than {MAX_BYTES // 10**6} MB: split it")
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(str(file), 1, "is not UTF-8: save it as UTF-8")
    except OSError as error:
        raise CorrectionsError(f"{file}: cannot be read ({error.strerror or error})") from error
    return text.replace("\r\n", "\n")


def _own_actors(rows: Iterable[AnyRow]) -> Iterator[OwnActor]:
    own = {row.name: row for row in rows if isinstance(row, OwnBody)}
    for row in own.values():
        seat = None if row.at is None else (row.seat or row.name, *row.at)
        yield OwnActor(Actor(row.name, row.name, row.type), (row.name, *row.aliases), seat)
    for fix in rows:
        if isinstance(fix, ActorFix) and fix.aliases:
            body = own.get(fix.name)
            known = Actor(body.name, body.name, body.type) if body else find_known(fix.name)
            if known is None:
                raise CorrectionsError(
                    f"{fix.mark.where}: {fix.name[:SHOWN]!r} is no known actor to give aliases to"
                )
            yield OwnActor(known, fix.aliases)


def _own_places(rows: Iterable[AnyRow]) -> Iterator[OwnPlace]:
    for row in rows:
        if isinstance(row, OwnVenue):
            place = Place(row.name, *row.at, row.country, row.kind, "correction", corrected=row.mark)
            yield OwnPlace(place, (row.name, *row.aliases), first=True)
        elif isinstance(row, PlaceFix) and row.at is not None and row.article is None:
            kind = row.kind or Kind.CITY
            place = Place(row.rename or row.name, *row.at, row.country, kind, "correction", corrected=row.mark)
            yield OwnPlace(place, (row.name,), first=False)


def find_known(name: str) -> Actor | None:
    """Return the actor of that id, or that any table knows under that very name; None if there is none."""
    found = find_actor(name)
    return found or next((entry.actor for entry in actor_names() if entry.text == name), None)


def _resolved(row: AnyRow, own: Mapping[str, str]) -> AnyRow:
    """Check that a row's actors exist; own ones may stand in any file."""
    wanted = [row.identity] if isinstance(row, ActorFix) and row.identity else []
    if isinstance(row, ParticipationFix) and row.add:
        wanted.append(row.actor)
    if isinstance(row, NewMeeting):
        wanted += [name for name, _ in row.actors]
    for name in wanted:
        if normalise(name) not in own and find_known(name) is None:
            raise CorrectionsError(
                f"{row.mark.where}: {name[:SHOWN]!r} is no known actor: give an alpha-3 code or a name, "
                "or add it with [[organisation]]"
            )
    return row
