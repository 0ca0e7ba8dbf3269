"""The two hands of a reader, a mouse and a keyboard, with the same gestures, and a map with some of everything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.model import Actor, ActorType, Article, Atlas, DateSpan, Kind, Meeting, Participation, Place, Role, Status
from tests.browser import atlases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Locator, Page

MOST_STOPS = 250
SENTENCE = (
    "Norway sent Ayman Safadi to the meeting with Belarus and São Tomé and Príncipe in Kyiv on 3 March 2016."
)
CHANGES = {"since": "2017-01-14", "new": ["kyiv-1"], "changed": [], "gone": []}
SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])


def everything() -> Atlas:
    """Give the founding article, the world, and Kyiv: undated, unplaced, doubtful, cancelled, with a person."""
    first, world = atlases.founding(), atlases.world()
    article = Article("kyiv", SENTENCE, None, "A meeting in Kyiv", "A wire", "https://example.org/kyiv")
    proof = atlases.proof(article, SENTENCE, "Ayman Safadi", "in Kyiv")
    island = Actor("STP", "São Tomé and Príncipe", ActorType.STATE)
    meeting = Meeting(
        "kyiv-1",
        (article.id,),
        Place("Kyiv", 50.45466, 30.5238, "UKR", Kind.CITY, geonameid=703448),
        DateSpan("2016-03-03"),
        Status.HELD,
        (
            atlases.part("NOR", Role.PARTICIPANT, proof),
            atlases.part("BLR", Role.PARTICIPANT, proof, confidence=0.6),
            Participation(island, island.name, Role.PARTICIPANT, 0.4, (proof,)),
        ),
        0.9,
        (proof,),
    )
    return Atlas(
        (*first.articles, *world.articles, article),
        (*first.meetings, *world.meetings, meeting),
        {**first.seats, **world.seats, "STP": Place("São Tomé", 0.33654, 6.72732, "STP", Kind.CITY)},
        first.unresolved,
    )


def crowded() -> Atlas:
    """The world's meetings with everybody at each of them: more links than are drawn."""
    atlas = atlases.world()
    everybody = tuple(atlases.part(key, Role.PARTICIPANT) for key in atlases.SEATS)
    return replace(atlas, meetings=tuple(replace(one, participations=everybody) for one in atlas.meetings))


class Mouse:
    """A reader who clicks and drags; only letters come from the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        """Click the middle of the thing, as far as nothing lies on it."""
        target.click()

    def reach(self, target: Locator) -> None:
        """Bring the pointer to it."""
        target.hover()

    def seek(self, words: str, kind: str) -> None:
        """Look words up and take the first thing of this kind that is found."""
        self.page.locator("#search").click()
        self.page.keyboard.type(words)
        self.page.locator("#found li", has_text=kind).first.click()

    def choose(self, target: Locator, words: str) -> None:
        """Take an option of a list of choices; the list itself is drawn by the system."""
        options: Iterable[str] = target.locator("option").all_inner_texts()
        target.select_option(label=next(one for one in options if one.startswith(words)))

    def raise_to_most(self, slider: Locator) -> None:
        """Click the slider's end."""
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box
        slider.click(position={"x": box["width"] - 3, "y": box["height"] / 2})

    def busiest(self) -> Locator:
        """Bring the pointer to the side of the busiest venue that no smaller one lies on."""
        circle = self.page.locator('[data-venue="geneva"]')
        box = circle.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2)
        return circle

    def take(self) -> None:
        """Click what lies under the pointer."""
        self.page.mouse.down()
        self.page.mouse.up()

    def leave(self) -> None:
        """Let go of what is selected."""
        self.page.locator(".back").click()


class Keyboard:
    """A reader who has no mouse: Tab, arrows, Enter, Escape and letters."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        """Go there and press Enter."""
        self.reach(target)
        self.page.keyboard.press("Enter")

    def reach(self, target: Locator) -> None:
        """Press Tab until it has the focus, which must show."""
        node = target.element_handle()
        for _ in range(MOST_STOPS):
            if node.evaluate("(one) => one === document.activeElement"):
                assert node.evaluate("(one) => one.matches(':focus-visible')")
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab does not lead to {target}")

    def seek(self, words: str, kind: str) -> None:
        """Look words up and go down to the first thing of this kind that is found."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        rows = self.page.locator("#found li").all_inner_texts()
        for _ in range(next(index for index, row in enumerate(rows) if kind in row)):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def choose(self, target: Locator, words: str) -> None:
        """Type the beginning of an option."""
        self.reach(target)
        self.page.keyboard.type(words)

    def raise_to_most(self, slider: Locator) -> None:
        """Send the slider to its end."""
        self.reach(slider)
        self.page.keyboard.press("End")

    def busiest(self) -> Locator:
        """Take the short way to the map: it leads to the busiest venue."""
        self.press(self.page.locator(".skip"))
        return self.page.locator("[data-venue]:focus")

    def take(self) -> None:
        """Press Enter on what has the focus."""
        self.page.keyboard.press("Enter")

    def leave(self) -> None:
        """Let go of what is selected."""
        self.page.keyboard.press("Escape")


Hand = Mouse | Keyboard
HANDS = pytest.mark.parametrize("hand_of", [Mouse, Keyboard], ids=["mouse", "keyboard"])
