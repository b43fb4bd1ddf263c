"""What must hold of every assessment, over generated cases."""

import json
import math
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.collections import COLLECTIONS
from imh.case.synthetic import CHILD, synthetic_case
from imh.principles import assess as weighing
from imh.principles.evidence import Assessment
from imh.principles.knowledge import knowledge
from imh.principles.report import as_data, as_text
from tests.case.generated import cases

FEWER = settings(max_examples=min(60, settings().max_examples))


def assess(case: Case) -> Assessment:
    """The assessment without its flips, which have tests of their own."""
    return weighing.assess(case, what_ifs=False)


SEEDS = st.integers(0, 10_000)


def families() -> st.SearchStrategy[Case]:
    """Made-up families of 6 to 24 symbols."""
    return st.builds(synthetic_case, SEEDS, st.integers(6, 24))


def digits(assessment: Assessment) -> dict[str, Any]:
    """Every number of an assessment, and nothing that depends on names."""
    return {
        bearing.principle: (
            bearing.rank,
            bearing.bearing,
            bearing.concern,
            bearing.strength,
            bearing.could_rise_to,
            bearing.coverage,
            bearing.rank_acceptability,
            sorted(item.contribution for item in assessment.of(bearing.principle)),
        )
        for bearing in assessment.bearings
    } | {"questions": sorted(question.worth for question in assessment.questions)}


def changed(case: Case, change: Callable[[dict[str, Any]], None]) -> Case:
    """The case after a change to its data."""
    data = plain(case.model_dump())
    change(data)
    return Case.model_validate(data)


def concerns(assessment: Assessment) -> dict[str, float]:
    return {bearing.principle: bearing.concern for bearing in assessment.bearings}


@FEWER
@given(cases() | families())
def test_every_case_has_an_assessment_that_can_be_written_down(case: Case) -> None:
    assessment = weighing.assess(case)
    data = json.loads(json.dumps(as_data("case", assessment), allow_nan=False))
    assert as_text("case", assessment)
    for principle in data["principles"]:
        shares = principle["rank_acceptability"]
        if shares is None:
            assert principle["reason"]
            assert principle["rank"] is None
            assert principle["concern"] == principle["strength"] == 0
        else:
            assert len(shares) == 5
            assert math.isclose(sum(shares), 1, abs_tol=1e-9)
            assert 0 < principle["bearing"] < 1
            assert principle["could_rise_to"] >= principle["bearing"] - 1e-12
    ranks = [p["rank"] for p in data["principles"] if p["rank"] is not None]
    assert ranks == list(range(1, len(ranks) + 1))


@FEWER
@given(families())
def test_contributions_add_up_to_the_sums(case: Case) -> None:
    assessment = assess(case)
    for bearing in assessment.bearings:
        for side, total in (("concern", bearing.concern), ("strength", bearing.strength)):
            items = [i for i in assessment.of(bearing.principle) if i.side == side]
            assert math.isclose(math.fsum(i.contribution for i in items), total, abs_tol=1e-9)
            for item in items:
                product = item.damping * item.weight * item.home_factor * item.strength
                assert math.isclose(item.contribution, product, abs_tol=1e-12)
                assert 0 <= item.low <= item.strength <= item.high <= 1


@FEWER
@given(families(), st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_no_digit(case: Case, random: Random) -> None:
    def shuffle(data: dict[str, Any]) -> None:
        for collection in COLLECTIONS:
            random.shuffle(data[collection])

    assert digits(assess(changed(case, shuffle))) == digits(assess(case))


@FEWER
@given(families(), st.randoms(use_true_random=False))
def test_names_ids_genders_and_places_on_the_map_change_no_digit(
    case: Case, random: Random
) -> None:
    """Swaps what says nothing about how people are with each other."""
    text = json.dumps(plain(case.model_dump()))
    numbers = [*range(len(case.symbols))]
    random.shuffle(numbers)
    for identifier, number in zip(case.symbols, numbers, strict=True):
        text = text.replace(f'"{identifier}"', f'"x{number}"')
    data = json.loads(text)
    for person in data["people"]:
        person["name"] = random.choice(["Zoë", "Abdul", "", "李"])
        person["gender"] = random.choice(["female", "male", "diverse", "unknown"])
        if person["role"] in ("birth_parent", "adoptive_parent", "foster_parent", "step_parent"):
            person["role"] = random.choice(["birth_parent", "adoptive_parent", "foster_parent"])
    for influence in data["influences"]:
        influence["name"] = random.choice(["one language", "another faith"])
    data["positions"] = {person["id"]: [random.random(), 5] for person in data["people"]}
    assert digits(assess(Case.model_validate(data))) == digits(assess(case))


def _codes(data: Any, found: list[tuple[Any, Any]], code: str) -> list[tuple[Any, Any]]:
    """Every place in the data where a field holds this code."""
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        if isinstance(value, dict | list):
            _codes(value, found, code)
        elif value == code:
            found.append((data, key))
    return found


ASKED = {"fit": "support_fits_task", "home": "outside_help"}
"""The field that a question asks about, by the kind of its fact."""


@FEWER
@example(synthetic_case(216, 10))
@given(families())
def test_declined_is_unknown_in_every_number_and_is_never_asked(case: Case) -> None:
    def decline(data: dict[str, Any]) -> None:
        for holder, key in _codes(data, [], "unknown"):
            if key in ("quality", "burden", "state", "outside_help", "support_fits_task"):
                holder[key] = "declined"

    open_case, closed = assess(case), assess(changed(case, decline))
    assert {k: v for k, v in digits(closed).items() if k != "questions"} == {
        k: v for k, v in digits(open_case).items() if k != "questions"
    }
    assert {q.fact for q in closed.questions} <= {q.fact for q in open_case.questions}
    declined = changed(case, decline)
    refused = {
        "~".join(sorted((t.source, t.target))) for t in declined.ties if t.quality == "declined"
    }
    for question in closed.questions:
        kind, _, whom = question.fact.partition(":")
        if kind == "tie":
            assert "~".join(sorted(whom.split("~"))) not in refused
        elif kind in ASKED:
            entries = map(declined.entries.get, question.refs)
            assert all(getattr(entry, ASKED[kind], "") != "declined" for entry in entries)


@FEWER
@given(families(), st.data())
def test_unknown_instead_of_none_never_raises_a_concern(case: Case, data: st.DataObject) -> None:
    known = plain(case.model_dump())
    places = _codes(known, [], "none")
    if not places:
        return
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(st.sampled_from(["unknown", "declined"]))
    if key == "rating":
        return
    before, after = concerns(assess(case)), concerns(assess(Case.model_validate(known)))
    for principle, concern in after.items():
        assert concern <= before[principle] + 1e-9, (principle, holder)


BURDENS = ("accident", "disaster", "move", "migration", "separation", "violence", "incarceration")


@FEWER
@given(families(), st.sampled_from(BURDENS), st.sampled_from(["some", "much"]))
def test_another_burden_never_lowers_a_concern(case: Case, kind: str, burden: str) -> None:
    def happens(data: dict[str, Any]) -> None:
        data["events"].append(
            {"id": "new", "kind": kind, "at_months": -3, "burden": burden, "who": [CHILD]}
        )

    before, after = concerns(assess(case)), concerns(assess(changed(case, happens)))
    assert all(after[principle] >= before[principle] - 1e-9 for principle in after)


@FEWER
@given(families())
def test_a_strength_never_lowers_a_concern(case: Case) -> None:
    def gains(data: dict[str, Any]) -> None:
        data["people"][1]["resources"].append({"kind": "loving_figure"})
        data["events"].append({"id": "new", "kind": "ritual", "nurture": "much", "at_months": -3})
        data["observations"].append(
            {"id": "n", "kind": "daily", "child": CHILD, "aspect": "play", "rating": "strength"}
        )

    before, after = concerns(assess(case)), concerns(assess(changed(case, gains)))
    assert all(after[principle] >= before[principle] - 1e-9 for principle in after)


@FEWER
@given(families(), st.data())
def test_a_tie_entered_twice_adds_nothing(case: Case, data: st.DataObject) -> None:
    tie = data.draw(st.sampled_from(case.ties))

    def twice(entries: dict[str, Any]) -> None:
        entries["ties"].append({**plain(tie.model_dump()), "id": "again"})

    once, again = assess(case), assess(changed(case, twice))
    for before in once.bearings:
        after = again.bearing(before.principle)
        assert math.isclose(after.concern, before.concern, abs_tol=1e-9)
        assert math.isclose(after.strength, before.strength, abs_tol=1e-9)


def without(case: Case, refs: tuple[str, ...], absent: bool) -> Case:
    """The case with exactly these facts taken out; a known absence becomes unknown."""
    data = plain(case.model_dump())
    for ref in refs:
        identifier, _, field = ref.partition(".")
        for collection in COLLECTIONS:
            for entry in list(data[collection]):
                if entry["id"] == identifier:
                    _take_out(data[collection], entry, field, absent)
    for observation in data["observations"]:
        if observation.get("since_event") in refs:
            observation["since_event"] = None
    return Case.model_validate(data)


def _take_out(entries: list[Any], entry: dict[str, Any], field: str, absent: bool) -> None:
    if field.startswith(("loads.", "resources.")):
        collection, _, kind = field.partition(".")
        entry[collection] = [part for part in entry[collection] if part["kind"] != kind]
    elif field == "gestation_weeks":
        entry[field] = None
    elif field:
        entry[field] = "unknown"
    elif absent and "quality" in entry:
        entry |= {"quality": "unknown", "contact": "unknown", "strain": "unknown", "topics": []}
    else:
        entries.remove(entry)


@settings(max_examples=6)  # each weighs a family once for every reason it has
@given(families())
def test_every_reason_vanishes_with_exactly_the_facts_that_it_names(case: Case) -> None:
    for item in assess(case).items:
        left = assess(without(case, item.refs, item.absent))
        facts = {(other.indicator, other.fact) for other in left.items}
        assert (item.indicator, item.fact) not in facts, item


@FEWER
@given(families())
def test_an_unasked_indicator_moves_no_rank(case: Case) -> None:
    """Taking a rule's texts away from the catalogue's unknowns cannot matter: only items rank."""
    assessment = assess(case)
    assert {item.indicator for item in assessment.items} <= set(knowledge().indicators)
    for bearing in assessment.bearings:
        if not assessment.of(bearing.principle):
            assert bearing.rank is None
            assert bearing.bearing is None


def test_an_empty_case_has_no_ranking_and_says_why() -> None:
    case = Case.model_validate(
        {
            "reference_age_months": 6,
            "children": ["child"],
            "people": [{"id": "child", "role": "child"}],
        }
    )
    assessment = assess(case)
    assert all(b.rank is None and b.reason for b in assessment.bearings)
    assert assessment.bearing("reflective_practice").reason == "Not yet reflected on."
    assert "Nothing is known yet" in assessment.headline


@pytest.mark.parametrize("times", [1, 2])
def test_the_same_case_gives_the_same_digits_again(times: int) -> None:
    assert digits(assess(synthetic_case(times, 15))) == digits(assess(synthetic_case(times, 15)))
