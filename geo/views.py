"""What one can do with an atlas in Python: make it, go through it, choose from it, hand it to other tools."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geo.articles import Problem
    from geo.model import Article, Atlas, Meeting, Role, Status

PAGE = "parley.page"  # the entry point under which a package offers to draw an atlas: geo itself draws nothing


class AtlasViews:
    """The methods of ``geo.Atlas``; everything heavy is imported only where it is used."""

    __slots__ = ()

    @classmethod
    def from_articles(
        cls, articles: Iterable[Article], report: Callable[[Problem], None] = lambda _problem: None
    ) -> Atlas:
        """Read articles into an atlas; one that cannot be understood is told to ``report`` and left out."""
        from geo.atlas import build_atlas
        from geo.pipeline import default_gazetteer, extract_articles

        return build_atlas(list(extract_articles(articles, report)), default_gazetteer())

    @classmethod
    def from_paths(
        cls, paths: Iterable[str | Path], report: Callable[[Problem], None] = lambda _problem: None
    ) -> Atlas:
        """Read files and folders of articles into an atlas; what cannot be read is told to ``report``."""
        from geo.pipeline import make_atlas

        return make_atlas(paths, report)

    def __iter__(self) -> Iterator[Meeting]:
        """Go through the meetings."""
        return iter(self._atlas().meetings)

    def filter(
        self,
        *,
        actor: str | None = None,
        venue: str | None = None,
        role: Role | str | None = None,
        status: Status | str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Self:
        """Return an atlas with the meetings that fit all that is given.

        ``actor`` is an actor's id ("RUS"), in ``role`` if that is given too; ``venue`` a venue's name; ``since``
        and ``until`` are YYYY-MM-DD: a meeting fits that may be in between, one without a date does not.
        """

        def fits(meeting: Meeting) -> bool:
            parts = [p for p in meeting.participations if role is None or p.role == role]
            return (
                (actor is None or any(p.actor.id == actor for p in parts))
                and (role is None or bool(parts))
                and (venue is None or (meeting.venue is not None and meeting.venue.name == venue))
                and (status is None or meeting.status == status)
                and _between(meeting, since, until)
            )

        chosen = tuple(meeting for meeting in self if fits(meeting))
        return cast("Self", replace(self._atlas(), meetings=chosen))

    def to_dataframe(self, table: str = "flat") -> Any:
        """Return a table of ``geo.columns`` as a ``pandas.DataFrame``: ``flat`` has a row a participation."""
        from geo.frames import dataframe

        return dataframe(self._atlas(), table)

    def to_geodataframe(self, layer: str = "meetings") -> Any:
        """Return ``meetings``, ``venues`` (points) or ``links`` (lines) as a ``geopandas.GeoDataFrame``."""
        from geo.frames import geodataframe

        return geodataframe(self._atlas(), layer)

    def to_networkx(self, *, projected: bool = False) -> Any:
        """Return a ``networkx.Graph`` of actors and meetings, or ``projected`` on the states that meet."""
        from geo import frames

        return frames.projected(self._atlas()) if projected else frames.bipartite(self._atlas())

    def _repr_html_(self) -> str | None:
        """Show the map in a notebook, in a frame of its own; None where no package that draws is installed."""
        found = next(iter(entry_points(group=PAGE)), None)
        if found is None:
            return None
        page = escape(found.load()(self._atlas()), quote=True)
        frame = 'sandbox="allow-scripts" width="100%" height="600" style="border:0"'
        return f'<iframe title="Map of meetings" {frame} srcdoc="{page}"></iframe>'

    def _atlas(self) -> Atlas:
        return cast("Atlas", self)


def _between(meeting: Meeting, since: str | None, until: str | None) -> bool:
    from geo.tables import first_day, last_day

    first, last = first_day(meeting.date), last_day(meeting.date)
    if since is None and until is None:
        return True
    if first is None or last is None:
        return False
    return (since is None or last.isoformat() >= since) and (until is None or first.isoformat() <= until)
