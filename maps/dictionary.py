"""The data dictionary as a Markdown page, made from the code that writes the data."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from geo.bulk.schema import ARTICLE, MEANINGS
from geo.columns import FLAT, TABLES
from geo.model import Meeting
from maps.exports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.columns import Column, Table

WHAT = {
    ".geojson": "features of `venues`, `meetings`, `links`; `layer` tells which, meetings have `participations`",
    ".csv": "`flat`; a text that a spreadsheet would run as a formula has an apostrophe before it",
    ".gpkg": "layers `venues`, `meetings` (points), `links` (great circles) with QGIS styles; all other tables",
    ".kml": "folders Venues, Links, Meetings (with time spans); the columns as `ExtendedData`",
    ".kmz": "the same, with the icon inside",
    ".graphml": "nodes: `actors` and `meetings` (`bipartite` 0 and 1); edges: `participations`",
    ".projected.graphml": "nodes: states; edges: `weight` (meetings with both, not cancelled, neither absent), "
    "`held` (of these, held or ongoing), `first_date`, `last_date`",
    ".parquet": "`meetings`, each with lists `participations` and `evidence`",
    ".sqlite": "all tables with keys, the view `flat`, and `dictionary`: this page as a table",
}


def dictionary() -> str:
    """Return the page: what each format holds, then each table with its columns."""
    lines = [
        "# Data dictionary",
        "",
        "Coordinates are decimal degrees (WGS 84). Ids are the same in every format.",
        "",
    ]
    lines += ["| format | holds |", "| --- | --- |", *(f"| `{end}` | {WHAT[end]} |" for end in FORMATS), ""]
    for table in (*TABLES, FLAT):
        lines += [f"## {table.name}", "", f"{table.meaning}.", "", *columns(table), ""]
    return "\n".join([*lines, *partitions(), ""])


def partitions() -> Iterator[str]:
    """Yield what ``parley extract -o`` writes."""
    yield from ("## Folders of parley extract", "", "`articles/*.parquet`: a row for each article.", "")
    yield from ("| column | meaning |", "| --- | --- |")
    yield from (f"| `{name}` | {meaning} |" for name, meaning in MEANINGS.items())
    yield from (
        "",
        "`meetings/*.parquet`: a row for each meeting of each article, before the same are merged.",
        "",
    )
    yield from ("| column | holds, nested as in `geo.model` |", "| --- | --- |")
    yield f"| `{ARTICLE}` | id of the article |"
    for field in fields(Meeting):
        kind = str(field.type).replace("|", "\\|")
        yield f"| `{field.name}` | {kind} |"


def columns(table: Table) -> Iterator[str]:
    """Yield the rows of a table of columns."""
    yield "| column | type | meaning |"
    yield "| --- | --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}` | {kind(column)} | {column.meaning} |"


def kind(column: Column) -> str:
    """Return a column's type, whether it may be empty, and where its ids lead."""
    more = ["" if column.needed else "may be empty", f"id of `{column.refers}`" if column.refers else ""]
    return ", ".join(filter(None, [str(column.type), *more]))
