"""Time: brushed and dragged; undated meetings are counted apart. Playing is in test_flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import atlases
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

    Watch = Callable[..., Watched]
    Write = Callable[..., Path]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_the_period_can_be_brushed_and_is_kept_in_the_address(watch: Watch, written: Write) -> None:
    watched, path = watch(), written(atlases.world())
    page = watched.open(path, "#from=2015&to=2016")
    expect(page.locator(".line")).to_have_count(5)
    until = page.locator('input[aria-label="Until"]')
    assert until.get_attribute("aria-valuetext") == "2016"
    until.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**from=2015&to=2015")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**from=2015&to=2016")
    box = page.locator(".track").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 10)
    page.mouse.up()
    expect(page.locator(".line")).to_have_count(1)
    page.wait_for_url("**from=1978&to=1987*")
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 10)
    page.mouse.up()
    page.wait_for_url("**from=1993&to=2002*")
    page.locator('input[aria-label="Until"]').focus()
    page.keyboard.press("End")
    page.locator('input[aria-label="From"]').focus()
    page.keyboard.press("Home")
    expect(page.locator(".line")).to_have_count(len(atlases.ROUNDS))
    watched.assert_quiet(path)


def test_round_years_stand_below_the_histogram_and_what_has_no_date_is_counted_beside_it(
    watch: Watch, written: Write
) -> None:
    watched = watch(390, 844)
    page = watched.open(written(atlases.world()))
    expect(page.locator(".tick")).to_have_text(["1980", "1990", "2000", "2010", "2020"])
    assert page.locator(".timeline .chip").is_hidden()
    watched.open(written(atlases.founding()))
    expect(page.locator(".timeline .chip")).to_have_text("1 undated")
