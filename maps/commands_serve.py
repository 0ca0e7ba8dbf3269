"""``parley serve``: a map on this machine, which says when a newer one is there."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from geo.decoding import one_line
from geo.errors import OutputError

PORT = 8310


def serve(
    file: Annotated[Path, typer.Argument(metavar="[MAP]", help="The map.", show_default=True)] = Path("map.html"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = PORT,
) -> None:
    """Show a map in the browser that says when a newer one was built; only this machine can reach it."""
    from maps.serving import MapServer, served

    try:
        served(file.read_text(encoding="utf-8", errors="replace"), "")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise OutputError(f"{file}: {reason}; 'parley build' writes a map, then serve it") from error
    with MapServer(file, port) as server, suppress(KeyboardInterrupt):
        typer.echo(f"Serving {one_line(str(file))} at {server.url} (Ctrl-C ends it).")
        server.serve_forever()
