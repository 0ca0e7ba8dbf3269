"""What changed since the last map: in the terminal, in files, and for the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from maps.cli import app
from maps.unpack import read_value

if TYPE_CHECKING:
    from pathlib import Path

PLANNED = "---\ndate: 2024-05-06\n---\nEgypt and Turkey will hold talks in Oslo on 10 May 2024.\n"
HELD = (
    "---\ndate: 2024-05-11\n---\nEgypt and Turkey held talks in Oslo on 10 May 2024, with Norway as a mediator.\n"
)
OTHER = "---\ndate: 2024-05-12\n---\nChile and Peru met in Lima on 11 May 2024 <b>|</b>.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with one article."""
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path / "cache"))
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "planned.md").write_text(PLANNED)
    return articles


def build(articles: Path, *options: str) -> str:
    out = str(articles.parent / "map.html")
    result = CliRunner().invoke(app, ["build", str(articles), "-o", out, "--jobs", "1", *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_each_map_tells_what_changed_since_the_last_one(folder: Path) -> None:
    page = folder.parent / "map.html"
    assert "Since the last map" not in build(folder)
    assert "changes" not in read_value(page), "a first map has none"

    (folder / "held.md").write_text(HELD)
    (folder / "other.md").write_text(OTHER)
    report, text = folder.parent / "changes.json", folder.parent / "changes.md"
    said = build(folder, "--changes", str(report), "--changes", str(text))
    assert "Since the last map (2024-05-06)" in said
    value = json.loads(report.read_text())
    assert [(m["venue"], m["articles"]) for m in value["new"]] == [("Lima", ["other"])]
    (changed,) = value["changed"]
    told = {(d["what"], d["before"], d["after"]): d["articles"] for d in changed["changes"]}
    assert told["status", "planned", "held"] == ["held"]
    assert "planned -> held" in text.read_text().replace("\\", "")
    row = read_value(page)["changes"]
    assert (row["since"], len(row["new"]), len(row["changed"]), row["gone"]) == ("2024-05-06", 1, 1, [])

    (folder / "other.md").unlink()
    assert "gone" in build(folder)
    content = page.read_bytes()
    assert "Since the last map" not in build(folder), "nothing has changed"
    assert page.read_bytes() == content


def test_a_file_that_is_no_map_is_no_reason_to_fail(folder: Path) -> None:
    (folder.parent / "map.html").write_text("<p>my notes</p>")
    assert "cannot tell what changed" in build(folder)


@pytest.mark.parametrize("name", ["changes.txt", "no/such/changes.md"])
def test_changes_that_cannot_be_written_are_told_before_the_reading(folder: Path, name: str) -> None:
    out = str(folder.parent / "map.html")
    result = CliRunner().invoke(app, ["build", str(folder), "-o", out, "--changes", str(folder.parent / name)])
    assert result.exit_code != 0
    assert "Read 1" not in result.output
