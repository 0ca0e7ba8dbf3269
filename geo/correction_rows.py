"""The rows of ``corrections.toml``: what each kind holds, checked value by value."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from geo.actors import states
from geo.corrections import (
    ActorFix,
    AnyRow,
    MeetingFix,
    MergeFix,
    NewMeeting,
    OwnBody,
    OwnVenue,
    ParticipationFix,
    PlaceFix,
    ReadingFix,
    Which,
)
from geo.decoding import one_line
from geo.errors import CorrectionsError, ModelError
from geo.model import MAX_LAT, MAX_LON, ActorType, Corrected, DateSpan, Kind, ReadingKind, Role, Status
from geo.placenames import countries, country_names, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Choice = TypeVar("Choice", bound=StrEnum)
MAX_TEXT = 2_000
SHOWN = 40
DROPPED_READING = "nothing"


class Table:
    """One row while it is read: each value is taken once, checked; what is left over at the end is a fault."""

    def __init__(self, values: Any, file: str, line: int, what: str = "the row") -> None:
        self.file, self.line, self.what = file, line, what
        if not isinstance(values, dict):
            self.fail("is no table")
        self.values: dict[str, Any] = dict(values)

    def fail(self, message: str) -> NoReturn:
        """Raise the fault of this row."""
        fail(self.file, self.line, f"{self.what} {message}")

    def optional(self, key: str) -> str | None:
        """Take a string or a date, None where it is left out."""
        value = self.values.pop(key, None)
        if isinstance(value, (dt.date, dt.datetime)):
            value = value.isoformat()[:10]
        if value is None or (isinstance(value, str) and len(value) <= MAX_TEXT):
            return value
        return self.fail(f"needs {key} as a string of at most {MAX_TEXT} characters")

    def text(self, key: str) -> str:
        """Take a string that must be there."""
        value = self.optional(key)
        if value is None or not value.strip():
            self.fail(f"needs {key}")
        return value

    def flag(self, key: str) -> bool:
        """Take true or false; false where it is left out."""
        value = self.values.pop(key, False)
        return value if isinstance(value, bool) else self.fail(f"needs {key} = true or false")

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of strings."""
        value = self.values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and 0 < len(v) <= MAX_TEXT for v in value):
            self.fail(f'needs {key} as a list of strings, as ["one", "two"]')
        return tuple(value)

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """Take one of the words of an enumeration."""
        value = self.optional(key)
        if value is not None and value not in set(choices):
            self.fail(f"has {key} = {value[:SHOWN]!r}: give one of {', '.join(choices)}")
        return None if value is None else choices(value)

    def position(self, key: str) -> tuple[float, float] | None:
        """Take (lat, lon)."""
        value = self.values.pop(key, None)
        if value is None:
            return None
        numbers = isinstance(value, list) and all(type(v) in {int, float} for v in value)
        if not numbers or len(value) != 2 or not (abs(value[0]) <= MAX_LAT and abs(value[1]) <= MAX_LON):  # noqa: PLR2004
            self.fail(f"needs {key} = [lat, lon] in degrees, lat from -90 to 90 and lon from -180 to 180")
        return float(value[0]), float(value[1])

    def country(self) -> str | None:
        """Take a country as alpha-3 code."""
        value = self.optional("country")
        code = None if value is None else country_code(value)
        if value is not None and code is None:
            self.fail(f"has country = {value[:SHOWN]!r}: give an alpha-3 code, as EGY")
        return code

    def span(self) -> DateSpan | None:
        """Take a date or a span of dates."""
        value = self.optional("date")
        if not value:
            return None
        start, _, end = value.partition("/")
        try:
            for day in filter(None, (start, end)):
                dt.date.fromisoformat(day + "-01-01"[len(day) - 10 :] if len(day) < 10 else day)  # noqa: PLR2004
            return DateSpan(start, end or None)
        except (ValueError, ModelError):
            return self.fail(
                f"has date = {value[:SHOWN]!r}: give 2017-01-23, 2017-01-23/2017-01-24, 2017-01 or 2017"
            )

    def which(self) -> Which:
        """Take what tells a meeting."""
        meant = Which(**{key: self.optional(key) for key in ("id", "article", "venue", "date")})
        if not (meant.id or meant.article):
            self.fail("must tell the meeting by article, venue and date, or by id")
        return meant

    def mark(self) -> Corrected:
        """Take the reason, which comes last: nothing may be left after it."""
        if (reason := self.optional("reason")) is None or not reason.strip():
            self.fail('needs a reason, as reason = "why"')
        self.finish()
        return Corrected(one_line(reason), f"{Path(self.file).name}:{self.line}")

    def finish(self) -> None:
        """Refuse what nobody has taken."""
        if self.values:
            self.fail(f"has {next(iter(self.values))[:SHOWN]!r}, which means nothing here")


def country_code(text: str) -> str | None:
    """Return the alpha-3 code for a code or a country's name; None if there is no such country."""
    code = text.strip()
    return code if code in countries() or code in states() else country_names().get(normalise(code))


def _place(table: Table) -> PlaceFix:
    row = {
        "name": table.text("name"),
        "article": table.optional("article"),
        "at": table.position("to"),
        "country": table.country(),
        "rename": table.optional("rename"),
        "kind": table.choice("kind", Kind),
    }
    if row["at"] is None and row["rename"] is None and row["country"] is None:
        table.fail("needs to = [lat, lon], or rename or country")
    return PlaceFix(**row, mark=table.mark(), line=table.line)  # type: ignore[arg-type]


def _reading(table: Table) -> ReadingFix:
    name, article, said = table.text("name"), table.optional("article"), table.text("is")
    if said not in {*ReadingKind, DROPPED_READING}:
        table.fail(f"has is = {said[:SHOWN]!r}: give one of {', '.join((*ReadingKind, DROPPED_READING))}")
    reading = None if said == DROPPED_READING else ReadingKind(said)
    return ReadingFix(name=name, article=article, reading=reading, mark=table.mark(), line=table.line)


def _actor(table: Table) -> ActorFix:
    name, article, identity = table.text("name"), table.optional("article"), table.optional("is")
    rename, aliases = table.optional("rename"), table.texts("aliases")
    if not (identity or rename or aliases):
        table.fail("needs is, rename or aliases")
    if aliases and article:
        table.fail("gives aliases, which hold in every article: leave article out")
    mark = table.mark()
    return ActorFix(
        name=name,
        article=article,
        identity=identity,
        rename=rename,
        aliases=aliases,
        mark=mark,
        line=table.line,
    )


def _organisation(table: Table) -> OwnBody:
    name, aliases, kind = table.text("name"), table.texts("aliases"), table.choice("type", ActorType)
    seat, at = table.optional("seat"), table.position("at")
    if kind is ActorType.STATE:
        table.fail("cannot be a state: give organisation or nonstate")
    if seat and at is None:
        table.fail("needs at = [lat, lon] for its seat")
    kind = kind or ActorType.ORGANISATION
    return OwnBody(name=name, aliases=aliases, type=kind, seat=seat, at=at, mark=table.mark(), line=table.line)


def _venue(table: Table) -> OwnVenue:
    name, aliases, at = table.text("name"), table.texts("aliases"), table.position("at")
    country, kind = table.country(), table.choice("kind", Kind) or Kind.SITE
    if at is None:
        table.fail("needs at = [lat, lon]")
    mark = table.mark()
    return OwnVenue(name=name, aliases=aliases, at=at, country=country, kind=kind, mark=mark, line=table.line)


def _meeting(table: Table) -> MeetingFix | NewMeeting:
    if table.flag("add"):
        return _new_meeting(table)
    which, drop, said = table.which(), table.flag("drop"), table.values.pop("set", None)
    if drop is (said is not None):
        table.fail("needs either drop = true or set = { venue, at, country, date, status }")
    to = Table({} if said is None else said, table.file, table.line, "set")
    changes = {
        "venue": to.optional("venue"),
        "at": to.position("at"),
        "country": to.country(),
        "date": to.span(),
        "status": to.choice("status", Status),
    }
    to.finish()
    if not drop and not any(changes.values()):
        table.fail("sets nothing: give venue, at, country, date or status")
    return MeetingFix(which=which, drop=drop, **changes, mark=table.mark(), line=table.line)  # type: ignore[arg-type]


def _new_meeting(table: Table) -> NewMeeting:
    actors = table.values.pop("actors", None)
    if not isinstance(actors, dict) or not actors or not all(role in set(Role) for role in actors.values()):
        table.fail(f'needs actors = {{ RUS = "host", TUR = "participant" }}, roles being {", ".join(Role)}')
    row = {
        "article": table.text("article"),
        "venue": table.optional("venue"),
        "at": table.position("at"),
        "country": table.country(),
        "date": table.span(),
        "status": table.choice("status", Status) or Status.HELD,
        "sentence": table.optional("sentence"),
        "actors": tuple((name, Role(role)) for name, role in actors.items()),
    }
    return NewMeeting(**row, mark=table.mark(), line=table.line)  # type: ignore[arg-type]


def _participation(table: Table) -> ParticipationFix:
    which, actor, role = table.which(), table.text("actor"), table.choice("role", Role)
    add, drop = table.flag("add"), table.flag("drop")
    if drop is (role is not None) or (drop and add):
        table.fail("needs either role (with add = true for a new one) or drop = true")
    return ParticipationFix(
        which=which, actor=actor, role=role, add=add, drop=drop, mark=table.mark(), line=table.line
    )


def _merge(table: Table) -> MergeFix:
    told = table.values.pop("meetings", None)
    if not isinstance(told, list) or len(told) < 2:  # noqa: PLR2004 - one cannot be merged
        table.fail("needs meetings = [ { article, venue, date }, { ... } ]")
    parts = [Table(values, table.file, table.line, "a meeting to merge") for values in told]
    which = tuple(part.which() for part in parts)
    for part in parts:
        part.finish()
    return MergeFix(which=which, mark=table.mark(), line=table.line)


READERS: Mapping[str, Callable[[Table], AnyRow]] = {
    "place": _place,
    "reading": _reading,
    "actor": _actor,
    "organisation": _organisation,
    "venue": _venue,
    "meeting": _meeting,
    "participation": _participation,
    "merge": _merge,
}


def fail(file: str, line: int, message: str) -> NoReturn:
    """Raise the one line that tells a fault; line 0: of no line."""
    raise CorrectionsError(one_line(f"{file}:{line}: {message}" if line else f"{file}: {message}"))
