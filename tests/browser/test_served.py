"""A served page says that a newer map is there; the page from the file never asks."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from maps.page import write_page
from maps.serving import MapServer
from tests.browser import atlases
from tests.browser.conftest import Watched
from tests.browser.test_access import faults
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_an_open_page_says_that_a_newer_map_is_there(browser: Browser, written: Callable[..., Path]) -> None:
    file = written(atlases.founding())
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(8000)
    watched = Watched(context.new_page())
    page = watched.page
    with MapServer(file, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        page.goto(f"{server.url}#venue=geneva")
        page.wait_for_selector("html.drawn")
        page.wait_for_timeout(2500)
        assert page.locator("[role=status]", has_text="newer map").count() == 0
        write_page(atlases.world(), file, title="Second")
        notice = page.locator("[role=status]", has_text="A newer map is there.")
        notice.wait_for()
        assert faults(page) == []
        notice.get_by_role("button", name="Later").click()
        expect(notice).to_have_count(0)
        write_page(atlases.world(), file, title="Third")
        notice.get_by_role("button", name="Show it").click()
        page.wait_for_selector("h1:has-text('Third')")
        assert page.url == f"{server.url}#venue=geneva"
        server.shutdown()
        thread.join()
    assert {url.split("#")[0] for url in watched.requests} == {server.url, f"{server.url}version"}
    assert watched.noise == []
    context.close()
