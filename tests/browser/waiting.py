"""Playwright's `expect`: it asks again until what is expected is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from playwright.sync_api._generated import LocatorAssertions


def expect(found: Locator) -> LocatorAssertions:
    """Give what can be expected of `found`; imported here, as tests are skipped where Playwright is not."""
    from playwright.sync_api import expect as playwright_expect

    return playwright_expect(found)
