"""Whether the files that a run reads are those of an earlier run, without reading anything out of them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles import STDIN, files, is_address
from geo.bulk.marker import parted
from geo.corrections import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.articles import Problem


def fingerprint(paths: Iterable[str | Path], corrections: Path | None = None) -> bytes | None:
    """Return a hash of the names and the bytes of all files that are read for ``paths``, corrections included.

    None where that cannot be told: there is standard input or an address among them, or what cannot be read.
    """
    named = list(map(str, paths))
    extracted, articles = parted(named)
    problems: list[Problem] = []
    digest = hashlib.sha256()
    try:
        for folder in extracted:
            for partition in sorted(folder.glob("*/*.parquet")):
                _add(digest, str(partition), "")
        for file in files(articles, problems.append):
            if file.path == STDIN or is_address(file.path):
                return None
            _add(digest, file.path, file.id)
        for correction in correction_files(named, corrections):
            _add(digest, str(correction), "")
    except OSError:
        return None
    digest.update("\n".join(map(str, problems)).encode("utf-8", "surrogatepass"))
    return digest.digest()


def correction_files(paths: Iterable[str | Path], chosen: Path | None = None) -> list[Path]:
    """Return the file chosen; without one, the ``corrections.toml`` of each folder given and of each file's."""
    if chosen is not None:
        return [chosen]
    local = (Path(path) for path in paths if str(path) != STDIN and not is_address(str(path)))
    folders = (path if path.is_dir() else path.parent for path in local)
    return [file for folder in dict.fromkeys(folders) if (file := folder / FILE_NAME).is_file()]


def _add(digest: hashlib._Hash, file: str, article_id: str) -> None:
    with Path(file).open("rb") as handle:
        content = hashlib.file_digest(handle, "sha256").digest()
    digest.update(b"\0".join((os.fsencode(file), article_id.encode("utf-8", "surrogatepass"), content)))
