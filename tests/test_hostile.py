"""Articles that attack the build, the terminal or the page: nothing runs, and every bad file has its line."""

# ruff: noqa: S603 - the program under test is started on purpose
from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "The foreign ministers of Russia and Turkey held talks in {} on 8 February 2017, officials said{}.\n"
PAYLOADS = {
    "Geneva": "</script><script>window.ran=1</script>",
    "Vienna": "<img src=x onerror=window.ran=1><svg onload=window.ran=1>",
    "Doha": "{{ cycler.__init__.__globals__.os.system('touch HERE') }}",
    "Oslo": "{% for x in range(9) %}{{ lipsum.__globals__['os'].popen('touch HERE').read() }}{% endfor %}",
    "Astana": "{# never closed {% raw %} {{",
    "Minsk": "${window.ran=1} `${window.ran=1}` #{1} <%= 1 %>",
    "Sochi": "<!--<script> ]]> --!> &lt;script&gt; \\u003cscript\\u003e",
    "Havana": "\u202egpj.exe\u202c \u2066x\u2069 \x1b]0;title\x07\x1b[31m \u2028 \u0085",
    "Helsinki": "=HYPERLINK(\"javascript:window.ran=1\") @SUM(1) +1 -1 =cmd|' /C calc'!A0",
    "Singapore": "'\"><a href=javascript:window.ran=1>[x](javascript:window.ran=1)",
}
BAD = {
    "empty.txt": b"",
    "nul.txt": b"Talks\0 in Geneva",
    "word.txt": b"a" * 5_000_000,
    "tag.md": b"---\ntitle: !!python/object/apply:os.system ['touch HERE']\n---\nTalks in Geneva.\n",
    "open.md": b"---\ntitle: never closed\nTalks in Geneva.\n",
    "half.txt": b"\xff\xfeT\x00a",
    "program.txt": bytes(range(256)) * 100,
    "bomb.jsonl": b"[" * 200_000 + b"\n",
}
CORPUS = [
    {"id": "'\"><script>window.ran=1</script>", "text": SENTENCE.format("Kampala", ""), "date": "2017-02-09"},
    {"id": "../../etc/passwd", "text": SENTENCE.format("Nairobi", " \ud800"), "title": "{{ 7 * 7 }}"},
    {"id": "\x1b[31m", "text": SENTENCE.format("Cairo", ""), "url": "javascript:window.ran=1"},
]
TITLE = "</title><script>window.ran=1</script>{{ 7*7 }}"


class Built(NamedTuple):
    """A build of the hostile articles, in a folder of its own."""

    folder: Path
    code: int
    out: str
    err: str

    @property
    def page(self) -> Path:
        return self.folder / "map.html"


def write_articles(folder: Path) -> None:
    folder.mkdir()
    for place, payload in PAYLOADS.items():
        facts = {"title": f"{place} {payload}", "source": payload, "url": "javascript:window.ran=1"}
        head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in facts.items())
        body = SENTENCE.format(place, f" {payload}")
        (folder / f"{place}.md").write_text(f"---\n{head}published: 2017-02-09\n---\n{body}", encoding="utf-8")
    for name, content in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "<img src=x onerror=window.ran=1>.txt").write_text(SENTENCE.format("Rome", ""), encoding="utf-8")
    (folder / "wide.txt").write_bytes(SENTENCE.format("Genève", "").encode("utf-16"))
    (folder / "long.txt").write_text(SENTENCE.format("Paris", "") + "a" * 900_000, encoding="utf-8")
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in CORPUS), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    write_articles(folder / "articles")
    command = [sys.executable, "-m", "maps.cli", "build", "articles", "--title", TITLE]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=240, check=False)
    return Built(folder, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_good_articles_are_on_the_map(built: Built) -> None:
    assert built.code == 1, built.err
    page = built.page.read_text(encoding="utf-8")
    for place in [*PAYLOADS, "Kampala", "Nairobi", "Cairo", "Rome", "Paris"]:
        assert f"held talks in {place}" in page, place
    assert f"Read {len(PAYLOADS) + len(CORPUS) + 3} articles ({len(BAD)} not read)." in built.out


def test_nothing_ran_at_build_time(built: Built) -> None:
    assert sorted(path.name for path in built.folder.iterdir()) == ["articles", "map.html"]
    assert not list(built.folder.rglob("HERE"))
    assert "49" not in page_title(built)


def page_title(built: Built) -> str:
    page = built.page.read_text(encoding="utf-8")
    return page.split("<title>", 1)[1].split("</title>", 1)[0]


@pytest.mark.parametrize("name", BAD)
def test_every_bad_file_has_its_line(built: Built, name: str) -> None:
    (line,) = [line for line in built.err.splitlines() if f"articles/{name}" in line]
    assert line.startswith("parley: ")
    assert len(line) < 200


def test_nothing_else_is_on_stderr_and_nothing_acts_on_the_terminal(built: Built) -> None:
    assert len(built.err.splitlines()) == len(BAD), built.err
    assert not {"\x1b", "\x07", "\u202e", "\u2028"} & set(built.out + built.err)


@pytest.mark.parametrize("raw", ["<script>window.ran", "onerror=window.ran=1>", "{{", "{%", "{#"])
def test_no_payload_stands_in_the_page_as_code(built: Built, raw: str) -> None:
    page = built.page.read_text(encoding="utf-8")
    data = page.split('<script id="parley-data"', 1)[1].split("</script>", 1)[0]
    assert "officials said" in data
    assert raw not in data
    assert "<script>window.ran" not in page


class Seen(NamedTuple):
    """What a reader of the page meets."""

    title: str
    shown: str
    ran: object
    links: set[str]
    complaints: list[str]
    requests: set[str]


def look(address: str, chromium: str) -> Seen:
    """Open the page and click every venue."""
    from playwright.sync_api import sync_playwright

    complaints: list[str] = []
    requests: set[str] = set()
    links: set[str] = set()
    shown = ""
    with (
        sync_playwright() as driver,
        driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"]) as browser,
    ):
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: requests.add(request.url))
        for place in PAYLOADS:
            page.goto(address)
            page.locator("#panel button", has_text=place).first.click()
            page.get_by_text("officials said").first.wait_for()
            shown += page.inner_text("#panel")
            links |= set(page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.protocol)"))
        return Seen(page.title(), shown, page.evaluate("window.ran"), links, complaints, requests)


@pytest.mark.browser
def test_nothing_runs_in_the_page_and_text_is_text(built: Built, chromium: str) -> None:
    with ThreadPoolExecutor(
        1
    ) as pool:  # other tests keep a browser open in this thread, and there can be only one
        seen = pool.submit(look, built.page.as_uri(), chromium).result()
    assert seen.ran is None
    assert seen.complaints == []
    assert seen.requests == {built.page.as_uri()}
    assert "javascript:" not in seen.links
    assert seen.title == TITLE
    assert "</script><script>window.ran=1</script>" in seen.shown
    assert "{{ cycler.__init__.__globals__.os.system('touch HERE') }}" in seen.shown
    assert "<img src=x onerror=window.ran=1>" in seen.shown
