"""``parley add`` against a real server on loopback, with its faults, and from files."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo.addresses import is_allowed, parse_networks
from geo.articles import load
from geo.errors import WebError
from geo.web import Fetcher, Limits
from maps.cli import app
from tests.news_site import HITS, LOOP, page, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def site() -> Iterator[str]:
    with serving() as address:
        yield address


def add(*arguments: str | Path, stdin: str | None = None) -> Result:
    options = ["--pause", "0", "--allow", LOOP]
    return CliRunner().invoke(app, ["add", *map(str, arguments), *options], input=stdin)


def fetch(url: str, **limits: float) -> bytes:
    settings = Limits(pause=0, size=1_000_000, total=limits.get("total", 20), redirects=4)
    with Fetcher(settings, parse_networks([LOOP])) as fetcher:
        return fetcher.get(url).data


def test_a_page_becomes_an_article_once(site: str, tmp_path: Path) -> None:
    result = add(f"{site}/page/1", "--to", tmp_path)
    assert result.exit_code == 0, result.stderr
    (article,) = load([tmp_path]).articles
    assert (article.title, str(article.published), article.url) == ("Talks 1", "2020-02-25", f"{site}/page/1")
    assert article.text.startswith("The foreign ministers")
    again = add(f"{site}/page/1?utm_source=x#top", "--to", tmp_path)
    assert "already there" in again.stdout
    assert len(list(tmp_path.iterdir())) == 1


def test_a_changed_article_is_taken_only_with_consent(site: str, tmp_path: Path) -> None:
    add(f"{site}/changing", "--to", tmp_path)
    (file,) = tmp_path.iterdir()
    before = file.read_text()
    assert "--update" in add(f"{site}/changing", "--to", tmp_path).stderr
    assert file.read_text() == before
    assert "updated" in add(f"{site}/changing", "--to", tmp_path, "--update").stdout
    assert "Wednesday" in file.read_text()
    assert list(tmp_path.iterdir()) == [file]


def test_a_feed_gives_what_is_new_and_asks_for_nothing_twice(site: str, tmp_path: Path) -> None:
    result = add("--feed", f"{site}/feed", "--since", "2020-01-01", "--to", tmp_path)
    assert result.exit_code == 0, result.stderr
    assert [article.title for article in load([tmp_path]).articles] == ["Talks 2"]
    add("--feed", f"{site}/feed", "--since", "2020-01-01", "--to", tmp_path)
    assert HITS.count("/page/2") == 1
    assert HITS.count("/page/1") == 0


def test_failures_get_one_line_each_and_the_rest_is_added(site: str, tmp_path: Path) -> None:
    result = add(
        f"{site}/404", f"{site}/500", f"{site}/page/1", "ftp://x.example/a", tmp_path / "no.pdf", "--to", tmp_path
    )
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 4
    assert len(load([tmp_path]).articles) == 1
    assert add(f"{site}/404", "--to", tmp_path).exit_code == 2


def test_an_unknown_day_stays_unknown_and_is_said(site: str, tmp_path: Path) -> None:
    result = add(f"{site}/undated", "--to", tmp_path)
    assert "no day of publication" in result.stderr
    (article,) = load([tmp_path]).articles
    assert article.published is None


def test_hostile_titles_and_wrong_charsets_do_no_harm(site: str, tmp_path: Path) -> None:
    assert add(f"{site}/hostile", "--to", tmp_path / "a").exit_code == 0
    (article,) = load([tmp_path / "a"]).articles
    assert article.title is not None
    assert "{{ 7*7 }}" in article.title
    assert article.url == f"{site}/hostile"
    add(f"{site}/latin", "--to", tmp_path / "b")
    assert [article.title for article in load([tmp_path / "b"]).articles] == ["Genève"]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("bomb", "too big"),
        ("endless", "too big"),
        ("loop", "redirects"),
        ("inside", "not a public address"),
        ("file", "only http"),
        ("busy", "come back"),
        ("cut", "cut off"),
        ("private/a", "robots"),
        ("404", "not there"),
        ("500", "properly"),
    ],
)
def test_faults_of_servers_end_in_one_line(site: str, path: str, why: str) -> None:
    with pytest.raises(WebError, match=why):
        fetch(f"{site}/{path}")
    assert "/private/a" not in HITS


def test_a_slow_body_is_left(site: str) -> None:
    start = time.monotonic()
    with pytest.raises(WebError, match="too long"):
        fetch(f"{site}/drip", total=0.5)
    assert time.monotonic() - start < 5


def test_it_comes_back_when_asked_to(site: str) -> None:
    assert b"Geneva" in fetch(f"{site}/busy-once")


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.0.0.1 192.168.1.1 169.254.169.254 0.0.0.0 224.0.0.1 ::1 fe80::1 fc00::1 ::ffff:127.0.0.1 "
    "64:ff9b::7f00:1 2002:7f00:1::".split(),
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_allowed(address)
    assert is_allowed("93.184.215.14")


def test_a_name_is_resolved_once_and_only_checked_addresses_are_used(site: str) -> None:
    asked: list[str] = []

    def rebind(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["10.0.0.1"] if len(asked) == 1 else [LOOP]

    with Fetcher(Limits(pause=0), (), rebind) as fetcher, pytest.raises(WebError, match="not a public"):
        fetcher.get(site.replace(LOOP, "news.example"))
    assert asked == ["news.example"]
    assert not HITS


def test_standard_input_folders_and_dry_runs(site: str, tmp_path: Path) -> None:
    assert (
        "would be added"
        in add("-", "--dry-run", "--to", tmp_path / "x", stdin=f"{site}/page/1\n{site}/page/2\n").stdout
    )
    assert not (tmp_path / "x").exists()
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "a.html").write_text(page())
    (saved / "b.eml").write_text(
        "From: Desk <desk@example.org>\nDate: Tue, 24 Jan 2017 10:00:00 +0000\nSubject: Fwd me\n\n"
        "Talks on Syria ended in Astana on Tuesday, and the parties went home.\n"
    )
    assert add(saved, "--to", tmp_path / "y").exit_code == 0
    assert {str(article.published) for article in load([tmp_path / "y"]).articles} == {"2020-02-25", "2017-01-24"}


def test_ctrl_c_keeps_what_was_added_and_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(40):
        name = f"{number}.html"
        (tmp_path / "in" / name).write_text(
            page(f"Talks {number}", day=f"{number} hours after {number * 7} others")
        )
    command = [sys.executable, "-u", "-m", "maps.cli", "add", str(tmp_path / "in"), "--to", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == "parley: stopped; what was added stays, and the same command goes on from there\n"
    assert len(load([tmp_path / "out"]).articles) in {1 + rest.count("\n"), 2 + rest.count("\n")}
