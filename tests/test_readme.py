"""The README says what is there: its two lines, its commands, its examples."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.articles import MAX_BYTES, SUFFIXES
from geo.front_matter import MAX_CHARS
from maps.cli import app

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
EXAMPLES = [line.strip() for line in README.splitlines() if line.startswith("    parley ")]
ENDLESS = {"serve", "--serve"}  # what goes on until Ctrl-C has its own tests
PAGE = (
    '<html lang="en"><head><meta property="article:published_time" content="2020-02-25"><title>Talks</title>'
    "</head><body><article><p>The foreign ministers of Egypt and Sudan met in Geneva on Tuesday for talks on the "
    "river, which were mediated by the African Union, and agreed to meet again in Khartoum.</p></article></body>"
)
FIRST = "    python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/parley build seeds"
SECOND = "    python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"


def test_the_two_lines_stand_at_the_top() -> None:
    assert README.splitlines()[:4] == ["# Parley", "", FIRST, SECOND]


def test_every_command_is_documented_with_an_example() -> None:
    commands = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    commands |= {group.name or "" for group in app.registered_groups}
    assert set(re.findall(r"^\| `parley (\w+) ", README, re.MULTILINE)) == commands
    assert {shlex.split(example)[1] for example in EXAMPLES} == commands


def test_every_kind_of_file_and_every_limit_is_documented() -> None:
    assert all(f"`{suffix}`" in README for suffix in SUFFIXES)
    assert f"{MAX_BYTES // 10**6} MB" in README
    assert f"{MAX_CHARS:,} characters" in README


@pytest.mark.parametrize("example", [example for example in EXAMPLES if not ENDLESS & set(example.split())])
def test_every_example_runs(example: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("seeds", "tests"):
        (tmp_path / name).symlink_to(project / name)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, shlex.split(example)[1:])
    assert result.exit_code == 0, result.stderr
    assert result.stdout
    assert result.stderr == ""


def test_the_licence_is_the_one_in_the_configuration(project: Path) -> None:
    configured = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"]
    assert f"Parley is under the {configured} licence" in README
    assert (project / "LICENSE").is_file()


def test_the_page_carries_no_gpl_code(project: Path) -> None:
    for file in (project / "maps" / "static").glob("*.js"):
        assert "GPL" not in file.read_text(encoding="utf-8"), file.name
