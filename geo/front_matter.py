"""The facts that stand over a text, and the article that both make."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geo.decoding import check_text, one_line, without_surrogates
from geo.errors import ArticleError
from geo.model import Article

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CHARS = 1_000_000
MAX_FRONT_CHARS = 64_000
MAX_QUICK = 4_000
"""Characters of front matter up to which the loader in C is used: it has no limit to nesting, and 60,000 levels
end the whole process."""
FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def make_article(article_id: str, text: str, facts: Mapping[str, object], origin: str) -> Article:
    """Make an article from its text and what its front matter or corpus row tells.

    Raises ArticleError where the text is empty, too long or binary, or the publication date is none.
    """
    if not text.strip():
        raise ArticleError("is empty; put the article's text into it or remove it")
    if len(text) > MAX_CHARS:
        raise ArticleError(f"has {len(text):,} characters, over {MAX_CHARS:,}; split it into articles")
    check_text(text)
    return Article(
        id=one_line(article_id) or "article",
        text=without_surrogates(text),
        published=_date(facts.get("published") or facts.get("date")),
        title=_words(facts.get("title")),
        source=_words(facts.get("source")),
        url=http_url(facts.get("url")),
        origin=one_line(origin),
    )


def _loader(size: int) -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader) if size <= MAX_QUICK else yaml.SafeLoader


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """(facts, body) of a Markdown text; raises ArticleError where the front matter is broken."""
    import yaml  # only front matter needs it

    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return {}, text
    fence = FENCE.search(rest, 0, MAX_FRONT_CHARS)
    if fence is None:
        raise ArticleError("has front matter that is not closed; end it with a line of ---")
    try:
        facts = yaml.load(rest[: fence.start()], _loader(fence.start())) or {}  # noqa: S506 - both are safe ones
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        raise ArticleError(f"has broken front matter{where}; write it as 'title: \"...\"' lines") from None
    if not isinstance(facts, dict):
        raise ArticleError("has front matter without keys; write it as 'title: \"...\"' lines")
    return facts, rest[fence.end() :].lstrip("\n")


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date) or value is None:
        return value
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise ArticleError(f"was published on {str(value)[:40]!r}, which is no date; write YYYY-MM-DD") from None


def _words(value: object) -> str | None:
    """Return a title or source on one line, or None for what is no plain value."""
    if isinstance(value, (str, int, float, dt.date)):
        return one_line(str(value)) or None
    return None


def http_url(value: object) -> str | None:
    """Return the address if it is http or https and names a host, else None: nothing else may become a link."""
    if not isinstance(value, str) or re.search(r"[\s\x00-\x20\"'<>\\`]", value.strip()):
        return None
    try:
        parts = urlsplit(value.strip())
        return value.strip() if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None
