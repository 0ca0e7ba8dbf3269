"""Parley's maps: ``MeetingLayer`` shows an atlas on a ``folium.Map`` of one's own (see ``maps.layer``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maps.layer import MeetingLayer

__all__ = ["MeetingLayer"]


def __getattr__(name: str) -> Any:
    """Import the layer, and folium with it, when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'maps' has no attribute {name!r}")
    from maps import layer

    return layer.MeetingLayer
