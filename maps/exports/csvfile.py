"""CSV for spreadsheets: UTF-8 with a mark, lines ended by CR LF (RFC 4180), and no cell that acts as a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from geo.columns import FLAT
from geo.tables import rows

if TYPE_CHECKING:
    from geo.model import Atlas

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "'")
"""A text that starts so, after blanks too, gets an apostrophe before it: take one away to have the text back."""


def csv_bytes(atlas: Atlas) -> bytes:
    """Return the flat table: one row for each participation with its meeting."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(FLAT.names)
    writer.writerows([safe(row[name]) for name in FLAT.names] for row in rows(atlas, FLAT.name))
    return text.getvalue().encode("utf-8-sig")


def safe(value: Any) -> Any:
    """Return a value that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)):
        return f"'{value}"
    return "" if value is None else value
