"""A browser without a network, and pages in it that are watched: requests, console, errors."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from maps.page import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geo.model import Atlas

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "needs Chromium and Playwright: apt-get install chromium; pip install 'parley[test]'"


class Watched:
    """A page and all that it did besides showing itself."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.noise: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.noise.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.noise.append(str(error)))

    def open(self, path: Path, fragment: str = "") -> Page:
        """Open a file and wait until the map is drawn."""
        self.page.goto(path.resolve().as_uri() + fragment)
        self.page.wait_for_selector("html.drawn")
        return self.page

    def assert_quiet(self, path: Path) -> None:
        """Check that nothing but the file was asked for and nothing went wrong."""
        outside = [url for url in self.requests if url.split("#")[0] != path.resolve().as_uri()]
        assert outside == []
        assert self.noise == []


def launch(playwright: Any) -> Browser:
    """Start Debian's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise FileNotFoundError(MISSING)
    browser: Browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    return browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one browser for all tests; without one they are skipped, or fail where it is required."""
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            started = launch(playwright)
            yield started
            started.close()
    except (ImportError, FileNotFoundError):
        if os.environ.get("PARLEY_REQUIRE_BROWSER") == "1":
            pytest.fail(MISSING)
        pytest.skip(MISSING)


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Give a maker of watched pages; its arguments are those of a browser context."""
    contexts = []

    def make(width: int = 1280, height: int = 800, **more: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **more)
        context.set_default_timeout(8000)
        contexts.append(context)
        return Watched(context.new_page())

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Give a writer of map files."""

    def write(atlas: Atlas, title: str | None = None) -> Path:
        path = tmp_path / "map.html"
        write_page(atlas, path, title=title)
        return path

    return write
