"""Parley's library: articles in, an atlas of meetings out.

>>> from geo import Article, Atlas
>>> text = "The foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017."
>>> atlas = Atlas.from_articles([Article("talks", text)])
>>> [(meeting.venue.name, meeting.date.start) for meeting in atlas]
[('Geneva', '2017-02-08')]
>>> len(atlas.filter(actor="TUR", since="2017-01-01").meetings)
1
>>> sorted(atlas.to_networkx(projected=True)["TUR"])
['CHE', 'RUS']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.errors import ArticleError, MissingError, OutputError, ParleyError
    from geo.model import (
        Actor,
        ActorType,
        Article,
        Atlas,
        DateSpan,
        Evidence,
        Kind,
        Meeting,
        Participation,
        Place,
        Role,
        Status,
    )

__all__ = [
    "Actor",
    "ActorType",
    "Article",
    "ArticleError",
    "Atlas",
    "DateSpan",
    "Evidence",
    "Kind",
    "Meeting",
    "MissingError",
    "OutputError",
    "ParleyError",
    "Participation",
    "Place",
    "Role",
    "Status",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: ``import geo`` itself stays light."""
    if name not in __all__:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    module = "geo.errors" if name.endswith("Error") else "geo.model"
    return getattr(import_module(module), name)
