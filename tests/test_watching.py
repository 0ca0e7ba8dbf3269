"""``parley build --watch`` with a real process: bursts are one build, mistakes do not end it, Ctrl-C does."""

# ruff: noqa: S603 - the program under test is started on purpose
from __future__ import annotations

import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from maps.cli import app
from maps.unpack import read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TALKS = "Foreign ministers of Russia and Turkey held talks in {} on 8 February 2017, officials said.\n"
SOON, LATE = 2.0, 60.0  # seconds in which nothing, and in which something happens


class Watch:
    """A running watch and the lines that it prints, whichever stream they come by."""

    def __init__(self, *arguments: str | Path) -> None:
        command = [sys.executable, "-u", "-m", "maps.cli", "build", *map(str, arguments)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines: queue.Queue[str] = queue.Queue()
        self.taker = threading.Thread(target=self._take)
        self.taker.start()

    def _take(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip())

    def until(self, start: str) -> list[str]:
        """Wait for a line that starts so, and return all up to it."""
        seen: list[str] = []
        while not seen or not seen[-1].startswith(start):
            seen.append(self.lines.get(timeout=LATE))
        return seen

    def end(self) -> int:
        """End it as Ctrl-C does, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=LATE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.taker.join()
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def start() -> Iterator[Callable[..., Watch]]:
    started: list[Watch] = []

    def starting(*arguments: str | Path) -> Watch:
        started.append(Watch(*arguments))
        return started[-1]

    yield starting
    for watch in started:
        watch.close()


def venues(tmp_path: Path) -> set[str]:
    return {venue["name"] for venue in read_value(tmp_path / "seeds" / "map.html")["venues"]}


@pytest.mark.enable_socket
def test_changes_are_built_once_a_burst_until_ctrl_c(start: Callable[..., Watch], tmp_path: Path) -> None:
    (tmp_path / "seeds" / "deep").mkdir(parents=True)
    (tmp_path / "seeds" / "talks.txt").write_text(TALKS.format("Geneva"), encoding="utf-8")
    watched = start(tmp_path / "seeds", "-o", tmp_path / "seeds" / "map.html", "--serve", "--port", "0")
    url = watched.until("Serving")[-1].split()[-1]
    watched.until("Watching")
    assert venues(tmp_path) == {"Geneva"}
    first = urllib.request.urlopen(f"{url}version", timeout=10).read()  # noqa: S310 - a loopback address

    for number, place in enumerate(("Vienna", "Oslo", "Doha")):
        (tmp_path / "seeds" / "deep" / f"{number}.txt").write_text(TALKS.format(place), encoding="utf-8")
        time.sleep(0.05)
    assert watched.until("Read")[-1] == "Read 4 articles."
    watched.until("The map is")
    assert venues(tmp_path) == {"Geneva", "Vienna", "Oslo", "Doha"}
    assert urllib.request.urlopen(f"{url}version", timeout=10).read() != first  # noqa: S310 - a loopback address

    fix = tmp_path / "seeds" / "corrections.toml"
    fix.write_text("[[place", encoding="utf-8")
    assert "corrections.toml:1" in watched.until("parley:")[-1]
    fix.unlink()
    watched.until("Read 4 articles.")

    watched.until("The map is")
    time.sleep(SOON)
    while not watched.lines.empty():
        assert watched.lines.get().startswith("Since")  # and no further build of one burst
    (tmp_path / "seeds" / "talks.txt").touch()
    (tmp_path / "seeds" / ".hidden.txt").touch()
    time.sleep(SOON)
    assert watched.lines.empty()  # nothing that counts has changed

    shutil.copytree(tmp_path / "seeds", tmp_path / "new", ignore=shutil.ignore_patterns("deep"))
    (tmp_path / "seeds").rename(tmp_path / "old")
    (tmp_path / "new").rename(tmp_path / "seeds")
    assert watched.until("Read")[-1] == "Read 1 article."
    watched.until("The map is")
    (tmp_path / "seeds" / "talks.txt").write_text(TALKS.format("Oslo"), encoding="utf-8")
    watched.until("The map is")
    assert venues(tmp_path) == {"Oslo"}
    time.sleep(SOON)
    assert watched.end() == 0


def test_a_file_given_by_itself_is_watched_though_editors_replace_it(
    start: Callable[..., Watch], tmp_path: Path
) -> None:
    file = tmp_path / "talks.txt"
    file.write_text(TALKS.format("Geneva"), encoding="utf-8")
    watch = start(file, "-o", tmp_path / "map.html", "--watch")
    watch.until("Watching")
    (tmp_path / "draft").write_text(TALKS.format("Vienna"), encoding="utf-8")
    (tmp_path / "draft").replace(file)
    watch.until("Read")
    watch.until("The map is")
    assert b"Vienna" in (tmp_path / "map.html").read_bytes()
    time.sleep(SOON)  # it is waiting again: Ctrl-C ends it, and stops no build
    assert watch.end() == 0


def test_standard_input_is_nothing_to_watch() -> None:
    result = CliRunner().invoke(app, ["build", "-", "--watch"], input="x")
    assert "nothing to watch" in str(result.exception)
