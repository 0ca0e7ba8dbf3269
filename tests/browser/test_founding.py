"""The founding article from text to map: a reader clicks Astana and reads who called the talks, and the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.pipeline import make_atlas
from maps.page import write_page
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def article(project: Path) -> Path:
    """Give the founding article, or our own telling of it where that is not at hand."""
    shared = project.parent / "shared" / "seed" / "astana-talks.md"
    return shared if shared.exists() else project / "seeds" / "astana-2017-01-14-talks-announced.md"


def test_a_click_on_astana_shows_the_organisers_with_their_sentence(
    article: Path, tmp_path: Path, watch: Callable[..., Watched]
) -> None:
    target = tmp_path / "founding.html"
    write_page(make_atlas([article], print), target)
    watched = watch(1280, 800)
    page = watched.open(target)
    page.locator('[data-venue="astana"]').click()
    expect(page.locator("#selected")).to_have_text("Astana")
    rows = {
        row.locator("xpath=preceding-sibling::dt[1]").inner_text(): row.locator("button").all_inner_texts()
        for row in page.locator("dd").all()
    }
    assert set(rows["Organiser"]) == {"Russia", "Turkey", "Iran"}
    assert page.locator("blockquote", has_text="Russia, Turkey and Iran are the organi").count() >= 1
    watched.assert_quiet(target)
