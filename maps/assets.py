"""The page's own scripts and styles, in small files under ``static``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPE = re.compile(r"/\*\* @type [^*]* \*/ ?")  # tells the checker what an expression is
QUOTING = re.compile(r"[\"'`/\\]")  # a line with one of these may hold a string or a pattern
BLANKS = re.compile(r" ?([=<>&|?:,;{}()\[\]]) ?")
STATIC = Path(__file__).parent / "static"


def join(names: tuple[str, ...]) -> str:
    """Join files of ``static`` in the order given, without the lines and the margins that only people read."""
    lines = ((name, line) for name in names for line in lean((STATIC / name).read_text(encoding="utf-8")))
    return "\n".join(lean_code(line) if name.endswith(".js") else line for name, line in lines)


def lean(text: str) -> Iterator[str]:
    """Leave out comments that have lines of their own, and margins; no string of ours runs over a line."""
    inside = False
    for line in text.splitlines():
        bare = TYPE.sub("", line.strip())
        if inside or bare.startswith("/**"):
            _, closed, bare = bare.partition("*/")
            inside, bare = not closed, bare.strip()
        if bare and not bare.startswith("//"):
            yield bare


def lean_code(line: str) -> str:
    """Leave out the blanks around the signs of a line of script, if it holds no string and no pattern."""
    return line if QUOTING.search(line) else BLANKS.sub(r"\1", line)


def lean_style(text: str) -> str:
    """Leave out comments of a style sheet, and blanks that mean nothing; no string in ours holds such blanks."""
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return re.sub(r" ?([{};]) ?|(:) ", r"\1\2", text).replace(";}", "}").strip()
