"""Problems as a command meets them: one line each on stderr, and at the end the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from maps import terminal

if TYPE_CHECKING:
    from geo.articles import Problem


class Report:
    """Prints problems as they come, and knows at the end how it went."""

    def __init__(self) -> None:
        self.failures = 0
        self.read = 0
        self.lines: list[str] = []

    def __call__(self, problem: Problem) -> None:
        """Print a problem as one line."""
        self.failures += not problem.note
        self.lines.append(str(problem))
        terminal.complain(str(problem))

    def refuse_nothing(self, read: int) -> None:
        """Exit with 2 where nothing at all could be read."""
        self.read = read
        if not read:
            terminal.complain("nothing could be read")
            raise typer.Exit(2)

    def exit(self) -> None:
        """Exit with 2 where nothing could be read, with 1 where something could not."""
        self.refuse_nothing(self.read)
        raise typer.Exit(1 if self.failures else 0)
