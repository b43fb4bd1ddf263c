"""The family version: plain, strengths first, and nothing that was not meant for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import textstat

from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.edits import Change, apply
from imh.formulation import (
    before_handing_over,
    draft,
    family_choices,
    family_map_case,
    family_version,
    merge,
    to_plain_text,
)
from imh.formulation.language import clauses
from imh.principles.assess import assess
from imh.principles.knowledge import knowledge

EIGHTH_GRADE = 8.0


def all_keys(case: Case) -> set[str]:
    """Everything switched on, the map's ties and places too."""
    keys = {choice.sentence.key for choice in family_choices(case)}
    return keys | {f"map/{identifier}" for identifier in case.entries}


def printed(case: Case, allowed: set[str] | None = None) -> str:
    formulation = family_version(case, allowed or set())
    return to_plain_text(merge(formulation)) + formulation.map_text


def confidential(entry: Any) -> Iterator[str]:
    """Every text of whatever was told in confidence."""
    if isinstance(entry, dict):
        secret = (entry.get("basis") or {}).get("in_confidence")
        for key, value in entry.items():
            if secret and isinstance(value, str) and key in ("note", "says", "title", "words"):
                yield from clauses(value)
            yield from confidential(value)
    elif isinstance(entry, list):
        for each in entry:
            yield from confidential(each)


def test_nothing_told_in_confidence_even_with_everything_switched_on(case: Case) -> None:
    text = printed(case, all_keys(case)).casefold()
    for secret in confidential(plain(case)):
        assert secret.casefold() not in text


def test_the_check_above_would_notice(leo: Case) -> None:
    said = " ".join(s.text for s in draft(leo, assess(leo)).sentences())
    assert set(confidential(plain(leo))) == {"low since the birth", "shouting on the stairs"}
    assert all(secret in said for secret in confidential(plain(leo)))


def test_no_principle_and_no_reflection(case: Case) -> None:
    text = printed(case, all_keys(case))
    for principle in knowledge().principles.values():
        assert principle.name not in text
    for reflection in case.reflections:
        assert not reflection.text or reflection.text not in text


def test_told_by_a_person_only_when_switched_on(leo: Case) -> None:
    told = "Sleep is hard for Leo just now."
    key = "family/hard/leo/leo-sleep"
    assert told not in printed(leo)
    assert told in printed(leo, {key})
    assert next(each for each in family_choices(leo) if each.sentence.key == key).ask


def test_told_means_told_in_every_sample(case: Case) -> None:
    """Without a switch no sentence rests only on what somebody told."""
    for choice in family_choices(case):
        bases = [getattr(case.entries[ref], "basis", None) for ref in choice.sentence.refs]
        kinds = {basis.kind for basis in bases if basis is not None}
        if kinds == {"told"}:
            assert choice.ask, choice


def test_notes_never_go_in(case: Case) -> None:
    text = printed(case, all_keys(case)).casefold()
    for each in case.observations:
        for part in clauses(each.note):
            if len(part) > 20:
                assert part.casefold() not in text


def test_strengths_come_first(case: Case) -> None:
    order = [section.key for section in family_version(case, all_keys(case)).sections]
    expected = ["have", "map", "through", "hard", "around", "words", "next"]
    assert order == [key for key in expected if key in order]


@pytest.mark.parametrize("switched_on", [False, True])
def test_eighth_grade_or_easier(case: Case, switched_on: bool) -> None:
    text = printed(case, all_keys(case) if switched_on else set())
    assert textstat.flesch_kincaid_grade(text) <= EIGHTH_GRADE


def test_the_map_hides_what_the_text_hides(leo: Case) -> None:
    assert "ana-marco" not in family_map_case(leo).entries
    assert family_map_case(leo).person["ana"].loads == ()
    told = {"kind": "told", "by": ["rosa"]}
    case = apply(leo, Change.of("ana-marco", basis=told))
    hidden, shown = family_map_case(case), family_map_case(case, {"map/ana-marco"})
    assert {tie.id: tie.quality for tie in hidden.ties}["ana-marco"] == "unknown"
    assert {tie.id: tie.quality for tie in shown.ties}["ana-marco"] == "conflicted"


def test_a_safety_concern_is_told_to_the_clinician_and_not_printed(rue: Case, wren: Case) -> None:
    assert len(before_handing_over(rue)) == 2
    assert len(before_handing_over(wren)) == 1
    text = printed(rue, all_keys(rue))
    assert "neglect" not in text
    assert "worried about anybody's safety" in text


def test_somebody_known_only_in_confidence_is_not_on_the_map(
    read_sample: Callable[[str], Case],
) -> None:
    dalia = read_sample("dalia")
    assert "hernan" in dalia.entries
    shown = family_map_case(dalia, all_keys(dalia))
    assert "hernan" not in shown.entries
    assert "ines" in shown.entries
