"""The example of a reverse proxy in docs/deployment.md, before the app."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.canvas import Canvas
from tests.browser.conftest import PATIENCE, Screen
from tests.browser.windows import Windows

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = (Path(__file__).parents[2] / "docs" / "deployment.md").read_text("utf-8")
NAME = "formulation.clinic.example"
AROUND = """
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  {paths}
  proxy_max_temp_file_size 0;
  {example}
}}
"""
FEW_WINDOWS = 3
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def example() -> str:
    """What the docs say stands in /etc/nginx/conf.d/formulation.conf."""
    found = re.search(r"^    map \$cookie_formulation.*?^    }\n\n", DOCS, re.MULTILINE | re.DOTALL)
    assert found
    return found[0]


def adapted(text: str, here: dict[str, str]) -> str:
    """The example for this machine: each of these words stands in it, and is replaced."""
    for word, instead in here.items():
        assert word in text, word
        text = text.replace(word, instead)
    return text


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


@contextmanager
def proxy(folder: Path, app: str) -> Iterator[str]:
    """nginx as in the docs, before the app at this host and port; gives its address."""
    secure, plain = free_port(), free_port()
    certificate = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    certificate += " -subj /CN=localhost -keyout key.pem -out cert.pem"
    subprocess.run(certificate.split(), cwd=folder, check=True, capture_output=True)
    where = {
        NAME: "localhost",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "/etc/ssl/formulation.pem": f"{folder}/cert.pem",
        "/etc/ssl/formulation.key": f"{folder}/key.pem",
        "/var/log/nginx/formulation.log": f"{folder}/access.log",
        "127.0.0.1:8501": app,
        "        server 127.0.0.1:8502;\n": "",
        "formulation_windows 100": f"formulation_windows {FEW_WINDOWS}",
    }
    text = adapted(example(), where)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    settings = folder / "nginx.conf"
    settings.write_text(AROUND.format(folder=folder, paths=paths, example=text), "utf-8")
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    if nginx is None:
        missing = "no nginx found; on Debian or Ubuntu: apt-get install nginx"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    command = [nginx, "-c", str(settings), "-e", f"{folder}/error.log"]
    subprocess.run(command, check=True)  # comes back once it listens
    try:
        yield f"https://localhost:{secure}"
    finally:
        subprocess.run([*command, "-s", "stop"], check=True)


@pytest.fixture
def behind_the_proxy(browser: Browser, address: str, tmp_path: Path) -> Iterator[Screen]:
    """A browser window on the app behind its proxy."""
    size = {"width": 1280, "height": 720}
    windows = Windows(browser, 2 * PATIENCE, viewport=size, ignore_https_errors=True)
    with proxy(tmp_path, address.removeprefix("http://")) as secure_address:
        screen = Screen(windows.lend(), secure_address)
        yield screen
        screen.page.context.close()


def asked(screen: Screen, path: str, **headers: str) -> tuple[HTTPSConnection, HTTPResponse]:
    """What the proxy answers whoever asks without a browser; the connection stays open."""
    unchecked = ssl._create_unverified_context()
    host = screen.address.removeprefix("https://")
    connection = HTTPSConnection(host, context=unchecked, timeout=10)
    connection.request("GET", path, headers=headers)
    return connection, connection.getresponse()


def test_the_app_runs_behind_the_proxy_of_the_docs(
    behind_the_proxy: Screen, tmp_path: Path
) -> None:
    screen, page = behind_the_proxy, behind_the_proxy.page
    canvas = Canvas(screen)
    before, (x, y) = canvas.place("cass"), canvas.seen("cass")
    canvas.drag((x, y), (x + 40, y + 30))
    canvas.confirmed()
    assert canvas.place("cass") != before
    assert screen.errors_on_screen() == []
    assert screen.console_errors == []
    assert screen.foreign_requests == []

    _, answer = asked(screen, "/")
    assert answer.getheader("Strict-Transport-Security") == "max-age=31536000"
    assert answer.getheader("Cross-Origin-Opener-Policy") == "same-origin"
    policy = answer.headers.get_all("Content-Security-Policy")
    assert policy is not None
    assert len(policy) == 1
    assert "frame-ancestors 'none'" in policy[0]
    assert asked(screen, "/_stcore/metrics")[1].status == 404
    assert "?" not in (tmp_path / "access.log").read_text("utf-8")

    one_address_opens_no_more_than_its_windows(screen)

    other_site = page.context.new_page()
    with other_site.expect_console_message(lambda message: "frame-ancestors" in message.text):
        other_site.set_content(f'<iframe src="{screen.address}/map"></iframe>')


def one_address_opens_no_more_than_its_windows(screen: Screen) -> None:
    """The browser has one open already; the others stay open until all have been counted."""
    with ExitStack() as windows:
        answers = []
        for _ in range(FEW_WINDOWS):
            connection, answer = asked(screen, "/_stcore/stream", **HANDSHAKE)
            windows.callback(connection.close)
            answers.append(answer.status)
        assert answers == [101] * (FEW_WINDOWS - 1) + [429]
