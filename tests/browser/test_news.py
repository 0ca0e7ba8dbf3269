"""What is new since the last map, where sources differ, what has no date, and a venue's rounds as a story."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from maps.payload import to_json
from tests.browser import atlases
from tests.browser.test_access import faults
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

    Watch = Callable[..., Watched]
    Write = Callable[..., Path]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
DATA = re.compile(r'(<script id="parley-data" type="application/json">)(.*?)(?=</script>)', re.DOTALL)
BAD = "<img src=x onerror=window.hit=1>"
CHANGES = {
    "since": "2017-01-14",
    "new": ["geneva-1"],
    "changed": [{"id": "astana-1", "what": ["status: proposed -> planned", BAD], "by": ["astana-talks", "lost"]}],
    "gone": [{"name": f"Cairo {BAD}", "date": "2016-12", "actors": ["Egypt", "Russia"]}],
}
SAYS = [
    {"what": "date", "actor": None, "says": [["2017-01-23", 0], [["2017-01-24", "2017-01-25"], 0]]},
    {"what": "role", "actor": 1, "says": [["mediator", 0], [BAD, 0]]},
]


@pytest.fixture
def told(written: Write) -> Path:
    """The founding article's map, with what a later build adds to its data."""
    return retold(written, CHANGES)


def retold(written: Write, changes: Any) -> Path:
    path = written(atlases.founding())
    text = path.read_text(encoding="utf-8")
    block = DATA.search(text)
    assert block
    data: dict[str, Any] = json.loads(block[2])
    data["changes"] = changes
    data["meetings"][0] |= {"sources": 3, "contradictions": SAYS}
    path.write_text(f"{text[: block.start(2)]}{to_json(data)}{text[block.end(2) :]}", encoding="utf-8")
    return path


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_what_is_new_is_told_and_can_be_had_alone(watch: Watch, told: Path, width: int, height: int) -> None:
    watched = watch(width, height)
    page = watched.open(told)
    expect(page.locator(".changes p")).to_have_text("Since 14 January 2017: 1 new, 1 changed, 1 gone.")
    page.locator("summary", has_text="Meetings no longer told of (1)").click()
    gone = page.locator(".aside[open] li").inner_text()
    assert gone == f"Cairo {BAD} December 2016 Egypt, Russia"
    page.locator(".changes button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".line .fresh")).to_have_text(["Changed", "New"])
    expect(page.locator(".line")).to_have_count(2)
    assert page.url.endswith("#new=")
    page.keyboard.press("Enter")
    expect(page.locator(".line")).to_have_count(4)
    watched.open(told, "#new")
    assert page.locator(".filter-bar").inner_text().startswith("2 of 4 meetings")
    assert faults(page) == []
    page.locator(".line", has_text="Astana").click()
    expect(page.locator(".change li")).to_have_text(["status: proposed → planned", BAD])
    expect(page.locator(".change .article").first).to_contain_text("Astana talks on Syria")
    assert page.evaluate("window.hit") is None
    watched.assert_quiet(told)


def test_new_meetings_of_an_undated_map_and_gone_ones_without_a_place(watch: Watch, written: Write) -> None:
    gone: list[dict[str, Any]] = [{"name": None, "date": None, "actors": []}]
    page = watch().open(retold(written, {"since": None, "new": [], "changed": [], "gone": gone}))
    expect(page.locator(".changes p")).to_have_text("Since the last map: 0 new, 0 changed, 1 gone.")
    expect(page.locator(".changes button")).to_have_count(0)
    page.locator("summary", has_text="Meetings no longer told of (1)").click()
    assert page.locator(".aside[open] li").inner_text().strip() == "Place not told Date not told"


def test_who_says_what_where_sources_differ(watch: Watch, told: Path) -> None:
    watched = watch()
    page = watched.open(told, "#meeting=astana-1")
    note = page.locator(".note", has=page.locator(".differ"))
    expect(note.locator("p")).to_have_text("Told by 3 independent sources.")
    first, second = (note.locator(f".differ > li:nth-child({number})") for number in (1, 2))
    assert first.inner_text().startswith("Sources differ on the date:")
    expect(first.locator("strong")).to_have_text(["23 January 2017", "24–25 January 2017"])
    expect(first.locator("li").first).to_contain_text("Astana talks on Syria")
    assert second.inner_text().startswith("Sources differ on the role of Russia:")
    expect(second.locator("strong")).to_have_text(["Mediator", BAD])
    assert page.evaluate("window.hit") is None
    watched.open(told, "#meeting=geneva-1")
    expect(page.locator(".differ")).to_have_count(0)


def test_undated_meetings_can_be_had_alone_and_without_an_earlier_map_none_is_new(
    watch: Watch, written: Write
) -> None:
    page = watch().open(written(atlases.founding()), "#from=2017&to=2017&new")
    expect(page.locator(".changes, .fresh")).to_have_count(0)
    expect(page.locator(".line")).to_have_count(3)
    page.locator("summary", has_text="Filters").click()
    switch = page.locator(".chip", has_text="Only undated")
    expect(switch).to_have_text(re.compile(r"1$"))
    switch.focus()
    page.keyboard.press("Space")
    expect(page.locator(".line")).to_have_count(1)
    expect(page.locator(".line")).to_contain_text("Date not told")
    assert page.url.endswith("#undated=")
    page.reload()
    page.wait_for_selector("html.drawn")
    expect(page.locator(".line")).to_have_count(1)
    page.locator(".clear").first.click()
    expect(page.locator(".line")).to_have_count(4)


def test_the_rounds_of_a_venue_are_gone_through_by_keyboard(watch: Watch, written: Write) -> None:
    page = watch(390, 844).open(written(atlases.world()), "#venue=geneva")
    page.locator("button", has_text="Go through the 3 meetings").focus()
    page.keyboard.press("Enter")
    seen = []
    for _ in range(3):
        seen.append(
            (page.locator(".round").inner_text(), page.locator("[data-meeting]").get_attribute("data-meeting"))
        )
        page.keyboard.press("Enter")
    assert seen == [("1 of 3", "m3"), ("2 of 3", "m4"), ("3 of 3", "m5")]
    page.go_back()
    expect(page.locator(".round")).to_have_text("3 of 3")
