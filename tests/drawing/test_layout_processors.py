"""The same case gives the same map on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYOUT = """
from imh.drawing.layout import place, route
from bench.layout_families import family

for size, seed in ((5, 1), (12, 0)):
    symbols, links = family(size, seed)
    found = place(symbols, links)
    print(sorted(found.items()), [path.controls for path in route(symbols, found, links).values()])
"""
PROCESSORS = {
    "an old one, by its matrix products": {"OPENBLAS_CORETYPE": "Nehalem"},
    "a newer one": {"OPENBLAS_CORETYPE": "Haswell"},
    "one without fused products": {
        "NPY_DISABLE_CPU_FEATURES": "X86_V3",
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4",
    },
}


def laid_out(**processor: str) -> str:
    """The places and courses as a new process on such a processor works them out."""
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", **processor}
    command = [sys.executable, "-c", LAYOUT]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def here() -> str:
    return laid_out()


@pytest.mark.parametrize("processor", PROCESSORS)
def test_another_processor_draws_the_same_map(here: str, processor: str) -> None:
    assert laid_out(**PROCESSORS[processor]) == here
