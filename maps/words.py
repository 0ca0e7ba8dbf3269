"""Arguments and options of several commands, and the words that they take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


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


PATHS = typer.Argument(
    metavar="PATH...", help="Files (.md .txt .html .pdf .docx .eml .jsonl ...), folders, addresses, or -."
)
Paths = Annotated[list[str], PATHS]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="How many processes read.", show_default="the number of cores"),
]
CorrectionsFile = Annotated[
    Path | None,
    typer.Option("--corrections", metavar="FILE", help="Instead of corrections.toml beside the articles."),
]
Service = Annotated[
    str | None,
    typer.Option(
        "--geocoder", metavar="SERVICE", help="Ask this service for places that the gazetteer does not hold."
    ),
]
Allow = Annotated[
    list[str] | None,
    typer.Option(metavar="NETWORK", help="Also fetch from this address or network, though it is not public."),
]
Rows = Annotated[
    RowFormat | None,
    typer.Option("--format", help="Default: table on a terminal, jsonl elsewhere.", show_default=False),
]
Values = Annotated[ValueFormat, typer.Option("--format", help="For people, or for programs.")]
