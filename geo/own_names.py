"""Places, organisations and aliases of the user's own, known besides the tables' while articles are read.

They come from the corrections (``geo.corrections``) and count for all that runs in the same context after ``use``.
"""

from __future__ import annotations

import hashlib
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.placenames import normalise

if TYPE_CHECKING:
    from geo.model import Actor, Place


@dataclass(frozen=True, slots=True)
class OwnActor:
    """An actor with the names to know it by; ``seat`` is where its lines end (name, lat, lon), None if unknown."""

    actor: Actor
    names: tuple[str, ...]
    seat: tuple[str, float, float] | None = None


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place with the names to know it by. ``first``: it comes before all others of the name, else after them."""

    place: Place
    names: tuple[str, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class OwnNames:
    """All names of a user's own. ``version`` is "" where there are none, else it changes when a reading may."""

    actors: tuple[OwnActor, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    version: str = field(init=False)
    by_place_name: dict[str, tuple[OwnPlace, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Count what the names are, and order the places by their normalised names."""
        told = repr((self.actors, self.places)).encode("utf-8", "backslashreplace")
        index: dict[str, tuple[OwnPlace, ...]] = {}
        for own in self.places:
            for key in {normalise(name) for name in own.names} - {""}:
                index[key] = (*index.get(key, ()), own)
        version = hashlib.sha256(told).hexdigest()[:16] if self.actors or self.places else ""
        object.__setattr__(self, "version", version)
        object.__setattr__(self, "by_place_name", index)


NONE = OwnNames()
_CURRENT: ContextVar[OwnNames] = ContextVar("own_names", default=NONE)


def use(own: OwnNames) -> None:
    """Put names in force from here on; ``NONE`` ends it."""
    _CURRENT.set(own)


def current() -> OwnNames:
    """Return the names in force."""
    return _CURRENT.get()
