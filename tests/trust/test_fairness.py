"""No digit changes with what must not matter, and the checks would notice if one did."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.labels import kin_word
from imh.case.synthetic import synthetic_case
from imh.case.vocabulary import UNSAID
from imh.principles.evidence import RuleResult
from imh.principles.knowledge import PRINCIPLES, knowledge
from imh.principles.rules import evaluate
from imh.principles.rules.registry import RULES
from imh.principles.rules.results import found
from imh.principles.situation import Situation
from imh.trust import changes, commands
from imh.trust.fairness import CHECKS, complaints, difference, digits
from imh.trust.trials import SAMPLES, Trial, data_of, smallest, trials, walk

MADE_UP = 20
KNOWN = knowledge()
TRIALS = trials(SAMPLES, MADE_UP)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_changes(trial: Trial) -> None:
    made = list(complaints(trial.case(), trial.random, KNOWN))
    assert {check for check, _ in made} >= CHECKS.keys() - {"unknown or declined for none"}
    assert [wrong for _, wrong in made if wrong] == []


@pytest.mark.parametrize("trial", TRIALS[:-MADE_UP], ids=lambda trial: trial.name)
def test_no_known_absence_of_a_sample_case_raises_a_concern_when_it_is_unsaid(
    trial: Trial,
) -> None:
    data = data_of(trial.case())
    before = digits(trial.case(), KNOWN).concerns
    for number, (holder, key, value) in enumerate(list(walk(data))):
        if value == "none":
            holder[key] = UNSAID[number % 2]
            after = digits(Case.model_validate(data), KNOWN).concerns
            assert all(after[p] <= before[p] + 1e-9 for p in PRINCIPLES), (key, holder)
            holder[key] = "none"


# Each change really changes the case, and leaves it a case


@pytest.mark.parametrize(
    "change",
    [
        changes.other_names,
        changes.other_genders,
        changes.other_languages_and_faiths,
        changes.other_roles_of_equal_standing,
        changes.other_ids,
        changes.another_order,
        changes.other_places_on_the_map,
    ],
)
def test_a_change_changes_what_it_says(change: Any) -> None:
    case = next(trial.case() for trial in TRIALS if trial.name == "noor")
    data = data_of(case)
    change(data, Random(3))
    changed = Case.model_validate(data)
    assert changed != case
    assert sorted(tie.quality for tie in changed.ties) == sorted(t.quality for t in case.ties)
    if change is changes.other_ids:
        assert not set(changed.entries) & set(case.entries)
        tellers = {by for tie in changed.ties for by in tie.basis.by}
        assert not tellers & set(case.entries)
    if change is changes.other_names:
        old = {symbol.name for symbol in case.symbols.values() if symbol.name}
        new = [symbol.name for symbol in changed.symbols.values() if symbol.name]
        assert not old & set(new)
        assert len(set(new)) == len(old)
    if change is changes.another_order:
        assert {plain_text(entry) for entry in changed.people} != set()
        assert [p.id for p in changed.people] != [p.id for p in case.people]


def plain_text(entry: Any) -> str:
    return str(plain(entry))


# A prejudice in a rule is found


def prejudice(kind: str) -> Any:
    """A rule that counts something that must not matter."""

    def rule(s: Situation) -> Iterator[RuleResult]:
        for place, person in enumerate(s.case.people):
            words = kin_word(person.role, person.gender)
            counts = {
                "other genders": person.gender == "male",
                "other names and words": person.name.startswith(("N", "A", "S", "D")),
                "other kin roles of equal standing": person.role in ("birth_parent", "parent"),
                "other ids": len(person.id) > 3,
                "another order of entry": place == 1 and person.gender == "female",
                "other places on the map": person.id in s.case.positions,
                "neutral facts added": person.role == "neighbour",
                "unknown or declined for none": person.caregiver in UNSAID,
                "declined for unknown": any(e.burden == "declined" for e in s.case.events)
                or any(load.state == "declined" for load in person.loads)
                or any(tie.quality == "declined" for tie in s.case.ties),
            }[kind]
            if counts and words:
                refs = [f"{person.id}.resources.learning"]
                fact = f"growth:{person.id}:learning"
                yield found(
                    "W12", fact, "thin_support", 0.7, refs, "thin", slots={"caregiver": "X"}
                )

    return rule


@pytest.mark.parametrize(
    "check",
    [
        check
        for check in CHECKS
        if check not in ("other languages and faiths", "unasked indicators weigh otherwise")
    ],
)
def test_a_prejudiced_rule_is_found(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluate(Situation(TRIALS[0].case(), KNOWN))  # so that all rules are registered
    monkeypatch.setitem(RULES, "W12", prejudice(check))
    monkeypatch.setitem(RULES, "W13+", RULES["W12"])
    assert any(
        wrong
        for trial in TRIALS
        for _, wrong in complaints(trial.case(), trial.random, KNOWN, [check])
    )


def test_a_rule_against_a_faith_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def rule(s: Situation) -> Iterator[RuleResult]:
        for one in s.influences:
            if "t" in one.name:
                yield found("C5", one.id, "roots", 0.7, [one.id], slots={"place": "X"})

    evaluate(Situation(TRIALS[0].case(), KNOWN))
    monkeypatch.setitem(RULES, "C5", rule)
    check = "other languages and faiths"
    assert any(w for t in TRIALS for _, w in complaints(t.case(), t.random, KNOWN, [check]))


def test_a_weighing_that_listens_to_what_nobody_asked_is_found() -> None:
    case = TRIALS[3].case()
    before = digits(case, KNOWN)
    fired = before.evidence[0][0]
    heavier = replace(KNOWN.indicators[fired], weight="L")
    other = replace(KNOWN, indicators={**KNOWN.indicators, fired: heavier})
    assert difference(before.ranking(), digits(case, other).ranking())


# The command


def test_the_command_counts_and_finds_the_smallest_case(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluate(Situation(TRIALS[0].case(), KNOWN))
    text, well = commands.fair(TRIALS[:1])
    assert well
    assert "failed" in text
    monkeypatch.setitem(RULES, "W12", prejudice("other genders"))
    monkeypatch.setitem(RULES, "W13+", RULES["W12"])
    text, well = commands.fair(TRIALS[MADE_UP // 2 : MADE_UP // 2 + 3])
    assert not well
    assert "other genders:" in text
    assert '"ties"' not in text.split("Smallest case found")[1]


def test_the_smallest_case_still_fails_and_nothing_can_go() -> None:
    def fails(case: Case) -> bool:
        return len(case.ties) >= 2

    small = smallest(synthetic_case(3, 14), fails)
    assert len(small.ties) == 2
    assert not small.events
    assert len(small.people) + len(small.settings) + len(small.influences) <= 5
