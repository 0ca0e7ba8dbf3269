"""Persons: whom a person in the text speaks for, told by titles and appositions.

"Russian Foreign Minister Sergei Lavrov", "Daniel Ortega, Nicaragua's president-elect", "the President of
Kazakhstan Nazarbayev": what the text says of a person comes before what a table knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.actors import NameKind
from geo.cues import cues
from geo.mentions import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geo.language import Sentence
    from geo.mentions import Mention
    from geo.model import Actor

REACH = 9
LONG_NAME = 4
LONG_SURNAME = 4
LONG_FIELD = 7
FIELDS = frozenset("Affairs State Security Defence Defense Interior Finance Trade Energy Treasury War".split())
FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "KHM", "JPN", "SGP", "HUN", "HKG"})
SENT = frozenset({"envoy", "ambassador", "representative", "adviser", "advisor", "coordinator", "mediator"})
PAST_OFFICE = frozenset({"former", "ex", "late", "onetime", "ousted", "deposed"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in a sentence; token indices in the paragraph's document, both inclusive."""

    first: int
    last: int
    name: str
    surname: str
    actor: Actor | None
    titled: bool = False
    past: bool = False


@dataclass(slots=True)
class People:
    """Who is who in one article: surnames and what they speak for, filled while the article is read."""

    known: dict[str, Actor] = field(default_factory=dict)

    def learn(self, surname: str, actor: Actor) -> None:
        """Remember whom a surname speaks for; the first telling wins."""
        self.known.setdefault(fold(surname), actor)

    def meet(self, person: Person) -> None:
        """Remember a person by the last name, and by the first word of a name that begins with the family's."""
        if person.actor is None:
            return
        self.learn(person.surname, person.actor)
        words = person.name.split()
        if person.actor.id in FAMILY_FIRST and len(words) > 1:
            self.learn(words[0], person.actor)

    def actor(self, surname: str) -> Actor | None:
        """Give whom a surname speaks for in this article."""
        return self.known.get(fold(surname))


def find_people(sentence: Sentence, mentions: list[Mention]) -> list[Person]:
    """Find persons' names in a sentence and, where title or apposition tells it, their actors."""
    doc = sentence.doc
    taken = {i: m for m in mentions for i in range(m.first, m.last + 1)}
    found: list[Person] = []
    for first, last in _name_spans(sentence, taken):
        for i in range(first, last + 1):
            if _other_name(taken.get(i)):
                del taken[i]
        name = doc[first : last + 1].text
        ceiling = sentence.span.end
        actor = _of_after(doc, last, taken, ceiling) or _before(doc, first, taken, sentence.span.start)
        actor = actor or _after(doc, last, taken, ceiling)
        leader = next(
            (taken[i].actor for i in range(first, last + 1) if i in taken and taken[i].kind is NameKind.LEADER),
            None,
        )
        titled = first > sentence.span.start and _is_title(doc, first - 1)
        past = _was_in_office(doc, first, sentence.span.start)
        found.append(Person(first, last, name, doc[last].text, None if past else actor or leader, titled, past))
    return found


def named_again(sentence: Sentence, mentions: list[Mention], found: list[Person], people: People) -> list[Person]:
    """Find the surnames of people the article has told of, which the language model did not take for persons."""
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    taken |= {i for p in found for i in range(p.first, p.last + 1)}
    return [
        Person(t.i, t.i, t.text, t.text, people.actor(t.text))
        for t in sentence.capitals
        if t.i not in taken
        and len(t.text) >= LONG_SURNAME
        and t.pos_ in {"PROPN", "NOUN"}
        and t.ent_type_ in {"", "ORG", "PERSON"}
        and (t.ent_iob_ != "I" and (t.i + 1 == len(sentence.doc) or sentence.doc[t.i + 1].ent_iob_ != "I"))
        and people.actor(t.text) is not None
    ]


def _was_in_office(doc: Doc, first: int, floor: int) -> bool:
    """Tell "former US president Bill Clinton", "ex-president Kikwete": nobody's voice today."""
    for i in range(first - 1, max(floor, first - REACH) - 1, -1):
        if doc[i].lower_ in PAST_OFFICE or doc[i].lower_.startswith("ex-"):
            return True
        if not (doc[i].pos_ in {"ADJ", "NOUN", "PROPN"} or doc[i].text in {"-", "'s", "’s"}):
            return False
    return False


def _name_spans(sentence: Sentence, taken: dict[int, Mention]) -> list[tuple[int, int]]:
    doc, spans = sentence.doc, []
    covered: set[int] = set()
    for ent in sentence.entities:
        if ent.label_ != "PERSON" or _is_town(doc, ent.start, sentence.span.start):
            continue
        first, last = ent.start, ent.end - 1
        while first <= last and (_is_title(doc, first) or _other_name(taken.get(first))):
            first += 1
        inner = [i for i in range(first + 1, last) if _other_name(taken.get(i))]
        if inner and any(_is_title(doc, i) for i in range(first, last)):
            first = inner[-1] + 1
        while last >= first and (
            doc[last].tag_ == "POS" or (not doc[last].is_alpha and "-" not in doc[last].text)
        ):
            last -= 1
        if first <= last and _ends_a_name(doc, last) and not _other_name(taken.get(last)):
            last = _to_the_end(doc, last, sentence.span.end)
            spans.append((first, last))
            covered.update(range(first, last + 1))
    for i in range(sentence.span.start, sentence.span.end):
        mention = taken.get(i)
        if i in covered:
            continue
        if mention is not None and mention.kind is NameKind.LEADER and i == mention.first:
            spans.append((mention.first, mention.last))
            covered.update(range(mention.first, mention.last + 1))
        elif doc[i].text[:1].isupper() and _is_title(doc, i):
            begin = _after_field(doc, i + 1, sentence.span.end)
            last = _run(doc, begin, sentence.span.end, taken, covered)
            last = _to_the_end(doc, last, sentence.span.end) if last >= begin else last
            if last >= begin and (begin == i + 1 or last > begin):
                spans.append((begin, last))
                covered.update(range(begin, last + 1))
    return sorted(spans)


def _ends_a_name(doc: Doc, last: int) -> bool:
    return doc[last].text[:1].isupper() or (last > 0 and doc[last - 1].text == "-" and doc[last].is_alpha)


def _to_the_end(doc: Doc, last: int, end: int) -> int:
    """Give the last token of a name that a hyphen goes on: "Kim Dae-jung"."""
    while (
        last + 2 < end and doc[last + 1].text == "-" and doc[last + 2].is_alpha and not doc[last + 1].whitespace_
    ):
        last += 2
    return last


def _is_town(doc: Doc, first: int, floor: int) -> bool:
    """Tell "in the city Xi'an", "the town of Oyo" from a person."""
    at = first - 1 if first > floor and doc[first - 1].lower_ != "of" else first - 2
    return at >= floor and doc[at].lower_ in {"city", "town", "village"}


def _after_field(doc: Doc, start: int, end: int) -> int:
    """Give where a name may begin behind an office with its field: "Secretary for African Affairs T. Nagy"."""
    if start >= end or doc[start].lower_ not in {"for", "of"}:
        return start
    for i in range(start + 1, min(end, start + LONG_FIELD)):
        if doc[i].text in FIELDS:
            return i + 1
        if not (doc[i].text[:1].isupper() or doc[i].lower_ in {"the", "and", "of", "for"}):
            break
    return start


def _other_name(mention: Mention | None) -> bool:
    return mention is not None and mention.kind is not NameKind.LEADER


def _run(doc: Doc, start: int, end: int, taken: dict[int, Mention], covered: set[int]) -> int:
    """Give the last index of a run of capitalised proper nouns from ``start``, or ``start - 1``."""
    at = start
    while (
        at < end
        and at - start < LONG_NAME
        and at not in covered
        and not _other_name(taken.get(at))
        and not _is_title(doc, at)
        and (doc[at].pos_ == "PROPN" or fold(doc[at].text) in {"al", "de", "van", "von", "el", "bin", "-"})
        and (doc[at].text[:1].isupper() or at > start)
    ):
        at += 1
    while at > start and not doc[at - 1].text[:1].isupper():
        at -= 1
    return at - 1


def _is_title(doc: Doc, i: int) -> bool:
    word = doc[i].lower_.rstrip(".")
    return word in cues().titles or ("-" in word and word.split("-")[0] in cues().titles)


def _before(doc: Doc, first: int, taken: dict[int, Mention], floor: int) -> Actor | None:
    """Read the words before a name: "Jordanian foreign minister X", "president of Kazakhstan X"."""
    at, titled = first - 1, False
    while at >= floor and first - at <= REACH:
        word = doc[at].lower_.rstrip(".")
        mention = taken.get(at)
        if word in PAST_OFFICE:
            return None
        if mention is not None and mention.kind is not NameKind.LEADER:
            if mention.kind is NameKind.NAME and doc[at + 1].lower_ in {"and", ","}:
                holder = doc[at + 1].text == "," and doc[first].ent_type_ == "PERSON"
                return mention.actor if holder and _titled_of(doc, mention.first, floor) else None
            if _sent_to(doc, mention.first, floor):
                at = mention.first - 2
                titled = True
                continue
            if at > floor and doc[at - 1].lower_ in PAST_OFFICE:
                return None
            if titled or (doc[at - 1].lower_ in {"of", "for"} if at > floor else False):
                return mention.actor
            return None if not _titled_of(doc, mention.first, floor) else mention.actor
        capitalised = doc[at].text[:1].isupper()
        if _is_title(doc, at):
            titled = True
        elif not (
            word in cues().title_fillers
            or doc[at].tag_ == "POS"
            or (word in {",", "-"} and titled is False and at == first - 1)
            or (
                doc[at].pos_ in {"ADJ", "NOUN", "PROPN"}
                and doc[at].ent_type_ != "PERSON"
                and (titled or capitalised)
            )
        ):
            return None
        at -= 1
    return None


def _titled_of(doc: Doc, i: int, floor: int) -> bool:
    of = i - 2 if i > floor and doc[i - 1].lower_ == "the" else i - 1
    return of - 1 >= floor and doc[of].lower_ == "of" and _is_title(doc, of - 1)


def _sent_to(doc: Doc, i: int, floor: int) -> bool:
    """Tell where somebody is sent: the envoy for Yemen speaks for the UN, the ambassador to Libya for Turkey."""
    return (
        i - 2 >= floor and doc[i - 1].lower_ in {"for", "to", "on", "in"} and doc[i - 2].lower_.rstrip("s") in SENT
    )


def _after(doc: Doc, last: int, taken: dict[int, Mention], ceiling: int) -> Actor | None:
    """Read an apposition after a name: ", the Jordanian foreign minister,", ", foreign minister of Jordan,"."""
    at = last + 1
    if at >= ceiling or doc[at].text not in {",", "(", "-", "–"}:
        return None
    found: Actor | None = None
    titled = False
    for i in range(at + 1, min(ceiling, at + REACH + 3)):
        token, mention = doc[i], taken.get(i)
        if token.lower_ in PAST_OFFICE:
            return None
        if mention is not None:
            found = found or (mention.actor if mention.kind is not NameKind.LEADER else None)
        elif _is_title(doc, i):
            titled = True
        elif (
            token.text in {",", ")", ";", "-", "–"}
            or token.pos_ in {"VERB", "AUX"}
            or token.lower_ in {"who", "and"}
        ):
            break
        if found is not None and titled:
            return found
    return None


def _of_after(doc: Doc, last: int, taken: dict[int, Mention], ceiling: int) -> Actor | None:
    """Read "Yoweri Museveni of Uganda"."""
    if last + 2 < ceiling and doc[last + 1].lower_ == "of":
        mention = taken.get(last + 2)
        if mention is not None and mention.kind is NameKind.NAME:
            return mention.actor
    return None
