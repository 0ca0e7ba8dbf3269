"""Build again whenever articles or corrections change, and, if so wished, show the map meanwhile."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from geo.articles import STDIN
from geo.decoding import one_line
from geo.errors import OutputError, ParleyError
from geo.fingerprint import fingerprint
from maps import terminal
from maps.building import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from watchfiles import Change

    from maps.building import Order

QUIET, LONGEST = 300, 3_000
"""Milliseconds without a change after which a burst has ended, and after which it is cut."""
TURN = 250  # milliseconds that one watcher waits before the other's turn
SHORT = 0.02  # seconds between two looks at what is watched, where nothing is left of it


def watch(order: Order, port: int | None = None) -> int:
    """Build now and after each burst of changes, until Ctrl-C; with a ``port`` also serve the map.

    What goes wrong with a build is one line, and the watch goes on. Raises OutputError where nothing can be
    watched, or the port cannot be had.
    """
    last: bytes | None = None
    with nullcontext() if port is None else _serving(order.out, port):
        try:
            for first in _bursts(order):
                now = fingerprint(order.paths, order.corrections)
                if first or now is None or now != last:
                    last = now if _built(order) else None
                if first:
                    names = ", ".join(one_line(path) for path in order.paths)
                    typer.echo(f"Watching {names} (Ctrl-C ends it).")
        except _Ended:
            return 0
    return 0


class _Ended(Exception):  # noqa: N818 - Ctrl-C between two builds is no error
    """The user has ended the watch."""


def _built(order: Order) -> bool:
    try:
        build(order)
    except (ParleyError, OSError) as error:
        terminal.complain(str(error))
        return False
    return True


def _bursts(order: Order) -> Iterator[bool]:
    """Yield True once the watch has begun, then False after each burst of changes."""
    first = True
    try:
        while True:
            places = _places(order)
            watchers = [
                _watcher(order, paths, recursive=recursive) for paths, recursive in _watched(order) if paths
            ]
            if first and not watchers:
                raise OutputError("there is nothing to watch; give files or folders with --watch")
            for watcher in watchers:
                next(watcher)
            yield first
            first = False
            while places == _places(order):
                for watcher in watchers:
                    if next(watcher):
                        yield False
    except KeyboardInterrupt:
        raise _Ended from None


def _places(order: Order) -> list[int]:
    """Tell whether what is watched is still what it was: a folder may go, and another come by its name."""
    time.sleep(SHORT)
    return [Path(path).stat().st_ino if Path(path).is_dir() else 0 for path in order.paths]


def _watched(order: Order) -> Iterator[tuple[set[str], bool]]:
    """Yield the folders that are watched with all that is in them, and those of which only the files count."""
    paths = [Path(path) for path in order.paths if path != STDIN]
    folders = {str(path) for path in paths if path.is_dir()}
    files = [path for path in paths if str(path) not in folders]
    if order.corrections is not None:
        files.append(order.corrections)
    yield folders, True
    yield {str(path.parent) for path in files if path.parent.is_dir()} - folders, False


def _watcher(order: Order, paths: set[str], *, recursive: bool) -> Iterator[set[tuple[Change, str]]]:
    import watchfiles  # only a watch needs it

    return watchfiles.watch(
        *sorted(paths),
        watch_filter=_counts(order),
        debounce=LONGEST,
        step=QUIET,
        rust_timeout=TURN,
        yield_on_timeout=True,
        recursive=recursive,
        ignore_permission_denied=True,
    )


def _counts(order: Order) -> Callable[[Change, str], bool]:
    """Pass over what a build itself writes, and hidden files, as those that are being written."""
    own = {path.resolve() for path in (order.out, *order.changes)}
    return lambda _, path: not Path(path).name.startswith(".") and Path(path).resolve() not in own


@contextmanager
def _serving(file: Path, port: int) -> Iterator[None]:
    from maps.serving import MapServer

    with MapServer(file, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        typer.echo(f"Serving {one_line(str(file))} at {server.url}")
        try:
            yield
        finally:
            server.shutdown()
