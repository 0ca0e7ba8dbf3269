"""The atlas as a folium layer that can be added to anyone's ``folium.Map``.

>>> import folium
>>> from geo import Article, Atlas
>>> from maps import MeetingLayer
>>> text = "The foreign ministers of Russia and Turkey held talks in Geneva on 8 February 2017."
>>> world = folium.Map()
>>> MeetingLayer(Atlas.from_articles([Article("talks", text)]), "Talks").add_to(world).layer_name
'Talks'
>>> folium.LayerControl().add_to(world).render()

branca compiles what a layer renders as a template once more, and folium's popups take raw HTML. So no word of an
article goes through either: the atlas is written as JSON in which no markup and no template opening is left, and
the layer's own script shows it as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from folium.map import Layer
from folium.template import Template

from maps.assets import join
from maps.payload import payload, to_json

if TYPE_CHECKING:
    from geo.model import Atlas

SCRIPTS = (
    "strings.js",
    "dom.js",
    "arc.js",
    "model.js",
    "marks.js",
    "drawing.js",
    "correct.js",
    "changes.js",
    "meetings.js",
    "foliumlayer.js",
)
MARKS = ("colours.css", "marks.css")
CARDS = ("cards.css",)


class MeetingLayer(Layer):
    """Lines from the seats of those who take part to the venues; a click opens the meetings with their evidence.

    ``name`` is what a ``folium.LayerControl`` shows. It adds no file and no request to the map.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <style>{{ this.style }}</style>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = (function () {
            "use strict";
            {{ this.code }}
            return new ParleyLayer({{ this.data }});
            })();
        {% endmacro %}
        """,
    )

    def __init__(
        self, atlas: Atlas, name: str = "Meetings", *, overlay: bool = True, control: bool = True
    ) -> None:
        super().__init__(name=name, overlay=overlay, control=control)
        self._name = "MeetingLayer"
        self.style = f"{join(MARKS)}\n.parley {{\n{join(CARDS)}\n}}"
        self.code = join(SCRIPTS).replace("{{", "{ {")  # the same to a browser, nothing to Jinja
        self.data = to_json(payload(atlas, name))
        self._bounds = bounds(atlas)

    def _get_self_bounds(self) -> list[list[float | None]]:
        """Tell folium what ``fit_bounds`` has to show."""
        return self._bounds


def bounds(atlas: Atlas) -> list[list[float | None]]:
    """Give [[south, west], [north, east]] of the venues, or Nones where there is none."""
    venues = [meeting.venue for meeting in atlas.meetings if meeting.venue]
    if not venues:
        return [[None, None], [None, None]]
    lats, lons = [venue.lat for venue in venues], [venue.lon for venue in venues]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]
