"""Files that are whole or not there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PART = ".part"


def write_whole(content: bytes, path: Path) -> None:
    """Write beside the file first, then put it in its place in one step. Raises OSError where that fails."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode_for(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def mode_for(path: Path) -> int:
    """Give the rights the file has, or those any new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
