"""A meeting while its article is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.model import DateSpan, Kind, Status

if TYPE_CHECKING:
    from geo.event import Event, Part, Setting
    from geo.language import Sentence
    from geo.model import Place


@dataclass(slots=True)
class Draft:
    """A meeting while the article is read."""

    events: list[Event] = field(default_factory=list)
    settings: list[tuple[Setting, Sentence]] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    date: DateSpan | None = None
    dated_by: Event | None = None
    status: Status = Status.HELD
    stated_by: Event | None = None
    families: Counter[str] = field(default_factory=Counter)

    @property
    def place(self) -> Place | None:
        """The most exact place told."""
        if not self.settings:
            return None
        rank = {Kind.SITE: 0, Kind.CITY: 1, Kind.REGION: 2, Kind.COUNTRY: 3}
        return min((s.place for s, _ in self.settings), key=lambda p: rank[p.kind])

    @property
    def last(self) -> int:
        """The number of the last sentence that tells of it."""
        return max(e.scene.sentence.index for e in self.events)

    @property
    def last_word(self) -> int:
        """The last word of that sentence that tells of it."""
        return max(e.trigger.i for e in self.events if e.scene.sentence.index == self.last)
