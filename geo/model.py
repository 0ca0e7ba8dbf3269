"""The values that pass between the rooms: frozen, validated when made.

Coordinates are ``lat``, ``lon`` in decimal degrees (WGS 84), in that order. Offsets count Python characters of
``Article.text``, end exclusive. Countries are ISO 3166-1 alpha-3 codes in capitals (and ``XKX`` for Kosovo).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.errors import ModelError
from geo.views import AtlasViews

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

MAX_LAT = 90.0
MAX_LON = 180.0
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Kind(StrEnum):
    """What a place is."""

    CITY = "city"
    SITE = "site"
    COUNTRY = "country"
    REGION = "region"


class ReadingKind(StrEnum):
    """What a toponym does in its sentence."""

    PLACE = "place"
    GOVERNMENT = "government"
    DEMONYM = "demonym"


class ActorType(StrEnum):
    """What an actor is."""

    STATE = "state"
    ORGANISATION = "organisation"
    NONSTATE = "nonstate"


class Role(StrEnum):
    """What an actor does at a meeting."""

    HOST = "host"
    ORGANISER = "organiser"
    MEDIATOR = "mediator"
    PARTICIPANT = "participant"
    INVITED = "invited"
    OBSERVER = "observer"
    ABSENT = "absent"


class Status(StrEnum):
    """How far a meeting has come on the article's day."""

    HELD = "held"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was put right by hand: why, and which line of which file says so (``corrections.toml:12``)."""

    reason: str
    where: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its publication date and where it came from.

    ``id`` is unique in a build (the file's path below the folder given, without its suffix, or a corpus id);
    ``origin`` names the file for messages; ``url`` is http(s) or None.
    """

    id: str
    text: str
    published: dt.date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved toponym. ``source`` is ``table``, ``gazetteer``, a provider's name or ``correction``.

    ``precision`` says what the point stands for: a site is exact, a region's point is only a label's place.
    """

    name: str
    lat: float
    lon: float
    country: str | None
    kind: Kind
    source: str = "gazetteer"
    precision: Kind | None = None
    geonameid: int | None = None
    corrected: Corrected | None = None

    def __post_init__(self) -> None:
        """Refuse coordinates off the globe."""
        if not (-MAX_LAT <= self.lat <= MAX_LAT and -MAX_LON <= self.lon <= MAX_LON):
            raise ModelError(f"{self.name!r}: lat {self.lat}, lon {self.lon} is off the globe")
        if self.precision is None:
            object.__setattr__(self, "precision", self.kind)

    @property
    def by_hand(self) -> bool:
        """Whether somebody chose this place for its name: a row of the tables, or a correction."""
        return self.source in {"table", "correction"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part. ``id`` is the alpha-3 code of a state, the canonical name of any other actor."""

    id: str
    name: str
    type: ActorType


@dataclass(frozen=True, slots=True)
class Evidence:
    """The proof: a sentence of an article, verbatim.

    ``start`` and ``end`` are the sentence's offsets, ``marks`` the (start, end) offsets in the article of the
    words that matter, ``rule`` the name of the rule that read it.
    """

    article: str
    start: int
    end: int
    sentence: str
    rule: str
    marks: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a sentence that is not as long as its offsets."""
        if self.end - self.start != len(self.sentence):
            raise ModelError(f"evidence {self.start}-{self.end} of {self.article!r} is not its sentence's length")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as far as it is told: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``end`` only where there is a span."""

    start: str
    end: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no ISO date."""
        for value in (self.start, self.end):
            if value is not None and not PARTIAL_DATE.fullmatch(value):
                raise ModelError(f"{value!r} is not YYYY, YYYY-MM or YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as it stands in an article. ``place`` is None where it could not be resolved."""

    article: str
    start: int
    end: int
    text: str
    reading: ReadingKind
    place: Place | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor at a meeting. ``name`` is how the text names it; ``confidence`` lies between 0 and 1."""

    actor: Actor
    name: str
    role: Role
    confidence: float
    evidence: tuple[Evidence, ...]
    corrected: Corrected | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What articles on one meeting do not agree on: its ``date``, ``status`` or ``venue``, or an actor's ``role``.

    ``says`` has (value, article's id); dates are written start/end. ``actor`` is the id of whose role it is.
    """

    what: str
    says: tuple[tuple[str, str], ...]
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Actors come together, have come or are to come. ``venue`` is None where the text does not tell it."""

    id: str
    articles: tuple[str, ...]
    venue: Place | None
    date: DateSpan | None
    status: Status
    participations: tuple[Participation, ...]
    confidence: float
    venue_evidence: tuple[Evidence, ...] = ()
    date_evidence: tuple[Evidence, ...] = ()
    status_evidence: tuple[Evidence, ...] = ()
    label: str = ""
    corrected: Corrected | None = None
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one article. ``skipped`` says why it was not read (another language), else None."""

    article: Article
    toponyms: tuple[Toponym, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Venue and state (or another actor with a seat), over all meetings that join them."""

    venue: Place
    actor: Actor
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Atlas(AtlasViews):
    """All meetings of all articles; iterating gives the meetings. What it can do stands in ``geo.views``.

    ``seats`` holds for each actor id the place where its lines end: the capital of a state, the seat of an
    organisation; an actor without one has no line. ``unresolved`` are toponyms without coordinates.
    """

    articles: tuple[Article, ...]
    meetings: tuple[Meeting, ...]
    seats: Mapping[str, Place] = field(default_factory=dict)
    unresolved: tuple[Toponym, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
