"""``parley correct``: what it writes is what a build reads, and all else of the file stays as it was."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from geo.correction_writer import write_correction
from geo.corrections import NewMeeting, ParticipationFix, PlaceFix
from geo.corrections_file import load
from geo.errors import CorrectionsError
from geo.model import Role
from maps.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

WHY = ("--reason", "the joint statement says so")
KEPT = '''# Checked by hand, 3 March.
[[place]]  # the first
name = 'Taba'   # in Sinai
to = [29.5, 34.9]
reason = """two
lines"""

# Of the press.
[[reading]]
name = "Moscow"
is = "place"
reason = "[[place]] in a string is no row"

[[place]]
name = "Wye"
rename = "Wye Plantation"
reason = "its full name"
# the end
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrections.toml"


def correct(file: Path, *words: str) -> Result:
    result = CliRunner().invoke(app, ["correct", *words, *WHY, "--corrections", str(file)])
    if isinstance(result.exception, CorrectionsError):
        return result
    assert result.exit_code in {0, 2}, result.exception
    return result


WRITTEN = [
    (
        "place Sinai --to 29.49,34.89 --country EGY",
        {"name": "Sinai", "to": [29.49, 34.89], "country": "EGY"},
    ),
    (
        "place Suva --to -18.14,178.44 --kind city --article a",
        {"name": "Suva", "article": "a", "to": [-18.14, 178.44], "kind": "city"},
    ),
    ("reading May --is nothing", {"name": "May", "is": "nothing"}),
    ("actor Kremlin --is RUS --rename Russia", {"name": "Kremlin", "is": "RUS", "rename": "Russia"}),
    ("actor RUS --alias Rus --alias Muscovy", {"name": "RUS", "aliases": ["Rus", "Muscovy"]}),
    (
        "organisation Quint --type nonstate --seat Paris --at 48.9,2.3 --alias Q5",
        {"name": "Quint", "aliases": ["Q5"], "type": "nonstate", "seat": "Paris", "at": [48.9, 2.3]},
    ),
    (
        "venue Lake --at 46,6 --country Switzerland --kind site --alias Lac",
        {"name": "Lake", "at": [46.0, 6.0], "aliases": ["Lac"], "country": "Switzerland", "kind": "site"},
    ),
    (
        "meeting --article a --venue Geneva --date 2017-03-03 --set status=held --set at=46,6",
        {"article": "a", "venue": "Geneva", "date": "2017-03-03", "set": {"status": "held", "at": [46.0, 6.0]}},
    ),
    ("meeting --id m1 --drop", {"id": "m1", "drop": True}),
    (
        "meeting --add --article a --venue Wye --date 1998 --set status=held --actor USA=host --actor ISR=absent",
        {"article": "a", "venue": "Wye", "date": "1998", "add": True, "status": "held",
         "actors": {"USA": "host", "ISR": "absent"}},
    ),
    (
        "participation --article a --venue Geneva --actor RUS --role mediator --add",
        {"article": "a", "venue": "Geneva", "actor": "RUS", "role": "mediator", "add": True},
    ),
    ("participation --id m1 --actor RUS --drop", {"id": "m1", "actor": "RUS", "drop": True}),
    (
        "merge a|Geneva|2017-03-03 m2",
        {"meetings": [{"article": "a", "venue": "Geneva", "date": "2017-03-03"}, {"id": "m2"}]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "row"), WRITTEN)
def test_each_kind_is_written_as_the_build_reads_it(words: str, row: dict[str, object], file: Path) -> None:
    file.write_text(KEPT, encoding="utf-8")
    result = correct(file, *words.split())
    assert "is written to" in result.stdout, result.output
    text = file.read_text(encoding="utf-8")
    assert text.startswith(KEPT)
    assert tomllib.loads(text)[words.partition(" ")[0]][-1] == {**row, "reason": WHY[1]}
    assert len(load(file, []).rows) == 4
    assert f"corrections.toml:{KEPT.count(chr(10)) + 2}." in result.stdout
    assert "is already in" in correct(file, *words.split()).stdout
    assert file.read_text(encoding="utf-8") == text


def test_a_row_about_the_same_is_changed_where_it_stands(file: Path) -> None:
    file.write_text(KEPT, encoding="utf-8")
    assert "is changed in" in correct(file, "place", "Taba", "--to", "29.49,34.89").stdout
    changed = KEPT.replace("[29.5, 34.9]", "[29.49, 34.89]").replace('"""two\nlines"""', f'"{WHY[1]}"')
    assert file.read_text(encoding="utf-8") == changed


def test_what_cannot_stand_together_takes_the_place_of_the_other(file: Path) -> None:
    meeting = ("--article", "a", "--venue", "Geneva")
    correct(file, "participation", *meeting, "--actor", "RUS", "--role", "host")
    correct(file, "meeting", *meeting, "--set", "status=held")
    correct(file, "meeting", *meeting, "--set", "date=2017")
    assert tomllib.loads(file.read_text())["meeting"][0]["set"] == {"status": "held", "date": "2017"}
    correct(file, "participation", *meeting, "--actor", "RUS", "--drop")
    correct(file, "meeting", *meeting, "--drop")
    rows = load(file, []).rows
    assert [getattr(row, "drop", None) for row in rows] == [True, True]


def test_a_contradiction_with_another_row_is_told(file: Path) -> None:
    correct(file, "actor", "RUS", "--alias", "the Union")
    result = correct(file, "actor", "FRA", "--alias", "the Union")
    assert "contradicts" in result.stderr
    assert "corrections.toml:1:" in result.stderr


REFUSED = [
    ("place Taba", "needs to = [lat, lon], or rename or country"),
    ("place Taba --to 95,10", "lat from -90 to 90"),
    ("place Taba --to nan,10", "lat from -90 to 90"),
    ("place Taba --to here", "give LAT,LON in degrees"),
    ("place Taba --to 1,2 --country Narnia", "give an alpha-3 code"),
    ("reading Moscow --is capital", "give one of place, government, demonym, nothing"),
    ("actor Kremlin --is Narnia", "is no known actor"),
    ("meeting --venue Geneva --drop", "must tell the meeting"),
    ("meeting --article a --set colour=red", "means nothing here"),
    ("meeting --article a --set status", "give NAME=VALUE"),
    ("meeting --article a --drop --actor RUS=host", "--actor goes with --add"),
    ("participation --article a --actor RUS --role host --drop", "needs either role"),
    ("merge m1", "needs meetings"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_a_build_would_refuse_is_not_written(words: str, told: str, file: Path) -> None:
    file.write_text(KEPT, encoding="utf-8")
    result = correct(file, *words.split())
    assert told in str(result.exception) + " ".join(result.stderr.replace("│", "").split())
    assert file.read_text(encoding="utf-8") == KEPT


def test_a_broken_file_a_missing_folder_and_half_characters_change_nothing(file: Path) -> None:
    file.write_text("[[place]\n", encoding="utf-8")
    row = {"name": "Taba", "to": [1.0, 2.0], "reason": "r"}
    for values, told in ((row, "corrections.toml:1: is no TOML"), ({**row, "name": 7}, "needs name as a string")):
        with pytest.raises(CorrectionsError, match=told):
            write_correction(file, "place", values)
    assert file.read_text(encoding="utf-8") == "[[place]\n"
    file.unlink()
    with pytest.raises(CorrectionsError, match="no text"):
        write_correction(file, "place", {**row, "name": "\udcff"})
    assert not file.exists()
    result = correct(file.parent / "none" / "c.toml", "place", "Taba", "--to", "1,2")
    assert "there is no folder" in str(result.exception)


def test_line_ends_and_mark_of_the_file_stay(file: Path) -> None:
    before = b"\xef\xbb\xbf" + KEPT.replace("\n", "\r\n").encode()
    file.write_bytes(before)
    correct(file, "venue", "Lake", "--at", "46,6")
    after = file.read_bytes()
    assert after.startswith(before)
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert len(load(file, []).rows) == 4


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=4, unique=True))
def test_any_name_comes_back_as_it_was_given(file: Path, names: list[str]) -> None:
    file.write_text(KEPT, encoding="utf-8")
    for name in names:
        write_correction(file, "place", {"name": name, "article": name, "to": [1.0, 2.0], "reason": name})
    for name in names:
        write_correction(file, "place", {"name": name, "article": name, "to": [3.0, 4.0], "reason": name})
    assert file.read_text(encoding="utf-8").startswith(KEPT)
    rows = [row for row in load(file, []).rows if isinstance(row, PlaceFix) and row.article is not None]
    assert [(row.name, row.at) for row in rows] == [(name, (3.0, 4.0)) for name in names]


def test_many_at_once_lose_nothing(file: Path) -> None:
    def write(number: int) -> None:
        row = {"id": f"m{number}", "actor": "RUS", "role": "host", "reason": "r"}
        write_correction(file, "participation", row)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(12)))
    rows = load(file, []).rows
    assert all(isinstance(row, ParticipationFix) and row.role is Role.HOST for row in rows)
    assert len(rows) == 12
    assert not list(file.parent.glob("*.part"))


def test_two_new_meetings_of_one_article_stay_two(file: Path) -> None:
    for venue in ("Geneva", "Vienna"):
        correct(file, "meeting", "--add", "--article", "a", "--venue", venue, "--actor", "RUS=host")
    rows = load(file, []).rows
    assert [row.venue for row in rows if isinstance(row, NewMeeting)] == ["Geneva", "Vienna"]
