"""Partitions hold what was read, whole or not at all; what is in them can be used by others."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.parquet as pq
import pytest

from geo.articles import Problem
from geo.bulk.kept import kept
from geo.bulk.partitions import Partition, facts_of, partitions, renamed
from geo.bulk.schema import meetings_schema
from geo.errors import PartitionError
from geo.model import Corrected, Extraction, Meeting, ReadingKind, Toponym
from tests.builders import PALAIS, article, meeting
from tests.bulk.corpora import HOSTILE, Heard

if TYPE_CHECKING:
    from pathlib import Path

WIRE = replace(
    article("wire", HOSTILE, dt.date(2024, 5, 6)), title=HOSTILE, url="https://example.org/", origin=None
)


def told() -> list[tuple[str, Extraction]]:
    talks = replace(
        meeting(WIRE, ["RUS", "TUR"], venue=replace(PALAIS, corrected=Corrected("because", "corrections.toml:1"))),
        label=HOSTILE,
    )
    lost = Toponym("wire", 0, 3, "Xyz", ReadingKind.PLACE)
    return [
        ("wire", Extraction(WIRE, (lost,), (talks, meeting(WIRE, ["USA"], venue=None, date=None)))),
        ("quiet", Extraction(article("quiet"))),
        ("hola", Extraction(article("hola"), skipped="not English")),
    ]


@pytest.fixture
def written(tmp_path: Path) -> Partition:
    read = told()
    partition = Partition(tmp_path, "wire-00000")
    partition.write(read, facts_of(read, [Problem("wire:4", "is empty")], "key", "wire.jsonl", 0))
    return partition


def test_what_was_read_comes_back(written: Partition) -> None:
    first, *others = written.read()
    assert first == told()[0]
    assert others == [("quiet", None), ("hola", None)]
    facts = written.facts()
    assert (facts.articles, facts.meetings, facts.skipped, facts.failed) == (3, 2, 1, 1)
    assert [str(problem) for problem in facts.told()] == ["wire:4: is empty"]
    assert written.has("key")
    assert not written.has("other key")


def test_every_field_of_a_meeting_has_a_column(written: Partition) -> None:
    assert meetings_schema().names == ["article", *(field.name for field in fields(Meeting))]
    frame = pd.read_parquet(written.meetings)
    assert frame["venue"][0]["name"] == "Palais des Nations"
    assert [part["actor"]["id"] for part in frame["participations"][0]] == ["RUS", "TUR"]
    assert frame["participations"][0][0]["evidence"][0]["sentence"] == HOSTILE
    assert frame["date"][0]["start"] == "2017-02-08"
    assert frame["venue"][1] is None
    assert list(pd.read_parquet(written.articles)["skipped"].dropna()) == ["not English"]


@pytest.mark.parametrize("which", ["meetings", "articles"])
@pytest.mark.parametrize("harm", ["cut", "gone", "empty", "other"])
def test_a_damaged_partition_is_told_and_costs_no_other(
    which: str, harm: str, written: Partition, tmp_path: Path
) -> None:
    read = [(f"{name}-2", renamed(one, f"{name}-2")) for name, one in told()]
    Partition(tmp_path, "other-00000").write(read, facts_of(read, [], "other", "other.jsonl", 0))
    path: Path = getattr(written, which)
    if harm == "gone":
        path.unlink()
    elif harm == "other":  # whole, but of another reading: a file that a killed process left
        path.write_bytes(getattr(Partition(tmp_path, "other-00000"), which).read_bytes())
    else:
        path.write_bytes(path.read_bytes()[: 0 if harm == "empty" else -30])
    assert not written.has("key")
    with pytest.raises(PartitionError, match="run the same parley extract again"):
        list(written.read())
    heard = Heard()
    assert [extraction.article.id for extraction in kept([tmp_path], heard)] == ["wire-2"]
    assert len(heard.failures()) == 1
    assert str(tmp_path) in heard.failures()[0]


def test_rot_in_the_middle_is_found(written: Partition) -> None:
    data = bytearray(written.articles.read_bytes())
    data[40:80] = bytes(40)
    written.articles.write_bytes(data)
    with pytest.raises(PartitionError):
        list(written.read())


def test_the_same_partition_twice_counts_once(written: Partition, tmp_path: Path) -> None:
    copy = Partition(tmp_path, "copy")
    copy.meetings.write_bytes(written.meetings.read_bytes())
    copy.articles.write_bytes(written.articles.read_bytes())
    heard = Heard()
    assert len(list(kept([tmp_path], heard))) == 1
    assert len(partitions(tmp_path)) == 2
    assert [problem.note for problem in heard] == [True, False, True]
    assert "once more; counted once" in str(heard[0])


def test_ids_are_unique_over_all_partitions(written: Partition, tmp_path: Path) -> None:
    Partition(tmp_path, "other").write(told(), facts_of(told(), [], "other", "other.jsonl", 0))
    second, first = kept([tmp_path], Heard())
    assert (first.article.id, second.article.id) == ("wire-2", "wire")
    assert second.meetings == told()[0][1].meetings
    ids = {
        *first.meetings[0].articles,
        first.meetings[0].venue_evidence[0].article,
        first.meetings[0].participations[0].evidence[0].article,
        first.toponyms[0].article,
    }
    assert ids == {"wire-2"}
    assert written.name == "wire-00000"


def test_a_partition_says_what_its_columns_mean(written: Partition) -> None:
    schema = pq.read_schema(written.articles)
    assert all(field.metadata[b"meaning"] for field in schema)
