"""Against gold that has every meeting of an article: venues one to one, then what was read at each.

Optional meetings and actors of the gold are neither required nor wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.evaluation.gold import CompleteMeeting, Named
from geo.evaluation.spots import (
    HIT_KM,
    Spot,
    counts_once,
    hits,
    near,
    one_to_one,
    point,
    same_name,
    venues_of,
)
from geo.evaluation.tally import Score, Tally, f1
from geo.geodesics import kilometres
from geo.model import ActorType, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.evaluation.gold import CompleteArticle
    from geo.evaluation.tally import Metric
    from geo.model import Meeting

COARSE = {
    Role.ORGANISER: "convener",
    Role.MEDIATOR: "convener",
    Role.INVITED: "onlooker",
    Role.OBSERVER: "onlooker",
}
"""Roles that count as one; every other stands for itself."""


@dataclass(frozen=True, slots=True)
class GoldVenue:
    """A distinct venue of the gold with all its meetings."""

    spot: Spot
    meetings: list[CompleteMeeting] = field(default_factory=list)

    @property
    def required(self) -> bool:
        """Whether one of the meetings must be found."""
        return not all(meeting.optional for meeting in self.meetings)

    @property
    def also(self) -> list[str]:
        """Other right names."""
        return [name for meeting in self.meetings for name in meeting.also]

    def roles(self, *, optional: bool) -> dict[str, set[str]]:
        """Return the right roles of the states here, of those that are optional or of those that are required."""
        found: dict[str, set[str]] = {}
        for meeting in self.meetings:
            for actor in meeting.states:
                if (meeting.optional or actor.optional) is optional:
                    found.setdefault(actor.actor, set()).update(map(coarse, (actor.role, *actor.alt_roles)))
        return found


Read = tuple[Spot, "list[Meeting]"]


def score(gold: Sequence[CompleteArticle], meetings: Mapping[str, Sequence[Meeting]]) -> Score:
    """Score the meetings read, by article id."""
    tally = Tally()
    for article in gold:
        _score_article(tally, article, venues_of(meetings.get(article.id, ())))
    return Score("meetings (complete gold)", {"all": _metrics(tally)}, tuple(tally.findings))


def _metrics(tally: Tally) -> dict[str, Metric]:
    venues = tally.rate("venue precision"), tally.rate("venue recall")
    links = tally.rate("link precision"), tally.rate("link recall")
    return {
        "venue_precision": venues[0],
        "venue_recall": venues[1],
        "venue_f1": f1(*venues),
        "meeting_recall": tally.rate("meeting"),
        "link_precision": links[0],
        "link_recall": links[1],
        "link_f1": f1(*links),
        "role_accuracy": tally.rate("role"),
        "status_accuracy": tally.rate("status"),
        "date_accuracy": tally.rate("date"),
        "metonym_errors": tally.rate("metonym"),
        "other_place_errors": tally.rate("other place"),
        "no_meeting_no_venue": tally.rate("no meeting"),
    }


def _score_article(tally: Tally, article: CompleteArticle, read: list[Read]) -> None:
    gold = gold_venues(article.meetings)
    pairs = one_to_one(
        ((not venue.required, _apart(venue.spot, spot)), i, j)
        for i, venue in enumerate(gold)
        for j, (spot, _) in enumerate(read)
        if hits(spot, venue.spot, venue.also)
    )
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [venue for i, venue in enumerate(gold) if venue.required and i not in found]
    wrong = [venue for j, venue in enumerate(read) if j not in used]
    required = sum(venue.required for venue in gold)
    right = required - len(missed)
    tally.add("venue recall", right, required)
    tally.add("venue precision", right, right + len(wrong))
    tally.add(
        "meeting", 0, sum(meeting.venue is not None and not meeting.optional for meeting in article.meetings)
    )
    for i, j in pairs:
        if gold[i].required:
            _score_states(tally, article.id, gold[i], read[j][1])
            _score_meetings(tally, article.id, gold[i], read[j][1])
    for venue in missed:
        tally.add("link recall", 0, len(venue.roles(optional=False)))
        tally.note(article.id, f"venue missed: {venue.spot}", venue.spot.name)
    for spot, meetings in wrong:
        tally.add("link precision", 0, len(roles_read(meetings)))
        tally.note(article.id, f"venue not in gold: {spot}", spot.name)
    _score_traps(tally, article, [spot for spot, _ in wrong])
    if all(meeting.optional for meeting in article.meetings):
        tally.judge("no meeting", not wrong)


def _score_states(tally: Tally, article: str, gold: GoldVenue, meetings: list[Meeting]) -> None:
    """Compare the states at a venue that was found, and their roles."""
    required, optional, read = gold.roles(optional=False), gold.roles(optional=True), roles_read(meetings)
    right = sorted(required.keys() & read.keys())
    wrong = sorted(read.keys() - required.keys() - optional.keys())
    missed = sorted(required.keys() - read.keys())
    tally.add("link recall", len(right), len(required))
    tally.add("link precision", len(right), len(right) + len(wrong))
    name = gold.spot.name
    for what, states in (("states missed", missed), ("states not in gold", wrong)):
        if states:
            tally.note(article, f"{name}: {what}: {', '.join(states)}", name)
    for state in right:
        if not tally.judge("role", read[state] in required[state] | optional.get(state, set())):
            asked = " or ".join(sorted(required[state]))
            tally.note(article, f"{name}: {state} is {read[state]}, gold {asked}", name)


def _score_meetings(tally: Tally, article: str, gold: GoldVenue, meetings: list[Meeting]) -> None:
    """Compare status and date of the meetings at a venue that was found.

    They are paired one to one: most shared states first, then a right date, then a right status.
    """
    worths = (
        (
            (
                -len(_states(one) & _read_states(other)),
                not _right_day(one, other),
                other.status not in one.statuses,
            ),
            i,
            j,
        )
        for i, one in enumerate(gold.meetings)
        for j, other in enumerate(meetings)
    )
    name = gold.spot.name
    for i, j in one_to_one(worths):
        one, other = gold.meetings[i], meetings[j]
        if one.optional:
            continue
        tally.add("meeting", 1, 0)
        if not tally.judge("status", other.status in one.statuses):
            tally.note(article, f"{name}: status {other.status}, gold {' or '.join(one.statuses)}", name)
        if one.start is not None and not tally.judge("date", _right_day(one, other)):
            tally.note(article, f"{name}: date {other.date and other.date.start}, gold {one.start}", name)


def _score_traps(tally: Tally, article: CompleteArticle, wrong: list[Spot]) -> None:
    """Count the places that are named in another sense and were taken for venues."""
    for what, places in (("metonym", article.metonyms), ("other place", article.other_places)):
        for place in places:
            named = place if isinstance(place, Named) else Named(place)
            at = point(named.lat, named.lon)
            taken = [spot for spot in wrong if same_name(spot.name, named.name) or near(spot.at, at, HIT_KM)]
            if tally.judge(what, bool(taken)):
                tally.note(article.id, f"{what} taken for a venue: {named.name}", taken[0].name)


def gold_venues(meetings: Iterable[CompleteMeeting]) -> list[GoldVenue]:
    """Return the distinct venues of the gold, in order."""
    found: list[GoldVenue] = []
    for meeting in meetings:
        if meeting.venue is not None:
            kind = meeting.venue_kind or Kind.CITY
            spot = Spot(meeting.venue, kind, meeting.country, point(meeting.lat, meeting.lon))
            venue = next((venue for venue in found if counts_once(venue.spot, spot)), None)
            if venue is None:
                venue = GoldVenue(spot)
                found.append(venue)
            venue.meetings.append(meeting)
    return found


def coarse(role: Role) -> str:
    """Return the class of a role by which roles are compared."""
    return COARSE.get(role, str(role))


def roles_read(meetings: Iterable[Meeting]) -> dict[str, str]:
    """Return the role of each state, by the first meeting that has it."""
    found: dict[str, str] = {}
    for meeting in meetings:
        for part in meeting.participations:
            if part.actor.type is ActorType.STATE:
                found.setdefault(part.actor.id, coarse(part.role))
    return found


def _states(meeting: CompleteMeeting) -> set[str]:
    return {actor.actor for actor in meeting.states}


def _read_states(meeting: Meeting) -> set[str]:
    return {part.actor.id for part in meeting.participations if part.actor.type is ActorType.STATE}


def _right_day(gold: CompleteMeeting, read: Meeting) -> bool:
    """Whether a date is right as far as the gold tells it: its day, month or year."""
    return gold.start is not None and read.date is not None and read.date.start.startswith(gold.start)


def _apart(one: Spot, other: Spot) -> float:
    return kilometres(one.at, other.at) if one.at is not None and other.at is not None else 0.0
