"""A build from its order to the map on the disk. Where nothing has changed since the last one, little is done."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from geo.errors import OutputError
from geo.files import sweep
from geo.fingerprint import fingerprint
from geo.keeping import BUILD, Keeper
from geo.language import DEFAULT_MODEL
from geo.stamp import reading_stamp
from maps import terminal
from maps.report import Report
from maps.stamp import page_stamp

if TYPE_CHECKING:
    from maps.tiles import Tiles


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: see the options of ``parley build``. ``jobs`` None: as many processes as cores."""

    paths: tuple[str, ...]
    out: Path
    title: str | None = None
    jobs: int | None = None
    corrections: Path | None = None
    geocoder: str | None = None
    tiles: Tiles | None = None
    mercator: bool = False
    changes: tuple[Path, ...] = ()
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What a build printed and how it ended; ``page`` is the hash of the map it wrote."""

    page: str
    problems: list[str]
    summary: list[str]
    code: int


def build(order: Order) -> int:
    """Build the map and print how it went; return the exit code, see ``maps.cli``.

    Where the same files were built into the very map that is there, it stays, and the same is printed. Raises
    ParleyError or OSError where the map cannot be built or written.
    """
    try:
        return _build_or_keep(order)
    except KeyboardInterrupt:
        terminal.complain(f"stopped; {order.out} is as it was, and the same command goes on from what was read")
        raise


def check(order: Order) -> None:
    """Find out before the reading, not after it, that something cannot be written; raises OutputError.

    What a killed build left beside the map is removed.
    """
    from geo.articles import SUFFIXES, is_page
    from maps.changes import check_changes

    out = order.out
    if out.name.lower().endswith(SUFFIXES) and not is_page(out.name):
        raise OutputError(f"{out}: would be read as an article; choose a file ending in .html with -o")
    if out.is_dir():
        raise OutputError(f"{out}: is a folder; choose a file with -o")
    if not out.parent.is_dir():
        raise OutputError(f"{out}: there is no folder {out.parent}; make it or choose another with -o")
    _spare_articles(order)
    sweep(out.parent, out.name)
    for path in order.changes:
        check_changes(path)


def _spare_articles(order: Order) -> None:
    """Refuse to write the map over a page that is one of the articles."""
    from geo.articles import files
    from geo.direct import is_own_map

    out = order.out
    if not out.is_file() or is_own_map(out):
        return
    if any(Path(file.path).exists() and out.samefile(file.path) for file in files(order.paths, lambda _: None)):
        raise OutputError(f"{out}: is one of the articles; choose another file with -o")


def _build_or_keep(order: Order) -> int:
    key = _key(order)
    if key is None:
        return _build(order).code
    with Keeper(BUILD) as keeper:
        record = _record(keeper.find([key]).get(key))
        if record is not None and record.page == _hash(order.out):
            for line in record.problems:
                terminal.complain(line)
            terminal.tell(record.summary)
            return record.code
    record = _build(order)
    if record.page and key == _key(order):  # else a file changed while it was read, one way or the other
        with Keeper(BUILD) as keeper:
            keeper.keep(key, msgspec.json.encode(record))
    return record.code


def _make_ready(order: Order) -> None:
    """Load what the map needs whatever the articles tell: this process has nothing to do while others read."""
    from maps.basemap import countries
    from maps.names import load_tables
    from maps.page import shell_for

    shell_for(order.tiles, mercator=order.mercator)
    load_tables()
    countries()


def _build(order: Order) -> Record:
    from geo.corrections_file import load
    from geo.pipeline import count, make_atlas
    from geo.workers import cores
    from maps.borders import problems
    from maps.changes import last_map, page_row, print_changes, since_last, write_changes
    from maps.page import write_page
    from maps.sources import provider_of

    report = Report()
    atlas = make_atlas(
        order.paths,
        report,
        progress=sys.stderr.isatty(),
        jobs=order.jobs or cores(),
        corrections=load(order.corrections, order.paths),
        provider=provider_of(order.geocoder),
        allow=order.allow,
        meanwhile=lambda: _make_ready(order),
    )
    for problem in problems(atlas):
        report(problem)
    counts = count(atlas)
    if not counts.articles:
        terminal.complain("nothing could be read")
        return Record("", report.lines, [], 2)
    last = last_map(order.out, terminal.complain)
    changed = since_last(last, atlas)
    row = page_row(last, changed)
    page = write_page(atlas, order.out, title=order.title, tiles=order.tiles, mercator=order.mercator, changes=row)
    for path in order.changes:
        write_changes(changed, path)
    summary = terminal.summary(counts, atlas.unresolved, report.failures, order.out)
    terminal.tell(summary)
    if last is not None:
        print_changes(changed)
    return Record(hashlib.sha256(page).hexdigest(), report.lines, summary, 1 if report.failures else 0)


def _key(order: Order) -> bytes | None:
    """Hash all that decides on the map and on what is printed; None where that cannot be known before."""
    if order.geocoder is not None or order.changes:
        return None
    files = fingerprint(order.paths, order.corrections)
    if files is None:
        return None
    options = (order.paths, str(order.out), str(order.out.resolve()), order.title, order.tiles, order.mercator)
    code = reading_stamp(DEFAULT_MODEL) + page_stamp()
    return hashlib.sha256(files + repr((code, options)).encode("utf-8", "surrogatepass")).digest()


def _hash(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _record(body: bytes | None) -> Record | None:
    try:
        return None if body is None else msgspec.json.decode(body, type=Record)
    except msgspec.MsgspecError:
        return None
