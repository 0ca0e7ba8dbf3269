"""Corrections at work: on what was read in an article, and on the merged meetings of all.

Nothing is written into an article's own reading: the same reading with other corrections gives another map.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from geo.articles import Problem
from geo.corrections import ActorFix, OwnBody, OwnVenue, PlaceFix, ReadingFix
from geo.corrections_file import find_known
from geo.meeting_fixes import MeetingFixer, same_article
from geo.model import Kind, Place, ReadingKind
from geo.placenames import normalise
from geo.venue_moves import drop_venue, move_venue, venue_marks, venue_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.corrections import AnyRow, Corrections
    from geo.gazetteer import Gazetteer
    from geo.meeting_fixes import Merge
    from geo.model import Article, Extraction, Meeting, Participation, Toponym

Fix = TypeVar("Fix", PlaceFix, ReadingFix, ActorFix)


class Corrector:
    """Applies corrections, and knows at the end which of them matched nothing."""

    def __init__(self, corrections: Corrections) -> None:
        self.corrections = corrections
        self._used: set[AnyRow] = set()
        self._problems: list[Problem] = []
        self._articles: dict[str, Article] = {}
        # what holds in one article comes after what holds everywhere
        rows = sorted(corrections.rows, key=lambda row: getattr(row, "article", None) is not None)
        self._places = [row for row in rows if isinstance(row, PlaceFix)]
        self._readings = [row for row in rows if isinstance(row, ReadingFix)]
        self._actors = [row for row in rows if isinstance(row, ActorFix)]

    def on_extraction(self, extraction: Extraction) -> Extraction:
        """Put places, readings and actors of one article right."""
        if not self.corrections.rows:
            return extraction
        article = extraction.article.id
        self._articles[article] = extraction.article
        self._note_own(extraction)
        toponyms = extraction.toponyms
        meetings = extraction.meetings
        for fix in self._here(self._places, article):
            key = normalise(fix.name)
            toponyms = tuple(self._pinned_toponym(t, fix, key) for t in toponyms)
            meetings = tuple(self._pinned(m, fix, key) for m in meetings)
        for reading in self._here(self._readings, article):
            toponyms = tuple(self._read(toponyms, reading))
            meetings = tuple(self._without_venue(meetings, reading))
        for actor in self._here(self._actors, article):
            meetings = tuple(self._named(m, actor) for m in meetings)
        return replace(extraction, toponyms=toponyms, meetings=meetings)

    def on_meetings(self, meetings: Sequence[Meeting], gazetteer: Gazetteer, merge: Merge | None) -> list[Meeting]:
        """Put merged meetings right; those whose place or date is now another's become one by ``merge``."""
        fixer = MeetingFixer(self.corrections.rows, self._articles, gazetteer, merge)
        fixed = fixer.apply(meetings)
        self._used |= fixer.used
        self._problems += fixer.problems
        return fixed

    def on_article(self, extraction: Extraction, gazetteer: Gazetteer) -> Extraction:
        """Put all right that concerns one article alone, for what is shown of it without the others."""
        corrected = self.on_extraction(extraction)
        if all(isinstance(row, PlaceFix | ReadingFix | ActorFix) for row in self.corrections.rows):
            return corrected
        fixer = MeetingFixer(self.corrections.rows, {extraction.article.id: extraction.article}, gazetteer, None)
        return replace(corrected, meetings=tuple(fixer.apply(corrected.meetings)))

    def problems(self) -> Iterator[Problem]:
        """Yield what does not match anything any more, what is ambiguous, and what contradicts itself."""
        yield from self._problems
        told = {problem.origin for problem in self._problems}
        for row in self.corrections.rows:
            if row not in self._used and row.mark.where not in told:
                yield Problem(row.mark.where, f"the {row} matches nothing: correct or remove the row", note=True)
        for earlier, later in self.corrections.contradictions():
            line = f"contradicts {earlier.mark.where}: the later one counts, remove one"
            yield Problem(later.mark.where, line, note=True)

    def _here(self, fixes: Iterable[Fix], article: str) -> Iterator[Fix]:
        return (fix for fix in fixes if fix.article is None or same_article(fix.article, article))

    def _note_own(self, extraction: Extraction) -> None:
        """Note which of the user's own names an article holds."""
        for row in self.corrections.rows:
            if row not in self._used and isinstance(row, OwnBody | OwnVenue | ActorFix):
                names = row.aliases if isinstance(row, ActorFix) else (row.name, *row.aliases)
                if any(name.casefold() in extraction.article.text.casefold() for name in names):
                    self._used.add(row)

    def _pinned_toponym(self, toponym: Toponym, fix: PlaceFix, key: str) -> Toponym:
        name = None if toponym.place is None else normalise(toponym.place.name)
        if key not in {normalise(toponym.text), name}:
            return toponym
        self._used.add(fix)
        if toponym.place is None and fix.at is None:
            return toponym
        return replace(toponym, place=pinned_place(toponym.place, fix), confidence=1.0, rule="corrected by hand")

    def _pinned(self, meeting: Meeting, fix: PlaceFix, key: str) -> Meeting:
        if meeting.venue is None or key not in venue_names(meeting):
            return meeting
        self._used.add(fix)
        return move_venue(meeting, pinned_place(meeting.venue, fix))

    def _read(self, toponyms: Iterable[Toponym], fix: ReadingFix) -> Iterator[Toponym]:
        key = normalise(fix.name)
        for toponym in toponyms:
            if normalise(toponym.text) != key:
                yield toponym
                continue
            self._used.add(fix)
            if fix.reading is not None:
                yield replace(toponym, reading=fix.reading, confidence=1.0, rule="corrected by hand")

    def _without_venue(self, meetings: Iterable[Meeting], fix: ReadingFix) -> Iterator[Meeting]:
        """Take a venue away whose name is no place here; what is then left of a meeting may be none."""
        key = normalise(fix.name)
        for meeting in meetings:
            if fix.reading is ReadingKind.PLACE or meeting.venue is None or venue_marks(meeting) != {key}:
                yield meeting
                continue
            self._used.add(fix)
            left = replace(drop_venue(meeting), corrected=fix.mark)
            if len(left.participations) > 1:
                yield left

    def _named(self, meeting: Meeting, fix: ActorFix) -> Meeting:
        """Say who a participant is; two accounts of one actor become one."""
        found: dict[str, Participation] = {}
        for part in meeting.participations:
            named = self._who(part, fix)
            kept = found.get(named.actor.id)
            if kept is None:
                found[named.actor.id] = named
            else:
                best = max((kept, named), key=lambda p: p.confidence)
                proofs = tuple(dict.fromkeys(kept.evidence + named.evidence))
                corrected = kept.corrected or named.corrected
                found[named.actor.id] = replace(best, evidence=proofs, corrected=corrected)
        return replace(meeting, participations=tuple(found.values()))

    def _who(self, part: Participation, fix: ActorFix) -> Participation:
        if normalise(fix.name) not in {normalise(text) for text in (part.actor.id, part.actor.name, part.name)}:
            return part
        self._used.add(fix)
        actor = part.actor if fix.identity is None else find_known(fix.identity) or part.actor
        actor = actor if fix.rename is None else replace(actor, name=fix.rename)
        return part if actor == part.actor else replace(part, actor=actor, corrected=fix.mark)


def pinned_place(place: Place | None, fix: PlaceFix) -> Place:
    """Return the place as a correction has it; ``place`` may be None only where the correction has coordinates."""
    lat, lon = fix.at or ((place.lat, place.lon) if place is not None else (0.0, 0.0))
    kind = fix.kind or (place.kind if place is not None else Kind.CITY)
    return Place(
        name=fix.rename or (place.name if place is not None else fix.name),
        lat=lat,
        lon=lon,
        country=fix.country or (place.country if place is not None else None),
        kind=kind,
        source="correction" if fix.at or place is None else place.source,
        precision=kind if fix.kind or fix.at or place is None else place.precision,
        geonameid=place.geonameid if place is not None and fix.at is None else None,
        corrected=fix.mark,
    )
