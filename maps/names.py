"""Names to find things by: the persons in the evidence, and what else places and actors are or were called."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.actor_tables import cell_names, read_table
from geo.actors import NameKind, actor_names
from geo.mentions import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.model import Participation, Place

IMPLIED = "implied"  # rules of this name take the actor from the venue: their words name no person
PERSON = re.compile(r"(?:[^\W\d_]['’.\w-]*)(?: [^\W\d_]['’.\w-]*)+")
PARTICLES = frozenset("al ad an ar as bin ibn ben van von der den de del della di da dos du la le el ul y".split())
NAMES_KEPT = 14
SHORTEST = 4
LATIN = re.compile(r"[a-z][a-z ]+")


def persons(part: Participation) -> Iterator[str]:
    """Yield the persons whom the evidence marks as speaking for the actor, under their fullest names."""
    told = (
        proof.sentence[start - proof.start : end - proof.start]
        for proof in part.evidence
        if not proof.rule.startswith(IMPLIED)
        for start, end in proof.marks
    )
    seen = set()
    for text in told:
        name = _official(part.actor.id, text) or (text if _is_person(text) else None)
        if name is not None and name not in seen:
            seen.add(name)
            yield name


@cache
def actor_other_names(actor_id: str, main: str) -> list[str]:
    """Give names, former names and demonyms of an actor; [] for one that no table knows."""
    return _apart(main, _names_of_actors().get(actor_id, ()))


def place_other_names(places: Sequence[Place]) -> dict[int, list[str]]:
    """Give other names, former ones too, of the places with a GeoNames id, by that id, in Latin letters."""
    wanted = {place.geonameid: place.name for place in places if place.geonameid is not None}
    if not wanted:
        return {}
    from geo.gazetteer import open_gazetteer  # only where a place comes from it

    found = open_gazetteer(progress=False).other_names(wanted)
    return {number: _apart(wanted[number], filter(LATIN.fullmatch, names)) for number, names in found.items()}


def load_tables() -> None:
    """Read the tables behind the other functions, which else the first call of each does."""
    _names_of_actors()
    _officials()
    _impersonal()


def _is_person(text: str) -> bool:
    """Tell whether words look like a person's full name, and no table knows them as an actor's."""
    if not PERSON.fullmatch(text) or fold(text) in _impersonal():
        return False
    words = re.split(r"[ -]", text)
    return words[0][0].isupper() and all(word[:1].isupper() or word in PARTICLES for word in words)


def _official(actor_id: str, text: str) -> str | None:
    """Give the full name of the only official of that actor who is called so."""
    found = _officials().get((actor_id, fold(text)), ())
    return next(iter(found)) if len(found) == 1 else None


@cache
def _officials() -> Mapping[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in (*read_table("officials"), *read_table("leaders")):
        for name in cell_names(f"{row['name']}|{row['aliases']}|{row['alone']}"):
            known = found.setdefault((row["actor"], fold(name.text)), set())
            if fold(row["name"]) not in map(fold, known):
                known.add(row["name"])
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _impersonal() -> frozenset[str]:
    return frozenset(fold(name.text) for name in actor_names() if name.kind is not NameKind.LEADER)


@cache
def _names_of_actors() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in actor_names():
        if name.kind in {NameKind.NAME, NameKind.DEMONYM}:
            found.setdefault(name.actor.id, []).append(name.text)
    return {actor: tuple(names) for actor, names in found.items()}


def _apart(main: str, names: Iterable[str]) -> list[str]:
    """Keep the names that a forgiving search for those before them would not find."""
    kept = [fold(main)]
    told: list[str] = []
    for name in names:
        key = fold(name)
        if len(told) == NAMES_KEPT:
            break
        if not any(key in other or _one_slip(key, other) for other in kept):
            kept.append(key)
            told.append(name)
    return told


def _one_slip(one: str, other: str) -> bool:
    """Tell whether two names of at least four letters are one letter apart."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < SHORTEST:
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    after = one[start + 1 :], other[start + 1 :]
    return after[0] == after[1] or one[start:] == after[1] or after[0] == other[start:]
