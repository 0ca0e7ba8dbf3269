"""What only a browser shows: the page as a reader uses it, with the network off."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import folium
import pytest

from maps.layer import MeetingLayer
from maps.page import leaflet
from tests.browser import atlases
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from geo.model import Atlas
    from tests.browser.conftest import Watched

    Watch = Callable[..., Watched]
    Write = Callable[..., Path]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def roles_shown(page: Page, meeting: str) -> dict[str, str]:
    card = page.locator(f'[data-meeting="{meeting}"]')
    names = card.locator("dt").all_inner_texts()
    actors = [", ".join(row.locator("button").all_inner_texts()) for row in card.locator("dd").all()]
    return dict(zip(names, actors, strict=True))


def replace_label(atlas: Atlas, label: str) -> Atlas:
    return replace(atlas, meetings=tuple(replace(meeting, label=label) for meeting in atlas.meetings))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_click_on_a_venue_shows_roles_and_proof(
    watch: Watch, written: Write, width: int, height: int, scheme: str
) -> None:
    path, watched = written(atlases.founding()), watch(width, height, color_scheme=scheme)
    page = watched.open(path)
    page.locator('[data-venue="astana"]').click()
    expect(page.locator("#selected")).to_have_text("Astana")
    assert roles_shown(page, "astana-1")["Organiser"] == "Russia, Turkey, Iran"
    assert roles_shown(page, "astana-1")["Host"] == "Kazakhstan"
    proof = page.locator("blockquote", has_text=atlases.ORGANISERS)
    expect(proof.locator("mark")).to_have_text(["organizers of the negotiations"])
    link = page.locator("a", has_text="Open the article").first
    assert link.get_attribute("href") == "https://example.org/astana"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "venue=astana" in page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    watched.assert_quiet(path)


def test_a_click_on_a_state_shows_its_meetings(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.founding()))
    box = page.locator("#map_parley").bounding_box()
    assert box
    spot = page.evaluate("(() => { const p = map_parley.latLngToContainerPoint([32, 55]); return [p.x, p.y]; })()")
    page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])
    expect(page.locator("#selected")).to_have_text("Iran")
    expect(page.locator("[data-meeting]")).to_have_count(1)


def test_a_click_on_an_arc_shows_that_link(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.founding()))
    spot = page.evaluate(
        """(() => {
          const lines = [...document.querySelectorAll("path.grip")];
          const line = lines.sort((a, b) => b.getTotalLength() - a.getTotalLength())[0];
          const at = line.getPointAtLength(line.getTotalLength() * 0.3), m = line.getScreenCTM();
          return [at.x * m.a + m.e, at.y * m.d + m.f];
        })()""",
    )
    page.mouse.click(*spot)
    assert page.locator("#selected").inner_text().startswith("United States at ")
    assert "actor=USA" in page.url


def test_seats_stand_on_the_map_and_are_no_venues(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.founding()))
    expect(page.locator("[data-venue]")).to_have_count(3)
    assert page.locator(".seat").count() >= 5
    labels = page.locator(".label").all_inner_texts()
    assert {"Astana", "Geneva", "Moscow", "Syria"} <= set(labels)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("Geneve", "Geneva"), ("burgenstok", "Bürgenstock"), ("bogota", ""), ("Colom", "Colombia")],
)
def test_search_forgives(watch: Watch, written: Write, asked: str, found: str) -> None:
    page = watch().open(written(atlases.world()))
    page.locator("#search").fill(asked)
    first = page.locator("#found li").first.inner_text()
    assert first.startswith(found or "Nothing")


def test_two_sentences_sum_the_map_up_and_follow_the_filters(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.world()))
    facts = page.locator(".summary").inner_text().split(" \u00b7 ")
    assert facts == ["23 meetings", "18 venues", "34 states", "1978\u20132026"]
    told = page.locator(".most p").all_inner_texts()
    assert told[0] == "Most meetings: Geneva\u00a03, Minsk\u00a02, Vienna\u00a02."
    assert told[1].startswith("Most often there: United States\u00a0")
    page.locator(".key", has_text="Mediator").click()
    page.locator(".most button", has_text="Geneva").click()
    expect(page.locator("#selected")).to_have_text("Geneva")


def test_hostile_words_are_shown_as_words(watch: Watch, written: Write) -> None:
    path, watched = written(atlases.hostile(), atlases.HOSTILE[0]), watch()
    page = watched.open(path)
    page.locator(".line").click()
    assert atlases.HOSTILE[0] in page.locator("blockquote").first.inner_text()
    expect(page.locator("#panel img, #panel script")).to_have_count(0)
    assert page.evaluate("window.hit") is None
    assert page.locator("a[href^=javascript]").count() == 0
    watched.assert_quiet(path)


def test_the_folium_layer_draws_and_opens(watch: Watch, tmp_path: Path) -> None:
    world = folium.Map(tiles=None)
    world.default_js, world.default_css = [], []
    MeetingLayer(atlases.hostile()).add_to(world)
    layer = MeetingLayer(atlases.founding())
    layer.add_to(world)
    page_text = world.get_root().render()
    head = f"<head><script>{leaflet('leaflet.js')}</script><style>{leaflet('leaflet.css')}</style>"
    path = tmp_path / "own.html"
    path.write_text(page_text.replace("<head>", head, 1), encoding="utf-8")
    watched = watch()
    watched.page.goto(path.as_uri())
    watched.page.locator('[data-venue="astana"]').click()
    expect(watched.page.locator(".leaflet-popup")).to_contain_text("Russia")
    assert watched.page.evaluate("window.hit") is None
    watched.assert_quiet(path)


def test_the_table_sorts_and_downloads(watch: Watch, written: Write, tmp_path: Path) -> None:
    watched, path = watch(), written(atlases.world())
    page = watched.open(path)
    page.locator(".tab", has_text="Table").click()
    page.locator("th button", has_text="Place").click()
    places = page.locator("td.cell-venue").all_inner_texts()
    assert places == sorted(places)
    with page.expect_download() as saved:
        page.locator("button", has_text="Download CSV").click()
    saved.value.save_as(tmp_path / "meetings.csv")
    rows = list(csv.DictReader((tmp_path / "meetings.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["venue"] for row in rows} == set(places)
    with page.expect_download() as saved:
        page.locator("button", has_text="Download GeoJSON").click()
    saved.value.save_as(tmp_path / "meetings.geojson")
    features = json.loads((tmp_path / "meetings.geojson").read_text())["features"]
    assert sum(feature["geometry"]["type"] == "Point" for feature in features) == len(set(places))
    page.locator("td button", has_text="Astana").first.click()
    expect(page.locator("[data-meeting]")).to_have_count(1)
    watched.assert_quiet(path)


def test_no_cell_of_the_csv_is_a_formula(watch: Watch, written: Write, tmp_path: Path) -> None:
    page = watch().open(written(replace_label(atlases.founding(), "=HYPERLINK(1)")))
    page.locator(".tab", has_text="Table").click()
    with page.expect_download() as saved:
        page.locator("button", has_text="Download CSV").click()
    saved.value.save_as(tmp_path / "meetings.csv")
    rows = list(csv.DictReader((tmp_path / "meetings.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["label"] for row in rows} == {"'=HYPERLINK(1)"}
