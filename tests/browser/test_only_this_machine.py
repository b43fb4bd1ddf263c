"""The app answers this machine only, and no page of another host that poses as it or frames it."""

from __future__ import annotations

import http.client
import json
import socket
from urllib.parse import urlsplit

import pytest

from imh.ui.core.response_headers import HEADERS


def other_address() -> str:
    """The address by which other machines would reach this one; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no network")
        return str(asked.getsockname()[0])


def test_other_machines_reach_nothing(address: str) -> None:
    port = urlsplit(address).port
    assert port is not None
    socket.create_connection(("localhost", port), timeout=5).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((other_address(), port), timeout=5)


def status_as(address: str, host: str) -> int:
    """How the app answers whoever wants to talk to it under a host's name."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    upgrade = {
        "Host": host,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    connection.request("GET", "/_stcore/stream", headers=upgrade)
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_host_that_was_made_to_point_here_is_refused(address: str) -> None:
    port = urlsplit(address).port
    assert status_as(address, f"localhost:{port}") == 101
    assert status_as(address, f"rebound.example:{port}") == 403


@pytest.mark.parametrize("path", ["/", "/map", "/_stcore/health", "/_stcore/metrics", "/nothing"])
def test_every_answer_holds_the_page_to_this_machine(address: str, path: str) -> None:
    answer = asked(address, path)
    assert {name: answer.getheader(name) for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in HEADERS["Content-Security-Policy"]


def test_no_page_that_frames_the_app_is_trusted(address: str) -> None:
    assert json.load(asked(address, "/_stcore/host-config"))["allowedOrigins"] == []


@pytest.mark.parametrize("service", ["metrics", "upload_file/a/b", "agent/openapi.json", "more"])
def test_what_the_app_does_not_need_of_streamlit_is_closed(address: str, service: str) -> None:
    assert asked(address, f"/_stcore/{service}").status == 404


def asked(address: str, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request("GET", path)
    return connection.getresponse()
