"""Connections that only reach public addresses, unless more is allowed.

A host name is resolved once, each address is checked, and the connection is made to a checked address: a name
that points elsewhere a moment later ("DNS rebinding") gains nothing. A redirect makes a new connection or reuses
one that was checked. A clock bounds the whole exchange: a server that sends one byte at a time is left as well.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from geo.errors import WebError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address
    Network = ipaddress.IPv4Network | ipaddress.IPv6Network
    Resolve = Callable[[str, int], Sequence[str]]

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """Give the addresses of a host, in the system's order; raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def parse_networks(values: Iterable[str]) -> tuple[Network, ...]:
    """Read addresses and networks (``127.0.0.1``, ``10.0.0.0/8``); raises WebError for anything else."""
    found = []
    for value in values:
        try:
            found.append(ipaddress.ip_network(value.strip(), strict=False))
        except ValueError:
            raise WebError(f"{value!r} is no address or network; write 127.0.0.1 or 10.0.0.0/8") from None
    return tuple(found)


def is_allowed(text: str, allowed: Sequence[Network] = ()) -> bool:
    """Tell whether an address may be connected to: it is public, or lies in one of the networks allowed."""
    try:
        address = _plain(ipaddress.ip_address(text.split("%", 1)[0]))
    except ValueError:
        return False
    if any(address in network for network in allowed):
        return True
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _plain(address: Address) -> Address:
    """Take an IPv4 address out of the IPv6 forms that carry one: it is reached by them all the same."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


class Clock:
    """The time that is left for one exchange."""

    def __init__(self) -> None:
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Begin an exchange of at most so many seconds."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Give the seconds that a step may take; raises httpcore.ReadTimeout where none is left."""
        remaining = self._end - time.monotonic()
        if remaining <= 0:
            raise httpcore.ReadTimeout("the whole took too long")
        return min(remaining, remaining if timeout is None else timeout)


class TimedStream(httpcore.NetworkStream):
    """A connection on which every step is bounded by the clock."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of ``buffer``."""
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted; the certificate is checked against the host's name, not its address."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return TimedStream(stream, self._clock)

    def get_extra_info(self, info: str) -> Any:
        """Tell about the connection below."""
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Makes the connections: to checked addresses only."""

    def __init__(self, clock: Clock, allowed: Sequence[Network], resolve: Resolve) -> None:
        self._clock, self._allowed, self._resolve = clock, allowed, resolve
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that is allowed and answers.

        Raises WebError where no address is allowed, httpcore.ConnectError where none answers.
        """
        try:
            addresses = self._resolve(host.strip("[]"), port)
        except (OSError, UnicodeError):
            raise WebError(f"there is no host {host!r}; check the address and the network") from None
        checked = [address for address in addresses if is_allowed(address, self._allowed)]
        if not checked:
            where = ", ".join(addresses) or "nothing"
            raise WebError(f"{host} is {where}, not a public address; if that is meant, allow it with --allow")
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in checked:
            try:
                seconds = self._clock.left(timeout)
                stream = self._backend.connect_tcp(address, port, seconds, local_address, socket_options)
                return TimedStream(stream, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address")


class CheckedTransport(httpx.HTTPTransport):
    """httpx's transport over checked connections."""

    def __init__(self, clock: Clock, allowed: Sequence[Network] = (), resolve: Resolve = resolve) -> None:
        super().__init__()
        backend = CheckedBackend(clock, allowed, resolve)
        context = httpx.create_ssl_context()
        self._pool = httpcore.ConnectionPool(ssl_context=context, max_connections=4, network_backend=backend)
