"""The map as one HTML file that needs nothing else: no server, no network, no second file.

folium is the shell: it writes the document and starts Leaflet. Everything else is put in after folium has
rendered, because branca compiles rendered text as a template once more: first our own script and style, last the
data, which holds the words of articles. Those are hostile until shown otherwise; they travel as JSON, are shown
by ``textContent``, and a content security policy names every script and style by its hash.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import zlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geo.errors import OutputError
from geo.files import write_whole
from geo.keeping import BUILD, Keeper
from maps import basemap
from maps.assets import join, lean_style
from maps.payload import payload, to_json
from maps.plain import headline, markup, plain_list
from maps.stamp import page_stamp

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Atlas
    from maps.tiles import Tiles

TITLE = "Where they meet"
EQUAL_EARTH, MERCATOR = "EqualEarth", "EPSG3857"  # as Leaflet calls them
PROJECTION = ("equalearth.js",)
APP = (
    "strings.js",
    "dom.js",
    "arc.js",
    "model.js",
    "filters.js",
    "tally.js",
    "shapes.js",
    "world.js",
    "marks.js",
    "drawing.js",
    "labels.js",
    "correct.js",
    "changes.js",
    "meetings.js",
    "exports.js",
    "picture.js",
    "save.js",
    "table.js",
    "compare.js",
    "views.js",
    "legend.js",
    "tiles.js",
    "search.js",
    "timeline.js",
    "address.js",
    "fitting.js",
    "app.js",
    "start.js",
)
STYLES = ("colours.css", "dark.css", "base.css", "marks.css", "map.css", "cards.css", "panel.css")
STILL_STYLES = ("still.css",)
VIEWPORT = re.compile(r'<meta name="viewport".*?/>', re.DOTALL)
SLOT = re.compile(r"<!--parley:(\w+)-->")
CODE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
HEAD = """<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<!--parley:policy-->
<!--parley:title-->"""
BODY = """<header id="top"><!--parley:headline--></header>
<main id="panel" tabindex="-1"></main>
<noscript><!--parley:plain--></noscript>
<!--parley:world-->
<!--parley:data-->"""
MAP_OPTIONS: dict[str, Any] = {
    "attributionControl": False,
    "minZoom": 0.75,
    "maxZoom": 8,
    "zoomSnap": 0.1,
    "wheelPxPerZoomLevel": 120,
}
BIG = 50_000  # characters of JSON from which the data is packed


def render(
    atlas: Atlas,
    *,
    title: str | None = None,
    tiles: Tiles | None = None,
    mercator: bool = False,
    changes: dict[str, Any] | None = None,
) -> str:
    """Give the page for an atlas: the same text for the same atlas and changes, safe to encode as UTF-8.

    With ``tiles`` it asks their hosts, and nobody else, for images; those tiles are in Web Mercator.
    """
    shell = shell_for(tiles, mercator=mercator)
    name = title or TITLE
    value = payload(atlas, name, changes) | (
        {"tiles": {"url": tiles.url, "credit": markup(tiles.credit)}} if tiles else {}
    )
    parts = {
        "policy": policy(shell, tiles.hosts if tiles else ()),
        "title": f"<title>{markup(name)}</title>",
        "headline": headline(value),
        "plain": plain_list(atlas),
        "world": data_block("parley-world", "text/plain", basemap.packed()),
        "data": atlas_block(to_json(value)),
    }
    return SLOT.sub(lambda slot: parts[slot[1]], shell)


def write_page(
    atlas: Atlas,
    path: Path,
    *,
    title: str | None = None,
    tiles: Tiles | None = None,
    mercator: bool = False,
    changes: dict[str, Any] | None = None,
) -> bytes:
    """Write the page for an atlas to ``path``, whole or not at all, and return its bytes; see ``render``.

    Raises OutputError, with one line that says why, when the file cannot be written.
    """
    page = render(atlas, title=title, tiles=tiles, mercator=mercator, changes=changes).encode("utf-8")
    try:
        write_whole(page, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{path}: cannot write the map ({reason}); choose another file with -o") from error
    return page


def shell_for(tiles: Tiles | None, *, mercator: bool) -> str:
    """Give the page without data that ``render`` fills."""
    return trusted_shell(MERCATOR if mercator or tiles else EQUAL_EARTH)


@cache
def trusted_shell(crs: str) -> str:
    """Give the page without data in a projection: folium's document, our own code, and slots for the rest.

    It is kept in the user's cache folder: to import folium takes longer than all else that a small page needs.
    """
    key = hashlib.sha256(f"shell {crs} {page_stamp()}".encode()).digest()
    with Keeper(BUILD) as keeper:
        shell = _unpacked(keeper.find([key]).get(key))
        if shell is None:
            shell = _drawn_shell(crs)
            keeper.keep(key, zlib.compress(shell.encode(), 1))
    return shell


def _unpacked(body: bytes | None) -> str | None:
    """Return the shell that is kept; None where it is not whole."""
    try:
        return None if body is None else zlib.decompress(body).decode()
    except (zlib.error, UnicodeError):
        return None


def _drawn_shell(crs: str) -> str:
    from branca.element import Element, Figure
    from folium import Map

    shell = Map(tiles=None, crs=crs, zoom_control=False, **MAP_OPTIONS)
    shell.default_js, shell.default_css = [], []
    shell._id = "parley"  # noqa: SLF001 - folium draws ids at random and has no other way to set one
    figure = Figure()
    figure.add_child(shell)
    figure.header.add_child(Element("<!--parley:head-->"), name="parley_head")
    figure.html.add_child(Element("<!--parley:body-->"), name="parley_body")
    figure.script.add_child(Element("<!--parley:app-->"), name="parley_app")
    document = VIEWPORT.sub("", figure.render()).replace("<html>", '<html lang="en">', 1)
    parts = {
        "head": f"{HEAD}<style>{lean_style(leaflet('leaflet.css'))}</style>"
        f"<style>{lean_style(join(STYLES))}</style>"
        f"<noscript><style>{lean_style(join(STILL_STYLES))}</style></noscript>"
        f"<script>{leaflet('leaflet.js')}</script><script>{wrapped(PROJECTION)}</script>",
        "body": BODY,
        "app": wrapped(APP),
    }
    return SLOT.sub(lambda slot: parts[slot[1]], document)


def leaflet(name: str) -> str:
    """Give one of Leaflet's files, without the references to files that the page does not have."""
    text = files("js_lib_leaflet").joinpath("static", "js_lib_leaflet", name).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$|url\((images/[^)]*|#default#VML)\)", "", text)


def wrapped(names: tuple[str, ...]) -> str:
    """Join our own scripts into one that leaves no name behind."""
    return f'(function () {{\n"use strict";\n{join(names)}\n}})();'


def policy(shell: str, hosts: tuple[str, ...] = ()) -> str:
    """Forbid all that the page does not carry, but images of ``hosts``; scripts and styles go by their hash."""
    sources: dict[str, list[str]] = {"script": [], "style": []}
    for kind, code in CODE.findall(shell):
        sources[kind].append(code_hash(code))
    rules = (
        "default-src 'none'",
        f"script-src {' '.join(sources['script'])}",
        f"style-src {' '.join(sources['style'])}",
        " ".join(("img-src data: blob:", *hosts)),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}" />'


def code_hash(code: str) -> str:
    """Name a script or style as a policy does that lets only this one run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode('ascii')}'"


def atlas_block(text: str) -> str:
    """Carry the data as it stands, or packed where it is big."""
    if len(text) < BIG:
        return data_block("parley-data", "application/json", text)
    packed = base64.b64encode(gzip.compress(text.encode("ascii"), 9, mtime=0)).decode("ascii")
    return data_block("parley-data", "text/plain", packed)


def data_block(name: str, kind: str, text: str) -> str:
    """Give a script element that a browser never runs."""
    return f'<script id="{name}" type="{kind}">{text}</script>'
