"""What-ifs hold when they are carried out: on the case, or on the sum, by hand."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from imh.case import casefile
from imh.case.case import Case
from imh.case.quick_entry import read_case
from imh.principles.assess import assess
from imh.principles.evidence import Assessment, Flip, Item
from imh.principles.knowledge import PRINCIPLES, knowledge
from imh.principles.whatif import MOST

SAMPLES = sorted((Path(__file__).parents[2] / "sample_cases").glob("*.json"))

CLOSE = """\
Leo, child 20m
Ana, mother, primary caregiver, mood current, grief current
Marco, father, shares care
Marco -> Leo: strained
Marco with Leo: soothing concern, repair concern
"""
SHARED_LEAD = """\
Leo, child 20m
Ana, mother, primary caregiver, mood current
Marco, father, shares care
Marco with Leo: soothing concern, repair concern, play concern
at 14m: separation from Marco, Leo, until 17m, burden none
"""
FAMILIES: dict[str, str] = {"close": CLOSE, "shared lead": SHARED_LEAD}


@cache
def case_of(name: str) -> Case:
    return read_case(FAMILIES[name]) if name in FAMILIES else casefile.read(Path(name))


# What a calibration sets does not matter here: every principle on the same scale.
EQUAL = replace(
    knowledge(),
    constants=replace(knowledge().constants, scales=dict.fromkeys(PRINCIPLES, 8.0)),
)


@cache
def assessed(name: str) -> Assessment:
    return assess(case_of(name), EQUAL)


EVERY = [*FAMILIES, *map(str, SAMPLES)]
every_family = pytest.mark.parametrize("name", EVERY, ids=lambda name: Path(name).stem)


def first_of(items: Collection[Item]) -> str | None:
    """Which principle comes first on these items, worked out anew from their parts."""
    constants = EQUAL.constants
    stories: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for item in items:
        counts = item.weight * item.home_factor * item.strength
        stories[item.principle, item.side, item.group].append(counts)
    bears = dict.fromkeys(PRINCIPLES, 0.0)
    for (principle, side, _), told in stories.items():
        w = sum(value / 2**place for place, value in enumerate(sorted(told, reverse=True)))
        share = 1.0 if side == "concern" else constants.strength_share
        bears[principle] += share * w / constants.scales[principle]
    leader = max(PRINCIPLES, key=lambda principle: bears[principle])
    return leader if bears[leader] > 0 else None


def without(assessment: Assessment, facts: Collection[str]) -> str | None:
    return first_of([item for item in assessment.items if item.fact not in facts])


def removals(assessment: Assessment) -> list[Flip]:
    return [flip for flip in assessment.flips if flip.kind == "removal"]


# Removal


@every_family
def test_without_those_facts_another_principle_comes_first(name: str) -> None:
    assessment = assessed(name)
    assert first_of(assessment.items) == assessment.bearings[0].principle
    for flip in removals(assessment):
        assert without(assessment, flip.facts) == flip.becomes_first
        assert flip.becomes_first != assessment.bearings[0].principle


@every_family
def test_no_smaller_set_of_facts_would_do_and_none_is_overlooked(name: str) -> None:
    """Tries every one and every two facts of every principle."""
    assessment = assessed(name)
    leader = assessment.bearings[0].principle
    facts = sorted({item.fact for item in assessment.items})
    for size in (1, 2):
        edit_between = [
            set(dropped)
            for dropped in combinations(facts, size)
            if without(assessment, dropped) not in (leader, None)
        ]
        if edit_between:
            break
    found = [set(flip.facts) for flip in removals(assessment)]
    assert all(dropped in edit_between for dropped in found)
    assert len(found) == min(len(edit_between), MOST)


def test_both_sizes_of_removal_come_up() -> None:
    """Else the tests above would be about nothing."""
    sizes = {len(flip.facts) for name in EVERY for flip in removals(assessed(name))}
    assert sizes == {1, 2}


def test_a_removal_is_said_in_terms_of_the_family() -> None:
    (flip, *_) = removals(assessed("close"))
    dropped = next(item for item in assessed("close").items if item.fact == flip.facts[0])
    assert flip.sentence == (
        f"If it did not hold that “{dropped.sentence.rstrip('.')}”, "
        f"{knowledge().principles[flip.becomes_first].name} would come first."
    )


# Recoding

STEPS = {
    "quality": (
        "warm-ordinary ordinary-warm ordinary-strained tenuous-ordinary strained-ordinary "
        "strained-conflicted conflicted-strained cut_off-strained mixed-ordinary mixed-strained"
    ),
    "strain": "none-some some-none some-much much-some",
    "burden": "none-some some-none some-much much-some",
    "rating": (
        "strength-no_concern no_concern-strength no_concern-concern concern-no_concern "
        "on_track-watch watch-on_track watch-concern concern-watch"
    ),
}
"""Which readings of a fact lie one step apart."""


def one_step_away(case: Case, identifier: str) -> Iterator[Case]:
    """The case with one field of one entry read one step differently, in every way."""
    for collection in ("ties", "events", "observations"):
        entries = getattr(case, collection)
        for place, entry in enumerate(entries):
            if entry.id != identifier:
                continue
            for field, steps in STEPS.items():
                for step in steps.split():
                    old, new = step.split("-")
                    if getattr(entry, field, None) == old and _fits(entry, field, new):
                        changed = entry.model_copy(update={field: new})
                        both = (*entries[:place], changed, *entries[place + 1 :])
                        yield case.model_copy(update={collection: both})


def _fits(entry: object, field: str, value: str) -> bool:
    kind = getattr(entry, "kind", "")
    of_child = value in ("on_track", "watch") or (kind == "child" and value == "concern")
    return field != "rating" or (kind == "child") == of_child


@every_family
def test_the_recoded_case_puts_the_other_principle_first(name: str) -> None:
    for flip in assessed(name).flips:
        if flip.kind == "recoding":
            (identifier,) = flip.refs
            reached = {
                assess(fresh(changed), EQUAL, what_ifs=False).bearings[0].principle
                for changed in one_step_away(case_of(name), identifier)
            }
            assert flip.becomes_first in reached


def fresh(case: Case) -> Case:
    """The same case read anew, so that nothing worked out before is kept."""
    return Case.model_validate(casefile.plain(case.model_dump()))


def test_a_strained_tie_read_as_a_conflict_is_tried_and_said() -> None:
    told = {flip.sentence: flip.becomes_first for flip in assessed("close").flips}
    sentence = (
        "If the tie between Marco and Leo were in conflict rather than strained, "
        "Relationships are Foundational would come first."
    )
    assert told[sentence] == "relationships" != assessed("close").bearings[0].principle
    by_hand = read_case(CLOSE.replace("Marco -> Leo: strained", "Marco -> Leo: in conflict"))
    assert assess(by_hand, EQUAL, what_ifs=False).bearings[0].principle == "relationships"


def test_where_nothing_leads_nothing_can_turn() -> None:
    assert assess(read_case("Leo, child 9m")).flips == ()
