"""Data of an archive's size: short articles with new words in each, and partitions full of meetings."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from geo.bulk.marker import MARKER
from geo.bulk.partitions import Partition, facts_of
from geo.model import Extraction
from tests.bench.page_data import PARTS, make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Meeting

OWN = Path(__file__).parents[1] / "quality" / "corpus.jsonl"
SYLLABLES = "ba be bor da del fa gri ha jo ka kel lo mar mi na nor pa pe ro sa sel ta ti vo wen za".split()
PER_PARTITION = 2_000


def name(draw: random.Random) -> str:
    """Draw a name that no dictionary has."""
    return "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()


def articles(count: int) -> Iterator[str]:
    """Yield lines of a corpus: our own short articles in turn, each with words that stand in no other."""
    draw = random.Random(5)
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    for number in range(count):
        row = rows[number % len(rows)]
        who, what = (
            f"{name(draw)} {name(draw)} of the {name(draw)} Bank",
            f"{draw.randrange(10**6):,} tonnes of grain",
        )
        said = f"{who} spoke of {what}."
        yield json.dumps({**row, "id": f"{row['id']}-{number}", "text": f"{row['text']}\n\n{said}"}) + "\n"


def partitions(folder: Path, meetings: int) -> int:
    """Write partitions with about so many meetings, as ``parley extract -o`` leaves them, and return how many."""
    atlas = make(meetings * PARTS)
    told: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in atlas.meetings:
        told[meeting.articles[0]].append(meeting)
    read = [(article.id, Extraction(article, meetings=tuple(told[article.id]))) for article in atlas.articles]
    for number, first in enumerate(range(0, len(read), PER_PARTITION)):
        part = read[first : first + PER_PARTITION]
        facts = facts_of(part, [], f"key {number}", "archive.jsonl", number)
        Partition(folder, f"archive-{number:05}").write(part, facts)
    (folder / MARKER).write_text("{}", encoding="utf-8")
    return len(atlas.meetings)
