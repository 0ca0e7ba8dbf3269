"""Whether a run of capitalised words is meant as a place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.actors import NameKind
from geo.cues import any_of, cues
from geo.model import Kind
from geo.placenames import normalise

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geo.gazetteer import Candidate
    from geo.memory import Memory
    from geo.mentions import Mention
    from geo.people import Person


LONGEST = 5
SMALL = 15_000
PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
NEVER_TYPES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LAW"})
INNER = frozenset(
    {
        "of",
        "de",
        "la",
        "le",
        "el",
        "al",
        "es",
        "ash",
        "as",
        "-",
        "’",
        "'",
        "the",
        "am",
        "upon",
        "sur",
        "du",
        "da",
        "do",
    }
)
LOCATIVE = frozenset(
    {"in", "at", "near", "to", "from", "outside", "inside", "around", "across", "into", "via", "through", "off"}
)
NOT_PLACES = frozenset(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday north south east west northern southern eastern western central "
    "union summit president minister council assembly group party".split()
)
PARTS_OF_NAMES = frozenset(
    "airport palace hotel embassy center centre university park museum bridge hall house club ministry castle "
    "villa tower mosque church temple monastery station port harbour harbor base camp barracks stadium school "
    "college hospital prison court square street avenue road garden gardens island lake river mountain valley bay "
    "beach resort convention congress parliament institute academy library theatre theater plaza market mall "
    "terminal pier ranch lodge residence mansion estate fort citadel headquarters mission consulate chamber forum "
    "auditorium arena pavilion foundation bank exchange zone crossing gate checkpoint border village town city "
    "district province state republic grand international".split()
)
NO_NAMES = NOT_PLACES | PARTS_OF_NAMES
TOWNS = frozenset("city town capital village resort island port spa oasis settlement retreat".split())
COMMON_NAMES = frozenset(
    "independence presidential president royal national people peoples government foreign unity congress house "
    "great old new the of imperial federal central peace liberty freedom victory republic".split()
)


def _in_a_run(doc: Doc, first: int, word: str) -> bool:
    """Tell the end of a name that begins with a word: "Operation Lafiya Dole"."""
    at = first - 1
    while at > 0 and doc[at].text != word and doc[at].text[:1].isupper() and doc[at].pos_ == "PROPN":
        at -= 1
    return doc[at].text == word


def elsewhere(candidate: Candidate, text: str, memory: Memory) -> bool:
    """Tell a building whose name others bear too, Independence Palace, in a state that the text does not name."""
    plain = candidate.place.by_hand and candidate.place.kind is Kind.SITE
    common = all(word in PARTS_OF_NAMES | COMMON_NAMES for word in normalise(text).split())
    return plain and common and candidate.place.country not in memory.states


def maybe_place(person: Person, doc: Doc) -> bool:
    """Tell what the language model took for a person and nothing in the text confirms as one.

    That is a single word, or several where only a place makes sense: "visited Kafr Qasim".
    """
    if person.actor is not None or person.titled:
        return False
    return person.first == person.last or _gone_to(doc, person.first)


def _gone_to(doc: Doc, first: int) -> bool:
    """Tell a name behind "in", "near", "visited"."""
    if first == 0:
        return False
    before = doc[first - 1]
    return before.lower_ in {"in", "at", "near", "outside"} or before.lemma_ in cues().visit_verbs


def named_as_division(doc: Doc, first: int) -> bool:
    """Tell "the Australian state of Queensland" from a town that has the same name elsewhere."""
    kinds = {"state", "province", "region", "territory"}
    return first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in kinds


def swallowed(mention: Mention, doc: Doc, first: int, end: int) -> bool:
    """Tell a state's name inside a longer place name: Port Sudan, New Mexico, but not "The United States"."""
    longer = first < mention.first and mention.last < end
    return (
        mention.kind is NameKind.NAME
        and longer
        and not (doc[first].lower_ == "the" and mention.first == first + 1)
    )


def may_start(doc: Doc, at: int) -> bool:
    """Tell a word that a place name may begin with."""
    token = doc[at]
    return (
        token.text[:1].isupper()
        and not (token.is_sent_start and token.pos_ == "NOUN" and token.lower_ in cues().signing_nouns)
        and token.ent_type_ not in NEVER_TYPES
        and (token.pos_ in {"PROPN", "NOUN", "ADJ"} or token.ent_type_ in PLACE_TYPES)
    )


def reach(doc: Doc, first: int, top: int) -> int:
    """Give the end of what may stand in one name: capitals, "of", hyphens, but no comma."""
    for end in range(first + 1, top):
        token = doc[end]
        word = token.text
        inside = word[:1].isupper() or token.lower_ in INNER or not token.is_alpha
        if not inside or word in {",", ";", "(", ")", ":"}:
            return end
    return top


def may_end(doc: Doc, first: int, end: int) -> bool:
    """Tell whether a place name may be a run of words."""
    last = doc[end - 1]
    if end - first == 1:
        return last.lower_ not in NO_NAMES
    return last.text[:1].isupper() or last.text[:1].isdigit()


def plausible(doc: Doc, first: int, last: int, best: Candidate, memory: Memory) -> bool:
    """Tell whether a run of capitalised words with an entry in the gazetteer is meant as a place here."""
    types = {doc[i].ent_type_ for i in range(first, last + 1)}
    before = doc[first - 1] if first > 0 else None
    locative = before is not None and before.lower_ in LOCATIVE
    locative |= first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in TOWNS | {"village"}
    known = best.place.by_hand or best.capital or best.place.kind is not Kind.CITY
    nearby = best.place.country in memory.states
    text = doc[first : last + 1].text
    if first == last and doc[first].is_sent_start and text.lower() in any_of("talk_nouns", "topic_nouns"):
        return False  # "Settlement talks began"
    if first > 1 and not known and _in_a_run(doc, first, "Operation"):
        return False
    building = last + 1 < len(doc) and doc[last + 1].text[:1].isupper() and doc[last + 1].lower_ in PARTS_OF_NAMES
    if building and not known and text.lower() in COMMON_NAMES:  # "Independence Palace" is in no Independence
        return False
    if memory.people.actor(doc[last].text) is not None and not known:
        return False
    if "LANGUAGE" in types:  # "a workshop in Tunis", but "in Tigrinya"
        return locative and (best.capital or best.place.by_hand)
    if types & PLACE_TYPES:
        return best.primary or best.population >= SMALL or nearby or known
    if len(text) < 4 and not known:  # noqa: PLR2004 - abbreviations
        return False
    following = doc[last + 1] if last + 1 < len(doc) else None
    if following is not None and following.pos_ == "PROPN" and following.text[:1].isupper() and not known:
        return False
    if _gone_to(doc, first) and last > first and {doc[i].ent_type_ for i in (first, last)} == {"PERSON"}:
        return last + 1 == len(doc) or doc[last + 1].ent_iob_ != "I"
    if locative:
        return "PERSON" not in types or best.population >= SMALL or known
    if "PERSON" in types:
        return known and last == first and (before is None or before.pos_ != "PROPN")
    return known or (
        best.population >= 10 * SMALL and doc[first].pos_ == "PROPN" and doc[first].is_sent_start is not True
    )
