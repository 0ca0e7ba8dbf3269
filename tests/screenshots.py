"""Pictures of the map of our own articles, to be looked at: light and dark, desktop, phone and large screen.

Run it with the folder they go to; ``map.webp`` among them is the one that stands in the README::

    python -m tests.screenshots pictures && cp pictures/map.webp tests/
"""

from __future__ import annotations

import base64
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from geo.pipeline import make_atlas
from maps.page import write_page
from tests.browser.conftest import launch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SIZES = {"desktop": (1280, 800), "phone": (390, 844), "large": (3840, 2160)}
README = "desktop-light-venue"
VIEWS = {"all": "", "venue": "#venue=astana"}


def take(browser: Browser, page_file: Path, folder: Path) -> list[Path]:
    """Take one picture for each size, colour scheme and view; give the files."""
    files = []
    for (size, (width, height)), scheme, (view, fragment) in product(
        SIZES.items(), ("light", "dark"), VIEWS.items()
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            offline=True,
        )
        page = context.new_page()
        page.goto(page_file.as_uri() + fragment)
        page.wait_for_selector("html.drawn")
        page.wait_for_timeout(300)  # labels come with the next frame
        files.append(folder / f"{size}-{scheme}-{view}.png")
        page.screenshot(path=files[-1])
        if files[-1].stem == README:
            files.append(folder / "map.webp")
            files[-1].write_bytes(small(page))
        context.close()
    return files


def small(page: Page) -> bytes:
    """Take the picture of a page as WebP, which is a third of a PNG."""
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": 90})
    return base64.b64decode(taken["data"])


def main() -> None:
    """Build the map of the seeds into the folder named on the command line, and take its pictures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    page_file = folder / "map.html"
    write_page(make_atlas([SEEDS], print), page_file)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for file in take(browser, page_file, folder):
            print(file)  # noqa: T201 - the command's result
        browser.close()


if __name__ == "__main__":
    main()
