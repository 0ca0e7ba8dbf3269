"""A tile layer from the web: the only thing that a map ever asks for, and only where ``--tiles`` names one.

The address is checked here, and the page's content security policy lets in images of exactly its hosts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import urlsplit

from geo.errors import TilesError

NEEDED = ("{z}", "{x}", "{y}")
ALLOWED = re.compile(r"\{(?:s|r|z|x|y|-y)\}")
PLAIN = re.compile(r"[\w.~:/?#\[\]@!$&()*+=%,-]*", re.ASCII)
HOST = re.compile(r"(?:[a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.IGNORECASE)
SERVERS = "abc"  # what {s} stands for, as Leaflet has it
OSM = "tile.openstreetmap.org"
OSM_CREDIT = "© OpenStreetMap contributors"


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where tiles come from: a checked address as ``https://host/{z}/{x}/{y}.png``, and whom to credit."""

    url: str
    credit: str
    hosts: tuple[str, ...]
    """The origins, as ``https://host:port``, that the page may load images from."""


def check_tiles(url: str, credit: str | None = None) -> Tiles:
    """Check an address of tiles; ``{s}`` may begin its host. Raises TilesError, of one line."""
    hosts = _origins(url)
    named = urlsplit(hosts[0]).hostname or ""
    known = OSM_CREDIT if named == OSM or named.endswith(f".{OSM}") else f"Tiles: {named}"
    return Tiles(url, credit or known, hosts)


def _origins(url: str) -> tuple[str, ...]:
    """Return the origins of an address, one for each server that ``{s}`` stands for."""
    if not PLAIN.fullmatch(ALLOWED.sub("", url)):
        _refuse(url, "holds signs that mean nothing in it")
    try:
        parts = urlsplit(url)
        host, port = parts.netloc.removeprefix("{s}."), parts.port
    except ValueError:
        _refuse(url, "is no address")
    if parts.scheme not in {"http", "https"}:
        _refuse(url, "must begin with https:// or http://")
    if not HOST.fullmatch(host.removesuffix(f":{port}")):
        _refuse(url, "names no plain host")
    if not all(sign in parts.path + parts.query for sign in NEEDED[:2]) or not re.search(r"\{-?y\}", url):
        _refuse(url, f"must hold {', '.join(NEEDED)}")
    servers = [f"{server}." for server in SERVERS] if parts.netloc.startswith("{s}.") else [""]
    return tuple(f"{parts.scheme}://{server}{host}" for server in servers)


def _refuse(url: str, why: str) -> NoReturn:
    raise TilesError(f"--tiles {url[:80]!r} {why}; give one like https://{OSM}/{{z}}/{{x}}/{{y}}.png")
