"""Reading the hand-kept tables under ``geo/data``: rows, lists in a cell, dated names, spelling variants.

A cell that holds several values parts them with ``|``. A name that stood only for a time carries an ISO 8601
interval after ``@``: ``Persia@1501-01-01/1935-03-22``; either end may be left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parent / "data"
# letters that Unicode does not take apart into a letter and a mark: dotless i, schwa, strokes
UNDECOMPOSED = str.maketrans("\u0131\u0259øØłŁđĐ", "iaoOlLdD")
CURLY = "\u2019"


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name and the days, both included, between which it stood for its owner; None is open."""

    text: str
    since: dt.date | None = None
    until: dt.date | None = None


@cache
def read_table(name: str) -> tuple[Mapping[str, str], ...]:
    """Read ``geo/data/<name>.csv``, once: one mapping a row. Raises ValueError where a row has another length."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    return tuple(MappingProxyType(dict(zip(header, row, strict=True))) for row in rows)


@cache
def parse_date(text: str) -> dt.date | None:
    """Read ``YYYY-MM-DD``, None where empty. Raises ValueError for anything else."""
    return dt.date.fromisoformat(text) if text else None


def cell_values(cell: str) -> list[str]:
    """Split a cell that holds several values."""
    return [value for value in cell.split("|") if value]


def cell_names(cell: str, since: str = "", until: str = "") -> list[DatedName]:
    """Split a cell of names; those without dates of their own get the row's ``since`` and ``until``."""
    return [_dated_name(value, since, until) for value in cell_values(cell)]


def _dated_name(value: str, since: str, until: str) -> DatedName:
    text, own_dates, interval = value.partition("@")
    if own_dates:
        since, _, until = interval.partition("/")
    return DatedName(text, parse_date(since), parse_date(until))


def spellings(text: str) -> list[str]:
    """Spell the name as it is, without accents, and each with the typographic apostrophe (``N'Djamena``)."""
    if text.isascii() and "'" not in text:
        return [text]
    bare = unicodedata.normalize("NFD", text.translate(UNDECOMPOSED))
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    forms = [form for base in (text, plain) for form in (base, base.replace(CURLY, "'"), base.replace("'", CURLY))]
    return list(dict.fromkeys(forms))
