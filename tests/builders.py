"""Short ways to make the values that tests need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.actors import find_actor
from geo.model import (
    Actor,
    ActorType,
    Article,
    DateSpan,
    Evidence,
    Extraction,
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
    import datetime as dt
    from collections.abc import Iterable, Iterator

GENEVA = Place("Geneva", 46.2022, 6.14569, "CHE", Kind.CITY)
PALAIS = Place("Palais des Nations", 46.2266, 6.1404, "CHE", Kind.SITE, source="table")
DOHA = Place("Doha", 25.28545, 51.53096, "QAT", Kind.CITY)


def actor(name: str) -> Actor:
    """The actor of the tables, else a non-state party of that name."""
    return find_actor(name) or Actor(name, name, ActorType.NONSTATE)


def participation(
    name: str, article: Article, role: Role = Role.PARTICIPANT, confidence: float = 0.9
) -> Participation:
    """An actor at a meeting, proved by the whole text of the article."""
    return Participation(actor(name), name, role, confidence, (proof(article, "test"),))


def proof(article: Article, rule: str) -> Evidence:
    """The whole text of an article as evidence."""
    return Evidence(article.id, 0, len(article.text), article.text, rule)


def meeting(
    article: Article,
    actors: Iterable[str],
    *,
    venue: Place | None = GENEVA,
    date: str | None = "2017-02-08",
    status: Status = Status.HELD,
) -> Meeting:
    """A meeting that an article tells of."""
    return Meeting(
        id=f"{article.id}-1",
        articles=(article.id,),
        venue=venue,
        date=None if date is None else DateSpan(date),
        status=status,
        participations=tuple(participation(name, article) for name in actors),
        confidence=0.9,
        venue_evidence=(proof(article, "venue"),) if venue else (),
    )


def article(name: str, text: str = "They met.", published: dt.date | None = None) -> Article:
    """An article without much in it."""
    return Article(name, text, published, origin=f"{name}.txt")


class FirstWordReader:
    """A reader for tests of what is around it: an article's first word is a place name that it cannot resolve.

    Texts that start with ``fail`` make it fail, those with ``hola`` are in another language.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield one extraction for each article."""
        for one in articles:
            self.asked.append(one.id)
            word = one.text.split()[0]
            if word == "fail":
                raise ValueError("no head\nno tail")
            skipped = "is not English" if word == "hola" else None
            yield Extraction(
                one,
                toponyms=(Toponym(one.id, 0, len(word), word, ReadingKind.PLACE),),
                meetings=(meeting(one, ["RUS", "TUR"]),) if word == "talks" else (),
                skipped=skipped,
            )
