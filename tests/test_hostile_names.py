"""Names that attack the look-up: nothing breaks, nothing is found that does not bear the very name."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo.answers import open_cache
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.lookup import embedded, lookup
from geo.placenames import country_names, normalise, regions, venues
from maps.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANY = 10_000
WRAPS = (
    "{}' OR '1'='1",
    "{}'; DROP TABLE name; --",
    "' UNION SELECT 1, 'x', 2, 3 --{}",
    '{}" OR ""="',
    "{}%",
    "{}*",
    "_{}x",
    "({}|.*)",
    "^{}.+$",
    "[{}]\\w",
    "{}\x00x",
    "{}{{7*7}}",
    "{}\\N{{DOVE}}",
    "{}\ud800",
    "{} \N{DOVE OF PEACE}\N{ZERO WIDTH JOINER}x",
)
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz '",
    "'\"%_*;-()[]{}\\/|&^$.+?,:<>=#@!~`",
    "àéîøüßñçğışŁđþæœ\u0301\u0308\u02bc\u2019",
    "МоскваДамаскاردنעיר北京東京서울ไทย",
    "\x00\x01\x1b\x7f\x85\u200b\u200d\u202e\u2028\ufeff\ud800\udfff\U0001f54a\U000e0041\U0010ffff",
)
LONG = ("a", "St. ", ", ", "'", "\N{DOVE OF PEACE}", "e\u0301", "Paris, ", "(", "\x00", "%")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(progress=False)


def random_strings() -> Iterator[str]:
    draw = random.Random(7)
    for _ in range(MANY):
        alphabet = draw.choice(ALPHABETS) if draw.random() < 0.7 else "".join(ALPHABETS)
        yield "".join(draw.choice(alphabet) for _ in range(draw.randrange(40)))


def bears_it(gazetteer: Gazetteer, text: str) -> bool:
    """Tell, without the code under test, whether a normalised name is one of the tables or of the file."""
    key = normalise(text)
    if key in venues() or key in country_names() or key in regions():
        return True
    return key.isascii() and bool(gazetteer._rows("SELECT 1 FROM name WHERE key = ?", (key,)))


def test_random_strings_find_only_what_bears_the_name(gazetteer: Gazetteer) -> None:
    names = gazetteer._rows("SELECT count(*) FROM name", ())
    found = [text for text in random_strings() if gazetteer.candidates(text)]
    assert all(bears_it(gazetteer, text) for text in found)
    assert len(found) < MANY / 20  # a few short ones are real names
    assert gazetteer._rows("SELECT count(*) FROM name", ()) == names


@pytest.mark.parametrize("wrap", WRAPS)
def test_a_name_wrapped_in_code_is_not_the_name(gazetteer: Gazetteer, wrap: str) -> None:
    for name in ("Geneva", "Camp David", "Russia", "N'Djamena"):
        text = wrap.format(name)
        same = normalise(text) == normalise(name)  # punctuation alone does not count
        assert bool(gazetteer.search(text)) is same, text
        assert not same or gazetteer.search(text) == gazetteer.search(name)


@pytest.mark.parametrize("part", LONG)
def test_what_is_longer_than_any_name_is_none(gazetteer: Gazetteer, part: str) -> None:
    text = part * (100_000 // len(part))
    assert gazetteer.search(text) == []
    assert not gazetteer.contains(text)
    assert [answer.place for answer in lookup([text], embedded(gazetteer))] == [None]


def test_hostile_names_go_through_cache_and_command_unharmed(
    gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / gazetteer.file.name).symlink_to(gazetteer.file)
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path))
    names = [wrap.format("Nowhereville") for wrap in WRAPS] + ["x" * 100_000, "Geneva"]
    for cached in (False, True):
        answers = lookup(names, embedded(gazetteer))
        assert [answer.query for answer in answers if answer.place is not None] == ["Geneva"]
        assert answers[0].cached is cached
    assert [entry.found for entry in open_cache().entries() if entry.found] != []
    told = CliRunner().invoke(
        app, ["geocode", *[name for name in names if name.isprintable()], "--format", "json"]
    )
    assert told.exit_code == 1
    assert [row["asked"] for row in json.loads(told.stdout) if row["country"]] == ["Geneva"]
