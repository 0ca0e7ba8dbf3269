"""``parley evaluate``: the metrics by examples, the page of errors, and what is wrong with a gold in one line."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from geo.errors import GoldError, OutputError
from geo.evaluation import evaluate
from geo.evaluation.gold import parse_gold, read_gold
from geo.model import Extraction, Role, Status
from maps.cli import app
from maps.error_page import marked
from tests.builders import DOHA, PALAIS, article, meeting, participation

if TYPE_CHECKING:
    from pathlib import Path

    from geo.evaluation import Score
    from geo.model import Meeting

WIRE = article("wire", "They met in Geneva.")
TALKS = "Foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017.\n"
HOSTILE = (
    "<script>alert(1)</script> {{ 7 * 7 }} {% for x in y %} </p></main> & \u202e \x07 "
    "Foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017."
)


def gold(*meetings: dict[str, Any], **more: Any) -> Any:
    return parse_gold(json.dumps({"id": "wire", "meetings": meetings, **more}), "gold.jsonl:1")


def at_geneva(*states: str, **more: Any) -> dict[str, Any]:
    actors = [{"actor": code, "type": "state", "role": "participant"} for code in states]
    told = {"venue": "Geneva", "venue_kind": "city", "country": "CHE", "lat": 46.2, "lon": 6.14}
    return {**told, "date": "2017-02", "status": "held", "actors": actors, **more}


def score(wanted: Any, *read: Meeting) -> Score:
    return evaluate([wanted], [Extraction(WIRE, meetings=read)])


def values(found: Score) -> dict[str, float | None]:
    return {name: metric.value for name, metric in found.metrics.items() if metric.of}


def test_what_is_right_scores_one() -> None:
    found = score(gold(at_geneva("RUS", "TUR")), meeting(WIRE, ["RUS", "TUR"], venue=PALAIS))
    assert set(values(found).values()) == {1.0}
    assert not found.findings


def test_each_error_is_told_with_its_venue() -> None:
    wanted = gold(at_geneva("RUS", "TUR", status="planned", date="2017-02-09"), metonyms=["Doha"])
    parts = (participation("RUS", WIRE, Role.HOST), participation("USA", WIRE))
    read = replace(meeting(WIRE, [], status=Status.HELD), participations=parts)
    found = score(wanted, read, meeting(WIRE, ["QAT"], venue=DOHA))
    assert [(finding.problem, finding.venue) for finding in found.findings] == [
        ("Geneva: states missed: TUR", "Geneva"),
        ("Geneva: states not in gold: USA", "Geneva"),
        ("Geneva: RUS is host, gold participant", "Geneva"),
        ("Geneva: status held, gold planned", "Geneva"),
        ("Geneva: date 2017-02-08, gold 2017-02-09", "Geneva"),
        ("venue not in gold: Doha (QAT)", "Doha"),
        ("metonym taken for a venue: Doha", "Doha"),
    ]
    assert values(found)["venue_precision"] == 0.5
    assert values(found)["link_precision"] == pytest.approx(1 / 3)
    assert values(found)["role_accuracy"] == 0


def test_what_is_optional_is_neither_asked_for_nor_wrong() -> None:
    optional = {"actor": "CHE", "type": "state", "role": "host", "optional": True}
    told = at_geneva("RUS", "TUR", alt_status=["planned"])
    wanted = gold({**told, "actors": [*told["actors"], optional]}, at_geneva("USA", venue="Doha", optional=True))
    read = meeting(WIRE, ["RUS", "TUR", "CHE"], status=Status.PLANNED)
    assert not score(wanted, read).findings
    assert (
        score(gold(at_geneva("RUS", optional=True)), meeting(WIRE, ["RUS"])).metrics["no_meeting_no_venue"].value
        == 1
    )


def test_partial_gold_knows_one_meeting() -> None:
    told = {
        "id": "wire",
        "venue": {"name": "Geneva", "country": "CHE", "lat": 46.2, "lon": 6.14},
        "actors": [
            {"actor": "RUS", "type": "state", "in_text": True},
            {"actor": "TUR", "type": "state", "in_text": True},
            {"actor": "UN", "type": "organisation", "in_text": True, "aliases": ["United Nations"]},
            {"actor": "M23", "type": "nonstate", "in_text": False},
        ],
    }
    wanted = parse_gold(json.dumps(told), "gold.jsonl:1")
    at_doha = meeting(WIRE, ["TUR", "United Nations"], venue=DOHA)
    found = score(wanted, meeting(WIRE, ["RUS", "CHE", "USA"]), at_doha)
    assert values(found) == pytest.approx(
        {
            "venue_hit_50km": 1,
            "venue_hit_161km": 1,
            "venues_per_article": 2,
            "state_recall_strict": 1 / 2,
            "state_recall_lenient": 1,
            "state_precision_strict": 2 / 3,
            "state_f1_strict": 4 / 7,
            "organisation_recall_strict": 0,
            "organisation_recall_lenient": 1,
        }
    )
    negative = parse_gold('{"id": "wire", "venue": null, "actors": []}', "gold.jsonl:1")
    assert values(score(negative, meeting(WIRE, ["RUS"]))) == {"false_venue_rate": 1}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "gold.jsonl:2: "),
        ('{"id": "a", "meetings": [{"venue": "Geneva"}]}', "`$.meetings[0]`"),
        ('{"id": "a", "meetings": [], "metonyms": [""]}', "length >= 1"),
        ('{"id": "a", "venue": {"name": "x", "country": "Swiss"}}', "`$.venue.country`"),
        ('{"id": "a", "venue": {"name": "x", "country": null, "lat": 91}}', "`$.venue.lat`"),
        ('{"id": "wire", "venue": null, "actors": []}', "two lines about 'wire'"),
        ('{"id": "a", "meetings": []}', "with and without 'meetings'"),
        ("[" * 100_000, "gold.jsonl:2: "),
    ],
)  # fmt: skip
def test_a_gold_that_cannot_be_used_has_its_line(line: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "wire", "venue": null, "actors": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


class Page(HTMLParser):
    """The tags of a page, and its words by class."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def run(folder: Path, *more: str) -> Any:
    return CliRunner().invoke(app, ["evaluate", str(folder / "gold.jsonl"), str(folder / "corpus.jsonl"), *more])


def given(folder: Path, text: str, *wanted: dict[str, Any]) -> None:
    (folder / "corpus.jsonl").write_text(json.dumps({"id": "wire", "text": text, "title": text}), encoding="utf-8")
    lines = [{"id": "wire", "meetings": list(wanted)}, {"id": "lost", "meetings": []}]
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


def test_the_command_prints_the_kits_form_and_writes_the_page(tmp_path: Path) -> None:
    given(tmp_path, TALKS, at_geneva("RUS", "IRN"))
    out = tmp_path / "errors.html"
    result = run(tmp_path, "-o", str(out), "--format", "json")
    assert result.exit_code == 0, result.stderr
    printed = json.loads(result.stdout)
    assert printed["task"] == "meetings (complete gold)"
    assert printed["metrics"]["all"]["venue_recall"] == {"value": 1.0, "hits": 1, "of": 1}
    assert printed["metrics"]["all"]["link_recall"] == {"value": 0.5, "hits": 1, "of": 2}
    assert "1 articles with gold are not in the corpus, as lost" in result.stderr
    page = Page(out.read_text(encoding="utf-8"))
    assert "Geneva: states missed: IRN" in page.text
    assert f'<span class="proof">{TALKS[:20]}' in out.read_text(encoding="utf-8")
    assert '<span class="proof venue">Geneva</span>' in out.read_text(encoding="utf-8")
    table = run(tmp_path, "-o", str(out))
    assert "venue recall" in table.stdout
    assert "1/1" in table.stdout
    assert out.as_uri() in table.stdout


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    given(tmp_path, HOSTILE, at_geneva("IRN", venue="<b>Geneva</b>"))
    out = tmp_path / "errors.html"
    assert run(tmp_path, "-o", str(out)).exit_code == 0
    text = out.read_text(encoding="utf-8")
    page = Page(text)
    assert not {"script", "img", "iframe", "link"} & set(page.tags)
    assert HOSTILE.replace("\x07", "\ufffd") in page.text
    assert "<b>Geneva</b>: states missed: IRN" in page.text
    assert "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "")


def test_an_output_that_cannot_be_written_is_refused_before_the_reading(tmp_path: Path) -> None:
    given(tmp_path, TALKS)
    result = run(tmp_path, "-o", str(tmp_path / "none" / "errors.html"))
    assert isinstance(result.exception, OutputError)


def test_stretches_may_overlap_and_leave_the_text() -> None:
    assert marked("abcdef", [(0, 3, "x"), (2, 9, "y"), (5, 5, "z")]) == (
        '<span class="x">ab</span><span class="x y">c</span><span class="y">def</span>'
    )
    assert marked("a < b", []) == "a &lt; b"


def test_place_names_are_scored_by_their_gold(tmp_path: Path) -> None:
    text = "Moscow said on Monday that talks would be held in Geneva, near Xyzzyville."
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": "wire", "text": text}), encoding="utf-8")
    told = [
        {"start": 0, "end": 6, "text": "Moscow", "lat": 55.75, "lon": 37.62, "reading": "metonymic"},
        {
            "start": 50,
            "end": 56,
            "text": "Geneva",
            "lat": 40.0,
            "lon": 0.0,
            "geonameid": 2660646,
            "reading": "literal",
        },
        {"start": 18, "end": 22, "text": "that", "lat": None, "lon": None},
    ]
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "wire", "toponyms": told}), encoding="utf-8")
    out = tmp_path / "errors.html"
    result = run(tmp_path, "-o", str(out), "--format", "json")
    assert result.exit_code == 0, result.stderr
    metrics = json.loads(result.stdout)["metrics"]
    assert list(metrics) == ["overall", "literal", "metonymic"]
    assert metrics["overall"]["exact_recall"] == {"value": 2 / 3, "hits": 2, "of": 3}
    assert metrics["metonymic"]["recall_25km"]["value"] == 1
    assert metrics["literal"]["recall_161km"]["value"] == 0
    assert metrics["literal"]["geonameid_rate"]["value"] == 1
    assert metrics["overall"]["reading_accuracy"]["value"] == 1
    page = Page(out.read_text(encoding="utf-8"))
    assert "missed: that" in page.text
    assert "wrong place: Geneva, " in page.text
    assert '<span class="venue">Geneva</span>' in out.read_text(encoding="utf-8")
    table = run(tmp_path, "-o", str(out)).stdout
    assert "metonymic" in table.splitlines()[0]


def test_senses_of_single_names_are_scored(tmp_path: Path) -> None:
    text = "Moscow said on Monday that talks would be held in Geneva."
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": "wire", "text": text}), encoding="utf-8")
    told = [
        {"id": "wire", "start": 0, "end": 6, "text": "Moscow", "label": "metonymic"},
        {"id": "wire", "start": 50, "end": 56, "text": "Geneva", "label": "metonymic"},
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    result = run(tmp_path, "-o", str(tmp_path / "errors.html"), "--format", "json")
    assert json.loads(result.stdout)["metrics"]["all"]["accuracy"] == {"value": 0.5, "hits": 1, "of": 2}
    assert "Geneva: literal, gold metonymic" in (tmp_path / "errors.html").read_text(encoding="utf-8")
