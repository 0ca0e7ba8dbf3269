"""Words that options of several commands take."""

from __future__ import annotations

from enum import StrEnum


class RowFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSONL = "jsonl"


class ValueFormat(StrEnum):
    """How values for people are printed."""

    TABLE = "table"
    JSON = "json"


class Projection(StrEnum):
    """How the globe is laid flat."""

    EQUAL_EARTH = "equal-earth"
    MERCATOR = "mercator"
