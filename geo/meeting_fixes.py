"""Corrections of meetings, found again by article, venue and date: changed, dropped, added, merged."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.actors import find_actor
from geo.articles import Problem
from geo.corrections import MeetingFix, MergeFix, NewMeeting, ParticipationFix
from geo.corrections_file import find_known
from geo.model import Actor, ActorType, Evidence, Kind, Meeting, Participation, Place
from geo.placenames import normalise
from geo.venue_moves import move_venue, venue_names

if TYPE_CHECKING:
    from geo.corrections import AnyRow, Which
    from geo.gazetteer import Gazetteer
    from geo.model import Article

Merge = Callable[[Iterable[Meeting], Iterable["Article"]], list[Meeting]]
BY_HAND = "added by hand"
ID_DIGITS = 12


class MeetingFixer:
    """Applies the corrections of meetings, in the order of the file; ids stay those of the meetings as read.

    ``merge`` makes one of meetings that are the same; without it each article stands alone, and a correction that
    finds no meeting is silently left for the article that it concerns.
    """

    def __init__(
        self,
        rows: Iterable[AnyRow],
        articles: Mapping[str, Article],
        gazetteer: Gazetteer,
        merge: Merge | None,
    ) -> None:
        self.rows = list(rows)
        self.articles = articles
        self.gazetteer = gazetteer
        self.merge = merge
        self.used: set[AnyRow] = set()
        self.problems: list[Problem] = []

    def apply(self, meetings: Sequence[Meeting]) -> list[Meeting]:
        """Return the meetings with all corrections applied, in their order; new ones come last."""
        found: list[Meeting | None] = list(meetings)
        # each row finds its meeting as it was read, whatever rows before it have changed
        targets = [(row, [self._find(which, meetings, row) for which in _whom(row)]) for row in self.rows]
        for row, numbers in targets:
            if isinstance(row, MergeFix):
                self._join(found, row, numbers)
            elif numbers and numbers[0] is not None and (meeting := found[numbers[0]]) is not None:
                found[numbers[0]] = self._changed(meeting, row)
            elif isinstance(row, NewMeeting):
                found += self._new(row)
        moved = {n[0] for row, n in targets if isinstance(row, MeetingFix) and n[0] is not None}
        for number in sorted(moved):
            self._same_as_others(found, number)
        return [meeting for meeting in found if meeting is not None]

    def _find(self, which: Which, meetings: Sequence[Meeting], row: AnyRow) -> int | None:
        """Return the number of the meeting meant; None where there is none or, with a word on it, several."""
        fitting = [number for number, meeting in enumerate(meetings) if is_meant(which, meeting)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            told = f"the {row} fits {len(fitting)} meetings: tell its venue and date, or its id"
            self.problems.append(Problem(row.mark.where, told, note=True))
        return None

    def _changed(self, meeting: Meeting, row: AnyRow) -> Meeting | None:
        if isinstance(row, MeetingFix):
            self.used.add(row)
            return None if row.drop else self._set(meeting, row)
        if isinstance(row, ParticipationFix):
            return self._participation(meeting, row)
        return meeting

    def _set(self, meeting: Meeting, row: MeetingFix) -> Meeting:
        place = self._place(row, meeting.venue)
        if place is not None and place != meeting.venue:
            meeting = move_venue(meeting, place)
        return replace(
            meeting,
            date=row.date or meeting.date,
            status=row.status or meeting.status,
            corrected=row.mark,
        )

    def _place(self, row: MeetingFix | NewMeeting, before: Place | None) -> Place | None:
        """Return the venue that a row gives: at its coordinates, else where its name is looked up."""
        name = row.venue or (before.name if before is not None else None)
        if name is None or not (row.venue or row.at or row.country):
            return before
        if row.at is not None:
            country = row.country or (before.country if before is not None and not row.venue else None)
            kind = before.kind if before is not None and not row.venue else Kind.CITY
            return Place(name, *row.at, country, kind, "correction", corrected=row.mark)
        asked = [c.place for c in self.gazetteer.candidates(name) if row.country in {None, c.place.country}]
        if asked:
            return replace(asked[0], corrected=row.mark)
        told = f"the venue {name!r} is in no table: give at = [lat, lon]"
        self.problems.append(Problem(row.mark.where, told, note=True))
        return before

    def _participation(self, meeting: Meeting, row: ParticipationFix) -> Meeting:
        key = normalise(row.actor)
        parts = list(meeting.participations)
        at = next((n for n, p in enumerate(parts) if key in {normalise(t) for t in _names(p)}), None)
        if at is not None:
            self.used.add(row)
            if row.drop:
                del parts[at]
            elif row.role is not None:
                parts[at] = replace(parts[at], role=row.role, confidence=1.0, corrected=row.mark)
        elif row.add and row.role is not None:
            self.used.add(row)
            actor = known_actor(row.actor)
            parts.append(Participation(actor, actor.name, row.role, 1.0, (), row.mark))
        if not (row in self.used or row.drop):
            told = f"{row.actor!r} takes no part in the meeting ({row.which}): add = true puts it there"
            self.problems.append(Problem(row.mark.where, told, note=True))
        corrected = row.mark if len(parts) != len(meeting.participations) else meeting.corrected
        return replace(meeting, participations=tuple(parts), corrected=corrected)

    def _new(self, row: NewMeeting) -> list[Meeting]:
        article = next((a for name, a in self.articles.items() if same_article(row.article, name)), None)
        if article is None:
            return []
        self.used.add(row)
        proof = self._proof(row, article)
        actors = [known_actor(name) for name, _ in row.actors]
        told = "\x1f".join((article.id, row.venue or "", str(row.date), *sorted(a.id for a in actors)))
        meeting = Meeting(
            id=hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:ID_DIGITS],
            articles=(article.id,),
            venue=self._place(row, None),
            date=row.date,
            status=row.status,
            participations=tuple(
                Participation(actor, actor.name, role, 1.0, proof, row.mark)
                for actor, (_, role) in zip(actors, row.actors, strict=True)
            ),
            confidence=1.0,
            venue_evidence=proof if row.venue else (),
            corrected=row.mark,
        )
        return [meeting]

    def _proof(self, row: NewMeeting, article: Article) -> tuple[Evidence, ...]:
        if row.sentence is None:
            return ()
        start = article.text.find(row.sentence)
        if start < 0:
            told = f"the article {article.id} does not hold the sentence {row.sentence[:60]!r}"
            self.problems.append(Problem(row.mark.where, told, note=True))
            return ()
        return (Evidence(article.id, start, start + len(row.sentence), row.sentence, BY_HAND),)

    def _join(self, found: list[Meeting | None], row: MergeFix, numbers: Sequence[int | None]) -> None:
        """Make one of the meetings, at the place of the first; those that are one already need no more."""
        there = sorted({n for n in numbers if n is not None and found[n] is not None})
        if None not in numbers:
            self.used.add(row)
        if len(there) > 1:
            one, *others = (found[n] for n in there)
            for other in others:
                one = _united(one, other) if one is not None and other is not None else one
            found[there[0]] = None if one is None else replace(one, corrected=row.mark)
            for number in there[1:]:
                found[number] = None

    def _same_as_others(self, found: list[Meeting | None], number: int) -> None:
        """Let a corrected meeting become one with another account of it, with what the correction says."""
        meeting = found[number]
        if self.merge is None or meeting is None:
            return
        for at, other in enumerate(found):
            if other is None or at == number or other.date != meeting.date:
                continue
            if len(self.merge([meeting, other], self.articles.values())) == 1:
                keeps, gives = sorted((number, at))
                found[keeps] = replace(_united(meeting, other), id=(found[keeps] or meeting).id)
                found[gives] = None
                return


def is_meant(which: Which, meeting: Meeting) -> bool:
    """Tell whether a correction means this meeting."""
    if which.id is not None and which.id == meeting.id:
        return True
    if which.article is None or not any(same_article(which.article, name) for name in meeting.articles):
        return False
    if which.venue is not None:
        key = normalise(which.venue)
        if key not in (venue_names(meeting) if meeting.venue is not None else {""}):
            return False
    if which.date is not None:
        date = "" if meeting.date is None else meeting.date.start
        return which.date.partition("/")[0] == date
    return True


def same_article(told: str, article: str) -> bool:
    """Tell whether a correction's article is this one: its id, the end of it after a ``/``, or its file's name."""
    name = told.rsplit(".", 1)[0] if told.endswith((".md", ".txt")) else told
    return name == article or article.endswith(f"/{name}") or name.endswith(f"/{article}")


def known_actor(name: str) -> Actor:
    """Return the actor of that id or name; one that nobody knows is a party of its own."""
    return find_known(name) or find_actor(name) or Actor(name, name, ActorType.NONSTATE)


def _whom(row: AnyRow) -> tuple[Which, ...]:
    if isinstance(row, MergeFix):
        return row.which
    return (row.which,) if isinstance(row, MeetingFix | ParticipationFix) else ()


def _names(part: Participation) -> tuple[str, ...]:
    return part.actor.id, part.actor.name, part.name


def _united(one: Meeting, other: Meeting) -> Meeting:
    """Return one meeting: the first's venue, date and status where it has them, everybody's parts and evidence."""
    parts = {p.actor.id: p for p in one.participations}
    for part in other.participations:
        kept = parts.get(part.actor.id)
        proofs = part.evidence if kept is None else tuple(dict.fromkeys(kept.evidence + part.evidence))
        parts[part.actor.id] = replace(kept or part, evidence=proofs)
    return replace(
        one,
        articles=tuple(dict.fromkeys(one.articles + other.articles)),
        venue=one.venue or other.venue,
        date=one.date or other.date,
        participations=tuple(parts.values()),
        confidence=max(one.confidence, other.confidence),
        venue_evidence=tuple(dict.fromkeys(one.venue_evidence + other.venue_evidence)),
        date_evidence=tuple(dict.fromkeys(one.date_evidence + other.date_evidence)),
        status_evidence=tuple(dict.fromkeys(one.status_evidence + other.status_evidence)),
        corrected=one.corrected or other.corrected,
    )
