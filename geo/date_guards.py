"""What looks like a date and is none: surnames, names of events, counts, prices, years that name a deal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.date_words import DAY, MONTH, MONTH_SHORT, SP, words

CONTEXT = 80
MONTH_LEADS = frozenset(
    {"in", "since", "ever since", "until", "till", "by", "through", "before", "after", "from", "for", "during"}
    | {
        "throughout",
        "ahead of",
        "prior to",
        "following",
        "as of",
        "starting",
        "beginning",
        "up to",
        "no later than",
    }
)
YEAR_LEADS = MONTH_LEADS - {"starting", "beginning"} | {"between"}
SURNAME_SAFE = frozenset({"in", "during", "until", "till", "throughout", "as of", "starting", "beginning"})
ALWAYS_MONTH = frozenset({"january", "february", "july", "september", "october", "november", "december"})
SPANS = frozenset({"days", "months", "years", "weekdays", "ordinals"})
NO_LEAD_NEEDED = re.compile(r"\b(?:an?|the|its|his|her|their|this|['\u2019]s)\s$", re.IGNORECASE)
RUNS_ON = re.compile(r"\w|-\w|\s?[-\u2013/][0-9]|[.,][0-9]|\s?%")
BEFORE_NUMBER = re.compile(r"(?:[0-9][.,:]|\b[Nn]os?\.\s?|\b[Rr]esolutions?\s|['\u2019])$")
SUPERLATIVE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|only|once|twice|times?|most|least|\w{2,}est|worst|best|never|more|less)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?]\s")
ORDINAL_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)\]”\"\u2019]|\s(?:in|at|to|with|but|when|where|for|as|after|before|by|from|while)\b)"
)
LATER = re.compile(r"\s(?:of|ago|later|earlier|before|after|old)\b|['\u2019]|-")
HABIT = re.compile(r"\b(?:every|each|first|second|third|fourth)\s$", re.IGNORECASE)
SEASON_LEADS = frozenset({"in", "during", "since", "by", "until", "before", "after", "over", "throughout"})
CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w* $")  # a newspaper
# "Monday (January 23)", "the second Monday of March", "the weekend of 21-22 January": the date stands behind it.
OWN_DATE = re.compile(rf"\s\((?:{DAY}{SP})?{MONTH}|\sof\s(?:{MONTH}|[0-9]|each|every|the\smonth)")
TODAY_NAME = re.compile(r"['\u2019]s\s(?:world|age|society|era)\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with the preposition before it ("" where there is none) and the text around both."""

    family: str
    match: re.Match[str]
    lead: str
    before: str
    after: str

    def group(self, name: str) -> str | None:
        """Give a group of the match, None where the family has no such group."""
        return self.match.groupdict().get(name)


@cache
def _named_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('name_before'))}) $")


@cache
def _after(table: str) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(words(table))})\b")


@cache
def _named_by_year() -> re.Pattern[str]:
    adjective = r"(?:\s(?!(?:the|a|an|this|that|to|on|and|in|for|of|after|before|with)\s)[\w-]+)?"
    return re.compile(rf"{adjective}\s(?:{'|'.join(words('named_by_year'))})\b", re.IGNORECASE)


def allowed(candidate: Candidate) -> bool:
    """Say whether a match stands where a date can stand."""
    if RUNS_ON.match(candidate.after):
        return False
    if candidate.match[0][0].isdigit() and not candidate.lead and BEFORE_NUMBER.search(candidate.before):
        return False
    if candidate.lead == "between" and candidate.family not in SPANS:
        return False
    if candidate.lead == "within" and candidate.family != "count":
        return False
    guard = GUARDS.get(candidate.family)
    return guard is None or guard(candidate)


def _days(candidate: Candidate) -> bool:
    """Two days joined by "and" are a span after "between" only; a span runs forward."""
    join = candidate.group("join")
    if join is not None:
        return candidate.lead == "between" or not re.search(r"\b(?:and|or)\b", join)
    first, last = (int(re.sub(r"\D", "", candidate.match[name])) for name in ("d1", "d2"))
    return first < last


def _name(candidate: Candidate) -> bool:
    start = candidate.match[0][:1]
    named = start.isupper() and not candidate.lead and _named_before().search(candidate.before)
    return bool(named or _after("name_after").match(candidate.after))


def _month(candidate: Candidate) -> bool:
    """Take a month alone as a date only where no surname, verb or name can be meant."""
    match = candidate.match
    if match["y1"] or match["r1"] or match["part"]:
        return True
    if _name(candidate):
        return False
    return bool(match["mod"]) or _bare_month(candidate, match["m1"])


def _bare_month(candidate: Candidate, name: str) -> bool:
    licensed = candidate.lead in MONTH_LEADS
    if name.rstrip(".") in MONTH_SHORT:
        return licensed and name.endswith(".")
    if name.lower() == "may":
        return _may(candidate, licensed=licensed)
    if name.lower() == "march":
        return _noun_follows(candidate) or (licensed and not re.match(r"\s(?:on|for|of)\b", candidate.after))
    if licensed or name.islower():
        return licensed
    return name.lower() in ALWAYS_MONTH or bool(NO_LEAD_NEEDED.search(candidate.before))


def _noun_follows(candidate: Candidate) -> bool:
    return bool(NO_LEAD_NEEDED.search(candidate.before) and _after("month_nouns").match(candidate.after))


def _may(candidate: Candidate, *, licensed: bool) -> bool:
    if not licensed:
        return _noun_follows(candidate)
    if re.match(r"['\u2019]s?\b", candidate.after):
        return False
    return candidate.lead in SURNAME_SAFE or not _after("surname_verbs").match(candidate.after)


def _months(candidate: Candidate) -> bool:
    match = candidate.match
    told = match["y1"] or match["y2"] or match["r1"] or match["r2"]
    return bool(
        told or candidate.lead in MONTH_LEADS | {"between"} or re.search(r"[-\u2013\u2014/]", match["join"])
    )


def _months_or_part(candidate: Candidate) -> bool:
    return candidate.group("join") is None or _months(candidate)


def _year(candidate: Candidate) -> bool:
    if candidate.group("r1"):
        return True
    known = candidate.lead in YEAR_LEADS or not candidate.match[0][0].isdigit()
    return known and not _named_by_year().match(candidate.after)


def _season(candidate: Candidate) -> bool:
    """Take "last summer", "in the spring"; not "the Arab Spring", "the fall of Aleppo", "in summer"."""
    if not candidate.match["season"].islower():
        return False
    if candidate.match["rel"]:
        return True
    named = candidate.match["season"] != "fall" and " " in candidate.match[0]
    return named and candidate.lead in SEASON_LEADS


def _weekday(candidate: Candidate) -> bool:
    if OWN_DATE.match(candidate.after):
        return False
    return not (_name(candidate) or (not candidate.lead and HABIT.search(candidate.before)))


def _count(candidate: Candidate) -> bool:
    """Take "in two weeks" as a date, not "talks for two weeks" and "the first visit in two weeks"."""
    if candidate.group("ago") or candidate.group("away"):
        return True
    if candidate.lead not in ("in", "within") or LATER.match(candidate.after):
        return False
    return not SUPERLATIVE.search(SENTENCE_END.split(candidate.before)[-1])


def _ordinal(candidate: Candidate) -> bool:
    if candidate.match["rel"]:
        return True
    return candidate.lead not in ("", "in", "at", "for", "over", "during") and bool(
        ORDINAL_AFTER.match(candidate.after)
    )


def _relative(candidate: Candidate) -> bool:
    title = candidate.match[0] == "Today" and not candidate.lead and CAPITAL_BEFORE.search(candidate.before)
    return not (title or TODAY_NAME.match(candidate.after) or OWN_DATE.match(candidate.after))


GUARDS = {
    "days": _days,
    "month": _month,
    "months": _months_or_part,
    "year": _year,
    "years": _year,
    "season": _season,
    "weekday": _weekday,
    "weekdays": _weekday,
    "count": _count,
    "ordinal": _ordinal,
    "ordinals": _ordinal,
    "relative": _relative,
}
