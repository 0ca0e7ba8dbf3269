"""The view leaves the page as a picture: SVG and PNG, with legend and credits, and words that stay words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.browser import atlases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Watched

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, name: str, folder: Path) -> bytes:
    page.locator("summary", has_text="Save").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    download.value.save_as(folder / "picture")
    return (folder / "picture").read_bytes()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_view_is_saved_as_a_picture(
    watch: Callable[..., Watched], written: Callable[..., Path], tmp_path: Path, width: int, height: int
) -> None:
    watched, path = watch(width, height), written(atlases.founding())
    page = watched.open(path, "#venue=astana")
    picture = ET.fromstring(saved(page, "(SVG)", tmp_path))  # noqa: S314 - our own picture
    words = {node.text for node in picture.iter(f"{SVG}text")}
    assert {"Where they meet \u00b7 Astana", "Host", "Organiser", "Invited", "Astana"} <= words
    legend = picture.findall(f"{SVG}line")
    assert max(float(line.attrib["x2"]) for line in legend) < float(picture.attrib["width"])
    assert any("GeoNames" in str(text) for text in words)
    assert len(list(picture.iter(f"{SVG}path"))) > 20
    png = saved(page, "(PNG)", tmp_path)
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000
    outside = [url for url in watched.requests if not url.startswith(("file:", "blob:"))]
    assert outside == []
    assert watched.noise == []


def test_hostile_words_are_text_in_the_picture(
    watch: Callable[..., Watched], written: Callable[..., Path], tmp_path: Path
) -> None:
    page = watch().open(written(atlases.hostile(), " ".join(atlases.HOSTILE)))
    picture = ET.fromstring(saved(page, "(SVG)", tmp_path))  # noqa: S314 - our own picture
    assert {node.tag.removeprefix(SVG) for node in picture.iter()} <= {"svg", "rect", "text", "g", "path", "line"}
    assert any(atlases.HOSTILE[0] in (node.text or "") for node in picture.iter(f"{SVG}text"))
    assert page.evaluate("window.hit") is None
