"""What comes in: files, folders, corpora, encodings, and what is refused with a line."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import MAX_BYTES, load
from geo.decoding import decode
from geo.front_matter import MAX_CHARS

if TYPE_CHECKING:
    from pathlib import Path

TALKS = "Talks were held in Geneva on Monday.\n"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def the_only_problem(path: Path) -> str:
    loaded = load([path])
    assert loaded.articles == ()
    (problem,) = loaded.problems
    assert not problem.note
    return str(problem)


def test_text_is_verbatim_and_its_id_is_the_stem(tmp_path: Path) -> None:
    file = write(tmp_path / "talks.txt", "  “Talks”\t in Genève.\n\n\nEnd ")
    (article,) = load([file]).articles
    assert article.id == "talks"
    assert article.text == "  “Talks”\t in Genève.\n\n\nEnd "
    assert article.published is None
    assert article.origin == str(file)


def test_newlines_of_other_systems_become_one(tmp_path: Path) -> None:
    (article,) = load([write(tmp_path / "a.txt", b"one\r\ntwo\rthree")]).articles
    assert article.text == "one\ntwo\nthree"


def test_front_matter_gives_the_facts(tmp_path: Path) -> None:
    head = (
        "---\ntitle: 'Talks: round two'\npublished: 2017-01-14\nsource: A Paper\nurl: https://example.org/a\n---\n"
    )
    (article,) = load([write(tmp_path / "a.md", head + "\n" + TALKS)]).articles
    assert article.title == "Talks: round two"
    assert article.published == dt.date(2017, 1, 14)
    assert article.source == "A Paper"
    assert article.url == "https://example.org/a"
    assert article.text == TALKS


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("date: 2017-01-14", dt.date(2017, 1, 14)),
        ("published: '2017-01-14'", dt.date(2017, 1, 14)),
        ("published: 2017-01-14T09:30:00Z", dt.date(2017, 1, 14)),
        ("published: 2017-01-14 09:30", dt.date(2017, 1, 14)),
        ("published:", None),
    ],
)
def test_dates_of_publication(tmp_path: Path, line: str, expected: dt.date | None) -> None:
    (article,) = load([write(tmp_path / "a.md", f"---\n{line}\n---\n{TALKS}")]).articles
    assert article.published == expected


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("---\ntitle: [unclosed\n---\n", "broken front matter"),
        ("---\ntitle: a\nno end\n", "not closed"),
        ("---\n- a list\n---\n", "without keys"),
        ("---\npublished: last week\n---\n", "write YYYY-MM-DD"),
        ("---\npublished: 2017-13-45\n---\n", "broken front matter"),
        ("---\n!!python/object/apply:os.system ['true']\n---\n", "broken front matter"),
        ("---\n" + "[" * 5000 + "\n---\n", "broken front matter"),
    ],
)
def test_broken_front_matter_is_one_line(tmp_path: Path, head: str, line: str) -> None:
    problem = the_only_problem(write(tmp_path / "a.md", head + TALKS))
    assert "a.md: " in problem
    assert line in problem
    assert "\n" not in problem


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "http://",
        "http://[",
        "a b",
    ],
)
def test_only_web_addresses_are_kept(tmp_path: Path, url: str) -> None:
    (article,) = load([write(tmp_path / "a.md", f"---\nurl: {json.dumps(url)}\n---\n{TALKS}")]).articles
    assert article.url is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Talks in Genève, “the last round”", "utf-8-sig"),
        ("Talks in Genève", "utf-16"),
        ("Talks in Genève", "utf-32"),
        ("Talks were held in Geneva", "utf-16-le"),
        ("Talks were held in Geneva", "utf-16-be"),
        ("The envoy’s talks in Genève “went well” — he said", "cp1252"),  # the quote is the point
        ("Переговоры прошли в Астане 23 января, сообщил министр.", "cp1251"),
        ("会谈在北京举行，双方同意继续对话", "gb18030"),  # so is the comma
    ],
)
def test_encodings_are_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda text: text[0] != "\ufeff")
)
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("nul.txt", b"Talks\0 in Geneva and more of it", "NUL bytes"),
        ("program.txt", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20, "binary"),
        ("controls.txt", b"\x01\x02\x03\x04 a", "binary"),
        ("half.txt", b"\xff\xfeT\x00a\x00l", "UTF-16"),
        ("word.txt", b"a" * (MAX_CHARS + 1), "split it"),
        ("huge.txt", b"a" * (MAX_BYTES + 1), "split it"),
        ("photo.png", b"\x89PNG", "no kind that is read"),
    ],
)
def test_what_cannot_be_read_has_its_line(tmp_path: Path, name: str, content: bytes, line: str) -> None:
    problem = the_only_problem(write(tmp_path / name, content))
    assert problem.startswith(str(tmp_path / name))
    assert line in problem


def test_what_is_not_there_and_what_is_no_file(tmp_path: Path) -> None:
    assert "is not there" in the_only_problem(tmp_path / "gone.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "no regular file" in the_only_problem(tmp_path / "loop.txt")


def test_a_folder_is_read_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a.txt", "a/b/c.txt", ".hidden/x.txt", ".x.txt", "corrections.toml"):
        write(tmp_path / name, TALKS)
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["a/b/c", "a/z", "a", "b"]
    assert loaded.problems == ()


def test_other_kinds_in_a_folder_are_a_note_and_no_failure(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TALKS)
    write(tmp_path / "photo.png", b"\x89PNG")
    (note,) = load([tmp_path]).problems
    assert note.note
    assert "1 files of other kinds" in str(note)


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert "holds no articles" in the_only_problem(tmp_path)


def test_a_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"")
    write(tmp_path / "b.txt", TALKS)
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["b"]
    assert len(loaded.problems) == 1


def test_ids_are_unique_and_a_file_counts_once(tmp_path: Path) -> None:
    first, second = write(tmp_path / "x" / "a.txt", TALKS), write(tmp_path / "y" / "a.md", TALKS)
    loaded = load([first, second, first, tmp_path / "x"])
    assert [article.id for article in loaded.articles] == ["a", "a-2"]


def corpus(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


ROWS = (
    {"id": "n-1", "text": "Talks\r\nin Doha.", "date": "2023-03-26", "title": "One"},
    {"id": "n-2", "text": TALKS, "date": None, "title": None},
)


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz"])
def test_a_corpus_keeps_its_ids_and_its_text_to_the_letter(tmp_path: Path, name: str) -> None:
    data = corpus(*ROWS)
    file = write(tmp_path / name, gzip.compress(data) if name.endswith("gz") else data)
    loaded = load([file])
    assert [(a.id, a.text, a.title) for a in loaded.articles] == [
        ("n-1", "Talks\r\nin Doha.", "One"),
        ("n-2", TALKS, None),
    ]
    assert loaded.articles[0].published == dt.date(2023, 3, 26)
    assert loaded.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_corpus_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    file = write(tmp_path / "c.jsonl", '{"id": "a", "text": "Genève"}\n'.encode(encoding))
    assert [article.text for article in load([file]).articles] == ["Genève"]


def test_bad_lines_of_a_corpus_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        b"not json",
        b"[1]",
        b'{"id": "x"}',
        b"",
        corpus(ROWS[1]).strip(),
        b'{"id": "y", "text": "a\\u0000b"}',
        b'{"text": "No id.", "date": "soon"}',
        b'{"text": "No id."}',
        b'{"id": "s", "text": "lone \\ud800 half"}',
        b"[" * 100_000,
    ]
    file = write(tmp_path / "c.jsonl", b"\n".join(lines))
    loaded = load([file])
    assert [article.id for article in loaded.articles] == ["n-2", "c:8", "s"]
    assert loaded.articles[2].text == "lone \ufffd half"
    assert [problem.origin for problem in loaded.problems] == [f"{file}:{n}" for n in (1, 2, 3, 6, 7, 10)]


def test_a_torn_gzip_gives_what_came_before(tmp_path: Path) -> None:
    data = gzip.compress(corpus(*[{"id": f"n{n}", "text": f"{n} " * 300} for n in range(200)]), mtime=0)
    loaded = load([write(tmp_path / "c.jsonl.gz", data[: len(data) // 2])])
    assert loaded.articles
    (problem,) = loaded.problems
    assert "no whole gzip" in str(problem)


def test_a_gzip_bomb_ends_at_its_first_endless_line(tmp_path: Path) -> None:
    file = write(tmp_path / "c.jsonl.gz", gzip.compress(b"a" * 50_000_000))
    assert "line over" in the_only_problem(file)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TALKS.encode(), ["stdin"]),
        (b"---\ntitle: T\n---\nTalks.", ["stdin"]),
        (corpus(*ROWS), ["n-1", "n-2"]),
    ],
)
def test_standard_input_is_text_markdown_or_a_corpus(data: bytes, ids: list[str]) -> None:
    loaded = load(["-"], stdin=io.BytesIO(data))
    assert [article.id for article in loaded.articles] == ids
    assert loaded.problems == ()


def test_no_control_character_reaches_the_terminal_by_a_file_name(tmp_path: Path) -> None:
    problem = the_only_problem(write(tmp_path / "a\x1b[31m\n\u202e.txt", b""))
    assert "\x1b" not in problem
    assert "\n" not in problem
    assert "\u202e" not in problem


def test_a_pipe_among_the_articles_keeps_nobody_waiting(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    os.mkfifo(tmp_path / "b.txt")
    os.mkfifo(tmp_path / "c.html")
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["a"]
    assert "2 files of other kinds passed over" in str(loaded.problems[0])
