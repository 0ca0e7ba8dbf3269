"""Which words tell a meeting, and which only look like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import any_of, cues
from geo.encounters import act_together, attends, brings_together, does_so, objects, shares_a_meal, sits_down
from geo.event import Event, is_event
from geo.journeys import travels
from geo.phrases import expand
from geo.syntax import clause_verb, negated, of_it, passive, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.scene import Scene

THE = frozenset({"the", "this", "that", "these", "those", "both"})
GATHERINGS = frozenset({"pledging", "donor", "donors", "ministerial", "diplomatic", "high-level"})
GATHERS = frozenset({"hold", "host", "co-host", "organise", "organize", "convene"})
SHOWS = frozenset("sporting sports cultural charity music musical annual public social film art tech fan".split())
ENVOYS = frozenset({"ambassador", "envoy", "diplomat"})
WISHING = frozenset({"encourage", "promote", "foster", "stimulate"})  # what is wished for in general
SPEAKING = frozenset("authority authorities delegation leadership negotiator interlocutor team".split())
PLAYED = frozenset("match coach squad concert album band trial game cricket rugby football".split())
ATTENDANCE = frozenset({"participation", "presence", "attendance", "involvement"})
ARRIVING_AT = frozenset({"reach", "strike", "clinch", "finalise", "finalize"})
ROOMS = frozenset("house centre center hall room building facility call venue site".split())


def read_trigger(scene: Scene, token: Token) -> Event | None:
    """Make an event of a word that tells a meeting; None for any other word, and for what did not take place."""
    verbal = token.pos_ in {"VERB", "AUX"}
    if not (verbal or token.lemma_.lower() in any_of("talk_nouns", "visit_nouns", also="event")):
        return None
    family = _family(scene, token)
    if family is None or _remote(token) or _not_a_meeting(token) or _is_played(scene, token):
        return None
    verb = clause_verb(token)
    if verb is not None and verb.lemma_ == "recall" and any(o.lemma_ in ENVOYS for o in objects(verb)):
        return None  # "recalled its ambassador for consultations"
    if family == "talks" and token.dep_ == "dobj" and token.head.lemma_.lower() in WISHING:
        return None
    if negated(token) or (verb is not None and family not in {"talks", "visit"} and negated(verb)):
        return None
    definite = any(c.lower_ in THE for c in token.children) or _named_definite(token)
    if family == "sign" and passive(token):  # "The deal was reached in Juba"
        definite = any(c.lower_ in THE for s in token.children if s.dep_ == "nsubjpass" for c in s.children)
    return Event(scene, token, family, verb, definite=definite)


def _is_played(scene: Scene, token: Token) -> bool:
    """Tell the tour of a team or a band: its sentence speaks of matches, coaches or concerts."""
    return token.lemma_.lower() == "tour" and token.pos_ == "NOUN" and bool(scene.having(PLAYED))


def _named_definite(noun: Token) -> bool:
    """Tell "the Friends of Sudan meeting", whose article the parser hangs on the name."""
    doc, at = noun.doc, noun.i - 1
    while at > noun.sent.start and (doc[at].text[:1].isupper() or doc[at].lower_ in {"of", "on", "for", "and"}):
        at -= 1
    return at < noun.i - 1 and doc[at].lower_ in THE and doc[at + 1].text[:1].isupper()


def _family(scene: Scene, token: Token) -> str | None:
    lemma, words = token.lemma_.lower(), cues()
    if token.pos_ in {"NOUN", "PROPN"} or token.dep_ in {"pobj", "dobj"}:
        if lemma in words.talk_nouns and not (lemma == "round" and not _is_round(token)):
            return "talks"
        if lemma in words.visit_nouns:
            return "visit"
        return "talks" if lemma == "event" and _is_gathering(token) else None
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    if token.lower_ == "talks" and token.i > 0 and token.nbor(-1).pos_ in {"NOUN", "ADJ", "PROPN"}:
        return "talks"
    if attends(token) or does_so(token):
        return "attend"
    if shares_a_meal(scene, token):
        return "meet"
    if lemma == "shake" and any(c.lower_ == "hands" for c in token.children):
        return "meet"
    if sits_down(scene, token) or brings_together(token):
        return "meet"
    if lemma in words.meet_verbs:
        return "meet" if _really_meets(scene, token) else None
    if lemma in words.receive_verbs:
        return "receive" if _object_persons(scene, token) else None
    if lemma in words.visit_verbs:
        return "visit-verb"
    if lemma in words.host_verbs:
        return None if _hosts_online(token) or of_it(token) else "host"
    if lemma in words.sign_verbs and _signs(token):
        return "sign"
    if lemma in any_of("travel_verbs", also="expect") and travels(scene, token):
        return "travel"
    if act_together(scene, token):
        return "together"
    return None


def _is_gathering(token: Token) -> bool:
    """Tell "a pledging event", "held an event", "the event was hosted by" from what merely happened."""
    before = {c.lower_ for c in token.children if c.dep_ in {"amod", "compound", "nmod"}}
    verb = clause_verb(token)
    held = verb is not None and verb.lemma_.lower() in GATHERS
    mine = token.dep_ in {"dobj", "nsubjpass"} and token.head == verb
    if token.dep_ == "nsubj" and verb is not None and any(c.lower_ == "place" for c in objects(verb)):
        held = mine = any(t.lemma_.lower() in ATTENDANCE for t in verb.subtree)
    return bool(before & GATHERINGS) or (held and mine and not before & SHOWS)


def _hosts_online(verb: Token) -> bool:
    """Tell "hosted a virtual meeting", which has no place."""
    hosted = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and is_event(c)]
    return bool(hosted) and all(_remote(c) or _not_a_meeting(c) for c in hosted)


def _is_round(token: Token) -> bool:
    return any(
        c.lower_ == "of" and any(t.lemma_.lower() in cues().talk_nouns for t in c.children) for c in token.children
    ) or any(c.pos_ in {"ADJ", "NUM"} or c.lower_ in {"the", "new"} for c in token.children)


def _really_meets(scene: Scene, verb: Token) -> bool:
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
    if verb.lemma_ == "discuss":
        return partner_prep(scene, verb) is not None
    if verb.lemma_ in {"embrace", "hug"}:
        arms = [t for o in [*subjects(verb), *objects] for t in expand(o)]
        people = [t for t in arms if t.i in scene.persons or t.pos_ == "PRON" or t.lemma_.lower() in cues().titles]
        return len({n.actor.id for t in people for n in scene.denoted(t)}) > 1
    if verb.lemma_ in {"talk", "engage"}:
        told = {n.actor.id for t in subjects(verb) for n in scene.actors(t)} if verb.lemma_ == "talk" else set()
        placed = any(c.lower_ in {"in", "at"} and c.dep_ == "prep" for c in verb.children)
        return any(c.lower_ == "with" for c in verb.children) or (len(told) > 1 and placed)
    if verb.lemma_ == "convene" and any(is_event(t) for t in subjects(verb)):
        return False
    if verb.lemma_ in {"convene", "negotiate", "consult"}:
        return True
    if passive(verb) and not any(scene.actors(t) or t.lemma_.lower() in cues().titles for t in subjects(verb)):
        return False
    return not objects or verb.lemma_ == "confer"


def partner_prep(scene: Scene, verb: Token) -> Token | None:
    """Give the "with" that tells a partner, wherever the parser hangs it: "discussed the return of A with B"."""
    own = next((c for c in verb.children if c.lower_ == "with"), None)
    if own is not None:
        return own
    return next(
        (
            t
            for t in verb.subtree
            if t.lower_ == "with"
            and t.i > verb.i
            and clause_verb(t) == verb
            and any(_is_partner(scene, c) for c in t.children if c.dep_ == "pobj")
        ),
        None,
    )


def _is_partner(scene: Scene, token: Token) -> bool:
    """Tell somebody to speak with from a state that relations are with: "discussed it with Chadian officials"."""
    found = scene.actors(token)
    people = token.lemma_.lower() in any_of("titles", also=SPEAKING)
    return any(n.person for n in found) or (people and bool(found))


def _object_persons(scene: Scene, verb: Token) -> bool:
    return any(scene.actors(t) for t in receivers(verb))


def receivers(verb: Token) -> list[Token]:
    """Give whom a verb of receiving has as its guests, also through "who": "A, who was received by B"."""
    guests = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    return [t for c in guests for t in (subjects(verb) if c.tag_ in {"WP", "WDT"} and passive(verb) else [c])]


def _signs(verb: Token) -> bool:
    if verb.lemma_.lower() in ARRIVING_AT and verb.tag_ not in {"VBD", "VBN"}:
        return False  # "to reach a deal" is no deal
    shared = verb.lemma_.lower() in {"sign", "initial"} and _shared(verb)
    words = cues().signing_nouns | (cues().papers if shared else frozenset())
    objects = [t for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} for t in expand(c)]
    objects += [
        g for c in verb.children if c.dep_ == "prep" for p in c.children for g in p.children if _put_off(g)
    ]
    if verb.dep_ in {"acl", "relcl"}:
        objects.append(verb.head)
    return any(t.lemma_.lower() in words for t in objects)


def _shared(verb: Token) -> bool:
    """Tell "Peru and Chile signed a text" from "the statement that he signed": papers are also one man's."""
    several = any(t.tag_ in {"NNS", "NNPS"} or any(True for _ in t.conjuncts) for t in subjects(verb))
    return several or any(c.lower_ in {"with", "they", "both"} for c in verb.children) or passive(verb)


def _put_off(noun: Token) -> bool:
    """Tell the object that stands behind the partners: "has signed, with five groups, an agreement"."""
    return noun.dep_ == "appos" and noun.nbor(-1).lower_ in {"a", "an", "the"}


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
        in {"table", "agenda", "process", "team", "partner"} | ROOMS | words.signing_nouns
    )
