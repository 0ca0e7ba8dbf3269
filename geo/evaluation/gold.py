"""Gold: what a person found in an article, one JSON object a line. ``parley evaluate`` reads four forms of it.

Complete gold has every meeting of an article with a place, partial gold one meeting or none; others have all place
names, or say of single ones what they mean. The keys are those of the classes here; other keys are passed over. A
``venue`` without ``lat`` and ``lon`` is told by its country or name. Dates are YYYY, YYYY-MM or YYYY-MM-DD.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from geo.errors import GoldError
from geo.model import ActorType, Kind, Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Name = Annotated[str, Meta(min_length=1)]
Country = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Lat = Annotated[float, Meta(ge=-90, le=90)]
Lon = Annotated[float, Meta(ge=-180, le=180)]
Date = Annotated[str, Meta(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]


class Span(Struct, frozen=True):
    """A date as an object; its start counts."""

    start: Date
    end: Date | None = None


class CompleteActor(Struct, frozen=True):
    """An actor of a meeting; ``alt_roles`` are right too. An optional one is never missed or wrong."""

    actor: Name
    type: ActorType
    role: Role
    alt_roles: tuple[Role, ...] = ()
    optional: bool = False


class CompleteMeeting(Struct, frozen=True):
    """A meeting; ``also`` are other right names of the venue. An optional one is neither required nor wrong."""

    venue: Name | None
    status: Status
    actors: tuple[CompleteActor, ...]
    date: Date | Span | None
    venue_kind: Kind | None = None
    country: Country | None = None
    lat: Lat | None = None
    lon: Lon | None = None
    also: tuple[str, ...] = ()
    alt_status: tuple[Status, ...] = ()
    optional: bool = False

    @property
    def statuses(self) -> tuple[Status, ...]:
        """All statuses that are right."""
        return (self.status, *self.alt_status)

    @property
    def start(self) -> str | None:
        """The first day as far as it is told."""
        return self.date.start if isinstance(self.date, Span) else self.date

    @property
    def states(self) -> tuple[CompleteActor, ...]:
        """The states among the actors."""
        return tuple(actor for actor in self.actors if actor.type is ActorType.STATE)


class Named(Struct, frozen=True):
    """A place that an article names although nobody meets there."""

    name: Name
    lat: Lat | None = None
    lon: Lon | None = None


class CompleteArticle(Struct, frozen=True):
    """An article of which the gold has every meeting with a place."""

    id: Name
    meetings: tuple[CompleteMeeting, ...]
    metonyms: tuple[Name | Named, ...] = ()
    other_places: tuple[Name | Named, ...] = ()


class PartialActor(Struct, frozen=True):
    """A participant; only one whose name is ``in_text`` must be found. ``home``: the state whose organ it is."""

    actor: Name
    type: ActorType
    in_text: bool
    aliases: tuple[str, ...] = ()
    home: Country | None = None


class PartialVenue(Struct, frozen=True):
    """The venue of the one meeting."""

    name: Name
    country: Country | None
    lat: Lat | None
    lon: Lon | None


class PartialArticle(Struct, frozen=True):
    """An article of which the gold has one meeting, or knows that it has none with a place (``venue`` is null)."""

    id: Name
    venue: PartialVenue | None
    actors: tuple[PartialActor, ...]


class GoldToponym(Struct, frozen=True):
    """A place name at ``[start, end)`` of the text; ``reading``: literal, metonymic, demonym, or null."""

    start: int
    end: int
    text: Name
    lat: Lat | None
    lon: Lon | None
    geonameid: int | None = None
    reading: str | None = None


class ToponymArticle(Struct, frozen=True):
    """An article with every place name in it."""

    id: Name
    toponyms: tuple[GoldToponym, ...]


class Target(Struct, frozen=True):
    """A place name that means the place (literal) or stands for something else (metonymic)."""

    id: Name
    start: int
    end: int
    text: Name
    label: Literal["literal", "metonymic"]


Gold = CompleteArticle | PartialArticle | ToponymArticle | Target


FORMS: dict[str, type[Gold]] = {"meetings": CompleteArticle, "toponyms": ToponymArticle, "label": Target}
"""The key that tells a form; a line without any is partial gold of meetings."""


def read_gold(path: Path) -> list[Gold]:
    """Read a file of gold: JSONL, or ``.json`` with one article.

    Raises GoldError of one line, with file and line, where it cannot be used; OSError where it cannot be read.
    """
    try:
        data = path.read_bytes()
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GoldError(f"{path}: is not UTF-8; save it as UTF-8") from None
    data = data.removeprefix(b"\xef\xbb\xbf")
    if path.suffix == ".json":
        return [parse_gold(data, str(path))]
    lines = ((number, line) for number, line in enumerate(data.split(b"\n"), start=1) if line.strip())
    found = [parse_gold(line, f"{path}:{number}") for number, line in lines]
    if not found:
        raise GoldError(f"{path}: holds no gold; write one JSON object a line")
    _check(found, path)
    return found


def parse_gold(line: bytes | str, where: str) -> Gold:
    """Return the gold of one article; ``where`` is named in the GoldError raised where it is none."""
    raw = line.encode() if isinstance(line, str) else line
    try:
        keys = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        form = next((form for key, form in FORMS.items() if key in keys), PartialArticle)
        return msgspec.json.decode(raw, type=form)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise GoldError(f"{where}: {error}; see 'parley docs method' for the form of gold") from None


def _check(found: Sequence[Gold], path: Path) -> None:
    """Refuse gold of two forms, and two lines about one article."""
    if len({type(article) for article in found}) > 1:
        raise GoldError(
            f"{path}: has lines with and without 'meetings'; put complete and partial gold into two files"
        )
    for twice in () if isinstance(found[0], Target) else _twice(article.id for article in found):
        raise GoldError(f"{path}: has two lines about {twice!r}; keep one")


def _twice(names: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)
