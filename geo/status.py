"""How far an event has come: held, ongoing, planned, proposed or cancelled, by its words and by its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.cues import cues
from geo.model import DateSpan, Status
from geo.syntax import clause_verb, event_verbs, negated

if TYPE_CHECKING:
    import datetime as dt

    from spacy.tokens import Token

    from geo.event import Event


FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo"})
MAYBE_MODALS = frozenset({"may", "might", "could", "should", "would", "can", "must"})
AHEAD = frozenset(
    {"upcoming", "planned", "forthcoming", "scheduled", "next", "coming", "future", "impending", "expected"}
)
NOW = frozenset({"ongoing", "current", "continuing", "present"})
PERHAPS = frozenset({"proposed", "possible", "potential", "would-be", "suggested"})
AFTER_PREPS = frozenset({"after", "following", "during", "since", "at", "from", "upon"})
IDEAS = frozenset(
    {"idea", "plan", "proposal", "possibility", "hope", "prospect", "offer", "initiative", "suggestion"}
)
READY = frozenset({"willing", "prepared", "keen", "happy", "glad", "open", "eager"})
BY_DEFAULT = "past by default"
TIMETABLE = "takes place, in the present tense"


def read_status(event: Event) -> tuple[Status, str]:
    """Read an event's status from adjectives, verbs and modals, before its date is known: (status, rule)."""
    words, trigger = cues(), event.trigger
    adjectives = {c.lower_ for c in trigger.children if c.dep_ in {"amod", "compound", "det"}}
    verbs = event_verbs(trigger)
    for verb in [*verbs, *(c for c in trigger.children if c.dep_ in {"acl", "relcl"})]:
        if verb.lemma_.lower() in words.cancel_verbs or _called_off(verb):
            return Status.CANCELLED, f"{verb.lower_}: does not take place"
        if _will_not_be(verb, event):
            return Status.CANCELLED, "will not take place"
        if verb.lemma_.lower() in words.postpone_verbs or _put_off(verb):
            return Status.PLANNED, f"{verb.lower_}: takes place later"
    if verbs and verbs[-1].dep_ == "pcomp" and verbs[-1].head.head.lemma_.lower() in IDEAS:
        return Status.PROPOSED, f"{verbs[-1].head.head.lower_} of a meeting"
    if adjectives & {"cancelled", "canceled", "aborted", "failed"}:
        return Status.CANCELLED, "cancelled"
    for group, status in ((PERHAPS, Status.PROPOSED), (AHEAD, Status.PLANNED), (NOW, Status.ONGOING)):
        if adjectives & group:
            return status, f"adjective {min(adjectives & group)}"
    if _ahead(trigger):
        return Status.PLANNED, "ahead of a meeting"
    if event.family in {"talks", "visit"} and before_prep(trigger):
        return Status.HELD, "after, during or at a meeting"
    for verb in verbs or _verbs_around(trigger):
        read = _from_verb(verb, trigger)
        if read is not None:
            return read
    return (Status.HELD, BY_DEFAULT)


def _verbs_around(trigger: Token) -> list[Token]:
    """Give the participles of a sentence without a verb: "the beginning of talks scheduled for January 23"."""
    line = [trigger, *trigger.ancestors]
    return [c for t in line for c in t.children if c.dep_ in {"acl", "relcl", "advcl"} and c.pos_ == "VERB"]


def _ahead(trigger: Token) -> bool:
    """Read "ahead of the talks", "in the run-up to the meeting"."""
    if trigger.dep_ != "pobj":
        return False
    prep = trigger.head
    return prep.head.lower_ in {
        "ahead",
        "run",
        "lead",
        "up",
        "run-up",
        "prelude",
        "preparation",
        "preparations",
    } and prep.lower_ in {"of", "to", "for"}


def _called_off(verb: Token) -> bool:
    return verb.lemma_ == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)


def _put_off(verb: Token) -> bool:
    return verb.lemma_ == "put" and any(c.dep_ == "prt" and c.lower_ in {"off", "back"} for c in verb.children)


def _will_not_be(verb: Token, event: Event) -> bool:
    """Tell "the sixth round will not be held", "the summit is off" from talks that nobody had planned."""
    known = event.definite or any(c.ent_type_ == "ORDINAL" for c in event.trigger.children)
    if not known or any(c.lower_ in {"until", "before"} for c in verb.children):
        return False
    held = verb.lemma_ in {"hold", "happen"} or any(c.lower_ in {"place", "ahead"} for c in verb.children)
    if held and verb in event_verbs(event.trigger) and event.trigger.dep_ in {"nsubj", "nsubjpass", "pobj"}:
        return negated(verb) and bool(auxiliaries(verb) & FUTURE_MODALS | auxiliaries(verb) & {"would"})
    return verb.lemma_ == "be" and any(
        c.dep_ in {"advmod", "prt", "prep", "acomp"} and c.lower_ == "off" for c in verb.children
    )


def before_prep(trigger: Token) -> bool:
    """Tell "after the talks", "during a visit": it has been."""
    verb = clause_verb(trigger)
    if trigger.dep_ != "pobj" or trigger.head.lower_ not in AFTER_PREPS or verb is None:
        return False
    return verb.tag_ in {"VBD", "VBN", "VBG"} and not auxiliaries(verb) & FUTURE_MODALS


def auxiliaries(verb: Token) -> set[str]:
    """Give the auxiliaries of a verb; "May" in the middle of a sentence is a month, whatever the parser says."""
    found = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return {c.lower_ for c in found if c.text != "May" or c.is_sent_start}


def _from_verb(verb: Token, trigger: Token) -> tuple[Status, str] | None:
    words, aux, lemma = cues(), auxiliaries(verb), verb.lemma_.lower()
    if aux & FUTURE_MODALS:
        return Status.PLANNED, "will"
    if aux & {"would"} and verb.dep_ in {"ccomp", "relcl", "conj"}:
        return Status.PLANNED, "would, in reported speech"
    if aux & MAYBE_MODALS:
        return Status.PROPOSED, "may, could, should"
    if verb.tag_ == "VBN" and {"to", "have"} <= aux:
        return Status.CANCELLED, "was to have"
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and "to" in aux:
        return Status.PLANNED, "to, in a headline"
    if verb.tag_ == "VB" and verb.dep_ in {"xcomp", "ccomp", "advcl", "acl", "conj"} and "to" in aux:
        return _from_governor(verb)
    if (
        lemma in words.propose_verbs
        and verb != trigger
        and not (_is_past_meeting(verb, trigger) or _only_named(verb, trigger))
    ):
        return Status.PROPOSED, f"{verb.lower_}: a proposal"
    if lemma in {"schedule", "plan", "slate", "set", "expect", "due", "prepare"} or any(
        c.dep_ == "acomp" and c.lower_ in {"due", "set", "likely", "scheduled", "slated"} for c in verb.children
    ):
        return Status.PLANNED, f"{verb.lower_}: planned"
    if trigger.dep_ == "pobj" and trigger.head.lower_ in {"before", "ahead"} and verb.tag_ != "VBD":
        return Status.PLANNED, "ahead of"
    if verb.tag_ == "VBG" and aux & {"is", "are", "'s", "’s", "'re"}:
        return Status.ONGOING, "progressive"
    if verb.tag_ in {"VBZ", "VBP"} and lemma in words.ongoing_verbs:
        return Status.ONGOING, f"{verb.lower_}: under way"
    if verb.tag_ == "VBN" and aux & {"be"} and not aux & {"has", "have", "had"}:
        return Status.PLANNED, "to be"
    if verb.tag_ in {"VBD", "VBN"} or aux & {"has", "have", "had", "was", "were"}:
        return Status.HELD, "past tense"
    if verb.tag_ in {"VBZ", "VBP"} and lemma in words.travel_verbs - {"be"}:
        return Status.PLANNED, f"{verb.lower_}: on the way"
    if verb.tag_ in {"VBZ", "VBP"} and lemma == "be":
        return Status.ONGOING, "present tense"
    if verb.tag_ in {"VBZ", "VBP"} and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children):
        return Status.PLANNED, TIMETABLE
    return None


def _from_governor(verb: Token) -> tuple[Status, str] | None:
    """Read "plans to meet", "agreed to hold talks", "offered to host", "arrived to meet"."""
    words, above = cues(), verb.head
    lemma = above.lemma_.lower()
    if auxiliaries(above) & FUTURE_MODALS:
        return Status.PLANNED, "will, to"
    if above.pos_ == "ADJ" and lemma in {"due", "set", "ready", "likely", "scheduled"}:
        return Status.PLANNED, f"{above.lower_} to"
    if lemma in words.propose_verbs or (above.pos_ == "ADJ" and lemma in READY):
        return Status.PROPOSED, f"{above.lower_} to"
    if lemma in words.plan_words or lemma == "be":
        return Status.PLANNED, f"{above.lower_} to"
    if above.tag_ in {"VBD", "VBN"} and lemma in words.travel_verbs | {
        "meet",
        "gather",
        "convene",
        "use",
        "continue",
        "begin",
        "start",
        "manage",
    }:
        return Status.HELD, f"{above.lower_} to"
    return None


def _only_named(verb: Token, trigger: Token) -> bool:
    """Tell "called it the first meeting", "was not invited to the summit" from "called for talks"."""
    if verb.lemma_ == "call":
        return not any(c.lower_ in {"for", "on", "upon"} for c in verb.children)
    if verb.lemma_ != "invite":
        return False
    definite = any(c.lower_ in {"the", "this"} for c in trigger.children)
    return definite and verb.tag_ in {"VBD", "VBN"}


def _is_past_meeting(verb: Token, trigger: Token) -> bool:
    """Tell "urged restraint during talks" from "urged talks"."""
    at = trigger
    while at.dep_ == "pobj":
        if at.head.lower_ in AFTER_PREPS:
            return True
        at = at.head.head
    return clause_verb(trigger) != verb


def settle(status: Status, rule: str, date: DateSpan | None, base: dt.date | None) -> tuple[Status, str]:
    """Let an exact date decide between held and planned where the words alone could mislead."""
    if date is None or base is None or status is Status.CANCELLED:
        return status, rule
    today = base.isoformat()
    start, end = date.start, date.end or date.start
    if end < today[: len(end)] and status in {Status.PLANNED, Status.PROPOSED, Status.ONGOING}:
        return Status.HELD, f"{rule}; its date is past"
    if start > today[: len(start)] and status in {Status.HELD, Status.ONGOING}:
        return Status.PLANNED, f"{rule}; its date is to come"
    return status, rule
