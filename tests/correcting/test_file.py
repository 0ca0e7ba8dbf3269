"""The file of corrections: what is refused, in one line that names file and line."""

from __future__ import annotations

import contextlib
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.corrections import Corrections
from geo.corrections_file import load, parse, row_lines
from geo.errors import CorrectionsError
from geo.fingerprint import correction_files

if TYPE_CHECKING:
    from pathlib import Path

WHY = 'reason = "because"'
WHICH = 'article = "a"\nvenue = "Geneva"'

REFUSED = [
    ("[[place]\n", "1: is no TOML"),
    ("a = 1\na = 2\n", "2: is no TOML"),
    ("x = " + "[" * 5_000, "1: is"),
    ("[[plaice]]\n" + WHY, "'plaice' is no correction: give one of [[place]]"),
    ("[place]\n" + WHY, "'place' is no correction"),
    ("# one\n\n[[place]]\nname = 'Taba'\nto = [29.5, 34.9]", '3: the row needs a reason, as reason = "why"'),
    (f"[[place]]\n{WHY}", "needs name"),
    (f"[[place]]\nname = 'Taba'\n{WHY}", "needs to = [lat, lon], or rename or country"),
    (f"[[place]]\nname = 'Taba'\nto = [95, 34.9]\n{WHY}", "needs to = [lat, lon] in degrees"),
    (f"[[place]]\nname = 'Taba'\nto = [nan, 34.9]\n{WHY}", "needs to = [lat, lon] in degrees"),
    (f"[[place]]\nname = 'Taba'\nto = ['1', true]\n{WHY}", "needs to = [lat, lon] in degrees"),
    (f"[[place]]\nname = 'Taba'\nto = [29, 34]\ncountry = 'Narnia'\n{WHY}", "give an alpha-3 code, as EGY"),
    (f"[[place]]\nname = 'Taba'\nto = [29, 34]\ncolour = 1\n{WHY}", "has 'colour', which means nothing here"),
    (f"[[place]]\nname = 7\nto = [29, 34]\n{WHY}", "needs name as a string"),
    (f"[[reading]]\nname = 'Moscow'\nis = 'capital'\n{WHY}", "give one of place, government, demonym, nothing"),
    (f"[[actor]]\nname = 'Moscow'\n{WHY}", "needs is, rename or aliases"),
    (f"[[actor]]\nname = 'Moscow'\nis = 'Narnia'\n{WHY}", "'Narnia' is no known actor"),
    (f"[[actor]]\nname = 'Narnia'\naliases = ['N.']\n{WHY}", "'Narnia' is no known actor to give aliases to"),
    (f"[[organisation]]\nname = 'X'\ntype = 'state'\n{WHY}", "cannot be a state"),
    (f"[[organisation]]\nname = 'X'\nseat = 'Vienna'\n{WHY}", "needs at = [lat, lon] for its seat"),
    (f"[[venue]]\nname = 'X'\n{WHY}", "needs at = [lat, lon]"),
    (
        f"[[meeting]]\nvenue = 'X'\ndrop = true\n{WHY}",
        "must tell the meeting by article, venue and date, or by id",
    ),
    (f"[[meeting]]\n{WHICH}\n{WHY}", "needs either drop = true or set"),
    (f"[[meeting]]\n{WHICH}\nset = {{ }}\n{WHY}", "sets nothing"),
    (f"[[meeting]]\n{WHICH}\nset = {{ date = '2017-02-30' }}\n{WHY}", "has date = '2017-02-30'"),
    (f"[[meeting]]\n{WHICH}\nset = {{ date = '23 January' }}\n{WHY}", "has date = '23 January'"),
    (f"[[meeting]]\n{WHICH}\nset = {{ status = 'over' }}\n{WHY}", "give one of held, ongoing"),
    (f"[[meeting]]\nadd = true\narticle = 'a'\nactors = {{ RUS = 'boss' }}\n{WHY}", "roles being host"),
    (f"[[meeting]]\nadd = true\narticle = 'a'\nactors = {{ Narnia = 'host' }}\n{WHY}", "no known actor"),
    (f"[[participation]]\n{WHICH}\nactor = 'RUS'\n{WHY}", "needs either role"),
    (f"[[merge]]\nmeetings = [{{ id = 'x' }}]\n{WHY}", "needs meetings = ["),
    (f"[[merge]]\nmeetings = [{{ id = 'x' }}, 7]\n{WHY}", "is no table"),
]


@pytest.mark.parametrize(("text", "told"), REFUSED)
def test_a_fault_is_one_line_with_file_and_line(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionsError) as caught:
        load(file, [])
    assert told in str(caught.value)
    assert "corrections.toml:" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_are_no_text_or_too_large_or_missing(tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    for content, told in ((b"\xff\xfe\x00", "not UTF-8"), (b"#" * 1_000_001, "larger than 1 MB")):
        file.write_bytes(content)
        with pytest.raises(CorrectionsError, match=told):
            load(file, [])
    with pytest.raises(CorrectionsError, match="cannot be read"):
        load(tmp_path / "none.toml", [])


def test_the_file_beside_the_articles_is_found_once(tmp_path: Path) -> None:
    assert load(None, [tmp_path]) == Corrections.EMPTY
    (tmp_path / "corrections.toml").write_text(f"\ufeff[[reading]]\r\nname = 'X'\r\nis = 'place'\r\n{WHY}\r\n")
    (tmp_path / "a.txt").write_text("text")
    assert correction_files([tmp_path, tmp_path / "a.txt", "-"]) == [tmp_path / "corrections.toml"]
    (row,) = load(None, [tmp_path]).rows
    assert row.mark.where == "corrections.toml:1"


def test_lines_are_told_past_strings_comments_and_mixed_kinds() -> None:
    text = f"""# [[place]]
[[place]]   # [[place]]
name = "[[place]]"
to = [1, 2]
reason = '''
[[place]]
'''

[[reading]]
name = 'a "quote'
is = "place"
{WHY}
 [[ place ]]
name = "B"
to = [1, 2]
{WHY}
"""
    assert row_lines(text) == {"place": [2, 13], "reading": [9]}
    assert [row.line for row in parse(text, "f")] == [2, 9, 13]


def test_contradictions_are_told_and_narrower_rows_are_none() -> None:
    def found(*rows: str) -> list[tuple[int, int]]:
        text = "\n".join(f"[[place]]\nname = 'Taba'\n{row}\n{WHY}" for row in rows)
        return [(a.line, b.line) for a, b in Corrections(tuple(parse(text, "f"))).contradictions()]

    assert found("to = [1, 2]", "to = [3, 4]") == [(1, 5)]
    assert found("to = [1, 2]", "to = [1, 2]") == []
    assert found("to = [1, 2]", "rename = 'Taba, Egypt'") == []
    assert found("to = [1, 2]", "to = [3, 4]\narticle = 'a'") == []


@given(st.text(max_size=300) | st.text("[]pl=ace\"'#\n{}1.", max_size=300))
def test_no_text_does_anything_but_read_or_refuse(text: str) -> None:
    with contextlib.suppress(CorrectionsError):
        parse(text, "f")
    row_lines(text)


@given(st.lists(st.sampled_from(["place", "reading"]), max_size=6), st.text(max_size=20))
def test_the_lines_found_are_those_of_the_tables(kinds: list[str], filler: str) -> None:
    comment = "".join(c for c in filler if c.isprintable())
    text = "".join(f"# {comment}\n[[{kind}]]\nx = {tomllib_string(filler)}\n" for kind in kinds)
    lines = text.split("\n")
    for kind, numbers in row_lines(text).items():
        assert [lines[n - 1] for n in numbers] == [f"[[{kind}]]"] * len(tomllib.loads(text)[kind])


def tomllib_string(text: str) -> str:
    return '"' + "".join(f"\\U{ord(c):08X}" if c.isprintable() is False or c in '"\\' else c for c in text) + '"'
