"""Rank acceptability against draws and formulas of another kind, and how the headline says it."""

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from imh.case.quick_entry import read_case
from imh.principles.assess import assess
from imh.principles.evidence import Assessment
from imh.principles.knowledge import PRINCIPLES, Knowledge, knowledge
from imh.principles.stability import Weightings, too_close
from tests.principles.hand_made import CONSTANTS, catalogue, finding, indicator, weighed

KNOWN = catalogue(
    indicator("A", "relationships", "H"),
    indicator("B", "relationships", "M"),
    indicator("C", "whole_family", "H"),
    indicator("D", "whole_family", "M", side="strength"),
    indicator("E", "context", "L"),
    indicator("F", "whole_family", "M", group="two"),
)


def first_share(weightings: Weightings, principle: str) -> float:
    """How often a principle comes first."""
    return float(weightings.first_shares()[PRINCIPLES.index(principle)])


@pytest.mark.parametrize(("weight_spread", "scale_spread"), [(0.5, 0.15), (0.1, 0.6), (0.6, 0.01)])
def test_two_single_facts_come_first_as_often_as_the_formula_says(
    weight_spread: float, scale_spread: float
) -> None:
    """The ratio of two lognormal values is lognormal, so the share is known."""
    known = spread(weight_spread=weight_spread, scale_spread=scale_spread)
    findings = weighed(known, finding("A", "x", 0.7), finding("C", "y", home="whole_family"))
    sigma = math.sqrt(2 * weight_spread**2 + 2 * scale_spread**2)
    exact = 0.5 * (1 + math.erf(math.log(0.7) / sigma / math.sqrt(2)))
    share = first_share(Weightings(findings, known), "relationships")
    assert share == pytest.approx(exact, abs=0.015)


def spread(**constants: float) -> Knowledge:
    """The small catalogue with other spreads."""
    return replace(KNOWN, constants=replace(CONSTANTS, **constants))  # type: ignore[arg-type]


@pytest.mark.parametrize(("rival", "share"), [(0.6, 0.5), (0.8, 0.25), (0.19, 1.0), (1.0, 0.0)])
def test_what_is_partly_known_takes_any_value_within_its_bounds(rival: float, share: float) -> None:
    """Between 0.2 and 1 alike; with hardly any other spread it beats a rival by its range alone."""
    known = spread(weight_spread=1e-9, scale_spread=1e-9)
    partly, sure = finding("A", "x", 0.3, bounds=(0.2, 1)), finding("C", "y", rival, "whole_family")
    found = first_share(Weightings(weighed(known, partly, sure), known), "relationships")
    assert found == pytest.approx(share, abs=0.02)


def test_a_strength_counts_anything_between_a_quarter_and_three_quarters() -> None:
    """A strength of weight two against a concern of 0.7: ahead where its share is above 0.35."""
    known = spread(weight_spread=1e-9, scale_spread=1e-9)
    findings = weighed(
        known, finding("D", "x", 1.0, "whole_family"), finding("E", "y", 0.7, "context")
    )
    found = first_share(Weightings(findings, known), "whole_family")
    assert found == pytest.approx((0.75 - 0.35) / 0.5, abs=0.02)


def plain_first_share(draws: int) -> float:
    """Share of draws in which relationships lead: written out for one case, fact by fact."""
    random, led = Random(1), 0

    def factor(sigma: float) -> float:
        return random.lognormvariate(0, sigma)

    for _ in range(draws):
        two_of_a, one_of_b = 4 * factor(0.5), 2 * factor(0.5)
        group = sorted([two_of_a * 0.7, two_of_a * random.uniform(0.2, 0.6), one_of_b * 1.0])
        relationships = group[2] + group[1] / 2 + group[0] / 4
        family = 4 * factor(0.5) * 0.6 + random.uniform(0.25, 0.75) * 2 * factor(0.5) * 0.9
        family += 2 * factor(0.5) * 0.5  # at home elsewhere
        led += relationships / (8 * factor(0.15)) > family / (8 * factor(0.15))
    return led / draws


def test_two_principles_agree_with_draws_written_plainly() -> None:
    findings = weighed(
        KNOWN,
        finding("A", "x", 0.7),
        finding("A", "y", 0.4, bounds=(0.2, 0.6)),
        finding("B", "z", 1.0),
        finding("C", "u", 0.6, home="whole_family"),
        finding("D", "v", 0.9, home="whole_family"),
        finding("F", "w", 1.0, home="context"),
    )
    shares = Weightings(findings, KNOWN).acceptability()
    assert shares["relationships"][0] == pytest.approx(plain_first_share(40_000), abs=0.02)
    assert shares["relationships"][0] == pytest.approx(shares["whole_family"][1])
    assert set(shares) == {"relationships", "whole_family"}


def test_a_faint_fact_elsewhere_changes_nobody_elses_draws() -> None:
    """Streams belong to indicators: a new one does not shift those of the others."""
    findings = [
        finding("A", "x", 0.5, bounds=(0.1, 0.9)),
        finding("C", "y", 0.5, bounds=(0.2, 0.8), home="whole_family"),
    ]
    before = Weightings(weighed(KNOWN, *findings), KNOWN).first_shares()
    for faint in (
        finding("E", "z", 1e-9, home="context"),
        finding("F", "z", 1e-12, home="whole_family"),
    ):
        after = Weightings(weighed(KNOWN, faint, *findings), KNOWN).first_shares()
        assert after.tolist() == before.tolist()


def test_an_added_fact_gives_the_shares_of_the_whole_drawn_anew() -> None:
    old = [finding("A", "x", 0.6), finding("C", "y", home="whole_family")]
    new = finding("B", "z", 0.9)
    added = Weightings(weighed(KNOWN, *old), KNOWN).first_shares(weighed(KNOWN, new))
    anew = Weightings(weighed(KNOWN, *old, new), KNOWN).first_shares()
    assert added.tolist() == anew.tolist()


def test_another_seed_moves_a_share_no_further_than_its_noise() -> None:
    findings = weighed(KNOWN, finding("A", "x", 0.9), finding("C", "y", home="whole_family"))
    catalogues = [replace(KNOWN, constants=replace(CONSTANTS, seed=seed)) for seed in range(20)]
    shares = [first_share(Weightings(findings, known), "relationships") for known in catalogues]
    assert len(set(shares)) > 1
    assert np.std(shares) < CONSTANTS.noise


@pytest.mark.parametrize(
    ("shares", "close"),
    [([0.7, 0.3], False), ([2 / 3, 1 / 3], True), ([0.4, 0.25, 0.35], True), ([1.0], False)],
)
def test_from_a_third_on_it_is_too_close_to_call(shares: list[float], close: bool) -> None:
    assert too_close(shares, CONSTANTS) is close


# Headlines

BALANCED = """\
Leo, child 20m
Ana, mother, primary caregiver, mood current, grief current
Marco, father, shares care
Marco -> Leo: strained
Marco with Leo: soothing concern, repair concern
"""


def headline(text: str, **constants: float) -> str:
    """The headline of a family in lines, with constants of the weighing changed."""
    return reading(text, **constants).headline


def reading(text: str, **constants: float) -> Assessment:
    known = knowledge()
    changed = replace(known, constants=replace(known.constants, **constants))  # type: ignore[arg-type]
    return assess(read_case(text), changed, what_ifs=False)


def test_an_order_that_leads_in_less_than_half_the_draws_is_not_stated() -> None:
    constants = knowledge().constants
    assert too_close([0.49, 0.3, 0.21, 0.0, 0.0], constants)
    assert not too_close([0.5, 0.3, 0.2, 0.0, 0.0], constants)
    assert too_close([0.22, 0.2, 0.2, 0.19, 0.19], constants)
    assert not too_close([1.0], constants)


def test_the_headline_turns_where_the_second_share_reaches_the_threshold() -> None:
    shares = sorted(
        b.rank_acceptability[0] for b in reading(BALANCED).bearings if b.rank_acceptability
    )
    second = shares[-2]
    assert 0.15 < second < 0.5
    at, above = second, math.nextafter(second, 1)
    assert headline(BALANCED, close_share=at).startswith("Too close to call between ")
    stated = headline(BALANCED, close_share=above)
    assert f"comes first in {round(100 * shares[-1])} of 100 plausible weightings; " in stated
    assert stated.endswith(" is close behind.")


def test_a_first_place_is_said_in_hundredths_and_from_95_on_in_words() -> None:
    """The less the weights vary, the surer the same family's first place."""
    said = set()
    for weight_spread in np.linspace(0.05, 0.5, 25):
        settings = {"weight_spread": float(weight_spread), "scale_spread": 0.05, "close_share": 0.6}
        family = reading(BALANCED, **settings)
        first = max(b.rank_acceptability[0] for b in family.bearings if b.rank_acceptability)
        share = round(100 * first)
        sure = "Supporting the Whole Family comes first in nearly every plausible weighting."
        if share >= 95:
            assert family.headline == sure
        else:
            assert f"comes first in {share} of 100 plausible weightings" in family.headline
        said.add(share)
    assert said & {95, 96}
    assert said & {93, 94}


def test_with_few_facts_the_headline_says_that_little_is_known() -> None:
    facts = len(reading(BALANCED).items)
    assert "plausible" in headline(BALANCED, few_facts=facts, close_share=0.6)
    assert headline(BALANCED, few_facts=facts + 1).startswith(
        "Little is known yet. What is known speaks for "
    )


def test_nothing_known_has_no_first() -> None:
    assert headline("Leo, child 9m").startswith("Nothing is known yet")
