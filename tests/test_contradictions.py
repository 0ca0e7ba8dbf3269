"""What articles on one meeting do not agree on is kept, with who says which; what they only add is none."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.atlas import merge
from geo.contradictions import contradictions
from geo.model import Atlas, Contradiction, DateSpan, Meeting, Place, Role, Status
from maps.payload import payload
from maps.unpack import unpacked
from tests.builders import GENEVA, PALAIS, article, participation

ONE = article("one", published=dt.date(2017, 2, 7))
TWO = article("two", published=dt.date(2017, 2, 9))
PUBLISHED = {one.id: one.published for one in (ONE, TWO)}
HOTEL = Place("InterContinental", 46.2230, 6.1330, "CHE", PALAIS.kind, source="table")


def told(
    by: str,
    date: str = "2017-02-08",
    role: Role = Role.PARTICIPANT,
    status: Status = Status.HELD,
    venue: Place = GENEVA,
) -> Meeting:
    parts = (participation("RUS", ONE if by == "one" else TWO, role),)
    return Meeting(by, (by,), venue, DateSpan(*date.split("/")), status, parts, 0.9)


@pytest.mark.parametrize(
    ("one", "two", "what", "says"),
    [
        ({"date": "2017-02-08"}, {"date": "2017-02-09"}, "date", ("2017-02-08", "2017-02-09")),
        (
            {"date": "2017-02-08/2017-02-09"},
            {"date": "2017-02-08/2017-02-10"},
            "date",
            ("2017-02-08/2017-02-09", "2017-02-08/2017-02-10"),
        ),
        ({"role": Role.MEDIATOR}, {"role": Role.PARTICIPANT}, "role", ("mediator", "participant")),
        ({"role": Role.HOST}, {"role": Role.ABSENT}, "role", ("host", "absent")),
        ({"status": Status.HELD}, {"status": Status.CANCELLED}, "status", ("held", "cancelled")),
        ({"status": Status.HELD}, {"status": Status.PLANNED}, "status", ("held", "planned")),
        ({"venue": PALAIS}, {"venue": HOTEL}, "venue", ("Palais des Nations", "InterContinental")),
    ],
)
def test_who_says_which(one: dict, two: dict, what: str, says: tuple[str, str]) -> None:  # type: ignore[type-arg]
    (found,) = contradictions([told("one", **one), told("two", **two)], PUBLISHED)
    assert (found.what, found.says) == (what, ((says[0], "one"), (says[1], "two")))
    assert found.actor == ("RUS" if what == "role" else "")


@pytest.mark.parametrize(
    ("reason", "one", "two"),
    [
        ("a month holds its days", {"date": "2017-02"}, {"date": "2017-02-08"}),
        ("a span holds its days", {"date": "2017-02-06/2017-02-10"}, {"date": "2017-02-08"}),
        ("a plan comes true", {"status": Status.PLANNED}, {"status": Status.HELD}),
        ("a plan is given up", {"status": Status.PLANNED}, {"status": Status.CANCELLED}),
        ("who is invited comes", {"role": Role.INVITED}, {"role": Role.PARTICIPANT}),
        ("who is invited stays away", {"role": Role.INVITED}, {"role": Role.ABSENT}),
        ("a host takes part", {"role": Role.HOST}, {"role": Role.PARTICIPANT}),
        ("a site lies in its city", {"venue": GENEVA}, {"venue": PALAIS}),
    ],
)
def test_what_only_adds_is_no_contradiction(reason: str, one: dict, two: dict) -> None:  # type: ignore[type-arg]
    assert contradictions([told("one", **one), told("two", **two)], PUBLISHED) == (), reason


def test_a_merged_meeting_carries_them_into_the_page_and_back() -> None:
    accounts = [told("one", role=Role.MEDIATOR), told("two", role=Role.OBSERVER)]
    (merged,) = merge(accounts, (ONE, TWO))
    wanted = (Contradiction("role", (("mediator", "one"), ("observer", "two")), "RUS"),)
    assert merged.contradictions == wanted
    value = payload(Atlas((ONE, TWO), (merged,)), "Map")
    (row,) = value["meetings"][0]["contradictions"]
    assert row == {"what": "role", "actor": 0, "says": [["mediator", 0], ["observer", 1]]}
    assert unpacked(value).meetings[0].contradictions == wanted
