"""Every door refuses bad input in its own words or takes it in; `make torture` tries more."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.torture_input import Door, Practice, doors, mutated, offered

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the measurement forks")

NAMES = ["case file", "ratings", "pasted rows", "quick entry", "key file", "backup"]
LINE_BY_LINE = {"pasted rows", "quick entry"}
"""They say beside a row or line what is the matter, and take in the others."""
SMALL = 20_000
"""Bytes of the inputs that are tried here; the bombs are tried by `make torture`."""


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    return Practice(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def every(practice: Practice) -> dict[str, Door]:
    return {door.name: door for door in doors(practice)}


def test_the_corpus_is_large_and_knows_every_door(every: dict[str, Door]) -> None:
    assert list(every) == NAMES
    assert all(len(door.bad) >= 20 for door in every.values())
    assert sum(len(door.bad) for door in every.values()) >= 150


def small(door: Door) -> Iterator[bytes]:
    chance = random.Random(7)
    made = [data for data in door.bad.values() if not callable(data)]
    yield from (data for data in made if len(data) < SMALL)
    yield from (mutated(chance, chance.choice(door.good)) for _ in range(10))


@pytest.mark.parametrize("name", NAMES)
def test_a_door_refuses_in_its_own_words_or_takes_in(
    name: str, every: dict[str, Door], practice: Practice, tmp_path: Path
) -> None:
    door, before = every[name], practice.seal()
    refused = [offered(door, data, tmp_path) for data in small(door)]
    assert len(refused) > 20
    assert any(refused) is (name not in LINE_BY_LINE)
    assert practice.seal() == before or not all(refused)
