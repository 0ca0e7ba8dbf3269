"""Tiles from a server of our own lie under the map; nothing else is asked for, and nobody else may be."""

from __future__ import annotations

import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from maps.page import write_page
from maps.tiles import check_tiles
from tests.browser import atlases
from tests.browser.waiting import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Watched

    Watch = Callable[..., Watched]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class OnePixel(BaseHTTPRequestHandler):
    """Gives the same picture for every address."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(PIXEL)))
        self.end_headers()
        self.wfile.write(PIXEL)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), OnePixel) as started:
        thread = threading.Thread(target=started.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{started.server_port}"
        started.shutdown()
        thread.join()


def test_the_map_lies_on_tiles_of_that_server_alone(watch: Watch, server: str, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_page(atlases.founding(), path, tiles=check_tiles(f"{server}/{{z}}/{{x}}/{{y}}.png", "<b>Ours</b>"))
    watched = watch()
    watched.page.context.set_offline(offline=False)
    page = watched.open(path)
    page.locator("img.leaflet-tile-loaded").first.wait_for(state="attached")
    asked = [url for url in watched.requests if not url.startswith("file:")]
    assert asked
    assert all(url.startswith(f"{server}/") for url in asked)
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("<b>Ours</b>")
    page.locator('[data-venue="astana"]').click()
    expect(page.locator("#selected")).to_have_text("Astana")
    assert watched.noise == []
    page.evaluate(
        "(url) => { const i = new Image(); i.src = url; document.body.append(i); }", "http://localhost:9/x.png"
    )
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in line for line in watched.noise)


def test_the_map_can_be_drawn_in_web_mercator_without_tiles(watch: Watch, tmp_path: Path) -> None:
    path, watched = tmp_path / "map.html", watch()
    write_page(atlases.world(), path, mercator=True)
    page = watched.open(path)
    assert page.evaluate("map_parley.options.crs.code") == "EPSG:3857"
    assert page.evaluate(
        "map_parley.getBounds().contains([-18.14, 178.44]) && map_parley.getBounds().contains([40, -74])"
    )
    page.locator("#search").fill("Geneva")
    page.keyboard.press("Enter")
    expect(page.locator("#selected")).to_have_text("Geneva")
    watched.assert_quiet(path)
