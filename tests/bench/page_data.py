"""Data for the page's benchmark: meetings with evidence as a big collection of articles would give them."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache

from geo.model import (
    Actor,
    ActorType,
    Article,
    Atlas,
    DateSpan,
    Evidence,
    Kind,
    Meeting,
    Participation,
    Place,
    Role,
    Status,
)
from maps.basemap import countries

PARTS = 4  # participations a meeting
TOLD = 5  # meetings an article
VENUES = 3  # venues a state
FIRST, DAYS = dt.date(1990, 1, 1), 36 * 365
ROLES = (Role.HOST, Role.PARTICIPANT, Role.PARTICIPANT, Role.MEDIATOR, Role.ORGANISER, Role.OBSERVER, Role.INVITED)
STATUSES = (Status.HELD, Status.HELD, Status.HELD, Status.HELD, Status.PLANNED, Status.CANCELLED)
TOPICS = (
    "ceasefire", "border", "prisoners", "fisheries", "trade", "sanctions", "elections", "water", "refugees", "gas",
    "the truce", "the treaty", "inspections", "a corridor", "transit", "the dam", "debts", "the constitution",
)  # fmt: skip
VERBS = ("met", "talked", "conferred", "negotiated", "resumed talks", "held consultations", "signed a protocol")


@cache
def states() -> tuple[tuple[str, Place], ...]:
    """Give every state of the basemap with a seat: a point inside its shape."""
    found = []
    for code, shape in sorted(countries().items()):
        point = max(shape.geoms, key=lambda part: part.area).representative_point()
        found.append((code, Place(f"Seat of {code}", round(point.y, 4), round(point.x, 4), code, Kind.CITY)))
    return tuple(found)


@cache
def venues() -> tuple[Place, ...]:
    """Give the venues: each state's seat, and others near it."""
    draw = random.Random(3)

    def near(at: float, most: float) -> float:
        return max(-most, min(most, at + draw.uniform(-2, 2)))

    return tuple(
        Place(f"{code} {number}", near(seat.lat, 80), near(seat.lon, 179), code, Kind.CITY)
        for code, seat in states()
        for number in range(VENUES)
    )


def busy(draw: random.Random, count: int) -> int:
    """Draw a number below ``count``; few are drawn often, as few cities see most meetings."""
    return int(count * draw.random() ** 2.5)


def make(participations: int) -> Atlas:
    """Give an atlas with about as many participations, each with a sentence; the same for the same number."""
    draw = random.Random(participations)
    order = draw.sample(states(), len(states()))
    places = draw.sample(venues(), len(venues()))
    total = participations // PARTS
    articles, meetings = [], []
    for first in range(0, total, TOLD):
        told = [tell(draw, order, places) for _ in range(min(TOLD, total - first))]
        text = " ".join(sentence for _, _, _, sentence in told)
        day = told[0][2]
        name = f"wire-{first}"
        articles.append(
            Article(name, text, day, f"Talks, {day:%d %B %Y}", "A wire", f"https://example.org/{first}")
        )
        at = 0
        for number, (place, who, date, sentence) in enumerate(told):
            meetings.append(meeting(draw, f"{name}-{number}", name, at, place, who, date, sentence))
            at += len(sentence) + 1
    return Atlas(tuple(articles), tuple(meetings), dict(states()))


def tell(
    draw: random.Random, order: list[tuple[str, Place]], places: list[Place]
) -> tuple[Place, list[str], dt.date, str]:
    """Give one meeting: where, who, when, and the sentence that tells it."""
    place = places[busy(draw, len(places))]
    who = list(dict.fromkeys(order[busy(draw, len(order))][0] for _ in range(PARTS)))
    date = FIRST + dt.timedelta(days=draw.randrange(DAYS))
    sentence = (
        f"Envoys of {', '.join(who)} {draw.choice(VERBS)} in {place.name} on {date:%d %B %Y} about "
        f"{draw.choice(TOPICS)} and {draw.choice(TOPICS)}."
    )
    return place, who, date, sentence


def meeting(
    draw: random.Random,
    name: str,
    article: str,
    at: int,
    place: Place,
    who: list[str],
    date: dt.date,
    sentence: str,
) -> Meeting:
    """Give the meeting with its proofs."""

    def proof(word: str, rule: str) -> Evidence:
        start = at + sentence.index(word)
        return Evidence(article, at, at + len(sentence), sentence, rule, ((start, start + len(word)),))

    parts = tuple(
        Participation(Actor(code, code, ActorType.STATE), code, draw.choice(ROLES), draw.choice((0.9, 0.7, 0.4)),
                      (proof(code, "subject"),))
        for code in who
    )  # fmt: skip
    span = DateSpan(date.isoformat() if draw.random() > 0.05 else f"{date:%Y}")
    where, when = proof(place.name, "venue"), proof(f"{date:%d %B %Y}", "date")
    return Meeting(name, (article,), place, span, draw.choice(STATUSES), parts, 0.9, (where,), (when,))
