"""Cases the formulation is tested on: two sample families, and a small one in which to change."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from imh.case import casefile
from imh.case.case import Case
from imh.formulation import Formulation, draft
from imh.principles.assess import assess

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path.stem for path in (ROOT / "sample_cases").glob("*.json"))


@cache
def sample(name: str) -> Case:
    return casefile.read(ROOT / "sample_cases" / f"{name}.json")


@cache
def drafted(name: str, with_reflection: bool = False) -> Formulation:
    case = sample(name)
    return draft(case, assess(case), with_reflection=with_reflection)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for ``name`` runs on every sample case."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", SAMPLES)


@pytest.fixture
def case(name: str) -> Case:
    return sample(name)


@pytest.fixture
def read_sample() -> Callable[[str], Case]:
    """For tests that choose their sample cases themselves."""
    return sample


@pytest.fixture
def formulation(name: str) -> Formulation:
    return drafted(name)


@pytest.fixture
def milo() -> Case:
    return sample("milo")


@pytest.fixture
def rue() -> Case:
    return sample("rue")


@pytest.fixture
def wren() -> Case:
    return sample("wren")


@pytest.fixture
def remi() -> Case:
    return sample("remi")


@pytest.fixture
def leo() -> Case:
    """A mother, a father and a grandmother; what is hard was told by one about another."""
    return Case.model_validate(
        {
            "reference_age_months": 9,
            "children": ["leo"],
            "people": [
                {"id": "leo", "name": "Leo", "role": "child", "gender": "male"},
                {
                    "id": "ana",
                    "name": "Ana",
                    "role": "birth_parent",
                    "gender": "female",
                    "caregiver": "primary",
                    "loads": [
                        {
                            "kind": "mood",
                            "state": "current",
                            "note": "low since the birth",
                            "basis": {"kind": "told", "by": ["rosa"], "in_confidence": True},
                        }
                    ],
                },
                {"id": "marco", "name": "Marco", "role": "birth_parent", "gender": "male"},
                {"id": "rosa", "name": "Rosa", "role": "grandparent", "gender": "female"},
                {"id": "tess", "name": "Tess", "role": "clinician"},
            ],
            "ties": [
                {
                    "id": "ana-marco",
                    "source": "ana",
                    "target": "marco",
                    "kind": "separated_from",
                    "quality": "conflicted",
                    "basis": {"kind": "told", "by": ["rosa"], "in_confidence": True},
                    "note": "shouting on the stairs",
                },
                {
                    "id": "ana-leo",
                    "source": "ana",
                    "target": "leo",
                    "kind": "caregiving",
                    "quality": "warm",
                    "basis": {"kind": "observed"},
                },
            ],
            "observations": [
                {
                    "id": "ana-leo-soothing",
                    "kind": "pair",
                    "caregiver": "ana",
                    "child": "leo",
                    "aspect": "soothing",
                    "rating": "strength",
                    "basis": {"kind": "observed"},
                    "note": "quiet within a minute",
                },
                {
                    "id": "leo-sleep",
                    "kind": "child",
                    "child": "leo",
                    "domain": "sleep",
                    "rating": "concern",
                    "basis": {"kind": "told", "by": ["ana"]},
                    "note": "wakes every hour on Sundays",
                },
            ],
            "reflections": [
                {"id": "r1", "kind": "reaction", "by": "tess", "text": "I stop asking"},
                {
                    "id": "r2",
                    "kind": "reaction",
                    "by": "tess",
                    "shared": True,
                    "text": "I came expecting an absent father",
                },
            ],
        }
    )
