"""``parley docs``: the pages that do not fit into the README, as Markdown."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Page(StrEnum):
    """What there is to read."""

    COMMANDS = "commands"
    DICTIONARY = "dictionary"
    METHOD = "method"


def docs(page: Annotated[Page, typer.Argument(help="Which page to print.")]) -> None:
    """Print a page as Markdown: all commands, what the data's columns mean, or method and limits."""
    from maps.reference import PAGES  # loads what --help does not need

    typer.echo(PAGES[page](), nl=False)
