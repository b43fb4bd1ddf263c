"""Two editors' changes become one case: nothing is lost, and every choice is a valid case."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imh.case import case as case_module
from imh.case.basis import Basis
from imh.case.care_plan import Goal
from imh.case.case import Case
from imh.case.collections import COLLECTIONS
from imh.case.edits import Add, Change, Edit, EditError, Move, Remove, SetCase, Unmove, apply
from imh.case.integrity import CaseProblem
from imh.case.merge import Merged, Side, merge, merge_attachments, settle, settle_attachments
from imh.case.merging.conflict_sets import Fit
from imh.case.people import Household, Load, Person
from imh.case.synthetic import synthetic_case
from imh.case.ties import Tie
from tests.case.concurrent_edits import three_cases
from tests.case.generated import cases, edits

seeds = st.integers(0, 1_000_000)

BASE = Case(
    reference_age_months=14,
    children=("p1",),
    people=(
        Person(id="p1", name="Leo", role="child"),
        Person(id="p2", name="Ana", role="birth_parent"),
        Person(id="p3", name="Rosa", role="grandparent", age_years=57),
        Person(id="p4", name="Tom", role="friend"),
    ),
    households=(Household(id="h1", name="Flat", members=("p1", "p2", "p3")),),
    ties=(
        Tie(id="t1", source="p2", target="p1", quality="warm", since_months=0),
        Tie(id="t2", source="p3", target="p2", quality="ordinary"),
    ),
    goals=(Goal(id="g1", text="Call the clinic", who=("p3",)),),
    positions={"p3": (1, 1)},
)


def after(*steps: Edit, base: Case = BASE) -> Case:
    for edit in steps:
        base = apply(base, edit)
    return base


def merged(mine: Sequence[Edit] | Edit, theirs: Sequence[Edit] | Edit, base: Case = BASE) -> Merged:
    mine, theirs = (each if isinstance(each, Sequence) else (each,) for each in (mine, theirs))
    return merge(base, after(*mine, base=base), after(*theirs, base=base))


def every_choice(found: Merged) -> list[Case]:
    """The case after every combination of choices; at most some hundred."""
    ways: Any = itertools.product(("mine", "theirs"), repeat=len(found.conflicts))
    return [settle(found, choices) for choices in itertools.islice(ways, 128)]


def in_words(found: Merged) -> list[tuple[str, str, str, str]]:
    parts = [part for conflict in found.conflicts for part in conflict.parts]
    return [(part.about, part.base, part.mine, part.theirs) for part in parts]


# Any two editors


def laws(base: Case, mine: Case, theirs: Case) -> None:
    """What holds of every merge."""
    assert_merges_by_itself(merge(base, mine, base), mine)
    assert_merges_by_itself(merge(base, base, theirs), theirs)
    assert_merges_by_itself(merge(base, mine, mine), mine)
    with patch.object(Fit, "join_all", side_effect=AssertionError("a rule that Fit missed")):
        found = merge(base, mine, theirs)
    for case in every_choice(found):  # each was checked when it was made
        assert {*mine.entries} & {*theirs.entries} & {*base.entries} <= {*case.entries}
    here: list[Side] = ["mine"] * len(found.conflicts)
    there: list[Side] = ["theirs"] * len(found.conflicts)
    assert settle(found, here) == found.case
    for conflict in found.conflicts:
        assert conflict.about
        assert conflict.mine != conflict.theirs
    shared = (mine.entries.keys() & theirs.entries.keys()) - base.entries.keys()
    if any(mine.entries[each] != theirs.entries[each] for each in shared):
        return  # two new things under one id: mine was given another
    assert_kept(base, mine, theirs, found.case, bool(found.conflicts))
    assert_kept(base, theirs, mine, settle(found, there), bool(found.conflicts))
    swapped = merge(base, theirs, mine)
    sizes = [[len(conflict.parts) for conflict in each.conflicts] for each in (found, swapped)]
    assert sorted(sizes[0]) == sorted(sizes[1])
    assert settle(swapped, there) == found.case
    assert settle(swapped, here) == settle(found, there)


def assert_merges_by_itself(found: Merged, case: Case) -> None:
    assert found.case == case
    assert found.conflicts == ()


def assert_kept(base: Case, chosen: Case, other: Case, result: Case, conflicts: bool) -> None:
    """All that the chosen side changed is there, and what the other changed where it may be."""
    before, chose, others, now = (places(each) for each in (base, chosen, other, result))
    for place in {**before, **chose, **others}:
        old, said, also, got = (each.get(place) for each in (before, chose, others, now))
        if said != old and also == old:
            assert got == said, place
        if said == old and also != old and not conflicts:
            assert got == also, place
        if old == said == also:
            assert got == old, place


def places(case: Case) -> dict[tuple[str, str], Any]:
    """Every field of every entry, and the case's own fields."""
    own = [name for name in Case.model_fields if name not in (*COLLECTIONS, "positions")]
    found: dict[tuple[str, str], Any] = {("", name): getattr(case, name) for name in own}
    for entry in case.entries.values():
        found |= {(entry.id, name): value for name, value in entry}
    return found


@given(seeds)
def test_the_laws_of_merging_hold_for_two_editors_who_meet(seed: int) -> None:
    laws(*three_cases(seed))


@settings(max_examples=settings().max_examples // 4)
@given(cases(), st.data())
def test_the_laws_of_merging_hold_for_any_case(base: Case, data: st.DataObject) -> None:
    sides = []
    for _ in range(2):
        side = base
        for _ in range(2):
            try:
                side = apply(side, data.draw(edits(side)))
            except EditError:
                continue
        sides.append(side)
    laws(base, *sides)


ABOUT_OTHERS = {"id", "kind", "age_months", "since_months", "until_months", "at_months"} | {
    *("died_at_months", "source", "target", "caregiver", "child", "about", "who", "away"),
    *("members", "nights", "by", "towards", "views", "since_event", "with_whom", "basis"),
}


@given(seeds, st.data())
def test_edits_of_different_entries_never_clash(seed: int, data: st.DataObject) -> None:
    base = synthetic_case(seed, 8)
    one, other = data.draw(
        st.lists(st.sampled_from(sorted(base.entries)), min_size=2, max_size=2, unique=True)
    )
    mine, theirs = (apply(base, data.draw(plain_change(base, each))) for each in (one, other))
    found = merge(base, mine, theirs)
    assert found.conflicts == ()
    assert found.case.entries[one] == mine.entries[one]
    assert found.case.entries[other] == theirs.entries[other]


def plain_change(case: Case, identifier: str) -> st.SearchStrategy[Edit]:
    """Fields that are about this entry alone, as they are in another one of its type."""
    entry = case.entries[identifier]
    alike = [other for other in case.entries.values() if type(other) is type(entry)]
    names = [name for name in type(entry).model_fields if name not in ABOUT_OTHERS]
    chosen = st.lists(st.sampled_from(names), min_size=1, unique=True)
    return st.builds(
        lambda like, fields: Change(id=identifier, fields={f: getattr(like, f) for f in fields}),
        st.sampled_from(alike),
        chosen,
    )


# What merges by itself


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (Change.of("p3", age_years=58), Change.of("p3", note="At home again.")),
        (Change.of("p3", age_years=58), Change.of("p3", age_years=58)),
        (Change.of("t1", quality="mixed"), Remove(id="p3")),
        (Remove(id="p4"), Remove(id="p4")),
        (SetCase.of(title="L."), SetCase.of(fictional=True)),
        (Move(id="p1", x=1, y=1), Move(id="p2", x=2, y=2)),
        (Move(id="p1", x=1, y=1), Unmove(id="p3")),
    ],
)
def test_changes_that_do_not_meet_merge_in_any_order(mine: Edit, theirs: Edit) -> None:
    found = merged(mine, theirs)
    assert found.conflicts == ()
    assert found.case == (after(mine) if mine == theirs else after(mine, theirs))


def test_parts_of_one_field_merge_too() -> None:
    found = merged(
        Change.of("t1", basis={"kind": "told"}), Change.of("t1", basis={"in_confidence": True})
    )
    assert found.conflicts == ()
    assert found.case.ties[0].basis == Basis(kind="told", in_confidence=True)


def test_members_of_a_list_are_added_and_taken_out_one_by_one() -> None:
    found = merged(
        Change.of("h1", members=["p1", "p2", "p3", "p4"], nights={"p1": 3}),
        Change.of("h1", members=["p1", "p2"]),
    )
    assert found.conflicts == ()
    assert found.case.households[0].members == ("p1", "p2", "p4")
    mine = Change.of("p2", loads=[{"kind": "mood"}])
    found = merged(mine, Change.of("p2", loads=[{"kind": "grief"}]))
    assert found.conflicts == ()
    assert {load.kind for load in found.case.person["p2"].loads} == {"mood", "grief"}


def test_new_entries_keep_their_place_and_a_new_order_is_kept() -> None:
    first = Add(collection="people", entry={"id": "new", "name": "Mia"}, at=1)
    moved = BASE.model_copy(update={"people": BASE.people[::-1]})
    found = merge(BASE, after(first), Case.model_validate(dict_of(moved)))
    assert found.conflicts == ()
    assert [person.name for person in found.case.people] == ["Tom", "Rosa", "Ana", "Leo", "Mia"]


def dict_of(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in Case.model_fields}


# What a person chooses


def test_one_field_two_values() -> None:
    found = merged(Change.of("p3", age_years=58), Change.of("p3", age_years=60))
    assert in_words(found) == [("Rosa: age", "57", "58", "60")]
    (conflict,) = found.conflicts
    assert (conflict.about, conflict.base, conflict.mine, conflict.theirs) == (
        "Rosa: age",
        "57",
        "58",
        "60",
    )
    assert settle(found, ["mine"]) == after(Change.of("p3", age_years=58)) == found.case
    assert settle(found, ["theirs"]) == after(Change.of("p3", age_years=60))


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        (
            Change.of("p3", note="a" * 90 + "b"),
            Change.of("p3", note="a" * 90 + "c"),
            ("Rosa: note", "", "'" + "a" * 90 + "b'", "'" + "a" * 90 + "c'"),
        ),
        (
            Change.of("h1", members=["p4"]),
            Change.of("h1", members=["p1"]),
            ("Flat: members", "Leo; Ana; Rosa", "Tom", "Leo"),
        ),
        (
            Change.of("p2", loads=[Load(kind="mood", state="current")]),
            Change.of("p2", loads=[Load(kind="mood", note="since the birth")]),
            ("Ana: loads", "", "mood, current", "mood, 'since the birth'"),
        ),
        (
            SetCase.of(children=["p1", "p4"]),
            SetCase.of(children=["p4"]),
            ("Case: children", "Leo", "Leo; Tom", "Tom"),
        ),
        (
            Change.of("p3", note="two  spaces"),
            Change.of("p3", note="two spaces"),
            ("Rosa: note", "", "'two spaces'", "'two spaces' (not quite the same)"),
        ),
        (
            Remove(id="t1"),
            Change.of("t1", quality="mixed"),
            ("Tie from Ana to Leo", "in the case", "removed", "quality mixed"),
        ),
        (
            Change.of("t1", target="p4"),
            Change.of("t1", quality="mixed"),
            ("Tie from Ana to Leo", "in the case", "target Tom", "quality mixed"),
        ),
        (
            Move(id="p3", x=5, y=5),
            Unmove(id="p3"),
            (
                "Rosa: place on the map",
                "moved to 1, 1",
                "moved to 5, 5",
                "where the drawing puts it",
            ),
        ),
    ],
)
def test_a_clash_is_told_in_names_and_words(
    mine: Edit, theirs: Edit, words: tuple[str, str, str, str]
) -> None:
    found = merged(mine, theirs)
    assert in_words(found) == [words]
    assert settle(found, ["mine"]) == after(mine)
    assert settle(found, ["theirs"]) == after(theirs)
    about, base, *sides = words
    assert in_words(merged(theirs, mine))[0][:2] == (about, base)
    if "quite" not in sides[1]:
        assert in_words(merged(theirs, mine)) == [(about, base, sides[1], sides[0])]


def test_only_places_and_orders_are_told_apart_from_content() -> None:
    moved = merged(Move(id="p3", x=5, y=5), Move(id="p3", x=6, y=6))
    assert [conflict.only_places for conflict in moved.conflicts] == [True]
    aged = merged(Change.of("p3", age_years=58), Change.of("p3", age_years=60))
    assert [conflict.only_places for conflict in aged.conflicts] == [False]


def test_two_new_orders_are_a_choice() -> None:
    orders = [(3, 2, 1, 0), (1, 0, 2, 3)]
    sides = [
        Case.model_validate(dict_of(BASE) | {"people": tuple(BASE.people[n] for n in order)})
        for order in orders
    ]
    found = merge(BASE, *sides)
    assert in_words(found) == [
        (
            "People: order",
            "Leo; Ana; Rosa; Tom",
            "Tom; Rosa; Ana; Leo",
            "Ana; Leo; Rosa; Tom",
        )
    ]
    assert every_choice(found) == sides


# What cannot stand beside each other

ELSEWHERE = Change.of("p4", note="Has nothing to do with it.")


def test_who_was_taken_out_comes_back_with_all_that_went_along() -> None:
    mine, theirs = after(Change.of("p3", age_years=58)), after(Remove(id="p3"))
    found = merge(BASE, mine, theirs)
    assert in_words(found) == [
        ("Rosa", "in the case", "age 58", "removed"),
        ("Flat: members", "Leo; Ana; Rosa", "Leo; Ana; Rosa", "Leo; Ana"),
        ("Tie from Rosa to Ana", "in the case", "left as it was", "removed"),
        ("Goal 'Call the clinic': who", "Rosa", "Rosa", ""),
    ]
    assert every_choice(found) == [mine, theirs]


@pytest.mark.parametrize(
    "needs",
    [
        Add(collection="ties", entry={"id": "new", "source": "p4", "target": "p2"}),
        Add(
            collection="events", entry={"id": "new", "kind": "move", "who": ["p4"], "at_months": 1}
        ),
        Change.of("h1", members=["p1", "p2", "p3", "p4"]),
        Change.of("t1", basis={"kind": "told", "by": ["p4"]}),
        SetCase.of(children=["p1", "p4"]),
    ],
)
def test_a_use_of_somebody_whom_the_other_side_took_out_is_a_choice(needs: Edit) -> None:
    found = merged(needs, Remove(id="p4"))
    (conflict,) = found.conflicts
    assert ("Tom", "removed") in [(part.about, part.theirs) for part in conflict.parts]
    assert every_choice(found) == [after(needs), after(Remove(id="p4"))]


def test_a_place_on_the_map_goes_with_its_symbol() -> None:
    found = merged(Move(id="p3", x=5, y=5), Remove(id="p3"))
    assert found.conflicts == ()
    assert found.case == after(Remove(id="p3"))


def test_nobody_becomes_their_own_ancestor() -> None:
    def parent(identifier: str, source: str, target: str) -> Edit:
        entry = {"id": identifier, "source": source, "target": target, "kind": "parent_of"}
        return Add(collection="ties", entry=entry)

    base = after(parent("known", "p2", "p4"))
    found = merged([parent("a", "p3", "p2"), ELSEWHERE], parent("b", "p4", "p3"), base)
    (conflict,) = found.conflicts
    assert [part.about for part in conflict.parts] == [
        "Tie from Rosa to Ana",
        "Tie from Tom to Rosa",
    ]
    assert [len(case.ties) for case in every_choice(found)] == [4, 4]
    assert all(case.person["p4"].note for case in every_choice(found))
    assert merged(parent("a", "p3", "p2"), parent("b", "p1", "p4"), base).conflicts == ()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (
            SetCase.of(reference_age_months=10),
            Add(collection="events", entry={"id": "e", "kind": "move", "at_months": 13}),
        ),
        (Change.of("t1", since_months=8), Change.of("t1", until_months=6)),
        (SetCase.of(children=["p4"]), Change.of("h1", nights={"p1": 3})),
    ],
)
def test_impossible_times_and_nights_are_a_choice(mine: Edit, theirs: Edit) -> None:
    found = merged([mine, ELSEWHERE], theirs)
    assert [len(conflict.parts) for conflict in found.conflicts] == [2]
    assert every_choice(found) == [after(mine, ELSEWHERE), after(theirs, ELSEWHERE)]


def test_an_earlier_age_with_room_for_everything_is_no_clash() -> None:
    event = Add(collection="events", entry={"id": "e", "kind": "move", "at_months": 9})
    assert merged(SetCase.of(reference_age_months=10), event).conflicts == ()


def test_more_than_a_list_can_hold_is_a_choice() -> None:
    homes = {side: tuple(Household(id=f"home-{side}-{n}") for n in range(15)) for side in "mt"}
    mine, theirs = (
        Case.model_validate(dict_of(BASE) | {"households": (*BASE.households, *homes[side])})
        for side in "mt"
    )
    found = merge(BASE, after(ELSEWHERE, base=mine), theirs)
    assert every_choice(found) == [after(ELSEWHERE, base=mine), after(ELSEWHERE, base=theirs)]


def test_a_rule_that_merging_does_not_know_leaves_one_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine, theirs = after(SetCase.of(title="L.")), after(Change.of("p3", age_years=58))

    def rule(case: Case) -> None:
        if case.title and case.person["p3"].age_years == 58:
            raise CaseProblem("title", "a title", "none")

    monkeypatch.setattr(case_module, "check_integrity", rule)
    found = merge(BASE, mine, theirs)
    assert len(found.conflicts) == 1
    assert every_choice(found) == [mine, theirs]


def test_a_choice_is_needed_for_each_clash() -> None:
    found = merged(Change.of("p3", age_years=58), Change.of("p3", age_years=60))
    for choices in ([], ["mine", "mine"], ["both"]):
        with pytest.raises(ValueError, match="1 clashes"):
            settle(found, choices)  # type: ignore[arg-type]


# Both added something under one id


def test_two_new_people_under_one_id_both_stay_with_their_ties() -> None:
    def added(name: str, *, met: str) -> list[Edit]:
        tie = {"id": f"tie-{met}", "source": "new", "target": met, "basis": {"by": ["new"]}}
        return [
            Add(collection="people", entry={"id": "new", "name": name}),
            Add(collection="ties", entry=tie),
            Move(id="new", x=1, y=2),
        ]

    found = merged(added("Mia", met="p1"), added("Noa", met="p2"))
    assert found.conflicts == ()
    names = {tie.id: found.case.person[tie.source].name for tie in found.case.ties[2:]}
    assert names == {"tie-p1": "Mia", "tie-p2": "Noa"}
    told_by = {tie.id: found.case.person[tie.basis.by[0]].name for tie in found.case.ties[2:]}
    assert told_by == names
    assert found.case.person["new"].name == "Noa"
    assert found.case.positions == {"p3": (1, 1), "new": (1, 2), "new-2": (1, 2)}


def test_the_same_new_person_is_a_choice_unless_it_is_quite_the_same() -> None:
    mia = Add(collection="people", entry={"id": "mia", "name": "Mia", "age_years": 3})
    other = Add(collection="people", entry={"id": "mia", "name": "Mia", "role": "cousin"})
    assert merged(mia, mia).conflicts == ()
    assert in_words(merged(mia, other)) == [
        ("Mia", "", "name 'Mia', age 3", "name 'Mia', role cousin")
    ]


@pytest.mark.parametrize(
    ("collection", "kind"), [("reflections", "bias"), ("safety", "growth_failure")]
)
def test_no_reflection_and_no_safety_concern_stands_back_for_another(
    collection: Any, kind: str
) -> None:
    def noted(text: str) -> Edit:
        return Add(collection=collection, entry={"id": "new", "kind": kind, "text": text})

    found = merged(noted("mine"), noted("theirs"))
    assert found.conflicts == ()
    assert {each.text for each in getattr(found.case, collection)} == {"mine", "theirs"}


# Papers


def paper_words(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Any:
    found = merge_attachments(base, mine, theirs)
    return [
        (conflict.about, conflict.base, conflict.mine, conflict.theirs)
        for conflict in found.conflicts
    ]


def test_papers_merge_by_name_and_by_key() -> None:
    base = {"formulation": {"left_out": {"a": "x"}, "added": [{"key": "1"}]}, "family": ["k"]}
    mine = {**base, "formulation": {**base["formulation"], "replaced": {"s": {"text": "m"}}}}
    theirs = {"family": ["k", "l"], "formulation": {"added": [{"key": "1"}, {"key": "2"}]}}
    found = merge_attachments(base, mine, theirs)
    assert found.conflicts == ()
    assert found.attachments == {
        "formulation": {"added": [{"key": "1"}, {"key": "2"}], "replaced": {"s": {"text": "m"}}},
        "family": ["k", "l"],
    }


def test_two_wordings_of_one_sentence_are_a_choice() -> None:
    base = {"formulation": {"replaced": {"s": {"text": "old"}}}}
    sides = [{"formulation": {"replaced": {"s": {"text": text}}}} for text in ("mine", "yours")]
    words = ("Formulation: words of a sentence", "'old'", "'mine'", "'yours'")
    assert paper_words(base, *sides) == [words]
    found = merge_attachments(base, *sides)
    assert found.attachments == settle_attachments(found, ["mine"]) == sides[0]
    assert settle_attachments(found, ["theirs"]) == sides[1]


def test_other_sentences_stay_whichever_wording_of_one_is_chosen() -> None:
    def replaced(**texts: str) -> dict[str, Any]:
        sentences = {key: {"text": text, "over": f"draft {key}"} for key, text in texts.items()}
        return {"formulation": {"replaced": sentences}}

    mine, theirs = replaced(s="mine", a="only I"), replaced(s="yours", b="only you")
    words = ("Formulation: words of a sentence", "'draft s'", "'mine'", "'yours'")
    assert paper_words({}, mine, theirs) == [words]
    found = merge_attachments({}, mine, theirs)
    assert settle_attachments(found, ["theirs"]) == replaced(s="yours", a="only I", b="only you")


def test_a_paper_under_a_seal_is_one_whole() -> None:
    signed = {"document": "d", "seal": "1", "addenda": []}
    base = {"signed": signed}
    mine = {"signed": {**signed, "addenda": ["late"]}}
    theirs = {"signed": {**signed, "document": "e", "seal": "2"}}
    assert merge_attachments(base, mine, base).attachments == mine
    found = merge_attachments(base, mine, theirs)
    assert [settle_attachments(found, [side]) for side in ("mine", "theirs")] == [mine, theirs]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from("abc"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=4,
)
attachments = st.dictionaries(st.sampled_from(["one", "two"]), json_values)


@given(attachments, attachments, attachments)
def test_the_laws_of_merging_hold_for_papers(base: Any, mine: Any, theirs: Any) -> None:
    assert merge_attachments(base, mine, base).attachments == mine
    assert merge_attachments(base, base, theirs).attachments == theirs
    assert merge_attachments(base, mine, mine).attachments == mine
    found, swapped = merge_attachments(base, mine, theirs), merge_attachments(base, theirs, mine)
    there: list[Side] = ["theirs"] * len(found.conflicts)
    assert settle_attachments(swapped, there) == found.attachments
    assert all(conflict.mine != conflict.theirs for conflict in found.conflicts)
    for name in {*base, *mine, *theirs}:
        if base.get(name) == theirs.get(name) and (name in base) == (name in theirs):
            assert found.attachments.get(name) == mine.get(name)
