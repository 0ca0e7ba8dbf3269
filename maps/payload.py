"""What the page knows: an atlas as one JSON value, small and safe to stand inside HTML and inside a template.

The value holds lists, and numbers that point into them, so that no sentence and no name is written twice.
``static/model.js`` reads it back; the two name the fields alike.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geo.model import Role, Status
from geo.sources import Sources
from maps.names import actor_other_names, persons, place_other_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import (
        Actor,
        Article,
        Atlas,
        Contradiction,
        Corrected,
        Evidence,
        Meeting,
        Participation,
        Place,
        Toponym,
    )

ROLES = tuple(Role)
STATUSES = tuple(Status)
PLACES = 5  # decimals of a coordinate: about a metre
AROUND = 90  # characters shown on either side of a toponym that has no evidence sentence
WEB = {"http", "https"}
TEMPLATE_OPENING = re.compile(r"\{(?=[{%#])")
HTML_WRITTEN_AS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def to_json(value: Any) -> str:
    """Write JSON that is inert inside a ``<script>`` and inside a Jinja template.

    Only ASCII comes out: everything else, unpaired surrogates included, is written as an escape. No ``<``, ``>``,
    ``&`` is left, nor ``{{``, ``{%``, ``{#``; a JSON value itself never needs them.
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return TEMPLATE_OPENING.sub(r"\\u007b", text.translate(HTML_WRITTEN_AS))


def web_address(url: str | None) -> str | None:
    """Give the address if it is one that a reader may safely follow, else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in WEB and parts.netloc else None


def slug(name: str) -> str:
    """Turn a name into what stands in the page's address: ``Sana'a`` gives ``sana-a``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


class Interned:
    """Values in the order they first came, each with its number."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def known(self, key: Any) -> int | None:
        """Give the number of ``key``, or None where it has not come yet."""
        return self._numbers.get(key)

    def number(self, key: Any, row: Any) -> int:
        """Give the number of ``key``; the first time, keep ``row`` under it."""
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(row)
        return self._numbers[key]


class Payload:
    """Gathers the lists of one atlas."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.articles = {article.id: number for number, article in enumerate(atlas.articles)}
        self.actors, self.venues, self.sentences, self.people = Interned(), Interned(), Interned(), Interned()
        self.other_names = place_other_names([m.venue for m in atlas.meetings if m.venue is not None])
        self.slugs: set[str] = set()
        self.sources = Sources(atlas.articles)

    def build(self, title: str) -> dict[str, Any]:
        """Give the whole value."""
        meetings = [self.meeting(meeting) for meeting in self.atlas.meetings]
        return {
            "title": title,
            "roles": ROLES,
            "statuses": STATUSES,
            "articles": [article_row(article) for article in self.atlas.articles],
            "meetings": meetings,
            "actors": self.actors.rows,
            "venues": self.venues.rows,
            "sentences": self.sentences.rows,
            "people": self.people.rows,
            "unresolved": self.unresolved(),
            "skipped": [list(pair) for pair in self.atlas.skipped],
        }

    def meeting(self, meeting: Meeting) -> dict[str, Any]:
        """Write one meeting; fields without a value are left out."""
        row = {
            "id": meeting.id,
            "label": meeting.label,
            "venue": None if meeting.venue is None else self.venue(meeting.venue),
            "date": None if meeting.date is None else [d for d in (meeting.date.start, meeting.date.end) if d],
            "status": STATUSES.index(meeting.status),
            "confidence": round(meeting.confidence, 2),
            "articles": [self.articles[name] for name in meeting.articles if name in self.articles],
            "sources": self.independent(meeting),
            "actors": [self.part(part) for part in meeting.participations],
            "venueProof": self.proofs(meeting.venue_evidence),
            "dateProof": self.proofs(meeting.date_evidence),
            "statusProof": self.proofs(meeting.status_evidence),
            "corrected": corrected_row(meeting.corrected),
            "contradictions": [self.contradiction(one, meeting) for one in meeting.contradictions],
        }
        return {name: value for name, value in row.items() if value not in (None, "", [])}

    def contradiction(self, one: Contradiction, meeting: Meeting) -> dict[str, Any]:
        """Write who says what: [value, article]; ``actor`` is the number of whose role it is."""
        actor = next((self.actor(p.actor) for p in meeting.participations if p.actor.id == one.actor), None)
        says = [[value, self.articles[name]] for value, name in one.says if name in self.articles]
        return {"what": one.what, "actor": actor, "says": says}

    def independent(self, meeting: Meeting) -> int | None:
        """Give the number of independent sources that tell of a meeting, where there is more than one."""
        count = self.sources.count(meeting.articles) if len(meeting.articles) > 1 else 1
        return count if count > 1 else None

    def part(self, part: Participation) -> list[Any]:
        """Write one participation as [actor, name, role, confidence, proofs, more]."""
        actor = self.actor(part.actor)
        row = [actor, part.name, ROLES.index(part.role), round(part.confidence, 2), self.proofs(part.evidence)]
        people = [self.people.number((actor, name), [name, actor]) for name in persons(part)]
        more = {"people": people, "corrected": corrected_row(part.corrected)}
        told = {name: value for name, value in more.items() if value}
        return [*row, told] if told else row

    def venue(self, place: Place) -> int:
        """Give the number of a venue; the same place by another source is the same venue."""
        key = (place.name, place.country, round(place.lat, 2), round(place.lon, 2))
        known = len(self.venues.rows)
        number = self.venues.number(key, place_row(place))
        if number == known:
            self.venues.rows[number]["slug"] = self.unique_slug(place.name)
            if names := self.other_names.get(place.geonameid or 0):
                self.venues.rows[number]["names"] = names
        if corrected := corrected_row(place.corrected):
            self.venues.rows[number].setdefault("corrected", corrected)
        return number

    def unique_slug(self, name: str) -> str:
        """Give a slug that no other venue has."""
        first = slug(name) or "venue"
        taken, count = first, 2
        while taken in self.slugs:
            taken, count = f"{first}-{count}", count + 1
        self.slugs.add(taken)
        return taken

    def actor(self, actor: Actor) -> int:
        """Give the number of an actor, with its seat where it has one."""
        known = self.actors.known(actor.id)
        if known is not None:
            return known
        seat = self.atlas.seats.get(actor.id)
        row = {"id": actor.id, "name": actor.name, "type": actor.type}
        if names := actor_other_names(actor.id, actor.name):
            row["names"] = names  # type: ignore[assignment]
        if seat is not None:
            row["seat"] = place_row(seat)  # type: ignore[assignment]
        return self.actors.number(actor.id, row)

    def proofs(self, evidence: Iterable[Evidence]) -> list[list[Any]]:
        """Write evidence as [sentence, rule, start, end, start, end, ...]; marks count in the sentence.

        A sentence is [article, words, its first character in the article].
        """
        rows = []
        for proof in evidence:
            key = (proof.article, proof.start, proof.sentence)
            row = [self.articles.get(proof.article, -1), proof.sentence, proof.start]
            sentence = self.sentences.number(key, row)
            marks = [utf16(proof.sentence, offset - proof.start) for mark in proof.marks for offset in mark]
            rows.append([sentence, proof.rule, *marks])
        return rows

    def unresolved(self) -> list[list[Any]]:
        """Write toponyms without a place as [name, article, words before, words after]."""
        texts = {article.id: article.text for article in self.atlas.articles}
        return [self.unresolved_row(toponym, texts.get(toponym.article, "")) for toponym in self.atlas.unresolved]

    def unresolved_row(self, toponym: Toponym, text: str) -> list[Any]:
        """Write one of them, with the words around it."""
        before = text[max(0, toponym.start - AROUND) : toponym.start]
        after = text[toponym.end : toponym.end + AROUND]
        return [toponym.text, self.articles.get(toponym.article, -1), before, after]


def utf16(text: str, offset: int) -> int:
    """Turn an offset in characters into one in UTF-16 units, as a browser counts."""
    if text.isascii():
        return offset
    return offset + sum(character > "\uffff" for character in text[: max(0, offset)])


def article_row(article: Article) -> dict[str, Any]:
    """Write one article: everything but its text."""
    row = {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "date": article.published.isoformat() if article.published else None,
        "url": web_address(article.url),
    }
    return {name: value for name, value in row.items() if value is not None}


def place_row(place: Place) -> dict[str, Any]:
    """Write one place."""
    row = {
        "name": place.name,
        "at": [round(place.lat, PLACES), round(place.lon, PLACES)],
        "country": place.country,
        "kind": place.precision,
        "source": place.source,
        "corrected": corrected_row(place.corrected),
    }
    return {name: value for name, value in row.items() if value is not None}


def corrected_row(corrected: Corrected | None) -> dict[str, str] | None:
    """Write what was put right by hand: why, and where that is said."""
    return None if corrected is None else {"reason": corrected.reason, "where": corrected.where}


def payload(atlas: Atlas, title: str, changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """Give everything that the page shows, as plain JSON values; ``changes`` are those since the last map."""
    value = Payload(atlas).build(title)
    return value if changes is None else {**value, "changes": changes}
