"""``parley extract -o`` on this machine: processes that die, a restart, and the map that comes out of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo.bulk.crews import LocalCrew
from geo.bulk.kept import kept
from geo.bulk.partitions import partitions
from geo.bulk.run import extract_into
from geo.errors import OutputError
from geo.model import Atlas
from maps.cli import app
from tests.bulk.corpora import (
    DIES,
    FAILS,
    HOSTILE,
    MODEL,
    Heard,
    as_tables,
    files,
    jsonl,
    parquet,
    poisoned_model,
    telling,
    tellings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.bulk.run import Tally

SIZE = 6
SOUND = tellings(0, 34)
POISON = [{**telling(100), "id": word, "text": f"{word} and {telling(100)['text']}"} for word in (DIES, FAILS)]


def archive(folder: Path) -> list[Path]:
    """An archive in two files, with one article that kills who reads it and one that cannot be read."""
    told = [*SOUND[:14], POISON[0], *SOUND[14:20]]
    return [
        jsonl(folder / "a.jsonl.gz", told),
        parquet(folder / "b.parquet", [*SOUND[20:], POISON[1]], 50),
    ]


def single(folder: Path) -> Atlas:
    """What one process reads of the sound articles, in one go."""
    (folder / "sound").mkdir(exist_ok=True)
    return Atlas.from_paths([jsonl(folder / "sound" / "a.jsonl", SOUND)])


def extracted(folder: Path, out: Path, heard: Heard, jobs: int = 2) -> Tally:
    paths = [str(path) for path in sorted(folder.glob("*.*"))]
    with LocalCrew(jobs) as crew:
        return extract_into(paths, out, crew, heard, model=MODEL, size=SIZE)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Heard, Tally]]:
    """An archive, what was extracted of it, what was reported and counted."""
    folder, out = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("out") / "deep" / "out"
    archive(folder)
    with pytest.MonkeyPatch.context() as patch:
        packages = tmp_path_factory.mktemp("packages")
        poisoned_model(packages)
        patch.syspath_prepend(packages)
        heard = Heard()
        yield folder, out, heard, extracted(folder, out, heard)


Done = tuple["Path", "Path", Heard, "Tally"]


def test_an_article_that_kills_costs_no_other(done: Done) -> None:
    _, out, heard, tally = done
    assert (tally.pieces, tally.done, tally.failed, tally.articles, tally.unread) == (7, 7, 0, len(SOUND), 2)
    died, failed = sorted(heard.failures())
    assert "a.jsonl.gz" in died
    assert f"({DIES}): could not be understood (its process died twice" in died
    assert "b.parquet" in failed
    assert "ValueError: no head" in failed
    assert not list((out / "attempts").iterdir())


def test_the_map_is_that_of_one_reading_row_by_row(done: Done, tmp_path: Path) -> None:
    _, out, _, _ = done
    heard = Heard()
    assert as_tables(Atlas.from_paths([out], heard)) == as_tables(single(tmp_path))
    assert len(heard.failures()) == 2  # they are told again with every map


def test_what_is_there_is_not_read_again(done: Done) -> None:
    folder, out, _, _ = done
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/*")}
    heard = Heard()
    tally = extracted(folder, out, heard, jobs=1)
    assert (tally.there, tally.done, tally.articles) == (7, 0, len(SOUND))
    assert {path: path.stat().st_mtime_ns for path in out.glob("*/*")} == before
    assert len(heard.failures()) == 2


def test_a_restart_reads_what_is_missing_or_damaged_and_ends_the_same(done: Done, tmp_path: Path) -> None:
    folder, whole, _, _ = done
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    first, second, third = partitions(out)[:3]
    first.articles.write_bytes(first.articles.read_bytes()[:99])  # a disk that rots
    second.articles.unlink()  # killed between the two files
    third.meetings.unlink()
    (out / "meetings" / ".part-of-a-killed-writer.part").write_bytes(b"PAR1")
    tally = extracted(folder, out, Heard(), jobs=1)
    assert (tally.there, tally.done) == (4, 3)
    assert files(out) == files(whole)


def test_a_source_that_shrank_leaves_nothing_behind(done: Done, tmp_path: Path) -> None:
    _, whole, _, _ = done
    out, folder = tmp_path / "out", tmp_path / "archive"
    folder.mkdir()
    jsonl(folder / "news.jsonl", SOUND[:13])
    assert extracted(folder, out, Heard(), jobs=1).pieces == 3
    jsonl(folder / "news.jsonl", SOUND[:3])
    assert extracted(folder, out, Heard(), jobs=1).pieces == 1
    assert len(partitions(out)) == 1
    assert len(list(kept([out], Heard()))) == 3
    assert whole != out


def test_from_the_command_line_to_the_map(tmp_path: Path) -> None:
    corpus, out = jsonl(tmp_path / "news.jsonl", SOUND[:8]), tmp_path / "out"
    extracting = CliRunner().invoke(app, ["extract", str(corpus), "-o", str(out), "-j", "1"])
    assert extracting.exit_code == 0, extracting.stderr
    assert "1 partition in" in extracting.stdout
    assert "Read 8 articles" in extracting.stdout
    corpus.unlink()  # no article is read again
    page = tmp_path / "map.html"
    built = CliRunner().invoke(app, ["build", str(out), "-o", str(page)])
    assert built.exit_code == 0, built.stderr
    assert "7 accounts of meetings in 8 articles were extracted before" in built.stderr
    assert HOSTILE not in page.read_text(encoding="utf-8")
    first = page.read_bytes()
    assert CliRunner().invoke(app, ["build", str(out), "-o", str(page)]).exit_code == 0
    assert page.read_bytes() == first
    target = tmp_path / "meetings.csv"
    exported = CliRunner().invoke(app, ["export", str(out), "--to", str(target)])
    assert exported.exit_code == 0, exported.stderr
    printed = CliRunner().invoke(app, ["extract", str(out), "--format", "jsonl"])
    assert printed.stdout.count("\n") == 7


def test_new_articles_join_what_was_extracted(done: Done, tmp_path: Path) -> None:
    _, out, _, _ = done
    (tmp_path / "new.txt").write_text(SOUND[0]["text"], encoding="utf-8")
    atlas = Atlas.from_paths([out, tmp_path / "new.txt"])
    assert "new" in next(iter(atlas)).articles


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    result = CliRunner().invoke(app, ["extract", "seeds", "-o", str(tmp_path)])
    assert isinstance(result.exception, OutputError)
    assert "holds other files" in str(result.exception)


@pytest.mark.parametrize(
    "more",
    [["-o", "out", "--format", "jsonl"], ["-o", "out", "--geocoder", "nominatim"], ["--cluster", "tcp://x:1"]],
)
def test_options_that_do_not_go_together_are_told(more: list[str]) -> None:
    result = CliRunner().invoke(app, ["extract", "seeds", *more])
    assert result.exit_code == 2
    assert "-o" in result.stderr
