"""The weighing against sums done by hand."""

import math
from itertools import permutations

import pytest

from imh.case.quick_entry import read_case
from imh.case.synthetic import synthetic_case
from imh.principles.assess import assess
from imh.principles.knowledge import PRINCIPLES, knowledge
from imh.principles.weighing import (
    bearing,
    contributions,
    evidence_for,
    first,
    point_bearings,
    sums,
    weigh,
)
from tests.principles.hand_made import catalogue, finding, indicator, strengths

HEAVY = indicator("A", "relationships", "H")
SAME_STORY = indicator("B", "relationships", "M")
OTHER_STORY = indicator("C", "relationships", "M", group="two")
GOOD = indicator("D", "relationships", "M", side="strength")
ELSEWHERE = indicator("E", "whole_family", "H")
KNOWN = catalogue(HEAVY, SAME_STORY, OTHER_STORY, GOOD, ELSEWHERE)
CONCERN = ("relationships", "concern")


def total(*findings: object) -> dict[tuple[str, str], float]:
    """W of every side, as the weighing sums it."""
    return dict(sums(contributions(weigh(findings, KNOWN), 0.5)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "factors", "w"),
    [
        ([1.0], [1], 4),
        ([1.0, 0.5, 0.25], [1, 0.5, 0.25], 4 + 1 + 0.25),
        ([0.25, 1.0, 0.5], [1, 0.5, 0.25], 4 + 1 + 0.25),
        ([1.0, 1.0], [0.75, 0.75], 6),  # two alike share the first and the second place
        ([1.0, 0.5, 0.5], [1, 0.375, 0.375], 4 + 1.5),  # and here the second and the third
        ([0.5, 0.5, 0.5], [7 / 12] * 3, 3.5),
    ],
)
def test_facts_of_one_story_are_damped(values: list[float], factors: list[float], w: float) -> None:
    contributed = contributions(weigh(strengths("A", values), KNOWN), 0.5)
    assert sorted((damping for _, damping, _ in contributed), reverse=True) == pytest.approx(
        factors
    )
    assert math.fsum(share for *_, share in contributed) == pytest.approx(w, abs=1e-12)


def test_two_indicators_of_one_story_are_damped_together_and_two_stories_are_not() -> None:
    assert total(finding("A", "x", 0.5), finding("B", "y"))[CONCERN] == pytest.approx(2 * 1.5)
    assert total(finding("A", "x", 0.5), finding("C", "y"))[CONCERN] == pytest.approx(2 + 2)


def test_concern_and_strength_are_never_netted() -> None:
    both = total(finding("A", "x"), finding("D", "y"))
    assert both == {CONCERN: 4.0, ("relationships", "strength"): 2.0}


def test_a_fact_entered_twice_fires_once_and_rests_on_both_entries() -> None:
    (one,) = weigh([finding("A", "x", 0.6, refs=("p",)), finding("A", "x", refs=("q",))], KNOWN)
    assert (one.full, set(one.finding.refs)) == (4.0, {"p", "q"})


@pytest.mark.parametrize(("a", "b", "stands"), [(1.0, 1.0, "A"), (0.4, 1.0, "B")])
def test_one_fact_seen_by_two_indicators_of_a_story_counts_where_it_counts_more(
    a: float, b: float, stands: str
) -> None:
    (one,) = weigh([finding("A", "x", a), finding("B", "x", b)], KNOWN)
    assert one.indicator.id == stands


def test_one_fact_in_two_stories_counts_in_both() -> None:
    assert total(finding("A", "x"), finding("C", "x"))[CONCERN] == 6


def test_away_from_home_a_fact_counts_half_whatever_else_fired() -> None:
    alone = total(finding("E", "x", home="relationships"))
    beside = total(finding("E", "x", home="relationships"), finding("A", "x"))
    assert alone["whole_family", "concern"] == beside["whole_family", "concern"] == 2
    assert total(finding("E", "x", home="whole_family"))["whole_family", "concern"] == 4


def test_a_fact_shared_by_two_principles_adds_less_than_two_separate_facts() -> None:
    shared = total(finding("A", "x"), finding("E", "x", home="relationships"))
    separate = total(finding("A", "x"), finding("E", "y", home="whole_family"))
    assert (sum(shared.values()), sum(separate.values())) == (6, 8)


def test_no_order_of_findings_changes_what_each_contributes() -> None:
    findings = [*strengths("A", [1.0, 0.5]), finding("B", "y"), finding("E", "fact 0")]
    seen = {
        frozenset(
            (one.finding.fact, share) for one, _, share in contributions(weigh(o, KNOWN), 0.5)
        )
        for o in permutations(findings)
    }
    assert len(seen) == 1


def test_strength_counts_by_its_share_and_bearing_saturates() -> None:
    totals = sums(contributions(weigh([finding("A", "x"), finding("D", "y")], KNOWN), 0.5))
    assert evidence_for(totals, "relationships", 0.5) == 4 + 0.5 * 2
    assert evidence_for(totals, "context", 0.5) == 0
    assert bearing(5, 8) == pytest.approx(0.4647386)
    assert bearing(0, 8) == 0


def test_bearings_at_the_stated_weights() -> None:
    bearings = point_bearings(weigh([finding("A", "x"), finding("D", "y")], KNOWN), KNOWN)
    assert bearings["relationships"] == pytest.approx(1 - math.exp(-5 / 8))
    assert [p for p in PRINCIPLES if bearings[p]] == ["relationships"]


def test_the_first_is_the_one_that_bears_most_and_nobody_when_nothing_speaks() -> None:
    nothing = dict.fromkeys(PRINCIPLES, 0.0)
    assert first(nothing) is None
    assert first(nothing | {"context": 0.2, "whole_family": 0.3}) == "whole_family"
    assert first(nothing | {"context": 0.3, "whole_family": 0.3}) == "context"


def test_a_case_weighed_by_hand() -> None:
    """Ana is low and her friend is there; Leo is four months old.

    Whole family: low mood H * 1, at home; the friend's much help H * 1 as a strength.
    Early experiences: the same low mood in the first year, L * 1, away from home a half.
    """
    case = read_case(
        "Leo, child 4m\nAna, mother, primary caregiver, mood current\n"
        "Mei, friend of Ana, helps Ana much"
    )
    assessment = assess(case, what_ifs=False)
    h, low = (knowledge().constants.weights[weight] for weight in "HL")
    family, early = (assessment.bearing(p) for p in ("whole_family", "early_experiences"))
    assert (family.concern, family.strength) == (h, h)
    assert (early.concern, early.strength) == (low / 2, 0)
    scale, share = knowledge().constants.scales, knowledge().constants.strength_share
    assert family.bearing == pytest.approx(1 - math.exp(-(h + share * h) / scale["whole_family"]))
    assert early.bearing == pytest.approx(1 - math.exp(-low / 2 / scale["early_experiences"]))
    assert (family.rank, early.rank) == (1, 2)


def test_what_a_clinician_sets_aside_no_longer_counts_and_the_rest_stays() -> None:
    case = synthetic_case(5, 18)
    before = assess(case, what_ifs=False)
    item = before.items[0]
    key = (item.indicator, item.fact)
    after = assess(case, what_ifs=False, judged={key: 0.0})
    assert key not in {(other.indicator, other.fact) for other in after.items}
    kept = {(o.indicator, o.fact) for o in before.items} - {key}
    assert kept <= {(o.indicator, o.fact) for o in after.items}
    more = assess(case, what_ifs=False, judged={key: 2.0})
    weights = [i.weight for i in more.items if (i.indicator, i.fact) == key]
    assert weights == [2 * item.weight]
