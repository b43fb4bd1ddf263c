"""Reasons hold on samples and made-up families, and a reason that does not is found."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from imh.case.case import Case
from imh.case.quick_entry import read_case
from imh.drawing import evidence_ids
from imh.principles.evidence import Finding, RuleResult
from imh.principles.knowledge import Knowledge, knowledge
from imh.principles.rules import evaluate
from imh.principles.rules.registry import RULES
from imh.principles.rules.results import found
from imh.principles.situation import Situation
from imh.principles.weighing import Weighed
from imh.trust import commands, explanation
from imh.trust.explanation import LIT, PARTS, PRESENT, complaints, with_plain_names
from imh.trust.sentence_truth import wrong_in
from imh.trust.trials import SAMPLES, trials, weighed_case

KNOWN = knowledge()
TRIALS = trials(SAMPLES, 15)


@cache
def told_of(place: int) -> list[tuple[str, str]]:
    """What the checks say of a trial, by its place."""
    return list(complaints(TRIALS[place].case(), KNOWN, evidence_ids))


@pytest.mark.parametrize("place", range(len(TRIALS)), ids=lambda place: TRIALS[place].name)
def test_every_reason_holds(place: int) -> None:
    assert [(check, wrong) for check, wrong in told_of(place) if wrong] == []


def test_every_check_is_made() -> None:
    made = {check for place in range(len(TRIALS) // 2) for check, _ in told_of(place)}
    assert made == set(explanation.CHECKS)


# What a sentence says is looked up


FAMILY = """\
Leo, child 20m, born at 29 weeks
Ana, mother, primary caregiver, warm -> Leo
Rosa, grandmother 60, occasional care, warm -> Leo
Marco, father, shares care
Rosa -> Ana: warm, supports much
Food bank, food
Food bank -> Ana: supports some
at 3m: move, "to the coast", Ana, Leo, burden much
at 5m: accident, "the fall", Leo, burden some
at 6m: disaster, "the flood", Ana, Leo, burden much, until 9m
"""


def reasons(indicator: str) -> tuple[str, Weighed, explanation.Told]:
    told = with_plain_names(read_case(FAMILY))
    reason = next(r for r in weighed_case(told.case, KNOWN) if r.indicator.id == indicator)
    return explanation.sentence_of(reason), reason, told


@pytest.mark.parametrize(
    ("indicator", "old", "new"),
    [
        ("W9+", None, None),  # the two named the other way round
        ("W7+", "Nameaab", "Nameaac"),
        ("E10", "Three", "Four"),
        ("E3", "29", "31"),
        ("R7+", "Nameaac", "Nameaad"),
        ("E1", "for three months", "for five months"),
        ("C10", "three months", "nine months"),
        ("E3", "Nameaaa", "Nameazz"),
        ("E3", "was", "Bob was"),
    ],
)
def test_a_sentence_that_is_not_so_is_found(
    indicator: str, old: str | None, new: str | None
) -> None:
    sentence, reason, told = reasons(indicator)
    if indicator == "E1":
        reason = next(
            r
            for r in weighed_case(told.case, KNOWN)
            if r.indicator.id == "E1" and "for three months" in explanation.sentence_of(r)
        )
        sentence = explanation.sentence_of(reason)
    assert list(wrong_in(sentence, reason, told)) == []
    if old is None or new is None:
        one, other = told.named(sentence)[:2]
        wrong = sentence.replace(one, "~").replace(other, one).replace("~", other)
        told = help_only(told)
    else:
        wrong = sentence.replace(old, new)
        assert wrong != sentence
    assert list(wrong_in(wrong, reason, told)) != []


def help_only(told: explanation.Told) -> explanation.Told:
    """The same with ties that are not warm: only help, which has a direction, is left."""
    ties = tuple(tie.model_copy(update={"quality": "ordinary"}) for tie in told.case.ties)
    return replace(told, case=told.case.supposing(ties=ties))


def test_plain_names_leave_every_digit_alone() -> None:
    for trial in TRIALS:
        told = with_plain_names(trial.case())
        before, after = (
            sorted((r.indicator.id, r.full, r.finding.low) for r in weighed_case(case, KNOWN))
            for case in (trial.case(), told.case)
        )
        assert before == after


def test_a_complaint_speaks_of_the_case_as_it_was_entered() -> None:
    case = read_case(FAMILY)
    told = with_plain_names(case)
    assert told.as_entered("Nameaab and Nameaac: wordsaaa", case) == "Ana and Rosa: to the coast"


# A rule that explains badly is found


def test_a_reason_that_stays_without_its_facts_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def rule(s: Situation) -> Iterator[RuleResult]:
        if s.case.ties:  # rests on every tie and names the first
            yield found(
                "W10+",
                "growth",
                "recovery",
                0.5,
                [s.case.ties[0].id],
                "learning",
                slots={"caregiver": s.name(s.case.ties[-1].source)},
            )

    evaluate(Situation(TRIALS[0].case(), KNOWN))
    monkeypatch.setitem(RULES, "W10+", rule)
    failed = [(c, w) for c, w in complaints(read_case(FAMILY), KNOWN, evidence_ids) if w]
    assert [w for c, w in failed if c == PRESENT] == ["W10+ stays: Food bank has set out to learn."]
    assert [w for c, w in failed if c == LIT] != []


def test_parts_that_do_not_add_up_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = explanation.assess

    def generous(case: Case, known: Knowledge, what_ifs: bool) -> object:
        assessment = honest(case, known, what_ifs=what_ifs)
        items = tuple(replace(i, contribution=i.contribution + 0.01) for i in assessment.items)
        return replace(assessment, items=items)

    monkeypatch.setattr(explanation, "assess", generous)
    failed = {c for c, w in complaints(read_case(FAMILY), KNOWN, evidence_ids) if w}
    assert failed == {PARTS}


def test_a_helper_who_helps_through_another_is_lit() -> None:
    case = read_case(
        "Leo, child 9m\nAna, mother, primary caregiver, mood current\n"
        "Mei, friend, supports Ana some\nTom, neighbour\nTom -> Mei: supports some"
    )
    said = [explanation.sentence_of(r) for r in weighed_case(case, KNOWN)]
    assert any(
        sentence.startswith("Nearly all help from outside (Mei and Tom)") for sentence in said
    )
    assert [w for c, w in complaints(case, KNOWN, evidence_ids) if c == LIT and w] == []


def test_only_what_a_reason_names_is_taken_out() -> None:
    case = read_case(FAMILY + "Ana, grief current, mood current\n")
    load = next(r for r in weighed_case(case, KNOWN) if r.finding.fact == "load:ana:grief")
    left = explanation.without(case, load.finding)
    assert [one.kind for one in left.person["ana"].loads] == ["mood"]
    assert left.ties == case.ties
    assert left.events == case.events


def test_a_known_absence_becomes_unknown_and_keeps_its_entry() -> None:
    case = read_case(
        "Leo, child 9m\nAna, mother, primary caregiver\nMarco, father\nMarco -> Leo: none"
    )
    tie = case.ties[0]
    absence = Finding("R11", "x", "absent_tie", 1, 1, 1, (tie.id,), absent=True)
    left = explanation.without(case, absence)
    assert left.ties[0].quality == "unknown"
    assert left.ties[0].id == tie.id
    assert len(left.ties) == len(case.ties)


def test_the_command_says_what_failed() -> None:
    text, well = commands.explain(TRIALS[:1], lambda case, refs: set())
    assert not well
    assert f"{LIT}:" in text
    assert "dark in" in text
    text, well = commands.explain(TRIALS[:1], lambda case, refs: set(case.symbols))
    assert well
