"""The JSON Schema of the case file says what the program accepts."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from imh.case.case import Case
from imh.case.casefile import CaseFileError, dump, parse
from imh.case.schema import date_fields, json_schema
from tests.case.generated import cases, fewer

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
SMALL: dict[str, Any] = {
    "format_version": 1,
    "reference_age_months": 14,
    "children": ["leo"],
    "people": [{"id": "leo", "name": "Leo", "birth_date": "2025-01-31"}],
    "households": [{"id": "home", "nights": {"leo": 7}}],
    "observations": [{"id": "o", "kind": "child", "child": "leo", "domain": "sleep"}],
    "positions": {"leo": [1, 2.5]},
}


def test_the_schema_is_a_schema_with_descriptions() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["title"]
    assert "$id" not in json.dumps(schema)
    described = [model["title"] for model in schema["$defs"].values() if model.get("description")]
    assert sorted(described) == sorted(schema["$defs"])


def test_the_published_schema_is_current() -> None:
    """When this fails: python -m imh.case.schema > docs/case.schema.json"""
    published = (ROOT / "docs/case.schema.json").read_text(encoding="utf-8")
    assert published == json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


@fewer
@given(cases())
def test_every_case_validates(case: Case) -> None:
    VALIDATOR.validate(json.loads(dump(case)))


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("sample_cases/*.json")), ids=lambda path: str(path.name)
)
def test_sample_files_validate(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("format_version",), 2),
        (("format_version",), None),
        (("children",), []),
        (("naem",), "Leo"),
        (("reference_age_months",), "14"),
        (("people", 0, "naem"), "Leo"),
        (("people", 0, "id"), "Leo"),
        (("people", 0, "role"), "chld"),
        (("people", 0, "name"), "x" * 201),
        (("people", 0, "name"), None),
        (("people", 0, "age_years"), 121),
        (("people", 0, "birth_date"), "2025-02-31"),
        (("people", 0, "birth_date"), "1699920000"),
        (("households", 0, "nights", "leo"), 8),
        (("households", 0, "nights", "LEO"), 7),
        (("observations", 0, "kind"), "pair"),
        (("observations", 0, "domain"), "play_alone"),
        (("positions", "leo"), [1]),
        (("positions", "leo"), [1, 2, 3]),
        (("positions", "LEO"), [1, 2]),
    ],
)
def test_schema_and_program_refuse_the_same(place: tuple[Any, ...], value: Any) -> None:
    document = copy.deepcopy(SMALL)
    VALIDATOR.validate(document)
    parse(json.dumps(document), "small.json")
    *way, last = place
    container: Any = document
    for step in way:
        container = container[step]
    container[last] = value
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(CaseFileError):
        parse(json.dumps(document), "small.json")


@given(st.sampled_from(sorted(json_schema()["required"])))
def test_what_is_required_is_required_by_both(field: str) -> None:
    document = {key: value for key, value in SMALL.items() if key != field}
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(CaseFileError, match=re.escape(f"{field}: missing")):
        parse(json.dumps(document), "small.json")


def test_dates_stand_in_these_fields() -> None:
    assert date_fields() == {"date", "birth_date", "due_date"}
