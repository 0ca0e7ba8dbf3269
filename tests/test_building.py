"""A build where nothing changed does next to nothing, says the same, and never takes another map for its own."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo.gazetteer import open_gazetteer
from geo.keeping import FILE
from maps.cli import app
from maps.unpack import read_value

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

TALKS = "Foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017, officials said.\n"
FIX = '[[place]]\nname = "Geneva"\nrename = "Genf"\nreason = "so they say"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    gazetteer = open_gazetteer().file
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / gazetteer.name).symlink_to(gazetteer)
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "talks.txt").write_text(TALKS, encoding="utf-8")
    return tmp_path


def build(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["build", str(folder / "seeds"), "-o", str(folder / "map.html"), *more])


def written(folder: Path) -> int:
    """When the map was put in its place: a build that leaves it alone leaves this alone."""
    return (folder / "map.html").stat().st_ino


def test_a_build_where_nothing_changed_leaves_the_map_and_says_the_same(folder: Path) -> None:
    (folder / "seeds" / "empty.txt").touch()
    first = build(folder)
    place = written(folder)
    again = build(folder)
    assert written(folder) == place
    assert again.exit_code == first.exit_code == 1
    assert "empty.txt: is empty" in first.stderr
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)


@pytest.mark.parametrize("what", ["text", "name", "gone", "new", "fix", "title", "map", "lost", "cache"])
def test_whatever_changed_is_built_anew(what: str, folder: Path) -> None:
    build(folder)
    place = written(folder)
    talks, out = folder / "seeds" / "talks.txt", folder / "map.html"
    title: tuple[str, ...] = ()
    match what:
        case "text":
            talks.write_text(TALKS.replace("Geneva", "Vienna"), encoding="utf-8")
        case "name":
            talks.rename(folder / "seeds" / "other.txt")
        case "gone":
            (folder / "seeds" / "more.txt").write_text(TALKS.replace("Geneva", "Vienna"), encoding="utf-8")
            build(folder)
            place = written(folder)
            (folder / "seeds" / "more.txt").unlink()
        case "new":
            (folder / "seeds" / "more.txt").write_text(TALKS.replace("Geneva", "Vienna"), encoding="utf-8")
        case "fix":
            (folder / "seeds" / "corrections.toml").write_text(FIX, encoding="utf-8")
        case "title":
            title = ("--title", "Another")
        case "map":
            out.write_bytes(out.read_bytes() + b"\n")
        case "lost":
            out.unlink()
        case "cache":
            for file in (folder / "cache").glob("extractions*"):
                file.unlink()
    before = out.read_bytes() if out.exists() else None
    result = build(folder, *title)
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes() != before if what != "cache" else out.read_bytes() == before
    assert written(folder) != place or what == "lost"
    names = {venue["name"] for venue in read_value(out)["venues"]}
    assert names == {"fix": {"Genf"}, "new": {"Geneva", "Vienna"}, "text": {"Vienna"}}.get(what, {"Geneva"})


def test_changes_are_listed_each_time_they_are_asked_for(folder: Path) -> None:
    build(folder)
    list_ = folder / "changes.json"
    for _ in range(2):
        assert build(folder, "--changes", str(list_)).exit_code == 0
        assert list_.exists()
        list_.unlink()


def test_an_article_that_changes_while_it_is_read_is_read_again(folder: Path) -> None:
    """The map of the text in between is never taken for that of the text before, which came back."""
    talks, out = folder / "seeds" / "talks.txt", folder / "map.html"
    build(folder)
    command = [sys.executable, "-m", "maps.cli", "build", str(folder / "seeds"), "-o", str(out), "--jobs", "1"]
    (folder / "seeds" / "more.txt").write_text(TALKS.replace("Geneva", "Vienna"), encoding="utf-8")
    with subprocess.Popen([*command], stdout=subprocess.DEVNULL) as process:  # noqa: S603 - started on purpose
        time.sleep(0.3)
        talks.write_text(TALKS.replace("Geneva", "Oslo"), encoding="utf-8")
    talks.write_text(TALKS, encoding="utf-8")
    assert process.returncode == 0
    build(folder)
    assert {venue["name"] for venue in read_value(out)["venues"]} == {"Geneva", "Vienna"}


def read_so_far(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "cache" / FILE)) as store:
        count: int = store.execute("SELECT count(*) FROM extraction").fetchone()[0]
        return count


def test_ctrl_c_leaves_map_and_caches_and_says_how_to_go_on(folder: Path, project: Path) -> None:
    out = folder / "map.html"
    build(folder)
    whole = out.read_bytes()
    command = [sys.executable, "-m", "maps.cli", "build", str(project / "seeds"), "-o", str(out), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, process_group=0) as process:  # noqa: S603
        while read_so_far(folder) < 2:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes at once
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert re.fullmatch(r"parley: stopped; \S+map\.html is as it was, .* goes on from what was read\n", errors)
    assert out.read_bytes() == whole
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
