"""Optional packages: imported where they are used, with one line that says how to get what is missing."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires
from typing import Any

from geo.errors import MissingError

PACKAGES = {"pyarrow.parquet": "pyarrow", "warcio.archiveiterator": "warcio"}


def need(module: str, what: str) -> Any:
    """Import and return ``module``, which ``what`` needs; without it raise MissingError with the pip line."""
    try:
        return import_module(module)
    except ImportError as error:
        package = PACKAGES.get(module, module)
        raise MissingError(
            f"{what} needs {package}, which is not here: pip install '{wanted(package)}'"
        ) from error


def wanted(package: str) -> str:
    """Return a package with the versions that this project asks for, as pip takes it."""
    try:
        lines = requires("parley") or []
    except PackageNotFoundError:
        lines = []
    asked = (line.split(";")[0].strip() for line in lines)
    return next((line for line in asked if line.startswith(package) and not line[len(package)].isalnum()), package)
