"""``parley cache``: what it tells is what is there, what it clears is gone, and nothing else."""

from __future__ import annotations

import gc
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from geo.answers import DAY, STORE, CachedAnswers, Found, cache_key, open_cache
from geo.caches import refresh
from geo.errors import GeocodingError
from geo.extractions import ExtractionCache
from geo.gazetteer import open_gazetteer
from geo.keeping import FILE
from geo.model import Article, Extraction
from maps.cli import app

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "\x1b[31m'; DROP TABLE answer; -- {{ 7*7 }}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    gazetteer = open_gazetteer(progress=False)
    (tmp_path / gazetteer.file.name).symlink_to(gazetteer.file)
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path))
    return tmp_path


def keep(provider: str, query: str, days: float, *, found: bool = True) -> None:
    places = [Found(f"{query} there", 1.0, 2.0, 0.0, {"name": query})] if found else []
    key = cache_key(provider, query, exactly_one=False)
    open_cache().put(key, provider, json.dumps(query), time.time() - days * DAY, places)


@pytest.fixture
def filled(folder: Path) -> Path:
    keep("nominatim", "Rimbo", 3)
    keep("nominatim", HOSTILE, 0.01, found=False)
    keep("nominatim", "Nowhere", 30, found=False)
    keep("photon", "Suva", 400)
    with ExtractionCache("stamp") as kept:
        kept.keep(Extraction(Article("a", "They met.")))
    return folder


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["cache", *words])
    assert result.exit_code == code, result.output
    assert "\x1b" not in result.output
    return result.stdout


def rows(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("list", *words).splitlines()]


def test_info_tells_what_is_kept_of_whom_and_how_old(filled: Path) -> None:
    told = json.loads(run("info", "--json"))
    assert told["folder"] == str(filled)
    shares = {share["provider"]: share for share in told["answers"]}
    nominatim = shares["nominatim"]
    assert (nominatim["entries"], nominatim["unknown"], nominatim["out_of_date"]) == (3, 2, 1)
    assert shares["photon"]["out_of_date"] == 1
    assert nominatim["oldest_seconds"] // DAY == 30
    assert told["articles"] == 1
    assert min(told["bytes"].values()) > 0
    text = run("info")
    assert "nominatim: 3 (2 unknown, 1 out of date), 14 minutes to 30 days old" in text
    assert "Articles read: 1" in text


def test_list_gives_the_newest_first_with_age_and_provider(filled: Path) -> None:
    assert filled.is_dir()
    told = rows()
    assert [row["asked"] for row in told] == [HOSTILE, "Rimbo", "Nowhere", "Suva"]
    assert [row["state"] for row in told] == ["fresh", "fresh", "out of date", "out of date"]
    assert [row["name"] for row in told] == [None, "Rimbo there", None, "Suva there"]
    assert told[1]["age"] // DAY == 3
    assert [row["asked"] for row in rows("--provider", "photon")] == ["Suva"]
    assert [row["asked"] for row in rows("--older-than", "20")] == ["Nowhere", "Suva"]
    table = run("list", "--format", "table")
    assert "no such place" in table
    assert "3 days" in table


def test_clear_deletes_what_it_is_told_to_and_no_more(filled: Path) -> None:
    assert "Deleted 1 answers" in run("clear", "--older-than", "100")
    assert "Deleted 2 answers" in run("clear", "--provider", "nominatim", "--older-than", "1")
    assert [row["asked"] for row in rows()] == [HOSTILE]
    assert "in 1 articles" in run("clear", "articles")
    assert [row["asked"] for row in rows()] == [HOSTILE]
    (filled / f"{STORE}.damaged-1").write_bytes(b"x")
    run("clear")
    assert rows() == []
    left = {path.name for path in filled.iterdir() if path.suffix == ".sqlite"}
    gazetteer = open_gazetteer(progress=False).file.name
    assert left == {STORE, FILE, gazetteer}
    assert not list(filled.glob("*.damaged-*"))
    run("clear", "gazetteer")
    assert not (filled / gazetteer).exists()
    assert open_gazetteer(progress=False).file.exists()  # a link went, not the file
    assert "go with answers alone" in " ".join(
        CliRunner().invoke(app, ["cache", "clear", "articles", "--provider", "x"]).stderr.replace("│", "").split()
    )


def test_an_empty_folder_has_nothing_to_tell_and_stays_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_CACHE_DIR", str(tmp_path / "none"))
    assert "Answers of geocoders: 0" in run("info")
    assert "Deleted 0 answers" in run("clear")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", [STORE, FILE])
def test_a_damaged_file_is_set_aside_and_made_anew(
    filled: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    gc.collect()  # closes what is open
    for journal in filled.glob(f"{name}-*"):
        journal.unlink()
    (filled / name).write_bytes(b"no database at all" * 1000)
    told = json.loads(run("info", "--json"))
    assert "was damaged" in caplog.text
    assert [path.startswith(f"{name}.damaged-") for path in told["set_aside"]] == [True]
    assert (told["articles"], len(told["answers"])) == ((1, 0) if name == STORE else (0, 2))
    assert "Set aside as damaged" in run("info")


def test_refresh_asks_again_and_keeps_what_fails(folder: Path) -> None:
    assert folder.is_dir()
    for provider, query in (("sound", "Rimbo"), ("broken", "Suva"), ("gone", "Oslo")):
        keep(provider, query, 3)
    cache = open_cache()
    asked: list[str] = []

    def sound(query: str, *, exactly_one: bool) -> list[Found]:
        asked.append(query)
        return [Found("new", 3.0, 4.0, 0.0, {})] * (1 if exactly_one else 2)

    def broken(query: str, **_: object) -> list[Found]:
        raise GeocodingError(f"no answer for {query}")

    services = {
        "sound": CachedAnswers(sound, cache, "sound"),
        "broken": CachedAnswers(broken, cache, "broken"),
        "gone": None,
    }
    done = refresh(list(cache.entries()), cache, services.__getitem__)
    assert (done.renewed, done.dropped, done.failures) == (1, 1, ("no answer for Suva",))
    assert asked == ["Rimbo"]
    kept = {entry.provider: entry for entry in open_cache().entries()}
    assert set(kept) == {"sound", "broken"}
    assert kept["sound"].found == [Found("new", 3.0, 4.0, 0.0, {})] * 2
    assert time.time() - kept["sound"].stored < DAY
    assert time.time() - kept["broken"].stored > 2 * DAY


def test_refresh_renews_the_gazetteer_and_drops_what_an_older_one_said(folder: Path) -> None:
    assert folder.is_dir()
    run_geocode = CliRunner().invoke(app, ["geocode", "Astana", "Atlantis the Lost"])
    assert run_geocode.exit_code == 1
    keep("gazetteer-0-s1-0", "Astana", 1)
    keep("altavista", "Astana", 1)
    assert "2 renewed, 1 out of use and deleted, 1 failed" in run("refresh", code=1)
    assert [row["places"] for row in rows("--provider", "altavista")] == [1]
    assert "2 renewed, 0 out" in run("refresh", "--provider", open_gazetteer().version)
