"""KML 2.2 (OGC 07-147r2) for Google Earth: venues, links and meetings with their time spans; KMZ brings the icons.

A balloon shows its description as HTML, so words of articles stand in it escaped. ``ExtendedData`` holds the plain
text for programs; no balloon shows it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from geo.frames import lines
from geo.tables import link_ends, rows
from maps.exports.qgis import INK, ROLE_COLOURS, STATUS_COLOURS
from maps.plain import markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Atlas

NAMESPACE = "http://www.opengis.net/kml/2.2"
FEW = 20  # sentences in a balloon
ICON = 64  # pixels
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # zip files have dates; the same atlas gives the same bytes


def kml(atlas: Atlas) -> bytes:
    """Return the KML of an atlas; markers are Google Earth's own, coloured by status."""
    return document(atlas, icon=None)


def kmz(atlas: Atlas) -> bytes:
    """Return the KML with its icon, zipped: nothing is asked from the network."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("doc.kml", document(atlas, icon="icons/dot.png")), ("icons/dot.png", dot())):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def document(atlas: Atlas, icon: str | None) -> bytes:
    """Return the whole document."""
    root = ET.Element("kml", xmlns=NAMESPACE)
    top = ET.SubElement(root, "Document")
    add(top, "name", "Where they meet")
    add_styles(top, icon)
    add_venues(folder(top, "Venues"), atlas)
    add_links(folder(top, "Links"), atlas)
    add_meetings(folder(top, "Meetings"), atlas)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written(root)


def written(root: ET.Element) -> bytes:
    """Return XML in which a carriage return of a text is not taken for a line end."""
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return text.replace(b"\r", b"&#13;")


def add(parent: ET.Element, name: str, text: object) -> None:
    """Add an element with a text."""
    ET.SubElement(parent, name).text = str(text)


def folder(top: ET.Element, name: str) -> ET.Element:
    """Add a folder."""
    made = ET.SubElement(top, "Folder")
    add(made, "name", name)
    return made


def add_styles(top: ET.Element, icon: str | None) -> None:
    """Add a style for venues, one for each status of a meeting and one for each role of a link."""
    colours: dict[str, str] = {"venue": INK, **named("meeting", STATUS_COLOURS), **named("link", ROLE_COLOURS)}
    for name, colour in colours.items():
        style = ET.SubElement(top, "Style", id=name)
        if name.startswith("link"):
            line = ET.SubElement(style, "LineStyle")
            add(line, "color", argb(colour))
            add(line, "width", 2)
        else:
            shown = ET.SubElement(style, "IconStyle")
            add(shown, "color", argb(colour))
            add(shown, "scale", "0.6" if name == "venue" else "0.8")
            if icon is not None:
                add(ET.SubElement(shown, "Icon"), "href", icon)
        add(ET.SubElement(style, "BalloonStyle"), "text", "$[description]")


def named(what: str, colours: Mapping[Any, str]) -> dict[str, str]:
    """Give styles their ids: ``meeting-held``."""
    return {f"{what}-{key}": colour for key, colour in colours.items()}


def argb(colour: str) -> str:
    """Write red, green, blue as KML does: alpha, blue, green, red in hexadecimal."""
    red, green, blue = (int(part) for part in colour.split(","))
    return f"ff{blue:02x}{green:02x}{red:02x}"


def add_venues(parent: ET.Element, atlas: Atlas) -> None:
    """Add a point for each venue."""
    for row in rows(atlas, "venues"):
        told = f"{row['meetings']} meetings, {row['precision']}, {row['country'] or 'country not told'}"
        mark = placemark(parent, row["name"], [told], "venue", None)
        data(mark, row)
        point(mark, row)


def add_links(parent: ET.Element, atlas: Atlas) -> None:
    """Add a line for each link; one without a seat has no geometry."""
    ends = link_ends(atlas)
    for row in rows(atlas, "links"):
        name = f"{row['actor_name']} - {row['venue_name']}"
        mark = placemark(parent, name, [f"{row['role']}, {row['meetings']} meetings"], f"link-{row['role']}", None)
        data(mark, row)
        pair = ends[row["id"]]
        if pair is not None:
            seat, venue = pair
            geometry = ET.SubElement(mark, "MultiGeometry")
            for part in lines((seat.lat, seat.lon), (venue.lat, venue.lon)):
                line = ET.SubElement(geometry, "LineString")
                add(line, "tessellate", 1)
                add(line, "coordinates", " ".join(f"{lon!r},{lat!r}" for lon, lat in part))


def add_meetings(parent: ET.Element, atlas: Atlas) -> None:
    """Add each meeting with its time span, roles and sentences; one without a venue has no geometry."""
    names = {row["id"]: row["name"] for row in rows(atlas, "actors")}
    told: dict[str, list[str]] = {}
    for row in rows(atlas, "participations"):
        told.setdefault(row["meeting"], []).append(f"{row['role']}: {names[row['actor']]}")
    for row in rows(atlas, "evidence"):
        if row["sentence"] not in told.setdefault(row["meeting"], []):
            told[row["meeting"]].append(row["sentence"])
    for row in rows(atlas, "meetings"):
        name = " ".join(filter(None, (row["label"] or row["venue_name"] or "place not told", row["date_start"])))
        span = (row["date_start"], row["date_end"] or row["date_start"]) if row["first_day"] else None
        mark = placemark(parent, name, told.get(row["id"], [])[:FEW], f"meeting-{row['status']}", span)
        data(mark, row)
        point(mark, row)


def placemark(
    parent: ET.Element, name: str, told: list[str], style: str, span: tuple[str, str] | None
) -> ET.Element:
    """Add a placemark, its parts in the order that the schema wants."""
    mark = ET.SubElement(parent, "Placemark")
    add(mark, "name", name)
    add(mark, "description", "<br/>".join([f"<b>{markup(name)}</b>", *map(markup, told)]))
    if span is not None:
        time = ET.SubElement(mark, "TimeSpan")
        add(time, "begin", span[0])
        add(time, "end", span[1])
    add(mark, "styleUrl", f"#{style}")
    return mark


def data(mark: ET.Element, row: dict[str, Any]) -> None:
    """Add the columns of a row for programs."""
    extended = ET.SubElement(mark, "ExtendedData")
    for name, value in row.items():
        if value is not None:
            add(ET.SubElement(extended, "Data", name=name), "value", value)


def point(mark: ET.Element, row: dict[str, Any]) -> None:
    """Add the point of a row that has one: lon, lat."""
    if row["lat"] is not None:
        add(ET.SubElement(mark, "Point"), "coordinates", f"{row['lon']!r},{row['lat']!r}")


def dot() -> bytes:
    """Return the icon: a white disc as PNG, which Earth tints by the style's colour."""
    middle, radius = (ICON - 1) / 2, ICON / 2 - 2
    lines = []
    for y in range(ICON):
        cover = (radius + 0.5 - ((x - middle) ** 2 + (y - middle) ** 2) ** 0.5 for x in range(ICON))
        lines.append(b"\0" + b"".join(bytes((255, 255, 255, round(255 * min(1, max(0, part))))) for part in cover))
    head = struct.pack(">2I5B", ICON, ICON, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
