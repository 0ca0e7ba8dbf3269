"""Corrections at work on real articles: each kind does what it says, and says so when it no longer can."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.atlas import build_atlas
from geo.correcting import Corrector
from geo.corrections_file import load
from geo.gazetteer import open_gazetteer
from geo.model import Article, Extraction, Kind, Meeting, Place, ReadingKind, Role, Status, Toponym
from geo.own_names import NONE, use
from geo.reader import Reader
from tests.builders import DOHA, GENEVA, article, meeting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geo.articles import Problem
    from geo.corrections import Corrections
    from geo.model import Atlas

A = 'article = "a"\nvenue = "Geneva"\ndate = "2017-02-08"'
TABA = Place("Teignmouth", 50.5, -3.5, "GBR", Kind.CITY)


@pytest.fixture(autouse=True)
def _no_own_names() -> Iterator[None]:
    yield
    use(NONE)


def corrections(tmp_path: Path, *rows: str) -> Corrections:
    file = tmp_path / "corrections.toml"
    file.write_text("\n".join(f'[[{row.replace(" ", "]]", 1)}\nreason = "because"\n' for row in rows))
    return load(file, [])


def told(
    tmp_path: Path, extractions: Sequence[Extraction], *rows: str, others: Sequence[Extraction] = ()
) -> tuple[Atlas, list[Problem]]:
    corrector = Corrector(corrections(tmp_path, *rows))
    use(corrector.corrections.own)
    atlas = build_atlas([*extractions, *others], open_gazetteer(progress=False), corrector)
    return atlas, list(corrector.problems())


def reading_of(name: str, actors: Sequence[str] = ("RUS", "TUR"), **told: object) -> Extraction:
    one = article(name, "Taba: they met.")
    return Extraction(one, meetings=(meeting(one, actors, **told),))  # type: ignore[arg-type]


def the_one(atlas: Atlas) -> Meeting:
    (found,) = atlas.meetings
    return found


def role_of(found: Meeting, actor: str) -> Role:
    return next(p.role for p in found.participations if p.actor.id == actor)


def test_a_place_is_pinned_everywhere_with_its_host(tmp_path: Path) -> None:
    one = reading_of("a", ["GBR", "ISR"], venue=TABA)
    toponym = Toponym("a", 0, 4, "Taba", ReadingKind.PLACE, TABA)
    one = replace(one, toponyms=(toponym,))
    found, problems = told(tmp_path, [one], 'place \nname = "teignmouth"\nto = [29.49, 34.89]\ncountry = "EGY"')
    venue = the_one(found).venue
    assert venue is not None
    assert (venue.lat, venue.lon, venue.country, venue.source) == (29.49, 34.89, "EGY", "correction")
    assert venue.corrected is not None
    assert (venue.corrected.reason, venue.corrected.where) == ("because", "corrections.toml:1")
    assert role_of(the_one(found), "EGY") is Role.HOST
    assert problems == []


def test_a_place_is_pinned_in_one_article_only(tmp_path: Path) -> None:
    both = [reading_of("a"), reading_of("b", ["IRN", "IRQ"])]
    found, _ = told(
        tmp_path, both, 'place \nname = "Geneva"\nto = [42.87, -76.98]\ncountry = "USA"\narticle = "b"'
    )
    assert {m.articles[0]: m.venue and m.venue.country for m in found.meetings} == {"a": "CHE", "b": "USA"}


def test_a_toponym_without_a_place_gets_one_and_is_no_longer_unresolved(tmp_path: Path) -> None:
    one = Extraction(article("a", "Xanadu."), toponyms=(Toponym("a", 0, 6, "Xanadu", ReadingKind.PLACE),))
    assert told(tmp_path, [one])[0].unresolved
    found, problems = told(tmp_path, [one], 'place \nname = "Xanadu"\nto = [42.36, 116.18]')
    assert (found.unresolved, problems) == ((), [])


def test_a_reading_takes_a_venue_away(tmp_path: Path) -> None:
    one = article("a", "Geneva said they met.")
    evidence = meeting(one, ["RUS", "TUR"]).venue_evidence[0]
    with_mark = replace(meeting(one, ["RUS", "TUR"]), venue_evidence=(replace(evidence, marks=((0, 6),)),))
    toponym = Toponym("a", 0, 6, "Geneva", ReadingKind.PLACE, GENEVA)
    extraction = Extraction(one, (toponym,), (with_mark,))
    corrector = Corrector(corrections(tmp_path, 'reading \nname = "Geneva"\nis = "government"'))
    fixed = corrector.on_extraction(extraction)
    assert [t.reading for t in fixed.toponyms] == [ReadingKind.GOVERNMENT]
    assert fixed.meetings[0].venue is None
    nothing = Corrector(corrections(tmp_path, 'reading \nname = "Geneva"\nis = "nothing"')).on_extraction(
        extraction
    )
    assert nothing.toponyms == ()


def test_an_actor_is_somebody_else_and_two_become_one(tmp_path: Path) -> None:
    one = reading_of("a", ["Moscow platform", "Syrian opposition", "TUR"])
    found, problems = told(tmp_path, [one], 'actor \nname = "Moscow platform"\nis = "Syrian opposition"')
    assert sorted(p.actor.id for p in the_one(found).participations) == ["Syrian opposition", "TUR"]
    assert problems == []


def test_a_meetings_venue_date_and_status_and_its_id_stays(tmp_path: Path) -> None:
    before = the_one(told(tmp_path, [reading_of("a")])[0])
    row = f'meeting \n{A}\nset = {{ venue = "Doha", date = "2017-02-09/2017-02-10", status = "cancelled" }}'
    found = the_one(told(tmp_path, [reading_of("a")], row)[0])
    assert found.venue is not None
    assert (found.venue.name, found.venue.country) == ("Doha", "QAT")
    assert found.date is not None
    assert (found.date.start, found.date.end, found.status) == ("2017-02-09", "2017-02-10", Status.CANCELLED)
    assert found.id == before.id
    assert found.corrected is not None
    by_id = the_one(
        told(tmp_path, [reading_of("a")], f'meeting \nid = "{before.id}"\nset = {{ status = "held" }}')[0]
    )
    assert by_id.status is Status.HELD


def test_a_corrected_date_lets_two_accounts_be_one_meeting(tmp_path: Path) -> None:
    both = [reading_of("a"), reading_of("b", date="2017-02-19")]
    assert len(told(tmp_path, both)[0].meetings) == 2
    found = the_one(told(tmp_path, both, f'meeting \n{A}\nset = {{ date = "2017-02-19" }}')[0])
    assert found.articles == ("a", "b")
    assert found.corrected is not None


def test_meetings_are_dropped_and_added_with_their_proof(tmp_path: Path) -> None:
    new = 'meeting \nadd = true\narticle = "a"\nvenue = "Taba"\nat = [29.49, 34.89]\ncountry = "EGY"\n'
    new += 'date = 2017-03-01\nactors = { Egypt = "host", ISR = "participant" }\nsentence = "they met."'
    found, problems = told(tmp_path, [reading_of("a")], f"meeting \n{A}\ndrop = true", new)
    added = the_one(found)
    assert [(p.actor.id, p.role) for p in added.participations] == [("EGY", Role.HOST), ("ISR", Role.PARTICIPANT)]
    assert added.venue_evidence[0].sentence == "they met."
    assert set(found.seats) == {"EGY", "ISR"}
    assert problems == []


def test_roles_are_set_and_participations_added_and_dropped(tmp_path: Path) -> None:
    rows = [
        f'participation \n{A}\nactor = "TUR"\nrole = "mediator"',
        f'participation \n{A}\nactor = "IRN"\nrole = "observer"\nadd = true',
        f'participation \n{A}\nactor = "Russia"\ndrop = true',
    ]
    found, problems = told(tmp_path, [reading_of("a")], *rows)
    parts = {p.actor.id: (p.role, p.corrected is not None) for p in the_one(found).participations}
    assert parts == {"TUR": (Role.MEDIATOR, True), "IRN": (Role.OBSERVER, True)}
    assert problems == []


def test_meetings_are_merged(tmp_path: Path) -> None:
    both = [reading_of("a"), reading_of("b", ["IRN", "IRQ"], venue=DOHA)]
    row = f'merge \nmeetings = [ {{ {A.replace(chr(10), ", ")} }}, {{ article = "b" }} ]'
    found, problems = told(tmp_path, both, row)
    assert {p.actor.id for p in the_one(found).participations} == {"RUS", "TUR", "IRN", "IRQ"}
    assert the_one(found).venue == GENEVA
    assert problems == []


STALE = [
    ('place \nname = "Atlantis"\nto = [1, 2]', "the place 'Atlantis' matches nothing"),
    ('reading \nname = "Atlantis"\nis = "place"', "the reading of 'Atlantis' matches nothing"),
    ('actor \nname = "Atlanteans"\nis = "RUS"', "the actor 'Atlanteans' matches nothing"),
    ('venue \nname = "Atlantis"\nat = [1, 2]', "the venue 'Atlantis' matches nothing"),
    ('meeting \narticle = "a"\nvenue = "Doha"\ndrop = true', "article a, venue Doha) matches nothing"),
    ('meeting \narticle = "a"\ndate = ""\ndrop = true', "matches nothing"),
    (f'participation \n{A}\nactor = "IRN"\nrole = "host"', "'IRN' takes no part in the meeting"),
    ('merge \nmeetings = [ { article = "a" }, { article = "c" } ]', "matches nothing"),
    (f'meeting \n{A}\nset = {{ venue = "Xyzzyville" }}', "the venue 'Xyzzyville' is in no table"),
]


@pytest.mark.parametrize(("row", "line"), STALE)
def test_what_no_longer_matches_is_told_with_its_line_and_harms_nothing(
    tmp_path: Path, row: str, line: str
) -> None:
    plain = told(tmp_path, [reading_of("a")])[0].meetings
    found, problems = told(tmp_path, [reading_of("a")], row)
    assert [p.note for p in problems] == [True]
    assert line in str(problems[0])
    assert str(problems[0]).startswith("corrections.toml:1: ")
    assert [m.participations for m in found.meetings] == [m.participations for m in plain]


def test_a_row_that_fits_two_meetings_changes_neither(tmp_path: Path) -> None:
    one = article("a")
    twice = Extraction(one, meetings=(meeting(one, ["RUS", "TUR"]), meeting(one, ["IRN", "IRQ"])))
    found, problems = told(tmp_path, [twice], f"meeting \n{A}\ndrop = true")
    assert len(found.meetings) == 2
    assert "fits 2 meetings: tell its venue and date, or its id" in str(problems[0])


def test_contradictions_are_told_and_the_later_row_counts(tmp_path: Path) -> None:
    rows = [f'participation \n{A}\nactor = "TUR"\nrole = "{role}"' for role in ("mediator", "observer")]
    found, problems = told(tmp_path, [reading_of("a")], *rows)
    assert role_of(the_one(found), "TUR") is Role.OBSERVER
    assert "contradicts corrections.toml:1" in str(problems[0])


def test_names_of_ones_own_are_read(tmp_path: Path) -> None:
    text = "Delegations from Egypt and Israel met at Villa Xanadu on Tuesday. The Fellowship of Kublai mediated."
    one = Article("a", text, dt.date(2017, 1, 26))
    rows = [
        'venue \nname = "Villa Xanadu"\nat = [40.3, 49.9]\ncountry = "AZE"',
        'organisation \nname = "Fellowship of Kublai"\nseat = "Vienna"\nat = [48.2, 16.37]',
    ]
    own = corrections(tmp_path, *rows)
    (plain,) = Reader().read([one])
    (read,) = Reader(own=own.own).read([one])
    assert [m.venue for m in plain.meetings] == [None]
    assert [m.venue and m.venue.name for m in read.meetings] == ["Villa Xanadu"]
    assert role_of(read.meetings[0], "Fellowship of Kublai") is Role.MEDIATOR
    assert own.reading_key
    corrector = Corrector(own)
    use(own.own)
    atlas = build_atlas([read], open_gazetteer(progress=False), corrector)
    assert atlas.seats["Fellowship of Kublai"].name == "Vienna"
    assert list(corrector.problems()) == []
    (again,) = Reader().read([one])
    assert again == plain
