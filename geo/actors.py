"""Actors: states, organisations and non-state parties, and every name that a text may call them by.

The facts lie in the tables of ``geo/data``; this module turns them into values and flat lists of names for a
matcher. States are known by ISO 3166-1 alpha-3 (ISO 3166-3 where dissolved, ``XKX`` for Kosovo), other actors by
their canonical name. Everything is read once and kept; nothing here looks at a text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.actor_tables import DatedName, cell_names, cell_values, parse_date, read_table, spellings
from geo.errors import ModelError
from geo.model import Actor, ActorType, Role
from geo.own_names import current

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

SHORT = 4  # a name this short is matched in its exact case: Mali, Oman, Chad


class NameKind(StrEnum):
    """What a name is to its actor."""

    NAME = "name"
    DEMONYM = "demonym"
    METONYM = "metonym"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class ActorName:
    """One way to name an actor.

    ``since`` and ``until`` (both included) bound the days on which the name stands for this actor: always for
    leaders, and for other names only where two actors share one. ``caseless`` False: match the exact case only.
    ``role_hint`` is the part such a person or body usually has in talks (an envoy mediates).
    """

    text: str
    actor: Actor
    kind: NameKind
    since: dt.date | None = None
    until: dt.date | None = None
    caseless: bool = False
    role_hint: Role | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory. ``capital`` is the name of its seat, empty where nobody lives.

    ``seat_country`` is the alpha-3 code of the country in which the seat lies today (Moscow of the Soviet Union:
    ``RUS``). ``dissolved`` is its last day, None where it exists.
    """

    id: str
    name: str
    alpha2: str
    capital: str
    adjective: str
    seat_country: str
    founded: dt.date | None = None
    dissolved: dt.date | None = None


@dataclass(frozen=True, slots=True)
class GenericName:
    """Words such as ``the rebels`` that mean ``actor`` only where one of the states ``home`` is in play."""

    text: str
    actor: Actor
    home: tuple[str, ...]


@cache
def states() -> Mapping[str, State]:
    """All states and territories by alpha-3 code, dissolved ones among them."""
    return MappingProxyType({row["alpha3"]: _state(row) for row in read_table("states")})


def state(alpha3: str) -> State | None:
    """Find the state of that alpha-3 code, or None."""
    return states().get(alpha3)


def find_actor(actor_id: str) -> Actor | None:
    """Find the actor of that id (alpha-3 code or canonical name), or None."""
    own = next((entry.actor for entry in current().actors if entry.actor.id == actor_id), None)
    return own or _actors().get(actor_id)


def home_states(actor_id: str) -> tuple[str, ...]:
    """Tell the alpha-3 codes of the states where a non-state party is at home; empty for any other actor."""
    return _homes().get(actor_id, ())


def seat_query(actor_id: str) -> tuple[str, float | None, float | None] | None:
    """Where an actor's lines end: (place name, lat, lon).

    For a state the capital, whose coordinates the gazetteer knows (None here); for an organisation its seat with
    coordinates; None for groups, unknown ids, and those without a seat.
    """
    own = next((entry.seat for entry in current().actors if entry.actor.id == actor_id and entry.seat), None)
    if own is not None:
        return own
    found = state(actor_id)
    if found is not None:
        return (found.capital, None, None) if found.capital else None
    return _organisation_seats().get(actor_id)


def actor_names() -> tuple[ActorName, ...]:
    """All names of all actors, those of the user's own first, in a stable order, without doubles."""
    return (*_own_names(), *_table_names())


@cache
def _table_names() -> tuple[ActorName, ...]:
    names = (*_state_names(), *_body_names(), *_metonym_names())
    unique = {
        (name.text, name.actor.id, name.kind, name.since, name.until): name
        for name in (*_undated_unless_contested(names), *_leader_names())
    }
    return tuple(unique.values())


@cache
def generic_names() -> tuple[GenericName, ...]:
    """Words that name a non-state party only where its home state is in play."""
    return tuple(
        GenericName(text, _actors()[row["name"]], tuple(cell_values(row["home"])))
        for row in read_table("groups")
        for text in cell_values(row["generic"])
    )


@cache
def not_actors() -> tuple[str, ...]:
    """Phrases that hold an actor's name and are none: ``Gulf of Oman``, ``Latin America``, ``Lake Chad``."""
    return tuple(row["text"] for row in read_table("not_actors"))


def _state(row: Mapping[str, str]) -> State:
    return State(
        id=row["alpha3"],
        name=row["name"],
        alpha2=row["alpha2"],
        capital=row["capital"],
        adjective=(cell_values(row["adjectives"]) or [""])[0],
        seat_country=row["seat_country"],
        founded=parse_date(row["since"]),
        dissolved=parse_date(row["until"]),
    )


@cache
def _actors() -> Mapping[str, Actor]:
    found = {code: Actor(code, known.name, ActorType.STATE) for code, known in states().items()}
    for table, kind in (("organisations", ActorType.ORGANISATION), ("groups", ActorType.NONSTATE)):
        found |= {row["name"]: Actor(row["name"], row["name"], kind) for row in read_table(table)}
    return found


@cache
def _homes() -> Mapping[str, tuple[str, ...]]:
    return {row["name"]: tuple(cell_values(row["home"])) for row in read_table("groups")}


@cache
def _organisation_seats() -> Mapping[str, tuple[str, float, float]]:
    return {
        row["name"]: (row["seat"], float(row["lat"]), float(row["lon"]))
        for row in read_table("organisations")
        if row["seat"]
    }


def _known_actor(row: Mapping[str, str]) -> Actor:
    actor = find_actor(row["actor"])
    if actor is None:
        raise ModelError(f"the tables name no actor {row['actor']!r}: correct the row {list(row.values())[:3]}")
    return actor


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["text"] for row in read_table("common_words"))


def _is_caseless(text: str) -> bool:
    return len(text) > SHORT and any(char.islower() for char in text) and text not in _common_words()


def _state_names() -> Iterator[ActorName]:
    for row in read_table("states"):
        actor = _actors()[row["alpha3"]]
        own = [row["name"], row["full_name"], *cell_values(row["names"])]
        yield from _spelled(cell_names("|".join(own)), actor, NameKind.NAME)
        taken = {value.partition("@")[0] for value in own}
        demonyms = [*cell_names(row["adjectives"]), *cell_names(row["nouns"])]
        yield from _spelled((name for name in demonyms if name.text not in taken), actor, NameKind.DEMONYM)


def _body_names() -> Iterator[ActorName]:
    for table in ("organisations", "groups"):
        for row in read_table(table):
            cell = f"{row['name']}|{row['aliases']}"
            names = cell_names(cell, row["since"], row["until"])
            yield from _spelled(names, _actors()[row["name"]], NameKind.NAME, words=2)


def _metonym_names() -> Iterator[ActorName]:
    for row in read_table("metonyms"):
        names = cell_names(f"{row['text']}|{row['aliases']}", row["since"], row["until"])
        yield from _spelled(names, _known_actor(row), NameKind.METONYM, words=99)


def _own_names() -> Iterator[ActorName]:
    for entry in current().actors:
        yield from _spelled((DatedName(name) for name in entry.names), entry.actor, NameKind.NAME, words=2)


def _leader_names() -> Iterator[ActorName]:
    for row in (*read_table("officials"), *read_table("leaders")):
        actor, role = _known_actor(row), Role(row["role"]) if row["role"] else None
        full = cell_names(f"{row['name']}|{row['aliases']}", row["since"], row["until"])
        yield from _spelled(full, actor, NameKind.LEADER, words=2, role=role)
        alone = cell_names(row["alone"], row["since"], row["until"])
        yield from _spelled(alone, actor, NameKind.LEADER, words=99, role=role)


def _spelled(
    names: Iterable[DatedName], actor: Actor, kind: NameKind, words: int = 1, role: Role | None = None
) -> Iterator[ActorName]:
    """Every spelling of the names; one of fewer than ``words`` words is matched in its exact case."""
    for name in names:
        caseless = name.text.count(" ") + 1 >= words and _is_caseless(name.text)
        for text in spellings(name.text):
            yield ActorName(text, actor, kind, name.since, name.until, caseless, role)


def _undated_unless_contested(names: Iterable[ActorName]) -> Iterator[ActorName]:
    """Drop the dates of names that only one actor has: ``Zaire`` means the same state in an article of today."""
    every = list(names)
    owners: dict[str, set[str]] = {}
    for name in every:
        owners.setdefault(name.text, set()).add(name.actor.id)
    for name in every:
        dated = name.since is not None or name.until is not None
        yield replace(name, since=None, until=None) if dated and len(owners[name.text]) == 1 else name
