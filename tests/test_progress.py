"""The bar that shows how far the reading has come: on a terminal only, with what is to be expected."""

# ruff: noqa: S603 - the program under test is started on purpose
from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geo.progress import expected

if TYPE_CHECKING:
    from pathlib import Path

TALKS = "Foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017, officials said.\n"
LINES = "".join(json.dumps({"text": TALKS}) + "\n" for _ in range(3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TALKS)
    (tmp_path / "in" / "b.jsonl").write_text(LINES.rstrip())
    (tmp_path / "in" / "c.jsonl.gz").write_bytes(gzip.compress(LINES.encode()))
    return tmp_path / "in"


def test_files_and_lines_of_corpora_are_expected(folder: Path) -> None:
    assert expected([folder]) == 7
    assert expected([folder / "a.txt", "-", "https://news.example/a", folder / "gone.txt"]) == 3


def test_a_damaged_corpus_is_counted_as_far_as_it_goes(folder: Path) -> None:
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(LINES.encode())[:-9])
    assert expected([folder]) in range(4, 8)


def test_a_terminal_sees_how_many_of_how_many_and_the_time_left(folder: Path, tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "maps.cli", "build", str(folder), "-o", str(tmp_path / "map.html")]
    subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, check=True, env={**os.environ, "COLUMNS": "90"})
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # the end of a terminal
        pass
    os.close(ours)
    assert b"reading articles" in shown
    assert b"7/7" in shown
    assert b":" in shown.split(b"7/7")[1]


def test_what_is_no_terminal_sees_nothing(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "maps.cli", "build", str(folder), "-o", str(tmp_path / "map.html")]
    assert subprocess.run(command, capture_output=True, check=True).stderr == b""
