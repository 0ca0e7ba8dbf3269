"""Files that are whole or not there."""

from __future__ import annotations

import glob
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PART = ".part"
MAX_NAME = 80  # characters of a name that a part is called by
STALE_SECONDS = 3600.0


def write_whole(content: bytes, path: Path) -> None:
    """Write beside the file first, then put it in its place in one step. Raises OSError where that fails."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:MAX_NAME]}.", suffix=PART, dir=path.parent)
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


def sweep(folder: Path, name: str = "") -> None:
    """Remove what a killed run left of a file called ``name``, or of any, an hour ago or earlier."""
    for path in folder.glob(f".{glob.escape(name[:MAX_NAME])}*{PART}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                path.unlink()


def mode_for(path: Path) -> int:
    """Give the rights the file has, or those any new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
