"""Table, sharing, doubt and access for all: each with a mouse and with a keyboard, on a desktop and a phone."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from maps.page import write_page
from tests.browser import atlases
from tests.browser.hands import HANDS, SIZES, Mouse, everything
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.conftest import Watched
    from tests.browser.hands import Hand

    Watch = Callable[..., Watched]
    HandOf = Callable[..., Hand]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
CLIPBOARD = ["clipboard-read", "clipboard-write"]
RUSSIAN_STEPPE = [66, 110]
AT_ITS_MIDDLE = """(line) => {
  const at = line.getPointAtLength(line.getTotalLength() / 2), m = line.getScreenCTM();
  return [at.x * m.a + m.e, at.y * m.d + m.f];
}"""
SEEN = "(one) => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One map for all flows."""
    target = tmp_path_factory.mktemp("taking") / "map.html"
    write_page(everything(), target)
    return target


def fetched(hand: Hand, button: Locator) -> bytes:
    """What a press on the button downloads."""
    with hand.page.expect_download() as download:
        hand.press(button)
    return download.value.path().read_bytes()


@HANDS
@SIZES
def test_table(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, permissions=CLIPBOARD, reduced_motion="reduce")
    page = watched.open(path, "#venue=geneva&from=2012")
    hand, dates = hand_of(page), page.locator("td.cell-date")
    hand.press(page.locator(".tab", has_text="Table"))
    assert [date[-4:] for date in dates.all_inner_texts()] == ["2012", "2014", "2016", "2017"]
    hand.press(page.locator("th button", has_text="Date"))
    assert page.locator("th[aria-sort]").first.get_attribute("aria-sort") == "descending"
    hand.press(page.locator(".key", has_text="Mediator"))
    hand.press(page.locator(".key", has_text="Host"))
    hand.press(page.locator(".key", has_text="Participant"))
    expect(dates).to_have_count(0)
    hand.press(page.locator(".filter-bar .clear"))
    assert [date[-4:] for date in dates.all_inner_texts()] == ["2017", "2016", "2014", "2012"]
    hand.press(page.locator("button", has_text="Copy table"))
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert [row.split("\t")[1] for row in copied] == ["Place", *["Geneva"] * 4]
    rows = list(
        csv.DictReader(fetched(hand, page.locator("button", has_text="Download CSV")).decode().splitlines())
    )
    assert {row["venue"] for row in rows} == {"Geneva"}
    features = json.loads(fetched(hand, page.locator("button", has_text="Download GeoJSON")))["features"]
    assert sum(one["geometry"]["type"] == "Point" for one in features) == 1
    for name, start in (("(SVG)", b"<svg"), ("(PNG)", b"\x89PNG")):
        hand.press(page.locator("summary", has_text="Save"))
        assert fetched(hand, page.get_by_role("button", name=name)).startswith(start)
    hand.press(page.locator("td button", has_text="Geneva").first)
    assert page.locator("[data-meeting]").get_attribute("data-meeting") == "geneva-1"
    page.emulate_media(media="print")
    assert page.locator("[data-meeting]").is_visible()
    assert page.locator("#search, .tabs, .corner, #strip").evaluate_all(
        "(all) => all.every((one) => !one.checkVisibility())"
    )
    assert watched.noise == []


@HANDS
@SIZES
def test_share(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, permissions=CLIPBOARD, reduced_motion="reduce")
    page = watched.open(path)
    hand, chosen = hand_of(page), page.locator("#selected")
    hand.press(page.locator(".key", has_text="Absent"))
    hand.press(page.locator(".most button", has_text="Astana"))
    hand.press(page.locator("dd button", has_text="Turkey").first)
    assert page.url.endswith("#without-role=absent&actor=TUR")
    page.go_back()
    expect(chosen).to_have_text("Astana")
    page.go_forward()
    expect(chosen).to_have_text("Turkey")
    hand.press(page.locator("summary", has_text="Save"))
    hand.press(page.get_by_role("button", name="Copy a link"))
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(copied)
    page.wait_for_selector("html.drawn")
    expect(chosen).to_have_text("Turkey")
    assert page.locator(".key", has_text="Absent").get_attribute("aria-pressed") == "false"
    assert watched.noise == []


@HANDS
@SIZES
def test_doubt_is_shown(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, reduced_motion="reduce")
    page = watched.open(path)
    hand, lines = hand_of(page), page.locator(".line")
    faint = page.evaluate(
        """["", ".doubt", ".doubt-more"].map((name) => {
          const arc = document.querySelector(name ? `.arc${name}` : ".arc:not(.doubt):not(.doubt-more)");
          return Number(getComputedStyle(arc)[arc.matches(".taper") ? "fillOpacity" : "strokeOpacity"]);
        })"""
    )
    assert faint == sorted(faint, reverse=True)
    assert len(set(faint)) == 3
    assert lines.filter(has_text="Place not told").count() == 1
    assert lines.filter(has_text="Date not told").count() == 1
    hand.press(page.locator("summary", has_text="Names without a place"))
    told = page.locator(".aside[open] .context")
    expect(told.locator("mark")).to_have_text("Atlantis")
    expect(told).to_contain_text("It began in")
    expect(page.locator(".credits")).to_contain_text("No endorsement of any boundary")
    assert page.locator(".venue.loose").get_attribute("data-venue") == "dead-sea"
    hand.press(lines.filter(has_text="Dead Sea"))
    expect(page.locator(".card .note").first).to_contain_text("only the region")
    hand.leave()
    hand.press(lines.filter(has_text="Astana talks"))
    sure = page.locator("dd button", has_text="United States")
    hand.reach(sure)
    assert sure.get_attribute("title") == "60% sure"
    assert "doubt" in str(sure.get_attribute("class"))
    watched.assert_quiet(path)


@HANDS
@SIZES
def test_the_map_itself(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, reduced_motion="reduce")
    page = watched.open(path)
    hand, chosen = hand_of(page), page.locator("#selected")
    if isinstance(hand, Mouse):
        box = page.locator("#map_parley").bounding_box()
        assert box
        x, y = page.evaluate(
            "(at) => { const p = map_parley.latLngToContainerPoint(at); return [p.x, p.y]; }", RUSSIAN_STEPPE
        )
        page.mouse.click(box["x"] + x, box["y"] + y)
        expect(chosen).to_have_text("Russia")
        hand.press(page.locator('[data-venue="suva"]'))
        expect(chosen).to_have_text("Suva")
    else:
        first = hand.busiest().get_attribute("data-venue")
        page.keyboard.press("ArrowRight")
        there = page.locator("[data-venue]:focus")
        assert there.get_attribute("data-venue") != first
        name = str(there.get_attribute("aria-label")).split(":")[0]
        hand.take()
        expect(chosen).to_have_text(name)
    hand.leave()
    hand.press(page.locator(".most button", has_text="Astana"))
    grip = page.locator("path.grip[aria-label^='Turkey at Astana']")
    if isinstance(hand, Mouse):
        page.mouse.click(*grip.evaluate(AT_ITS_MIDDLE))
    else:
        hand.press(grip)
    expect(chosen).to_have_text("Turkey at Astana")
    hand.leave()
    zoom = page.evaluate("map_parley.getZoom()")
    hand.press(page.locator(".leaflet-control-zoom-out"))
    page.wait_for_function("(zoom) => map_parley.getZoom() < zoom", arg=zoom)
    if width < 760:
        hand.press(page.locator("#sheet"))
        assert page.locator("#sheet").get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    watched.assert_quiet(path)


@HANDS
@SIZES
def test_without_script(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, java_script_enabled=False)
    page = watched.page
    page.goto(path.as_uri())
    expect(page.locator("noscript svg").get_by_text("Astana")).to_have_count(1)
    expect(page.locator("h1")).to_have_text("Where they meet")
    assert page.locator("noscript li", has_text="Astana (planned)").count() == 1
    assert page.locator("noscript li").count() == len(atlases.ROUNDS) + 5
    picture = page.locator("noscript svg").bounding_box()
    assert picture
    assert picture["x"] >= 0
    assert picture["x"] + picture["width"] <= width
    last = page.locator("noscript p").last
    assert not last.evaluate(SEEN)
    if hand_of is Mouse:
        page.mouse.move(width / 2, height / 2)
        page.mouse.wheel(0, 20_000)
    else:
        page.keyboard.press("End")
    page.wait_for_timeout(300)
    assert last.evaluate(SEEN)
    assert watched.noise == []
