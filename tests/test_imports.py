"""The import contracts hold, and they would notice if they did not."""

import re
import shutil
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = ("case", "network", "principles")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of pyproject.toml on the package `imh` inside a folder."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-logo", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
    )


def test_the_contracts_hold() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("case", "import imh.drawing", "Imports point from the screens to the case"),
        ("drawing", "import imh.ui", "Imports point from the screens to the case"),
        ("case", "import streamlit", "The domain knows no screen and no database"),
        ("case", "import plotly.graph_objects", "The domain knows no screen and no database"),
        ("forms", "import streamlit", "What needs no screen imports no Streamlit"),
        ("ui/core", "import imh.ui.map", "Pages rest on the core"),
        ("ui/components", "import imh.ui.core", "Pages rest on the core"),
        ("ui/history", "import imh.ui.rating", "Pages rest on the core"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copytree(ROOT / "imh", tmp_path / "imh", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "imh" / module / "astray.py").write_text(f"{line}\n", "utf-8")
    run = lint(tmp_path)
    assert run.returncode != 0
    assert re.search(f"^{contract}.* BROKEN", run.stdout, re.MULTILINE)


def test_the_screens_import_one_another_in_no_circle() -> None:
    graph = grimp.build_graph("imh", cache_dir=None, exclude_type_checking_imports=True)
    screens = {name for name in graph.modules if name.startswith("imh.ui")}
    ways = {name: graph.find_modules_directly_imported_by(name) & screens for name in screens}
    TopologicalSorter(ways).prepare()  # raises CycleError
    assert not ways["imh.ui.session_state"], "it imports types only"


def test_every_part_of_the_domain_is_kept_from_screens_and_databases() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    kept = {
        source
        for contract in contracts["contracts"]
        if contract["type"] == "forbidden" and "sqlalchemy" in contract["forbidden_modules"]
        for source in contract["source_modules"]
    }
    assert kept == {
        f"imh.{name}" for name in DOMAIN if (ROOT / "imh" / name / "__init__.py").exists()
    }
