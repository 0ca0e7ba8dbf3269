"""Pages, PDF and Word files, mails, archives and addresses, built without being added first."""

# ruff: noqa: S603 - the program under test is started on purpose
from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo.articles import load
from maps.cli import app
from maps.page import write_page
from maps.unpack import read_value
from tests.browser import atlases
from tests.news_site import HITS, LOOP, serving
from tests.test_documents import CUT, DATED, PAGE, SENTENCES, a_pdf, a_saved_page, a_word_file, an_archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

MAIL = (
    f"From: Desk <d@example.org>\nSubject: Nile talks\nDate: Tue, 25 Feb 2020 10:00:00 +0000\n\n{SENTENCES[0]}\n"
)
KINDS = {
    "a.html": PAGE,
    "b.pdf": a_pdf(CUT),
    "c.docx": a_word_file(),
    "d.eml": MAIL.encode(),
    "e.mhtml": a_saved_page(),
    "f.warc.gz": an_archive(),
}
TALKS = "Foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017, officials said.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def site() -> Iterator[str]:
    with serving() as address:
        yield address


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", KINDS)
def test_a_document_is_the_article_that_add_would_make_of_it(name: str, folder: Path, tmp_path: Path) -> None:
    (folder / name).write_bytes(KINDS[name])
    (direct,) = load([folder]).articles
    assert run("add", folder / name, "--to", tmp_path / "added").exit_code == 0
    (added,) = load([tmp_path / "added"]).articles
    assert (direct.title, direct.published, direct.text) == (added.title, DATED, added.text)
    assert (direct.id, direct.url, direct.source) == (name[0], added.url, added.source)
    assert load([folder]).articles == (direct,)  # from the cache


@pytest.mark.parametrize("name", KINDS)
def test_a_document_comes_by_standard_input(name: str) -> None:
    (article,) = load(["-"], stdin=BytesIO(KINDS[name])).articles
    assert (article.id, article.published) == ("stdin", DATED)


def test_what_cannot_be_read_is_one_line_and_the_others_are_articles(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "b.html").write_bytes(b"<html></html>")
    (folder / "c.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "d.html").write_bytes(PAGE)
    loaded = load([folder])
    assert [article.id for article in loaded.articles] == ["d"]
    assert [problem.origin for problem in loaded.problems] == [
        str(folder / f"{n}") for n in ("a.pdf", "b.html", "c.docx")
    ]


def test_a_page_that_tells_no_day_is_read_and_it_is_said(folder: Path) -> None:
    (folder / "a.html").write_bytes(PAGE.replace(b"article:published_time", b"x"))
    loaded = load([folder])
    assert loaded.articles[0].published is None
    assert "no day of publication" in str(loaded.problems[0])
    assert loaded.problems[0].note


def test_nothing_is_taken_out_of_an_unchanged_file_twice(folder: Path) -> None:
    for name, data in KINDS.items():
        (folder / name).write_bytes(data)
    code = (
        "import sys; from geo.articles import load; print(len(load(sys.argv[1:]).articles),"
        "sorted({'trafilatura', 'pypdf', 'docx', 'warcio', 'httpx'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(folder)]
    first, second = (subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2))
    assert first == "6 ['docx', 'pypdf', 'trafilatura', 'warcio']\n"
    assert second == "6 []\n"


def test_maps_among_the_articles_are_passed_over(folder: Path) -> None:
    (folder / "talks.txt").write_text(TALKS)
    out = folder / "map.html"
    first = run("build", folder, "-o", out)
    assert first.exit_code == 0, first.stderr
    again = run("build", folder, "-o", out)
    assert (again.exit_code, again.stdout, again.stderr) == (0, first.stdout, "")
    assert [article["id"] for article in read_value(out)["articles"]] == ["talks"]


def test_a_map_is_no_article(tmp_path: Path) -> None:
    write_page(atlases.founding(), tmp_path / "map.html")
    assert "is a map that parley drew" in run("build", tmp_path / "map.html", "-o", tmp_path / "b.html").stderr


@pytest.mark.parametrize("named", [True, False])
def test_a_map_is_never_written_over_an_article(named: bool, folder: Path) -> None:
    page = folder / "a.html"
    page.write_bytes(PAGE)
    result = run("build", page if named else folder, "-o", page)
    assert "is one of the articles" in str(result.exception)
    assert page.read_bytes() == PAGE


@pytest.mark.enable_socket
def test_an_address_is_an_article_fetched_anew_each_time(site: str, folder: Path) -> None:
    (folder / "talks.txt").write_text(TALKS)
    for _ in range(2):
        loaded = load([f"{site}/page/1", folder, f"{site}/404", "https://"], allow=[LOOP])
        assert [article.id for article in loaded.articles] == ["1", "talks"]
        assert loaded.articles[0].url == f"{site}/page/1"
        assert [problem.origin for problem in loaded.problems] == [f"{site}/404", "https://"]
    assert HITS.count("/page/1") == 2


@pytest.mark.enable_socket
def test_an_address_that_is_not_public_is_refused_unless_allowed(site: str, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    refused = run("build", f"{site}/page/1", "-o", out)
    assert refused.exit_code == 2
    assert "not a public address" in refused.stderr
    assert not HITS
    assert run("build", f"{site}/page/1", "-o", out, "--allow", LOOP).exit_code == 0
    assert read_value(out)["articles"][0]["url"] == f"{site}/page/1"
