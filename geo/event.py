"""An event mention: a word that tells a meeting, with what its sentence says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.cues import any_of
from geo.errors import ModelError
from geo.model import Place, Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from geo.dates import DatePhrase
    from geo.memory import Named, Spot
    from geo.model import DateSpan
    from geo.scene import Scene

NEAR = 5
BESIDE = 2


@dataclass(slots=True)
class Part:
    """An actor at an event, with the rule that read it."""

    named: Named
    role: Role
    rule: str
    confidence: float
    sentence: int


@dataclass(slots=True)
class Setting:
    """A venue of an event, with the rule that read it."""

    spot: Spot
    rule: str
    confidence: float

    @property
    def place(self) -> Place:
        """The place itself."""
        if self.spot.place is None:
            raise ModelError(f"{self.spot.text!r} is no place")
        return self.spot.place


@dataclass(slots=True)
class Event:
    """A word that tells a meeting, with what its sentence says of it."""

    scene: Scene
    trigger: Token
    family: str
    verb: Token | None
    parts: list[Part] = field(default_factory=list)
    setting: Setting | None = None
    phrase: DatePhrase | None = None
    date: DateSpan | None = None
    status: Status = Status.HELD
    status_rule: str = ""
    definite: bool = False


Add = Callable[["Iterable[Named]", Role, str, float], None]


def is_event(token: Token) -> bool:
    """Tell a noun that names a meeting, a visit or what is signed."""
    return token.lemma_.lower() in any_of("talk_nouns", "visit_nouns", "signing_nouns")
