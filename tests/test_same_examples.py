"""Generated cases are the same on every run, whatever ran before."""

from __future__ import annotations

import os
import subprocess
import sys

DRAWN = """
import tests.conftest
{loaded}
from hypothesis import given, strategies as st

@given(st.integers(), st.text())
def drawn(number, text):
    print(number, ascii(text))

drawn()
"""


def test_examples_do_not_depend_on_what_is_loaded() -> None:
    assert _drawn("import imh.case.quick_entry") == _drawn("")


def _drawn(loaded: str) -> str:
    script = DRAWN.format(loaded=loaded)
    return subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"HYPOTHESIS_PROFILE": "ci"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
