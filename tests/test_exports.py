"""Every export, read back by the tool that its users use: same counts, places and words, hostile ones too."""

# ruff: noqa: S314, S608 - the XML is our own, and so are the names in the statements
from __future__ import annotations

import io
import json
import math
import sqlite3
import zipfile
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import geopandas
import networkx as nx
import pandas as pd
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyarrow import parquet
from shapely import Point

from geo.columns import FLAT, TABLES
from geo.errors import MissingError, OutputError
from geo.model import Role, Status
from geo.tables import rows
from maps.exports import FORMATS, check, export
from maps.exports.csvfile import safe
from maps.exports.geojson import bbox, span
from maps.exports.qgis import ROLE_COLOURS, STATUS_COLOURS
from tests.browser import atlases

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Atlas

    Write = Callable[[str], Path]

LAYERS = ("venues", "meetings", "links")
KML = "{http://www.opengis.net/kml/2.2}"
MAKERS = {"world": atlases.world, "founding": atlases.founding, "hostile": atlases.hostile}


@pytest.fixture(params=MAKERS)
def atlas(request: pytest.FixtureRequest) -> Atlas:
    return MAKERS[request.param]()


@pytest.fixture
def write(atlas: Atlas, tmp_path: Path) -> Write:
    def written(end: str) -> Path:
        path = tmp_path / f"meetings{end}"
        export(atlas, path)
        return path

    return written


def told(value: Any) -> Any:
    """A value as every format can hold it: nothing missing but None, a day as text."""
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    return str(value)[:10] if hasattr(value, "isoformat") else value


def same(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    """Check that rows hold the same, numbers within 1e-6."""
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        for name, value in other.items():
            want = told(value)
            assert told(one[name]) == (pytest.approx(want, abs=1e-6) if isinstance(want, float) else want), name


@pytest.mark.parametrize("end", FORMATS)
def test_the_same_atlas_gives_the_same_bytes(end: str, write: Write) -> None:
    assert write(end).read_bytes() == write(end).read_bytes()


def test_geojson_read_by_geopandas(atlas: Atlas, write: Write) -> None:
    frame = geopandas.read_file(write(".geojson"))
    assert frame.crs.to_epsg() == 4326
    for layer in LAYERS:
        part = frame[frame["layer"] == layer]
        expected = rows(atlas, layer)
        same(part.to_dict("records"), [{k: row[k] for k in row if k in frame.columns} for row in expected])
        if layer != "links":
            points = [None if row["lat"] is None else Point(row["lon"], row["lat"]) for row in expected]
            for one, other in zip(part.geometry, points, strict=True):
                assert (one is None) == (other is None)
                assert one is None or one.distance(other) < 1e-6


def test_geojson_keeps_rfc_7946(write: Write) -> None:
    value = json.loads(write(".geojson").read_text(encoding="utf-8"))
    assert "crs" not in value
    west, south, east, north = value["bbox"]
    assert -180 <= west <= 180
    assert -180 <= east <= 180
    assert south <= north
    assert len({feature["id"] for feature in value["features"]}) == len(value["features"])
    for feature in value["features"]:
        shape = feature["geometry"]
        if shape and shape["type"] == "MultiLineString":
            for line in shape["coordinates"]:
                assert len(line) >= 2
                for (lon, _), (after, _) in pairwise(line):
                    assert abs(after - lon) <= 180


def test_a_line_over_the_180th_meridian_is_cut_and_its_box_wraps(tmp_path: Path) -> None:
    path = tmp_path / "world.geojson"
    export(atlases.world(), path)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    line = next(
        f for f in features if f["properties"].get("actor") == "USA" and f["properties"]["venue_name"] == "Suva"
    )
    one, two = line["geometry"]["coordinates"]
    assert {one[-1][0], two[0][0]} == {180, -180}
    assert line["bbox"][0] == pytest.approx(178.44149)
    assert line["bbox"][2] == pytest.approx(-77.03637)


def test_boxes() -> None:
    assert span([(170.0, 180.0), (-180.0, -170.0)]) == (170.0, -170.0)
    assert span([(-10.0, 20.0), (15.0, 40.0)]) == (-10.0, 40.0)
    assert span([(5.0, 5.0)]) == (5.0, 5.0)
    assert bbox([[[5.0, 1.0]]]) == [5.0, 1.0, 5.0, 1.0]


@given(
    st.lists(
        st.tuples(st.floats(-180, 180), st.floats(-180, 180)).map(lambda pair: (min(pair), max(pair))), min_size=1
    )
)
def test_a_span_holds_all_its_intervals(intervals: list[tuple[float, float]]) -> None:
    west, east = span(intervals)
    for pair in intervals:
        for lon in pair:
            assert west <= lon <= east if west <= east else lon >= west or lon <= east


def test_geopackage_read_by_gdal(atlas: Atlas, write: Write) -> None:
    path = write(".gpkg")
    assert {name for name, _ in pyogrio.list_layers(path)} >= {table.name for table in TABLES}
    for table in TABLES:
        expected = rows(atlas, table.name)
        frame = geopandas.read_file(path, layer=table.name)
        same(frame.to_dict("records"), expected)
        if table.name in {"venues", "meetings"}:
            at = [(None, None) if g is None else (g.y, g.x) for g in frame.geometry]
            same(
                [{"lat": lat, "lon": lon} for lat, lon in at],
                [{"lat": r["lat"], "lon": r["lon"]} for r in expected],
            )


def test_geopackage_is_one_for_qgis(write: Write) -> None:
    path = write(".gpkg")
    info = pyogrio.read_info(path, layer="links")
    assert info["geometry_type"] == "MultiLineString"
    assert pyogrio.read_info(path, layer="meetings")["dtypes"][
        list(pyogrio.read_info(path, layer="meetings")["fields"]).index("first_day")
    ].startswith("datetime64")
    with closing(sqlite3.connect(path)) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
        styles = dict(store.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
    assert styles.keys() == set(LAYERS)
    roles = {c.get("value") for c in ET.fromstring(styles["links"]).iter("category")}
    assert roles == {str(role) for role in Role}
    assert {c.get("value") for c in ET.fromstring(styles["meetings"]).iter("category")} == {str(s) for s in Status}


def test_the_colours_are_those_of_the_page(project: Path) -> None:
    css = (project / "maps" / "static" / "colours.css").read_text(encoding="utf-8")
    for role, colour in ROLE_COLOURS.items():
        assert f"--{role}: #{''.join(f'{int(part):02x}' for part in colour.split(','))}" in css
    assert STATUS_COLOURS.keys() == set(Status)


def test_csv_read_by_pandas(atlas: Atlas, write: Write) -> None:
    frame = pd.read_csv(write(".csv"), keep_default_na=False, dtype=str)
    assert tuple(frame.columns) == FLAT.names
    found = [{name: unguarded(value) for name, value in row.items()} for row in frame.to_dict("records")]
    for one, other in zip(found, rows(atlas, "flat"), strict=True):
        for name, value in other.items():
            if isinstance(value, float):
                assert float(one[name]) == pytest.approx(value, abs=1e-6)
            else:
                assert one[name].replace("\r\n", "\n") == (value or "")


def unguarded(cell: str) -> str:
    return cell.removeprefix("'")


@given(st.text(max_size=40))
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str) -> None:
    cell = safe(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert unguarded(cell) == text


def test_kml_holds_its_schema(write: Write) -> None:
    import pykml

    schema = etree.XMLSchema(etree.parse(str(Path(pykml.__file__).parent / "schemas" / "ogckml22.xsd")))
    tree = etree.parse(str(write(".kml")), etree.XMLParser(resolve_entities=False))
    schema.assertValid(tree)


def test_kml_read_by_gdal_and_by_hand(atlas: Atlas, write: Write) -> None:
    path = write(".kml")
    root = ET.fromstring(path.read_bytes())
    for folder in root.iter(f"{KML}Folder"):
        layer = (folder.findtext(f"{KML}name") or "").lower()
        expected = rows(atlas, layer)
        marks = folder.findall(f"{KML}Placemark")
        values = [{d.get("name"): d.findtext(f"{KML}value") for d in m.iter(f"{KML}Data")} for m in marks]
        assert values == [{k: str(v) for k, v in row.items() if v is not None} for row in expected]
        frame = pyogrio.read_dataframe(path, layer=layer.title())
        assert len(frame) == len(expected)
        if layer != "links":
            at = [None if g is None else (g.x, g.y) for g in frame.geometry]
            for one, row in zip(at, expected, strict=True):
                assert one == (None if row["lat"] is None else pytest.approx((row["lon"], row["lat"]), abs=1e-6))


def test_kml_tells_when(tmp_path: Path) -> None:
    path = tmp_path / "world.kml"
    export(atlases.world(), path)
    spans = [
        (s.findtext(f"{KML}begin"), s.findtext(f"{KML}end"))
        for s in ET.fromstring(path.read_bytes()).iter(f"{KML}TimeSpan")
    ]
    assert ("1978-09-05", "1978-09-17") in spans
    assert ("2025", "2025") in spans


def test_nothing_hostile_is_markup_in_a_balloon(tmp_path: Path) -> None:
    path = tmp_path / "hostile.kml"
    export(atlases.hostile(), path)
    text = path.read_text(encoding="utf-8")
    assert "http" not in text.replace("http://www.opengis.net/kml/2.2", "")
    for told_there in ET.fromstring(text).iter(f"{KML}description"):
        assert "<script" not in (told_there.text or "")
        assert "<img" not in (told_there.text or "")


def test_kmz_brings_its_icon(write: Write) -> None:
    with zipfile.ZipFile(write(".kmz")) as archive:
        assert archive.namelist() == ["doc.kml", "icons/dot.png"]
        assert b"<href>icons/dot.png</href>" in archive.read("doc.kml")
        assert archive.read("icons/dot.png").startswith(b"\x89PNG")
    assert len(pyogrio.list_layers(write(".kmz"))) == 3


def test_graphml_read_by_networkx(atlas: Atlas, write: Write) -> None:
    graph = nx.read_graphml(write(".graphml"))
    sides = nx.get_node_attributes(graph, "bipartite")
    assert list(sides.values()).count(0) == len(rows(atlas, "actors"))
    assert list(sides.values()).count(1) == len(rows(atlas, "meetings"))
    assert nx.is_bipartite(graph)
    edges = {(data["id"], data["role"], data["name"]) for _, _, data in graph.edges(data=True)}
    assert edges == {(row["id"], row["role"], row["name"]) for row in rows(atlas, "participations")}
    for row in rows(atlas, "actors"):
        assert graph.nodes[row["id"]]["label"] == row["name"]


def test_projected_graphml_counts_meetings(tmp_path: Path) -> None:
    path = tmp_path / "states.projected.graphml"
    export(atlases.world(), path)
    graph = nx.read_graphml(path)
    assert graph["RUS"]["TUR"] == {"weight": 4, "held": 4, "first_date": "2012-06-30", "last_date": "2018-01-30"}
    assert not graph.has_edge("RUS", "UKR") or graph["RUS"]["UKR"]["weight"] == 2  # absent from the third
    assert not graph.has_edge("FJI", "NZL")  # cancelled


def test_parquet_read_by_pandas(atlas: Atlas, write: Write) -> None:
    path = write(".parquet")
    frame = pd.read_parquet(path)
    same(frame.to_dict("records"), rows(atlas, "meetings"))
    for name in ("participations", "evidence"):
        expected = rows(atlas, name)
        found = [{"meeting": row["id"], **inner} for _, row in frame.iterrows() for inner in row[name]]
        same(found, expected)
    field = parquet.read_schema(path).field("status")
    assert b"held" in field.metadata[b"meaning"]


def test_sqlite_read_by_sqlite3(atlas: Atlas, write: Write) -> None:
    with closing(sqlite3.connect(write(".sqlite"))) as store:
        store.row_factory = sqlite3.Row
        assert store.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = [tuple(row) for table in TABLES for row in store.execute(f"PRAGMA foreign_key_list({table.name})")]
        assert {key[4] for key in keys} == {"id"}  # Datasette fails on keys that name no column
        for table in TABLES:
            found = [dict(row) for row in store.execute(f"SELECT * FROM {table.name} ORDER BY rowid")]
            same(found, [{k: told(v) for k, v in row.items()} for row in rows(atlas, table.name)])
        same([dict(row) for row in store.execute("SELECT * FROM flat")], rows(atlas, "flat"))
        meanings = store.execute("SELECT count(*) FROM dictionary").fetchone()[0]
    assert meanings == sum(len(table.columns) for table in (*TABLES, FLAT))


def test_an_atlas_without_meetings_is_exported(tmp_path: Path) -> None:
    empty = type(atlases.founding())((), ())
    for end in FORMATS:
        path = tmp_path / f"empty{end}"
        export(empty, path)
        assert path.stat().st_size
    assert geopandas.read_file(tmp_path / "empty.gpkg", layer="venues").empty
    assert pd.read_parquet(tmp_path / "empty.parquet").empty


def test_a_name_without_a_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"of no kind that is written here; end the name in \.geojson"):
        check(tmp_path / "meetings.xls")
    with pytest.raises(OutputError, match="there is no folder"):
        check(tmp_path / "no" / "meetings.csv")


def test_a_missing_package_is_named_with_its_pip_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "networkx", None)
    with pytest.raises(MissingError, match=r"needs networkx, which is not here: pip install 'networkx"):
        check(tmp_path / "meetings.graphml")
    check(tmp_path / "meetings.gpkg")  # needs none


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "meetings.csv"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OutputError, match=r"meetings\.csv: cannot be written \(No space left on device\)"):
        export(atlases.founding(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["meetings.csv"]


def test_nothing_of_an_article_is_a_template_in_any_export(tmp_path: Path) -> None:
    export(atlases.hostile(), tmp_path / "a.geojson")
    assert "{{ 7*7 }}" in json.dumps(
        json.loads(io.StringIO((tmp_path / "a.geojson").read_text(encoding="utf-8")).read()), ensure_ascii=False
    )
