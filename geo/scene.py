"""One sentence with all its names: what each noun phrase stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.actors import NameKind, find_actor, states
from geo.cues import any_of, cues
from geo.memory import Memory, Named, Spot, outstanding
from geo.mentions import generics
from geo.model import Actor, ActorType, Kind, Place
from geo.people import PAST_OFFICE
from geo.phrases import (
    LONG_LIST,
    OFFICES,
    PLACE_NOUNS,
    expand,
    including,
    namely,
    of_phrases,
    office,
    secretary_of_state,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from geo.dates import DatePhrase
    from geo.language import Sentence
    from geo.mentions import Mention
    from geo.people import Person

DEPTH = 4
OFTEN = 3  # a state named that often may be the unnamed home of an office
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
PAIR = 2
COMPANIONS = frozenset({"ally", "rival", "foe", "neighbour", "neighbor"})  # "an ally of Cuba" is somebody else
PLURAL = frozenset({"NNS", "NNPS"})
LED = frozenset({"coalition", "alliance", "bloc"})
FAR_PARTY = 3  # sentences
PARTIES_AGAIN = frozenset({"group", "movement", "militia", "faction", "front", "organisation", "organization"})
ARMED = frozenset(
    "rebel armed militant insurgent islamist islamic separatist paramilitary guerrilla political jihadist".split()
)
HALVES = {"KOR": ("north", "PRK"), "PRK": ("south", "KOR")}
TWINS = {"koreas": ("PRK", "KOR"), "sudans": ("SDN", "SSD"), "congos": ("COD", "COG")}
UN = Actor("United Nations", "United Nations", ActorType.ORGANISATION)
SHORTENED = frozenset({"govt", "gov't"})
SENDABLE = frozenset({"Envoy", "Representative"})
SECRETARY = re.compile(r"^\w+ of the (?:U\.?N\.? |United Nations )?Secretary[- ]General(?! of\b)")
ORGANS = frozenset("council committee assembly commission office secretariat bureau presidency panel".split())
THINGS = frozenset(
    "proposal plan statement report resolution building document text letter map charter budget sanction "
    "vote money fund funding law rule flag programme program aid flight plane convoy truck attack rocket".split()
)
NO_BODIES = PLACE_NOUNS | THINGS


@dataclass(slots=True)
class Scene:
    """A sentence with its names."""

    sentence: Sentence
    mentions: dict[int, Mention]
    persons: dict[int, Person]
    spots: dict[int, Spot]
    dates: list[DatePhrase]
    memory: Memory
    by_lemma: dict[str, list[Token]] = field(default_factory=dict)
    read: dict[int, list[Named]] | None = None  # what noun phrases stand for, kept while events are read

    doc: Doc = field(init=False)
    """The parsed paragraph."""
    _said: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Keep what is asked for most."""
        self.doc = self.sentence.doc

    def tokens(self) -> list[Token]:
        """Give the sentence's tokens."""
        return self.sentence.tokens

    def said(self) -> frozenset[str]:
        """Give the sentence's words (lower case)."""
        if not self._said:
            self._said = frozenset([t.lower_ for t in self.tokens()])
        return self._said

    def having(self, lemmas: Iterable[str]) -> list[Token]:
        """Give the tokens that have one of these lemmas (lower case), in their order."""
        if not self.by_lemma:
            for token in self.tokens():
                self.by_lemma.setdefault(token.lemma_.lower(), []).append(token)
        found = [t for lemma in lemmas for t in self.by_lemma.get(lemma, ())]
        return sorted(found, key=lambda t: t.i) if len(found) > 1 else found

    def named(self, actor: Actor, first: int, last: int, *, sure: float = 0.9, person: bool = False) -> Named:
        """Make a Named from token indices (inclusive)."""
        start, text = self.sentence.words(first, last)
        return Named(actor, text, start, start + len(text), first, sure, person)

    def standing_for(self, named: Named, actor: Actor) -> Named:
        """Give another actor named by the same words."""
        return replace(named, actor=actor, person=False)

    def members_told(self, token: Token) -> list[Named]:
        """Give the members that a body's own phrase tells: in a clause, or in brackets behind it."""
        tops = [token]
        while tops[-1].dep_ == "compound" and tops[-1].head != tops[-1]:
            tops.append(tops[-1].head)
        told = [n for t in tops for c in t.children for n in self._members(c)]
        return _unique(told or [n for t in tops for n in self._bracketed(t)])

    def denoted(self, token: Token, depth: int = 0) -> list[Named]:
        """Give the actors that a noun phrase with this head stands for."""
        if depth > DEPTH:
            return []
        return (
            self._by_person(token, depth)
            or self._by_name(token)
            or self._by_pronoun(token)
            or self._by_sides(token)
            or self._by_noun(token, depth)
            or self._by_body(token, depth)
            or self._by_apposition(token, depth)
            or [n for child in token.children for n in self._members(child)]
        )

    def _by_person(self, token: Token, depth: int) -> list[Named]:
        person = self.persons.get(token.i)
        if person is None or person.past:
            return []
        actor = person.actor or self.memory.people.actor(person.surname)
        if actor is None:
            found = self.modifiers(token, depth) if token.i == person.last else []
            actor = found[0].actor if len(found) == 1 else None
        if actor is not None:
            return [self.named(actor, person.first, person.last, person=True)]
        told = person.titled and max(self.memory.states.values(), default=0) >= OFTEN
        home = outstanding(self.memory.states) if told else None
        return [] if home is None else [self.named(home, person.first, person.last, sure=0.6, person=True)]

    def _joined(self, at: int) -> list[Named]:
        """Read the one name after "and": "(France and the UK) and Germany"."""
        if at + 1 >= self.sentence.span.end or self.doc[at].lower_ != "and":
            return []
        mention = self.mentions.get(at + 1)
        if mention is None or mention.actor is None or mention.kind is not NameKind.NAME:
            return []
        return [self.named(mention.actor, mention.first, mention.last)]

    def _by_name(self, token: Token) -> list[Named]:
        mention = self.mentions.get(token.i)
        if mention is not None and mention.actor is not None:
            noun = token.tag_ in {"NNS", "NNPS", "NN", "NNP"} or token.dep_ in {
                "nsubj",
                "dobj",
                "pobj",
                "conj",
                "nsubjpass",
            }
            if mention.kind is NameKind.METONYM and self.doc[mention.first - 1].lower_ in {"and", ","}:
                beside = [n for n in self.modifiers(token, DEPTH) if n.index < mention.first]
                return [*beside, self.named(mention.actor, mention.first, mention.last)]
            if mention.kind is not NameKind.DEMONYM or (noun and token.dep_ not in {"amod", "compound", "nmod"}):
                return [*self._other_half(mention), self.named(mention.actor, mention.first, mention.last)]
        found = [find_actor(i) for i in TWINS.get(token.lower_, ())]
        if found:
            return [self.named(a, token.i, token.i) for a in found if a is not None]
        spot = self.spots.get(token.i)
        if spot is not None and spot.government is not None:
            return [self.named(spot.government, spot.first, spot.last, sure=0.8)]
        return []

    def _other_half(self, mention: Mention) -> list[Named]:
        """Read the first half of "North and South Korean"."""
        at = mention.first - 2
        side, other = HALVES.get(mention.actor.id if mention.actor else "", ("", ""))
        if at < self.sentence.span.start or self.doc[at].lower_ != side or self.doc[at + 1].lower_ != "and":
            return []
        actor = find_actor(other)
        return [] if actor is None else [self.named(actor, at, mention.last)]

    def _by_pronoun(self, token: Token) -> list[Named]:
        if token.lower_ in {"i", "we"} and token.dep_ in {"nsubj", "nsubjpass"}:
            return self._speaker(token)
        if token.lower_ == "it" and token.dep_ == "nsubj":
            return self._who_says_so(token)
        if token.lower_ not in {"he", "she", "him", "her", "his"} or token.pos_ != "PRON":
            return []
        last = self._person_before(token) or self._person_behind(token)
        if last is None and not self._stranger_before(token):
            last = self.memory.last_person
        return [] if last is None else [self.named(last.actor, token.i, token.i, sure=0.75, person=True)]

    def _who_says_so(self, token: Token) -> list[Named]:
        """Read "Iran said it would hold talks": a state or a body that says what it does itself."""
        above = token.head.head
        if token.head.dep_ != "ccomp" or above.lemma_.lower() not in cues().report_verbs:
            return []
        said = [n for c in above.children if c.dep_ == "nsubj" and c.pos_ == "PROPN" for n in self._by_name(c)]
        return [self.named(said[0].actor, token.i, token.i, sure=0.7)] if len(said) == 1 else []

    def _speaker(self, token: Token) -> list[Named]:
        """Read "I" and "we" in a quotation: whoever the sentence says said it."""
        for verb in self.tokens():
            if verb.lemma_.lower() not in {"say", "tell", "add"} or verb == token.head:
                continue
            said = [t for t in verb.children if t.dep_ == "nsubj" and t.pos_ != "PRON"]
            found = [n for t in said for n in self.denoted(t)]
            if len(found) == 1:
                return [self.named(found[0].actor, token.i, token.i, sure=0.7, person=True)]
        return []

    def _person_before(self, pronoun: Token) -> Named | None:
        """Give the person who is the subject of an earlier verb of the sentence."""
        for i in range(self.sentence.span.start, pronoun.i):
            token = self.doc[i]
            if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ != "PRON" and token.head != pronoun.head:
                office = token.i in self.persons or token.lemma_.lower() in cues().titles
                found = self.denoted(token) if office else []
                if len(found) == 1:
                    return found[0]
        return None

    def _person_behind(self, token: Token) -> Named | None:
        """Give the subject that "his" points ahead to: "Before his talks with Chad, Ruto met"."""
        root = self.sentence.span.root
        if token.dep_ != "poss" or token.i > root.i:
            return None
        ahead = [c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i > token.i]
        found = [n for c in ahead for n in self.denoted(c) if n.person]
        return found[0] if len(found) == 1 else None

    def _stranger_before(self, pronoun: Token) -> bool:
        """Tell a person of the same sentence, the pronoun's own, of whom nothing is known."""
        return any(
            token.dep_ in {"nsubj", "nsubjpass"} and token.i in self.persons and not self.denoted(token)
            for token in self.doc[self.sentence.span.start : pronoun.i]
        )

    def pair(self, token: Token) -> list[Named]:
        """Give the parties named last, for "their talks"."""
        last = self.memory.last_actors
        return [self.named(n.actor, token.i, token.i, sure=0.72) for n in last] if len(last) > 1 else []

    def _by_sides(self, token: Token) -> list[Named]:
        """Read "the two sides", "both presidents", "the two", "they": the parties named last."""
        if token.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj"}:
            return []
        words = {c.lower_ for c in token.children} | {token.lower_}
        number = next((n for word, n in COUNTS.items() if word in words), 0)
        counted = number > 0
        spelled = self._spelled_out(token) if counted else []
        if len(spelled) > 1:
            return spelled
        last = self.memory.counted(number) if counted else []
        if not last and number <= PAIR:
            last = self.memory.last_actors if len(self.memory.last_actors) > 1 else self.memory.recent
        if len(last) < PAIR:
            return []
        lemma = token.lemma_.lower()
        sides = lemma in cues().both_sides and counted
        bare = token.lower_ in {"both", "they"} or (token.lower_ == "two" and "the" in words)
        told = any(
            c.dep_ in {"amod", "poss"} and (c.i in self.mentions or c.i in self.spots) for c in token.children
        )
        bare = bare or (lemma in COMPANIONS and token.tag_ in PLURAL and "the" in words)
        if not (sides or bare) or told:
            return []
        return [self.named(n.actor, token.i, token.i, sure=0.72) for n in last]

    def _spelled_out(self, token: Token) -> list[Named]:
        """Read the names behind "the two presidents, Paul Kagame and Félix Tshisekedi,"."""
        listed = [t for c in token.children if c.dep_ == "appos" for t in expand(c)]
        return _unique([n for t in listed for n in self.denoted(t, DEPTH - 1)])

    def _by_noun(self, token: Token, depth: int) -> list[Named]:
        lemma = token.lemma_.lower()
        words = cues()
        opponents = lemma in words.opponents
        if not (opponents or lemma in words.bodies or lemma in words.titles):
            return []
        if any(c.lower_ in PAST_OFFICE for c in token.children) or (lemma in COMPANIONS and token.tag_ == "NN"):
            return []
        found = self.modifiers(token, depth)
        if not found and opponents and token.dep_ == "conj":
            beside = [n for n in self.denoted(token.head, depth + 1) if n.actor.type is ActorType.STATE]
            return [n for b in beside for n in self._opponents(token, b)]
        if not found and token.tag_ in PLURAL and any(c.lower_ == "their" for c in token.children):
            told = self._spelled_out(token)
            return told if len(told) > 1 else self.pair(token)
        if not found and secretary_of_state(token):
            america = find_actor("USA")
            return [] if america is None else [self.named(america, token.i, token.i, sure=0.8)]
        if not found:
            return self._party_again(token) or self._generic(token, opponents=opponents) or self._as_before(token)
        if len(found) == 1:
            self.memory.heads[lemma] = found[0].actor
        if not opponents:
            return found
        return [n for f in found for n in self._opponents(token, f)]

    def _by_body(self, token: Token, depth: int) -> list[Named]:
        """Read "the Sudan Call forces", "the UN-AU mechanism": whatever the noun, a body's name is before it."""
        words, lemma = cues(), token.lemma_.lower()
        led = self._led(token) if lemma in LED else []
        if led:
            return led
        organs = self.modifiers(token, depth) if lemma in ORGANS else []
        if organs and organs[0].actor.type is ActorType.ORGANISATION:
            return organs[:1]
        if token.pos_ not in {"NOUN", "PROPN"} or (lemma != "force" and lemma in words.topic_nouns):
            return []
        if lemma in any_of("talk_nouns", "visit_nouns", "signing_nouns", also=NO_BODIES):
            return []
        named = [n for n in self.modifiers(token, depth) if n.index < token.i]
        bodies = [n for n in named if n.actor.type is not ActorType.STATE and n.index in self.mentions]
        return named if bodies and self.mentions[bodies[-1].index].kind is NameKind.NAME else []

    def _party_again(self, token: Token) -> list[Named]:
        """Read "the group", "the armed movement": the party of its own that was named last, not far above."""
        if token.lemma_.lower() not in PARTIES_AGAIN or token.tag_ not in {"NN", "NNP"}:
            return []
        modifiers = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod", "nummod", "poss"}]
        definite = token.dep_ == "poss" or any(c.lower_ in {"the", "this"} for c in token.children)
        if not definite or any(c.lower_ not in ARMED for c in modifiers):
            return []
        if any(c.dep_ in {"prep", "relcl", "acl"} for c in token.children):
            return []
        party = self._party_before(token) or self.memory.last_party
        if party is None or self.sentence.index - self.memory.party_told > FAR_PARTY:
            return []
        return [self.named(party.actor, token.i, token.i, sure=0.7)]

    def _party_before(self, token: Token) -> Named | None:
        found = self.last_party(token.i)
        if found is not None:
            self.memory.party_told = self.sentence.index
        return found

    def last_party(self, end: int) -> Named | None:
        """Give the party of its own that the sentence names last before a token."""
        told = [m for i, m in sorted(self.mentions.items()) if i < end and i == m.first]
        parties = [m for m in told if m.actor is not None and m.actor.type is ActorType.NONSTATE]
        if not parties or parties[-1].actor is None:
            return None
        return self.named(parties[-1].actor, parties[-1].first, parties[-1].last)

    def _led(self, token: Token) -> list[Named]:
        """Read "the Saudi-led coalition", "the ECOWAS-led mission": who leads it."""
        for child in token.children:
            hyphen = child.i - 1
            if child.lower_ == "led" and self.doc[hyphen].text in {"-", "–"} and hyphen - 1 in self.mentions:
                mention = self.mentions[hyphen - 1]
                return [] if mention.actor is None else [self.named(mention.actor, mention.first, token.i)]
        return []

    def _as_before(self, token: Token) -> list[Named]:
        """Read "the delegation", "the envoy" of somebody named before."""
        actor = self.memory.heads.get(token.lemma_.lower())
        modified = [c for c in token.children if c.dep_ in {"amod", "compound", "poss", "nummod", "prep"}]
        if modified and all(c.lower_ in OFFICES for c in modified):
            actor, modified = self.memory.heads.get(office(self.doc, token.i)), []
        plain = not modified
        if not (actor is not None and plain) and self._of_the_un(token):
            return [self.named(UN, token.left_edge.i, token.i, sure=0.65)]
        if actor is None or not plain or token.tag_ not in {"NN", "NNP"}:
            return []
        return [self.named(actor, token.i, token.i, sure=0.65)]

    def _of_the_un(self, token: Token) -> bool:
        """Tell "the Special Envoy" of a text that names the UN: so the reports of the UN write of their own."""
        special = any(c.text in {"Special", "Personal"} for c in token.children) and token.text in SENDABLE
        if special and SECRETARY.search(self.doc[token.i : token.right_edge.i + 1].text):
            return True
        whose = any(c.dep_ in {"poss", "amod"} or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)
        chief = token.text == "General" and self.doc[token.left_edge.i : token.i + 1].text.endswith(
            ("Secretary-General", "Secretary General")
        )
        return (special or chief) and not whose and self.memory.names_un

    def _generic(self, token: Token, *, opponents: bool) -> list[Named]:
        lemma, determined = token.lemma_.lower(), any(c.lower_ == "the" for c in token.children)
        main = self.memory.main_state()
        short = lemma in SHORTENED  # notes leave the article out
        if not (determined or short) or main is None or token.dep_ == "compound":
            return []
        if opponents:
            return self._opponents(token, self.named(main, token.i, token.i, sure=0.7))
        if lemma in cues().governments and not any(c.dep_ in {"amod", "compound", "poss"} for c in token.children):
            return [self.named(main, token.i, token.i, sure=0.65)]
        return []

    def _opponents(self, token: Token, of: Named) -> list[Named]:
        if of.actor.type is not ActorType.STATE:
            return [of]
        home = of.actor.id
        for text in (token.lower_, token.lemma_.lower()):
            for name in generics().get(text, ()):
                if home in name.home:
                    return [self.named(name.actor, min(of.index, token.i), token.i, sure=of.sure)]
        found = states().get(home)
        adjective = found.adjective if found is not None else of.actor.name
        plural = token.lemma_.lower() if token.lemma_.lower() == "opposition" else token.lemma_.lower() + "s"
        label = f"{adjective} {plural}"
        actor = find_actor(label) or Actor(label, label, ActorType.NONSTATE)
        return [self.named(actor, min(of.index, token.i), token.i, sure=of.sure)]

    def modifiers(self, token: Token, depth: int) -> list[Named]:
        """Read the actors who modify a noun: Iranian delegation, Qatar's emir, leaders of Russia and Turkey."""
        found = []
        for i in range(token.left_edge.i, token.i):
            mention = self.mentions.get(i)
            if (
                mention is not None
                and mention.first == i
                and mention.actor is not None
                and (self.modifies(i, token) or self._chained(mention, token))
            ):
                found += [*self._other_half(mention), self.named(mention.actor, mention.first, mention.last)]
            elif i in self.spots and self.spots[i].first == i and self.doc[self.spots[i].last].dep_ == "poss":
                government = self.spots[i].government
                if government is not None:
                    found.append(self.named(government, i, self.spots[i].last, sure=0.7))
        found += self._whose(token)
        for child in of_phrases(token):
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    found += [n for t in expand(pobj) for n in self.denoted(t, depth + 1)]
        for child in token.children:
            if child.dep_ == "prep":
                continue
            if child.dep_ == "poss":
                found += self._party_again(child)
            if child.dep_ == "acl" and child.lower_ == "representing":
                found += [
                    n
                    for c in child.children
                    if c.dep_ == "dobj"
                    for t in expand(c)
                    for n in self.denoted(t, depth + 1)
                ]
            if child.dep_ == "nsubj" and token.tag_ == "VBZ" and token.lemma_.lower() in cues().titles:
                found += [n for t in expand(child) for n in self._by_name(t)]  # "the US and UN envoys", misread
        found += [n for child in token.children for n in self._members(child)]
        return _unique(self._bodies_first(found, token))

    def _chained(self, mention: Mention, token: Token) -> bool:
        """Tell the first links of "the UN-African Union-IGAD mechanism", wherever the parser hangs them."""
        following = self.mentions.get(mention.last + 2)
        if following is None or self.doc[mention.last + 1].text not in {"-", "–", "/"}:
            return False
        return self.modifies(following.last, token) or self._chained(following, token)

    def _whose(self, token: Token) -> list[Named]:
        """Read "President Nicolás Maduro's government", "Mr Putin's envoy"."""
        owners = [c for c in token.children if c.dep_ == "poss" and c.i in self.persons]
        return [n for c in owners for n in self._by_person(c, DEPTH)]

    def _members(self, clause: Token) -> list[Named]:
        """Read "the group, which comprises Egypt and Jordan"."""
        if clause.dep_ not in {"relcl", "acl"} or clause.lemma_ not in {
            "comprise",
            "include",
            "represent",
            "compose",
            "consist",
        }:
            return []
        of = [c for c in clause.children if c.dep_ == "prep" and c.lower_ == "of"]
        listed = [o for c in (clause, *of) for o in c.children if o.dep_ in {"dobj", "pobj"}]
        listed += [c for c in clause.children if c.dep_ == "conj" and c.pos_ == "PROPN"]
        return [n for o in listed for t in expand(o) for n in self._by_name(t) or self._by_noun(t, DEPTH - 1)]

    def _bodies_first(self, found: list[Named], token: Token) -> list[Named]:
        """Of "UN Syria envoy" or "European Union Belarus mission" keep the body that sends."""
        ahead = [f for f in found if f.index < token.i]
        organisations = [f for f in ahead if f.actor.type is ActorType.ORGANISATION]
        if (
            organisations
            and len(ahead) > 1
            and not any(t.lower_ in {"and", ",", "-", "/"} for t in self.doc[ahead[0].index : token.i])
        ):
            return organisations[:1]
        return found

    def modifies(self, i: int, token: Token) -> bool:
        """Tell whether the word at ``i`` belongs to the head itself and not to a phrase inside it."""
        at = self.doc[i]
        for _ in range(DEPTH + 2):
            if at == token:
                return True
            if at.dep_ in {"pobj", "relcl", "acl", "dobj", "nsubj", "appos"} or at.head == at:
                return False
            if at.i != i and at.lemma_.lower() in _topics():
                return False
            at = at.head
        return False

    def _by_apposition(self, token: Token, depth: int) -> list[Named]:
        for child in token.children:
            if child.dep_ == "appos":
                heads = expand(child) if token.tag_ in PLURAL else [child]
                found = _unique([n for t in heads for n in self.denoted(t, depth + 1)])
                if found:
                    return found
        return []

    def actors(self, token: Token) -> list[Named]:
        """Give the actors of a noun phrase and of all that is joined to it by "and" or commas."""
        if self.read is None:
            return self._actors(token)
        if token.i not in self.read:
            self.read[token.i] = self._actors(token)
        return self.read[token.i]

    def _actors(self, token: Token) -> list[Named]:
        heads = list(expand(token))
        listed: list[Token] = []
        if "(" in self.said():
            listed += [t for h in heads for c in h.children if self._in_brackets(c) for t in expand(c)]
        if "including" in self.said():
            inner = [c for h in heads for c in h.children]
            if token.pos_ == "NUM":
                inner += [g for c in inner if c.lower_ == "of" for p in c.children for g in p.children]
            listed += [t for c in inner for p in including(c) for t in expand(p)]
        if "namely" in self.said():
            listed += [t for h in heads for p in namely(h) for t in expand(p)]
        return _unique([n for t in (*heads, *listed) for n in self.denoted(t)] + self._bracketed(token))

    def _bracketed(self, token: Token) -> list[Named]:
        """Read a list of names in brackets behind a noun: "the P3 members (France, the UK and the US)"."""
        found: list[Named] = []
        if "(" not in self.said():
            return found
        for i in range(token.i + 1, min(token.right_edge.i + 2, self.sentence.span.end)):
            if self.doc[i].text != "(":
                continue
            names: list[Named] = []
            for at in range(i + 1, min(i + LONG_LIST, self.sentence.span.end)):
                mention = self.mentions.get(at)
                if self.doc[at].text == ")":
                    found += [*names, *self._joined(at + 1)] if len(names) > 1 else []
                    break
                if mention is not None and mention.actor is not None and mention.kind is NameKind.NAME:
                    names += (
                        [self.named(mention.actor, mention.first, mention.last)] if at == mention.first else []
                    )
                elif self.doc[at].lower_ not in {"the", "and", ",", "/", "-", "&"}:
                    break
        return found

    def _in_brackets(self, child: Token) -> bool:
        """Tell a list that spells a group out: "the Troika (Norway, Britain and the United States)"."""
        before = child.left_edge.i - 1
        return child.dep_ == "appos" and before >= 0 and self.doc[before].text == "("


@cache
def _topics() -> frozenset[str]:
    return cues().topic_nouns - cues().bodies - cues().titles


def _unique(found: list[Named]) -> list[Named]:
    kept: dict[str, Named] = {}
    for named in found:
        kept.setdefault(named.actor.id, named)
    return list(kept.values())


def is_country(place: Place) -> bool:
    """Tell whether a place is a country or a region: no exact venue."""
    return place.kind in {Kind.COUNTRY, Kind.REGION}
