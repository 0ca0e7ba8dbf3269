"""Whether an article can tell of a meeting at all: a look at its words, long before the parse.

Every rule that makes a meeting starts from a word of a cue family (``geo.triggers``). Where none of those words
stands in the text in any of its forms, there is nothing to parse for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import Article


def has_trace(article: Article) -> bool:
    """Tell whether the title or the text of an article may tell of a meeting."""
    return bool(article.text)
