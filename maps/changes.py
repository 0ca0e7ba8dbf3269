"""The changes since the last map: for the page, for the terminal, and as files."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from geo.changes import Changes, compare, describe
from geo.decoding import one_line
from geo.errors import ArticleError, OutputError
from geo.files import write_whole
from maps.unpack import read_value, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.changes import Changed
    from geo.model import Atlas, Meeting

FORMATS = (".json", ".md")
LISTED = 10  # lines that the terminal shows
MARKUP = re.compile(r"([\\`*_\[\]<>#|&])")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LastMap:
    """What the last map holds: its atlas, and the changes that it shows itself."""

    atlas: Atlas
    changes: Row | None


def last_map(path: Path, complain: Callable[[str], None]) -> LastMap | None:
    """Read the map that a build is about to replace; None where there is none, or (with one line) none of ours."""
    if not path.is_file():
        return None
    try:
        value = read_value(path)
        return LastMap(unpacked(value), _carried(value.get("changes")))
    except (ArticleError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        complain(f"{path}: cannot tell what changed since the last map ({reason.split(';')[0]})")
        return None


def since_last(last: LastMap | None, atlas: Atlas) -> Changes:
    """Return the changes since the last map; where there was none, every meeting is new."""
    if last is None:
        return Changes(new=atlas.meetings, new_venues=tuple(dict.fromkeys(m.venue.name for m in atlas if m.venue)))
    return compare(last.atlas, atlas)


def page_row(last: LastMap | None, changes: Changes) -> Row | None:
    """Return what the page carries: the changes, or where there are none those that the last map showed."""
    if last is None:
        return None
    return _page_row(changes) if changes else last.changes


def _page_row(changes: Changes) -> Row:
    return {
        "since": changes.since,
        "new": [meeting.id for meeting in changes.new],
        "changed": [
            {"id": one.meeting.id, "what": [str(d) for d in one.differences], "by": list(one.by)}
            for one in changes.changed
        ],
        "gone": [
            {
                "name": meeting.venue.name if meeting.venue else None,
                "date": meeting.date.start if meeting.date else None,
                "actors": [part.actor.name for part in meeting.participations],
            }
            for meeting in changes.gone
        ],
    }


def _carried(row: Any) -> Row | None:
    """Return the changes of the last map if they have the shape that ``_page_row`` gives, else None."""
    try:
        return {
            "since": _text(row["since"]),
            "new": [str(name) for name in row["new"]],
            "changed": [
                {"id": str(one["id"]), "what": list(map(str, one["what"])), "by": list(map(str, one["by"]))}
                for one in row["changed"]
            ],
            "gone": [
                {"name": _text(one["name"]), "date": _text(one["date"]), "actors": list(map(str, one["actors"]))}
                for one in row["gone"]
            ],
        }
    except (TypeError, KeyError):
        return None


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def check_changes(path: Path) -> None:
    """Find out before the reading that changes cannot be written to ``path``. Raises OutputError."""
    if path.suffix.lower() not in FORMATS:
        raise OutputError(f"{path}: changes are written as .json or .md; choose such a name for --changes")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; make it or choose another")


def write_changes(changes: Changes, path: Path) -> None:
    """Write the changes as JSON or Markdown, by the name's ending. Raises OutputError where that fails."""
    if path.suffix.lower() == ".json":
        text = json.dumps(_file_value(changes), indent=2, allow_nan=False) + "\n"
    else:
        text = "\n".join(_markdown(changes)) + "\n"
    try:
        write_whole(text.encode("utf-8", "replace"), path)
    except OSError as error:
        raise OutputError(f"{path}: cannot write the changes ({error.strerror or error})") from error


def _file_value(changes: Changes) -> Row:
    return {
        "since": changes.since,
        "new": [_meeting_value(meeting) for meeting in changes.new],
        "changed": [_changed_value(one) for one in changes.changed],
        "gone": [_meeting_value(meeting) for meeting in changes.gone],
        "new_venues": list(changes.new_venues),
        "gone_venues": list(changes.gone_venues),
    }


def _changed_value(one: Changed) -> Row:
    differences = [
        {"what": d.what, "actor": d.actor or None, "before": d.before, "after": d.after, "articles": list(d.by)}
        for d in one.differences
    ]
    return {**_meeting_value(one.meeting), "changes": differences}


def _meeting_value(meeting: Meeting) -> Row:
    return {
        "id": meeting.id,
        "venue": meeting.venue.name if meeting.venue else None,
        "country": meeting.venue.country if meeting.venue else None,
        "date": None if meeting.date is None else {"start": meeting.date.start, "end": meeting.date.end},
        "status": str(meeting.status),
        "actors": [
            {"actor": part.actor.id, "name": part.actor.name, "role": str(part.role)}
            for part in meeting.participations
        ],
        "articles": list(meeting.articles),
    }


def _markdown(changes: Changes) -> Iterator[str]:
    yield f"# Changes since {changes.since or 'the last map'}"
    if not changes:
        yield "\nNothing has changed."
    for head, lines in (
        ("New", [(_line(meeting), []) for meeting in changes.new]),
        ("Changed", [(describe(one.meeting), _details(one)) for one in changes.changed]),
        ("Gone", [(_line(meeting), []) for meeting in changes.gone]),
        ("New venues", [(name, []) for name in changes.new_venues]),
        ("Venues gone", [(name, []) for name in changes.gone_venues]),
    ):
        if lines:
            yield f"\n## {head}\n"
        for line, details in lines:
            yield f"- {_plain(line)}"
            yield from (f"  - {_plain(detail)}" for detail in details)


def _details(one: Changed) -> list[str]:
    return [f"{difference} ({', '.join(difference.by)})" for difference in one.differences]


def _line(meeting: Meeting) -> str:
    return f"{describe(meeting)} ({', '.join(meeting.articles)})"


def _plain(text: str) -> str:
    """Words of articles never act as Markdown or as HTML in it."""
    return MARKUP.sub(r"\\\1", one_line(text))


def print_changes(changes: Changes) -> None:
    """Print the changes as a short list on standard output; nothing where there are none."""
    if not changes:
        return
    kinds = (("new", changes.new), ("changed", changes.changed), ("gone", changes.gone))
    counts = ", ".join(f"{len(meetings):,} {kind}" for kind, meetings in kinds if meetings)
    typer.echo(f"Since the last map{f' ({changes.since})' if changes.since else ''}: meetings {counts}.")
    lines = list(_lines(changes))
    for line in lines[:LISTED]:
        typer.echo(f"  {one_line(line)}")
    if len(lines) > LISTED:
        typer.echo(f"  and {len(lines) - LISTED:,} more; --changes FILE lists all")


def _lines(changes: Changes) -> Iterator[str]:
    yield from (f"new      {_line(meeting)}" for meeting in changes.new)
    for one in changes.changed:
        yield f"changed  {describe(one.meeting)}: {'; '.join(_details(one))}"
    yield from (f"gone     {_line(meeting)}" for meeting in changes.gone)
    for what, names in (("new", changes.new_venues), ("gone", changes.gone_venues)):
        if names:
            yield f"venues {what}: {', '.join(names)}"
