"""Meetings of several articles become one atlas."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.atlas import build_atlas, merge, seats
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.model import DateSpan, Extraction, Kind, Meeting, Place, ReadingKind, Role, Status, Toponym
from geo.pipeline import count
from maps.payload import payload
from tests.builders import DOHA, GENEVA, PALAIS, actor, article, meeting, participation

JANUARY = dt.date(2017, 1, 14)
ONE = article("one", published=JANUARY)
TWO = article("two", published=JANUARY + dt.timedelta(days=20))
LATE = article("late", published=JANUARY + dt.timedelta(days=400))
ARTICLES = (ONE, TWO, LATE)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(progress=False)


@pytest.mark.parametrize(
    ("reason", "one", "other"),
    [
        ("the same everything", meeting(ONE, ["RUS", "TUR"]), meeting(TWO, ["RUS", "TUR"])),
        ("half of the actors", meeting(ONE, ["RUS", "TUR"]), meeting(TWO, ["RUS", "IRN"])),
        ("a site in the city", meeting(ONE, ["RUS"]), meeting(TWO, ["RUS"], venue=PALAIS)),
        ("no venue in either", meeting(ONE, ["RUS"], venue=None), meeting(TWO, ["RUS"], venue=None)),
        ("one date untold, told soon after", meeting(ONE, ["RUS"]), meeting(TWO, ["RUS"], date=None)),
        ("status moves on", meeting(ONE, ["RUS"], status=Status.PLANNED), meeting(TWO, ["RUS"])),
    ],
)
def test_two_accounts_of_one_meeting_are_merged(reason: str, one: Meeting, other: Meeting) -> None:
    (merged,) = merge([one, other], ARTICLES)
    assert merged.articles == ("one", "two"), reason


@pytest.mark.parametrize(
    ("reason", "one", "other"),
    [
        ("another place", meeting(ONE, ["RUS"]), meeting(TWO, ["RUS"], venue=DOHA)),
        ("another day", meeting(ONE, ["RUS"]), meeting(TWO, ["RUS"], date="2017-02-09")),
        ("a venue in only one", meeting(ONE, ["RUS"]), meeting(TWO, ["RUS"], venue=None)),
        ("other actors", meeting(ONE, ["RUS", "TUR"]), meeting(TWO, ["USA", "IRN"])),
        ("one actor in three", meeting(ONE, ["RUS", "TUR", "IRN"]), meeting(TWO, ["RUS", "USA", "SAU"])),
        ("an article tells its own apart", meeting(ONE, ["RUS"]), meeting(ONE, ["RUS"])),
        ("date untold, a year later", meeting(ONE, ["RUS"]), meeting(LATE, ["RUS"], date=None)),
        (
            "date untold, another status",
            meeting(ONE, ["RUS"], status=Status.PLANNED),
            meeting(TWO, ["RUS"], date=None),
        ),
    ],
)
def test_different_meetings_stay_apart(reason: str, one: Meeting, other: Meeting) -> None:
    assert len(merge([one, other], ARTICLES)) == 2, reason


def test_a_merged_meeting_keeps_the_proof_of_both_and_the_last_status() -> None:
    first = meeting(ONE, ["RUS", "TUR"], status=Status.PLANNED)
    second = meeting(TWO, ["RUS", "IRN"], venue=PALAIS)
    (merged,) = merge([first, second], ARTICLES)
    assert merged.status is Status.HELD
    assert merged.venue == PALAIS
    assert [p.actor.id for p in merged.participations] == ["RUS", "TUR", "IRN"]
    assert [proof.article for proof in merged.participations[0].evidence] == ["one", "two"]
    assert [proof.article for proof in merged.venue_evidence] == ["one", "two"]


def test_the_surest_account_gives_the_role() -> None:
    first, second = meeting(ONE, []), meeting(TWO, [])
    unsure = participation("RUS", ONE, Role.PARTICIPANT, 0.5)
    sure = participation("RUS", TWO, Role.HOST, 0.9)
    one = Meeting("a", ("one",), GENEVA, DateSpan("2017"), Status.HELD, (unsure,), 0.5)
    two = Meeting("b", ("two",), GENEVA, DateSpan("2017"), Status.HELD, (sure,), 0.9)
    (merged,) = merge([one, two], ARTICLES)
    assert [p.role for p in merged.participations] == [Role.HOST]
    assert len(merge([first, second], ARTICLES)) == 2  # nobody is named: nothing says that they are the same


def test_ids_are_stable_and_unique(gazetteer: Gazetteer) -> None:
    told = [Extraction(ONE, meetings=(meeting(ONE, ["RUS"]), meeting(ONE, ["RUS"])))]
    first, second = build_atlas(told, gazetteer), build_atlas(told, gazetteer)
    assert first == second
    ids = [one.id for one in first.meetings]
    assert ids[1] == f"{ids[0]}-2"


def test_a_town_that_two_sources_place_a_little_apart_is_one_venue(gazetteer: Gazetteer) -> None:
    near = Place("Minsk", 53.90019, 27.56653, "BLR", Kind.CITY, source="gazetteer")
    by_hand = Place("Minsk", 53.904, 27.562, "BLR", Kind.CITY, source="table")
    far = Place("Minsk", 55.2, 29.1, "BLR", Kind.CITY, source="gazetteer")
    told = [Extraction(ONE, meetings=tuple(meeting(ONE, ["RUS"], venue=place) for place in (near, by_hand, far)))]
    atlas = build_atlas(told, gazetteer)
    assert [one.venue for one in atlas.meetings] == [by_hand, by_hand, far]
    assert count(atlas).venues == len(payload(atlas, "")["venues"]) == 2


def test_an_atlas_has_seats_and_what_was_not_resolved(gazetteer: Gazetteer) -> None:
    unknown = Toponym("one", 0, 4, "They", ReadingKind.PLACE)
    named = Toponym("one", 0, 4, "They", ReadingKind.DEMONYM)
    told = Extraction(ONE, (unknown, named), (meeting(ONE, ["RUS", "United Nations", "the rebels"]),))
    skipped = Extraction(TWO, skipped="is not English")
    atlas = build_atlas([told, skipped], gazetteer)
    assert atlas.articles == (ONE, TWO)
    assert {name: seat.name for name, seat in atlas.seats.items()} == {
        "RUS": "Moscow",
        "United Nations": "New York",
    }
    assert atlas.unresolved == (unknown,)
    assert atlas.skipped == (("two", "is not English"),)


@pytest.mark.parametrize(
    ("code", "town", "country"),
    [("SUN", "Moscow", "RUS"), ("YMD", "Aden", "YEM"), ("YUG", "Belgrade", "SRB"), ("XKX", "Pristina", "XKX")],
)
def test_former_and_disputed_states_have_their_seat(
    gazetteer: Gazetteer, code: str, town: str, country: str
) -> None:
    seat: Place = seats([actor(code)], gazetteer)[code]
    assert (seat.name, seat.country) == (town, country)
