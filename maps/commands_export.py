"""``parley export``: the meetings in the formats that people work with."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer asks for it when the program runs
from typing import Annotated

import typer

from geo.errors import OutputError
from maps import terminal
from maps.report import Report

SOURCES = typer.Argument(metavar="PATH...", help="Articles (files, folders, -), or one map built before.")
TARGETS = typer.Option(
    "--to", help="A file to write, the format by its name: .geojson .csv .gpkg .kml .kmz .graphml .parquet .sqlite"
)


def export(paths: Annotated[list[str], SOURCES], to: Annotated[list[Path], TARGETS]) -> None:
    """Write the meetings for GIS, spreadsheets, databases and graph tools, all from one reading."""
    from maps.exports import check  # loads what --help does not need
    from maps.exports import export as write
    from maps.sources import atlas_of

    for path in to:
        check(path)
    twice = next(
        (path for number, path in enumerate(to) if path.resolve() in {p.resolve() for p in to[:number]}), None
    )
    if twice is not None:
        raise OutputError(f"{twice}: is named twice; name each file once")
    report = Report()
    atlas = atlas_of(paths, report, progress=sys.stderr.isatty())
    report.refuse_nothing(len(atlas.articles))
    for path in to:
        write(atlas, path)
    terminal.print_exports(len(atlas.meetings), to)
    report.exit()
