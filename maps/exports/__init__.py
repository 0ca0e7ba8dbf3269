"""One atlas in the formats that people work with. A format is a function from an atlas to the bytes of a file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from geo.errors import OutputError
from geo.extras import need
from geo.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.model import Atlas

    Maker = Callable[[Atlas], bytes]

FORMATS = {
    ".geojson": "venues, links and meetings as RFC 7946 features",
    ".csv": "one row a participation, for spreadsheets",
    ".gpkg": "GeoPackage with layers, tables and QGIS styles",
    ".kml": "Google Earth, with time spans",
    ".kmz": "the same with its icons inside",
    ".projected.graphml": "states that meet, weighted, for Gephi (needs networkx)",
    ".graphml": "actors and meetings, for Gephi (needs networkx)",
    ".parquet": "one row a meeting, its participations and evidence inside (needs pyarrow)",
    ".sqlite": "all tables, for Datasette and DuckDB",
}
"""Ends of file names and what they give; the first that fits counts."""
MAKERS = {
    ".geojson": ("geojson", "geojson", None),
    ".csv": ("csvfile", "csv_bytes", None),
    ".gpkg": ("geopackage", "geopackage", None),
    ".kml": ("kml", "kml", None),
    ".kmz": ("kml", "kmz", None),
    ".projected.graphml": ("graphml", "projected_graphml", "networkx"),
    ".graphml": ("graphml", "bipartite_graphml", "networkx"),
    ".parquet": ("parquet", "meetings_parquet", "pyarrow.parquet"),
    ".sqlite": ("sqlite", "database", None),
}
"""For each its module, the function in it, and the optional package that it needs: loaded only when asked for."""


def ending(path: Path) -> str:
    """Return the format of ``path`` by its name. Raises OutputError where there is none."""
    found = next((one for one in FORMATS if path.name.lower().endswith(one)), None)
    if found is None:
        raise OutputError(f"{path}: is of no kind that is written here; end the name in {', '.join(FORMATS)}")
    return found


def check(path: Path) -> None:
    """Find out before the work that ``path`` cannot be written or that its format lacks a package.

    Raises OutputError or MissingError with one line that says what to do.
    """
    maker(ending(path))
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file in it")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; make it or choose another")


def export(atlas: Atlas, path: Path) -> None:
    """Write ``atlas`` to ``path`` in the format of its name, whole or not at all.

    Raises OutputError where that fails, MissingError where the format needs a package that is not installed.
    """
    content = maker(ending(path))(atlas)
    try:
        write_whole(content, path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); choose another file") from error


def maker(end: str) -> Maker:
    """Return the function that makes a format. Raises MissingError where a package that it needs is missing."""
    module, function, package = MAKERS[end]
    if package is not None:
        need(package, f"a {end} file")
    return cast("Maker", getattr(import_module(f"maps.exports.{module}"), function))
