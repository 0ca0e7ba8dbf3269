"""GeoPackage 1.3 (OGC 12-128r17), written with sqlite3: layers for GIS, the other tables, QGIS styles.

Layers are venues and meetings (points) and links (great circles, cut at the 180th meridian). The file is the same
for the same atlas: what the standard calls the last change is the day of the newest article.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING, Any

from geo.columns import TABLES, Column, Table, Type
from geo.frames import SPATIAL, geometries
from geo.tables import rows
from maps.exports.qgis import style
from maps.exports.sqlite import fill_dictionary, insert

if TYPE_CHECKING:
    from geo.model import Atlas

APPLICATION = 0x47504B47  # "GPKG"
VERSION = 10300
WGS84 = 4326
SQL_TYPES = {Type.TEXT: "TEXT", Type.INTEGER: "INTEGER", Type.NUMBER: "DOUBLE", Type.DATE: "DATE"}
SHAPES = {"venues": "POINT", "meetings": "POINT", "links": "MULTILINESTRING"}
ATTRIBUTES = "attributes"
WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
SYSTEMS = (
    ("Undefined cartesian", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", WGS84, "EPSG", WGS84, WGS84_WKT, "longitude and latitude in decimal degrees"),
)
FRAME = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys,
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
  f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
"""
STYLE_COLUMNS = (
    "f_table_catalog f_table_schema f_table_name f_geometry_column styleName styleQML styleSLD useAsDefault"
    " description owner ui update_time"
)


def geopackage(atlas: Atlas) -> bytes:
    """Return the GeoPackage of an atlas."""
    changed = last_change(atlas)
    with closing(sqlite3.connect(":memory:")) as store:
        store.execute(f"PRAGMA application_id = {APPLICATION}")
        store.execute(f"PRAGMA user_version = {VERSION}")
        store.executescript(FRAME)
        names = ("srs_name", "srs_id", "organization", "organization_coordsys_id", "definition", "description")
        insert(store, "gpkg_spatial_ref_sys", names, list(SYSTEMS))
        for table in TABLES:
            add_table(store, atlas, table, changed)
        add_styles(store, changed)
        fill_dictionary(store)
        register(store, "dictionary", "What each column means", changed)
        store.commit()
        return store.serialize()


def add_table(store: sqlite3.Connection, atlas: Atlas, table: Table, changed: str) -> None:
    """Add a layer or a table with its rows."""
    spatial = table.name in SPATIAL
    shape = [f'"geom" {SHAPES[table.name]}'] if spatial else []
    body = ", ".join(
        [*shape, *(column_line(column, n == 0 and table.keyed) for n, column in enumerate(table.columns))]
    )
    store.execute(f'CREATE TABLE "{table.name}" ("fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {body})')
    values = [tuple(row.values()) for row in rows(atlas, table.name)]
    if not spatial:
        register(store, table.name, table.meaning, changed)
        insert(store, table.name, table.names, values)
        return
    found = geometries(atlas, table.name)
    register(store, table.name, table.meaning, changed, extent(found))
    names = ("table_name", "column_name", "geometry_type_name", "srs_id", "z", "m")
    insert(store, "gpkg_geometry_columns", names, [(table.name, "geom", SHAPES[table.name], WGS84, 0, 0)])
    blobs = [(blob(geometry), *row) for geometry, row in zip(found, values, strict=True)]
    insert(store, table.name, ("geom", *table.names), blobs)


def column_line(column: Column, is_key: bool) -> str:
    """Return one column of a table; its id is unique, the key is ``fid`` as the standard wants it."""
    limits = (" NOT NULL" if column.needed else "") + (" UNIQUE" if is_key else "")
    return f'"{column.name}" {SQL_TYPES[column.type]}{limits}'


def register(store: sqlite3.Connection, name: str, meaning: str, changed: str, box: Any = None) -> None:
    """Enter a table into the contents."""
    names = (
        "table_name", "data_type", "identifier", "description", "last_change",
        "min_x", "min_y", "max_x", "max_y", "srs_id",
    )  # fmt: skip
    spatial = name in SPATIAL
    kind, system = ("features", WGS84) if spatial else (ATTRIBUTES, None)
    insert(store, "gpkg_contents", names, [(name, kind, name, meaning, changed, *(box or [None] * 4), system)])


def add_styles(store: sqlite3.Connection, changed: str) -> None:
    """Add the styles that QGIS takes by itself when it opens a layer."""
    names = tuple(STYLE_COLUMNS.split())
    values = [("", "", layer, "geom", "parley", style(layer), "", 1, "", "", None, changed) for layer in SPATIAL]
    insert(store, "layer_styles", names, values)
    register(store, "layer_styles", "QGIS styles", changed)


def blob(geometry: Any) -> bytes | None:
    """Return a geometry as the standard stores it: its header with an envelope, then WKB (2.1.3)."""
    from shapely import to_wkb

    if geometry is None:
        return None
    west, south, east, north = geometry.bounds
    envelope = b"" if geometry.geom_type == "Point" else struct.pack("<4d", west, east, south, north)
    flags = 0x03 if envelope else 0x01  # little-endian, with or without an envelope
    return b"GP\0" + struct.pack("<Bi", flags, WGS84) + envelope + bytes(to_wkb(geometry, byte_order=1))


def extent(found: list[Any]) -> list[float] | None:
    """Return (west, south, east, north) over all geometries."""
    from shapely import total_bounds

    known = [geometry for geometry in found if geometry is not None]
    return [float(value) for value in total_bounds(known)] if known else None


def last_change(atlas: Atlas) -> str:
    """Return the day of the newest article as the standard writes times."""
    newest = max(
        (article.published for article in atlas.articles if article.published), default=dt.date(1970, 1, 1)
    )
    return f"{newest.isoformat()}T00:00:00.000Z"
