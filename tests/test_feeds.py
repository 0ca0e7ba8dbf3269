"""Feeds, sitemaps and the pages that link to them, from a real server: what they name, since when, and no more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo.addresses import parse_networks
from geo.documents import TEXT, kind_of
from geo.errors import ArticleError, WebError
from geo.feeds import read_feed
from geo.web import Fetcher, Limits
from maps.cli import app
from tests.news_site import FEEDS, HITS, LOOP, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.feeds import Item

pytestmark = pytest.mark.enable_socket
SINCE = dt.date(2020, 1, 1)


@pytest.fixture
def site() -> Iterator[str]:
    with serving() as address:
        yield address


def items(site: str, name: str, since: dt.date | None = None) -> list[Item]:
    with Fetcher(Limits(pause=0), parse_networks([LOOP])) as fetcher:
        address = f"{site}/{name}"
        return list(read_feed(fetcher.get(address).data, address, lambda url: fetcher.get(url).data, since))


@pytest.mark.parametrize(
    ("name", "since", "pages"),
    [
        ("feed", None, [1, 2]),
        ("feed", SINCE, [2]),
        ("atom", None, [1, 2, 3]),
        ("atom", SINCE, [2, 3]),  # published counts, not the last change; without a day it stays in
        ("news-map", None, [1, 2]),
        ("news-map", SINCE, [2]),
        ("index", None, [4, 1, 2]),
        ("index", SINCE, [2]),
        ("front", None, [1, 2, 3]),
    ],
)
def test_a_feed_names_articles_with_full_addresses(
    name: str, since: dt.date | None, pages: list[int], site: str
) -> None:
    assert [item.url for item in items(site, name, since)] == [f"{site}/page/{number}" for number in pages]


def test_titles_and_days_are_told(site: str) -> None:
    old, new = items(site, "news-map")
    assert (old.title, old.published, old.changed) == (None, None, dt.date(2017, 1, 3))
    assert (new.title, new.published) == ("New & told", dt.date(2020, 2, 25))


def test_an_old_part_of_an_index_is_not_even_fetched(site: str) -> None:
    items(site, "index", SINCE)
    assert "/old-map" not in HITS
    assert "/news-map" in HITS


def test_a_sitemap_that_declares_entities_is_refused_and_files_are_not_fetched(site: str) -> None:
    with pytest.raises(ArticleError, match="is no feed"):
        items(site, "entities")
    urls = [item.url for item in items(site, "hostile-map")]
    assert urls == ["file:///etc/passwd", "javascript:alert(1)"]
    with Fetcher(Limits(pause=0), parse_networks([LOOP])) as fetcher:
        for url in urls:
            with pytest.raises(WebError, match="only http"):
                fetcher.get(url)


@pytest.mark.parametrize("name", ["bare", "page/1"])
def test_a_page_without_a_feed_says_so(name: str, site: str) -> None:
    with pytest.raises(ArticleError, match="names no feed"):
        items(site, name)


def test_an_index_of_very_many_sitemaps_is_cut(site: str) -> None:
    entries = "".join(f"<sitemap><loc>/news-map?{number}</loc></sitemap>" for number in range(200))
    fetched: list[str] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        return FEEDS["news-map"].encode()

    index = f"<sitemapindex>{entries}</sitemapindex>".encode()
    assert len(list(read_feed(index, f"{site}/", fetch))) == 2
    assert len(fetched) == 50


def test_a_head_full_of_comments_keeps_nobody_busy() -> None:
    assert kind_of(b"<!---->" * 500 + b"no feed") == TEXT


@pytest.mark.parametrize("name", ["index", "front"])
def test_the_articles_of_a_sitemap_or_of_a_front_page_are_added(name: str, site: str, tmp_path: Path) -> None:
    options = ["--since", "2020-01-01", "--to", str(tmp_path), "--pause", "0", "--allow", LOOP]
    result = CliRunner().invoke(app, ["add", "--feed", f"{site}/{name}", *options])
    assert result.exit_code == 0, result.stderr
    assert "/page/2" in "".join(file.read_text() for file in tmp_path.iterdir())
    assert "/page/1" not in HITS
