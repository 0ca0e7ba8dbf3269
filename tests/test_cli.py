# ruff: noqa: S603, S607 - the program under test is started on purpose
"""The commands as a user meets them: what stands on stdout and stderr, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from maps.cli import app
from maps.terminal import printable
from maps.unpack import read_value

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

TALKS = "Foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017, officials said.\n"
PROGRAM = (sys.executable, "-m", "maps.cli")


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def program(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    file = tmp_path / "talks.txt"
    file.write_text(TALKS, encoding="utf-8")
    return file


def test_extract_prints_one_object_a_meeting(talks: Path) -> None:
    result = run("extract", talks)
    assert result.exit_code == 0, result.stderr
    (row,) = map(json.loads, result.stdout.splitlines())
    assert row["article"] == "talks"
    assert row["venue"]["name"] == "Geneva"
    assert {actor["actor"] for actor in row["actors"]} >= {"RUS", "TUR"}


def test_extract_prints_a_table_for_people(talks: Path) -> None:
    result = run("extract", talks, "--format", "table")
    assert result.exit_code == 0
    assert "Geneva, CHE" in result.stdout
    assert "Russia (participant)" in result.stdout


def test_places_prints_one_object_a_toponym(talks: Path) -> None:
    rows = [json.loads(line) for line in run("places", talks, "--format", "jsonl").stdout.splitlines()]
    assert {row["text"] for row in rows} >= {"Russia", "Geneva"}
    assert all(TALKS[row["start"] : row["end"]] == row["text"] for row in rows)


def test_explain_shows_text_rules_and_sentences(talks: Path) -> None:
    result = run("explain", talks)
    assert result.exit_code == 0
    assert TALKS.strip() in result.stdout
    assert "Meeting 1: Geneva, CHE" in result.stdout


def test_explain_as_json_is_one_value(talks: Path) -> None:
    value = json.loads(run("explain", talks, "--format", "json").stdout)
    assert value["text"] == TALKS
    assert value["meetings"][0]["evidence"][0]["rule"]


def test_build_writes_the_map_and_sums_up(talks: Path, tmp_path: Path) -> None:
    out = tmp_path / "a map.html"
    result = run("build", talks, "-o", out, "--title", "Two ministers")
    assert result.exit_code == 0, result.stderr
    page = out.read_text(encoding="utf-8")
    assert "<title>Two ministers</title>" in page
    assert "Read 1 article." in result.stdout
    assert "Found 1 meeting at 1 venue with" in result.stdout
    assert out.resolve().as_uri() in result.stdout


def test_the_same_articles_give_the_same_bytes(talks: Path, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        run("build", talks, "-o", tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_an_article_added_is_taken_in_and_one_removed_leaves(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    out = tmp_path / "out" / "map.html"
    out.parent.mkdir()
    run("build", tmp_path, "-o", out)
    before = read_value(out)
    assert b"Vienna" not in out.read_bytes()
    added = tmp_path / "more.txt"
    added.write_text(TALKS.replace("Geneva", "Vienna"), encoding="utf-8")
    run("build", tmp_path, "-o", out)
    assert b"Vienna" in out.read_bytes()
    added.unlink()
    run("build", tmp_path, "-o", out)
    after = read_value(out)
    del after["changes"]
    assert after == before


def test_standard_input_is_an_article(talks: Path) -> None:
    row = json.loads(run("extract", "-", stdin=talks.read_text(encoding="utf-8")).stdout)
    assert row["article"] == "stdin"


def test_some_articles_unread_is_exit_code_1(talks: Path) -> None:
    (talks.parent / "empty.txt").touch()
    result = run("extract", talks.parent)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.count("\n") == 1
    assert "empty.txt: is empty" in result.stderr


def test_nothing_read_is_exit_code_2_and_the_old_map_stays(tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    out.write_text("the old map", encoding="utf-8")
    result = run("build", tmp_path / "gone.txt", "-o", out)
    assert result.exit_code == 2
    assert "gone.txt" in result.stderr
    assert out.read_text(encoding="utf-8") == "the old map"


def test_geocode_says_where_an_answer_comes_from() -> None:
    first = run("geocode", "Astana", "Geneva", "Damascus", "Moscow", "--format", "json")
    assert first.exit_code == 0, first.stderr
    assert [row["country"] for row in json.loads(first.stdout)] == ["KAZ", "CHE", "SYR", "RUS"]
    second = run("geocode", "Astana", "Geneva", "Damascus", "Moscow")
    assert second.stdout.count("from the cache") == 4


def test_geocode_names_what_it_did_not_find() -> None:
    result = run("geocode", "Geneva", "Qqqzzzville")
    assert result.exit_code == 1
    assert "not found" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("build", "seeds", "-o", "/no/such/folder/map.html"), "there is no folder"),
        (("build", "seeds", "-o", "."), "is a folder"),
        (("build", "seeds", "-o", "seeds/a.md"), "would be read as an article"),
        (("extract", "no-such-file"), "is not there"),
    ],
)
def test_a_failure_is_a_line_and_no_traceback(arguments: tuple[str, ...], line: str) -> None:
    result = program(*arguments)
    assert result.returncode == 2
    assert line in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_closed_pipe_is_quiet(project: Path) -> None:
    command = f"{sys.executable} -m maps.cli extract {project / 'seeds'} | head -n 1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False)
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


def test_ctrl_c_is_exit_code_130(project: Path) -> None:
    command = [*PROGRAM, "extract", str(project / "seeds")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the reading is under way
        process.send_signal(2)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_help_comes_at_once() -> None:
    """Processor time, so that a busy machine is no failure."""

    def seconds() -> float:
        before = os.times()
        assert program("--help").returncode == 0
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(5)) < 0.3


def test_version() -> None:
    assert run("--version").stdout.startswith("parley 0.")


def test_what_acts_on_a_terminal_is_replaced_one_for_one() -> None:
    text = "a\x1b[31m\u202eb\u200d\tc\n\x07\u00a0"
    assert printable(text) == "a\ufffd[31m\ufffdb\ufffd c\n\ufffd "


def test_markup_and_escapes_in_an_article_reach_no_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"[red]\x1b]0;title\x07[/red] [link=file:///etc]x[/link] {TALKS}", encoding="utf-8")
    for command in (("explain", file), ("extract", file, "--format", "table"), ("places", file)):
        result = run(*command)
        assert result.exit_code == 0
        assert not set("\x1b\x07") & set(result.stdout)
    assert "[red]" in run("explain", file).stdout
