"""The map under a mouse, a finger and a keyboard."""

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


def test_the_mouse_over_a_state_tells_its_name_and_a_click_on_the_sea_lets_go(
    watch: Watch, written: Write
) -> None:
    page = watch().open(written(atlases.founding()), "#actor=IRN")
    spot = "(place) => { const p = map_parley.latLngToContainerPoint(place); return [p.x, p.y]; }"
    page.mouse.move(*page.evaluate(spot, [32.5, 54.5]))
    expect(page.locator(".tip")).to_have_text("Iran: takes part in 1 meeting")
    page.mouse.move(*page.evaluate(spot, [39.5, 59.5]))
    expect(page.locator(".tip")).to_have_text("Turkmenistan: takes part in no meeting here")
    page.mouse.move(*page.evaluate(spot, [41.5, 51]))
    expect(page.locator(".tip")).to_have_count(0)
    page.mouse.click(*page.evaluate(spot, [41.5, 51]))
    expect(page.locator("#selected")).to_have_count(0)


def test_the_globe_is_drawn_wherever_a_hand_drags_it(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.founding()), "#venue=moscow")
    page.mouse.move(200, 300)
    page.mouse.down()
    page.mouse.move(840, 320, steps=12)
    bare = page.evaluate(
        """() => {
          const canvas = document.querySelector(".leaflet-world-pane canvas");
          const box = canvas.getBoundingClientRect();
          const map = document.getElementById("map_parley").getBoundingClientRect();
          const pen = canvas.getContext("2d");
          return [0.05, 0.5, 0.95].filter((share) => {
            const [x, y] = [map.left + map.width * share - box.left, map.top + map.height / 2 - box.top];
            return pen.getImageData(x, y, 1, 1).data[3] === 0;
          });
        }"""
    )
    page.mouse.up()
    assert bare == []


def test_a_finger_on_a_venue_shows_it(watch: Watch, written: Write) -> None:
    page = watch(390, 844, has_touch=True, is_mobile=True).open(written(atlases.founding()))
    page.locator('[data-venue="astana"]').tap()
    expect(page.locator("#selected")).to_have_text("Astana")
    page.locator("#sheet").tap()
    assert page.locator("#sheet").get_attribute("aria-expanded") == "true"


def test_the_lines_of_a_selection_are_reached_by_keyboard(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.founding()), "#venue=astana")
    names = page.locator("path.grip[tabindex]").evaluate_all("(all) => all.map((one) => one.ariaLabel)")
    assert "Turkey at Astana: Organiser, 1 meeting" in names
    page.locator("path.grip[tabindex]").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".tip")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#selected")).to_contain_text(" at Astana")
    page.keyboard.press("Escape")
    expect(page.locator("path.grip[tabindex]")).to_have_count(0)


def test_the_view_fits_every_size_until_a_hand_moves_it(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.world()))
    held = "map_parley.getBounds().contains([-18.1, 178]) && map_parley.getBounds().contains([39.6, -84])"
    page.locator(".tab", has_text="Table").click()
    page.wait_for_function(held)
    page.locator(".tab", has_text="List").click()
    page.mouse.move(440, 300)
    page.mouse.wheel(0, -600)
    page.wait_for_url("**at=*")
    zoom = page.evaluate("map_parley.getZoom()")
    page.locator(".tab", has_text="Table").click()
    page.wait_for_timeout(100)
    assert page.evaluate("map_parley.getZoom()") == zoom


def test_the_keyboard_need_not_go_through_the_list_to_the_map(watch: Watch, written: Write) -> None:
    page = watch(390, 844).open(written(atlases.founding()))
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("(one) => one === document.activeElement && getComputedStyle(one).clipPath") == "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.venue") == "astana"
    page.keyboard.press("Enter")
    expect(page.locator("#selected")).to_have_text("Astana")


def test_the_line_under_hand_or_focus_is_pointed_out_on_the_map(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.world()))
    lit = page.locator(".venue.hint")
    page.locator(".line", has_text="Havana").hover()
    assert lit.get_attribute("data-venue") == "havana"
    page.mouse.move(300, 400)
    expect(lit).to_have_count(0)
    page.locator(".tab", has_text="Table").click()
    page.locator("td button", has_text="Singapore").focus()
    assert lit.get_attribute("data-venue") == "singapore"


def test_the_busiest_venues_are_named_however_crowded_the_place(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.world()))
    assert {"Geneva", "Minsk", "Vienna", "Astana"} <= set(page.locator(".venue-name").all_inner_texts())
