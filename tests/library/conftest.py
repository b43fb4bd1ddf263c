"""The same tests on both stores: an encrypted file, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, make_url

from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.engines import embedded, server
from imh.library.roles import THIS_COMPUTER, Account

KEY = bytes(range(32))

Opener = Callable[[], Engine]
"""Opens the test's own library once more, as another program would."""


_numbers = itertools.count(1)


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The address of an empty library on it: a schema of its own."""
    name = f"library_{next(_numbers)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    here = make_url(postgres).update_query_dict({"options": f"-csearch_path={name}"})
    return here.render_as_string(hide_password=False)


@pytest.fixture(params=["embedded", "postgres"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """How to open the test's library, on each store."""
    opened: list[Engine] = []
    if request.param == "embedded":
        file = tmp_path / "library"

        def open_() -> Engine:
            return embedded(file, KEY)
    else:
        url = request.getfixturevalue("postgres_url")

        def open_() -> Engine:
            return server(url)

    def noted() -> Engine:
        opened.append(open_())
        return opened[-1]

    yield noted
    for engine in opened:
        engine.dispose()


@pytest.fixture
def store(opener: Opener) -> Engine:
    """An empty library, on each store."""
    return opener()


@pytest.fixture
def library(store: Engine) -> CaseStore:
    """The same, as the screens see it."""
    return CaseStore(store)


@pytest.fixture
def account_cases(library: CaseStore) -> AccountCases:
    """The same, as the user of this computer has it."""
    return library.for_account(THIS_COMPUTER)


@pytest.fixture
def ana() -> Account:
    """Somebody with an account."""
    return Account("ana", "Ana")


@pytest.fixture
def ben() -> Account:
    """Somebody else with an account."""
    return Account("ben", "Ben")
