"""The columns of partitions: those of the model's own values, so that nothing is lost there and back."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from geo.extras import need
from geo.model import Meeting

ARTICLE = "article"
MEANINGS = {
    "id": "id of the article, unique in its partition",
    "named": "its id as the source gives it",
    "published": "day of publication",
    "title": "title",
    "source": "who published it",
    "url": "address, http or https only",
    "skipped": "why it was not read (another language)",
    "meetings": "number of meetings that it tells of",
    "text": "its text, where it tells of a meeting: sources are compared by it",
    "told": "all that it tells of meetings as JSON, for parley build; the rows of meetings hold the same",
}
"""The columns of ``articles``; those of ``meetings`` are ``article`` and the fields of ``geo.model.Meeting``."""


def meetings_schema() -> Any:
    """Return the ``pyarrow.Schema`` of ``meetings``: a row for each meeting of each article."""
    arrow = need("pyarrow", "a partition")
    inside = [arrow.field(name, kind) for name, kind in _members(Meeting).items()]
    return arrow.schema([arrow.field(ARTICLE, arrow.string(), metadata={"meaning": MEANINGS["id"]}), *inside])


def articles_schema() -> Any:
    """Return the ``pyarrow.Schema`` of ``articles``: a row for each article."""
    arrow = need("pyarrow", "a partition")
    others = {
        "published": arrow.date32(),
        "meetings": arrow.int64(),
        "told": arrow.binary(),
    }
    return arrow.schema(
        [
            arrow.field(name, others.get(name, arrow.string()), metadata={"meaning": meaning})
            for name, meaning in MEANINGS.items()
        ]
    )


def _members(value: type) -> dict[str, Any]:
    hints = get_type_hints(value)
    return {field.name: arrow_type(hints[field.name]) for field in fields(value)}


def arrow_type(hint: Any) -> Any:
    """Return the Arrow type that holds values of a type of the model."""
    arrow = need("pyarrow", "a partition")
    plain = {str: arrow.string(), float: arrow.float64(), int: arrow.int64()}
    if hint in plain:
        return plain[hint]
    origin, inside = get_origin(hint), [part for part in get_args(hint) if part not in {type(None), Ellipsis}]
    if origin in {Union, types.UnionType}:
        return arrow_type(inside[0])
    if origin is tuple:
        return arrow.list_(arrow_type(inside[0]))
    if is_dataclass(hint) and isinstance(hint, type):
        return arrow.struct(list(_members(hint).items()))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return arrow.string()
    raise TypeError(f"{hint} has no column type")
