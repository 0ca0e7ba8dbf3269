"""Online geocoders against a real server on loopback that plays Nominatim, with its faults."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from geo.answers import open_cache
from geo.errors import GeocodingError
from geo.gazetteer import open_gazetteer
from geo.lookup import lookup, place_of
from geo.model import Kind
from geo.pipeline import extract, make_atlas
from geo.providers import GIVE_UP_AFTER, PAUSES, TRIES, ProviderAnswers, open_provider
from maps.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.articles import Problem

pytestmark = pytest.mark.enable_socket


def place(name: str, lat: float, lon: float, code: str = "eg", sort: str = "town", **more: Any) -> dict[str, Any]:
    told = {"lat": str(lat), "lon": str(lon), "name": name, "display_name": f"{name}, somewhere, far away"}
    return {**told, "addresstype": sort, "address": {"country_code": code}, "namedetails": {"name": name}, **more}


KNOWN = {
    "Qasrabad": [place("Qasrabad", 29.0, 31.0)],
    "Qasrabad Palace": [place("Qasrabad Palace", 29.01, 31.01, sort="tourism", type="hotel")],
    "Twicetown": [place("Twicetown", 29.0, 31.0), place("Twicetown", 15.0, 32.0, "sd")],
    "Farville": [place("Farville", -30.0, 140.0, "au")],
    "Otherabad": [place("Something Else", 29.0, 31.0)],
    "Nowhere": [],
}
ODD = {
    "Broken JSON": b'[{"lat": 1',
    "No JSON": b"<html>busy</html>",
    "A number": b"7",
    "A mapping": b'{"lat": "north"}',
    "Off the globe": json.dumps([place("x", 95, 700)]).encode(),
    "Not a number": json.dumps([place("x", float("nan"), 5)]).encode(),
    "Nothing": json.dumps([{}]).encode(),
    "Other bytes": b'[{"lat": "1", "lon": "2", "display_name": "Gen\xe8ve"}]',
    "Odd types": json.dumps([{"lat": 1, "lon": 2, "display_name": 7, "address": 5, "namedetails": [1]}]).encode(),
}

PHOTON = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [31.0, 29.0]},
    "properties": {
        "name": "Qasrabad",
        "countrycode": "EG",
        "country": "Egypt",
        "osm_value": "village",
        "type": "city",
    },
}
OTHERS: dict[str, Any] = {
    "/api": {"type": "FeatureCollection", "features": [PHOTON]},
    "/searchJSON": {
        "geonames": [
            {"lat": "29.0", "lng": "31.0", "name": "Qasrabad", "toponymName": "Qaṣrābād", "countryCode": "EG",
             "countryName": "Egypt", "adminName1": "Faiyum", "fcl": "P", "fcode": "PPL"}
        ]
    },
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    """Answers as Nominatim would, or fails as ``server.faults`` says, one fault a request."""

    server: Server

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = parse_qs(url.query)["q"][0]
        if url.path in OTHERS:
            self.reply(200, json.dumps(OTHERS[url.path]).encode())
            return
        self.server.asked.append((time.monotonic(), asked, self.headers["User-Agent"]))
        fault = self.server.faults.pop(0) if self.server.faults else self.server.always
        match fault:
            case "cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"[{")
                self.connection.close()
                return
            case "slow":
                time.sleep(0.6)
                fault = 200
        body = ODD.get(asked) or json.dumps(KNOWN.get(asked, [])).encode(self.server.charset)
        self.reply(fault or 200, body)

    def reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"application/json; charset={self.server.charset}")
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "0")
        self.end_headers()
        with contextlib.suppress(OSError):  # who asked may have gone
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[float, str, str]] = []
        self.faults: list[Any] = []
        self.always: Any = None
        self.charset = "utf-8"

    @property
    def names(self) -> list[str]:
        return [name for _, name, _ in self.asked]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    gazetteer = open_gazetteer(progress=False)  # before the cache folder moves
    (tmp_path / gazetteer.file.name).symlink_to(gazetteer.file)
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        monkeypatch.setenv("PARLEY_NOMINATIM_DOMAIN", f"127.0.0.1:{running.server_port}")
        monkeypatch.setenv("PARLEY_NOMINATIM_SCHEME", "http")
        monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path))
        yield running
        running.shutdown()
        thread.join()


def nominatim(**how: Any) -> ProviderAnswers:
    return open_provider("nominatim", **{"pause": 0.0, "back_off": 0.01, "timeout": 0.3, **how})


def test_a_place_comes_with_its_country_kind_precision_and_source(server: Server) -> None:
    answers = lookup(["Qasrabad", "Qasrabad Palace", "Nowhere"], nominatim())
    town, palace = answers[0].place, answers[1].place
    assert town is not None
    assert palace is not None
    assert (town.name, town.lat, town.lon, town.country, town.kind) == ("Qasrabad", 29.0, 31.0, "EGY", Kind.CITY)
    assert (palace.kind, palace.precision, palace.source) == (Kind.SITE, Kind.SITE, "nominatim")
    assert answers[2].place is None
    assert all("parley/" in agent for _, _, agent in server.asked)


def test_a_hit_and_a_known_miss_neither_ask_nor_wait(server: Server) -> None:
    waits: list[float] = []
    for cached in (False, True):
        provider = nominatim(pause=5.0, wait=waits.append)
        found = [provider.answer(name).cached for name in ("Qasrabad", "Nowhere", "qasrabad ")]
        assert found == [cached, cached, True]
    assert server.names == ["Qasrabad", "Nowhere"]
    assert len(waits) == 1


def test_one_request_a_second_where_the_policy_says_so(server: Server) -> None:
    assert PAUSES["nominatim"] >= 1.0
    provider = open_provider("nominatim")
    for name in ("Qasrabad", "Nowhere"):
        provider.answer(name)
    (first, *_), (second, *_) = server.asked
    assert second - first >= 0.99


@pytest.mark.parametrize("fault", ["slow", 429, 500, 503, "cut"])
def test_a_fault_that_passes_costs_nothing_but_time(server: Server, fault: Any) -> None:
    server.faults = [fault, fault]
    provider = nominatim()
    assert [place_of(found).name for found in provider.answer("Qasrabad").found] == ["Qasrabad"]
    assert provider.service.requests == 3
    assert provider.service.failures == 0


@pytest.mark.parametrize("fault", ["slow", 429, 500, "cut", 400, 403])
def test_a_fault_that_stays_is_an_error_and_is_not_kept(server: Server, fault: Any) -> None:
    server.always = fault
    with pytest.raises(GeocodingError, match="nominatim gave no answer for 'Qasrabad'"):
        nominatim().answer("Qasrabad")
    assert len(server.asked) == (1 if fault in (400, 403) else TRIES)
    server.always = None
    assert nominatim().answer("Qasrabad").found


@pytest.mark.parametrize("name", ODD)
def test_an_answer_that_makes_no_sense_is_a_failure_or_no_place(server: Server, name: str) -> None:
    provider = nominatim()
    if name == "Odd types":
        assert place_of(provider.answer(name).found[0]).country is None
        return
    with pytest.raises(GeocodingError, match="gave no answer"):
        provider.answer(name)
    assert list(open_cache().entries()) == []
    assert len(server.asked) == TRIES


def test_the_encoding_that_the_server_tells_is_used(server: Server) -> None:
    server.charset = "utf-16"
    assert nominatim().answer("Qasrabad").found


def test_after_some_names_without_answer_the_service_is_left_alone(server: Server) -> None:
    server.always = 500
    provider = nominatim()
    for number in range(GIVE_UP_AFTER + 5):
        with pytest.raises(GeocodingError):
            provider.answer(f"Village {number}")
    assert len(server.asked) == GIVE_UP_AFTER * TRIES
    assert provider.service.failures == GIVE_UP_AFTER + 5


def test_hostile_names_are_asked_as_they_are_or_not_at_all(server: Server) -> None:
    provider = nominatim()
    for name in ("a&b=c#d?e", "%00%ff", "\N{DOVE OF PEACE}" * 20, "'; DROP TABLE answer; --", "x" * 10_000):
        assert provider.answer(name).found == []
    assert server.names == ["a&b=c#d?e", "%00%ff", "\N{DOVE OF PEACE}" * 20, "'; DROP TABLE answer; --"]


def test_what_a_service_needs_comes_from_the_environment_and_is_not_told(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(GeocodingError, match="PARLEY_GEONAMES_USERNAME"):
        open_provider("geonames")
    with pytest.raises(GeocodingError, match="'altavista' is no geocoder: give one of"):
        open_provider("altavista")
    monkeypatch.setenv("PARLEY_OPENCAGE_API_KEY", "127")
    monkeypatch.setenv("PARLEY_OPENCAGE_DOMAIN", "127.0.0.1:1")
    monkeypatch.setenv("PARLEY_OPENCAGE_SCHEME", "http")
    with pytest.raises(GeocodingError) as caught:
        open_provider("opencage", back_off=0.0).answer("127 Street")
    assert "127" not in str(caught.value).split("Street'")[1]
    assert server.asked == []


@pytest.mark.parametrize("service", ["photon", "geonames"])
def test_other_services_tell_the_same_in_their_own_forms(
    server: Server, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting, value in (("DOMAIN", f"127.0.0.1:{server.server_port}"), ("SCHEME", "http"), ("USERNAME", "me")):
        monkeypatch.setenv(f"PARLEY_{service}_{setting}".upper(), value)
    (found,) = open_provider(service).answer("Qasrabad").found
    place = place_of(found)
    assert (place.name, place.lat, place.lon, place.country) == ("Qasrabad", 29.0, 31.0, "EGY")
    assert (place.kind, place.precision, place.source) == (Kind.CITY, Kind.CITY, service)
    assert "Qasrabad" in found.raw["names"]


def told_of(name: str) -> str:
    return f"The foreign ministers of Egypt and Sudan met in {name} on Tuesday for talks on the river."


def articles(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        text = f"---\npublished: 2020-02-26\n---\n{told_of(name)}\n"
        (folder / f"{name.lower()}.md").write_text(text, encoding="utf-8")
    return folder


def test_a_build_asks_only_for_what_the_gazetteer_does_not_hold(server: Server, tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", "Qasrabad", "Khartoum", "Twicetown", "Farville", "Otherabad")
    problems: list[Problem] = []
    read = list(extract([folder], problems.append, provider=nominatim()))
    venues = {e.article.id: m.venue for e in read for m in e.meetings}
    found = venues["qasrabad"]
    assert found is not None
    assert (found.lat, found.lon, found.country, found.source) == (29.0, 31.0, "EGY", "nominatim")
    # of two places of a name, of one in no country of the text, of one of another name: none
    assert [venues[name] for name in ("twicetown", "farville", "otherabad")] == [None] * 3
    assert sorted(server.names) == ["Farville", "Otherabad", "Qasrabad", "Twicetown"]
    (problem,) = problems
    assert problem.note
    assert "4 place names" in str(problem)
    assert "1 found, 1 not found, 2 in doubt, 0 failed" in str(problem)
    assert list(extract([folder], problems.append, provider=nominatim())) == read
    atlas = make_atlas([folder], problems.append, provider=nominatim())
    assert found in [meeting.venue for meeting in atlas.meetings]
    assert len(server.asked) == 4


def test_a_service_that_fails_costs_no_map(server: Server, tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", "Qasrabad", "Khartoum")
    server.always = 500
    problems: list[Problem] = []
    atlas = make_atlas([folder], problems.append, provider=nominatim())
    assert atlas == make_atlas([folder], print)
    assert "1 failed" in str(problems[0])


def test_the_commands_ask_by_option(server: Server, tmp_path: Path) -> None:
    folder = articles(tmp_path / "in", "Qasrabad")
    out = tmp_path / "map.html"
    run = CliRunner().invoke
    built = run(app, ["build", str(folder), "-o", str(out), "--geocoder", "nominatim"])
    assert built.exit_code == 0, built.stderr
    assert "asked for 1 place name that the gazetteer does not hold: 1 found" in built.stderr
    looked = run(app, ["geocode", "Qasrabad", "Geneva", "--geocoder", "nominatim", "--format", "json"])
    rows = {row["asked"]: row for row in json.loads(looked.stdout)}
    assert rows["Qasrabad"]["source"] == "nominatim"
    assert rows["Geneva"]["source"] == "table"
    assert server.names == ["Qasrabad"] * 1
    assert [t.text for e in extract([folder], print) for t in e.toponyms if t.text == "Qasrabad"]
