"""A map on this machine's own address, given out so that an open page can say when a newer one is there.

The file itself never asks anybody for anything. Only what is given out here holds one more script, and a policy
that lets it ask this server. Nothing but the one map is given out, and only to pages that call the server by a
loopback name: another site that leads its own name here (DNS rebinding) gets nothing.
"""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from geo.errors import OutputError
from maps.page import code_hash, wrapped
from maps.unpack import DATA

if TYPE_CHECKING:
    from pathlib import Path

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost")
POLICY = re.compile(
    r'(<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src [^;"]*)(;[^"]*)(" />)'
)
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
TEXT, PAGE = "text/plain; charset=utf-8", "text/html; charset=utf-8"


class MapServer(ThreadingHTTPServer):
    """Gives out the map ``file`` at ``url`` until it is shut down; ``port`` 0 is any that is free.

    Raises OutputError where the port cannot be had.
    """

    daemon_threads = True

    def __init__(self, file: Path, port: int) -> None:
        self.file = file
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise OutputError(f"cannot serve on port {port} ({reason}); choose another with --port") from error

    @property
    def url(self) -> str:
        """The map's address."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: MapServer
    timeout = 20.0

    def do_GET(self) -> None:
        host = self.headers.get("Host", "")
        if host not in {f"{name}:{self.server.server_port}" for name in NAMES}:
            self._answer(HTTPStatus.FORBIDDEN, "this server answers only to its own address\n")
        elif self.path in {"/", "/version"}:
            self._give(self.path)
        elif self.path == "/favicon.ico":
            self._answer(HTTPStatus.NO_CONTENT, "")
        else:
            self._answer(HTTPStatus.NOT_FOUND, "only the map is here, at /\n")

    do_HEAD = do_GET  # noqa: N815 - the name that http.server asks for

    def _give(self, path: str) -> None:
        try:
            content = self.server.file.read_bytes()
            version = version_of(content)
            if path == "/version":
                self._answer(HTTPStatus.OK, version)
            else:
                self._answer(HTTPStatus.OK, served(content.decode("utf-8", "replace"), version), PAGE)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, f"{self.server.file.name}: {reason}\n")

    def _answer(self, status: HTTPStatus, text: str, kind: str = TEXT) -> None:
        body = text.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name in http.server
        """Keep quiet: the terminal is for what the user asked."""


def version_of(content: bytes) -> str:
    """Tell one map from another."""
    return hashlib.sha256(content).hexdigest()[:32]


def served(page: str, version: str) -> str:
    """Give a map with the script that asks whether a newer one than ``version`` is there.

    Raises ValueError where the page is no map of parley.
    """
    if not DATA.search(page):
        raise ValueError("is no map that 'parley build' wrote; build it anew")
    script = wrapped(("served.js",))
    added = f'<meta name="parley-version" content="{version}" /><script>{script}</script>'
    page, count = POLICY.subn(
        lambda found: f"{found[1]} {code_hash(script)}; connect-src 'self'{found[2]}{found[3]}{added}",
        page,
        count=1,
    )
    if not count:
        raise ValueError("is a map of another version; build it anew")
    return page
