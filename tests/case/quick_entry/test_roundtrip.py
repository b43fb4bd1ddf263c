"""A case written in the quick-entry language and read again is the same case, apart from ids."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.quick_entry import read_case, write_lines
from tests.case.generated import cases

SAMPLES = sorted((Path(__file__).parents[3] / "sample_cases").glob("*.json"))

LINES = """\
case: "Leo and his family", fictional, described at 9m
Leo, child 9m, boy, born at 29 weeks
Mia, child 40m
Ana, mother 27, primary caregiver, mood current: "low" (told by Rosa), support fits: thin
Rosa, maternal grandmother 58, lives with, warm -> Leo daily, supports Ana much practical
José, role grandparent, died at -2m, gender declined
Tess, clinician home visitor
Little Steps, childcare, waiting, changing (record)
Spanish, language, "la de casa", warm -> Rosa
home Oak Street: Ana, Mia; Leo visits 1 night; Mia 6.5 nights; outside help none (told by Ana)
Ana -> Rosa: strained, strain some about values and money, since -3m, accounts: warm (told by Rosa)
Little Steps -> Tess: none
at 3m: separation from Ana, Leo, until 5m, burden much, accounts: burden none (told by Ana)
event: celebration, "naming feast", nurture much
Ana with Leo: soothing strength "within a minute" at 8m (seen)
Leo: sleep concern since 3m separation
Leo daily life: talk and song strength with Rosa and Ana
screening Ana: EPDS score 12, reading concern, date 2026-05-01
Tess feels irritation towards Ana much
split by Tess: Tess: "safe enough"; Ana: "worried"
safety: injury past, Leo (told by Ana in confidence)
referral Dr Osei, date 2026-05-01: "never settles"
strength Ana about Leo: "I knew his hands" (told by Ana, through an interpreter)
question about Leo, ask Rosa, not to ask: "Who was there?"
goal Tess and Ana: visit the clinic, before Saturday, doing
"""


def covered(case: Case) -> dict[str, Any]:
    """A case without what the language does not cover (docs/quick-entry.md names it)."""
    document = plain(case)
    for name in ("visits", "agreements", "hypotheses", "positions"):
        document.pop(name, None)
    document = _plain_text(document)
    _set_tellers_apart(document, {entry["id"] for entry in document["people"]})
    order = [person["id"] for person in document["people"]]
    document["children"] = sorted(document["children"], key=order.index)
    for person in document["people"]:
        _cover_person(person, document)
    for tie in document.get("ties", ()):
        for field in ("kinds_to_target", "kinds_to_source", "topics"):
            tie[field] = list(dict.fromkeys(tie.get(field, ())))
    document["observations"] = [
        seen for seen in document.get("observations", ()) if _sayable(seen, document["children"])
    ]
    for name, field in (("questions", "text"), ("goals", "text"), ("strengths", "words")):
        document[name] = [entry for entry in document.get(name, ()) if entry[field]]
    restricted: dict[str, Any] = plain(Case.model_validate(document))
    return restricted


def _cover_person(person: dict[str, Any], document: dict[str, Any]) -> None:
    is_child = person["id"] in document["children"]
    if not is_child or person.get("age_months") == document["reference_age_months"]:
        person.pop("age_months", None)
    if is_child:
        person.pop("age_years", None)
    by_kind = {load["kind"]: load for load in person.get("loads", ())}
    person["loads"] = list(by_kind.values())
    resources = person.get("resources", [])
    person["resources"] = [entry for i, entry in enumerate(resources) if entry not in resources[:i]]


def _set_tellers_apart(value: Any, people: set[str]) -> None:
    """Plain words for who told it must not read as the id of somebody."""
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict) and isinstance(inner.get("by"), list):
            inner["by"] = [by if by in people else f"the one: {by}" for by in inner["by"]]
        if isinstance(inner, dict | list):
            _set_tellers_apart(inner, people)


def _sayable(seen: dict[str, Any], children: list[str]) -> bool:
    if seen["kind"] == "screening":
        return bool(seen["name"])
    if seen["kind"] != "pair":
        return True
    return seen["caregiver"] != seen["child"] and seen["caregiver"] not in children


def _plain_text(value: Any) -> Any:
    """Numbers of six decimals, sources without visits."""
    if isinstance(value, dict):
        return {key: _plain_text(inner) for key, inner in value.items() if key != "visits"}
    if isinstance(value, list):
        return [_plain_text(inner) for inner in value]
    return round(value, 6) + 0.0 if isinstance(value, float) else value


def without_ids(document: dict[str, Any]) -> dict[str, Any]:
    """Name every entry by its place in its list, and put the ties in an order of their own."""
    places = {
        entry["id"]: f"<{name} {index}>"
        for name, entries in document.items()
        if isinstance(entries, list) and name not in ("ties", "children")
        for index, entry in enumerate(entries)
    }
    words = ("title", "referral")
    people = [_renamed(person, places) for person in document["people"]]
    for person, known in zip(people, document["people"], strict=True):
        person["caregiver"] = known.get("caregiver", "unknown")
    renamed = {
        name: value if name in words else _renamed(value, places, name in ID_FIELDS)
        for name, value in document.items()
    }
    renamed["people"] = people
    ties = [{**tie, "id": ""} for tie in renamed.get("ties", ())]
    return {**renamed, "ties": sorted(ties, key=str)}


ID_FIELDS = {
    *("id", "children", "members", "nights", "source", "target", "who", "away", "caregiver"),
    *("child", "about", "with_whom", "since_event", "by", "towards"),
}


def _renamed(value: Any, places: dict[str, str], here: bool = False) -> Any:
    if isinstance(value, dict):
        return {
            places.get(key, key) if here else key: _renamed(inner, places, key in ID_FIELDS)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_renamed(inner, places, here) for inner in value]
    return places.get(value, value) if here and isinstance(value, str) else value


@given(cases())
def test_written_and_read_again_is_the_same_case(case: Case) -> None:
    document = covered(case)
    written = write_lines(Case.model_validate(document))
    assert without_ids(plain(read_case(written))) == without_ids(document), written


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_case_is_the_same_after_writing_and_reading(path: Path) -> None:
    document = covered(Case.model_validate_json(path.read_bytes()))
    written = write_lines(Case.model_validate(document))
    assert without_ids(plain(read_case(written))) == without_ids(document), written


def test_typed_lines_are_the_same_after_writing_and_reading() -> None:
    case = read_case(LINES)
    assert without_ids(plain(read_case(write_lines(case)))) == without_ids(plain(case))


def test_what_is_left_out_is_counted_in_a_comment() -> None:
    case = read_case("Leo, child 9m")
    moved = case.model_copy(update={"positions": {"leo": (1.0, 2.0)}})
    assert write_lines(moved).splitlines()[-1] == "# not written here: 1 positions"
