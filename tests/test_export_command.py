"""``parley export`` as a user meets it, from articles and from a map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo.columns import TABLES
from geo.errors import ArticleError
from geo.tables import rows
from maps.cli import app
from maps.page import write_page
from maps.unpack import read_map
from tests.browser import atlases

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

TALKS = "Foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017, officials said.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_several_formats_at_once_have_the_same_ids(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    targets = [tmp_path / name for name in ("a.geojson", "a.csv", "a.sqlite")]
    result = run("export", tmp_path / "talks.txt", *(part for path in targets for part in ("--to", path)))
    assert result.exit_code == 0, result.stderr
    assert "Exported 1 meeting to" in result.stdout
    features = json.loads(targets[0].read_text(encoding="utf-8"))["features"]
    (meeting,) = [feature["id"] for feature in features if feature["properties"]["layer"] == "meetings"]
    assert meeting in targets[1].read_text(encoding="utf-8")
    assert meeting.encode() in targets[2].read_bytes()


def test_a_map_is_exported_without_reading_an_article_again(tmp_path: Path) -> None:
    write_page(atlases.world(), tmp_path / "map.html")
    result = run("export", tmp_path / "map.html", "--to", tmp_path / "a.geojson")
    assert result.exit_code == 0, result.stderr
    features = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert sum(feature["properties"]["layer"] == "meetings" for feature in features) == 23


@pytest.mark.parametrize("make", [atlases.world, atlases.founding, atlases.hostile])
def test_a_map_gives_back_what_it_was_made_of(make: type, tmp_path: Path) -> None:
    atlas = make()
    write_page(atlas, tmp_path / "map.html")
    again = read_map(tmp_path / "map.html")
    unsafe = make is atlases.hostile  # its one address is no link and stays behind
    for table in TABLES:
        if not (unsafe and table.name == "articles"):
            for one, other in zip(rows(again, table.name), rows(atlas, table.name), strict=True):
                assert {k: v for k, v in one.items() if k != "confidence"} == pytest.approx(
                    {k: v for k, v in other.items() if k != "confidence"}
                )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('<script id="parley-data" type="application/json">{"articles": 7}</script>', "is a damaged map"),
        ('<script id="parley-data" type="text/plain">AAAA</script>', "is a damaged map"),
    ],
)
def test_what_is_no_map_has_its_line(content: str, line: str, tmp_path: Path) -> None:
    page = tmp_path / "map.html"
    page.write_text(content, encoding="utf-8")
    result = run("export", page, "--to", tmp_path / "a.csv")
    assert isinstance(result.exception, ArticleError)
    assert str(result.exception).startswith(f"{page}: {line}")
    assert not (tmp_path / "a.csv").exists()


def test_a_file_named_twice_is_refused(tmp_path: Path) -> None:
    result = run("export", "seeds", "--to", tmp_path / "a.csv", "--to", tmp_path / "a.csv")
    assert "is named twice" in str(result.exception)
