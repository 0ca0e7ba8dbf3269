"""What a reader takes along from the map: the address of a view, the meetings as files, paper."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.browser import atlases
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Watched

    Watch = Callable[..., Watched]
    Write = Callable[..., Path]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def save(page: Page, name: str, path: Path) -> str:
    page.locator("summary", has_text="Save").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name=name).click()
    saved.value.save_as(path)
    return path.read_text(encoding="utf-8")


def test_files_hold_what_is_selected_and_left_by_the_filters(watch: Watch, written: Write, tmp_path: Path) -> None:
    page = watch().open(written(atlases.world()), "#venue=geneva&from=2013")
    rows = list(csv.DictReader(save(page, "CSV", tmp_path / "meetings.csv").splitlines()))
    assert {row["venue"] for row in rows} == {"Geneva"}
    assert {row["date_start"] for row in rows} == {"2014-01-22", "2016-02-01"}
    features = json.loads(save(page, "GeoJSON", tmp_path / "meetings.geojson"))["features"]
    assert [one["properties"]["name"] for one in features if one["geometry"]["type"] == "Point"] == ["Geneva"]


def test_a_menu_closes_by_escape_and_by_a_click_beside_it(watch: Watch, written: Write) -> None:
    page = watch(390, 844).open(written(atlases.world()), "#venue=geneva")
    page.locator("summary", has_text="Save").click()
    assert page.get_by_role("button", name="Print").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Print").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Save"
    page.locator("summary", has_text="Legend").click()
    page.locator("#selected").click()
    assert page.locator(".signs ul").is_hidden()
    expect(page.locator("#selected")).to_have_text("Geneva")


def test_paper_has_the_map_and_every_meeting_and_no_switches(watch: Watch, written: Write) -> None:
    atlas = atlases.world()
    many = tuple(replace(meeting, id=f"{meeting.id}-{copy}") for meeting in atlas.meetings for copy in range(3))
    page = watch(800, 1000, color_scheme="dark").open(written(replace(atlas, meetings=many)))
    assert page.locator(".line").count() < len(many)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".line")).to_have_count(len(many))
    assert (
        page.locator("#search, .tabs, .corner, .more, #strip").evaluate_all(
            "(all) => all.filter((one) => one.checkVisibility()).length"
        )
        == 0
    )
    title, box, panel = (page.locator(name).bounding_box() for name in ("h1", "#map_parley", "#panel"))
    assert title
    assert box
    assert panel
    assert title["y"] < box["y"] < panel["y"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(20, 25, 30)"
