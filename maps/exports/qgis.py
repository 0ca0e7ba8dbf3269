"""Styles for QGIS 3 (QML): venues sized by their meetings, links coloured by role, meetings by status."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from geo.model import Role, Status

ROLE_COLOURS = {
    Role.HOST: "191,67,8",
    Role.ORGANISER: "34,81,181",
    Role.MEDIATOR: "123,45,142",
    Role.PARTICIPANT: "11,114,103",
    Role.INVITED: "149,101,10",
    Role.OBSERVER: "86,97,110",
    Role.ABSENT: "168,36,88",
}
"""The colours of the page (``static/colours.css``), as red, green, blue."""
STATUS_COLOURS = {
    Status.HELD: "11,114,103",
    Status.ONGOING: "34,81,181",
    Status.PLANNED: "149,101,10",
    Status.PROPOSED: "123,45,142",
    Status.CANCELLED: "119,124,130",
}
INK = "29,35,41"
SIZE = '2 + 1.5 * sqrt(coalesce("meetings", 1))'
WIDTH = '0.3 + 0.3 * sqrt(coalesce("meetings", 1))'


def style(layer: str) -> str:
    """Return the QML of a layer: venues, meetings or links."""
    root = ET.Element("qgis", version="3.28.0", styleCategories="Symbology|Labeling")
    if layer == "venues":
        renderer = ET.SubElement(root, "renderer-v2", type="singleSymbol")
        symbols = ET.SubElement(renderer, "symbols")
        marker(symbols, "0", INK, SIZE)
        label(root)
    elif layer == "meetings":
        categorised(root, "status", {str(status): colour for status, colour in STATUS_COLOURS.items()}, marker)
    else:
        categorised(root, "role", {str(role): colour for role, colour in ROLE_COLOURS.items()}, line)
    return ET.tostring(root, encoding="unicode")


def categorised(root: ET.Element, attribute: str, colours: dict[str, str], symbol: object) -> None:
    """Add a renderer with one symbol for each value of an attribute."""
    renderer = ET.SubElement(root, "renderer-v2", type="categorizedSymbol", attr=attribute)
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, (value, colour) in enumerate(colours.items()):
        ET.SubElement(categories, "category", symbol=str(number), value=value, label=value, render="true")
        if symbol is line:
            line(symbols, str(number), colour)
        else:
            marker(symbols, str(number), colour, "")


def marker(symbols: ET.Element, name: str, colour: str, size: str) -> None:
    """Add a round marker; ``size`` is an expression, or empty for the plain size."""
    symbol = ET.SubElement(symbols, "symbol", type="marker", name=name, alpha="0.85")
    layer = ET.SubElement(symbol, "layer", {"class": "SimpleMarker", "enabled": "1"})
    options = {"name": "circle", "color": f"{colour},255", "outline_color": "255,253,248,255", "size": "2.6"}
    properties(layer, options, {"size": size} if size else {})


def line(symbols: ET.Element, name: str, colour: str) -> None:
    """Add a line as wide as it has meetings."""
    symbol = ET.SubElement(symbols, "symbol", type="line", name=name, alpha="0.7")
    layer = ET.SubElement(symbol, "layer", {"class": "SimpleLine", "enabled": "1"})
    properties(layer, {"line_color": f"{colour},255", "line_width": "0.5"}, {"outlineWidth": WIDTH})


def properties(layer: ET.Element, options: dict[str, str], defined: dict[str, str]) -> None:
    """Add a symbol's options and those that an expression defines."""
    plain = ET.SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        ET.SubElement(plain, "Option", name=name, value=value, type="QString")
    if not defined:
        return
    outer = ET.SubElement(ET.SubElement(layer, "data_defined_properties"), "Option", type="Map")
    ET.SubElement(outer, "Option", name="name", value="", type="QString")
    inner = ET.SubElement(outer, "Option", name="properties", type="Map")
    for name, expression in defined.items():
        entry = ET.SubElement(inner, "Option", name=name, type="Map")
        ET.SubElement(entry, "Option", name="active", value="true", type="bool")
        ET.SubElement(entry, "Option", name="expression", value=expression, type="QString")
        ET.SubElement(entry, "Option", name="type", value="3", type="int")
    ET.SubElement(outer, "Option", name="type", value="collection", type="QString")


def label(root: ET.Element) -> None:
    """Label each place with its name."""
    labeling = ET.SubElement(root, "labeling", type="simple")
    settings = ET.SubElement(labeling, "settings")
    ET.SubElement(settings, "text-style", fieldName="name", fontSize="9", textColor=f"{INK},255", isExpression="0")
