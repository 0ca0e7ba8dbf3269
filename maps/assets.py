"""The page's own scripts and styles, in small files under ``static``."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent / "static"


def join(names: tuple[str, ...]) -> str:
    """Join files of ``static`` in the order given."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8").strip() for name in names)
