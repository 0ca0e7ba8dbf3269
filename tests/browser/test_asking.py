"""Asking the map: two states compared, persons, and other names for what is sought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.model import Actor, ActorType, Kind, Participation, Place, Role
from tests.browser import atlases
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

    Watch = Callable[..., Watched]
    Write = Callable[..., Path]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_two_states_are_compared_by_keyboard_and_kept_in_the_address(
    watch: Watch, written: Write, width: int, height: int
) -> None:
    path, watched = written(atlases.world()), watch(width, height)
    page = watched.open(path, "#actor=RUS")
    page.locator("#compare").focus()
    page.keyboard.type("Iran")
    page.wait_for_url("**with=IRN*")
    expect(page.locator("#selected")).to_have_text("Russia and Iran")
    expect(page.locator(".side strong")).to_have_text(["6", "4", "0"])
    page.locator(".side", has_text="Only Russia").click()
    assert page.evaluate("document.activeElement.id") == "side-one"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("section[aria-label='Both take part'] .line", has_text="Lausanne").click()
    assert "meeting=m8" in page.url
    page.go_back()
    expect(page.locator("#selected")).to_have_text("Russia and Iran")
    page.go_back()
    expect(page.locator("#selected")).to_have_text("Russia")
    watched.assert_quiet(path)


def test_a_person_is_found_and_shows_the_meetings(watch: Watch, written: Write) -> None:
    atlas = atlases.founding()
    article = replace(atlas.articles[0], text="Jordan sent Ayman Safadi to Moscow.")
    proof = atlases.proof(article, article.text, "Ayman Safadi")
    moscow = atlas.meetings[2]
    parts = (moscow.participations[0], replace(moscow.participations[1], evidence=(proof,)))
    told = (*atlas.meetings[:2], replace(moscow, participations=parts), atlas.meetings[3])
    page = watch().open(written(replace(atlas, meetings=told)))
    page.keyboard.press("/")
    page.keyboard.type("safady")
    page.keyboard.press("Enter")
    expect(page.locator("#selected")).to_have_text("Ayman Safadi")
    expect(page.locator("[data-meeting]")).to_have_count(1)
    assert "person=Ayman" in page.url
    page.locator(".note button", has_text="Jordan").click()
    assert "actor=JOR" in page.url


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Burma", "Nothing"),
        ("Persia", "Iran"),
        ("Soviet", "Nothing"),
        ("Turkish", "Turkey"),
        ("Türkiye", "Turkey"),
    ],
)
def test_other_names_find_states(watch: Watch, written: Write, asked: str, found: str) -> None:
    page = watch().open(written(atlases.world()))
    page.locator("#search").fill(asked)
    assert page.locator("#found li").first.inner_text().startswith(found)


def test_former_names_find_venues(watch: Watch, written: Write) -> None:
    atlas = atlases.founding()
    place = replace(atlases.venue("Astana"), geonameid=1526273)
    page = watch().open(written(replace(atlas, meetings=(replace(atlas.meetings[0], venue=place),))))
    page.locator("#search").fill("Nur-Sultan")
    assert page.locator("#found li").first.inner_text().startswith("Astana")


def test_counts_follow_the_other_filters(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.world()), "#from=2026&to=2026")
    expect(page.locator(".key.role-invited .count")).to_have_text("3")
    expect(page.locator(".key.role-participant .count")).to_have_text("0")
    page.locator("summary", has_text="Filters").click()
    assert page.locator("#filter-article option", has_text="Dead Sea").inner_text().endswith("(1)")
    assert page.locator("#filter-article option", has_text="Oslo").inner_text().endswith("(0)")


def test_meetings_of_one_source_can_be_had_alone(watch: Watch, written: Write) -> None:
    atlas = atlases.world()
    told = tuple(replace(one, source=("A wire", "A paper")[n > 4]) for n, one in enumerate(atlas.articles))
    page = watch(390, 844).open(written(replace(atlas, articles=told)))
    page.locator("summary", has_text="Filters").click()
    page.locator("#filter-source").focus()
    page.keyboard.type("A wire")
    page.wait_for_url("**source=A+wire*")
    expect(page.locator(".line")).to_have_count(5)
    expect(page.locator("#filter-source option")).to_have_text(["Any source", "A paper (18)", "A wire (5)"])
    page.locator(".chip", has_text="Held").click()
    expect(page.locator(".empty p")).to_have_text("No meeting fits these filters.")
    page.reload()
    page.locator(".empty .clear").click()
    expect(page.locator(".line")).to_have_count(len(atlases.ROUNDS))


@pytest.mark.parametrize(("asked", "found"), [("Kiev", "Kyiv"), ("kyiv", "Kyiv"), ("Sao Tome", "São Tomé")])
def test_search_forgives_spellings_and_accents(watch: Watch, written: Write, asked: str, found: str) -> None:
    atlas = atlases.founding()
    kyiv = Place("Kyiv", 50.45466, 30.5238, "UKR", Kind.CITY, geonameid=703448)
    island = Actor("STP", "São Tomé and Príncipe", ActorType.STATE)
    parts = (Participation(island, "it", Role.PARTICIPANT, 0.9, ()),)
    page = watch().open(
        written(replace(atlas, meetings=(replace(atlas.meetings[0], venue=kyiv, participations=parts),)))
    )
    page.keyboard.press("/")
    page.keyboard.type(asked)
    assert page.locator("#found li").first.inner_text().startswith(found)


def test_the_address_keeps_where_the_map_stands(watch: Watch, written: Write) -> None:
    page = watch().open(written(atlases.world()), "#venue=geneva")
    page.locator("#map_parley").focus()
    page.keyboard.press("+")
    page.wait_for_url("**at=*")
    where = "(() => { const c = map_parley.getCenter(); return [c.lat, c.lng, map_parley.getZoom()]; })()"
    before = page.evaluate(where)
    page.reload()
    page.wait_for_selector("html.drawn")
    expect(page.locator("#selected")).to_have_text("Geneva")
    assert page.evaluate(where) == pytest.approx(before, abs=0.1)
