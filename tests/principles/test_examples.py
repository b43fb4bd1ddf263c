"""Every example a clinician can read says what it should, and every near miss stays silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from imh.case.case import Case
from imh.case.quick_entry import read_case
from imh.principles.assess import assess
from imh.principles.evidence import Finding, Item
from imh.principles.knowledge import FOLDER, PRINCIPLES, knowledge
from imh.principles.rules import evaluate
from imh.principles.situation import Situation

FIRES = {"indicator", "fires", "says", "side", "strength"}
SILENT = {"indicator", "silent", "because"}


@dataclass(frozen=True)
class Example:
    """One example of a file, with the line at which it begins."""

    where: str
    principle: str
    fields: dict[str, Any]

    @property
    def indicator(self) -> str:
        return str(self.fields["indicator"])

    @property
    def fires(self) -> bool:
        return "fires" in self.fields

    @property
    def case(self) -> Case:
        return read_case(self.fields.get("fires") or self.fields["silent"])

    def items(self) -> list[Item]:
        """What its own indicator says about it."""
        found = assess(self.case, what_ifs=False).items
        return [item for item in found if item.indicator == self.indicator]


@cache
def examples() -> tuple[Example, ...]:
    """All examples of all files."""
    paths = sorted((FOLDER / "examples").glob("*.yaml"))
    return tuple(example for path in paths for example in _read(path))


def _read(path: Path) -> Iterator[Example]:
    document = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    assert isinstance(document, yaml.MappingNode)
    ((name, listed),) = document.value
    for node in listed.value:
        where = f"{path.name}:{node.start_mark.line + 1}"
        fields = yaml.SafeLoader("").construct_document(node)
        yield Example(where, name.value, fields)


def each(fires: bool) -> pytest.MarkDecorator:
    chosen = [example for example in examples() if example.fires is fires]
    names = [f"{example.where} {example.indicator}" for example in chosen]
    return pytest.mark.parametrize("example", chosen, ids=names)


@each(fires=True)
def test_it_fires_with_exactly_this_sentence(example: Example) -> None:
    told = {item.sentence: item for item in example.items()}
    assert example.fields["says"] in told, example.where
    item = told[example.fields["says"]]
    assert item.side == example.fields.get("side", item.side)
    assert item.strength == pytest.approx(example.fields.get("strength", item.strength))


@each(fires=False)
def test_it_stays_silent(example: Example) -> None:
    assert [item.sentence for item in example.items()] == [], example.fields["because"]


def test_every_file_is_about_one_principle_and_its_examples_are_complete() -> None:
    assert {example.principle for example in examples()} == set(PRINCIPLES)
    for example in examples():
        where, keys = example.where, set(example.fields)
        assert where.startswith(f"{example.principle}.yaml:")
        assert knowledge().indicators[example.indicator].principle == example.principle, where
        needed = {"fires", "says"} if example.fires else {"silent", "because"}
        assert needed <= keys <= (FIRES if example.fires else SILENT), where
        assert "\n" not in example.fields.get("because", "").strip(), where


def test_every_indicator_has_an_example_and_a_near_miss() -> None:
    shown = {(example.indicator, example.fires) for example in examples()}
    assert shown == {(i, fires) for i in knowledge().indicators for fires in (True, False)}


def test_every_sentence_of_the_catalogue_comes_out_of_an_example() -> None:
    """A text that no example brings out is one that nobody has read in a case."""
    said = {
        (result.indicator, result.says)
        for example in examples()
        for result in evaluate(Situation(example.case, knowledge()))
        if isinstance(result, Finding) and result.indicator == example.indicator
    }
    texts = {(i.id, key) for i in knowledge().indicators.values() for key in i.says}
    assert sorted(texts - said) == []
