"""Cache files as they are met: missing, damaged, read-only, locked, from another version."""

from __future__ import annotations

import multiprocessing
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cache import applied, cache_folder, exclusive, open_store, writable_folder

if TYPE_CHECKING:
    from pathlib import Path

FIRST = (("words", "CREATE TABLE word (text TEXT PRIMARY KEY)"),)
SECOND = (*FIRST, ("counts", "ALTER TABLE word ADD COLUMN count INTEGER NOT NULL DEFAULT 0"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def columns(store: sqlite3.Connection) -> list[str]:
    return [row[1] for row in store.execute("PRAGMA table_info(word)")]


def test_the_folder_is_the_system_s_unless_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == folder
    monkeypatch.delenv("PARLEY_CACHE_DIR")
    assert cache_folder().name == "parley"


def test_a_missing_folder_is_made_and_what_is_written_stays(folder: Path) -> None:
    open_store("words.sqlite", FIRST).execute("INSERT INTO word VALUES ('peace')")
    assert (folder / "words.sqlite").is_file()
    assert open_store("words.sqlite", FIRST).execute("SELECT text FROM word").fetchall() == [("peace",)]


def test_steps_run_once_in_order_and_keep_what_is_there() -> None:
    open_store("words.sqlite", FIRST).execute("INSERT INTO word VALUES ('peace')")
    store = open_store("words.sqlite", SECOND)
    assert applied(store) == ["words", "counts"]
    assert columns(store) == ["text", "count"]
    assert store.execute("SELECT * FROM word").fetchall() == [("peace", 0)]


def test_a_store_from_a_newer_version_still_serves() -> None:
    open_store("words.sqlite", SECOND)
    store = open_store("words.sqlite", FIRST)
    assert applied(store) == ["words", "counts"]
    store.execute("INSERT INTO word (text) VALUES ('talks')")


def test_a_step_that_fails_leaves_no_half_of_itself(caplog: pytest.LogCaptureFixture) -> None:
    broken = (*FIRST, ("broken", "CREATE TABLE word (text TEXT)"))
    with pytest.raises(sqlite3.OperationalError):
        open_store("words.sqlite", broken)
    assert "cannot be used" in caplog.text
    assert applied(open_store("words.sqlite", FIRST)) == ["words"]


@pytest.mark.parametrize(
    "content", [b"not a database at all, but a text" * 100, b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_a_damaged_file_is_set_aside_with_one_warning(
    folder: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir()
    (folder / "words.sqlite").write_bytes(content)
    open_store("words.sqlite", FIRST).execute("INSERT INTO word VALUES ('peace')")
    kept = list(folder.glob("words.sqlite.damaged-*"))
    assert [entry.read_bytes() for entry in kept] == [content]
    assert len(caplog.records) == 1
    assert str(folder / "words.sqlite") in caplog.text
    assert open_store("words.sqlite", FIRST).execute("SELECT count(*) FROM word").fetchone() == (1,)


def test_a_folder_that_cannot_be_is_one_warning_and_a_store_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path / "file" / "below"))
    store = open_store("words.sqlite", FIRST)
    store.execute("INSERT INTO word VALUES ('peace')")
    assert store.execute("SELECT text FROM word").fetchall() == [("peace",)]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_file_that_is_a_folder_is_one_warning_and_a_store_in_memory(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "words.sqlite").mkdir(parents=True)
    open_store("words.sqlite", FIRST).execute("INSERT INTO word VALUES ('peace')")
    assert len(caplog.records) == 1


def test_the_probe_of_a_folder_leaves_nothing_behind(folder: Path) -> None:
    assert writable_folder() == folder
    assert list(folder.iterdir()) == []


def write_words(number: int) -> None:
    store = open_store("words.sqlite", FIRST)
    for count in range(50):
        store.execute("INSERT INTO word VALUES (?)", (f"{number}-{count}",))
    store.close()


def test_several_processes_write_one_store() -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write_words, args=(number,)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert open_store("words.sqlite", FIRST).execute("SELECT count(*) FROM word").fetchone() == (200,)


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    rival = sqlite3.connect(tmp_path / "lock", timeout=0)
    with exclusive(tmp_path / "lock"), pytest.raises(sqlite3.OperationalError, match="locked"):
        rival.execute("BEGIN EXCLUSIVE")
    rival.execute("BEGIN EXCLUSIVE")
    rival.close()


def test_a_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path / "lock"):
        _ = 1 / 0
    with exclusive(tmp_path / "lock"):
        pass


@given(text=st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    store = open_store("words.sqlite", FIRST)
    store.execute("INSERT OR IGNORE INTO word VALUES (?)", (text,))
    assert store.execute("SELECT text FROM word WHERE text = ?", (text,)).fetchall() == [(text,)]
    store.close()
