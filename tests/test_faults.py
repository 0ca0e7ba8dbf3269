"""Full disks, folders that cannot be written, clocks that jump: one clear line, and nothing is lost."""

# ruff: noqa: S603 - the programs under test, and mount, are started on purpose
from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo.articles import load
from geo.errors import ParleyError
from geo.gazetteer import open_gazetteer
from geo.keeping import EXTRACTION, FILE, TABLES, Keeper
from maps.cli import app
from maps.unpack import read_value
from tests.test_documents import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TALKS = "Foreign ministers of Russia and Turkey held talks in {} on 8 February 2017, officials said.\n"
YEAR = 365 * 86_400


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    gazetteer = open_gazetteer().file
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / gazetteer.name).symlink_to(gazetteer)
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "talks.txt").write_text(TALKS.format("Geneva"), encoding="utf-8")
    return tmp_path / "seeds"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Give a maker of small disks, by their options; where none can be mounted, the test is skipped."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options: str) -> Path:
        program = shutil.which("mount")
        command = [program or "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        if program is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("a small disk cannot be mounted here: that needs root")
        return place

    yield mount
    if os.path.ismount(place):
        subprocess.run([shutil.which("umount") or "umount", str(place)], check=True)


def read_only(disk: Path) -> None:
    subprocess.run([shutil.which("mount") or "mount", "-o", "remount,ro", str(disk)], check=True)


def fill(disk: Path, spare: int = 0) -> None:
    """Leave so many bytes on a disk."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    (disk / "filler").write_bytes(bytes(free - spare))


class Run:
    """What a command printed: ``said`` are the lines that a user would see on standard error."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self.caplog = caplog

    def __call__(self, *arguments: str | Path) -> tuple[int, list[str]]:
        self.caplog.clear()
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        said = [*self.caplog.messages, *result.stderr.splitlines()]
        if isinstance(result.exception, (ParleyError, OSError)):  # as maps.cli.main prints it
            return 2, [*said, f"parley: {result.exception}"]
        return result.exit_code, said


@pytest.fixture
def run(caplog: pytest.LogCaptureFixture) -> Run:
    return Run(caplog)


def names(out: Path) -> set[str]:
    return {venue["name"] for venue in read_value(out)["venues"]}


def test_a_full_disk_leaves_the_old_map_and_no_half_of_a_new_one(
    disk: Callable[[str], Path], run: Run, talks: Path
) -> None:
    out = disk("size=2m") / "map.html"
    assert run("build", talks, "-o", out) == (0, [])
    fill(out.parent, spare=100_000)
    (talks / "more.txt").write_text(TALKS.format("Vienna"), encoding="utf-8")
    before = out.read_bytes()
    line = f"parley: {out}: cannot write the map (No space left on device); choose another file with -o"
    assert run("build", talks, "-o", out) == (2, [line])
    assert out.read_bytes() == before
    assert sorted(path.name for path in out.parent.iterdir()) == ["filler", "map.html"]
    (out.parent / "filler").unlink()
    assert run("build", talks, "-o", out) == (0, [])
    assert names(out) == {"Geneva", "Vienna"}


@pytest.mark.parametrize("spare", [0, 20_000, 60_000])
def test_a_full_cache_is_one_line_and_costs_no_map(
    spare: int, disk: Callable[[str], Path], run: Run, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gazetteer = open_gazetteer().file
    full = disk("size=1m")
    (full / gazetteer.name).symlink_to(gazetteer.resolve())
    fill(full, spare)
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(full))
    code, said = run("build", talks, "-o", talks.parent / "map.html")
    assert (code, len(said)) == (0, 1)
    assert said[0].endswith("going on without it")
    assert names(talks.parent / "map.html") == {"Geneva"}


def test_a_full_disk_takes_no_half_of_an_article(disk: Callable[[str], Path], run: Run, tmp_path: Path) -> None:
    folder = disk("size=100k")
    fill(folder)
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    line = f"parley: {page}: cannot be read or kept (No space left on device)"
    assert run("add", page, "--to", folder) == (2, [line])
    assert [path.name for path in folder.iterdir()] == ["filler"]


def test_folders_that_cannot_be_written_are_one_line_each(
    disk: Callable[[str], Path], run: Run, talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = disk("size=2m")
    out = closed / "map.html"
    (tmp_path / "page.html").write_bytes(PAGE)
    assert run("build", talks, "-o", out) == (0, [])
    before = out.read_bytes()
    read_only(closed)
    (talks / "more.txt").write_text(TALKS.format("Vienna"), encoding="utf-8")
    line = f"parley: {out}: cannot write the map (Read-only file system); choose another file with -o"
    assert run("build", talks, "-o", out) == (2, [line])
    assert out.read_bytes() == before
    line = f"parley: {tmp_path / 'page.html'}: cannot be read or kept (Read-only file system)"
    assert run("add", tmp_path / "page.html", "--to", closed / "seeds") == (2, [line])
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(closed / "cache"))
    code, (line,) = run("build", talks, "-o", tmp_path / "other.html")
    assert code == 0
    assert re.fullmatch(r"parley: the cache folder .* cannot be written \(.*\): going on without it", line)
    assert names(tmp_path / "other.html") == {"Geneva", "Vienna"}


def test_a_clock_that_jumps_costs_nothing(
    run: Run, talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, now = tmp_path / "map.html", time.time
    (tmp_path / "page.html").write_bytes(PAGE)
    assert run("build", talks, "-o", out) == (0, [])
    before = out.read_bytes()
    for years in (10, -10, 0):
        monkeypatch.setattr(time, "time", lambda years=years: now() + years * YEAR)
        assert run("build", talks, "-o", out) == (0, [])
        assert out.read_bytes() == before
    for stamp in (0, 4_000_000_000):
        os.utime(talks / "talks.txt", (stamp, stamp))
        assert run("add", tmp_path / "page.html", "--to", talks) == (0, [])
        assert run("build", talks, "-o", out) == (0, [])
    assert len(load([talks]).articles) == 2


def missing(cache: Path) -> None:
    shutil.rmtree(cache)


def a_folder(cache: Path) -> None:
    (cache / FILE).mkdir()


def from_a_newer_version(cache: Path) -> None:
    Keeper(EXTRACTION).close()
    with closing(sqlite3.connect(cache / FILE)) as store:
        for table in TABLES:
            store.execute(f"ALTER TABLE {table} RENAME TO new_{table}")
        store.execute("INSERT INTO migration (name) VALUES ('renamed')")
        store.commit()


@pytest.mark.parametrize(("harm", "lines"), [(missing, 0), (a_folder, 1), (from_a_newer_version, 1)])
def test_a_cache_that_is_missing_or_of_no_use_costs_nothing(
    harm: Callable[[Path], None], lines: int, cache: Path, run: Run, talks: Path, tmp_path: Path
) -> None:
    harm(cache)
    code, said = run("build", talks, "-o", tmp_path / "map.html")
    assert (code, len(said)) == (0, lines)
    assert all(line.endswith("going on without it") for line in said)
    assert names(tmp_path / "map.html") == {"Geneva"}
