"""Bake ``states.csv`` from the facts of ``rigour`` (MIT) and the hand-kept words of ``state_words.csv``.

Why baked: from version 0.11 ``rigour`` needs PyICU, which has no wheels, and Parley installs wheels only.
The table is committed; this script is run again only to take up a new version. To get the input, on a machine
where ``rigour`` installs (Debian: ``apt-get install libicu-dev pkg-config``, then ``pip install rigour``)::

    python -c "from rigour._core import territories_jsonl as t; print(t())" > territories.jsonl
    python geo/data/bake_states.py territories.jsonl

The input is JSON, one object a line, or one list of such objects. From ``rigour`` come codes and official names,
and the check that no country is missing; English names, demonyms and seats are kept by hand, because ``rigour``
mixes languages in its names and has demonyms for some countries only.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COLUMNS = (
    "alpha3",
    "alpha2",
    "name",
    "full_name",
    "capital",
    "seat_country",
    "adjectives",
    "nouns",
    "names",
    "since",
    "until",
    "source",
)
NOT_IN_RIGOUR = {"VDR": "VD", "YMD": "YD"}  # ISO 3166-3: North Vietnam, South Yemen
CONTINUED = {"zar"}  # Zaire: the same state as COD under a former name
INVARIABLE = ("ese", "ss", "ch", "sh", "ois", "uais", "Ni-Vanuatu", "I-Kiribati", "Kyrgyz", "Malagasy", "Faroese")


def read_territories(path: Path) -> dict[str, dict[str, Any]]:
    """Read the dump: alpha-3 code in capitals to the territory's facts."""
    text = path.read_text(encoding="utf-8")
    rows = json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.splitlines()]
    return {
        row["alpha3"].upper(): row
        for row in rows
        if row.get("alpha3") and row["alpha3"] not in CONTINUED and "-" not in row["code"]
    }


def noun_forms(noun: str) -> list[str]:
    """Singular and plural of a people's noun: ``Turk``, ``Mosotho/Basotho``, dates after ``@`` kept."""
    words, at, dates = noun.partition("@")
    singular, slash, plural = words.partition("/")
    if not slash:
        plural = singular if singular.endswith(INVARIABLE) else singular + "s"
    return [form + at + dates for form in dict.fromkeys((singular, plural))]


def bake_row(words: dict[str, str], facts: dict[str, Any] | None) -> dict[str, str]:
    """Join the hand-kept words of one state with the facts about it."""
    code = words["alpha3"]
    full_name = (facts or {}).get("full_name", "")
    nouns = [form for noun in words["nouns"].split("|") if noun for form in noun_forms(noun)]
    return {
        **words,
        "alpha2": facts["code"][:2].upper() if facts else NOT_IN_RIGOUR[code],
        "full_name": "" if set(full_name) & set("([,") else full_name.removeprefix("The "),
        "seat_country": words["seat_country"] or code,
        "nouns": "|".join(nouns),
        "source": "rigour (MIT); words by hand" if facts else "ISO 3166-3; words by hand",
    }


def bake(territories: dict[str, dict[str, Any]], words: list[dict[str, str]]) -> list[dict[str, str]]:
    """Make the rows of the table. Raises ValueError where a country of the dump has no words."""
    missing = {code for code, row in territories.items() if row.get("is_country")} - {
        row["alpha3"] for row in words
    }
    if missing:
        raise ValueError(f"state_words.csv lacks {', '.join(sorted(missing))}: add a row for each")
    return [bake_row(row, territories.get(row["alpha3"])) for row in words]


def main(dump: str) -> None:
    """Write ``states.csv`` beside this file."""
    with (HERE / "state_words.csv").open(encoding="utf-8", newline="") as file:
        words = list(csv.DictReader(file))
    rows = bake(read_territories(Path(dump)), words)
    with (HERE / "states.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1])
