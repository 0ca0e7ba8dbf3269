"""What a place after a preposition belongs to: a meeting, a journey, or what is talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.actors import seat_query
from geo.cues import any_of, cues
from geo.event import BESIDE, NEAR, Event, is_event
from geo.journeys import SENDING, motion_preps
from geo.model import ActorType, Kind
from geo.people import SENT
from geo.phrases import PLACE_NOUNS
from geo.syntax import clause_verb, distance, event_verbs, negated, subjects
from geo.triggers import partner_prep

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.memory import Spot
    from geo.scene import Scene

SHIPS = frozenset({"ship", "vessel", "boat", "yacht", "warship", "frigate", "cruiser", "ferry", "liner"})
LOCAL = frozenset({"state", "local", "regional", "provincial", "municipal"})
TROUBLES = frozenset("crisis war conflict violence fighting situation unrest coup attack".split())
VENUE_NOUNS = frozenset(
    "sideline margin headquarters eve palace hotel side edge occasion auspex auspices auspice aegis umbrella "
    "chairmanship supervision sponsorship mediation invitation request presence participation attendance "
    "leadership patronage table room hall building library ballroom chamber lobby garden compound tent liner "
    "train outskirt".split()
)


def by_preposition(
    scene: Scene, spot: Spot, event: Event, token: Token, prep: Token, verbs: list[Token]
) -> tuple[float, str, float] | None:
    """Say how well a place after a preposition fits as an event's venue: (cost, rule, confidence), or None."""
    word, governor = prep.lower_, _governor(prep)
    if prep.dep_ == "agent":
        return (1, "host after by", 0.85) if event.family == "host" and governor == event.trigger else None
    if (
        event.family in {"visit", "visit-verb"}
        and word in {"to", "in", "of", "at"}
        and _reaches(governor, event, verbs)
    ):
        return (distance(governor, event.trigger), "goal of a visit", 0.85)
    if (
        event.family == "travel"
        and word in motion_preps(event.trigger)
        and (
            governor == event.trigger or (governor.pos_ != "VERB" and distance(governor, event.trigger) <= BESIDE)
        )
    ):
        if _goes_home(scene, event, spot):
            return None
        return (distance(governor, event.trigger) + 0.5, "goal of a journey", 0.8)
    if word == "to" and _journey_to(governor, event):
        return (1.5, "journey to talks", 0.75)
    guest = governor.pos_ not in {"VERB", "AUX"} and governor.head == event.trigger
    if word == "to" and event.family == "receive" and (guest or governor == event.trigger):
        return (0, "welcomed to a place", 0.85)
    if word not in cues().place_preps and not (word == "off" and _afloat(prep.head)):
        return None
    if (
        word == "on"
        and spot.place is not None
        and spot.place.kind is not Kind.SITE
        and "island" not in scene.doc[token.left_edge.i : token.i + 1].text.lower()
    ):
        return None
    partner = _partner_before(scene, event, prep)
    if partner is not None:
        return (1, "in, at or near after a partner", 0.85)
    set_off = _is_argument(governor, event) and (
        (prep.i > 0 and prep.nbor(-1).text == ",") or _abroad(scene, spot, governor)
    )
    if (topical(governor, event) and not (set_off or _local(spot, governor))) or negated(governor):
        return None
    if 0 < prep.i < event.trigger.i and governor in verbs and _is_topic(prep.nbor(-1)) and _by_means(event):
        return None  # "prevent new clashes in Gaza by holding talks"
    cost = min((distance(governor, t) for t in [event.trigger, *verbs]), default=99)
    if cost > NEAR or of_another_clause(governor, event, verbs):
        return None
    signed = (
        event.family == "sign"
        and governor.head == event.trigger
        and governor.lemma_.lower() in cues().signing_nouns
    )
    exact = signed or governor in {event.trigger, *verbs}
    due = governor.dep_ == "acomp" and governor.head == event.trigger
    if event.family == "travel" and not (exact or due):
        return None
    country = spot.place is not None and spot.place.kind in {Kind.COUNTRY, Kind.REGION}
    if country and not exact and cost > 1 and event.family in {"talks", "sign"}:
        return None
    return (
        cost,
        "in, at or near after a meeting" if exact else "in, at or near in its clause",
        0.9 if exact else 0.8 - 0.1 * country,
    )


def of_another_clause(governor: Token, event: Event, verbs: list[Token]) -> bool:
    """Tell a place of who speaks, or of what the meeting's people do besides.

    "told reporters in Oslo that talks could begin", "In Oslo, Mr Berg, who was absent from the talks, said ...".
    """
    carriers = {event.trigger, *verbs}
    if governor in carriers:
        return False
    speaker = clause_verb(governor)
    if speaker is None or speaker in carriers:
        return False
    within = speaker in event.trigger.ancestors
    speaks = speaker.lemma_.lower() in any_of("report_verbs", also="tell")
    told = speaks and any(
        c.dep_ == "ccomp" and c in {event.trigger, *event.trigger.ancestors} for c in speaker.children
    )
    aside = any(
        t.dep_ == "relcl" and t.head.dep_ in {"nsubj", "nsubjpass"} and t.head.head == speaker
        for t in (event.trigger, *event.trigger.ancestors)
    )
    return within and (told or aside)


def _partner_before(scene: Scene, event: Event, prep: Token) -> Token | None:
    """Read "discussed the fight against piracy with President Ruto in Nairobi", however the parser hangs it."""
    carrier = partner_prep(scene, event.trigger) if event.trigger.lemma_ == "discuss" else None
    if carrier is None or prep.i < carrier.i:
        return None
    return next((c for c in carrier.children if c.dep_ == "pobj" and c.i == prep.i - 1 and scene.actors(c)), None)


def _abroad(scene: Scene, spot: Spot, people: Token) -> bool:
    """Tell "with the Syrian government in Muscat", not its seat, from "the government in Damascus"."""
    states = {n.actor.id for n in scene.denoted(people) if n.actor.type is ActorType.STATE}
    return bool(states) and spot.place is not None and spot.place.country not in states


def _local(spot: Spot, people: Token) -> bool:
    """Tell "met with the local authorities in Sebha", who are met where they are."""
    words = {c.lower_ for c in people.children if c.dep_ in {"amod", "compound"}}
    return spot.government is None and bool(words & LOCAL) and people.lemma_.lower() in cues().bodies


def _goes_home(scene: Scene, event: Event, spot: Spot) -> bool:
    travellers = {n.actor.id for t in subjects(event.trigger) for n in scene.actors(t)}
    return spot.place is not None and (
        spot.place.country in travellers or any(_sits_in(t, spot.place.name) for t in travellers)
    )


def _sits_in(body: str, city: str) -> bool:
    """Tell the seat of an organisation: the Secretary-General who leaves for New York goes home."""
    seat = seat_query(body)
    return seat is not None and seat[1] is not None and seat[0] in {city, city.removesuffix(" City")}


def _governor(prep: Token) -> Token:
    """Give what a preposition hangs on, through "of" and dates: "summit of the Americas in", "on 6 May in"."""
    governor = prep.head.head if prep.dep_ == "conj" and prep.head.dep_ == "prep" else prep.head
    for _ in range(NEAR):
        if _afloat(governor):  # "on a vessel anchored off"
            governor = governor.head if governor.dep_ == "acl" else governor
            governor = governor.head.head if governor.dep_ == "pobj" else governor
        if governor.dep_ == "prep":  # "held from 9 to 12 January in"
            governor = governor.head
        if governor.lower_ in {"here", "there"} and governor.dep_ == "advmod":  # "met here in Doha"
            governor = governor.head
        times = governor.ent_type_ in {"DATE", "TIME", "ORDINAL"} or governor.lemma_ == "time"
        dated = times or governor.lemma_.lower() in PLACE_NOUNS
        of_noun = governor.head.lower_ == "of" and governor.head.head.pos_ not in {"VERB", "AUX"}
        spoken_of = governor.lemma_.lower() in TROUBLES
        within = of_noun and not (is_event(governor) or _is_sent(governor) or spoken_of)
        lacking = governor.head.lower_ == "without"  # "after a night without sleep at the palace"
        if governor.dep_ == "pobj" and (dated or within or lacking):
            governor = governor.head.head
        elif dated and governor.dep_ in {"npadvmod", "appos", "nummod"}:
            governor = governor.head
        else:
            break
    return governor


def _afloat(token: Token) -> bool:
    """Tell a ship, or "anchored" behind one, on board of which something is done."""
    ship = token.head if token.dep_ == "acl" else token
    aboard = ship.dep_ == "pobj" and ship.head.lower_ in {"on", "aboard", "onboard"}
    return aboard and ship.lemma_.lower() in SHIPS


def _is_sent(token: Token) -> bool:
    """Tell "the head of the mission in Juba", whose place is the mission's and nobody's meeting."""
    return token.lemma_.lower() in {"mission", "operation", "force"}


def _reaches(governor: Token, event: Event, verbs: list[Token]) -> bool:
    if governor == event.trigger:
        return True
    visitor = event.family == "visit-verb" and governor.dep_ in {"nsubj", "agent"}  # the premier of Iraq
    if governor in verbs and event.family == "visit" and _has_goal(event):
        return False  # "before a visit to Norway he travelled to Sweden"
    return governor in verbs or (governor.head == event.trigger and not visitor and not _is_topic(governor))


def _by_means(event: Event) -> bool:
    """Tell a meeting that is the means to something: "by holding talks"."""
    return any(v.dep_ == "pcomp" and v.head.lower_ in {"by", "through"} for v in event_verbs(event.trigger)[:1])


def _has_goal(event: Event) -> bool:
    """Tell a visit whose own phrase says where: "a visit to Norway"."""
    goals = [p for c in event.trigger.children if c.lower_ in {"to", "in"} for p in c.children if p.dep_ == "pobj"]
    return any(p.i in event.scene.spots for p in goals)


def _journey_to(governor: Token, event: Event) -> bool:
    """Read "travelled to Vienna for talks", "invited to Moscow for talks", "sent envoys to Doha to negotiate"."""
    if event.family not in {"talks", "meet", "sign"} or governor.pos_ != "VERB":
        return False
    moves = governor.lemma_ in cues().travel_verbs - SENDING | {"invite", "summon"}
    return (
        moves and not aside(governor) and distance(governor, event.trigger) < NEAR
    )  # "for talks", "to take part in talks"


def aside(verb: Token) -> bool:
    """Tell a journey that is only told beside a meeting: "before he returns to Bern, he will hold talks"."""
    marked = verb.dep_ == "advcl" and any(c.dep_ == "mark" for c in verb.children)
    return marked and verb.lemma_.lower() in cues().travel_verbs


def _is_topic(token: Token) -> bool:
    return token.lemma_.lower() in cues().topic_nouns


def topical(governor: Token, event: Event) -> bool:
    """Tell a place that belongs to what is talked about: "talks on the war in Syria"."""
    if governor == event.trigger or governor.pos_ in {"VERB", "AUX"}:
        return False
    lemma = governor.lemma_.lower()
    if lemma in any_of("talk_nouns", "visit_nouns"):
        return False
    if lemma in cues().signing_nouns and (event.family == "sign" or not _is_topic(governor)):
        return False
    if _is_topic(governor) and not (lemma in SENT and _is_argument(governor, event)):
        return True
    if governor.dep_ == "pobj" and governor.head.lower_ in cues().topic_preps:
        return True
    if _is_argument(governor, event):
        return False
    named = (
        governor.i in event.scene.persons or governor.i in event.scene.mentions or governor.i in event.scene.spots
    )
    return not (named or lemma in any_of("bodies", "titles", "opponents", also=VENUE_NOUNS))


def _is_argument(token: Token, event: Event) -> bool:
    """Tell somebody whom the event's own verb or preposition brings in: "met with local leaders in Juba"."""
    top = token
    for _ in range(2 * NEAR):
        if top.dep_ in {"conj", "appos"} and top.head != top:
            top = top.head
        elif top.dep_ == "pobj" and top.head.lower_ in {"of", "from", "to", "including"} and not is_event(top):
            top = top.head.head
        else:
            break
        if _is_topic(top) and top.lemma_.lower() not in cues().bodies:
            return False
    carriers = {event.trigger, *event_verbs(event.trigger)}
    if top.dep_ == "pobj" and top.head.lower_ in {"with", "between", "among", "by", "alongside"}:
        above = top.head.head
        return above in carriers or (above not in (top, token) and _is_argument(above, event))
    return top.dep_ == "dobj" and top.head == event.trigger and event.family in {"meet", "receive"}
