"""``parley docs``: every command and option is told, every figure is one that the tests hold."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from geo.bulk.schema import MEANINGS
from geo.evaluation.gold import CompleteArticle, PartialArticle, Target, ToponymArticle, parse_gold
from geo.model import Meeting
from maps.cli import app
from maps.commands_docs import Page
from maps.reference import PAGES
from tests.test_quality import floors

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW = re.compile(r"^\| (\w+) \| ([\w ]+) \| (\d\.\d\d) \|$", re.MULTILINE)


def commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for word, inner in command.commands.items():
            yield from commands(f"{name} {word}", inner)
    else:
        yield name, command


def test_every_command_and_every_option_is_told() -> None:
    page = CliRunner().invoke(app, ["docs", "commands"]).stdout
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    told = dict(commands("parley", get_command(app)))
    assert set(sections) == set(told)
    for name, command in told.items():
        assert command.help in sections[name], name
        for parameter in command.params:
            if parameter.name != "help":
                assert parameter.help, f"{name}: {parameter.name} is not told"
                assert parameter.help.rstrip(".").replace("|", "\\|") in sections[name], (
                    f"{name}: {parameter.name}"
                )
                assert all(option in sections[name] for option in parameter.opts if option.startswith("-"))
    assert "one of equal-earth, mercator; default: equal-earth" in sections["parley build"]


def test_every_figure_of_the_method_is_held_by_a_floor() -> None:
    found = ROW.findall(PAGES["method"]())
    assert len(found) > 20
    for texts, metric, figure in found:
        floor = floors()[texts][metric.replace(" ", "_")]["at_least"]
        assert float(figure) <= floor + 0.005, f"{texts}: {metric} is below the figure told in maps/data/method.md"


def test_the_method_names_what_is_there() -> None:
    page = PAGES["method"]()
    assert "GeoNames" in page
    assert {"What it cannot do", "Borders, names, licences"} <= set(re.findall(r"^## (.+)$", page, re.MULTILINE))


def test_the_examples_of_gold_are_gold() -> None:
    examples = re.findall(r"^```json\n(.*?)^```", PAGES["method"](), re.MULTILINE | re.DOTALL)
    found = [type(parse_gold(example, "the method")) for example in examples]
    assert found == [CompleteArticle, PartialArticle, ToponymArticle, Target]


def test_the_dictionary_tells_the_partitions_too() -> None:
    page = PAGES["dictionary"]()
    assert all(f"| `{name}` |" in page for name in MEANINGS)
    assert all(f"| `{field.name}` |" in page for field in fields(Meeting))


@pytest.mark.parametrize("page", Page)
def test_every_page_is_printed(page: Page) -> None:
    result = CliRunner().invoke(app, ["docs", str(page)])
    assert result.exit_code == 0
    assert result.stdout == PAGES[page]()
    assert result.stdout.startswith("# ")
    assert result.stdout.endswith("\n")
