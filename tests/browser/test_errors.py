"""The page of errors in a browser: hostile words do nothing, and nothing is asked from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.evaluation import evaluate
from geo.evaluation.gold import parse_gold
from geo.model import Extraction
from maps.error_page import error_page
from tests.builders import DOHA, article, meeting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WORDS = '<img src=x onerror="document.title = 1"><script>document.title = 2</script> They met in Doha.'


def test_hostile_words_stand_beside_their_error(tmp_path: Path, watch: Callable[..., Watched]) -> None:
    wire = article("wire", WORDS)
    read = {"wire": Extraction(wire, meetings=(meeting(wire, ["RUS"], venue=DOHA),))}
    gold = [parse_gold('{"id": "wire", "meetings": []}', "gold")]
    path = tmp_path / "errors.html"
    path.write_text(error_page(evaluate(gold, read.values()), gold, read, "<i>Errors</i>"), encoding="utf-8")
    watched = watch(1280, 800)
    watched.page.goto(path.as_uri())
    assert watched.page.title() == "<i>Errors</i>"
    text, errors = (watched.page.locator(f".pair > div:nth-child({n})").bounding_box() for n in (1, 2))
    assert text is not None
    assert errors is not None
    assert text["y"] == errors["y"]
    assert text["x"] + text["width"] <= errors["x"]
    assert watched.page.locator(".text").inner_text().strip() == WORDS
    watched.assert_quiet(path)
