"""What one clause tells of who was at the meeting in play, a rule for each way of saying it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from geo.cues import any_of, cues
from geo.model import Role
from geo.people import SENT
from geo.phrases import expand
from geo.roles import ROLE_NOUNS
from geo.syntax import clause_verb, negated, of_it, passive, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from geo.memory import Named
    from geo.scene import Scene

GUESTS = frozenset(
    "participant attendee delegate guest signatory other observer guarantor member party invitee".split()
)
OBSERVERS = frozenset({"observer"})
THERE = frozenset({"there", "present", "around"})
AWAY = frozenset({"absent", "away"})
ROOM = frozenset({"table", "room", "hall", "audience", "attendance", "chair", "seat", "lobby"})
WAITING = frozenset({"hover", "stand", "wait", "linger", "gather"})
WATCHING = frozenset({"look", "watch", "witness"})
DELEGATES = frozenset({"delegate", "delegation", "negotiator"})
BESIDE = frozenset({"beside", "besides", "alongside"})
JOINING = frozenset({"together with", "along with"})
VAGUE = frozenset("skip miss avoid reject refuse join enter engage represent guarantee".split())
INVITATION = frozenset({"invitation", "invite", "offer", "seat"})
PRESIDING = frozenset({"preside", "chair", "co-chair"})
HELPING = frozenset({"help", "assist"})
MEDIATING = frozenset({"mediate", "broker"})
NOT_HERE = frozenset({"to", "into", "under", "out", "from", "through", "across", "upon", "against", "after"})


Told = tuple["Named", Role, str, float]


def told(scene: Scene, verb: Token) -> list[Told]:
    """Give who was at the meeting in play: actor, role, rule and confidence, by the first rule that reads it."""
    doers = [n for t in subjects(verb) for n in scene.actors(t)]
    if verb.tag_ == "VBN" and not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in verb.children):
        doers = doers if verb.dep_ == "conj" or _tells(verb) else []
    rules = _rules().get(verb.lemma_.lower(), ())
    found = next((t for rule in rules if (t := list(rule(scene, verb, doers)))), [])
    if found and found[0][1] not in {Role.ABSENT, Role.INVITED}:
        found += _as(company(scene, verb), *found[0][1:])
    return found


def _invited(_: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "Chad was invited too", "was not asked to come"."""
    if not passive(verb):
        return
    if verb.lemma_ != "ask":
        role = Role.ABSENT if negated(verb) else Role.INVITED
        yield from _as(doers, role, "is not invited" if negated(verb) else "is invited", 0.8)
    elif negated(verb) and any(c.lemma_ == "come" for c in verb.children):
        yield from _as(doers, Role.ABSENT, "is not asked to come", 0.8)


def _refusing(_: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    if _refuses(verb):
        yield from _as(doers, Role.ABSENT, "turns an invitation down", 0.8)


def _represented(scene: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "Egypt was represented by its minister", "who leads the Chilean team", "form one delegation"."""
    lemma = verb.lemma_.lower()
    if negated(verb):
        return
    if lemma == "represent":
        objects = [n for c in verb.children if c.dep_ == "dobj" for n in scene.actors(c)]
        yield from _as([*doers, *objects], Role.PARTICIPANT, "is represented", 0.8)
    elif lemma in {"lead", "head"} and not passive(verb):
        delegations = _objects(verb, {"delegation", "team", "side", "negotiator"})
        named = [n for d in delegations for n in [*scene.modifiers(d, 0), *_gapped(scene, [d])]]
        yield from _as([*doers, *named] if delegations else [], Role.PARTICIPANT, "leads a delegation", 0.8)
    elif lemma in {"form", "make"} and _objects(verb, {"delegation", "team"}):
        yield from _as(doers, Role.PARTICIPANT, "forms a delegation", 0.8)


def _signing(scene: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "Mr Berg spoke for Norway", "Chad signed as well"."""
    lemma = verb.lemma_.lower()
    if lemma in {"speak", "sign"} and (behind := _after(scene, verb, "for")):
        yield from _as([*doers, *behind], Role.PARTICIPANT, f"{lemma}s for", 0.75)
    elif lemma == "sign" and doers and not passive(verb) and _bare(verb):
        yield from _as([*doers, *_after(scene, verb, "with")], Role.PARTICIPANT, "signs", 0.75)


def _leading(scene: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "Mr Berg presided", "Oman mediated"."""
    lemma = verb.lemma_.lower()
    if passive(verb):
        return
    if lemma in PRESIDING:
        yield from _as(doers if _bare(verb) else [], Role.ORGANISER, "presides", 0.75)
    elif lemma in HELPING:
        sent = [s for s in subjects(verb) if s.lemma_.lower() in SENT]
        yield from _as((n for s in sent for n in scene.actors(s)), Role.MEDIATOR, "helps", 0.7)
    else:
        town = any(c.lower_ == "to" for c in verb.children)  # "arrived in the capital, Khartoum, to mediate"
        people = [n for n in doers if not (town and n.index in scene.spots and n.index not in scene.mentions)]
        yield from _as(people, Role.MEDIATOR, "mediates", 0.8)


def _observing(_: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "has an observer", "sat in", "with the king looking on"."""
    lemma = verb.lemma_.lower()
    if (lemma == "have" and _objects(verb, OBSERVERS)) or (
        lemma == "sit" and any(c.lower_ == "in" and not list(c.children) for c in verb.children)
    ):
        yield from _as(doers, Role.OBSERVER, "sits in" if lemma == "sit" else "has an observer", 0.78)
    elif lemma in WATCHING and _watches(verb):
        yield from _as(doers, Role.PARTICIPANT, "looks on", 0.72)


def _speaking(scene: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "the American delegate said", "Mr Lee of Chad and Mr Diop of Mali spoke": those at the table."""
    if verb.lemma_ == "speak" and not passive(verb) and all(n.person for n in doers):
        plain = not any(c.dep_ in {"prep", "ccomp", "dobj"} for c in verb.children)
        yield from _as(doers if plain and len(doers) > 1 else [], Role.PARTICIPANT, "speaks", 0.7)
    if verb.lemma_.lower() in cues().report_verbs and not passive(verb):
        heads = [t for s in subjects(verb) for t in expand(s) if t.lemma_.lower() in DELEGATES]
        yield from _as(
            (n for t in heads for n in scene.modifiers(t, 0)), Role.PARTICIPANT, "speaks as a delegate", 0.7
        )


def _tells(verb: Token) -> bool:
    """Tell "A of Chad and B of Mali, who had begun it, signed with C", whose verb was read as a participle."""
    return (
        verb.dep_ == "acl"
        and verb.head.dep_ == "ROOT"
        and verb.head.pos_ == "PROPN"
        and verb.nbor(-1).text == ","
        and not any(c.dep_ == "agent" for c in verb.children)
    )


def _as(named: Iterable[Named], role: Role, rule: str, sure: float) -> Iterator[Told]:
    for one in named:
        yield one, role, rule, sure


def _being(scene: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "X was the host", "A and B were there", "C was absent", "the others are D and E"."""
    words = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "advmod", "attr", "neg"}}
    nobody = negated(verb) or any(
        c.lower_ in {"neither", "nobody", "none"} for t in subjects(verb) for c in _near(t)
    )
    room = any(
        p.lower_ in {"in", "at"} and c.lower_ in ROOM
        for p in verb.children
        if p.dep_ == "prep"
        for c in p.children
    )
    if words & AWAY:
        yield from _as(doers, Role.ABSENT, "is absent", 0.8)
    elif words & THERE or room:
        role = Role.ABSENT if nobody else as_what(verb) or Role.PARTICIPANT
        yield from _as(doers, role, "is there", 0.78)
    if _on_a_side(verb):
        across = [n for c in verb.children for t in c.children if t.dep_ == "appos" for n in scene.actors(t)]
        beside = [n for p in verb.children for c in p.children for g in c.children for n in _listed(scene, g)]
        yield from _as([*doers, *across, *beside], Role.PARTICIPANT, "is on a side", 0.75)
    for child in verb.children:
        if child.dep_ != "attr":
            continue
        named_role = ROLE_NOUNS.get(child.lemma_.lower())
        if named_role is not None and not nobody:
            beside = _after(scene, verb, "with")
            yield from _as([*doers, *beside], named_role, f"is {child.lower_}", 0.8)
        elif child.lemma_.lower() == "guest" and not nobody:
            yield from _as(doers, Role.PARTICIPANT, "is a guest", 0.75)
        elif any(t.lemma_.lower() in GUESTS for t in subjects(verb)):
            yield from _as(scene.actors(child), Role.PARTICIPANT, "is among them", 0.75)
    for child in verb.children:
        if child.lower_ == "among" and child.dep_ == "prep" and _guests(child):
            listed = [n for c in verb.children if c.dep_ in {"nsubj", "attr"} for n in scene.actors(c)]
            yield from _as(listed, Role.PARTICIPANT, "is among them", 0.8)


def _on_a_side(verb: Token) -> bool:
    """Tell "Chad and Mali are on one side, Niger on the other"."""
    sides = [c for p in verb.children if p.lower_ == "on" for c in p.children if c.lemma_.lower() == "side"]
    return any(g.lower_ in {"one", "other", "either"} for s in sides for g in s.children)


def _listed(scene: Scene, token: Token) -> list[Named]:
    return scene.actors(token) if token.dep_ == "appos" else []


def _near(token: Token) -> Iterator[Token]:
    yield token
    yield from token.children


def _guests(prep: Token) -> bool:
    return any(t.lemma_.lower() in GUESTS | {"those"} for t in prep.children)


def _watches(verb: Token) -> bool:
    """Tell "with the king looking on", "three presidents looked on" from "looked on it as a threat"."""
    on = any(c.lower_ == "on" and not list(c.children) for c in verb.children)
    return on if verb.lemma_.lower() == "look" else of_it(verb)


def _of_it(_: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "opened it together", "Norway hosted them", of the meeting in play."""
    words, lemma = cues(), verb.lemma_.lower()
    if not of_it(verb):
        return
    if lemma in words.refuse_verbs or negated(verb):
        yield from _as(doers, Role.ABSENT, "stays away", 0.75)
    elif lemma in words.host_verbs:
        yield from _as(doers, Role.HOST, "hosts it", 0.75)
    elif lemma in words.organise_verbs:
        yield from _as(doers, Role.ORGANISER, "organises it", 0.75)
    else:
        yield from _as(doers, Role.PARTICIPANT, "attends it", 0.75)


def company(scene: Scene, verb: Token) -> list[Named]:
    """Give who is told to do the same: "together with Peru", "as well as Chile", "beside the UN"."""
    found: list[Named] = []
    doc = scene.doc
    for token in verb.subtree:
        joins = token.lower_ in BESIDE or " ".join(t.lower_ for t in doc[token.i - 1 : token.i + 1]) in JOINING
        joins = joins or doc[max(token.i - 2, 0) : token.i + 1].text.lower() == "as well as"
        if not joins or token.i < verb.i or clause_verb(token) not in {verb, None} or token.i + 1 >= len(doc):
            continue
        head = doc[token.i + 1]
        while head.head.i > token.i and head.head.pos_ in {"NOUN", "PROPN"}:
            head = head.head
        found += scene.actors(head)
    return found


def _refuses(verb: Token) -> bool:
    """Tell "declined an invitation", "turned it down", "refused to come" from any other refusal."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    invited = any(c.lemma_.lower() in INVITATION for c in objects)
    if verb.lemma_.lower() == "turn":
        down = any(c.dep_ in {"prt", "advmod"} and c.lower_ == "down" for c in verb.children)
        return down and (invited or any(c.lower_ == "it" for c in objects))
    coming = any(
        c.dep_ == "xcomp"
        and (
            c.lemma_.lower() in any_of("attend_verbs", also="come sign send")
            or (c.lemma_ == "take" and bool(_objects(c, {"part", "seat"})))
        )
        for c in verb.children
    )
    return invited or coming


def _sending(scene: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    """Read "Egypt sent its minister", "sent an observer"."""
    if passive(verb):
        return
    people = [t for c in verb.children if c.dep_ in {"dobj", "dative"} for t in expand(c)]
    lemmas = {t.lemma_.lower() for t in people}
    doers = [*doers, *_gapped(scene, people)]
    if lemmas & OBSERVERS:
        yield from _as(doers, Role.OBSERVER, "sends an observer", 0.8)
    elif lemmas & (any_of("titles", also="delegation team")) or any(t.i in scene.persons for t in people):
        yield from _as(doers, as_what(verb) or Role.PARTICIPANT, "sends somebody", 0.75)


def _gapped(scene: Scene, sent: list[Token]) -> list[Named]:
    """Read the rest of "Chad sent its premier, Mali a minister and Togo an envoy", which has no verb.

    Also "leads the Chinese delegation, Colonel Nasser that of Egypt".
    """
    found: list[Named] = []
    for token in (t for s in sent for t in s.head.subtree if t.i > s.i):
        after = token.nbor(1) if token.i + 1 < len(token.doc) else token
        if token.lower_ == "that" and after.lower_ == "of":
            found += [n for p in after.children for n in scene.actors(p)]
        mention = scene.mentions.get(token.i)
        opened = mention is not None and token.doc[mention.first - 1].lower_ in {",", "and", ";"}
        if (
            opened
            and mention is not None
            and mention.last == token.i
            and after.lower_ in {"a", "an", "its", "the"}
        ):
            title = next((t for t in after.ancestors), after)
            found += scene.denoted(token) if title.lemma_.lower() in cues().titles else []
    return found


def _objects(verb: Token, lemmas: Iterable[str]) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in lemmas]


def _after(scene: Scene, verb: Token, word: str) -> list[Named]:
    preps = [c for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ == word]
    return [n for p in preps for c in p.children if c.dep_ == "pobj" for n in scene.actors(c)]


def _bare(verb: Token) -> bool:
    clauses = [c for c in verb.children if c.dep_ in {"dobj", "ccomp", "xcomp", "agent"}]
    return all(c.i < verb.i and any(t.text == ";" for t in verb.doc[c.i : verb.i]) for c in clauses)


def _comes(verb: Token) -> bool:
    """Tell "the emir came", "Kuwait came as an observer", "sat at the table" from "came to power"."""
    if any(c.dep_ in {"dobj", "xcomp", "ccomp", "acomp", "prt"} for c in verb.children):
        return False
    preps = {c.lower_: c for c in verb.children if c.dep_ == "prep"}
    if verb.lemma_.lower() in {"sit"} | WAITING:
        return any(t.lower_ in ROOM for p in preps.values() for t in p.children)
    later = any(c.lower_ in {"next", "later", "last", "second"} for c in verb.children)
    return not (later or preps.keys() & NOT_HERE)


def _coming(_: Scene, verb: Token, doers: list[Named]) -> Iterator[Told]:
    if not _comes(verb):
        return
    role = Role.ABSENT if negated(verb) else as_what(verb) or Role.PARTICIPANT
    yield from _as((n for n in doers if n.person or verb.lemma_ != "appear"), role, "comes", 0.72)


def as_what(verb: Token) -> Role | None:
    """Give the role after "as": "came as observers"."""
    nouns = [t for c in verb.children if c.lower_ == "as" and c.dep_ == "prep" for t in c.children]
    return next((r for t in nouns if (r := ROLE_NOUNS.get(t.lemma_.lower())) is not None), None)


Rule = Callable[["Scene", "Token", "list[Named]"], "Iterator[Told]"]


@cache
def _rules() -> dict[str, list[Rule]]:
    """Give the rules that may read a verb, in the order in which they are tried."""
    table: tuple[tuple[Rule, frozenset[str]], ...] = (
        (_being, frozenset({"be"})),
        (_invited, any_of("invite_verbs", also="ask")),
        (_refusing, any_of("refuse_verbs", also="turn")),
        (_sending, frozenset({"send", "dispatch"})),
        (_represented, frozenset({"represent", "lead", "head", "form", "make"})),
        (_signing, frozenset({"speak", "sign"})),
        (_leading, PRESIDING | HELPING | MEDIATING),
        (_observing, WATCHING | {"have", "sit"}),
        (_coming, WAITING | {"come", "sit", "appear"}),
        (_of_it, any_of("host_verbs", "organise_verbs", "attend_verbs", "refuse_verbs") - VAGUE),
        (_speaking, any_of("report_verbs", also="speak")),
    )
    found: dict[str, list[Rule]] = {}
    for rule, verbs in table:
        for verb in verbs:
            found.setdefault(verb, []).append(rule)
    return found


def may_tell(verb: Token) -> bool:
    """Tell a verb that a rule reads."""
    return verb.lemma_.lower() in _rules()
