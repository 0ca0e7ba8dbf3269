"""Where the articles on one meeting do not agree: on its date, status or place, or on what somebody did there.

What a later article adds is none: a plan that comes true, a day in the month told before, a host who takes part.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from geo.geodesics import kilometres
from geo.model import Contradiction, Kind, Role, Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from geo.model import DateSpan, Meeting, Place

T = TypeVar("T")
APART_KM = 0.5  # two sites nearer than this may be two names of one
PROGRESS = {Status.PROPOSED: 0, Status.PLANNED: 1, Status.ONGOING: 2, Status.HELD: 3}
EXCLUSIVE = frozenset({Role.MEDIATOR, Role.PARTICIPANT, Role.OBSERVER})
CAME = EXCLUSIVE | {Role.HOST}


def contradictions(
    accounts: Sequence[Meeting], published: Mapping[str, dt.date | None]
) -> tuple[Contradiction, ...]:
    """Return what the accounts of one meeting, each by other articles, do not agree on; () for a single account.

    ``published`` has the articles' days by their ids.
    """
    if len(accounts) < 2:  # noqa: PLR2004 - nobody contradicts himself
        return ()
    found = [
        _told("date", [(_written(m.date), m, m.date) for m in accounts if m.date], dates_differ),
        _told("status", [(m.status, m, m) for m in accounts], lambda a, b: _statuses_differ(a, b, published)),
        _told("venue", [(m.venue.name, m, m.venue) for m in accounts if m.venue], _sites_differ),
        *_roles(accounts),
    ]
    return tuple(one for one in found if one is not None)


def _told(
    what: str, told: Sequence[tuple[str, Meeting, T]], differ: Callable[[T, T], bool], actor: str = ""
) -> Contradiction | None:
    """Return who says what of what differs from another account: a value once for each of its articles."""
    pairs = combinations(range(len(told)), 2)
    apart = sorted({n for pair in pairs if differ(told[pair[0]][2], told[pair[1]][2]) for n in pair})
    says = dict.fromkeys((str(told[n][0]), name) for n in apart for name in told[n][1].articles)
    return Contradiction(what, tuple(says), actor) if says else None


def dates_differ(one: DateSpan, other: DateSpan) -> bool:
    """Whether two dates cannot both be right; one that tells less than the other can."""
    if one.end is not None and other.end is not None:
        return _apart(one.start, other.start) or _apart(one.end, other.end)
    lasting, day = (one, other) if one.end is not None else (other, one)
    return _apart(lasting.start, day.start) and not lasting.start <= day.start <= (lasting.end or lasting.start)


def _apart(one: str, other: str) -> bool:
    return not (one.startswith(other) or other.startswith(one))


def _written(date: DateSpan) -> str:
    return "/".join(filter(None, (date.start, date.end)))


def _statuses_differ(one: Meeting, other: Meeting, published: Mapping[str, dt.date | None]) -> bool:
    told = {one.status, other.status}
    if told == {Status.HELD, Status.CANCELLED}:
        return True
    if Status.CANCELLED in told or len(told) == 1:
        return False
    first, second = (_first_day(meeting, published) for meeting in (one, other))
    if first is None or second is None or first == second:
        return False
    earlier, later = (one, other) if first < second else (other, one)
    return PROGRESS[later.status] < PROGRESS[earlier.status]


def _first_day(meeting: Meeting, published: Mapping[str, dt.date | None]) -> dt.date | None:
    return min((day for day in map(published.get, meeting.articles) if day is not None), default=None)


def _sites_differ(one: Place, other: Place) -> bool:
    if {one.precision, other.precision} != {Kind.SITE} or one.name == other.name:
        return False
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) > APART_KM


def _roles(accounts: Sequence[Meeting]) -> Iterator[Contradiction | None]:
    told: dict[str, list[tuple[str, Meeting, Role]]] = defaultdict(list)
    for meeting in accounts:
        for part in meeting.participations:
            told[part.actor.id].append((part.role, meeting, part.role))
    for actor, roles in told.items():
        yield _told("role", roles, _roles_differ, actor)


def _roles_differ(one: Role, other: Role) -> bool:
    both = {one, other}
    return len(both) > 1 and (both <= EXCLUSIVE or (Role.ABSENT in both and bool(both & CAME)))
