"""The codebook names every code and field, and its worked example is a case."""

import json
import re
from pathlib import Path

import pytest

from imh.case.case import Case
from imh.case.labels import FIELDS, VOCABULARIES

CODEBOOK = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
HOW_TO, REFERENCE = CODEBOOK.split("\n## 4 Reference\n")
SECTIONS = {
    section.split("\n", 1)[0]: section.split("\n", 1)[1]
    for section in re.split(r"^### ", REFERENCE, flags=re.MULTILINE)[1:]
}


def _rows(section: str) -> list[list[str]]:
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _named(section: str) -> list[str]:
    return [row[0].strip("`") for row in _rows(section)]


def _also(section: str) -> list[str]:
    line = re.search(r"Also: (.*)", section)
    return re.findall(r"`(\w+)`", line.group(1)) if line else []


def _example() -> str:
    return re.search(r"```json\n(.*?)```", HOW_TO, flags=re.DOTALL).group(1)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_code_stands_in_the_reference_once(vocabulary: str) -> None:
    section = SECTIONS[vocabulary]
    assert sorted(_named(section) + _also(section)) == sorted(VOCABULARIES[vocabulary])


@pytest.mark.parametrize("entry", FIELDS)
def test_every_field_stands_in_the_reference_once(entry: str) -> None:
    assert sorted(_named(SECTIONS[entry])) == sorted(FIELDS[entry])


def test_reference_describes_nothing_else() -> None:
    assert set(SECTIONS) == set(VOCABULARIES) | set(FIELDS)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_row_has_a_meaning_and_an_example(name: str) -> None:
    assert [row for row in _rows(SECTIONS[name]) if len(row) != 3 or not all(row)] == []


def test_worked_example_is_a_case_that_leaves_defaults_out() -> None:
    written = json.loads(_example())
    case = Case.model_validate(written)
    needed = {"format_version": 1, **case.model_dump(mode="json", exclude_defaults=True)}
    for entry, observation in zip(needed["observations"], case.observations, strict=True):
        entry["kind"] = observation.kind
    assert written == needed


def test_order_of_the_file_is_that_of_the_case() -> None:
    keys = list(json.loads(_example()))
    assert keys == [key for key in FIELDS["Case"] if key in keys]
