"""The rows that other programs read: their fields, their values, and proofs that are the article's own words."""

from __future__ import annotations

import json
import re
from typing import Any

from geo.model import ActorType, Evidence, Extraction, Kind, ReadingKind, Role, Status, Toponym
from maps.export import explain_row, json_line, meeting_rows, toponym_rows
from tests.builders import GENEVA, article, meeting

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
CODE = re.compile(r"[A-Z]{3}")


def test_a_meeting_row_to_the_letter() -> None:
    source = article("mend-2", "They met.")
    (row,) = meeting_rows(Extraction(source, meetings=(meeting(source, ["RUS"]),)))
    told = {"article": "mend-2", "start": 0, "end": 9, "sentence": "They met.", "marks": []}
    assert row == {
        "article": "mend-2",
        "venue": {
            "name": "Geneva",
            "kind": "city",
            "country": "CHE",
            "lat": 46.2022,
            "lon": 6.14569,
            "precision": "city",
            "source": "gazetteer",
        },
        "date": {"start": "2017-02-08", "end": None},
        "status": "held",
        "actors": [{"actor": "RUS", "name": "RUS", "type": "state", "role": "participant", "confidence": 0.9}],
        "evidence": [{"for": "venue", "rule": "venue", **told}, {"for": "RUS", "rule": "test", **told}],
        "confidence": 0.9,
    }


def test_what_is_not_told_is_null() -> None:
    source = article("a")
    (row,) = meeting_rows(Extraction(source, meetings=(meeting(source, [], venue=None, date=None),)))
    assert row["venue"] is None
    assert row["date"] is None
    assert row["actors"] == []


def test_a_toponym_row_to_the_letter() -> None:
    source = article("a", "Geneva and Xyz")
    known = Toponym("a", 0, 6, "Geneva", ReadingKind.PLACE, GENEVA)
    unknown = Toponym("a", 11, 14, "Xyz", ReadingKind.GOVERNMENT, confidence=0.5)
    first, second = toponym_rows(Extraction(source, (known, unknown)))
    assert first == {
        "article": "a",
        "start": 0,
        "end": 6,
        "text": "Geneva",
        "lat": 46.2022,
        "lon": 6.14569,
        "geonameid": None,
        "reading": "place",
        "confidence": 1.0,
    }
    assert (second["lat"], second["lon"], second["reading"]) == (None, None, "government")


def test_a_line_is_ascii_and_one_line() -> None:
    line = json_line({"text": "\u2028\u202e\x1b[31m\n</script>é"})
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["text"] == "\u2028\u202e\x1b[31m\n</script>é"


def test_explain_keeps_the_text_and_the_rules() -> None:
    source = article("a", "Geneva.")
    row = explain_row(Extraction(source, (Toponym("a", 0, 6, "Geneva", ReadingKind.PLACE, GENEVA, rule="in"),)))
    assert row["text"] == "Geneva."
    assert row["toponyms"][0]["rule"] == "in"
    assert row["toponyms"][0]["place"]["source"] == "gazetteer"


def check_meeting(row: dict[str, Any]) -> None:
    assert row["status"] in set(Status)
    if row["venue"] is not None:
        assert row["venue"]["kind"] in set(Kind)
        assert row["venue"]["country"] is None or CODE.fullmatch(row["venue"]["country"])
        assert -90 <= row["venue"]["lat"] <= 90
        assert -180 <= row["venue"]["lon"] <= 180
    if row["date"] is not None:
        assert DATE.fullmatch(row["date"]["start"])
        assert row["date"]["end"] is None or DATE.fullmatch(row["date"]["end"])
    for actor in row["actors"]:
        assert actor["type"] in set(ActorType)
        assert actor["role"] in set(Role)
        assert actor["type"] != "state" or CODE.fullmatch(actor["actor"])
        assert 0 <= actor["confidence"] <= 1


def test_the_seeds_keep_the_contract(seeds: tuple[Extraction, ...]) -> None:
    rows = [row for extraction in seeds for row in meeting_rows(extraction)]
    assert len(rows) > 15
    for row in rows:
        check_meeting(row)


def proofs(extraction: Extraction) -> list[Evidence]:
    found: list[Evidence] = []
    for one in extraction.meetings:
        found += [*one.venue_evidence, *one.date_evidence, *one.status_evidence]
        found += [proof for p in one.participations for proof in p.evidence]
    return found


def test_every_proof_is_the_articles_own_words(seeds: tuple[Extraction, ...]) -> None:
    for extraction in seeds:
        for proof in proofs(extraction):
            assert proof.article == extraction.article.id
            assert extraction.article.text[proof.start : proof.end] == proof.sentence
            assert all(proof.start <= start <= end <= proof.end for start, end in proof.marks)
            assert proof.rule


def test_every_meeting_in_the_seeds_has_proof(seeds: tuple[Extraction, ...]) -> None:
    for extraction in seeds:
        for one in extraction.meetings:
            assert one.venue is None or one.venue_evidence
            assert one.date is None or one.date_evidence
            assert one.status_evidence
            assert all(p.evidence for p in one.participations)


def test_every_toponym_is_where_it_says(seeds: tuple[Extraction, ...]) -> None:
    for extraction in seeds:
        for toponym in extraction.toponyms:
            text = extraction.article.text[toponym.start : toponym.end]
            assert text == toponym.text
