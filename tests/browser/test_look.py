"""The page on phones and large screens, with words that run from right to left, and with less motion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.model import Role
from maps.assets import join, lean_style
from maps.page import STYLES, leaflet
from tests.browser import atlases
from tests.browser.hands import SIZES, crowded
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Watched

    Watch = Callable[..., Watched]
    Write = Callable[..., Path]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
ARABIC = "التقى وزير الخارجية الروسي نظيره التركي في أستانا (2017) لبحث وقف إطلاق النار."
HEBREW = "שיחות השלום באסטנה"
RIGHT_EDGE = (
    "(e) => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().right; }"
)


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize(("width", "height"), [(390, 844), (3840, 2160)])
def test_the_note_on_what_is_drawn_hides_nothing_of_the_map(
    watch: Watch, written: Write, width: int, height: int
) -> None:
    page = watch(width, height).open(written(crowded()))
    note, box = page.locator(".legend-note").bounding_box(), page.locator("#map_parley").bounding_box()
    assert note
    assert box
    assert page.locator(".legend-note").inner_text().startswith("Strongest 150 of ")
    if width < 760:
        assert note["y"] >= box["y"] + box["height"]
    else:
        zoom = page.locator(".leaflet-control-zoom").bounding_box()
        assert zoom
        assert note["x"] >= zoom["x"] + zoom["width"]
        assert note["height"] < 60
    assert box["height"] > height * 0.25
    assert not overflows(page)


def test_circles_are_drawn_to_the_scale_of_the_busiest_venue(watch: Watch, written: Write) -> None:
    atlas = atlases.world()
    geneva = next(one for one in atlas.meetings if one.venue and one.venue.name == "Geneva")
    many = tuple(replace(geneva, id=f"again-{copy}") for copy in range(600))
    page = watch().open(written(replace(atlas, meetings=(*atlas.meetings, *many))))
    wide = page.locator("[data-venue]").evaluate_all(
        "(all) => all.map((one) => [one.dataset.venue, one.getBBox().width])"
    )
    assert 38 < dict(wide)["geneva"] < 42
    assert all(width < 12 for name, width in wide if name != "geneva")
    assert page.locator(".most p").first.inner_text().startswith("Most meetings: Geneva\u00a0603")


@SIZES
def test_words_from_right_to_left_stay_in_their_place(
    watch: Watch, written: Write, width: int, height: int
) -> None:
    atlas = atlases.founding()
    article = replace(atlas.articles[0], text=ARABIC, title=HEBREW)
    proof = atlases.proof(article, ARABIC, "أستانا")
    meeting = replace(
        atlas.meetings[0],
        participations=(atlases.part("RUS", Role.HOST, proof), atlases.part("TUR", Role.PARTICIPANT, proof)),
        venue_evidence=(proof,),
        date_evidence=(),
        status_evidence=(),
        label=HEBREW,
    )
    watched, path = watch(width, height), written(replace(atlas, articles=(article,), meetings=(meeting,)), HEBREW)
    page = watched.open(path)
    line = page.locator(".line")
    when, status = line.locator(".when").bounding_box(), line.locator(".status").bounding_box()
    assert when
    assert status
    assert when["x"] < status["x"]
    line.click()
    quote = page.locator("blockquote").first
    assert quote.evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    expect(page.locator("mark").first).to_have_text("أستانا")
    caption = page.locator("figcaption .article").first
    assert caption.evaluate("(e) => getComputedStyle(e).direction") == "ltr"
    title, facts = (
        caption.locator(part).first.evaluate("(e) => e.getClientRects()[0].toJSON()") for part in ("cite", "span")
    )
    assert (facts["x"] > title["x"]) or (facts["y"] > title["y"])
    edge = page.locator("#panel").evaluate("(e) => e.getBoundingClientRect().right")
    assert quote.evaluate(RIGHT_EDGE) <= edge
    assert not overflows(page)
    watched.assert_quiet(path)


def test_a_browser_without_unpacking_is_told_so(watch: Watch, written: Write) -> None:
    watched, path = watch(), written(atlases.world())
    watched.page.add_init_script("delete window.DecompressionStream")
    watched.page.goto(path.as_uri())
    expect(watched.page.locator("#panel")).to_contain_text("too old")
    expect(watched.page.locator("h1")).to_have_text("Where they meet")
    watched.assert_quiet(path)


@SIZES
def test_who_wants_less_motion_sees_none(watch: Watch, written: Write, width: int, height: int) -> None:
    path = written(atlases.world())
    page = watch(width, height, reduced_motion="reduce").open(path)
    page.evaluate("() => { window.moves = 0; map_parley.on('zoomanim', () => (window.moves += 1)); }")
    page.locator("#search").fill("Singapore")
    page.keyboard.press("Enter")
    expect(page.locator("#selected")).to_have_text("Singapore")
    assert page.evaluate("map_parley.getBounds().contains([1.29, 103.85])")
    assert page.evaluate("[window.moves, document.getAnimations().length]") == [0, 0]


@SIZES
def test_every_control_has_a_name_and_is_large_enough_to_hit(
    watch: Watch, written: Write, width: int, height: int
) -> None:
    page = watch(width, height, has_touch=width < 760).open(written(atlases.world()), "#venue=geneva")
    page.locator(".correct summary").first.click()
    tree = page.locator("body").aria_snapshot()
    nameless = [
        line
        for line in tree.splitlines()
        if line.strip().removeprefix("- ").rstrip(":") in {"button", "link", "textbox", "combobox", "slider"}
    ]
    assert nameless == []
    small = page.evaluate(
        """[...document.querySelectorAll("button, select, summary, #search")].filter((e) => e.checkVisibility())
          .map((e) => [e.className || e.id, e.getBoundingClientRect()])
          .filter(([, r]) => r.height > 0 && r.height < 17 && r.width > 0).map(([name]) => name)"""
    )
    assert small == []


def test_styles_mean_the_same_without_their_blanks(watch: Watch) -> None:
    rules = """(text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return [...sheet.cssRules].map((rule) => rule.cssText);
    }"""
    page = watch().page
    for text in (leaflet("leaflet.css"), join(STYLES)):
        lean = lean_style(text)
        assert len(lean) < 0.95 * len(text)
        assert page.evaluate(rules, lean) == page.evaluate(rules, text)
