"""The cases that the checks run over, and the smallest case that still shows a failure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from imh.case import casefile
from imh.case.case import Case
from imh.case.edits import EditError, Remove, apply
from imh.case.synthetic import synthetic_case
from imh.principles.evidence import Finding
from imh.principles.knowledge import Knowledge
from imh.principles.rules import evaluate
from imh.principles.situation import Situation
from imh.principles.weighing import Weighed, weigh

SAMPLES = Path(__file__).parents[2] / "sample_cases"

Data = dict[str, Any]
"""A case as JSON values, every field written out."""


@dataclass(frozen=True)
class Trial:
    """One case to try, made when it is needed; ``made_up`` tells it from a written one."""

    name: str
    made_up: bool
    case: Callable[[], Case]

    def random(self, purpose: str) -> Random:
        """A random source that is the same on every run."""
        return Random(f"{purpose} {self.name}")

    def once_more(self, time: int) -> Callable[[str], Random]:
        """Further random sources, for as many times as one likes."""
        return lambda purpose: Random(f"{purpose} {self.name} {time}")


def trials(folder: Path, made_up: int) -> list[Trial]:
    """The cases of a folder by name, then so many made-up families of 6 to 24 symbols."""
    written = [Trial(path.stem, False, _reader(path)) for path in sorted(folder.glob("*.json"))]
    return [*written, *(Trial(f"made up {seed}", True, _maker(seed)) for seed in range(made_up))]


def _reader(path: Path) -> Callable[[], Case]:
    return lambda: casefile.read(path)


def _maker(seed: int) -> Callable[[], Case]:
    return lambda: synthetic_case(seed, 6 + seed % 19)


def data_of(case: Case) -> Data:
    """A case as JSON values that may be changed."""
    data: Data = casefile.plain(case.model_dump())
    return data


def weighed_case(case: Case, known: Knowledge) -> tuple[Weighed, ...]:
    """What the rules find in a case, weighed; no draws, no questions."""
    results = evaluate(Situation(case, known))
    return weigh((one for one in results if isinstance(one, Finding)), known)


def walk(data: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Every value inside data, with what holds it and where: (holder, key or index, value)."""
    inside: Iterable[tuple[Any, Any]] = (
        list(data.items()) if isinstance(data, dict) else list(enumerate(data))
    )
    for key, value in inside:
        yield data, key, value
        if isinstance(value, dict | list):
            yield from walk(value)


def smallest(case: Case, fails: Callable[[Case], bool]) -> Case:
    """Take out one entry after another as long as the case still fails."""
    shrinking = True
    while shrinking:
        shrinking = False
        for identifier in tuple(case.entries):
            try:
                left = apply(case, Remove(id=identifier))
            except EditError:
                continue  # it went with another entry, or is the child
            if fails(left):
                case, shrinking = left, True
    return case
