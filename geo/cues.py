"""The cue words of the reader, as a linguist keeps them in ``geo/data/cues.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Cues:
    """Sets of lemmas or words, one a family; each family is explained in the file."""

    titles: frozenset[str]
    title_fillers: frozenset[str]
    bodies: frozenset[str]
    governments: frozenset[str]
    opponents: frozenset[str]
    talk_nouns: frozenset[str]
    visit_nouns: frozenset[str]
    signing_nouns: frozenset[str]
    papers: frozenset[str]
    not_meetings: frozenset[str]
    meet_verbs: frozenset[str]
    receive_verbs: frozenset[str]
    visit_verbs: frozenset[str]
    travel_verbs: frozenset[str]
    host_verbs: frozenset[str]
    sign_verbs: frozenset[str]
    attend_verbs: frozenset[str]
    hold_verbs: frozenset[str]
    report_verbs: frozenset[str]
    mediate_verbs: frozenset[str]
    organise_verbs: frozenset[str]
    invite_verbs: frozenset[str]
    refuse_verbs: frozenset[str]
    cancel_verbs: frozenset[str]
    postpone_verbs: frozenset[str]
    plan_words: frozenset[str]
    propose_verbs: frozenset[str]
    ongoing_verbs: frozenset[str]
    topic_nouns: frozenset[str]
    topic_preps: frozenset[str]
    place_preps: frozenset[str]
    remote_words: frozenset[str]
    both_sides: frozenset[str]
    domestic_modifiers: frozenset[str]


@cache
def cues() -> Cues:
    """Read the cue words.

    Raises ``KeyError`` where the file lacks a family, ``tomllib.TOMLDecodeError`` where it is not TOML.
    """
    text = resources.files("geo.data").joinpath("cues.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Cues(**{f.name: frozenset(table[f.name]["words"]) for f in fields(Cues)})


@cache
def any_of(*families: str, also: str | frozenset[str] = "") -> frozenset[str]:
    """Give the words of several families together, and those of ``also`` (a set, or words parted by blanks).

    Raises ``AttributeError`` for a family that there is not.
    """
    more = also.split() if isinstance(also, str) else also
    return frozenset().union(more, *(getattr(cues(), name) for name in families))
