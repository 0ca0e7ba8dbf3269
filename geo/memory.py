"""What is in play in an article: its names as noun phrases tell them, and whom it named together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.actors import find_actor

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from geo.language import Sentence
    from geo.model import Actor, Place
    from geo.people import People
    from geo.scene import Scene


KEPT_GROUPS = 5


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as a noun phrase names it: ``start`` and ``end`` are offsets in the article."""

    actor: Actor
    name: str
    start: int
    end: int
    index: int
    sure: float = 0.9
    person: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place name in a sentence; token indices inclusive. ``government`` is whom it stands for as a capital."""

    first: int
    last: int
    start: int
    end: int
    text: str
    place: Place | None
    government: Actor | None = None
    candidates: tuple[Place, ...] = ()


@dataclass(slots=True)
class Memory:
    """What is in play in the article so far."""

    people: People
    states: dict[str, int] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    troubled: dict[str, int] = field(default_factory=dict)
    last_actors: list[Named] = field(default_factory=list)
    groups: list[tuple[int, list[Named]]] = field(default_factory=list)
    last_person: Named | None = None
    recent: list[Named] = field(default_factory=list)
    heads: dict[str, Actor] = field(default_factory=dict)
    members: dict[str, tuple[Actor, ...]] = field(default_factory=dict)
    day: dt.date | None = None
    here: Place | None = None
    town: Place | None = None
    opening: Scene | None = None
    here_again: tuple[Spot, Sentence] | None = None
    names_un: bool = False
    last_party: Named | None = None
    party_told: int = -9
    capitals: Callable[[str], Place | None] = field(default=lambda _: None)

    def together(self, parties: list[Named], number: int) -> None:
        """Remember who was named together as so many sides, a body with its members as one."""
        self.last_actors = parties
        self.groups = [(number, parties), *self.groups][:KEPT_GROUPS]

    def counted(self, number: int) -> list[Named]:
        """Give those who were named together last as that many sides; none where nobody was."""
        return next((group for sides, group in self.groups if sides == number), [])

    def main_state(self) -> Actor | None:
        """Give the state whose crisis or rebels the article is about, else the one it names most."""
        for counted in (self.troubled, self.states):
            found = outstanding(counted)
            if found is not None:
                return found
        return None


def outstanding(counted: dict[str, int]) -> Actor | None:
    """Give the state that is counted far more often than the next, or None."""
    ranked = sorted(counted.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
        return None
    return find_actor(ranked[0][0])
