"""Which addresses of tiles are taken, and what the page's policy then lets in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import TilesError
from maps.page import render
from maps.tiles import check_tiles
from tests.browser import atlases

REFUSED = {
    "": "must begin with",
    "tiles/{z}/{x}/{y}.png": "must begin with",
    "ftp://host/{z}/{x}/{y}.png": "must begin with",
    "javascript:alert(1)//{z}/{x}/{y}": "must begin with",
    "https:///{z}/{x}/{y}.png": "names no plain host",
    "https://user:pass@host/{z}/{x}/{y}.png": "names no plain host",
    "https://*.host/{z}/{x}/{y}.png": "names no plain host",
    "https://{s}{s}.host/{z}/{x}/{y}.png": "names no plain host",
    "https://host:port/{z}/{x}/{y}.png": "is no address",
    "https://host; script-src */{z}/{x}/{y}.png": "holds signs",
    "https://host/{z}/{x}/{y}.png?a={{7*7}}": "holds signs",
    'https://host/{z}/{x}/{y}.png"><script>': "holds signs",
    "https://host/{z}/{x}.png": "must hold",
    "https://{z}.host/{x}/{y}.png": "names no plain host",
}
TAKEN = {
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png": ("https://tile.openstreetmap.org",),
    "http://127.0.0.1:8080/{z}/{x}/{-y}{r}.png?key=a1": ("http://127.0.0.1:8080",),
    "https://{s}.t.example.org/{z}/{x}/{y}.jpg": tuple(f"https://{s}.t.example.org" for s in "abc"),
}


@pytest.mark.parametrize(("url", "why"), REFUSED.items())
def test_what_is_no_address_of_tiles_is_refused_in_one_line(url: str, why: str) -> None:
    with pytest.raises(TilesError, match=why) as fault:
        check_tiles(url)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(("url", "hosts"), TAKEN.items())
def test_the_policy_lets_in_images_of_exactly_those_hosts(url: str, hosts: tuple[str, ...]) -> None:
    tiles = check_tiles(url)
    assert tiles.hosts == hosts
    page = render(atlases.founding(), tiles=tiles)
    rules = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert rules
    assert f"; img-src data: blob: {' '.join(hosts)}; base-uri" in rules[1]
    assert "connect-src" not in rules[1]
    assert rules[1].startswith("default-src 'none'")


def test_who_made_the_tiles_is_credited_as_text() -> None:
    assert check_tiles("https://tile.openstreetmap.org/{z}/{x}/{y}.png").credit == "© OpenStreetMap contributors"
    assert check_tiles("https://{s}.t.example.org/{z}/{x}/{y}.png").credit == "Tiles: a.t.example.org"
    tiles = check_tiles("https://t.example.org/{z}/{x}/{y}.png", "<img src=x onerror=hit>")
    assert "&lt;img" in render(atlases.founding(), tiles=tiles).replace("\\u0026", "&")


def test_without_tiles_there_is_no_trace_of_them() -> None:
    page = render(atlases.founding(), mercator=True)
    assert "; img-src data: blob:; " in page
    assert '"tiles":' not in page


@given(st.text(st.sampled_from("htps:/@*;'\" .{}zxysr-ab1[]<>\n\\?#&="), max_size=30))
def test_no_text_brings_more_than_hosts_into_the_policy(text: str) -> None:
    for url in (text, f"https://{text}/{{z}}/{{x}}/{{y}}", f"https://host/{{z}}/{{x}}/{{y}}{text}"):
        try:
            hosts = check_tiles(url).hosts
        except TilesError:
            hosts = ()
        assert all(re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", host) for host in hosts)
