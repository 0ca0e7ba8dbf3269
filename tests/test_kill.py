"""A small sample of kills and races; ``tests.kill_builds`` and ``tests.race_builds`` do many."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from geo.files import sweep
from geo.gazetteer import open_gazetteer
from tests.race_builds import Race

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Give a folder with a cache that has the gazetteer."""
    (tmp_path / "cache").mkdir()
    gazetteer = open_gazetteer().file
    shutil.copy(gazetteer, tmp_path / "cache" / gazetteer.name)
    return tmp_path


@pytest.mark.slow
def test_killed_builds_and_adds_and_two_at_once_lose_nothing(work: Path) -> None:
    race = Race(work, 9, count=3)
    assert {race.kill_one() for _ in range(3)} == {"add", "build", "unread"}
    race.race(0)
    race.finish()


def test_what_a_kill_left_is_swept_away_an_hour_later_and_nothing_else(tmp_path: Path) -> None:
    names = [".map.html.abc.part", ".other.html.abc.part", "map.html", ".map.html"]
    for name in names:
        (tmp_path / name).touch()
    sweep(tmp_path, "map.html")
    assert len(list(tmp_path.iterdir())) == 4
    for name in names:
        os.utime(tmp_path / name, (time.time() - 4000,) * 2)
    sweep(tmp_path, "map.html")
    assert {path.name for path in tmp_path.iterdir()} == set(names[1:])
