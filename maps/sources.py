"""Where an atlas comes from: articles, or a map that was built from them; and whom to ask for places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.direct import is_own_map
from geo.documents import PAGES
from geo.errors import ArticleError
from maps.unpack import read_map

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.articles import Problem
    from geo.model import Atlas
    from geo.providers import ProviderAnswers


def atlas_of(paths: Sequence[str], report: Callable[[Problem], None], *, progress: bool = False) -> Atlas:
    """Return the atlas of articles, or of the one map that is named. Raises ArticleError where that is no map."""
    maps = [path for path in paths if path.lower().endswith(PAGES) and is_own_map(path)]
    if not maps:
        from geo.pipeline import make_atlas  # loads what a map does not need

        return make_atlas(paths, report, progress=progress)
    if len(paths) > 1:
        raise ArticleError(f"{maps[0]}: is a map; give one map, or articles")
    try:
        return read_map(Path(paths[0]))
    except ArticleError as error:
        raise ArticleError(f"{paths[0]}: {error}") from error


def provider_of(service: str | None) -> ProviderAnswers | None:
    """Return who answers for the places that the gazetteer does not hold. Raises GeocodingError."""
    if service is None:
        return None
    from geo.providers import open_provider  # geopy is slow to import

    return open_provider(service)
