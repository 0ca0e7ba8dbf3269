"""The folder of articles: what is written is read back, names are safe, articles are known again."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.articles import load
from geo.document import Document, as_article
from geo.front_matter import MAX_CHARS
from geo.nearness import likeness, sketch
from geo.pages import canonical
from geo.shelf import Shelf, file_name, markdown, slug

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Article

HOSTILE = (
    'a "quoted" title: with # colon',
    "---\n---\nurl: javascript:alert(1)",
    "{{ ''.__class__ }} {% for x in y %}",
    "<script>alert(1)</script>",
    "!!python/object/apply:os.system ['true']",
    "../../etc/passwd",
    "a ---",
    "- [x] & *y !z |\n> ",
    "null",
    "2017-01-24",
    "\ufffe\uffff\x85\u2028",
    "\ud800",
    "\u202eevil\u202c",
)
TEXTS = st.one_of(st.text(), st.sampled_from(HOSTILE), st.text(alphabet="-.\n:#'\"{}[]&*!|>%@`a \t\r"))
WORDY = TEXTS.map(lambda text: f"Talks {text} were held.\n\n---\n{text}")
URLS = st.one_of(
    st.none(),
    TEXTS,
    TEXTS.map(lambda text: f"https://example.org/{text}"),
    st.from_regex(r"https?://[a-z]{1,9}\.example/[!-~]{0,30}", fullmatch=True),
)
DAYS = st.one_of(st.none(), st.dates(dt.date(1700, 1, 1), dt.date(2100, 1, 1)))
TALKS = (
    "The foreign ministers of Egypt, Ethiopia and Sudan met in Geneva on Tuesday for talks on the river, which "
    "were mediated by the African Union. They agreed to meet again next month in Khartoum, officials said, and to "
    "leave the rules for dry years to the engineers, who are to gather in Addis Ababa before that."
)


def read_back(folder: Path, text: str) -> Article:
    file = folder / "a.md"
    file.write_bytes(text.encode())
    loaded = load([file])
    assert not loaded.problems
    (article,) = loaded.articles
    return article


def facts(article: Article) -> tuple[object, ...]:
    return article.title, article.published, article.source, article.url, article.text


@given(text=WORDY, title=st.none() | TEXTS, source=st.none() | TEXTS, url=URLS, day=DAYS)
@example(text="a\r\n---\n" + HOSTILE[1], title=HOSTILE[1], source=HOSTILE[-1], url=HOSTILE[1], day=None)
@example(text="x" * 70_000, title="x" * 70_000, source="y" * 70_000, url="https://e.org/" + "z" * 70_000, day=None)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    title: str | None,
    source: str | None,
    url: str | None,
    day: dt.date | None,
) -> None:
    article = as_article(Document(text, title, day, source, url), "test")
    folder = tmp_path_factory.getbasetemp()
    again = read_back(folder, markdown(article, {"language": "ru", "file": (title or "")[:100]}))
    assert facts(again) == facts(article)
    assert article.published == day
    if url is not None and re.fullmatch(r"https://example\.org/[a-z/]*", url):
        assert article.url == url


@given(title=st.none() | TEXTS, source=st.none() | TEXTS, day=DAYS)
@example(title="CON", source="aux.txt", day=None)
@example(title="../../etc/passwd\n\0", source=None, day=None)
@example(title="Перемирие в Женеве", source="ТАСС", day=None)
@example(title="word " * 200, source=None, day=None)
def test_names_are_safe_on_every_system(title: str | None, source: str | None, day: dt.date | None) -> None:
    name = file_name(as_article(Document(TALKS, title, day, source), "test"))
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d|undated)(-[a-z0-9]+)+", name)
    assert len(name) <= 80


def test_a_name_tells_date_and_title() -> None:
    article = as_article(Document(TALKS, "The Nile talks’ “last” round, in Genève", dt.date(2020, 2, 25)), "test")
    assert file_name(article) == "2020-02-25-the-nile-talks-last-round-in-geneve"
    assert slug("x" * 100) == "x" * 60


def test_two_articles_of_one_day_and_title_keep_apart_under_stable_names(tmp_path: Path) -> None:
    day = dt.date(2020, 2, 25)
    one = as_article(Document(TALKS, "Talks", day, url="https://a.example/1"), "test")
    two = as_article(Document(TALKS[::-1], "Talks", day, url="https://b.example/2"), "test")
    names = []
    for turn in range(2):
        folder = tmp_path / str(turn)
        folder.mkdir()
        shelf = Shelf(folder)
        names.append([shelf.put(article, {}).name for article in (one, two)])
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://www.example.org/a/?utm_source=x&fbclid=1#top"),
        ("https://example.org/news?id=3&b=1", "https://m.example.org/news/?b=1&id=3"),
        ("https://example.org/a", "https://example.org/a/amp/"),
        ("https://example.org/a", "https://EXAMPLE.org:443/a?amp=1"),
    ],
)
def test_addresses_of_one_page_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/news?id=3", "https://example.org/news?id=4"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org:8080/a", "https://example.org/a"),
    ],
)
def test_addresses_of_two_pages_are_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(TEXTS)
def test_any_string_has_a_canonical_form(text: str) -> None:
    assert isinstance(canonical(text), str)


def test_likeness_tells_a_copy_from_another_report() -> None:
    copy = TALKS.upper().replace(",", " -")
    assert likeness(sketch(TALKS), sketch(copy)) == 1.0
    assert likeness(sketch(TALKS), sketch(TALKS + " A spokesman said no more.")) > 0.8
    assert likeness(sketch(TALKS), sketch(TALKS.replace("Tuesday", "Friday").replace("river", "dam"))) < 0.85
    assert likeness(sketch(TALKS), sketch("The presidents of Chile and Peru spoke by telephone on Monday.")) == 0.0


@given(st.text(), st.text())
def test_likeness_is_a_share_and_symmetric(one: str, other: str) -> None:
    a, b = sketch(one), sketch(other)
    assert 0.0 <= likeness(a, b) == likeness(b, a) <= 1.0
    assert likeness(a, a) == 1.0


def test_files_that_come_change_and_go_are_seen(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    file = tmp_path / "talks.md"
    file.write_text("---\nurl: https://example.org/a\n---\n" + TALKS)
    shelf.refresh()
    known = shelf.by_url("http://www.example.org/a/")
    assert known is not None
    assert known.path == file
    nearest, score = shelf.nearest(as_article(Document(TALKS), "test"))
    assert (nearest, score) == (known, 1.0)
    file.write_text("---\nurl: https://example.org/b\n---\nSomething else was said there, and at length.")
    shelf.refresh()
    assert shelf.by_url("https://example.org/a") is None
    assert shelf.by_url("https://example.org/b") is not None
    file.unlink()
    shelf.refresh()
    assert shelf.by_url("https://example.org/b") is None
    assert shelf.nearest(as_article(Document(TALKS), "test")) == (None, 0.0)


def test_a_replaced_article_keeps_what_was_noted_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "my-name.md"
    file.write_text(
        "---\ntitle: Old\nfacts: by hand\nurl: https://example.org/a\npublished: 2020-02-25\n---\nOld text."
    )
    shelf = Shelf(tmp_path)
    shelf.refresh()
    kept = shelf.by_url("https://example.org/a")
    assert kept is not None
    shelf.replace(kept, as_article(Document(TALKS, "New", url="https://example.org/a"), "test"), {})
    assert "facts: by hand" in file.read_text()
    (article,) = load([tmp_path]).articles
    assert (article.title, article.published, article.text) == ("New", dt.date(2020, 2, 25), TALKS + "\n")


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="split it"):
        as_article(Document("x" * (MAX_CHARS + 1)), "test")
