"""What was put right by hand is told; what would put it right can be copied into corrections.toml."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.corrections import MeetingFix, ParticipationFix, PlaceFix
from geo.corrections_file import parse
from geo.model import Corrected, Kind, Place
from maps.payload import payload
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
ODD = 'Taba "\\ \n]]\u202e\x7f# drop = true'


def corrected() -> Atlas:
    atlas = atlases.founding()
    first = atlas.meetings[0]
    mark = [Corrected(f"reason <b>{number}</b>", f"corrections.toml:{number}") for number in range(3)]
    parts = (replace(first.participations[0], corrected=mark[1]), *first.participations[1:])
    assert first.venue
    venue = replace(first.venue, corrected=mark[2])
    later = replace(first, id="astana-2", participations=parts, corrected=mark[0], venue=venue)
    return replace(atlas, meetings=(first, *atlas.meetings[1:], later))


def offered(page: Page, choice: str) -> str:
    """The text that the open box of corrections offers for a choice."""
    page.locator(".correct select").select_option(label=choice)
    return page.locator(".correct textarea").input_value()


def test_a_venue_keeps_its_correction_whichever_meeting_tells_it() -> None:
    rows = payload(corrected(), "Map")["venues"]
    assert [row.get("corrected", {}).get("where") for row in rows] == ["corrections.toml:2", None, None]


def test_what_was_put_right_by_hand_is_told_with_its_reason(watch: Watch, written: Write) -> None:
    path, watched = written(corrected()), watch()
    page = watched.open(path, "#meeting=astana-2")
    assert page.locator(".corrected").all_inner_texts() == [
        "Corrected by hand: reason <b>0</b> (corrections.toml:0)",
        "Corrected by hand (Astana): reason <b>2</b> (corrections.toml:2)",
        "Corrected by hand (Kazakhstan): reason <b>1</b> (corrections.toml:1)",
    ]
    page.goto(path.as_uri() + "#meeting=geneva-1")
    assert page.locator("[data-meeting=geneva-1]").count() == 1
    expect(page.locator(".corrected")).to_have_count(0)
    watched.assert_quiet(path)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_correction_is_chosen_by_keyboard_and_copied(
    watch: Watch, written: Write, width: int, height: int
) -> None:
    watched, path = watch(width, height, permissions=["clipboard-read", "clipboard-write"]), written(corrected())
    page = watched.open(path, "#meeting=astana-1")
    page.locator(".correct summary").focus()
    page.keyboard.press("Enter")
    page.locator(".correct select").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("Turkey")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".correct button", has_text="Copied").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    (row,) = parse(text, "corrections.toml")
    assert isinstance(row, ParticipationFix)
    assert (row.which.article, row.which.venue, row.which.date) == ("astana-talks", "Astana", "2017-01-23")
    assert (row.actor, row.role, row.drop) == ("TUR", "organiser", False)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    watched.assert_quiet(path)


def test_the_text_offered_is_what_corrections_take_whatever_the_names(watch: Watch, written: Write) -> None:
    atlas = atlases.founding()
    first = replace(atlas.meetings[0], venue=Place(ODD, 29.5, 34.9, "EGY", Kind.CITY))
    page = watch().open(written(replace(atlas, meetings=(first, *atlas.meetings[1:]))), "#meeting=astana-1")
    page.locator(".correct summary").click()
    (meeting,) = parse(page.locator(".correct textarea").input_value(), "corrections.toml")
    assert isinstance(meeting, MeetingFix)
    assert (meeting.which.venue, meeting.venue, meeting.status) == (ODD, ODD, "planned")
    page.locator(".correct select").select_option(index=1)
    text = page.locator(".correct textarea").input_value()
    (place,) = parse(text, "corrections.toml")
    assert isinstance(place, PlaceFix)
    assert (place.name, place.at, place.country) == (ODD, (29.5, 34.9), "EGY")
    assert "\u202e" not in text
    (dropped,) = parse(swapped(offered(page, "Iran: Organiser")), "corrections.toml")
    assert isinstance(dropped, ParticipationFix)
    assert dropped.drop


def swapped(text: str) -> str:
    """The text with the line that its comment offers in place of the one above it."""
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("#"))
    return "\n".join([*lines[: at - 1], lines[at].partition(": ")[2], *lines[at + 1 :]])
