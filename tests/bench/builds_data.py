"""Articles by the hundred and by the ten thousand: the seeds told again in other years, and short made-up news."""

from __future__ import annotations

import json
import random
import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

YEAR = re.compile(r"\b(19[4-9]\d|20[0-2]\d)\b")
FIRST, SPAN = 1940, 84
STATES = "Russia Turkey Iran Egypt Kenya Norway Sudan Qatar Jordan Oman Pakistan Ethiopia Serbia Colombia".split()
TOWNS = "Geneva Vienna Oslo Doha Cairo Nairobi Muscat Ankara Astana Minsk Khartoum Belgrade Bogota".split()
SHORT = """
The foreign ministers of {one} and {two} held talks in {town} on {day} {month} {year}, officials said. They
spoke of trade and of the border, and will meet again in {other} next month, a spokesman told reporters.

{one} said on Tuesday that prices had risen. Analysts in {town} expect more of it, and the central bank of {two}
has not said what it will do about the matter before the end of the year.

Delegations of {one}, {two} and the European Union met in {town} on {day} {month} {year} under the auspices of
the United Nations. {one} did not sign the paper.
""".strip().split("\n\n")


def write_seeds(folder: Path, seeds: Path, count: int) -> None:
    """Write ``count`` articles: those of ``seeds``, then the same moved on by years."""
    files = sorted(seeds.glob("*.md"))
    for number in range(count):
        file, shift = files[number % len(files)], number // len(files)
        text = file.read_text(encoding="utf-8")
        moved = YEAR.sub(partial(_later, 4 * shift), text)  # a leap year stays one
        (folder / f"{file.stem}-{shift}.md").write_text(moved, encoding="utf-8")


def _later(years: int, found: re.Match[str]) -> str:
    return str(FIRST + (int(found[0]) - FIRST + years) % SPAN)


def short_articles(count: int, seed: int = 1) -> Iterator[str]:
    """Yield lines of a corpus: notes of two or three sentences, every third without a meeting."""
    drawn = random.Random(seed)
    for number in range(count):
        one, two = drawn.sample(STATES, 2)
        town, other = drawn.sample(TOWNS, 2)
        day, month, year = (
            drawn.randint(1, 28),
            drawn.choice(("March", "June", "October")),
            drawn.randint(1990, 2024),
        )
        text = SHORT[number % 3].format(one=one, two=two, town=town, other=other, day=day, month=month, year=year)
        yield json.dumps({"id": f"note-{number}", "text": text, "date": f"{year}-11-05"}) + "\n"
