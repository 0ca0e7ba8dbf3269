"""Read a map back: the atlas that a page carries. Articles come without text, coordinates with five decimals."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from geo.errors import ArticleError, ParleyError
from geo.model import (
    Actor,
    ActorType,
    Article,
    Atlas,
    Contradiction,
    DateSpan,
    Evidence,
    Kind,
    Meeting,
    Participation,
    Place,
    ReadingKind,
    Role,
    Status,
    Toponym,
)

if TYPE_CHECKING:
    from pathlib import Path

DATA = re.compile(r'<script id="parley-data" type="([a-z/]+)">(.*?)</script>', re.DOTALL)
MOST = 2_000_000_000  # bytes unpacked: a page that holds more is none of ours


def read_map(path: Path) -> Atlas:
    """Return the atlas of a map that ``parley build`` wrote.

    Raises ArticleError, with what is wrong, where the file is no such map, OSError where it cannot be read.
    """
    return unpacked(read_value(path))


def read_value(path: Path) -> dict[str, Any]:
    """Return the payload of a map (see ``maps.payload``); raises what ``read_map`` raises."""
    found = DATA.search(path.read_text(encoding="utf-8", errors="replace"))
    if found is None:
        raise ArticleError("is no map of parley: it carries no data; give one that 'parley build' wrote")
    try:
        value = json.loads(_text(*found.groups()))
    except (ValueError, RecursionError, zlib.error) as error:
        raise _damaged(error) from error
    if not isinstance(value, dict):
        raise _damaged(TypeError("its data is no object"))
    return value


def unpacked(value: dict[str, Any]) -> Atlas:
    """Return the atlas of a payload. Raises ArticleError where it is none."""
    try:
        return _Unpacker(value).atlas()
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ParleyError) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> ArticleError:
    what = f"{type(error).__name__}: {error}"
    return ArticleError(f"is a damaged map or one of another version ({what}); build it again")


def _text(kind: str, text: str) -> bytes | str:
    if kind == "application/json":
        return text
    unpacker = zlib.decompressobj(wbits=31)
    data = unpacker.decompress(base64.b64decode(text), MOST)
    if unpacker.unconsumed_tail:
        raise ValueError("too much data")
    return data


class _Unpacker:
    def __init__(self, value: dict[str, Any]) -> None:
        self.value = value
        self.articles = [_article(row) for row in value["articles"]]
        self.venues = [_place(row) for row in value["venues"]]
        self.actors = [Actor(row["id"], row["name"], ActorType(row["type"])) for row in value["actors"]]
        self.sentences = value["sentences"]

    def atlas(self) -> Atlas:
        seats = {row["id"]: _place(row["seat"]) for row in self.value["actors"] if "seat" in row}
        return Atlas(
            articles=tuple(self.articles),
            meetings=tuple(self.meeting(row) for row in self.value["meetings"]),
            seats=dict(sorted(seats.items())),
            unresolved=tuple(self.toponym(row) for row in self.value["unresolved"]),
            skipped=tuple((name, reason) for name, reason in self.value["skipped"]),
        )

    def meeting(self, row: dict[str, Any]) -> Meeting:
        date = row.get("date")
        return Meeting(
            id=row["id"],
            articles=tuple(self.articles[number].id for number in row.get("articles", ())),
            venue=self.venues[row["venue"]] if "venue" in row else None,
            date=DateSpan(*date) if date else None,
            status=Status(self.value["statuses"][row["status"]]),
            participations=tuple(self.part(*part[:5]) for part in row.get("actors", ())),
            confidence=row["confidence"],
            venue_evidence=self.proofs(row.get("venueProof", ())),
            date_evidence=self.proofs(row.get("dateProof", ())),
            status_evidence=self.proofs(row.get("statusProof", ())),
            label=row.get("label", ""),
            contradictions=tuple(self.contradiction(**one) for one in row.get("contradictions", ())),
        )

    def contradiction(self, what: str, actor: int | None, says: list[list[Any]]) -> Contradiction:
        told = tuple((str(value), self.articles[article].id) for value, article in says)
        return Contradiction(what, told, "" if actor is None else self.actors[actor].id)

    def part(self, actor: int, name: str, role: int, confidence: float, proofs: list[Any]) -> Participation:
        who = self.actors[actor]
        return Participation(who, name, Role(self.value["roles"][role]), confidence, self.proofs(proofs))

    def proofs(self, rows: Any) -> tuple[Evidence, ...]:
        return tuple(self.proof(row[0], row[1], row[2:]) for row in rows)

    def proof(self, number: int, rule: str, marks: list[int]) -> Evidence:
        article, sentence, *at = self.sentences[number]
        start = at[0] if at else 0
        offsets = [start + _characters(sentence, mark) for mark in marks]
        pairs = tuple(zip(offsets[::2], offsets[1::2], strict=True))
        name = self.articles[article].id if article >= 0 else ""
        return Evidence(name, start, start + len(sentence), sentence, rule, pairs)

    def toponym(self, row: list[Any]) -> Toponym:
        text, article, before = row[:3]
        name = self.articles[article].id if article >= 0 else ""
        return Toponym(name, len(before), len(before) + len(text), text, ReadingKind.PLACE)


def _article(row: dict[str, Any]) -> Article:
    published = dt.date.fromisoformat(row["date"]) if "date" in row else None
    return Article(row["id"], "", published, row.get("title"), row.get("source"), row.get("url"))


def _place(row: dict[str, Any]) -> Place:
    lat, lon = row["at"]
    return Place(row["name"], lat, lon, row.get("country"), Kind(row["kind"]), row.get("source", "gazetteer"))


def _characters(text: str, units: int) -> int:
    """Turn an offset in UTF-16 units, as the page counts, into one in characters."""
    if text.isascii():
        return min(units, len(text))
    count = 0
    for number, character in enumerate(text):
        if count >= units:
            return number
        count += 2 if character > "\uffff" else 1
    return len(text)
