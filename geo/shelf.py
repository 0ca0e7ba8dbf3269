"""The folder of articles: one Markdown file an article, with front matter that ``geo.articles`` reads back.

A file is written whole or not at all, under a name that tells date and title and is safe on every system.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.articles import TEXT_SUFFIXES, read
from geo.cache import exclusive, writable_folder
from geo.files import write_whole
from geo.front_matter import split_front_matter
from geo.nearness import likeness, sketch
from geo.pages import canonical

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from geo.articles import Problem
    from geo.model import Article
    from geo.nearness import Sketch

MAX_SLUG = 60  # characters
SAME = 0.85  # likeness from which two texts of the same days are one article
SAME_DAYS = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """An article in the folder, as far as it is needed to know it again."""

    path: Path
    url: str | None
    text: str
    title: str | None
    published: dt.date | None
    sketch: Sketch


def front_matter(facts: Mapping[str, Any]) -> str:
    """Write facts as YAML between two lines of ``---``; what is None is left out."""
    import yaml  # only front matter needs it

    told = {key: value for key, value in facts.items() if value is not None}
    lines = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10**9) if told else ""
    return f"---\n{lines}---\n"


def markdown(article: Article, more: Mapping[str, Any] | None = None) -> str:
    """Write an article as Markdown; ``geo.articles`` reads the same title, date, source, address and text back.

    ``more`` are further facts for the front matter.
    """
    facts = {
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "url": article.url,
        **(more or {}),
    }
    return front_matter(facts) + article.text


def slug(text: str) -> str:
    """Give a title as a piece of a file name: small ASCII letters, digits and hyphens, at a word's end."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’`]", "", ascii_)).strip("-")
    return words if len(words) <= MAX_SLUG else words[: MAX_SLUG + 1].rpartition("-")[0] or words[:MAX_SLUG]


def file_name(article: Article) -> str:
    """Give the name of an article's file without its suffix: the same for the same article."""
    about = slug(article.title or "") or slug(article.source or "") or f"article-{digest(article)}"
    return f"{article.published or 'undated'}-{about}"


def digest(article: Article) -> str:
    """Give six characters that tell apart articles of one day and title."""
    own = canonical(article.url) if article.url else article.text
    return hashlib.sha256(own.encode("utf-8", "replace")).hexdigest()[:6]


class Shelf:
    """The articles of a folder, known by address and by text. Further files may appear in it at any time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[Path, tuple[int, int]] = {}
        self._kept: dict[Path, Kept] = {}
        self._by_url: dict[str, Path] = {}
        self._by_hash: dict[int, set[Path]] = {}

    def refresh(self) -> None:
        """Read the files that are new or changed, and forget those that are gone."""
        found = dict(self._on_disk())
        for path in [path for path, stamp in self._files.items() if found.get(path) != stamp]:
            self._forget(path)
        for path, stamp in found.items():
            if path not in self._files:
                self._files[path] = stamp
                self._learn(path)

    def by_url(self, url: str | None) -> Kept | None:
        """Give the article with this address."""
        path = self._by_url.get(canonical(url)) if url else None
        return None if path is None else self._kept[path]

    def nearest(self, article: Article) -> tuple[Kept | None, float]:
        """Give the article whose text is most alike, and how much (0.0 to 1.0)."""
        own = sketch(article.text)
        paths = {path for hash_ in own for path in self._by_hash.get(hash_, ())}
        scored = [(likeness(own, self._kept[path].sketch), str(path), self._kept[path]) for path in paths]
        score, _, kept = max(scored, key=lambda entry: entry[:2], default=(0.0, "", None))
        return kept, score

    def put(self, article: Article, more: Mapping[str, Any]) -> Path:
        """Write a new article under a free name; give its path. Raises OSError where it cannot be written."""
        path = self.planned(article)
        write_whole(markdown(article, more).encode(), path)
        return path

    def planned(self, article: Article) -> Path:
        """Give the free path under which a new article would be written."""
        stem = file_name(article)
        names = [f"{stem}.md", f"{stem}-{digest(article)}.md"]
        names += [f"{stem}-{digest(article)}-{n}.md" for n in range(2, 1000)]
        return next(path for name in names if not os.path.lexists(path := self.folder / name))

    def replace(self, kept: Kept, article: Article, more: Mapping[str, Any]) -> None:
        """Write an article anew in its old file; facts that only the old file tells are kept."""
        old, _ = split_front_matter(kept.path.read_text(encoding="utf-8"))
        told = {
            "title": article.title,
            "published": article.published,
            "source": article.source,
            "url": article.url,
        }
        facts = {**old, **{key: value for key, value in {**told, **more}.items() if value is not None}}
        write_whole((front_matter(facts) + article.text).encode(), kept.path)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let one process at a time decide and write; without a cache folder there is no lock."""
        caches = writable_folder()
        if caches is None:
            yield
            return
        name = hashlib.sha256(os.path.realpath(self.folder).encode("utf-8", "replace")).hexdigest()[:16]
        with exclusive(caches / f"add-{name}.lock"):
            yield

    def _on_disk(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        for parent, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if name.lower().endswith(TEXT_SUFFIXES) and not name.startswith("."):
                    path = Path(parent, name)
                    with suppress(OSError):
                        stat = path.stat()
                        yield path, (stat.st_mtime_ns, stat.st_size)

    def _learn(self, path: Path) -> None:
        def pass_over(_problem: Problem) -> None:
            """Leave to the build to say what is wrong with a file that lies there."""

        for article in read([path], pass_over):
            kept = Kept(path, article.url, article.text, article.title, article.published, sketch(article.text))
            self._kept[path] = kept
            if article.url:
                self._by_url.setdefault(canonical(article.url), path)
            for hash_ in kept.sketch[:64]:
                self._by_hash.setdefault(hash_, set()).add(path)

    def _forget(self, path: Path) -> None:
        del self._files[path]
        kept = self._kept.pop(path, None)
        if kept is None:
            return
        if kept.url and self._by_url.get(canonical(kept.url)) == path:
            del self._by_url[canonical(kept.url)]
        for hash_ in kept.sketch[:64]:
            self._by_hash.get(hash_, set()).discard(path)
