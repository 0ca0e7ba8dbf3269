"""Writing into ``corrections.toml``: a row is put at the end, or a row about the same is changed where it stands.

All else of the file stays as it is, byte for byte: comments, order, line ends. What is to be written is read first
as a build would read it, and is put in place in one step.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import AoT

from geo.cache import exclusive, writable_folder
from geo.correction_rows import READERS, Table
from geo.corrections_file import MAX_BYTES, checked, parse, read_text, row_lines
from geo.errors import CorrectionsError
from geo.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from geo.corrections import AnyRow

ABOUT = ("name", "article", "id", "venue", "date", "actor", "meetings", "add")
"""The fields that tell what a row is about; in a row of [[place]] and the like some do not occur."""
EITHER = {"drop": ("set", "role"), "set": ("drop",), "role": ("drop",)}
"""A field and those that cannot stand beside it."""
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a correction: ``deed`` is added, changed or kept; ``where`` its place in the file.

    ``against`` are the places of other rows that say something else.
    """

    deed: str
    where: str
    against: tuple[str, ...] = ()


def write_correction(file: Path, kind: str, values: Mapping[str, Any]) -> Written:
    """Write the row ``[[kind]]`` with ``values`` (plain strings, numbers, lists, dicts) into ``file``.

    A row that says the same already is kept, one that says something else of the same is changed. Raises
    CorrectionsError, of one line, where the row or the file is wrong, and OSError where it cannot be written;
    the file is then as it was.
    """
    wanted = READERS[kind](Table(dict(values), "not written", 0, f"the {kind}"))
    with _alone():
        before = _bytes(file)
        text = read_text(file) if before is not None else ""
        rows = parse(text, str(file))
        old = next((row for row in rows if _same(row, wanted)), None)
        if old is not None and _says_all(old, wanted):
            return Written("kept", old.mark.where)
        if old is None:
            after, deed = _appended(text, kind, values), "added"
        else:
            after, deed = _changed(text, old.line, kind, values), "changed"
        row = _check(after, file, rows, old, wanted)
        write_whole(_as_before(after, before), file)
    others = [r.mark.where for r in parse(after, str(file)) if r.line != row.line and _against(r, row)]
    return Written(deed, row.mark.where, tuple(others))


def _alone() -> AbstractContextManager[None]:
    """Let one process write at a time, as far as a lock can be had."""
    folder = writable_folder()
    return nullcontext() if folder is None else exclusive(folder / "corrections.lock")


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CorrectionsError(f"{file}: cannot be read ({error.strerror or error})") from error


def _same(row: AnyRow, wanted: AnyRow) -> bool:
    """Tell whether two rows are about one thing, and one of them says all or another of what the other says."""
    said, told = dict(row.claims()), dict(wanted.claims())
    shared = said.keys() & told.keys()
    return type(row) is type(wanted) and str(row) == str(wanted) and bool(shared)


def _says_all(row: AnyRow, wanted: AnyRow) -> bool:
    """Tell whether a row is word for word what is wanted, wherever it stands."""
    mark = replace(wanted.mark, where=row.mark.where)
    return replace(wanted, mark=mark, line=row.line) == row


def _against(row: AnyRow, other: AnyRow) -> bool:
    said = dict(other.claims())
    return any(about in said and said[about] != value for about, value in row.claims())


def _appended(text: str, kind: str, values: Mapping[str, Any]) -> str:
    rows = tomlkit.aot()
    rows.append(tomlkit.item(_ordered(values)))
    document = tomlkit.document()
    document.append(kind, rows)
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return text + gap + document.as_string()


def _changed(text: str, line: int, kind: str, values: Mapping[str, Any]) -> str:
    """Change the row that begins on ``line``; the text before and after it is not touched."""
    lines = [part + "\n" for part in text.split("\n")]
    heads = sorted(number for numbers in row_lines(text).values() for number in numbers)
    end = next((number for number in heads if number > line), len(lines) + 1)
    document = tomlkit.parse("".join(lines[line - 1 : end - 1]))
    found = document[kind]
    row = found[0] if isinstance(found, AoT) else found
    for key, value in _ordered(values).items():
        for other in EITHER.get(key, ()):
            if other in row:
                del row[other]
        if key in row and isinstance(value, dict):
            row[key].update(value)
        elif key not in row or row[key] != value:  # what stays keeps its quotes
            row[key] = value
    return ("".join(lines[: line - 1]) + document.as_string() + "".join(lines[end - 1 :])).removesuffix("\n")


def _ordered(values: Mapping[str, Any]) -> dict[str, Any]:
    """Put what a row is about first, its reason last; tables stand in one line each."""
    keys = [key for key in ABOUT if key in values]
    keys += [key for key in values if key not in {*keys, "reason"}]
    return {key: _item(values[key]) for key in (*keys, "reason") if key in values}


def _item(value: Any) -> Any:
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        array = tomlkit.array()
        for part in value:
            array.append(_item(part))
        return array
    return value


def _check(text: str, file: Path, before: Sequence[AnyRow], old: AnyRow | None, wanted: AnyRow) -> AnyRow:
    """Read what is to be written: it must hold the row wanted, and every other row as it was."""
    rows = parse(text, str(file))
    checked(rows)
    said = set(wanted.claims())
    found = [row for row in rows if type(row) is type(wanted) and said <= set(row.claims())]
    kept = [str(row) for row in before if row is not old]
    if not found or len(rows) != len(kept) + 1 or any(str(row) not in {*map(str, rows)} for row in before):
        raise CorrectionsError(f"{file}: cannot be changed by program; write the row by hand")
    return found[-1]


def _as_before(text: str, before: bytes | None) -> bytes:
    """Give the text the line ends and the mark at its start that the file had."""
    if before is not None and b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = BOM if before is not None and before.startswith(BOM.encode()) else ""
    try:
        content = (mark + text).encode("utf-8")
    except UnicodeEncodeError as error:
        raise CorrectionsError("not written: it holds bytes that are no text") from error
    if len(content) > MAX_BYTES:
        raise CorrectionsError(f"not written: the file would be larger than {MAX_BYTES // 10**6} MB; split it")
    return content
