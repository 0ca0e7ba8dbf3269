"""Seeing, asking, filtering, time, comparing: each with a mouse and with a keyboard, on a desktop and a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from maps.page import write_page
from tests.browser import atlases
from tests.browser.hands import CHANGES, HANDS, SIZES, Mouse, crowded, everything
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched
    from tests.browser.hands import Hand

    Watch = Callable[..., Watched]
    HandOf = Callable[..., Hand]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
ALL = len(atlases.ROUNDS) + 5
LATER = re.compile(r"to=20(0[3-9]|[12])")
CORNERS = [[-18.14, 178.44], [39.65, -84.19], [59.9, 10.7], [1.29, 103.85]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One map for all flows."""
    target = tmp_path_factory.mktemp("flows") / "map.html"
    write_page(everything(), target, changes=CHANGES)
    return target


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A map with more links than are drawn."""
    target = tmp_path_factory.mktemp("flows") / "crowd.html"
    write_page(crowded(), target)
    return target


@HANDS
@SIZES
def test_see_at_once(watch: Watch, path: Path, crowd: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, reduced_motion="reduce")
    page = watched.open(path)
    hand = hand_of(page)
    expect(page.locator("h1")).to_have_text("Where they meet")
    assert page.locator(".summary").inner_text().startswith(f"{ALL} meetings \u00b7 20 venues \u00b7 ")
    assert page.evaluate("(all) => all.every((at) => map_parley.getBounds().contains(at))", CORNERS)
    assert {"Geneva", "Astana"} <= set(page.locator(".venue-name").all_inner_texts())
    expect(page.locator("path.arc.cancelled")).to_have_count(2)
    assert page.locator("path.arc.open").count() > 0
    assert page.locator("path.arc.role-mediator").count() > 0
    circle = hand.busiest()
    assert circle.get_attribute("data-venue") == "geneva"
    assert page.locator(".tip").inner_text().startswith("Geneva\n4 meetings")
    hand.press(page.locator("summary", has_text="Legend"))
    assert page.locator(".signs li", has_text="Only planned or proposed").is_visible()
    page.keyboard.press("Escape")
    hand.press(page.locator(".most button", has_text="United States"))
    expect(page.locator("#selected")).to_have_text("United States")
    watched.assert_quiet(path)
    watched.open(crowd)
    assert page.locator(".legend-note").inner_text().startswith("Strongest 150 of ")
    hand.seek("Fiji", "State")
    elsewhere = len({place for place, *_ in atlases.ROUNDS} - {"Suva"})
    expect(page.locator("path.arc.active")).to_have_count(elsewhere)


@HANDS
@SIZES
def test_ask(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, reduced_motion="reduce")
    page = watched.open(path)
    hand, chosen = hand_of(page), page.locator("#selected")
    asked = (
        ("Kiev", "Venue", "Kyiv", ["kyiv-1"]),
        ("Sao Tome", "State", "São Tomé and Príncipe", ["kyiv-1"]),
        ("Untied Nations", "Organisation", "United Nations", ["m3", "m4", "m5"]),
        ("safady", "Person", "Ayman Safadi", ["kyiv-1"]),
    )
    for words, kind, name, meetings in asked:
        hand.seek(words, kind)
        expect(chosen).to_have_text(name)
        cards = page.locator("[data-meeting]").evaluate_all("(all) => all.map((one) => one.dataset.meeting)")
        assert cards == meetings
        assert page.locator("path.arc.faded").count() > 0
    proof = page.locator(".proof", has_text="Norway sent")
    assert "Ayman Safadi" in proof.locator("mark").all_inner_texts()
    expect(proof.locator("cite")).to_have_text("A meeting in Kyiv")
    expect(proof.locator(".article")).to_contain_text("A wire")
    hand.reach(proof.get_by_role("link", name="Open the article"))
    hand.leave()
    expect(chosen).to_have_count(0)
    watched.open(path)
    hand.busiest()
    hand.take()
    expect(chosen).to_have_text("Geneva")
    hand.press(page.locator("dd button", has_text="Turkey").first)
    expect(chosen).to_have_text("Turkey")
    watched.assert_quiet(path)


@HANDS
@SIZES
def test_filter(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, reduced_motion="reduce")
    page = watched.open(path)
    hand, lines = hand_of(page), page.locator(".line")
    mediator = page.locator(".key", has_text="Mediator")
    expect(mediator.locator(".count")).to_have_text("5")
    hand.press(mediator)
    expect(page.locator("path.arc.role-mediator")).to_have_count(0)
    hand.press(page.locator("summary", has_text="Filters"))
    expect(page.locator(".chip", has_text="Cancelled")).to_have_text("Cancelled1")
    hand.press(page.locator(".chip", has_text="Cancelled"))
    expect(lines).to_have_count(ALL - 1)
    hand.press(page.locator(".chip", has_text="Organisations"))
    assert page.locator(".filter-bar").inner_text().startswith(f"{ALL - 1} of {ALL} meetings")
    hand.choose(page.locator("#filter-source"), "A wire")
    page.wait_for_url("**source=A+wire*")
    expect(lines).to_have_count(1)
    hand.choose(page.locator("#filter-article"), "Astana talks on Syria")
    page.wait_for_url("**article=astana-talks*")
    expect(page.locator(".empty p")).to_have_text("No meeting fits these filters.")
    hand.press(page.locator(".empty .clear"))
    expect(lines).to_have_count(ALL)
    hand.raise_to_most(page.locator("#filter-sure"))
    page.wait_for_url("**sure=0.9*")
    expect(page.locator("path.arc.doubt, path.arc.doubt-more")).to_have_count(0)
    hand.press(page.locator(".filter-bar .clear"))
    expect(page.locator("path.arc.doubt-more")).to_have_count(1)
    watched.assert_quiet(path)


@HANDS
@SIZES
def test_time(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, reduced_motion="reduce")
    page = watched.open(path)
    hand, lines = hand_of(page), page.locator(".line")
    if isinstance(hand, Mouse):
        drag_over(hand, 0.01, 0.2)
        page.wait_for_url("**from=1978&to=1987*")
        expect(lines).to_have_count(1)
        drag_over(hand, 0.1, 0.4)
    else:
        hand.reach(page.get_by_label("From"))
        for _ in range(15):
            page.keyboard.press("ArrowRight")
        page.wait_for_url("**from=1993*")
        hand.reach(page.get_by_label("Until"))
        for _ in range(24):
            page.keyboard.press("ArrowLeft")
    page.wait_for_url("**from=1993&to=2002*")
    expect(lines).to_have_count(2)
    hand.choose(page.locator(".speed"), "4")
    hand.press(page.locator(".play"))
    page.wait_for_url(LATER)
    hand.press(page.locator(".play"))
    expect(page.locator(".play")).to_have_attribute("aria-label", "Play")
    hand.press(page.locator(".timeline .chip", has_text="1 undated"))
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("Date not told")
    hand.press(page.locator(".filter-bar .clear"))
    hand.press(page.locator(".changes button", has_text="Only new and changed"))
    expect(lines.locator(".where")).to_have_text(["Kyiv"])
    watched.assert_quiet(path)


def drag_over(hand: Mouse, start: float, end: float) -> None:
    """Drag over shares of the histogram."""
    box = hand.page.locator(".track").bounding_box()
    assert box
    hand.page.mouse.move(box["x"] + box["width"] * start, box["y"] + 10)
    hand.page.mouse.down()
    hand.page.mouse.move(box["x"] + box["width"] * end, box["y"] + 10)
    hand.page.mouse.up()


@HANDS
@SIZES
def test_compare(watch: Watch, path: Path, hand_of: HandOf, width: int, height: int) -> None:
    watched = watch(width, height, reduced_motion="reduce")
    page = watched.open(path, "#actor=CHN")
    hand, chosen = hand_of(page), page.locator("#selected")
    hand.choose(page.locator("#compare"), "Germany")
    page.wait_for_url("**with=DEU*")
    expect(chosen).to_have_text("China and Germany")
    expect(page.locator(".side strong")).to_have_text(["3", "2", "1"])
    hand.press(page.locator(".side", has_text="Only Germany"))
    assert page.evaluate("document.activeElement.id") == "side-other"
    hand.press(page.locator("section[aria-label='Only Germany'] .line"))
    hand.press(page.locator(".card h3 button"))
    expect(chosen).to_have_text("Minsk")
    hand.press(page.locator("button", has_text="Go through the 2 meetings"))
    hand.press(page.locator(".step", has_text="Later at Minsk"))
    expect(page.locator(".round")).to_have_text("2 of 2")
    hand.press(page.locator(".step", has_text="Earlier at Minsk"))
    expect(page.locator(".round")).to_have_text("1 of 2")
    watched.assert_quiet(path)
