"""How well articles are read, held against the floors in ``quality_floors.json``.

    python -m tests.test_quality            print the figures beside the floors
    python -m tests.test_quality --update   raise the floors to the figures; refuses to lower one

The figures are those of ``../shared/eval/score.py``. It does not ship with the project: without it the test skips.
A floor is rounded to hundredths on the safe side, so that another machine's arithmetic does not break it.
"""

# ruff: noqa: S603, T201 - the scorer is started on purpose, and the command prints
from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo.articles import read
from geo.evaluation import evaluate
from geo.evaluation.gold import read_gold
from geo.reader import Reader
from maps.export import json_line, meeting_rows, toponym_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Extraction

FLOORS = Path(__file__).with_name("quality_floors.json")
SHARED = Path(__file__).resolve().parents[2] / "shared"
ROWS = {"meetings": meeting_rows, "toponyms": toponym_rows, "metonymy": toponym_rows}
OWN = Path(__file__).with_name("quality")
# name: (task, corpus, gold), below ../shared, or the project's own
TASKS: dict[str, tuple[str, str | Path, str | Path]] = {
    "quality": ("meetings", OWN / "corpus.jsonl", OWN / "gold.jsonl"),
    "articles_dev": ("meetings", "eval/corpora/articles_dev.jsonl", "eval/gold/articles_dev.jsonl"),
    "mend_dev": ("meetings", "eval/corpora/mend_dev.jsonl", "eval/gold/mend_dev.jsonl"),
    "geowebnews": ("toponyms", "eval/corpora/geowebnews.jsonl", "eval/gold/geowebnews.jsonl"),
    "relocar_train": ("metonymy", "eval/corpora/relocar_train.jsonl", "eval/gold/relocar_train.jsonl"),
    "astana-talks": ("meetings", "seed/astana-talks.md", "seed/astana-talks.gold.json"),
}

Floors = dict[str, dict[str, dict[str, float]]]


@cache
def measure(name: str, shared: Path = SHARED) -> dict[str, float]:
    """The scorer's figures for one task."""
    task, corpus, gold = TASKS[name]
    extractions = told(shared / corpus)  # an absolute path stands for itself
    return kit(task, shared / gold, lines(task, extractions), shared)


def kit(task: str, gold: Path, rows: Iterable[str], shared: Path) -> dict[str, float]:
    """The scorer's figures for what was read, given as lines of JSON."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder, f"{task}.jsonl")
        predictions.write_text("".join(rows), encoding="utf-8")
        command = [sys.executable, str(shared / "eval" / "score.py"), task, "--gold", str(gold), "--json"]
        done = subprocess.run([*command, str(predictions)], capture_output=True, text=True, check=True)
    metrics: dict[str, Any] = json.loads(done.stdout)["metrics"]
    figures = metrics.get("all") or metrics["overall"]
    return {metric: row["value"] for metric, row in figures.items() if row["value"] is not None}


@cache
def told(corpus: Path) -> tuple[Extraction, ...]:
    """What is read from a corpus, read once for all tests."""
    return tuple(Reader().read(read([corpus], refuse)))


def lines(task: str, extractions: Iterable[Extraction]) -> Iterator[str]:
    """The rows of a task, as the commands print them."""
    return (json_line(row) + "\n" for extraction in extractions for row in ROWS[task](extraction))


def refuse(problem: object) -> None:
    """Every article of the kit can be read."""
    pytest.fail(str(problem))


def floors() -> Floors:
    """The floors: for each task and metric either ``at_least`` or ``at_most``."""
    found: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def holds(floor: dict[str, float], value: float) -> bool:
    """Whether a figure is no worse than its floor."""
    return floor.get("at_least", -math.inf) <= value <= floor.get("at_most", math.inf)


def raised(floor: dict[str, float], value: float) -> dict[str, float]:
    """The floor that a figure sets, never a lower one."""
    if "at_least" in floor:
        return {"at_least": max(floor["at_least"], math.floor(value * 100 + 1e-9) / 100)}
    return {"at_most": min(floor["at_most"], math.ceil(value * 100 - 1e-9) / 100)}


@pytest.mark.parametrize("name", TASKS)
def test_no_figure_is_below_its_floor(name: str, shared: Path) -> None:
    figures = measure(name, shared)
    below = {
        metric: figures[metric] for metric, floor in floors()[name].items() if not holds(floor, figures[metric])
    }
    assert not below, f"{name}: below their floors {floors()[name]}"


@pytest.mark.parametrize("name", TASKS)
def test_evaluate_gives_the_figures_of_the_kit(name: str, shared: Path) -> None:
    _, corpus, gold = TASKS[name]
    score = evaluate(read_gold(shared / gold), told(shared / corpus))
    figures = {metric: one.value for metric, one in score.metrics.items() if one.value is not None}
    assert figures == pytest.approx(measure(name, shared), rel=1e-6)  # kilometres differ by the earth's radius


@pytest.mark.parametrize("name", ["articles_dev", "mend_dev"])
def test_evaluate_gives_the_figures_of_the_kit_for_a_bad_reader_too(name: str, shared: Path) -> None:
    _, corpus, gold = TASKS[name]
    read = told(shared / corpus)
    mixed = [
        replace(one, meetings=one.meetings + other.meetings[:1])
        for one, other in zip(read, read[1:] + read[:1], strict=True)
    ]
    rows = [{**row, "article": one.article.id} for one in mixed for row in meeting_rows(one)]
    score = evaluate(read_gold(shared / gold), mixed)
    figures = {metric: one.value for metric, one in score.metrics.items() if one.value is not None}
    assert figures == kit("meetings", shared / gold, (json_line(row) + "\n" for row in rows), shared)


@pytest.mark.parametrize(
    ("floor", "value", "expected"),
    [
        ({"at_least": 0.5}, 0.618, {"at_least": 0.61}),
        ({"at_least": 0.5}, 0.4, {"at_least": 0.5}),
        ({"at_most": 0.2}, 0.111, {"at_most": 0.12}),
        ({"at_most": 0.2}, 0.3, {"at_most": 0.2}),
        ({"at_least": 0.0}, 1.0, {"at_least": 1.0}),
    ],
)
def test_a_floor_rises_and_never_falls(floor: dict[str, float], value: float, expected: dict[str, float]) -> None:
    assert raised(floor, value) == expected


def main(arguments: list[str]) -> int:
    """Print the figures beside the floors; with --update raise the floors."""
    known, fallen = floors(), False
    for name in TASKS:
        figures = measure(name)
        for metric, floor in known[name].items():
            good = holds(floor, figures[metric])
            fallen = fallen or not good
            print(f"{name:14} {metric:28} {figures[metric]:.3f}  floor {floor}{'' if good else '  BELOW'}")
            known[name][metric] = raised(floor, figures[metric])
    if fallen:
        print("some figures are below their floors: they stay as they are", file=sys.stderr)
        return 1
    if "--update" in arguments:
        FLOORS.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
