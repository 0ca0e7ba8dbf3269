"""How many independent sources tell of a meeting: a wire report that ten papers print is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.nearness import likeness, sketch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Article
    from geo.nearness import Sketch

COPY = 0.5  # likeness from which a text is a copy of another, cut or with a paragraph added


class Sources:
    """Counts them; the sketch of each article is made once."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._sketches: dict[str, Sketch] = {}

    def count(self, names: Iterable[str]) -> int:
        """Return the number of independent sources among articles, by their ids.

        Articles of one source (by its name), and near copies of each other, are not independent, nor are those
        that hang together by others. An article that is not known counts for nothing.
        """
        groups: list[list[str]] = []
        for name in dict.fromkeys(names):
            if name in self._articles:
                joined = [group for group in groups if any(self._dependent(name, other) for other in group)]
                rest = [group for group in groups if group not in joined]
                groups = [*rest, [name, *(other for group in joined for other in group)]]
        return len(groups)

    def _dependent(self, one: str, other: str) -> bool:
        first, second = (self._articles[name] for name in (one, other))
        if first.source and second.source and first.source.casefold() == second.source.casefold():
            return True
        if not (first.text.strip() and second.text.strip()):
            return False
        return likeness(self._sketch(first), self._sketch(second)) >= COPY

    def _sketch(self, article: Article) -> Sketch:
        if article.id not in self._sketches:
            self._sketches[article.id] = sketch(article.text)
        return self._sketches[article.id]
