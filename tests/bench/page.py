"""How fast the page is: first paint, ready, size, and frames a second, beside plain folium.

Run it; ``--small`` leaves out what takes minutes::

    python -m tests.bench.page [--small]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from maps.page import leaflet, write_page
from tests.bench import page_data
from tests.browser.conftest import launch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from folium import Map
    from playwright.sync_api import Browser, Page

    from geo.model import Atlas

SIZES = (1_000, 1_500, 10_000, 100_000)
PLAIN_SIZES = (1_000, 10_000, 100_000)
RUNS = 5
DRAG = 1.5  # seconds of dragging
READY = "() => performance.getEntriesByName('ready')[0]?.startTime"
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
MARK_READY = """
addEventListener('DOMContentLoaded', () => {
  const done = () => document.documentElement.classList.contains('drawn') || window.plain;
  const note = () => requestAnimationFrame(() => setTimeout(() => performance.mark('ready')));
  if (done()) return note();
  const watcher = new MutationObserver(() => done() && (watcher.disconnect(), note()));
  watcher.observe(document.documentElement, {attributes: true});
});
"""
COUNT_FRAMES = """() => {
  window.frames_seen = [];
  const step = (now) => { window.frames_seen.push(now); window.counting = requestAnimationFrame(step); };
  window.counting = requestAnimationFrame(step);
}"""
END_COUNT = "() => { cancelAnimationFrame(window.counting); return window.frames_seen; }"


@dataclass(frozen=True)
class Figures:
    """What was measured of one page; times in milliseconds, frames a second."""

    name: str
    size: int
    paint: float
    ready: float
    pan: float | None = None
    brush: float | None = None

    def line(self) -> str:
        """Give one line of the table."""
        rates = "".join(f"{'-' if rate is None else format(rate, '.0f'):>8}" for rate in (self.pan, self.brush))
        return f"{self.name:<26}{self.size / 1e6:>9.2f}{self.paint:>9.0f}{self.ready:>9.0f}{rates}"


HEADING = f"{'page':<26}{'MB':>9}{'paint ms':>9}{'ready ms':>9}{'pan':>8}{'brush':>8}"


def open_page(browser: Browser, path: Path) -> tuple[Page, float, float]:
    """Open a page in a new context; give it with its first paint and the time when it was ready."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    page.add_init_script(MARK_READY)
    page.goto(path.as_uri(), timeout=300_000)
    ready = page.wait_for_function(READY, timeout=300_000).json_value()
    paint = page.wait_for_function(PAINT, timeout=300_000).json_value()
    return page, paint, ready


def frames_per_second(page: Page, drag: Callable[[float], None]) -> float:
    """Give the frames a second that the page keeps up while ``drag`` moves the mouse; its argument runs 0 to 1."""
    page.evaluate(COUNT_FRAMES)
    start = time.perf_counter()
    while (spent := time.perf_counter() - start) < DRAG:
        drag(spent / DRAG)
    frames = page.evaluate(END_COUNT)
    return float(1000 * (len(frames) - 1) / (frames[-1] - frames[0]))


def pan(page: Page) -> float:
    """Drag the map to and fro."""
    box = page.locator(".leaflet-container").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 60
    page.mouse.move(x, y)
    page.mouse.down()
    rate = frames_per_second(page, lambda done: page.mouse.move(x + 500 * (0.5 - abs(done - 0.5)), y + 60 * done))
    page.mouse.up()
    return rate


def brush(page: Page) -> float:
    """Draw a period from the left end of the timeline towards the right."""
    box = page.locator(".track").bounding_box()
    assert box
    x, y = box["x"] + 4, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    rate = frames_per_second(page, lambda done: page.mouse.move(x + (box["width"] - 8) * done, y))
    page.mouse.up()
    return rate


def measure(browser: Browser, name: str, path: Path, runs: int = RUNS) -> Figures:
    """Open the page ``runs`` times and give the medians; drag in the last one."""
    paints, readies = [], []
    for run in range(runs):
        page, paint, ready = open_page(browser, path)
        paints.append(paint)
        readies.append(ready)
        if run < runs - 1:
            page.context.close()
    page.wait_for_timeout(800)
    rates = (pan(page), brush(page) if page.locator(".track:visible").count() else None)
    page.context.close()
    return Figures(name, path.stat().st_size, statistics.median(paints), statistics.median(readies), *rates)


def plain_map(atlas: Atlas | None, kind: str) -> Map:
    """Give the folium map that one would make without Parley: a line for each participation."""
    import folium

    plain = folium.Map(location=(30, 20), zoom_start=2, tiles=None, prefer_canvas=True)
    plain.default_js, plain.default_css = [], []
    if atlas is None:
        return plain
    lines = [
        ((seat.lat, seat.lon), (meeting.venue.lat, meeting.venue.lon), part.evidence[0].sentence)
        for meeting in atlas.meetings
        if meeting.venue
        for part in meeting.participations
        if (seat := atlas.seats.get(part.actor.id))
    ]
    if kind == "PolyLine":
        for start, end, words in lines:
            folium.PolyLine((start, end), weight=1, tooltip=words).add_to(plain)  # type: ignore[no-untyped-call]
    else:
        features = [
            {
                "type": "Feature",
                "properties": {"words": words},
                "geometry": {"type": "LineString", "coordinates": [start[::-1], end[::-1]]},
            }
            for start, end, words in lines
        ]
        collection = {"type": "FeatureCollection", "features": features}
        folium.GeoJson(collection, tooltip=folium.GeoJsonTooltip(["words"])).add_to(plain)
    return plain


def write_plain(atlas: Atlas | None, kind: str, path: Path) -> None:
    """Write that map with Leaflet inlined, so that it needs no network either."""
    head = f"<head><script>{leaflet('leaflet.js')}</script><style>{leaflet('leaflet.css')}</style>"
    page = plain_map(atlas, kind).get_root().render().replace("<head>", head, 1)
    path.write_text(page.replace("</html>", "<script>window.plain = true</script></html>"), encoding="utf-8")


def rows(
    browser: Browser, folder: Path, sizes: tuple[int, ...], plain_sizes: tuple[int, ...]
) -> Iterator[Figures]:
    """Give the table's rows, the empty page first."""
    path = folder / "map.html"
    write_plain(None, "", path)
    yield measure(browser, "folium, empty", path)
    for size in sizes:
        write_page(page_data.make(size), path)
        yield measure(browser, f"Parley, {size:,}", path)
    for size in plain_sizes:
        for kind in ("PolyLine", "GeoJson"):
            write_plain(page_data.make(size), kind, path)
            yield measure(browser, f"folium {kind}, {size:,}", path, 1 if size > 5_000 else RUNS)


def main() -> None:
    """Print the table."""
    small = "--small" in sys.argv
    print(HEADING)  # noqa: T201 - the command's result
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        for figures in rows(browser, Path(folder), SIZES, () if small else PLAIN_SIZES):
            print(figures.line(), flush=True)  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main()
