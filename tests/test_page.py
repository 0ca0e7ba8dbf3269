import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from geo.errors import OutputError
from geo.model import Atlas
from maps.page import render, write_page
from maps.payload import slug, to_json, utf16, web_address
from tests.browser import atlases


def data_of(page: str) -> Any:
    found = re.findall(r'<script id="parley-data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


def test_the_same_atlas_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    write_page(atlases.world(), one)
    write_page(atlases.world(), two)
    assert one.read_bytes() == two.read_bytes()


def test_sizes() -> None:
    assert len(render(atlases.founding()).encode()) <= 400_000
    assert len(render(atlases.world()).encode()) <= 450_000


def test_the_page_carries_meetings_roles_and_sentences() -> None:
    data = data_of(render(atlases.founding(), title="Talks"))
    assert data["title"] == "Talks"
    assert {venue["name"] for venue in data["venues"]} == {"Astana", "Geneva", "Moscow"}
    astana = data["meetings"][0]
    organisers = {
        data["actors"][who]["id"] for who, _, role, *_ in astana["actors"] if data["roles"][role] == "organiser"
    }
    assert organisers == {"RUS", "TUR", "IRN"}
    sentence, _, start, end = astana["actors"][1][4][0]
    assert data["sentences"][sentence][1][start:end] == "organizers of the negotiations"
    assert "venue" not in data["meetings"][3]
    assert data["unresolved"][0][0] == "Atlantis"


def test_every_sentence_stands_once() -> None:
    sentences = [text for _, text, *_ in data_of(render(atlases.founding()))["sentences"]]
    assert len(sentences) == len(set(sentences))


def test_nothing_is_loaded_from_anywhere() -> None:
    page = render(atlases.founding())
    shell = re.sub(r"<script[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"<(script|link|img|iframe|object)[^>]*\b(src|href)=", page)
    assert "url(" not in shell
    assert "@import" not in page
    assert "sourceMappingURL" not in page


def test_the_policy_names_every_script_and_style() -> None:
    page = render(atlases.hostile())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src 'none'")
    for _, code in re.findall(r"<(script|style)>(.*?)</\1>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_hostile_words_stay_words() -> None:
    page = render(atlases.hostile(), title=atlases.HOSTILE[0])
    assert "<script>window.hit" not in page
    assert "<img" not in page.replace("<image", "")
    assert "javascript:window" not in page
    assert page.count("<!--parley:") == 0
    data = data_of(page)
    assert "{{ 7*7 }}" in data["sentences"][0][1]
    assert "<!--parley:data-->" in data["sentences"][0][1]
    assert "\ud800" in data["sentences"][0][1]
    assert "url" not in data["articles"][0]
    page.encode("utf-8")


def test_the_list_for_browsers_without_script() -> None:
    page = render(atlases.founding())
    plain = re.search(r"<noscript><p>(.*?)</noscript>", page, re.DOTALL)
    assert plain
    assert "<b>Astana</b> (planned): host: Kazakhstan; organiser: Russia, Turkey, Iran" in plain[1]
    assert "place not told" in plain[1]


def test_an_empty_atlas_is_a_page() -> None:
    assert data_of(render(Atlas((), ())))["meetings"] == []


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "map.html"
    folder.mkdir()
    with pytest.raises(OutputError, match="cannot write the map"):
        write_page(atlases.founding(), folder)
    assert list(tmp_path.iterdir()) == [folder]
    with pytest.raises(OutputError, match=r"missing/map\.html"):
        write_page(atlases.founding(), tmp_path / "missing" / "map.html")


def test_rewriting_keeps_the_rights_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.touch(0o600)
    write_page(atlases.founding(), path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_json_is_inert_in_markup_and_in_templates() -> None:
    hostile = {"a": "{{{% x %}</script>&\u2028\ud800", "b": "{# #}"}
    text = to_json(hostile)
    assert text.isascii()
    assert not re.search(r"[<>&]|\{[{%#]", text)
    assert json.loads(text) == hostile


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://[", "", None]
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert web_address(url) is None


def test_slugs_and_offsets() -> None:
    assert slug("Sana'a") == "sana-a"
    assert slug("Bürgenstock") == "burgenstock"
    assert utf16("a\U0001f54ab", 2) == 3
