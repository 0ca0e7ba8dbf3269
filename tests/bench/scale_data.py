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
EVERY, LEAST = 4, 150
GENERAL = tuple(
    """
    Prices of bread rose again last week, and bakers in the north said that flour had become dearer. A spokesman of
    the mills put it down to the harvest, which was the poorest in ten years.

    The home side won by two goals in the last minutes of the match. Their captain said that nobody had believed in
    them, and thanked the crowd that had stayed in the rain.

    A storm felled trees along the coast and left thousands without light. Trains stood still until the morning;
    schools are to stay closed for another day.

    Shares of the carmaker fell after it told its investors that it would sell fewer cars than it had hoped. Many
    fear for their jobs at the older of its two plants.

    The museum has bought back a painting that was lost in the war. It will hang beside the others of its time when
    the rooms under the roof open again in the spring.
    """.strip().split("\n\n")
)


def name(draw: random.Random) -> str:
    """Draw a name that no dictionary has."""
    return "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()


def articles(count: int) -> Iterator[str]:
    """Yield lines of a corpus as news archives have them: one in four may tell of a meeting, the others do not.

    Each has some 250 characters, among them words that stand in no other.
    """
    draw = random.Random(5)
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    for number in range(count):
        row = rows[number // EVERY % len(rows)]
        told = short(row["text"]) if number % EVERY == 0 else draw.choice(GENERAL)
        who, what = (
            f"{name(draw)} {name(draw)} of the {name(draw)} Bank",
            f"{draw.randrange(10**6):,} tonnes of grain",
        )
        yield json.dumps({**row, "id": f"news-{number}", "text": f"{told}\n\n{who} spoke of {what}."}) + "\n"


def short(text: str) -> str:
    """Return the first sentences of a text, of some 200 characters."""
    end = text.find(". ", LEAST)
    return text[: end + 1] if end > 0 else text


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
