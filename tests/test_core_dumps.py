"""Neither way into the program leaves a copy of its memory when it crashes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIMIT = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
WAYS = {
    "the app": "import serve",
    "a command": """
import contextlib, io, runpy, sys
sys.argv = ["imh", "--version"]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    runpy.run_module("imh", run_name="__main__")""",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_crash_leaves_no_core_dump(way: str) -> None:
    pytest.importorskip("resource")
    told = subprocess.run(
        [sys.executable, "-c", f"{WAYS[way]}\n{LIMIT}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told == "(0, 0)\n"
