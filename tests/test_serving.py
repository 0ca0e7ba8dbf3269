"""``parley serve``: one map, on this machine only, with one more script that asks for a newer one."""

# ruff: noqa: S603 - the program under test is started on purpose
from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from maps.cli import app
from maps.page import render, write_page
from maps.serving import MapServer, served
from tests.browser import atlases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_page(atlases.founding(), tmp_path / "map.html")
    return tmp_path / "map.html"


@pytest.fixture
def server(file: Path) -> Iterator[MapServer]:
    with MapServer(file, 0) as started:
        thread = threading.Thread(target=started.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield started
        started.shutdown()
        thread.join()


def ask(server: MapServer, path: str, method: str = "GET", **headers: str) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers.get("Content-Type", ""), body


def test_the_map_is_given_out_with_what_asks_for_a_newer_one_and_the_file_stays(
    server: MapServer, file: Path
) -> None:
    before = file.read_bytes()
    status, kind, page = ask(server, "/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    version = ask(server, "/version")[2]
    assert f'<meta name="parley-version" content="{version}" />' in page
    assert file.read_bytes() == before
    assert "connect-src" not in before.decode()
    assert re.findall(r"connect-src [^;\"]*", page) == ["connect-src 'self'"]


def test_a_newer_map_has_another_version(server: MapServer, file: Path) -> None:
    first = ask(server, "/version")[2]
    assert ask(server, "/version")[2] == first
    write_page(atlases.world(), file)
    assert ask(server, "/version")[2] != first


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", ""])
def test_a_page_that_leads_its_own_name_here_gets_nothing(server: MapServer, host: str) -> None:
    assert [ask(server, path, Host=host)[0] for path in ("/", "/version")] == [403, 403]


@pytest.mark.parametrize("path", ["/map.html", "/../map.html", "/%2e%2e/", "/?x"])
def test_nothing_but_the_map_is_given_out(server: MapServer, path: str) -> None:
    assert ask(server, path)[0] == 404


def test_only_reading_is_answered(server: MapServer) -> None:
    assert ask(server, "/", "POST")[0] == 501
    assert ask(server, "/", "HEAD") == (200, "text/html; charset=utf-8", "")


def test_only_this_machine_is_answered(server: MapServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_map_that_goes_or_breaks_is_said_and_comes_back(server: MapServer, file: Path) -> None:
    whole = file.read_bytes()
    file.unlink()
    assert ask(server, "/") == (503, "text/plain; charset=utf-8", "map.html: No such file or directory\n")
    assert ask(server, "/version")[0] == 503
    file.write_bytes(b"\xff<script>alert(1)</script>")
    assert ask(server, "/")[:2] == (503, "text/plain; charset=utf-8")
    file.write_bytes(whole)
    assert ask(server, "/")[0] == 200


def test_words_of_articles_that_look_like_a_policy_change_nothing() -> None:
    title = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src x; y" />"""
    page = served(render(atlases.founding(), title=title), "1")
    assert page.count("connect-src 'self'") == 1
    assert page.index("connect-src 'self'") < page.index("</head>")


@pytest.mark.parametrize(("content", "why"), [(None, "No such file"), ("<p>hello", "is no map")])
def test_what_is_no_map_is_refused_in_one_line(content: str | None, why: str, tmp_path: Path) -> None:
    if content:
        (tmp_path / "x.html").write_text(content)
    code = f"import sys; from maps import cli; sys.argv[1:] = ['serve', {str(tmp_path / 'x.html')!r}]; cli.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert why in done.stderr


def test_a_port_that_is_taken_is_one_line(server: MapServer, file: Path) -> None:
    result = CliRunner().invoke(app, ["serve", str(file), "--port", str(server.server_port)])
    assert "choose another with --port" in str(result.exception)


def test_the_command_says_where_it_serves_and_ends_by_ctrl_c(file: Path) -> None:
    command = [sys.executable, "-u", "-m", "maps.cli", "serve", str(file), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        port = re.search(r"http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends it\)", line)
        assert port, line
        connection = http.client.HTTPConnection("127.0.0.1", int(port[1]), timeout=10)
        connection.request("GET", "/version")
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == 0
