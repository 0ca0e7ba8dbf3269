"""Sources cut into pieces: together they give what one reading of the whole gives, in every form."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from geo.articles import load
from geo.bulk.run import prepare
from geo.bulk.sources import MOST_OF_ROW_GROUP, articles, sources, survey
from geo.corpora import MOST_OF_GZIP
from geo.errors import ArticleError
from tests.bulk.corpora import Heard, jsonl, parquet, tellings, warc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.bulk.sources import Piece
    from geo.model import Article

TOLD = tellings(0, 23)


def cut(path: Path | str, size: int = 5) -> list[Piece]:
    heard = Heard()
    found = [piece for source in sources([str(path)], heard) for piece in survey(source, size)]
    assert not heard.failures()
    return found


def read(pieces: list[Piece], heard: Heard | None = None) -> list[Article]:
    report = Heard() if heard is None else heard
    return [article for piece in pieces for article in articles(piece, report)]


def texts(told: list[Article]) -> list[tuple[str, str, str]]:
    return [(article.text, str(article.published), article.title or "") for article in told]


FORMS: dict[str, Callable[[Path], Path]] = {
    "lines": lambda folder: jsonl(folder / "news.jsonl", TOLD),
    "packed lines": lambda folder: jsonl(folder / "news.jsonl.gz", TOLD),
    "columns": lambda folder: parquet(folder / "news.parquet", TOLD, 4),
    "one row group": lambda folder: parquet(folder / "news.parquet", TOLD, 100),
}


@pytest.mark.parametrize("form", FORMS)
def test_pieces_together_are_the_whole(form: str, tmp_path: Path) -> None:
    whole = load([jsonl(tmp_path / "whole.jsonl", TOLD)]).articles
    pieces = cut(FORMS[form](tmp_path))
    assert len(pieces) == 5
    assert texts(read(pieces)) == texts(list(whole))
    assert [article.id for article in read(pieces)] == [row["id"] for row in TOLD]
    assert len({piece.name for piece in pieces}) == 5


def test_lines_without_an_id_are_named_by_their_number(tmp_path: Path) -> None:
    told = [{key: row[key] for key in row if key != "id"} for row in TOLD]
    path = jsonl(tmp_path / "news.jsonl", told)
    rows = parquet(tmp_path / "news.parquet", told, 4)
    assert [a.id for a in read(cut(path))] == [a.id for a in load([path]).articles]
    assert [a.id for a in read(cut(rows))] == [f"news:{number}" for number in range(1, 24)]


def test_bad_lines_are_told_with_their_numbers(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "news.jsonl", TOLD)
    lines = path.read_bytes().split(b"\n")
    lines[7], lines[12], lines[13] = b"{", b"", b'{"id": "x"}'
    path.write_bytes(b"\n".join(lines))
    heard = Heard()
    assert len(read(cut(path), heard)) == 20
    assert heard.failures() == [str(problem) for problem in load([path]).problems]


def test_a_broken_archive_gives_what_is_whole(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "news.jsonl.gz", TOLD)
    path.write_bytes(path.read_bytes()[:-20])
    heard = Heard()
    found = read(cut(path), heard)
    assert len(found) == len(load([path]).articles)
    assert heard.failures()[-1].endswith("is no whole gzip file: what comes after is lost; pack it again")


def test_utf_16_is_one_piece(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "news.jsonl", TOLD)
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))
    assert len(cut(path)) == 1
    assert texts(read(cut(path))) == texts(list(load([path]).articles))


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_a_web_archive_is_read_from_where_each_piece_starts(name: str, tmp_path: Path) -> None:
    pieces = cut(warc(tmp_path / name, TOLD), size=20)
    assert len(pieces) == 5
    found = read(pieces)
    assert [article.id for article in found] == [f"news:{number}" for number in range(1, 24)]
    assert [article.url for article in found] == [f"https://news.example.org/{row['id']}" for row in TOLD]
    assert all(TOLD[n]["text"][:40] in found[n].text for n in (0, 1, 2, 3, 22))


def test_a_folder_gives_its_texts_and_its_corpora(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"Talks {number}.", encoding="utf-8")
    jsonl(tmp_path / "news.jsonl", TOLD)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    pieces = cut(tmp_path)
    assert len(pieces) == 5 + 2
    assert {a.id for a in read(pieces)} == {*map(str, range(7)), *(row["id"] for row in TOLD)}


def test_what_was_extracted_into_the_same_folder_is_no_source(tmp_path: Path) -> None:
    jsonl(tmp_path / "news.jsonl", TOLD)
    out = tmp_path / "out"
    prepare(out)
    parquet(out / "articles" / "news-00000.parquet", TOLD, 50)
    assert {piece.source.prefix for piece in cut(tmp_path)} == {"news"}


def test_urls_of_fsspec_are_read(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "news.jsonl.gz", TOLD)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(path, "deep/news.jsonl.gz")
    for url in (path.as_uri(), f"{tmp_path.as_uri()}/*.gz", f"zip://deep/news.jsonl.gz::{tmp_path}/all.zip"):
        assert texts(read(cut(url))) == texts(list(load([path]).articles))


@pytest.mark.parametrize(
    "path",
    ["file:///none/news.jsonl", "nosuchscheme://host/news.jsonl", "none.jsonl", "-", "file:///none/*.jsonl"],
)
def test_what_is_not_there_is_told(path: str) -> None:
    heard = Heard()
    assert not list(sources([path], heard))
    assert len(heard.failures()) == 1
    assert path in heard.failures()[0]


def test_what_is_no_parquet_or_has_no_texts_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 nothing")
    textless = parquet(tmp_path / "textless.parquet", [{"body": "x", "date": "2024-01-01"}], 1)
    for path, why in ((broken, "is no Parquet file"), (textless, 'has no column "text"')):
        (source,) = sources([str(path)], Heard())
        with pytest.raises(ArticleError, match=why):
            survey(source)


def test_what_has_to_be_unpacked_from_its_start_gives_few_pieces(tmp_path: Path) -> None:
    told = tellings(0, 200)
    packed = cut(jsonl(tmp_path / "news.jsonl.gz", told), 1)
    assert len(packed) <= MOST_OF_GZIP
    assert texts(read(packed)) == texts(list(load([tmp_path / "news.jsonl.gz"]).articles))
    assert len(cut(parquet(tmp_path / "news.parquet", told, 200), 1)) <= MOST_OF_ROW_GROUP
    assert len(cut(jsonl(tmp_path / "news.jsonl", told), 1)) == 200


def test_the_state_changes_with_the_content(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "news.jsonl", TOLD)
    before = cut(path)[0]
    jsonl(path, TOLD[:5])
    os.utime(path, ns=(1, 1))
    after = cut(path)[0]
    assert before.source.state != after.source.state
    assert before.name == after.name
