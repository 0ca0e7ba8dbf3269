"""SQLite: every table with its keys, a flat view, and the dictionary of its columns."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from geo.columns import FLAT, TABLES, Column, Table, Type
from geo.tables import rows

if TYPE_CHECKING:
    from geo.model import Atlas

SQL_TYPES = {Type.TEXT: "TEXT", Type.INTEGER: "INTEGER", Type.NUMBER: "REAL", Type.DATE: "TEXT"}
DICTIONARY = "CREATE TABLE dictionary (table_name TEXT, column_name TEXT, type TEXT, meaning TEXT)"
FLAT_VIEW = """CREATE VIEW flat AS
SELECT m.id AS meeting, m.label, m.date_start, m.date_end, m.status,
  m.venue_name AS venue, m.country, m.lat, m.lon,
  p.actor, a.name AS actor_name, a.type AS actor_type, p.role, coalesce(p.confidence, m.confidence) AS confidence,
  e.sentence, coalesce(e.article, t.article) AS article, s.url
FROM meetings m
LEFT JOIN participations p ON p.meeting = m.id
LEFT JOIN actors a ON a.id = p.actor
LEFT JOIN evidence e ON e.rowid = (SELECT min(rowid) FROM evidence WHERE meeting = m.id AND actor = p.actor)
LEFT JOIN tellings t ON t.rowid = (SELECT min(rowid) FROM tellings WHERE meeting = m.id)
LEFT JOIN articles s ON s.id = coalesce(e.article, t.article)
ORDER BY m.rowid, p.rowid"""


def database(atlas: Atlas) -> bytes:
    """Return an SQLite database with the tables of ``geo.columns``, the view ``flat`` and ``dictionary``."""
    with closing(sqlite3.connect(":memory:")) as store:
        for table in TABLES:
            store.execute(create(table))
            insert(store, table.name, table.names, [tuple(row.values()) for row in rows(atlas, table.name)])
            for column in table.columns:
                if column.refers:
                    store.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
        store.execute(FLAT_VIEW)
        fill_dictionary(store)
        store.commit()
        return store.serialize()


def create(table: Table) -> str:
    """Return the statement that makes a table, each column with its meaning."""
    lines = [column_line(column, number == 0 and table.keyed) for number, column in enumerate(table.columns)]
    body = ",\n".join(f"  {line}" for line in lines)
    return f'CREATE TABLE "{table.name}" ( -- {table.meaning}\n{body}\n)'


def column_line(column: Column, is_key: bool) -> str:
    """Return one column of such a statement; the names are this project's own."""
    parts = [f'"{column.name}" {SQL_TYPES[column.type]}']
    parts += ["PRIMARY KEY"] if is_key else []
    parts += ["NOT NULL"] if column.needed else []
    parts += [f'REFERENCES "{column.refers}" ("id")'] if column.refers else []
    return " ".join(parts)


def insert(store: sqlite3.Connection, table: str, names: tuple[str, ...], values: list[tuple[Any, ...]]) -> None:
    """Insert rows; the first of two with the same key stays."""
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    statement = f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608 - our own names
    store.executemany(statement, [tuple(map(plain, row)) for row in values])


def plain(value: Any) -> Any:
    """Return a value as SQLite stores it: a day as YYYY-MM-DD."""
    return value.isoformat() if isinstance(value, dt.date) else value


def fill_dictionary(store: sqlite3.Connection) -> None:
    """Write what each column means."""
    store.execute(DICTIONARY)
    told = [(t.name, c.name, str(c.type), c.meaning) for t in (*TABLES, FLAT) for c in t.columns]
    insert(store, "dictionary", ("table_name", "column_name", "type", "meaning"), told)
