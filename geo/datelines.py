"""Datelines: "TIRANA, April 2, 1997 (AFP) -", "Khartoum, 9 December 2018 -", "Islamabad: The envoy ..."."""

from __future__ import annotations

import re
from functools import cache

from geo.actors import states

HEADLINE_WORDS = 8
LONG = 150
AT_THE_TOP = 300
# A dateline begins with a place: TIRANA, April 2, 1997 (AFP) or Khartoum, 9 December 2018, and a dash.
PLACE_CAPS = r"[A-Z][A-Z'’.\-]+(?:[ /\-][A-Z][A-Z'’.\-]+){0,4}"
PLACE_MIXED = r"[A-Z][\w'’.\-]+(?: [A-Z][\w'’.\-]+){0,3}"
MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DATE_PART = rf"(?:{MONTHS} \d{{1,2}}|\d{{1,2}} {MONTHS})(?:,? \d{{4}})?"
AGENCY = r"\((?:[A-Z][\w .&/’'\-]{1,40})\)"
DATELINE = re.compile(
    rf"\s*(?:{DATE_PART} \((?P<a>{PLACE_CAPS}|{PLACE_MIXED})\)\s*[-–—]+"
    rf"|(?P<g>{PLACE_CAPS})\s*[-–—]+\s*{DATE_PART}\s?:\s"
    rf"|(?P<b>{PLACE_CAPS})(?:, (?:{PLACE_MIXED}|{PLACE_CAPS}))?"
    rf"(?:,? {DATE_PART})?(?: ?{AGENCY})?\s*(?:[-–—]{{1,2}}\s|:\s|$|(?<=\))|(?<=\d)(?=\s*$))"
    rf"|(?P<c>{PLACE_MIXED})(?:, {PLACE_MIXED})?,? (?:{DATE_PART})(?:,? ?{AGENCY})?\s*(?:[-–—]{{1,2}}|:)\s"
    rf"|(?P<d>{PLACE_MIXED})(?:, {PLACE_MIXED})? {AGENCY}\s*[-–—]{{1,2}}\s"
    rf"|(?P<e>[A-Z]{{4,}}(?:[ /][A-Z]{{3,}}){{0,2}}) (?=[A-Z][a-z]))"
)
CAPITAL = re.compile(rf"\s*(?P<f>{PLACE_MIXED}) ?:\s(?=[A-Z])")
TOWN_CAPS = r"[A-Z]{3,20}(?: [A-Z]{2,20}){0,2}"
WITH_DATE = re.compile(
    rf"(?<=[\s.])(?P<s>{TOWN_CAPS})(?:, [A-Z][\w ]{{1,20}})?,? ?[-–—]? ?{DATE_PART}(?: ?{AGENCY})?"
    rf" ?(?:[-–—]{{1,2}}\s|:\s)"
)


def at_start(text: str) -> tuple[str, int, int] | None:
    """Give the dateline that a paragraph begins with: (place as written, its offset, offset of what follows)."""
    match = DATELINE.match(text)
    if match is None:
        return _with_colon(text)
    group = match.lastgroup or "b"
    name = match.group(group).strip()
    if group == "e" and name.isupper() and len(text.split()) < HEADLINE_WORDS:
        return None
    return name, match.start(group), match.end()


def _with_colon(text: str) -> tuple[str, int, int] | None:
    """Read "Islamabad: The envoy ...", a capital's name and no headline."""
    match = CAPITAL.match(text)
    if match is None or len(text) < LONG or match.group("f") not in _capitals():
        return None
    return match.group("f"), match.start("f"), match.end()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(state.capital for state in states().values() if state.capital)


def inside(text: str) -> int:
    """Give the offset of a full dateline behind what pages have above it: "Staff Photo CAIRO - 3 May 2020:"."""
    match = WITH_DATE.search(text, 0, AT_THE_TOP) if at_start(text) is None else None
    return match.start("s") if match is not None else 0
