"""Axe finds no serious fault in the page, light and dark, with nothing and with a venue selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import atlases
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
GRAVE = {"serious", "critical"}


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_grave_fault(
    watch: Callable[..., Watched], written: Callable[..., Path], width: int, height: int, scheme: str
) -> None:
    page = watch(width, height, color_scheme=scheme, reduced_motion="reduce").open(written(atlases.world()))
    assert faults(page) == []
    page.locator('[data-venue="geneva"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("#selected")).to_have_text("Geneva")
    page.locator(".correct summary").first.click()
    assert faults(page) == []
    page.locator(".tab", has_text="Table").click()
    page.locator("summary", has_text="Filters").click()
    page.locator("summary", has_text="Legend").click()
    page.locator("summary", has_text="Save").click()
    assert faults(page) == []
