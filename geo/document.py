"""What is taken out of a page or a file before it becomes an article, and the tidying of its text."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.decoding import one_line, without_surrogates
from geo.errors import ArticleError
from geo.front_matter import http_url, make_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Article

EARLIEST = dt.date(1700, 1, 1)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069]")
BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
MONTHS = "january february march april may june july august september october november december".split()
MONTH = "(?P<month>" + "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r")\.?"
DAY_FIRST = rf"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? {MONTH},? (?P<year>[12]\d{{3}})"
MONTH_FIRST = rf"{MONTH} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<year>[12]\d{{3}})"
ISO = r"(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<day>[0-3]\d)"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
DATE_LINES = tuple(
    re.compile(
        rf"(?:(?:published|posted|issued|released|date)(?: on)?:? |[^\W\d][^\d,]{{1,40}}, )?{WEEKDAY}{form}\.?",
        re.IGNORECASE,
    )
    for form in (DAY_FIRST, MONTH_FIRST, ISO)
)
HEAD_LINES = 12
MAX_TITLE, MAX_URL = 300, 4000  # characters


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what its page or file tells of itself; ``published`` is None where it tells no date.

    ``language`` is the code that the page declares (``en``, ``ru``), ``notes`` say what the user should know.
    """

    text: str
    title: str | None = None
    published: dt.date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


@contextmanager
def optional_packages() -> Iterator[None]:
    """Say in one line, by an ArticleError, how to install what ``import`` does not find."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ArticleError(
            f"needs the package {error.name}; to install it, run in Parley's folder: pip install -e '.[add]'"
        ) from None


def tidy(text: str) -> str:
    """Give a text as articles are kept: no control characters, one blank line between paragraphs."""
    lines = without_surrogates(text).replace("\r\n", "\n").replace("\r", "\n")
    return BLANK_LINES.sub("\n\n", CONTROLS.sub("", lines)).strip() + "\n"


def as_article(document: Document, origin: str) -> Article:
    """Make the article that a document becomes; raises ArticleError where its text cannot be one."""
    url = http_url(quoted(document.url)) if document.url and len(document.url) <= MAX_URL else None
    facts = {
        "title": shortened(document.title),
        "source": shortened(document.source),
        "published": document.published,
        "url": url,
    }
    return make_article("article", tidy(document.text), facts, origin)


def shortened(text: str | None) -> str | None:
    """Give a title on one line of bearable length."""
    line = one_line(text or "")
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1].rstrip() + "…"


def quoted(url: str) -> str:
    """Escape in an address what a link must not hold."""
    return re.sub(r"[\s\"'<>\\`{}|^]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), url.strip())


def plausible(day: dt.date | None, today: dt.date | None = None) -> dt.date | None:
    """Give the date back if something can have been published on it: not before newspapers, not after tomorrow."""
    latest = (today or dt.date.today()) + dt.timedelta(days=1)  # noqa: DTZ011 - a page may be a time zone ahead
    return day if day is not None and EARLIEST <= day <= latest else None


def date_line(text: str) -> dt.date | None:
    """Give the date that stands on a line of its own at the head of a text ("Geneva, 24 January 2017"), or None.

    Two different such dates say nothing.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()][:HEAD_LINES]
    found = {day for line in lines if (day := _date_of(line)) is not None}
    return found.pop() if len(found) == 1 else None


def _date_of(line: str) -> dt.date | None:
    for form in DATE_LINES:
        if match := form.fullmatch(line):
            word = match["month"].lower()
            month = (
                int(word)
                if word.isdigit()
                else 1 + next(i for i, m in enumerate(MONTHS) if m.startswith(word[:3]))
            )
            try:
                return plausible(dt.date(int(match["year"]), month, int(match["day"])))
            except ValueError:
                return None
    return None
