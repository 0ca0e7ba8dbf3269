"""What an analyst has put right: the file ``corrections.toml``, read and checked.

The file holds arrays of tables; every row carries a ``reason``. Coordinates are [lat, lon]. A meeting is told by
``article``, ``venue`` and ``date`` as the map shows them (``""``: it has none; left out: any), or by its ``id``.

    [[place]]          name, to and/or rename, country, kind, article    pin or rename a place
    [[reading]]        name, is (place, government, demonym, nothing), article
    [[actor]]          name, is and/or rename and/or aliases, article    who somebody is
    [[organisation]]   name, aliases, type, seat, at                     an actor of one's own
    [[venue]]          name, at, aliases, country, kind                  a place of one's own
    [[meeting]]        which, and set = {venue, at, country, date, status}, or drop = true;
                       new: add = true, article, venue, at, country, date, status, sentence,
                       actors = {RUS = "host", TUR = "participant"}
    [[participation]]  which meeting, actor, and role (with add = true where it is not there), or drop = true
    [[merge]]          meetings = [{which}, {which}]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from geo.model import ActorType, Kind
from geo.own_names import NONE, OwnNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Corrected, DateSpan, ReadingKind, Role, Status

FILE_NAME = "corrections.toml"
Claim = tuple[tuple[object, ...], object]
"""What a row is about, and what it says of it: two rows that say different things of one contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One correction. ``mark`` holds its reason and its place in the file, as ``corrections.toml:12``."""

    mark: Corrected
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """The meeting meant: by ``id``, else by what is told of ``article``, ``venue`` and ``date``."""

    id: str | None = None
    article: str | None = None
    venue: str | None = None
    date: str | None = None

    def __str__(self) -> str:
        """Tell it for a message."""
        named = (("id", self.id), ("article", self.article), ("venue", self.venue), ("date", self.date))
        return ", ".join(f"{name} {value or 'none'}" for name, value in named if value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFix(Row):
    """Pin a place at (lat, lon) and/or rename it, everywhere or in one article."""

    name: str
    article: str | None = None
    at: tuple[float, float] | None = None
    country: str | None = None
    rename: str | None = None
    kind: Kind | None = None

    def claims(self) -> Iterator[Claim]:
        """Yield where it lies and how it is called."""
        for what, value in (("at", self.at), ("country", self.country), ("rename", self.rename)):
            if value is not None:
                yield ("place", self.name, self.article, what), value

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"place {self.name!r}{_where(self.article)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFix(Row):
    """Say what a toponym does; ``reading`` None: it is no toponym."""

    name: str
    reading: ReadingKind | None
    article: str | None = None

    def claims(self) -> Iterator[Claim]:
        """Yield the reading."""
        yield ("reading", self.name, self.article), self.reading

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"reading of {self.name!r}{_where(self.article)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFix(Row):
    """Say who somebody is (``identity``: an actor's id), how he is called, and by what further names."""

    name: str
    identity: str | None = None
    rename: str | None = None
    aliases: tuple[str, ...] = ()
    article: str | None = None

    def claims(self) -> Iterator[Claim]:
        """Yield whom the name and its aliases mean."""
        for what, value in (("is", self.identity), ("rename", self.rename)):
            if value is not None:
                yield ("actor", self.name, self.article, what), value
        for alias in self.aliases:
            yield ("alias", alias), self.name

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"actor {self.name!r}{_where(self.article)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBody(Row):
    """An organisation or party of one's own, with the seat where its lines end."""

    name: str
    aliases: tuple[str, ...] = ()
    type: ActorType = ActorType.ORGANISATION
    seat: str | None = None
    at: tuple[float, float] | None = None

    def claims(self) -> Iterator[Claim]:
        """Yield what it is, and whom its aliases mean."""
        yield ("organisation", self.name), (self.type, self.seat, self.at)
        for alias in self.aliases:
            yield ("alias", alias), self.name

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"organisation {self.name!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVenue(Row):
    """A place of one's own."""

    name: str
    at: tuple[float, float]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    kind: Kind = Kind.SITE

    def claims(self) -> Iterator[Claim]:
        """Yield where it lies, under each of its names."""
        for name in (self.name, *self.aliases):
            yield ("venue", name), (self.at, self.country)

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"venue {self.name!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFix(Row):
    """Put a meeting's venue, date or status right, or drop it. What is None stays as it was read."""

    which: Which
    drop: bool = False
    venue: str | None = None
    at: tuple[float, float] | None = None
    country: str | None = None
    date: DateSpan | None = None
    status: Status | None = None

    def claims(self) -> Iterator[Claim]:
        """Yield each thing said of the meeting."""
        yield ("meeting", self.which, "is there"), not self.drop
        for what in ("venue", "at", "country", "date", "status"):
            if getattr(self, what) is not None:
                yield ("meeting", self.which, what), getattr(self, what)

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"meeting ({self.which})"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting(Row):
    """A meeting that was not read; ``sentence`` is the article's, verbatim, where it holds one."""

    article: str
    status: Status
    actors: tuple[tuple[str, Role], ...]
    venue: str | None = None
    at: tuple[float, float] | None = None
    country: str | None = None
    date: DateSpan | None = None
    sentence: str | None = None

    def claims(self) -> Iterator[Claim]:
        """Yield the status and who took part."""
        about = ("new meeting", self.article, self.venue, self.date)
        yield about, (self.status, self.actors)

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"new meeting (article {self.article})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationFix(Row):
    """Put an actor's role at a meeting right, add the actor, or drop it."""

    which: Which
    actor: str
    role: Role | None = None
    add: bool = False
    drop: bool = False

    def claims(self) -> Iterator[Claim]:
        """Yield whether and how the actor takes part."""
        yield ("participation", self.which, self.actor), self.role

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"participation of {self.actor} ({self.which})"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeFix(Row):
    """Make one meeting of several."""

    which: tuple[Which, ...]

    def claims(self) -> Iterator[Claim]:
        """Yield that each is there."""
        for which in self.which:
            yield ("meeting", which, "is there"), True

    def __str__(self) -> str:
        """Tell it for a message."""
        return f"merge ({' + '.join(map(str, self.which))})"


AnyRow = (
    PlaceFix | ReadingFix | ActorFix | OwnBody | OwnVenue | MeetingFix | NewMeeting | ParticipationFix | MergeFix
)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections, in the order of their files; ``own`` are the names that must be known while reading."""

    rows: tuple[AnyRow, ...] = ()
    own: OwnNames = field(default=NONE)

    EMPTY: ClassVar[Corrections]

    @property
    def reading_key(self) -> str:
        """What a reading depends on, "" if on nothing here: part of the key under which readings are kept."""
        return self.own.version

    def contradictions(self) -> Iterator[tuple[AnyRow, AnyRow]]:
        """Yield (earlier, later) rows that say different things of one: the later one counts."""
        said: dict[tuple[object, ...], tuple[object, AnyRow]] = {}
        for row in self.rows:
            found = [said[about] for about, value in row.claims() if about in said and said[about][0] != value]
            if found:
                yield found[0][1], row
            said |= {about: (value, row) for about, value in row.claims()}


Corrections.EMPTY = Corrections()


def _where(article: str | None) -> str:
    return "" if article is None else f" in {article}"
