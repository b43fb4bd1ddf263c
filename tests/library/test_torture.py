"""A few of the kills, crowds and full disks of ``python -m bench.torture``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.torture import kill_while_saving, write_together
from bench.torture_disk import full_file, save_until_refused
from imh.library.engines import embedded, server
from tests.library.conftest import KEY, Opener

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs are forked")


@pytest.fixture(params=["embedded", "postgres"])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """How another program opens the library; nothing of it is kept open here."""
    if request.param == "embedded":
        return lambda: embedded(tmp_path / "library", KEY)
    url = request.getfixturevalue("postgres_url")
    return lambda: server(url)


def test_a_kill_while_saving_loses_nothing_acknowledged(another: Opener) -> None:
    kills = kill_while_saving(another, times=5)
    assert kills.acknowledged >= 5
    assert (kills.killed, kills.lost, kills.corrupt) == (5, 0, 0)


def test_writers_of_one_case_lose_no_update(another: Opener) -> None:
    updates = write_together(another, writers=4, steps=3)
    assert (updates.made, updates.lost, updates.whole) == (12, 0, True)


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    result = full_file(tmp_path)
    assert "not saved" in result.said
    assert result.acknowledged > 5
    assert (result.lost, result.whole) == (0, True)
    assert save_until_refused(lambda: embedded(tmp_path / "library", KEY), most=2)[0] == ""
