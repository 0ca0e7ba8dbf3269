"""What is new, changed and gone between two atlases: the one of the last map, and the one of a new build.

A meeting's id is made from its venue, date and actors, so a meeting of which more is known has another id. Those
whose ids are in both are the same; the others are the same where they share an actor and two of: the venue, the
day, an article. The closest pairs are taken first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.model import Atlas, DateSpan, Evidence, Meeting, Participation, Place

ENOUGH = 2  # of the three: venue, day, article


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is told otherwise than before.

    ``what``: ``venue``, ``date``, ``status``, ``actor``, ``role``, ``article`` or ``merged``; ``actor`` names whom
    it is about; ``before`` and ``after`` are empty where there was or is nothing; ``by`` are articles' ids.
    """

    what: str
    before: str
    after: str
    by: tuple[str, ...]
    actor: str = ""

    def __str__(self) -> str:
        """Tell it in a few words: ``status: planned -> held``."""
        if self.what == "actor":
            return f"new: {self.actor} ({self.after})" if self.after else f"gone: {self.actor} ({self.before})"
        if self.what == "article":
            return f"told by {self.after}" if self.after else f"no longer told by {self.before}"
        if self.what == "merged":
            return f"one meeting with {self.before}"
        subject = f"{self.what} of {self.actor}" if self.actor else self.what
        return f"{subject}: {self.before or 'not told'} -> {self.after or 'not told'}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A meeting of both atlases, as it is now, and in what it differs."""

    meeting: Meeting
    differences: tuple[Difference, ...]

    @property
    def by(self) -> tuple[str, ...]:
        """The ids of the articles that changed it."""
        return tuple(dict.fromkeys(chain.from_iterable(difference.by for difference in self.differences)))


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs. ``since``: the day of the last map's newest article (YYYY-MM-DD), None if it has none."""

    since: str | None = None
    new: tuple[Meeting, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[Meeting, ...] = ()
    new_venues: tuple[str, ...] = ()
    gone_venues: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any change."""
        return bool(self.new or self.changed or self.gone)


def compare(old: Atlas, new: Atlas) -> Changes:
    """Return what differs between the atlas of the last map and the new one."""
    pairs, appeared, left = _pair(old.meetings, new.meetings)
    present = {article.id for article in new.articles}
    changed = ((now, _differences(before, now, present)) for now, before in pairs)
    before, after = _venues(old), _venues(new)
    return Changes(
        since=max((article.published.isoformat() for article in old.articles if article.published), default=None),
        new=tuple(appeared),
        changed=tuple(Changed(now, differences) for now, differences in changed if differences),
        gone=tuple(left),
        new_venues=tuple(name for name in after if name not in before),
        gone_venues=tuple(name for name in before if name not in after),
    )


def _venues(atlas: Atlas) -> dict[str, None]:
    return dict.fromkeys(meeting.venue.name for meeting in atlas.meetings if meeting.venue is not None)


_Pairs = list[tuple["Meeting", list["Meeting"]]]


def _pair(old: Sequence[Meeting], new: Sequence[Meeting]) -> tuple[_Pairs, list[Meeting], list[Meeting]]:
    """Return each meeting of both with what it was, those that are new, and those that are gone."""
    known = {meeting.id: meeting for meeting in old}
    was = {number: [known[meeting.id]] for number, meeting in enumerate(new) if meeting.id in known}
    kept = {meeting.id for meeting in new}
    rest = [meeting for meeting in old if meeting.id not in kept]
    found = sorted(_candidates(rest, new), key=lambda candidate: (-candidate[0], candidate[2], candidate[1]))
    placed: set[int] = set()
    for turn in ("free", "taken"):  # what fits no free meeting was perhaps merged into one that is taken
        for _, before, now in found:
            if before not in placed and (turn == "taken" or now not in was):
                placed.add(before)
                was.setdefault(now, []).append(rest[before])
    pairs = [(new[number], was[number]) for number in sorted(was)]
    appeared = [meeting for number, meeting in enumerate(new) if number not in was]
    return pairs, appeared, [meeting for number, meeting in enumerate(rest) if number not in placed]


def _candidates(old: Sequence[Meeting], new: Sequence[Meeting]) -> Iterator[tuple[float, int, int]]:
    """Yield (closeness, number of the old one, number of the new one) for all that may be the same."""
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, meeting in enumerate(new):
        for key in _keys(meeting):
            by_key[key].append(number)
    for before, meeting in enumerate(old):
        for now in sorted({number for key in _keys(meeting) for number in by_key[key]}):
            close = _closeness(meeting, new[now])
            if close:
                yield close, before, now


def _keys(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Two meetings that agree in two of venue, day and article have one of these in common."""
    for article in meeting.articles:
        yield "article", article
    yield f"{_name(meeting.venue)}", _when(meeting.date)


def _closeness(one: Meeting, other: Meeting) -> float:
    """Return how near two meetings are, 0.0 where they are not the same."""
    first, second = ({p.actor.id for p in meeting.participations} for meeting in (one, other))
    shared = len(first & second) / min(len(first), len(second)) if first and second else float(first == second)
    same = (one.venue is not None and _name(one.venue) == _name(other.venue)) + (
        one.date is not None and _when(one.date) == _when(other.date)
    )
    told = bool(set(one.articles) & set(other.articles))
    return shared + same + told if shared and same + told >= ENOUGH else 0.0


def _differences(before: Sequence[Meeting], now: Meeting, present: set[str]) -> tuple[Difference, ...]:
    was = before[0]
    found = [
        *_field("venue", (_name(was.venue), was.venue_evidence), (_name(now.venue), now.venue_evidence)),
        *_field("date", (_when(was.date), was.date_evidence), (_when(now.date), now.date_evidence)),
        *_field("status", (was.status, was.status_evidence), (now.status, now.status_evidence)),
        *_actors(was, now),
        *(Difference("merged", describe(other), "", other.articles) for other in before[1:]),
    ]
    known = set(chain.from_iterable(meeting.articles for meeting in before))
    found.extend(Difference("article", "", name, (name,)) for name in now.articles if name not in known)
    found.extend(
        Difference("article", name, "", (name,))
        for name in was.articles
        if name not in now.articles and name not in present
    )
    return tuple(found)


_Told = tuple[str, tuple["Evidence", ...]]


def _field(what: str, was: _Told, now: _Told, actor: str = "") -> Iterator[Difference]:
    if was[0] != now[0]:
        yield Difference(what, str(was[0]), str(now[0]), _by(was[1], now[1]), actor)


def _by(was: Iterable[Evidence], now: Iterable[Evidence]) -> tuple[str, ...]:
    """Give the articles with a new sentence to say so, else those that say so, else those that said otherwise."""
    old = {(proof.article, proof.sentence) for proof in was}
    fresh = [proof.article for proof in now if (proof.article, proof.sentence) not in old]
    names = fresh or [proof.article for proof in now] or [proof.article for proof in was]
    return tuple(dict.fromkeys(names))


def _actors(was: Meeting, now: Meeting) -> Iterator[Difference]:
    before, after = ({p.actor.id: p for p in meeting.participations} for meeting in (was, now))
    for actor in [*after, *(name for name in before if name not in after)]:
        what = "role" if actor in before and actor in after else "actor"
        name = (after.get(actor) or before[actor]).actor.name
        yield from _field(what, _role(before.get(actor)), _role(after.get(actor)), name)


def _role(part: Participation | None) -> _Told:
    return ("", ()) if part is None else (part.role, part.evidence)


def _name(place: Place | None) -> str:
    return "" if place is None else place.name


def _when(date: DateSpan | None) -> str:
    return "" if date is None else "/".join(filter(None, (date.start, date.end)))


def describe(meeting: Meeting) -> str:
    """Tell a meeting in one line: ``Astana, 2017-01-23/2017-01-24, held: Russia, Turkey, Iran``."""
    head = [_name(meeting.venue) or "venue not told", _when(meeting.date) or "date not told", str(meeting.status)]
    who = ", ".join(p.actor.name for p in meeting.participations)
    return f"{', '.join(head)}{': ' if who else ''}{who}"
