"""Fetching pages: http and https only, to public addresses only, bounded in time, size and redirects, and polite.

One ``Fetcher`` serves a whole command: it keeps what robots.txt says and when each host was last asked.
"""

from __future__ import annotations

import re
import time
import zlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Self

import httpx
from protego import Protego

from geo.addresses import CheckedTransport, Clock, resolve
from geo.errors import WebError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.addresses import Network, Resolve

ROBOT = "Parley"
ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.5"
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
MANY_REQUESTS, UNAVAILABLE = 429, 503
WHY = {
    401: "asks for a login",
    402: "asks for payment",
    403: "refuses",
    404: "is not there",
    410: "is no longer there",
    451: "is withheld for legal reasons",
}
BY_HAND = "save the page in a browser and add the file"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long (seconds), how much (bytes, as sent and as unpacked) and how often."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 90.0
    size: int = 30_000_000
    redirects: int = 8
    pause: float = 1.0
    longest_wait: float = 60.0
    robots_size: int = 512_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: ``url`` after redirects, the unpacked bytes, media type and charset as the server tells."""

    url: str
    data: bytes
    media_type: str = ""
    charset: str | None = None


class Fetcher:
    """Fetches pages, one at a time. ``allowed`` are networks that may be reached though they are not public."""

    def __init__(
        self, limits: Limits | None = None, allowed: Sequence[Network] = (), resolve: Resolve = resolve
    ) -> None:
        self.limits = limits or Limits()
        self._clock = Clock()
        self._robots: dict[str, Protego] = {}
        self._asked: dict[str, float] = {}
        times = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        headers = {
            "User-Agent": f"{ROBOT}/{version('parley')} (reads single articles for a map)",
            "Accept": ACCEPT,
            "Accept-Language": "en",
            "Accept-Encoding": "gzip, deflate",
        }
        transport = CheckedTransport(self._clock, allowed, resolve)
        self._client = httpx.Client(transport=transport, timeout=times, headers=headers, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str) -> Fetched:
        """Fetch a page. Raises WebError with one line that says why it could not be had."""
        target = check_address(url)
        for _ in range(self.limits.redirects + 1):
            pause = self._obey_robots(target)
            response = self._ask_politely(target, pause, self.limits.size)
            if isinstance(response, Fetched):
                return response
            target = check_address(response)
        raise WebError(f"leads on and on (over {self.limits.redirects} redirects)")

    def _obey_robots(self, url: httpx.URL) -> float:
        """Give the pause that a host wants; raises WebError where its robots.txt forbids the page."""
        host = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if host not in self._robots:
            self._robots[host] = Protego.parse(self._robots_text(url))
        robots = self._robots[host]
        if not robots.can_fetch(str(url), ROBOT):
            raise WebError(f"may not be fetched by programs (robots.txt); {BY_HAND}")
        return max(self.limits.pause, min(robots.crawl_delay(ROBOT) or 0.0, self.limits.longest_wait))

    def _robots_text(self, url: httpx.URL) -> str:
        """Give the text of robots.txt by RFC 9309: all is allowed where there is none, nothing where it fails."""
        target = url.copy_with(raw_path=b"/robots.txt")
        try:
            for _ in range(self.limits.redirects):
                answer = self._ask_politely(target, self.limits.pause, self.limits.robots_size)
                if isinstance(answer, Fetched):
                    return answer.data.decode("utf-8", "replace")
                target = check_address(answer)
        except StatusError as error:
            if error.status < httpx.codes.INTERNAL_SERVER_ERROR and error.status != MANY_REQUESTS:
                return ""
            raise WebError(f"cannot say what programs may fetch (robots.txt: {error}); try again later") from None
        except SizeError:
            raise WebError(f"has a robots.txt over {self.limits.robots_size:,} bytes; {BY_HAND}") from None
        return ""

    def _ask_politely(self, url: httpx.URL, pause: float, size: int) -> Fetched | str:
        """Ask, and once more where the server names a bearable time to come back."""
        try:
            return self._ask(url, pause, size)
        except StatusError as error:
            if error.wait is None or error.wait > self.limits.longest_wait:
                raise
            time.sleep(error.wait)
            return self._ask(url, pause, size)

    def _ask(self, url: httpx.URL, pause: float, size: int) -> Fetched | str:
        """Ask once: the page, or the address that it is redirected to."""
        wait = self._asked.get(url.host, -pause) + pause - time.monotonic()
        time.sleep(max(0.0, wait))
        self._clock.start(self.limits.total)
        try:
            with self._client.stream("GET", url) as response:
                if response.next_request is not None:
                    return str(response.next_request.url)
                if response.status_code != httpx.codes.OK:
                    raise StatusError(response.status_code, response.headers.get("retry-after"))
                return self._take(response, size)
        except httpx.TimeoutException:
            raise WebError("took too long; try again later") from None
        except httpx.RemoteProtocolError:
            raise WebError("was cut off or is no proper answer; try again later") from None
        except httpx.HTTPError as error:
            raise WebError(f"cannot be reached ({str(error) or type(error).__name__})") from None
        except httpx.InvalidURL:
            raise WebError("leads to an address that is none") from None
        finally:
            self._asked[url.host] = time.monotonic()

    def _take(self, response: httpx.Response, size: int) -> Fetched:
        if int(response.headers.get("content-length", "0") or 0) > size:
            raise SizeError(size)
        kind = response.headers.get("content-type", "")
        charset = CHARSET.search(kind)
        data = b"".join(bounded(unpacked(response), size))
        return Fetched(
            str(response.url), data, kind.split(";")[0].strip().lower(), charset[1] if charset else None
        )


class StatusError(WebError):
    """The server answered with something other than a page. ``wait``: the seconds to come back after, if told."""

    def __init__(self, status: int, retry_after: str | None = None) -> None:
        self.status = status
        self.wait = _seconds(retry_after) if status in {MANY_REQUESTS, UNAVAILABLE} else None
        super().__init__(self._say())

    def _say(self) -> str:
        if self.wait is not None:
            return f"asks to come back in {self.wait:.0f} s ({self.status}); try again then"
        if self.status == MANY_REQUESTS or self.status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return f"does not answer properly now ({self.status}); try again later"
        return f"{WHY.get(self.status, 'gives no page')} ({self.status}); check the address, or {BY_HAND}"


class SizeError(WebError):
    """A page is over the limit."""

    def __init__(self, size: int) -> None:
        super().__init__(f"is over {size:,} bytes: too big for an article")


def check_address(url: str) -> httpx.URL:
    """Give an address as httpx wants it, without its fragment; raises WebError for what may not be fetched."""
    try:
        parsed = httpx.URL(url.strip())
        port = parsed.port
    except (httpx.InvalidURL, ValueError):
        raise WebError("is no address; write https://host/path") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host or port == 0:
        raise WebError(f"is {parsed.scheme or 'no'} address; only http and https are fetched")
    if parsed.userinfo:
        raise WebError(f"holds a user name or password; {BY_HAND}")
    return parsed.copy_with(fragment=None)


def unpacked(response: httpx.Response) -> Iterator[bytes]:
    """Yield the body's bytes, gzip and deflate undone in small pieces: a bomb never unfolds."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in {"identity", ""}:
        yield from response.iter_raw()
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise WebError(f"comes packed as {coding[:20]!r}, which was not asked for; {BY_HAND}")
    unpacker = zlib.decompressobj(wbits=47)  # finds out between gzip and zlib
    try:
        for chunk in response.iter_raw():
            yield from _pieces(unpacker, chunk)
            if unpacker.eof:
                return
    except zlib.error:
        raise WebError("comes in a damaged packing; try again later") from None
    raise WebError("was cut off; try again later")


def bounded(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield the chunks; raises WebError once there are more than ``size`` bytes."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > size:
            raise SizeError(size)
        yield chunk


def _pieces(unpacker: Any, chunk: bytes, piece: int = 1 << 20) -> Iterator[bytes]:
    while chunk and not unpacker.eof:
        yield unpacker.decompress(chunk, piece)
        chunk = unpacker.unconsumed_tail


def _seconds(retry_after: str | None) -> float | None:
    """Read Retry-After: seconds, or a date."""
    if retry_after is None:
        return None
    try:
        return max(0.0, float(int(retry_after)))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, OverflowError, OSError):
        return None
