"""Whether an article can tell of a meeting at all: a look at its words, long before the parse.

A rule that makes a meeting starts from a cue word and needs somebody beside it, or a place (``geo.triggers``,
``geo.meetings``). An article without one sentence that has them is passed over: most of the general news.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.actors import NameKind
from geo.cues import cues
from geo.mentions import names_in, words_of
from geo.short_names import IN_BRACKETS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from geo.mentions import Word
    from geo.model import Article

SENTENCE = re.compile(r"(?<=[a-z0-9\"'”’)\]][.!?])[\"'”’)]*\s+(?=[A-Z\"'“‘(])|\n+")
CALENDAR = "Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
PLACE = re.compile(
    rf"\b(?:in|at|to|near|into|outside|aboard)\s+(?:(?:the|nearby|\w+['’]s)\s+)?(?!{CALENDAR})[A-Z]|\b[Hh]ere\b"
    r"|\b(?:visit|tour|host|accommodate)(?:s|ed|ing|d)?\b|\b[A-Z]\w+\s+(?:talks|summit|conference|meeting|round)\b"
)
GOAL = re.compile(rf"(?:\W+\w+){{0,3}}?\W+(?:(?:in|at|to|into|for)\s+(?:the\s+)?(?!{CALENDAR})[A-Z]|here\b)")
IN = re.compile(rf"(?:\W+\w+){{0,3}}?\W+(?:in\s+(?:the\s+)?(?!{CALENDAR})[A-Z]|here\b)")
SOURCE = re.compile(rf"(?:\W+\w+){{0,2}}?\W+from\s+(?:the\s+)?(?!{CALENDAR})[A-Z]")
BACK = re.compile(r"(?:\W+\w+){0,2}?\W+(?:home|back)\b")
BODY = re.compile(
    r"\b(?:Front|Movement|Army|Liberation|Resistance|Militia|Brigades?|Guerrillas?|Rebels|Council|Commission|Panel"
    r"|Committee|Union|Nations|League|Mission|Mechanism|Authority|Community|Alliance|Coalition|Forces)\b"
)
BODY_NAME = 80
NEXT_TO = 4
PRONOUNS = frozenset({"he", "she", "his", "her"})
BEING = frozenset("be is are was were been being".split())
AGREE = frozenset({"agree", "agrees", "agreed"})
FACING = frozenset({"each", "another", "seat", "seats"})
EVENTS = frozenset({"event", "events"})
ATTENDANCE = frozenset({"participation", "presence", "attendance", "involvement"})
SIDES = frozenset({"both", "sides"})
# what tells a meeting though nobody is named beside it
TALKS = frozenset("talks negotiations summit consultations mediation dialogue visits".split())
IRREGULAR = {
    "meet": ("met",),
    "hold": ("held",),
    "sit": ("sat", "sitting"),
    "shake": ("shook", "shaken"),
    "go": ("went", "gone"),
    "come": ("came",),
    "fly": ("flew", "flown"),
    "leave": ("left",),
    "send": ("sent",),
    "bring": ("brought",),
    "be": ("is", "are", "was", "were", "been", "being"),
}


# what tells a meeting of states only of two of them, or of somebody in office and a place
VAGUE = (
    "visit host receive welcome greet embrace hug gather engage facilitate participate attend congress assembly "
    "conference forum session retreat reception discussion discuss talk consult audience ceremony encounter round "
    "workshop symposium tour accommodate"
).split()


class Forms(NamedTuple):
    """The forms of the cue words, folded, by what else must stand in their sentence."""

    meet: frozenset[str]
    vague: frozenset[str]
    journey: frozenset[str]
    sign: frozenset[str]
    signed: frozenset[str]
    travel: frozenset[str]
    people: frozenset[str]
    heads: frozenset[str]
    pairs: frozenset[str]


def has_trace(article: Article) -> bool:
    """Tell whether the title or the text of an article may tell of a meeting."""
    pieces = [p for p in SENTENCE.split(f"{article.title}\n{article.text}") if p]
    short = {m[1].lower() for m in IN_BRACKETS.finditer(article.text) if _of_a_body(article.text, m.start())}
    named = []
    everybody: set[str] = set()
    for piece in pieces:  # most that tell of a meeting do so at once
        names = _named(piece, article.published, short)
        everybody |= names[0]
        if _tells(piece, *names, several=len(everybody) > 1):
            return True
        named.append((piece, names))
    return len(everybody) > 1 and any(_tells(p, *names, several=True) for p, names in named)


def _of_a_body(text: str, end: int) -> bool:
    """Tell a short name in brackets behind a body's or a party's full one."""
    return BODY.search(text, max(0, end - BODY_NAME), end) is not None


def _named(text: str, day: dt.date | None, short: set[str]) -> tuple[set[str], bool, bool, Sequence[Word]]:
    """Give the actors a sentence names, whether one is in office or a body, whether two stand side by side."""
    words = words_of(text)
    found = list(names_in(text, words, day))
    people = _forms().heads
    beside = any(
        right[0] - left[1] <= NEXT_TO
        and left[2].actor.id != right[2].actor.id
        and not people.isdisjoint(w.folded for w in words[max(left[0] - NEXT_TO, 0) : right[1] + NEXT_TO])
        for left, right in pairwise(found)
    )
    explained = short.intersection(w.folded for w in words) if short else set()
    return (
        {n.actor.id for *_, n in found} | explained,
        bool(explained) or any(n.kind is NameKind.LEADER for *_, n in found),
        beside,
        words,
    )


def _tells(
    text: str,
    actors: set[str],
    leader: bool,
    beside: bool,
    words: Sequence[Word],
    *,
    several: bool,
) -> bool:
    forms = _forms()
    here = {w.folded for w in words}
    placed = PLACE.search(text) is not None
    signs = not here.isdisjoint(forms.sign) and not here.isdisjoint(forms.signed)
    met = here & forms.meet
    plain = not met <= forms.vague
    if several and met and not here.isdisjoint(SIDES) and (plain or "sides" in here):
        return True
    if placed and not here.isdisjoint(EVENTS) and not here.isdisjoint(ATTENDANCE):
        return True
    people = leader or not here.isdisjoint(forms.people)
    journeys = (people or not here.isdisjoint(PRONOUNS)) and not here.isdisjoint(forms.journey)
    pairs = any(word in here and not here.isdisjoint(forms.pairs) for word in ("together", "down", "hands"))
    pairs = pairs or ("table" in here and not here.isdisjoint(FACING))
    someone = people or not here.isdisjoint(PRONOUNS)
    told = plain or (bool(met) and (len(actors) > 1 or (placed and someone)))
    if actors and (signs or (journeys and placed) or pairs or told) and (several or placed):
        return True
    if placed and (signs or not here.isdisjoint(TALKS)):
        return True
    if placed and (beside or (several and pairs and people)):
        return True
    return bool(actors) and people and _sets_out(text, words, leader=leader)


def _sets_out(text: str, words: Sequence[Word], *, leader: bool) -> bool:
    """Tell somebody in office before a verb of coming that a place follows: "the delegation flew to Juba"."""
    forms = _forms()
    someone = named = leader
    for word in words:
        someone = someone or word.folded in forms.people
        named = named or word.folded in forms.heads or word.folded in PRONOUNS
        if word.folded in BEING:
            if named and IN.match(text, word.end):
                return True
        elif someone and word.folded in forms.travel and (GOAL.match(text, word.end) or _returns(text, word)):
            return True
    return False


def _returns(text: str, verb: Word) -> bool:
    """Tell "returned from Riga", "came home from Riga"."""
    back = verb.folded.startswith("return") or BACK.match(text, verb.end) is not None
    return back and SOURCE.match(text, verb.end) is not None


@cache
def _forms() -> Forms:
    words = cues()
    meet = (
        (words.talk_nouns - {"get-together"})
        | words.meet_verbs
        | words.receive_verbs
        | words.host_verbs
        | words.mediate_verbs
        | {"visit", "attend", "participate", "partake"}
    )
    return Forms(
        meet=_inflected(meet),
        vague=_inflected(VAGUE) - {"talks"},
        journey=_inflected(words.visit_nouns - {"visit"}),
        sign=_inflected(words.sign_verbs),
        signed=_inflected(words.signing_nouns | words.papers),
        travel=_inflected(words.travel_verbs | {"expect"}),
        people=_inflected(words.titles | words.bodies),
        heads=_inflected(words.titles | {"delegation", "team", *AGREE}),
        pairs=_inflected({"bring", "sit", "shake", "get"}),
    )


def _inflected(words: Iterable[str]) -> frozenset[str]:
    """Give every form that a word may take, and some that it does not: what is too much costs only time."""
    found: set[str] = set()
    for word in (max(w.split("-"), key=len) for w in words):
        stem = word.removesuffix("e")
        found |= {word, f"{word}s", f"{word}es", f"{stem}ed", f"{stem}ing", *IRREGULAR.get(word, ())}
        found |= {f"{word}{word[-1:]}ed", f"{word}{word[-1:]}ing"}
        if word.endswith("y"):
            found |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    return frozenset(found)
