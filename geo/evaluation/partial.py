"""Against gold that has one meeting of an article: recall is sound, precision a lower bound.

The article may well tell of more meetings. Precision is only approached: by venues where the gold has none, by the
number of venues, and by the states read at the gold's venue.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.evaluation.spots import HIT_KM, WIDE_HIT_KM, Spot, near, point, spot_of, told, venues_of
from geo.evaluation.tally import Score, Tally, f1, mean
from geo.model import ActorType, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.evaluation.gold import PartialActor, PartialArticle
    from geo.evaluation.tally import Metric
    from geo.model import Meeting, Participation

WORD = re.compile(r"[^\W_]+")
OTHERS = (ActorType.ORGANISATION, ActorType.NONSTATE)


def score(gold: Sequence[PartialArticle], meetings: Mapping[str, Sequence[Meeting]]) -> Score:
    """Score the meetings read, by article id."""
    tally, venues = Tally(), []
    for article in gold:
        read = meetings.get(article.id, ())
        spots = [spot for spot, _ in venues_of(read)]
        if article.venue is not None:
            venues.append(len(spots))
            _score_article(tally, article, read, spots)
        elif not tally.judge("no false venue", not spots):
            tally.note(article.id, f"venue in a negative: {told(spots)}", spots[0].name)
    return Score("meetings (partial gold)", {"all": _metrics(tally, venues)}, tuple(tally.findings))


def _metrics(tally: Tally, venues: list[int]) -> dict[str, Metric]:
    precision, recall = tally.rate("state precision"), tally.rate("state strict")
    kept = tally.rate("no false venue")
    metrics: dict[str, Metric] = {
        "venue_hit_50km": tally.rate("near"),
        "venue_hit_161km": tally.rate("wide"),
        "venues_per_article": mean(venues),
        "false_venue_rate": type(kept)(kept.of - kept.hits, kept.of),
        "state_recall_strict": recall,
        "state_recall_lenient": tally.rate("state lenient"),
        "state_precision_strict": precision,
        "state_f1_strict": f1(precision, recall),
    }
    for kind in OTHERS:
        metrics[f"{kind}_recall_strict"] = tally.rate(f"{kind} strict")
        metrics[f"{kind}_recall_lenient"] = tally.rate(f"{kind} lenient")
    return metrics


def _score_article(tally: Tally, article: PartialArticle, read: Sequence[Meeting], spots: list[Spot]) -> None:
    venue = article.venue
    if venue is None:
        return
    at = point(venue.lat, venue.lon)
    here = [m for m in read if m.venue is not None and near(spot_of(m.venue).at, at, HIT_KM)]
    tally.judge("wide", any(m.venue is not None and near(spot_of(m.venue).at, at, WIDE_HIT_KM) for m in read))
    if not tally.judge("near", bool(here)):
        wanted = Spot(venue.name, Kind.CITY, venue.country, at)
        tally.note(article.id, f"venue missed: {wanted}; read: {told(spots)}", venue.name)
    _score_actors(tally, article, present(here), present(read), bool(here))


def _score_actors(
    tally: Tally,
    article: PartialArticle,
    at_venue: list[Participation],
    anywhere: list[Participation],
    found: bool,
) -> None:
    missed = []
    for actor in article.actors:
        if actor.in_text:
            tally.judge(f"{actor.type} lenient", any(means(part, actor) for part in anywhere))
            if not tally.judge(f"{actor.type} strict", any(means(part, actor) for part in at_venue)):
                missed.append(actor.actor)
    states = {part.actor.id for part in at_venue if part.actor.type is ActorType.STATE}
    wrong = sorted(states - _right_states(article))
    tally.add("state precision", len(states) - len(wrong), len(states))
    name = article.venue.name if article.venue else ""
    if missed and found:
        tally.note(article.id, f"actors missed: {', '.join(missed)}", name)
    if wrong:
        tally.note(article.id, f"states not in gold: {', '.join(wrong)}", name)


def present(meetings: Iterable[Meeting]) -> list[Participation]:
    """Return all who are at some of the meetings; who is told to be absent is not."""
    return [part for meeting in meetings for part in meeting.participations if part.role is not Role.ABSENT]


def means(part: Participation, gold: PartialActor) -> bool:
    """Whether a participation is that of the gold's actor: a state by code, others by whole words of an alias."""
    if gold.type is ActorType.STATE:
        return part.actor.type is ActorType.STATE and part.actor.id == gold.actor
    read = (_words(part.actor.id), _words(part.name))
    return any(alias in text for name in gold.aliases if (alias := _words(name)).strip() for text in read)


def _right_states(article: PartialArticle) -> set[str | None]:
    """Return the states that are no error at the venue: all of the gold, the host, and the homes of organs."""
    states: set[str | None] = {actor.actor for actor in article.actors if actor.type is ActorType.STATE}
    return states | {actor.home for actor in article.actors} | {article.venue.country if article.venue else None}


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "
