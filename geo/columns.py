"""What the tables of an atlas hold, column by column: the data dictionary is generated from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.model import Role


class Type(StrEnum):
    """What a column holds. A ``date`` is a whole day; dates as far as they are told are ``text``."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``refers`` names the table whose ids it holds; a column may be empty unless it is ``needed``."""

    name: str
    type: Type
    meaning: str
    needed: bool = False
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its first column is its id, unless ``keyed`` is false."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    keyed: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _text(name: str, meaning: str, *, needed: bool = False, refers: str | None = None) -> Column:
    return Column(name, Type.TEXT, meaning, needed, refers)


def _number(name: str, meaning: str) -> Column:
    return Column(name, Type.NUMBER, meaning)


def _integer(name: str, meaning: str) -> Column:
    return Column(name, Type.INTEGER, meaning)


_ROLES = ", ".join(Role)
_LAT = _number("lat", "latitude of the venue, decimal degrees (WGS 84)")
_LON = _number("lon", "longitude of the venue, decimal degrees (WGS 84)")
_COUNTRY = _text("country", "ISO 3166-1 alpha-3 code of the venue's country (and XKX)")
_DATES = (
    _text("date_start", "first day as far as it is told: YYYY, YYYY-MM or YYYY-MM-DD"),
    _text("date_end", "last day as far as it is told, where there is a span"),
)
_STATUS = _text("status", "held, ongoing, planned, proposed or cancelled, as of the last article", needed=True)
_SURE = _number("confidence", "how sure the reading is, 0 to 1")
_LINKED = (
    _integer("meetings", "number of meetings"),
    _text("first_date", "date_start of the earliest dated meeting"),
    _text("last_date", "date_start of the latest dated meeting"),
)

VENUES = Table(
    "venues",
    "Places where parties meet",
    (
        _text("id", "made from name, country and coordinates", needed=True),
        _text("name", "name of the place", needed=True),
        _COUNTRY,
        _LAT,
        _LON,
        _text("kind", "city, site, country or region", needed=True),
        _text("precision", "what the point stands for: a region's or country's point is only its label's place"),
        _text("source", "where the coordinates come from: table, gazetteer, a provider or correction"),
        _integer("geonameid", "GeoNames id, where the gazetteer has one"),
        *_LINKED,
    ),
)
ACTORS = Table(
    "actors",
    "States, organisations and non-state parties",
    (
        _text("id", "alpha-3 code of a state, canonical name of any other", needed=True),
        _text("name", "name", needed=True),
        _text("type", "state, organisation or nonstate", needed=True),
        _text("seat", "capital or seat: where the actor's lines end"),
        _number("seat_lat", "latitude of the seat, decimal degrees"),
        _number("seat_lon", "longitude of the seat, decimal degrees"),
        _integer("meetings", "number of meetings"),
    ),
)
MEETINGS = Table(
    "meetings",
    "Meetings, the same meeting of several articles once",
    (
        _text("id", "made from venue, date and actors", needed=True),
        _text("label", "name of the process or talks, where told"),
        _text("venue", "id of the venue; empty where the place is not told", refers="venues"),
        _text("venue_name", "name of the venue"),
        _COUNTRY,
        _LAT,
        _LON,
        *_DATES,
        Column("first_day", Type.DATE, "earliest day that date_start can mean"),
        Column("last_day", Type.DATE, "latest day that date_end (or date_start) can mean"),
        _STATUS,
        _SURE,
        _integer("actors", "number of actors"),
        _integer("articles", "number of articles that tell of it"),
    ),
)
PARTICIPATIONS = Table(
    "participations",
    "Who takes part in which meeting, in what role",
    (
        _text("id", "made from meeting and actor", needed=True),
        _text("meeting", "id of the meeting", needed=True, refers="meetings"),
        _text("actor", "id of the actor", needed=True, refers="actors"),
        _text("name", "how the text names the actor"),
        _text("role", _ROLES, needed=True),
        _SURE,
    ),
)
LINKS = Table(
    "links",
    "Venue and actor, over all meetings that join them",
    (
        _text("id", "made from venue and actor", needed=True),
        _text("venue", "id of the venue", needed=True, refers="venues"),
        _text("venue_name", "name of the venue"),
        _text("actor", "id of the actor", needed=True, refers="actors"),
        _text("actor_name", "name of the actor"),
        _text("role", "the role it has most often there", needed=True),
        *_LINKED,
        _number("confidence", "confidence of the surest participation, 0 to 1"),
    ),
)
EVIDENCE = Table(
    "evidence",
    "The sentences that prove venue, date, status and participations",
    (
        _text("id", "made from what it proves and where it stands", needed=True),
        _text("meeting", "id of the meeting", needed=True, refers="meetings"),
        _text("proves", "venue, date, status or participation", needed=True),
        _text("actor", "id of the actor whose participation it proves", refers="actors"),
        _text("article", "id of the article", needed=True),
        _integer("start", "first character of the sentence in the article's text, from 0"),
        _integer("end", "the character after its last"),
        _text("sentence", "the sentence, verbatim", needed=True),
        _text("rule", "name of the rule that read it"),
        _text("marks", "JSON list of [start, end): the words that matter, in the article's characters"),
    ),
)
ARTICLES = Table(
    "articles",
    "The articles read",
    (
        _text("id", "id of the article: its path or its id in a corpus", needed=True),
        _text("title", "title"),
        Column("published", Type.DATE, "day of publication"),
        _text("source", "who published it"),
        _text("url", "address, http or https only"),
    ),
)
TELLINGS = Table(
    "tellings",
    "Which article tells of which meeting",
    (
        _text("meeting", "id of the meeting", needed=True, refers="meetings"),
        _text("article", "id of the article", needed=True),
    ),
    keyed=False,
)
FLAT = Table(
    "flat",
    "One row for each participation with its meeting; a meeting without known actors has one row",
    (
        _text("meeting", "id of the meeting", needed=True, refers="meetings"),
        _text("label", "name of the process or talks, where told"),
        *_DATES,
        _STATUS,
        _text("venue", "name of the venue; empty where the place is not told"),
        _COUNTRY,
        _LAT,
        _LON,
        _text("actor", "id of the actor"),
        _text("actor_name", "name of the actor"),
        _text("actor_type", "state, organisation or nonstate"),
        _text("role", _ROLES),
        _SURE,
        _text("sentence", "the first sentence that proves the participation"),
        _text("article", "id of the article with that sentence, or the first that tells of the meeting"),
        _text("url", "address of that article"),
    ),
    keyed=False,
)
TABLES = (VENUES, ACTORS, ARTICLES, MEETINGS, PARTICIPATIONS, LINKS, EVIDENCE, TELLINGS)
"""All tables, each after those it refers to; ``FLAT`` is a view of them."""
BY_NAME = {table.name: table for table in (*TABLES, FLAT)}
