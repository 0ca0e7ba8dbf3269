"""GraphML for Gephi and its like, written by networkx. All values are text or numbers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from geo.extras import need
from geo.frames import bipartite, projected

if TYPE_CHECKING:
    from geo.model import Atlas


def bipartite_graphml(atlas: Atlas) -> bytes:
    """Return the graph of actors and meetings."""
    return written(bipartite(atlas))


def projected_graphml(atlas: Atlas) -> bytes:
    """Return the weighted graph of the states that meet."""
    return written(projected(atlas))


def written(graph: Any) -> bytes:
    """Return a graph as GraphML; networkx's plain XML writer needs no further package."""
    file = io.BytesIO()
    need("networkx", "GraphML").write_graphml_xml(graph, file, prettyprint=False)
    return file.getvalue()
