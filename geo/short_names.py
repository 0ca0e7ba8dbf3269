"""Names that an article itself gives: "the Peace and Security Council of the Union (PSC)", then "the PSC".

A party that no table knows is taken from such a place too, where its name says what it is: "the Free Hills Front
(FHF)" is a party of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.actors import NameKind
from geo.mentions import Mention
from geo.model import Actor, ActorType

if TYPE_CHECKING:
    from geo.language import Sentence

IN_BRACKETS = re.compile(r" ?\((?:the |or )?[“\"'‘]?([A-Z][A-Za-z&/-]{0,8}[A-Z])[”\"'’]?\)")
BETWEEN = re.compile(r"[\w\s'’/-]{0,30}")
NAME = re.compile(r"(?:[A-Z][\w'’-]+|of|for|the|and|[&/])(?: (?:[A-Z][\w'’-]+|of|for|the|and|[&/])){1,7}$")
PARTIES = frozenset("Front Movement Army Liberation Resistance Militia Brigade Brigades Guerrilla Rebels".split())
PUBLIC = frozenset("Defence Defense Police Salvation National Armed Air Royal Peoples Protection".split())


def with_short_names(sentences: list[Sentence], mentions: list[list[Mention]]) -> list[list[Mention]]:
    """Add to the mentions of each sentence the short names that the article explains anywhere."""
    known: dict[str, Actor] = {}
    for sentence, mine in zip(sentences, mentions, strict=True):
        if "(" in sentence.text:
            for short, actor in _explained(sentence, mine):
                known.setdefault(short, actor)
    if not known:
        return mentions
    return [
        sorted([*mine, *_again(s, mine, known)], key=lambda m: m.first)
        for s, mine in zip(sentences, mentions, strict=True)
    ]


def _explained(sentence: Sentence, mentions: list[Mention]) -> list[tuple[str, Actor]]:
    text, base = sentence.text, sentence.offset + sentence.span.start_char
    found = []
    for match in IN_BRACKETS.finditer(text):
        ahead = [m for m in mentions if m.end - base <= match.start()]
        within = [m for m in mentions if match.start() <= m.start - base < match.end()]
        named = ahead[-1] if ahead else None
        if within:
            continue
        if named is not None and named.actor is not None and named.actor.type is not ActorType.STATE:
            gap = text[named.end - base : match.start()]
            if BETWEEN.fullmatch(gap) and _stands_for(match.group(1), text[named.start - base : match.start()]):
                found.append((match.group(1), named.actor))
                continue
        actor = _party(text[: match.start()], match.group(1))
        if actor is not None:
            found.append((match.group(1), actor))
    return found


def _stands_for(short: str, name: str) -> bool:
    """Tell whether the capitals of a short name stand in that order in the name."""
    capitals = iter(c for c in name if c.isupper())
    wanted = [c for c in short if c.isupper()]
    return len(wanted) > 1 and name.lstrip()[:1] == wanted[0] and all(c in capitals for c in wanted)


def _party(before: str, short: str) -> Actor | None:
    """Make an actor of a party's full name, which ends right before its short name."""
    match = NAME.search(before[-120:])
    if match is None:
        return None
    words = match.group().split()
    while words and not (words[0][0].isupper() and words[0][0] == short[0]):
        words.pop(0)
    name = " ".join(words)
    party = PARTIES & set(words) and not PUBLIC & {w.rstrip("’'s") for w in words}
    if len(words) < 2 or not party or not _stands_for(short, name):  # noqa: PLR2004 - a name of its own
        return None
    return Actor(name, name, ActorType.NONSTATE)


def _again(sentence: Sentence, mentions: list[Mention], known: dict[str, Actor]) -> list[Mention]:
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    found = []
    for token in sentence.tokens:
        actor = known.get(token.text)
        if actor is not None and token.i not in taken:
            start = sentence.at(token)
            end = start + len(token.text)
            found.append(Mention(start, end, token.i, token.i, sentence.index, token.text, NameKind.NAME, actor))
    return found
