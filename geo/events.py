"""Event mentions: each word that tells a meeting, with the venue, actors and date that its sentence gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.cues import cues
from geo.errors import ModelError
from geo.model import Kind, Place, Role, Status
from geo.scene import PLACE_NOUNS, Spot, expand
from geo.syntax import clause_verb, distance, event_verbs, negated, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from geo.dates import DatePhrase
    from geo.model import DateSpan
    from geo.scene import Named, Scene

NEAR = 5
BESIDE = 2
FIRST_SENTENCES = 6
FIGHTING = frozenset(
    {"fight", "clash", "kill", "die", "attack", "wound", "arrest", "capture", "live", "bear", "remain", "operate"}
)
SITTINGS = frozenset({"meeting", "session", "debate", "consultation", "briefing", "dialogue", "assembly"})
Add = Callable[["Iterable[Named]", Role, str, float], None]
VENUE_NOUNS = frozenset(
    {"sideline", "margin", "headquarters", "eve", "palace", "hotel", "side", "edge", "occasion"}
)
SENDING = frozenset({"send", "dispatch", "bring"})

# The headquarters' own address (un.org): First Avenue, New York.
UN_SEAT = Place("United Nations Headquarters", 40.7489, -73.968, "USA", Kind.SITE, "table")


@dataclass(slots=True)
class Part:
    """An actor at an event, with the rule that read it."""

    named: Named
    role: Role
    rule: str
    confidence: float
    sentence: int


@dataclass(slots=True)
class Setting:
    """A venue of an event, with the rule that read it."""

    spot: Spot
    rule: str
    confidence: float

    @property
    def place(self) -> Place:
        """The place itself."""
        if self.spot.place is None:
            raise ModelError(f"{self.spot.text!r} is no place")
        return self.spot.place


@dataclass(slots=True)
class Event:
    """A word that tells a meeting, with what its sentence says of it."""

    scene: Scene
    trigger: Token
    family: str
    verb: Token | None
    parts: list[Part] = field(default_factory=list)
    setting: Setting | None = None
    phrase: DatePhrase | None = None
    date: DateSpan | None = None
    status: Status = Status.HELD
    status_rule: str = ""
    definite: bool = False

    @property
    def order(self) -> tuple[int, int]:
        """Where the event stands in the article."""
        return (self.scene.sentence.index, self.trigger.i)


def find_events(scene: Scene) -> list[Event]:
    """Find the events of a sentence with their settings and actors; tours and lists become one event a venue."""
    events = [e for t in scene.tokens() if (e := _event(scene, t)) is not None]
    settings = _settings(scene, events)
    found: list[Event] = []
    _sidelines(scene, events, settings)
    _at_home(scene, events, settings)
    _in_council(scene, events, settings)
    for number, event in enumerate(events):
        if number in settings and not settings[number]:
            continue
        event.parts = _parts(scene, event)
        if len({p.named.actor.id for p in event.parts}) < BESIDE and event.family not in {"travel", "attend"}:
            event.parts += _bystanders(scene, event)
        mine = settings.get(number, [])
        found += _split(event, mine) if len(mine) > 1 else [_with(event, mine)]
    return found


def _sidelines(scene: Scene, events: list[Event], settings: dict[int, list[Setting]]) -> None:
    """Read "met on the sidelines of the assembly in New York": the place is the meeting's, the assembly its frame.

    An event that is only the frame is marked by an empty list of settings.
    """
    for number, event in enumerate(events):
        edge = next((t for t in event.trigger.ancestors if t.lemma_.lower() in {"sideline", "margin"}), None)
        if edge is None or edge.i < scene.sentence.span.start:
            continue
        others = [
            (distance(edge, e.trigger), n)
            for n, e in enumerate(events)
            if n != number and not any(t == edge for t in e.trigger.ancestors)
        ]
        if others and min(others)[0] <= NEAR:
            mine = settings.get(number) or _seat_setting(scene, event)
            settings[number] = []
            if mine and not settings.get(min(others)[1]):
                settings[min(others)[1]] = mine


def _at_home(scene: Scene, events: list[Event], settings: dict[int, list[Setting]]) -> None:
    """Read "the president received the visiting minister" under a dateline of the president's own country."""
    here = scene.memory.here
    if here is None or scene.sentence.index > FIRST_SENTENCES:
        return
    visiting = any(t.lower_ == "visiting" for t in scene.tokens())
    for number, event in enumerate(events):
        if number in settings or not (
            event.family == "receive" or (visiting and event.family in {"meet", "talks"})
        ):
            continue
        if here.country in {p.named.actor.id for p in _parts(scene, event)}:
            start = scene.sentence.at(event.trigger)
            text = event.trigger.text
            spot = Spot(event.trigger.i, event.trigger.i, start, start + len(text), text, here)
            settings[number] = [Setting(spot, "a guest received, by the dateline", 0.65)]


def _in_council(scene: Scene, events: list[Event], settings: dict[int, list[Setting]]) -> None:
    """Read "Security Council members held a meeting": the Council sits in New York."""
    for number, event in enumerate(events):
        if number in settings or event.trigger.lemma_.lower() not in SITTINGS or event.status is Status.PROPOSED:
            continue
        heads = [event.trigger, *(t for v in event_verbs(event.trigger)[:1] for t in subjects(v))]
        for head in heads:
            seat = _seat_in(scene, head)
            if seat:
                settings[number] = seat
                break


def _with_participation(scene: Scene, event: Event, add: Add) -> None:
    """Read "with the participation of Qatar and Egypt", "in the presence of the King"."""
    for token in scene.tokens():
        if token.lower_ == "present" and token.head.lemma_ == "be" and distance(token, event.trigger) <= NEAR:
            there = [n for c in token.head.children if c.dep_ in {"nsubj", "attr"} for n in scene.actors(c)]
            add(there, Role.PARTICIPANT, "is present", 0.85)
        elif (
            token.lemma_.lower() in {"participation", "presence", "attendance"}
            and distance(token, event.trigger) <= NEAR
        ):
            add(scene.modifiers(token, 0), Role.PARTICIPANT, f"the {token.lower_} of", 0.85)


def _seat_setting(scene: Scene, event: Event) -> list[Setting]:
    """Give the seat of a body that always meets there: the UN's assembly and council in New York."""
    return _seat_in(scene, event.trigger)


def _seat_in(scene: Scene, head: Token) -> list[Setting]:
    for i in range(head.left_edge.i, head.i + 1):
        mention = scene.mentions.get(i)
        if mention is None or mention.actor is None or mention.actor.id != "United Nations":
            continue
        if mention.text.endswith(("General Assembly", "Security Council", "UNGA")):
            spot = Spot(mention.first, mention.last, mention.start, mention.end, mention.text, UN_SEAT)
            return [Setting(spot, "the body's seat", 0.75)]
    return []


def _with(event: Event, settings: list[Setting]) -> Event:
    event.setting = settings[0] if settings else None
    return event


# --- triggers ---------------------------------------------------------------------------------------------------


def _event(scene: Scene, token: Token) -> Event | None:
    family = _family(scene, token)
    if family is None or _remote(token) or _not_a_meeting(token):
        return None
    verb = clause_verb(token)
    if negated(token) or (verb is not None and family not in {"talks", "visit"} and negated(verb)):
        return None
    definite = any(c.lower_ in {"the", "this", "that", "these", "those", "both"} for c in token.children)
    return Event(scene, token, family, verb, definite=definite)


def _family(scene: Scene, token: Token) -> str | None:
    lemma, words = token.lemma_.lower(), cues()
    if token.pos_ in {"NOUN", "PROPN"} or token.dep_ in {"pobj", "dobj"}:
        if lemma in words.talk_nouns and not (lemma == "round" and not _is_round(token)):
            return "talks"
        if lemma in words.visit_nouns:
            return "visit"
        return None
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    if token.lower_ == "talks" and token.i > 0 and token.nbor(-1).pos_ in {"NOUN", "ADJ", "PROPN"}:
        return "talks"
    if _attends(token):
        return "attend"
    if lemma == "shake" and any(c.lower_ == "hands" for c in token.children):
        return "meet"
    if lemma in words.meet_verbs:
        return "meet" if _really_meets(token) else None
    if lemma in words.receive_verbs:
        return "receive" if _object_persons(scene, token) else None
    if lemma in words.visit_verbs:
        return "visit-verb"
    if lemma in words.host_verbs:
        return "host"
    if lemma in words.sign_verbs and _signs(token):
        return "sign"
    if lemma in words.travel_verbs and _travels(scene, token):
        return "travel"
    if _together(scene, token):
        return "together"
    return None


def _attends(verb: Token) -> bool:
    """Tell "Egypt and the Union attended", "Qatar took part", whose meeting was named before."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "prep"}]
    if any(_is_event(t) for o in objects for t in (o, *o.children)):
        return False
    if verb.lemma_ == "take":
        return any(c.lower_ == "part" for c in objects)
    if verb.lemma_ == "represent":
        return _passive(verb)
    if verb.lemma_ == "be":
        return any(c.dep_ == "acomp" and c.lower_ == "present" for c in verb.children)
    return verb.lemma_ in {"attend", "participate"}


def _together(scene: Scene, verb: Token) -> bool:
    """Tell "the delegations of A and B are spending a fifth day in Z": people of two parties in one place."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma in cues().report_verbs | cues().refuse_verbs | FIGHTING:
        return False
    heads = [t for s in subjects(verb) for t in expand(s)]
    people = [
        t for t in heads if t.i in scene.persons or t.lemma_.lower() in cues().titles | {"delegation", "team"}
    ]
    actors = {n.actor.id for t in people for n in scene.denoted(t)}
    return len(actors) > 1 and _goal(scene, verb, frozenset({"in", "at"}))


def _is_round(token: Token) -> bool:
    return any(
        c.lower_ == "of" and any(t.lemma_.lower() in cues().talk_nouns for t in c.children) for c in token.children
    ) or any(c.pos_ in {"ADJ", "NUM"} or c.lower_ in {"the", "new"} for c in token.children)


def _really_meets(verb: Token) -> bool:
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ == "meet":
        abstract = {
            "demand",
            "need",
            "condition",
            "deadline",
            "requirement",
            "target",
            "criterion",
            "goal",
            "challenge",
            "end",
            "resistance",
            "fate",
            "standard",
            "obligation",
            "expectation",
            "commitment",
            "pledge",
            "opposition",
            "criticism",
        }
        return not any(o.lemma_.lower() in abstract for o in objects)
    if verb.lemma_ in {"talk", "discuss"}:
        return any(c.lower_ == "with" for c in verb.children)
    if verb.lemma_ in {"convene", "negotiate", "consult"}:
        return True
    return not objects or verb.lemma_ == "confer"


def _object_persons(scene: Scene, verb: Token) -> bool:
    return any(scene.actors(c) for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})


def _signs(verb: Token) -> bool:
    return any(
        t.lemma_.lower() in cues().signing_nouns
        for c in verb.children
        if c.dep_ in {"dobj", "nsubjpass"}
        for t in expand(c)
    ) or (verb.dep_ in {"acl", "relcl"} and verb.head.lemma_.lower() in cues().signing_nouns)


def _travels(scene: Scene, verb: Token) -> bool:
    """Tell whether a verb of coming tells a visit: somebody who stands for an actor comes to a place."""
    if verb.lemma_ == "be":
        people = any(s.person for t in subjects(verb) for s in scene.actors(t))
        return people and _goal(scene, verb, frozenset({"in"}))
    if verb.lemma_ in SENDING:
        travellers = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and _is_people(c)]
    else:
        travellers = [t for t in subjects(verb) if _is_traveller(scene, t)]
    return bool(travellers) and _goal(scene, verb, _motion_preps(verb))


def _is_traveller(scene: Scene, token: Token) -> bool:
    """Tell somebody in office from a people or a team: "the minister flew", not "Russians flew"."""
    person = (
        token.i in scene.persons or token.pos_ == "PRON" or token.lemma_.lower() in cues().bodies | cues().titles
    )
    return person and bool(scene.actors(token))


def _motion_preps(verb: Token) -> frozenset[str]:
    """Give the prepositions of the goal: "arrive in", "fly to", "leave for"."""
    if verb.lemma_ in {"arrive", "land", "stop", "be"}:
        return frozenset({"in", "at", "to", "here"})
    if verb.lemma_ in {"leave", "depart", "head"}:
        return frozenset({"for", "to"})
    return frozenset({"to", "into", "here"})


def _is_people(token: Token) -> bool:
    words = cues()
    return token.lemma_.lower() in words.bodies | words.titles or token.ent_type_ == "PERSON"


def _goal(scene: Scene, verb: Token, preps: frozenset[str]) -> bool:
    for child in verb.children:
        if child.lower_ in preps and (
            child.lower_ == "here" or any(c.i in scene.spots for c in child.children if c.dep_ == "pobj")
        ):
            return True
    heads = [scene.doc[s.last].head for s in scene.spots.values()]
    return any(h.lower_ in preps and distance(h.head, verb) <= 1 for h in heads if h.dep_ == "prep")


def _remote(token: Token) -> bool:
    verb = clause_verb(token)
    near = [c for c in token.children if c.dep_ in {"compound", "amod", "nmod"}]
    if verb is not None:
        near += [
            p
            for c in verb.children
            if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "via", "over", "on", "in"}
            for p in c.children
        ]
        near += [g for c in list(near) for g in c.children if g.dep_ in {"compound", "amod"}]
        near += [c for c in verb.children if c.dep_ == "advmod"]
    near += [p for c in token.children if c.dep_ == "prep" and c.lower_ in {"by", "via"} for p in c.children]
    return any(t.lower_ in cues().remote_words for t in near)


def _not_a_meeting(token: Token) -> bool:
    words = cues()
    before = [c for c in token.children if c.dep_ in {"compound", "amod", "nmod"}]
    if any(c.lower_ in words.not_meetings or c.lemma_.lower() in words.domestic_modifiers for c in before):
        return True
    return (
        token.dep_ == "compound"
        and token.head.lemma_.lower()
        in {"table", "room", "agenda", "process", "team", "partner"} | words.signing_nouns
    )


# --- settings ---------------------------------------------------------------------------------------------------


def _settings(scene: Scene, events: list[Event]) -> dict[int, list[Setting]]:
    """Give each event (by its number) the places that are told as its venue."""
    found: dict[int, list[Setting]] = {}
    seen: set[int] = set()
    for spot in sorted(set(scene.spots.values()), key=lambda s: s.first):
        if spot.place is None or spot.first in seen or _too_wide(spot.place):
            continue
        seen.add(spot.first)
        best = _best_event(scene, spot, events)
        if best is not None:
            number, setting = best
            kept = found.setdefault(number, [])
            if not any(_same_spot(k.place, setting.place) for k in kept):
                kept.append(setting)
    for number, setting in _left_over(scene, events, found):
        found[number] = [setting]
    return {n: _most_exact(s) for n, s in found.items()}


def _left_over(
    scene: Scene, events: list[Event], found: dict[int, list[Setting]]
) -> Iterator[tuple[int, Setting]]:
    """Give the only city that a sentence leaves over to its only meeting without a place."""
    bare = [n for n, e in enumerate(events) if n not in found and e.family in {"talks", "meet"} and not e.definite]
    used = {s.spot.first for settings in found.values() for s in settings}
    free = [
        s
        for i, s in scene.spots.items()
        if i == s.first
        and i not in used
        and s.place is not None
        and s.place.kind in {Kind.CITY, Kind.SITE}
        and _place_head(scene, s).dep_ in {"pobj", "dobj", "ROOT", "appos"}
    ]
    if len(bare) == 1 and len(free) == 1:
        token = _place_head(scene, free[0])
        if not _spoken_of(token, events[bare[0]]):
            yield bare[0], Setting(free[0], "the only place left in the sentence", 0.55)


def _spoken_of(token: Token, event: Event) -> bool:
    if token.dep_ != "pobj":
        return False
    return token.head.lower_ not in cues().place_preps | {"to"} or _topical(token.head.head, event)


def _too_wide(place: Place) -> bool:
    """Tell a sea or a part of the world that lies in no one country: nobody meets "in Asia"."""
    return place.kind is Kind.REGION and place.country is None


def _same_spot(one: Place, other: Place) -> bool:
    return abs(one.lat - other.lat) < 0.05 and abs(one.lon - other.lon) < 0.05  # noqa: PLR2004 - a few kilometres


def _most_exact(settings: list[Setting]) -> list[Setting]:
    """Drop a country where a place in it is told: "in Sochi, Russia"; of a city and its site keep the site."""
    exact = {s.place.country for s in settings if s.place.kind in {Kind.CITY, Kind.SITE}}
    return [s for s in settings if s.place.kind in {Kind.CITY, Kind.SITE} or s.place.country not in exact]


def _best_event(scene: Scene, spot: Spot, events: list[Event]) -> tuple[int, Setting] | None:
    offers = []
    for number, event in enumerate(events):
        offer = _offer(scene, spot, event)
        if offer is not None:
            cost, rule, confidence = offer
            offers.append((cost, abs(spot.first - event.trigger.i), number, Setting(spot, rule, confidence)))
    if not offers:
        return None
    _, _, number, setting = min(offers, key=lambda o: o[:3])
    return number, setting


def _offer(scene: Scene, spot: Spot, event: Event) -> tuple[float, str, float] | None:
    """Say how well a place fits as an event's venue: (cost, rule, confidence), or None."""
    token = _place_head(scene, spot)
    head = token.head
    if token.lower_ == "here":
        cost = distance(head, event.trigger)
        return (cost + 0.5, "here, by the dateline", 0.75) if cost <= NEAR else None
    verbs = event_verbs(event.trigger) + [c for c in event.trigger.children if _holds(c)]
    if any(_where(v) in {token, scene.doc[spot.last]} for v in verbs):
        return (0, "where they met", 0.85)
    if token.dep_ == "pobj":
        return _by_preposition(scene, spot, event, token, head, verbs)
    if event.family == "visit-verb" and token.dep_ in {"dobj", "nsubjpass"} and head == event.trigger:
        return (0, "object of a visit", 0.9)
    if event.family == "host" and _hosts(token, event):
        return (1, "subject of hosting", 0.85)
    if token.dep_ in {"compound", "nmod", "amod", "poss"} and event.family == "talks":
        return _by_compound(scene, spot, event, token, head)
    if token.dep_ in {"npadvmod", "dobj"} and head == event.trigger and event.family == "travel":
        return (1, "goal of a journey", 0.7)
    return None


def _holds(clause: Token) -> bool:
    """Tell "talks held in Juba", "the meeting that took place in Paris"."""
    return clause.dep_ in {"acl", "relcl"} and clause.lemma_ in {
        "hold",
        "take",
        "host",
        "convene",
        "organize",
        "organise",
        "schedule",
        "begin",
        "open",
        "start",
        "resume",
    }


def _where(verb: Token) -> Token | None:
    """Give the place before a clause with "where": "Juba, where he met ..."."""
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        return verb.head
    return None


def _hosts(token: Token, event: Event) -> bool:
    trigger = event.trigger
    if token.dep_ == "nsubj" and token.head == trigger:
        return True
    return token.dep_ == "pobj" and token.head.dep_ == "agent" and token.head.head == trigger


def _by_compound(
    scene: Scene, spot: Spot, event: Event, token: Token, head: Token
) -> tuple[float, str, float] | None:
    """Read "the Geneva talks"; "Moscow-Kiev talks" names governments."""
    place = spot.place
    if head != event.trigger and not (head.dep_ == "compound" and head.head == event.trigger):
        return None
    if place is None or place.kind not in {Kind.CITY, Kind.SITE}:
        return None
    joined = [c for c in token.children if c.dep_ in {"conj", "punct"} and c.text != ","] + [
        s
        for s in scene.spots.values()
        if s.first == spot.last + 2 and scene.doc[spot.last + 1].text in {"-", "–", "/"}
    ]
    if joined or (spot.first > 1 and scene.doc[spot.first - 1].text in {"-", "–", "/"}):
        return None
    if token.dep_ == "poss" and spot.government is not None:
        return None
    return (0.5, "names the meeting", 0.85)


def _place_head(scene: Scene, spot: Spot) -> Token:
    """Climb from a place name to the noun that carries it: "in the Swiss city of Geneva", "in Doha, Qatar"."""
    token = scene.doc[spot.first : spot.last + 1].root
    for _ in range(6):
        head = token.head
        if (
            token.dep_ in {"appos", "conj"}
            or (token.dep_ in {"compound", "nmod", "amod", "npadvmod"} and head.lower_ in PLACE_NOUNS)
            or (token.dep_ == "compound" and head.i in scene.spots)
        ):
            token = head
        elif token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in PLACE_NOUNS:
            token = head.head
        elif token.dep_ in {"pobj", "nmod", "npadvmod"} and head.i in scene.spots and token.i > head.i:
            token = head
        else:
            break
    return token


def _by_preposition(
    scene: Scene, spot: Spot, event: Event, token: Token, prep: Token, verbs: list[Token]
) -> tuple[float, str, float] | None:
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
        and word in _motion_preps(event.trigger)
        and (governor == event.trigger or distance(governor, event.trigger) <= BESIDE)
    ):
        if _goes_home(scene, event, spot):
            return None
        return (distance(governor, event.trigger) + 0.5, "goal of a journey", 0.8)
    if word == "to" and _journey_to(governor, event):
        return (1.5, "journey to talks", 0.75)
    if word not in cues().place_preps:
        return None
    if (
        word == "on"
        and spot.place is not None
        and spot.place.kind is not Kind.SITE
        and "island" not in scene.doc[token.left_edge.i : token.i + 1].text.lower()
    ):
        return None
    if _topical(governor, event) or negated(governor):
        return None
    cost = min((distance(governor, t) for t in [event.trigger, *verbs]), default=99)
    if cost > NEAR:
        return None
    signed = (
        event.family == "sign"
        and governor.head == event.trigger
        and governor.lemma_.lower() in cues().signing_nouns
    )
    exact = signed or governor in {event.trigger, *verbs}
    country = spot.place is not None and spot.place.kind in {Kind.COUNTRY, Kind.REGION}
    if country and not exact and cost > 1 and event.family in {"talks", "sign"}:
        return None
    return (
        cost,
        "in, at or near after a meeting" if exact else "in, at or near in its clause",
        0.9 if exact else 0.8 - 0.1 * country,
    )


def _goes_home(scene: Scene, event: Event, spot: Spot) -> bool:
    travellers = {n.actor.id for t in subjects(event.trigger) for n in scene.actors(t)}
    return spot.place is not None and spot.place.country in travellers


def _governor(prep: Token) -> Token:
    """Give what a preposition hangs on, through "of" and dates: "summit of the Americas in", "on 6 May in"."""
    governor = prep.head
    for _ in range(NEAR):
        dated = governor.ent_type_ in {"DATE", "TIME"} or governor.lemma_.lower() in PLACE_NOUNS
        if governor.dep_ == "pobj" and (dated or (governor.head.lower_ == "of" and not _is_event(governor))):
            governor = governor.head.head
        elif dated and governor.dep_ in {"npadvmod", "appos", "nummod"}:
            governor = governor.head
        else:
            break
    return governor


def _reaches(governor: Token, event: Event, verbs: list[Token]) -> bool:
    if governor == event.trigger:
        return True
    return governor in verbs or (governor.head == event.trigger and not _is_topic(governor))


def _journey_to(governor: Token, event: Event) -> bool:
    """Read "travelled to Vienna for talks", "invited to Moscow for talks", "sent envoys to Doha to negotiate"."""
    if event.family not in {"talks", "meet", "sign"} or governor.pos_ != "VERB":
        return False
    moves = governor.lemma_ in cues().travel_verbs - SENDING | {"invite", "summon"}
    return moves and distance(governor, event.trigger) <= 3  # noqa: PLR2004 - "for talks", "to meet"


def _is_topic(token: Token) -> bool:
    return token.lemma_.lower() in cues().topic_nouns


def _topical(governor: Token, event: Event) -> bool:
    """Tell a place that belongs to what is talked about: "talks on the war in Syria"."""
    if governor == event.trigger or governor.pos_ in {"VERB", "AUX"}:
        return False
    lemma = governor.lemma_.lower()
    if lemma in cues().talk_nouns | cues().visit_nouns | cues().signing_nouns:
        return False
    if _is_topic(governor):
        return True
    if governor.dep_ == "pobj" and governor.head.lower_ in cues().topic_preps:
        return True
    if _is_argument(governor, event):
        return False
    named = (
        governor.i in event.scene.persons or governor.i in event.scene.mentions or governor.i in event.scene.spots
    )
    return not (named or lemma in cues().bodies | cues().titles | cues().opponents | VENUE_NOUNS)


def _is_argument(token: Token, event: Event) -> bool:
    """Tell somebody whom the event's own verb or preposition brings in: "met with some local actors in Khartoum"."""
    top = token
    while (top.dep_ == "conj" and top.head != top) or (top.dep_ == "pobj" and top.head.lower_ in {"of", "from"}):
        top = top.head if top.dep_ == "conj" else top.head.head
    carriers = {event.trigger, *event_verbs(event.trigger)}
    if top.dep_ == "pobj" and top.head.lower_ in {"with", "between", "among"}:
        return top.head.head in carriers
    return top.dep_ == "dobj" and top.head == event.trigger and event.family in {"meet", "receive"}


# --- actors -----------------------------------------------------------------------------------------------------


def _parts(scene: Scene, event: Event) -> list[Part]:
    collected: list[Part] = []

    def add(named: Iterable[Named], role: Role, rule: str, confidence: float) -> None:
        known = {p.named.actor.id for p in collected}
        for one in named:
            if one.actor.id not in known:
                known.add(one.actor.id)
                collected.append(Part(one, role, rule, min(confidence, one.sure), scene.sentence.index))

    trigger = event.trigger
    _special_roles(scene, event, add)
    if event.family in {"talks", "visit"}:
        _noun_parts(scene, trigger, add)
        _support_parts(scene, event, add)
    else:
        _verb_parts(scene, event, add)
    return collected


def _special_roles(scene: Scene, event: Event, add: Add) -> None:
    """Read mediators, hosts, organisers, guests and absentees around an event."""
    words = cues()
    related = [event.trigger, *event_verbs(event.trigger)]
    related += [
        c
        for t in list(related)
        for c in t.children
        if c.dep_ in {"acl", "relcl", "conj", "advcl"} and c.pos_ == "VERB"
    ]
    for verb in dict.fromkeys(related):
        lemma = verb.lemma_.lower()
        passive = verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children)
        doers = [n for t in subjects(verb) for n in scene.actors(t)] if not passive else []
        agents = [n for c in verb.children if c.dep_ == "agent" for p in c.children for n in scene.actors(p)]
        if lemma in words.mediate_verbs:
            add([*doers, *agents], Role.MEDIATOR, "mediates", 0.9)
        elif lemma in words.host_verbs:
            add([*doers, *agents], Role.HOST, "hosts", 0.9)
            if any(c.dep_ == "dobj" and not _is_event(c) for c in verb.children):
                add(
                    [n for c in verb.children if c.dep_ == "dobj" for n in scene.actors(c)],
                    Role.PARTICIPANT,
                    "is hosted",
                    0.85,
                )
        elif lemma in words.organise_verbs:
            add([*doers, *agents], Role.ORGANISER, "organises", 0.85)
        elif lemma in words.invite_verbs:
            guests = [
                c for c in verb.children if c.dep_ in ({"nsubjpass"} if passive or _passive(verb) else {"dobj"})
            ]
            add(
                [n for g in guests for n in scene.actors(g)],
                Role.ABSENT if negated(verb) else Role.INVITED,
                "is invited",
                0.85,
            )
            if doers and not negated(verb):
                add(doers, Role.ORGANISER, "invites", 0.6)
        elif lemma in words.refuse_verbs and verb != event.trigger:
            passive_ones = [n for c in verb.children if c.dep_ == "nsubjpass" for n in scene.actors(c)]
            if event.trigger.dep_ in {"dobj", "pobj", "xcomp"} or passive_ones:
                add([*doers, *passive_ones], Role.ABSENT, "stays away", 0.8)
        elif lemma in words.attend_verbs and negated(verb):
            add(doers, Role.ABSENT, "does not attend", 0.8)
    _compound_roles(scene, event, add)
    _role_nouns(scene, event, add)
    _with_participation(scene, event, add)


def _passive(verb: Token) -> bool:
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


ROLE_NOUNS = {
    **dict.fromkeys(
        ("organizer", "organiser", "sponsor", "guarantor", "convener", "co-chair", "co-sponsor"), Role.ORGANISER
    ),
    **dict.fromkeys(("mediator", "broker", "facilitator", "go-between", "intermediary"), Role.MEDIATOR),
    "host": Role.HOST,
    "observer": Role.OBSERVER,
}


def _role_nouns(scene: Scene, event: Event, add: Add) -> None:
    """Read "Russia and Turkey are the organisers of the talks", "Norway, a mediator in the talks"."""
    for token in scene.tokens():
        role = ROLE_NOUNS.get(token.lemma_.lower())
        if role is None or token.pos_ not in {"NOUN", "PROPN"} or distance(token, event.trigger) > NEAR - 2:
            continue
        verb = token.head
        if token.dep_ == "attr" and verb.pos_ in {"VERB", "AUX"}:
            add([n for t in subjects(verb) for n in scene.actors(t)], role, f"is {token.lower_}", 0.88)
        elif token.dep_ == "appos":
            add(scene.actors(verb), role, f"is {token.lower_}", 0.85)
        else:
            add(scene.modifiers(token, 0), role, f"is {token.lower_}", 0.8)


def _compound_roles(scene: Scene, event: Event, add: Add) -> None:
    """Read "UN-brokered talks", "under the auspices of the UN", "as an observer"."""
    words = cues()
    for child in event.trigger.children:
        if child.dep_ in {
            "amod",
            "compound",
        } and child.lemma_.lower() in words.mediate_verbs | words.organise_verbs | {
            "back",
            "lead",
            "host",
            "broker",
            "sponsor",
            "mediate",
            "facilitate",
            "guarantee",
        }:
            lemma = child.lemma_.lower()
            named = [
                n
                for i in range(child.left_edge.i, child.i)
                if i in scene.mentions
                for n in _mention_named(scene, i)
            ]
            role = (
                Role.MEDIATOR
                if lemma in words.mediate_verbs | {"back", "lead"}
                else Role.HOST
                if lemma == "host"
                else Role.ORGANISER
            )
            add(named, role, "named before -brokered", 0.85)
    for token in scene.tokens():
        if (
            token.lemma_.lower() in {"auspex", "auspices", "aegis", "mediation", "auspice", "umbrella"}
            and distance(token, event.trigger) <= NEAR
        ):
            add(scene.modifiers(token, 0), Role.MEDIATOR, "under the auspices", 0.85)
        elif (
            token.lemma_.lower() == "observer"
            and token.dep_ == "pobj"
            and token.head.lower_ == "as"
            and distance(token, event.trigger) <= NEAR + 1
        ):
            owner = token.head.head
            who = (
                [n for t in subjects(owner) for n in scene.actors(t)]
                if owner.pos_ in {"VERB", "AUX"}
                else scene.actors(owner)
            )
            add(who, Role.OBSERVER, "as an observer", 0.85)
        elif (
            token.lemma_.lower() in {"mediator", "facilitator"}
            and token.dep_ == "pobj"
            and token.head.lower_ == "as"
        ):
            owner = token.head.head
            who = (
                [n for t in subjects(owner) for n in scene.actors(t)]
                if owner.pos_ in {"VERB", "AUX"}
                else scene.actors(owner)
            )
            add(who, Role.MEDIATOR, "as a mediator", 0.85)


def _mention_named(scene: Scene, i: int) -> list[Named]:
    mention = scene.mentions[i]
    return [scene.named(mention.actor, mention.first, mention.last)] if mention.actor is not None else []


def _is_event(token: Token) -> bool:
    words = cues()
    return token.lemma_.lower() in words.talk_nouns | words.visit_nouns | words.signing_nouns


def _noun_parts(scene: Scene, noun: Token, add: Add) -> None:
    """Read the actors inside a meeting's own phrase: "talks between A and B", "A's meeting", "A-B summit"."""
    for child in noun.children:
        if child.dep_ == "prep":
            preposition_parts(scene, child, add)
        elif child.dep_ == "poss":
            add(scene.actors(child), Role.PARTICIPANT, "whose meeting it is", 0.9)
        elif child.dep_ in {"acl", "relcl"} and child.lemma_ in {
            "involve",
            "include",
            "bring",
            "attend",
            "gather",
            "unite",
            "group",
        }:
            add(
                [n for c in child.children if c.dep_ == "dobj" for n in scene.actors(c)],
                Role.PARTICIPANT,
                "is brought together",
                0.85,
            )
            add(
                [n for c in child.children if c.dep_ == "agent" for p in c.children for n in scene.actors(p)],
                Role.PARTICIPANT,
                "attends",
                0.85,
            )
    for i in range(noun.left_edge.i, noun.i):
        mention = scene.mentions.get(i)
        if mention is None or mention.first != i or mention.actor is None:
            continue
        head = scene.doc[mention.first : mention.last + 1].root
        if scene.modifies(head.i, noun) and head.head.tag_ not in {"VBN", "VBG", "JJ"}:
            add(
                [scene.named(mention.actor, mention.first, mention.last)],
                Role.PARTICIPANT,
                "names the meeting",
                0.75,
            )
    for i, spot in scene.spots.items():
        if (
            noun.left_edge.i <= i < noun.i
            and i == spot.first
            and spot.government is not None
            and i not in scene.mentions
        ):
            hyphen = scene.doc[spot.last + 1].text in {"-", "–"} or (i > 0 and scene.doc[i - 1].text in {"-", "–"})
            if hyphen or scene.doc[spot.last].dep_ == "poss":
                add(
                    [scene.named(spot.government, spot.first, spot.last)],
                    Role.PARTICIPANT,
                    "names the meeting",
                    0.75,
                )


WITH = frozenset(
    {"between", "with", "among", "by", "involving", "including", "amongst", "alongside", "of", "from", "to"}
)


def preposition_parts(scene: Scene, prep: Token, add: Add) -> None:
    """Read the actors after "between", "with", "among", "of", "by"."""
    word = prep.lower_
    if word not in WITH or word == "to":
        return
    for pobj in prep.children:
        if pobj.dep_ == "pobj":
            confidence = 0.92 if word in {"between", "with", "among"} else 0.8
            add(scene.actors(pobj), Role.PARTICIPANT, f"after {word}", confidence)
            add([n for t in expand(pobj) for n in _accompanied(scene, t)], Role.PARTICIPANT, f"after {word}", 0.75)


def _accompanied(scene: Scene, token: Token) -> list[Named]:
    """Read "talks with the ministers of Iran, including ..."; also "officials from A and from B"."""
    return [
        n
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in {"including", "with", "and", "from"}
        for p in c.children
        if p.dep_ == "pobj"
        for n in scene.actors(p)
    ]


def _support_parts(scene: Scene, event: Event, add: Add) -> None:
    """Read the actors of the verb that carries a meeting: "A and B held talks", "A flew to X for talks with B"."""
    words, trigger = cues(), event.trigger
    for verb in event_verbs(trigger):
        lemma = verb.lemma_.lower()
        if trigger.dep_ in {"nsubj", "nsubjpass"} and trigger.head == verb:
            if lemma not in words.cancel_verbs | words.postpone_verbs | words.report_verbs:
                _verb_preps(scene, verb, add)
            for other in [verb, *(c for c in verb.children if c.dep_ == "xcomp")]:
                if other.lemma_.lower() in {
                    "bring",
                    "include",
                    "involve",
                    "gather",
                    "unite",
                    "see",
                    "draw",
                    "group",
                    "join",
                }:
                    guests = [n for c in other.children if c.dep_ == "dobj" for n in scene.actors(c)]
                    role = Role.INVITED if other != verb else Role.PARTICIPANT
                    add(guests, role, "is brought together", 0.85)
            continue
        if (
            lemma
            in words.propose_verbs
            | words.organise_verbs
            | words.refuse_verbs
            | words.cancel_verbs
            | words.host_verbs
            | words.mediate_verbs
            | words.invite_verbs
        ):
            continue
        if lemma in words.report_verbs and not _takes_part(trigger):
            continue
        add([n for t in subjects(verb) for n in scene.actors(t)], Role.PARTICIPANT, "subject", 0.88)
        _verb_preps(scene, verb, add)
        if lemma in {"send", "dispatch", "bring", "take", "summon"} or _object_meets(trigger, verb):
            add(
                [n for c in verb.children if c.dep_ == "dobj" for n in scene.actors(c)],
                Role.PARTICIPANT,
                "object",
                0.8,
            )


def _takes_part(trigger: Token) -> bool:
    """Tell "said after talks" (took part) from "said the talks ..." and "spoke about talks"."""
    at = trigger
    while at.dep_ == "pobj" and at.head.dep_ == "prep":
        if at.head.lower_ in {"after", "following", "during", "at", "in", "before", "for", "from", "upon"}:
            return True
        at = at.head.head
    return False


def _object_meets(trigger: Token, verb: Token) -> bool:
    return verb.lemma_.lower() in {"meet", "receive", "welcome", "host", "join"} and trigger.dep_ == "pobj"


def _verb_preps(scene: Scene, verb: Token, add: Add) -> None:
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {
            "between",
            "with",
            "among",
            "by",
            "alongside",
            "including",
            "involving",
        }:
            preposition_parts(scene, child, add)


def _verb_parts(scene: Scene, event: Event, add: Add) -> None:
    """Read the actors of a verb of meeting, receiving, visiting, travelling, hosting, signing."""
    verb, family = event.trigger, event.family
    doers = [n for t in subjects(verb) for n in scene.actors(t)]
    if family == "host":
        return
    if family == "receive":
        add(doers, Role.PARTICIPANT, "receives", 0.88)
        add(
            [n for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} for n in scene.actors(c)],
            Role.PARTICIPANT,
            "is received",
            0.88,
        )
        _verb_preps(scene, verb, add)
        return
    add(doers, Role.PARTICIPANT, "subject", 0.9)
    if family in {"meet", "travel"} and verb.lemma_ != "be":
        add(
            [n for c in verb.children if c.dep_ == "dobj" for n in scene.actors(c)],
            Role.PARTICIPANT,
            "object",
            0.9,
        )
    if family == "visit-verb":
        add(
            [n for c in verb.children if c.dep_ == "dobj" and c.i not in scene.spots for n in scene.actors(c)],
            Role.PARTICIPANT,
            "is visited",
            0.7,
        )
    if family == "sign" and _passive(verb):
        add(
            [
                n
                for c in verb.children
                if c.dep_ == "nsubjpass"
                for p in c.children
                if p.lower_ in {"between", "by"}
                for o in p.children
                for n in scene.actors(o)
            ],
            Role.PARTICIPANT,
            "signs",
            0.85,
        )
    _verb_preps(scene, verb, add)
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
            add(scene.actors(child), Role.PARTICIPANT, "object", 0.7)


def _bystanders(scene: Scene, event: Event) -> list[Part]:
    """Where the tree gives an event fewer than two actors, take those of its clause who stand near it.

    The parser often hangs a list or a name on the wrong word; what is spoken about stays out.
    """
    known = {p.named.actor.id for p in event.parts}
    found = []
    for token in scene.tokens():
        if token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"} or not _may_attend(
            token, event
        ):
            continue
        for named in scene.denoted(token):
            if named.actor.id not in known:
                known.add(named.actor.id)
                found.append(
                    Part(
                        named,
                        Role.PARTICIPANT,
                        "stands near the meeting",
                        min(0.6, named.sure),
                        scene.sentence.index,
                    )
                )
    return found


def _may_attend(token: Token, event: Event) -> bool:
    top = token
    while top.dep_ in {"conj", "appos"} and top.head != top:
        top = top.head
    inside = _takes_part(event.trigger)
    preps = {"with", "between", "among", "by", "alongside", "including"} | ({"to", "from"} if inside else set())
    if top.dep_ == "pobj" and top.head.lower_ not in preps:
        return False
    if (
        top.dep_ in {"nsubj", "nsubjpass"}
        and top.head.lemma_.lower() in cues().report_verbs
        and not _takes_part(event.trigger)
    ):
        return False
    if (
        top.dep_ == "dobj"
        and not inside
        and top.head.lemma_.lower() not in cues().meet_verbs | cues().receive_verbs | cues().host_verbs
    ):
        return False
    if clause_verb(top) not in {event.trigger, *event_verbs(event.trigger)}:
        return False
    return top.dep_ != "ROOT" and distance(top, event.trigger) <= NEAR


# --- tours and lists --------------------------------------------------------------------------------------------


def _persons_between(event: Event, left: int, right: int) -> list[Part]:
    scene = event.scene
    found = [n for i in range(left, right) if i in scene.persons for n in scene.denoted(scene.doc[i])]
    return [Part(n, Role.PARTICIPANT, "object", 0.75, scene.sentence.index) for n in found[:1]]


def _split(event: Event, settings: list[Setting]) -> list[Event]:
    """Make one event a venue; objects that stand between two venues belong to the one that follows them."""
    ordered = sorted(settings, key=lambda s: s.spot.first)
    before = [p for p in event.parts if p.named.index < event.trigger.i]
    after = [p for p in event.parts if p.named.index >= event.trigger.i]
    groups: list[list[Part]] = []
    left = event.trigger.i
    for setting in ordered:
        group = [p for p in after if left <= p.named.index < setting.spot.first]
        groups.append(group or _persons_between(event, left, setting.spot.first))
        left = setting.spot.first
    segmented = all(groups) and event.trigger.i < ordered[0].spot.first
    return [
        replace(event, setting=setting, parts=[*before, *(group if segmented else after)])
        for setting, group in zip(ordered, groups, strict=True)
    ]
