"""What decides on a page besides the atlas: our own code and files, and the libraries that have a part in it."""

from __future__ import annotations

from geo.stamp import code_stamp

LIBRARIES = ("branca", "django-js-lib-leaflet", "folium", "jinja2", "shapely")


def page_stamp() -> str:
    """Return a hash of it all."""
    return code_stamp("maps", LIBRARIES)
