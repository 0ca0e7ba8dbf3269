"""How a folder of partitions is told from any other, without loading what reads them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKER = "extraction.json"
"""It says that a folder holds what ``parley extract -o`` wrote, and in which layout."""


def is_extraction(path: str | Path) -> bool:
    """Whether a folder holds what was extracted."""
    return Path(path, MARKER).is_file()


def parted(paths: Iterable[str | Path]) -> tuple[list[Path], list[str | Path]]:
    """Part paths into folders of what was extracted, and all others."""
    known: list[Path] = []
    others: list[str | Path] = []
    for path in paths:
        if is_extraction(path):
            known.append(Path(path))
        else:
            others.append(path)
    return known, others
