"""What gets installed is pinned with hashes, and is what the tests run with."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
HASH = "--hash=sha256:"


def short_list(name: str) -> dict[str, Requirement]:
    """The packages that a list of ours asks for by name."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    asked = [line.partition("#")[0].strip() for line in lines if not line.startswith("-r ")]
    return {canonicalize_name(Requirement(one).name): Requirement(one) for one in asked if one}


def lock(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Every package that a lock names, with its hashes."""
    entries = (ROOT / name).read_text("utf-8").replace("\\\n", "").split("\n")
    packages = {}
    for entry in entries:
        if entry and not entry.startswith(("#", "--only-binary ")):
            package, *hashes = entry.split(HASH)
            needed = Requirement(package)
            packages[canonicalize_name(needed.name)] = needed, [one.strip() for one in hashes]
    return packages


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_holds_the_short_list_and_hashes_of_all(name: str) -> None:
    locked = lock(f"{name}.lock")
    for package, asked in short_list(f"{name}.txt").items():
        assert package in locked, f"{package} is not locked: make lock"
        assert locked[package][0].specifier == asked.specifier, f"{package}: make lock"
    for package, (needed, hashes) in locked.items():
        assert [one.operator for one in needed.specifier] == ["=="], package
        assert hashes, package
        assert all(len(one) == 64 for one in hashes), package


def test_the_tests_run_with_what_the_app_runs_with() -> None:
    app, tests = lock("requirements.lock"), lock("requirements-dev.lock")
    assert {package: tests.get(package) for package in app} == app
    needed_here = {
        package: str(needed.specifier)
        for package, (needed, _) in tests.items()
        if needed.marker is None or needed.marker.evaluate()
    }
    assert {package: f"=={version(package)}" for package in needed_here} == needed_here


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_place_and_lets_nothing_be_built(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "/" not in text
    assert "\n--only-binary :all:\n" in text


def test_what_checks_the_javascript_is_pinned_by_hash_and_names_no_place() -> None:
    folder = ROOT / "tests" / "javascript"
    asked = json.loads((folder / "package.json").read_text("utf-8"))["devDependencies"]
    packages = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    packages.pop("")
    for name, version_asked in asked.items():
        assert packages[f"node_modules/{name}"]["version"] == version_asked, name
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
