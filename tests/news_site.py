"""A news site on loopback with its faults: it answers by path, and counts."""

from __future__ import annotations

import gzip
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = (
    "<p>The foreign ministers of Egypt, Ethiopia and Sudan met in Geneva on {day} for talks on the river, which "
    "were mediated by the African Union. They agreed to meet again next month in Khartoum, officials said.</p>"
)
HOSTILE = "../../{{ 7*7 }} &lt;script&gt;: \"'#\n---\nurl: x"
FEEDS = {
    "feed": """<rss version="2.0"><channel><title>News</title>
<item><title>Old</title><link>/page/1</link><pubDate>Tue, 03 Jan 2017 10:00:00 GMT</pubDate></item>
<item><title>New</title><link>/page/2</link><pubDate>Tue, 25 Feb 2020 10:00:00 GMT</pubDate></item>
</channel></rss>""",
    "atom": """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Old, told anew</title><link href="/page/1"/><published>2017-01-03T10:00:00Z</published>
<updated>2020-02-25T10:00:00Z</updated></entry>
<entry><title>New</title><link href="/page/2"/><published>2020-02-25T10:00:00Z</published></entry>
<entry><title>Without a day</title><link href="/page/3"/></entry><entry><title>Nowhere</title></entry></feed>""",
    "news-map": """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>/page/1</loc><lastmod>2017-01-03</lastmod></url>
<url><loc> /page/2 </loc><news:news><news:publication_date>2020-02-25T10:00:00+00:00</news:publication_date>
<news:title>New &amp; told</news:title></news:news></url><url><loc></loc></url></urlset>""",
    "old-map": """<urlset><url><loc>/page/4</loc><lastmod>2019-05-05</lastmod></url></urlset>""",
    "index": """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>/old-map</loc><lastmod>2019-06-01</lastmod></sitemap>
<sitemap><loc>/news-map</loc><lastmod>2020-02-26</lastmod></sitemap></sitemapindex>""",
    "hostile-map": """<?xml version="1.0"?><?xml-stylesheet href="/x.xsl"?><!-- <rss> --><urlset>
<url><loc>file:///etc/passwd</loc></url><url><loc>javascript:alert(1)</loc></url></urlset>""",
    "entities": """<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>/page/1&x;</loc></url></urlset>""",
}
FRONTS = {
    "front": """<html><head><link rel="stylesheet" href="/x.css"><link rel="alternate" type="application/atom+xml"
href="/atom"></head><body><p>News</p></body></html>""",
    "bare": "<html><head></head><body><p>No feed here</p></body></html>",
}
LOOP = "127.0.0.1"


def page(title: str = "Talks", day: str = "Tuesday", date: str | None = "2020-02-25") -> str:
    dated = f'<meta property="article:published_time" content="{date}T10:00:00Z">' if date else ""
    head = f'<html lang="en"><head>{dated}<title>{title}</title></head>'
    return f"{head}<body><article>{BODY.format(day=day)}</article>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; ``server.hits`` counts."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:  # noqa: C901, PLR0912 - one branch a path
        path = self.path.split("?")[0]
        HITS.append(path)
        match path.split("/")[1:]:
            case ["robots.txt"]:
                self.send(200, b"User-agent: *\nDisallow: /private/", Content_Type="text/plain")
            case ["page", number]:
                self.send(
                    200,
                    page(f"Talks {number}", day=f"day {number} of that month, in the house of guests").encode(),
                )
            case ["changing"]:
                self.send(
                    200, page(day="Tuesday" if HITS.count(path) < 2 else "Wednesday, it now turns out,").encode()
                )
            case ["undated"]:
                self.send(200, page(date=None).encode())
            case ["hostile"]:
                self.send(200, page(HOSTILE).encode())
            case ["latin"]:
                self.send(200, page("Genève").encode("cp1252"), Content_Type="text/html; charset=utf-8")
            case [name] if name in FEEDS:
                self.send(200, FEEDS[name].encode(), Content_Type="application/xml")
            case ["front" | "bare" as name]:
                self.send(200, FRONTS[name].encode())
            case ["bomb"]:
                self.send(200, gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
            case ["loop"]:
                self.send(302, Location="/loop")
            case ["inside"]:
                self.send(302, Location="http://127.0.0.2:1/secret")
            case ["file"]:
                self.send(302, Location="file:///etc/passwd")
            case ["busy"]:
                self.send(429, Retry_After="7200")
            case ["busy-once"]:
                self.send(*((503, b"") if HITS.count(path) < 2 else (200, page().encode())), Retry_After="0")
            case ["cut"]:
                self.send(200, page().encode(), Content_Length="99999")
            case ["endless" | "drip" as how]:
                self.send_response(200)
                self.end_headers()
                try:
                    for _ in range(2000):
                        self.wfile.write(b"<p>" * (20_000 if how == "endless" else 1))
                        time.sleep(0 if how == "endless" else 0.05)
                except OSError:
                    pass
            case [status] if status.isdigit():
                self.send(int(status))
            case _:
                self.send(404)


HITS: list[str] = []


@contextmanager
def serving() -> Iterator[str]:
    """Serve at the address given until the block ends."""
    HITS.clear()
    server = ThreadingHTTPServer((LOOP, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://{LOOP}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
