"""``parley build``: articles into one map, once or again and again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from maps.commands_serve import PORT
from maps.words import Allow, CorrectionsFile, Jobs, Paths, Projection, Service

TilesAddress = Annotated[
    str | None,
    typer.Option(
        "--tiles",
        metavar="URL",
        help="Draw on tiles from the web, as https://host/{z}/{x}/{y}.png: needs a network.",
    ),
]
ChangesFiles = Annotated[
    list[Path] | None,
    typer.Option("--changes", metavar="FILE", help="List what changed since the last map (.json, .md)."),
]


def build(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")] = Path("map.html"),
    title: Annotated[str | None, typer.Option(help="The map's title.")] = None,
    jobs: Jobs = None,
    corrections: CorrectionsFile = None,
    geocoder: Service = None,
    tiles: TilesAddress = None,
    tiles_credit: Annotated[str | None, typer.Option(help="Whom to credit for the tiles.")] = None,
    projection: Annotated[Projection, typer.Option(help="Tiles are always in mercator.")] = Projection.EQUAL_EARTH,
    changes: ChangesFiles = None,
    allow: Allow = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build again whenever articles change, until Ctrl-C.")
    ] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="Watch, and show the map as 'parley serve' does.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of --serve; 0 takes any.")] = PORT,
) -> None:
    """Read articles and write the map: one HTML file that needs no network."""
    from maps import building  # loads what --help does not need
    from maps.tiles import check_tiles

    order = building.Order(
        paths=tuple(paths),
        out=out,
        title=title,
        jobs=jobs,
        corrections=corrections,
        geocoder=geocoder,
        tiles=None if tiles is None else check_tiles(tiles, tiles_credit),
        mercator=projection is Projection.MERCATOR,
        changes=tuple(changes or ()),
        allow=tuple(allow or ()),
    )
    building.check(order)
    if watch or serve:
        from maps import watching

        raise typer.Exit(watching.watch(order, port if serve else None))
    raise typer.Exit(building.build(order))
