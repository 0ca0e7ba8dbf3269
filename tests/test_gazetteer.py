"""The embedded gazetteer, as its users ask it, and its file, as the disk treats it."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from geopy.location import Location
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import CacheError
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.gazetteer_file import CitySource, compile_file, file_name, open_compiled, open_file
from geo.model import Kind
from geo.placenames import normalise

if TYPE_CHECKING:
    from pathlib import Path


def city(
    number: int, name: str, country: str, population: int, *others: str, admin1: str = ""
) -> dict[str, object]:
    return {
        "geonameid": number,
        "name": name,
        "latitude": 1.5,
        "longitude": 2.5,
        "countrycode": country,
        "population": population,
        "admin1code": admin1,
        "alternatenames": list(others),
    }


SMALL = CitySource(
    version="test",
    cities=[
        city(1, "Geneva", "CH", 200_000, "GVA", "Genève", "Женева", "janeva", "LSGG", "Gen"),
        city(2, "Geneva", "US", 13_000, admin1="NY"),
        city(3, "May", "US", 300, admin1="TX"),
        city(2661552, "Bern", "CH", 120_000, "Berne"),
        city(5, "Ufa", "RU", 1_000_000),
        city(6, "Nowhere", "??", 1_000),
    ],
    alpha3={"CH": "CHE", "US": "USA", "RU": "RUS"},
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(progress=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    compile_file(path, SMALL, progress=False)
    return Gazetteer(open_compiled(path))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St. Petersburg", "saint petersburg"),
        ("Saint-Petersburg", "saint petersburg"),
        ("Sana\u2019a", "sanaa"),
        ("N'Djamena", "ndjamena"),
        ("U.S.", "us"),
        ("Washington, D.C.", "washington dc"),
        ("The Hague", "hague"),
        ("Türkiye", "turkiye"),
        ("Łódź", "lodz"),
        ("Höfði", "hofdi"),
        ("Sharm el-Sheikh", "sharm el sheikh"),
        ("  Addis\n Ababa ", "addis ababa"),
        ("!?", ""),
        ("x" * 201, ""),
    ],
)
def test_spellings_of_a_name_come_together(name: str, key: str) -> None:
    assert normalise(name) == key


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Moscow", "RUS", 55.75, 37.62),
        ("Moscow, Idaho", "USA", 46.73, -117.0),
        ("Moscow, ID", "USA", 46.73, -117.0),
        ("Moscow, Idaho, USA", "USA", 46.73, -117.0),
        ("Paris, Texas", "USA", 33.66, -95.56),
        ("Vienna, Virginia", "USA", 38.90, -77.27),
        ("Geneva, Switzerland", "CHE", 46.20, 6.15),
        ("Atlanta, Georgia", "USA", 33.75, -84.39),
        ("Tbilisi, Georgia", "GEO", 41.69, 44.83),
        ("Cambridge, Boston", "USA", 42.37, -71.11),
        ("Kremlin, Moscow", "RUS", 55.75, 37.62),
        ("Camp David, Maryland", "USA", 39.65, -77.47),
        ("Sydney, New South Wales", "AUS", -33.87, 151.21),
        ("Newcastle, New South Wales", "AUS", -32.93, 151.78),
    ],
)
def test_a_name_is_found_in_what_it_is_said_to_lie_in(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    found = gazetteer.geocode(name)
    assert isinstance(found, Location)
    assert found.raw["country"] == country
    assert (found.latitude, found.longitude) == pytest.approx((lat, lon), abs=0.1)


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Queensland", "AUS", "region"),
        ("Sindh", "PAK", "region"),
        ("Soviet Union", "RUS", "region"),
        ("Yugoslavia", "SRB", "region"),
        ("East Berlin", "DEU", "city"),
        ("Siam", "THA", "country"),
        ("Leningrad", "RUS", "city"),
        ("Nur-Sultan", "KAZ", "city"),
        ("Blue Nile", None, "region"),
        ("Kaveri", "IND", "region"),
    ],
)
def test_divisions_rivers_and_what_is_no_more_are_found(
    gazetteer: Gazetteer, name: str, country: str | None, kind: str
) -> None:
    found = gazetteer.geocode(name)
    assert isinstance(found, Location)
    assert (found.raw["country"], found.raw["kind"]) == (country, kind)


@pytest.mark.parametrize("name", ["", " ", "May", "GVA", "Springfield, Narnia", "Camp David, Switzerland", ",,,"])
def test_what_is_no_place_is_none(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.geocode(name) is None
    assert gazetteer.geocode(name, exactly_one=False) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Georgia", "GEO"),
        ("Jordan", "JOR"),
        ("Chad", "TCD"),
        ("U.S.", "USA"),
        ("Britain", "GBR"),
        ("Holland", "NLD"),
        ("DPRK", "PRK"),
        ("Kosovo", "XKX"),
        ("Taiwan", "TWN"),
        ("Palestine", "PSE"),
        ("Hong Kong", "HKG"),
    ],
)
def test_a_country_comes_before_towns_of_its_name(gazetteer: Gazetteer, name: str, code: str) -> None:
    place = gazetteer.candidates(name)[0].place
    assert (place.kind, place.country) == (Kind.COUNTRY, code)
    assert place == gazetteer.country(code)


def test_a_country_s_point_is_not_its_capital_s(gazetteer: Gazetteer) -> None:
    country, capital = gazetteer.country("RUS"), gazetteer.capital("RUS")
    assert country is not None
    assert capital is not None
    assert (country.lat, country.lon) == (60, 100)
    assert capital.name == "Moscow"
    assert capital.lat == pytest.approx(55.75, abs=0.01)


@pytest.mark.parametrize("code", ["", "ZZZ", "'; DROP TABLE place; --"])
def test_an_unknown_code_has_neither_point_nor_capital(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.country(code) is None
    assert gazetteer.capital(code) is None


def test_an_answer_tells_what_is_known_of_the_place(gazetteer: Gazetteer) -> None:
    found = gazetteer.geocode("Astana")
    assert isinstance(found, Location)
    assert found.address == "Astana, Kazakhstan"
    assert found.raw["geonameid"] == 1526273
    assert found.raw["kind"] == found.raw["precision"] == "city"
    assert found.raw["source"] == "gazetteer"
    assert found.raw["population"] > 300_000


def test_several_answers_come_best_first_and_no_more_than_asked_for(gazetteer: Gazetteer) -> None:
    found = gazetteer.geocode("Alexandria", exactly_one=False, limit=3)
    assert isinstance(found, list)
    assert [place.raw["country"] for place in found][:2] == ["EGY", "USA"]
    assert len(found) == 3


@pytest.mark.parametrize("country", ["USA", "United States"])
def test_answers_can_be_kept_to_a_country(gazetteer: Gazetteer, country: str) -> None:
    found = gazetteer.geocode("Alexandria", country=country)
    assert isinstance(found, Location)
    assert found.raw["country"] == "USA"
    assert gazetteer.geocode("Alexandria", country="Atlantis") is None


def test_main_names_and_capitals_rank_before_the_others(small: Gazetteer) -> None:
    _by_hand, swiss, american = small.candidates("geneva")
    assert (swiss.place.country, american.place.country, american.admin1) == ("CHE", "USA", "NY")
    assert swiss.primary
    assert not small.candidates("Genève")[1].primary
    bern = small.capital("CHE")
    assert bern is not None
    assert bern.geonameid == 2661552
    assert [candidate.capital for candidate in small.candidates("Berne")] == [True]


def test_codes_small_words_and_other_scripts_are_no_names(small: Gazetteer) -> None:
    assert not any(small.contains(key) for key in ("gva", "lsgg", "gen", "janeva", "женева", "may", "nowhere"))
    assert all(small.contains(key) for key in ("geneva", "berne", "ufa", "kremlin", "france", "idaho"))


@given(name=st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_is_looked_up_without_harm(gazetteer: Gazetteer, name: str) -> None:
    found = gazetteer.geocode(name)
    assert found is None or normalise(name)
    assert gazetteer.contains(name) in (True, False)
    assert len(gazetteer.candidates(name, 3)) <= 3


@given(name=st.text(max_size=100))
def test_normalising_twice_changes_nothing(name: str) -> None:
    once = normalise(name)
    assert once == once.strip()
    assert normalise(f"  {name}  ") == once


@pytest.mark.parametrize(
    "name",
    ["' OR 1=1 --", '"; DROP TABLE place; --', "x' UNION SELECT 1", "%", "_", "(a+)+$", "🕊️", "a" * 100_000, "\0"],
)
def test_a_hostile_name_finds_nothing_at_once(gazetteer: Gazetteer, name: str) -> None:
    start = time.perf_counter()
    assert gazetteer.geocode(name) is None
    assert gazetteer.candidates(name) == []
    assert time.perf_counter() - start < 0.5


def test_look_ups_are_quick(gazetteer: Gazetteer) -> None:
    names = ["Geneva", "Astana", "Camp David", "no such place"] * 500
    gazetteer.candidates("Geneva")
    start = time.perf_counter()
    for name in names:
        gazetteer.candidates(name)
    assert len(names) / (time.perf_counter() - start) > 50_000


def test_a_file_cut_short_is_refused_and_a_missing_one_too(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.sqlite", tmp_path / "cut.sqlite"
    compile_file(whole, SMALL, progress=False)
    cut.write_bytes(whole.read_bytes()[:-4096])
    with pytest.raises(Exception, match=r"cut short|malformed"):
        open_compiled(cut)
    with pytest.raises(Exception, match="unable to open"):
        open_compiled(tmp_path / "missing.sqlite")


def test_compiling_leaves_one_whole_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    path.write_bytes(b"an older one")
    compile_file(path, SMALL, progress=False)
    assert [entry.name for entry in tmp_path.iterdir()] == ["g.sqlite"]
    assert Gazetteer(open_compiled(path)).contains("geneva")


def test_a_folder_that_is_none_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CacheError, match="cannot be written"):
        compile_file(tmp_path / "missing" / "g.sqlite", SMALL, progress=False)


def test_the_progress_stays_off_what_is_no_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    compile_file(tmp_path / "g.sqlite", SMALL, progress=True)
    assert capfd.readouterr() == ("", "")


OPEN = """
from geo.gazetteer import Gazetteer
from geo.gazetteer_file import open_file
from tests.test_gazetteer import many
print("ready", flush=True)
assert Gazetteer(open_file(progress=False, source=many)).contains("town 7999")
"""


def many() -> CitySource:
    cities = [city(number, f"Town {number}", "CH", 1_000, f"Ville {number}") for number in range(10, 8_000)]
    return CitySource("test", [*SMALL.cities, *cities], SMALL.alpha3)


def start_opening() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-c", OPEN]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603 - our own words
    assert process.stdout is not None
    process.stdout.readline()
    return process


@pytest.mark.slow
def test_a_kill_while_compiling_leaves_no_broken_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path))
    for step in range(4):
        with start_opening() as process:
            time.sleep(0.1 * step)
            process.kill()
        if (tmp_path / file_name()).exists():
            assert Gazetteer(open_compiled(tmp_path / file_name())).contains("town 7999")
            (tmp_path / file_name()).unlink()
    with start_opening() as process:
        assert process.wait() == 0
    assert {entry.name for entry in tmp_path.iterdir()} == {file_name(), "gazetteer.lock"}


@pytest.mark.slow
def test_processes_that_start_together_all_get_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path))
    processes = [start_opening() for _ in range(3)]
    assert [process.communicate()[0] is not None and process.returncode for process in processes] == [0, 0, 0]
    assert {entry.name for entry in tmp_path.iterdir()} == {file_name(), "gazetteer.lock"}


def test_a_damaged_file_is_set_aside_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path))
    (tmp_path / file_name()).write_bytes(b"no database, but long enough to be taken for one" * 1_000)
    assert Gazetteer(open_file(progress=False, source=lambda: SMALL)).contains("geneva")
    assert "was damaged" in caplog.text
    assert len(list(tmp_path.glob("*.damaged-*"))) == 1


def test_without_a_folder_to_write_it_works_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert Gazetteer(open_file(progress=False, source=lambda: SMALL)).contains("geneva")
    assert len(caplog.records) == 1
    assert "cannot be written" in caplog.text
