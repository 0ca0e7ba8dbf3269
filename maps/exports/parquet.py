"""Parquet: one row a meeting, with lists of its participations and its evidence, typed as in ``geo.columns``."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from geo.columns import EVIDENCE, MEETINGS, PARTICIPATIONS, Table, Type
from geo.extras import need
from geo.tables import rows

if TYPE_CHECKING:
    from geo.model import Atlas

NESTED = (PARTICIPATIONS, EVIDENCE)
OUTER = "meeting"


def meetings_parquet(atlas: Atlas) -> bytes:
    """Return the meetings of an atlas as a Parquet file."""
    parquet = need("pyarrow.parquet", "Parquet")
    file = io.BytesIO()
    parquet.write_table(meetings_table(atlas), file, compression="zstd")
    return file.getvalue()


def meetings_table(atlas: Atlas) -> Any:
    """Return the meetings of an atlas as a ``pyarrow.Table``."""
    arrow = need("pyarrow", "Parquet")
    found = rows(atlas, MEETINGS.name)
    for table in NESTED:
        inside: dict[str, list[dict[str, Any]]] = {}
        for row in rows(atlas, table.name):
            inside.setdefault(row[OUTER], []).append({name: row[name] for name in row if name != OUTER})
        for row in found:
            row[table.name] = inside.get(row["id"], [])
    return arrow.Table.from_pylist(found, schema=schema())


def schema() -> Any:
    """Return the ``pyarrow.Schema`` of such a file; each field's metadata tells what it means."""
    arrow = need("pyarrow", "Parquet")
    inside = [arrow.field(t.name, arrow.list_(arrow.struct(fields(t, OUTER)))) for t in NESTED]
    return arrow.schema([*fields(MEETINGS), *inside], metadata={"made by": "parley", "holds": MEETINGS.meaning})


def fields(table: Table, but: str = "") -> list[Any]:
    """Return the fields of a table's columns."""
    arrow = need("pyarrow", "Parquet")
    types = {
        Type.TEXT: arrow.string(),
        Type.INTEGER: arrow.int64(),
        Type.NUMBER: arrow.float64(),
        Type.DATE: arrow.date32(),
    }
    return [
        arrow.field(
            column.name, types[column.type], nullable=not column.needed, metadata={"meaning": column.meaning}
        )
        for column in table.columns
        if column.name != but
    ]
