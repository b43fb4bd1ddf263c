"""Edits and history: each edit does what it says, and can be taken back exactly."""

from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from imh.case.basis import Basis
from imh.case.care_plan import Question, Referral, Visit
from imh.case.case import Case
from imh.case.casefile import dump
from imh.case.edits import (
    Add,
    Change,
    Edit,
    EditError,
    Move,
    Remove,
    SetCase,
    Several,
    Unmove,
    apply,
    describe,
    parse_edit,
    undoing,
)
from imh.case.events import Event
from imh.case.history import History
from imh.case.observations import ChildObservation, PairObservation
from imh.case.people import Household, Person
from imh.case.reflections import Reflection, View
from imh.case.ties import Tie
from tests.case.generated import cases, edits, fewer

CASE = Case(
    title="Leo (fictional)",
    fictional=True,
    reference_age_months=14,
    children=("leo",),
    people=(
        Person(id="leo", name="Leo", role="child"),
        Person(id="ana", name="Ana", role="birth_parent", caregiver="primary"),
        Person(id="rosa", name="Rosa", role="grandparent", age_years=57),
    ),
    households=(Household(id="home", members=("leo", "ana", "rosa"), nights={"leo": 7}),),
    ties=(
        Tie(id="ana-leo", source="ana", target="leo", kind="parent_of", quality="warm"),
        Tie(id="rosa-ana", source="rosa", target="ana", kind="parent_of"),
        Tie(id="rosa-leo", source="rosa", target="leo", basis=Basis(kind="told", by=("rosa",))),
    ),
    events=(Event(id="moved", kind="move", who=("leo", "rosa"), away="rosa"),),
    observations=(
        PairObservation(id="held", caregiver="rosa", child="leo", aspect="soothing"),
        ChildObservation(
            id="sleeps",
            child="leo",
            domain="sleep",
            since_event="moved",
            basis=Basis(kind="told", by=("rosa", "the referral"), visits=("first",)),
        ),
    ),
    reflections=(
        Reflection(
            id="split",
            kind="split",
            by="rosa",
            views=(View(who="ana", says="stay"), View(who="rosa", says="go")),
        ),
    ),
    questions=(Question(id="why", text="Why now?", about=("rosa", "ana")),),
    visits=(Visit(id="first", present=("ana", "rosa")),),
    positions={"rosa": (10, 20)},
)


def test_an_added_entry_stands_where_it_was_put() -> None:
    tom = Person(id="tom", name="Tom")
    assert [p.id for p in apply(CASE, Add(collection="people", entry=tom)).people][-1] == "tom"
    first = apply(CASE, Add(collection="people", entry={"id": "tom", "name": "Tom"}, at=0))
    assert first.people[0] == tom
    assert first.people[1:] == CASE.people


def test_a_change_of_several_fields_leaves_the_others() -> None:
    rosa = apply(CASE, Change.of("rosa", caregiver="shared", note="At home.")).person["rosa"]
    assert rosa == CASE.person["rosa"].model_copy(
        update={"caregiver": "shared", "note": "At home."}
    )


def test_a_change_takes_models_as_values() -> None:
    basis = Basis(kind="observed")
    assert apply(CASE, Change.of("ana-leo", basis=basis)).ties[0].basis == basis


def test_a_removed_person_takes_along_what_cannot_be_without_them() -> None:
    case = apply(CASE, Remove(id="rosa"))
    assert [person.id for person in case.people] == ["leo", "ana"]
    assert [tie.id for tie in case.ties] == ["ana-leo"]
    assert [seen.id for seen in case.observations] == ["sleeps"]
    assert case.households[0].members == ("leo", "ana")
    assert (case.events[0].who, case.events[0].away) == (("leo",), None)
    assert case.reflections[0].by is None
    assert [view.who for view in case.reflections[0].views] == ["ana"]
    assert case.questions[0].about == ("ana",)
    assert case.visits[0].present == ("ana",)
    assert case.positions == {}


def test_what_a_removed_person_told_keeps_their_name() -> None:
    case = apply(CASE, Remove(id="rosa"))
    assert case.observations[0].basis.by == ("Rosa", "the referral")


def test_a_removed_event_or_visit_is_forgotten_by_what_named_it() -> None:
    case = apply(CASE, Several(edits=(Remove(id="moved"), Remove(id="first"))))
    seen = case.observations[1]
    assert isinstance(seen, ChildObservation)
    assert seen.since_event is None
    assert seen.basis.visits == ()


def test_a_twin_can_be_removed_but_not_the_only_child() -> None:
    twin = Several(
        edits=(
            Add(collection="people", entry=Person(id="tom", name="Tom", role="twin")),
            SetCase.of(children=["leo", "tom"]),
            Change.of("home", nights={"leo": 7, "tom": 7}),
        )
    )
    case = apply(apply(CASE, twin), Remove(id="leo"))
    assert case.children == ("tom",)
    assert case.households[0].nights == {"tom": 7}
    with pytest.raises(EditError, match=r"^Tom is the child whom this case is about and cannot"):
        apply(case, Remove(id="tom"))


def test_moving_and_unmoving() -> None:
    moved = apply(CASE, Move(id="ana", x=1.5, y=-2))
    assert moved.positions == {"rosa": (10, 20), "ana": (1.5, -2)}
    assert apply(moved, Unmove(id="rosa")).positions == {"ana": (1.5, -2)}


def test_the_case_itself() -> None:
    case = apply(CASE, SetCase.of(title="L.", reference_age_months=15, referral=Referral(by="GP")))
    assert (case.title, case.reference_age_months, case.referral.by) == ("L.", 15, "GP")


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (Remove(id="tom"), "There is no entry 'tom' in this case."),
        (
            Add(collection="people", entry={"id": "ana-leo"}),
            "The id 'ana-leo' is already used: Tie from Ana to Leo.",
        ),
        (
            Add(collection="people", entry={"id": "tom", "rolle": "twin"}),
            "New entry in people: rolle: 'rolle' is not a field of a person, expected one of id,",
        ),
        (
            Change.of("rosa", caregiver="shred"),
            "Rosa: caregiver: 'shred', expected one of primary, shared, occasional, none,",
        ),
        (Change.of("rosa", age_years="57"), "Rosa: age_years: '57', expected a number from 0 to"),
        (Change.of("rosa", note="<script>"), "Rosa: note: markup '<script>', expected plain text"),
        (Change.of("rosa", age_years=float("nan")), "Rosa: age_years: NaN, expected a number of"),
        (Change(id="rosa", fields={"id": "rose"}), "The id of an entry cannot be changed."),
        (
            Change.of("ana-leo", target="tom"),
            "Tie from Ana to tom: target: 'tom', expected the id of a person or place in this",
        ),
        (
            Change.of("rosa-ana", source="leo"),
            "Tie from Ana to Leo: 'leo' is their own ancestor through 'ana', expected",
        ),
        (
            Change.of("moved", at_months=20),
            "Event move, 20 months: at_months: 20 months, expected no later than 14 months, the",
        ),
        (Move(id="tom", x=0, y=0), "positions.tom: 'tom', expected the id of a person or place"),
        (SetCase.of(children=["tom"]), "children[0]: 'tom', expected the id of a person in this"),
        (SetCase.of(children="leo"), "children: 'leo', expected a list of 1 to 8."),
        (SetCase.of(referral={"bye": ""}), "referral.bye: 'bye' is not a field of a referral, exp"),
        (SetCase.of(reference_age_months="14"), "reference_age_months: '14', expected a number"),
    ],
)
def test_an_edit_that_does_not_fit_says_why(edit: Edit, sentence: str) -> None:
    before = dump(CASE)
    for use in (apply, undoing, describe):
        with pytest.raises(EditError) as caught:
            use(CASE, edit)
        assert str(caught.value).startswith(sentence)
    assert dump(CASE) == before


def test_several_edits_are_done_together_or_not_at_all() -> None:
    tie = Tie(id="tom-leo", source="tom", target="leo")
    tom = Add(collection="people", entry=Person(id="tom"))
    case = apply(CASE, Several(edits=(Add(collection="ties", entry=tie), tom)))
    assert case.ties[-1] == tie
    with pytest.raises(EditError):
        apply(CASE, Several(edits=(tom, Remove(id="nobody"))))


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Change.of("rosa", caregiver="shared"), "Rosa: caregiver changed to shared"),
        (
            Change.of("rosa", age_years=58, note="At home."),
            "Rosa: age changed to 58, note changed to 'At home.'",
        ),
        (Change.of("moved", away=None), "Event move: away taken out"),
        (Change.of("rosa", age_years=57), "Rosa: nothing changed"),
        (Remove(id="ana-leo"), "Tie from Ana to Leo removed"),
        (Remove(id="rosa"), "Rosa removed, with 2 ties and 1 observation"),
        (
            Add(collection="ties", entry=Tie(id="t", source="leo", target="ana", quality="warm")),
            "New tie: Leo to Ana, warm",
        ),
        (Move(id="rosa", x=0, y=0), "Rosa moved on the map"),
        (Unmove(id="rosa"), "Rosa no longer placed by hand"),
        (Unmove(id="ana"), "Nothing changed"),
        (SetCase.of(title="L."), "Case: title changed from 'Leo (fictional)' to 'L.'"),
        (
            Several(edits=(Move(id="rosa", x=0, y=0), Change.of("ana", caregiver="shared"))),
            "Ana: caregiver changed from primary to shared; Rosa moved on the map",
        ),
    ],
)
def test_edits_in_plain_words(edit: Edit, words: str) -> None:
    assert describe(CASE, edit) == words


def test_many_edits_are_described_in_a_few_words() -> None:
    people = [Add(collection="people", entry=Person(id=f"p{n}", name=f"P{n}")) for n in range(9)]
    words = describe(CASE, Several(edits=tuple(people)))
    assert words == "New person: P0; New person: P1; New person: P2; and 6 more"


@fewer
@given(cases().flatmap(lambda case: st.tuples(st.just(case), edits(case))))
def test_an_edit_taken_back_leaves_no_trace(pair: tuple[Case, Edit]) -> None:
    case, edit = pair
    before = dump(case)
    try:
        after = apply(case, edit)
    except EditError:
        reject()
    assert dump(case) == before
    back = undoing(case, edit)
    assert apply(after, back) == case
    assert apply(case, parse_edit(edit.model_dump(mode="json"))) == after
    assert apply(after, parse_edit(back.model_dump(mode="json"))) == case
    assert describe(case, edit)
    assert describe(after, back)


@fewer
@given(
    cases().flatmap(lambda case: st.tuples(st.just(case), st.sampled_from(sorted(case.entries))))
)
def test_whatever_is_removed_the_case_stays_valid(pair: tuple[Case, str]) -> None:
    case, identifier = pair
    if case.children == (identifier,):
        with pytest.raises(EditError, match="cannot be removed"):
            apply(case, Remove(id=identifier))
        return
    after = apply(case, Remove(id=identifier))
    assert set(case.entries) - set(after.entries) >= {identifier}
    assert f'"{identifier}"' not in dump(after)


def test_a_list_in_another_order_is_brought_back() -> None:
    edit = Several(
        edits=(Remove(id="rosa-leo"), Add(collection="ties", entry=CASE.ties[2], at=0)),
    )
    after = apply(CASE, edit)
    assert [tie.id for tie in after.ties] == ["rosa-leo", "ana-leo", "rosa-ana"]
    assert apply(after, undoing(CASE, edit)) == CASE
    assert describe(CASE, edit) == "Ties: order changed"


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"do": "delete"},
        {"do": "\x1b[2J"},
        {"do": "move", "id": "leo", "x": float("nan"), "y": 0},
        {"do": "move", "id": "LEO", "x": 0, "y": 0},
        {"do": "add", "collection": "peple", "entry": {}},
        {"do": "set_case", "fields": {"people": []}},
        {"do": "change", "id": "leo", "fields": [], "more": 1},
    ],
)
def test_what_is_no_edit_is_refused(document: Any) -> None:
    with pytest.raises(EditError, match=r"^This is no edit: ") as caught:
        parse_edit(document)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("levels", [30, 300, 100_000])
def test_an_edit_that_is_nested_without_end_is_refused(levels: int) -> None:
    inner: Any = []
    for _ in range(levels):
        inner = [inner]
    with pytest.raises(EditError):
        apply(CASE, parse_edit({"do": "change", "id": "leo", "fields": {"loads": inner}}))


# History


def test_a_history_goes_back_and_forth() -> None:
    start = History(CASE)
    assert (start.can_undo, start.can_redo, start.next_undo, start.next_redo) == (
        False,
        False,
        "",
        "",
    )
    two = start.do(Change.of("rosa", age_years=58)).do(Remove(id="ana-leo"))
    assert two.descriptions == ("Rosa: age changed to 58", "Tie from Ana to Leo removed")
    one = two.undo()
    assert one.case.person["rosa"].age_years == 58
    assert one.case.ties == CASE.ties
    assert (one.next_undo, one.next_redo) == two.descriptions
    assert one.redo() == two
    assert one.undo().case == CASE
    assert one.undo().undo() == one.undo()
    assert two.redo() == two


def test_doing_something_else_forgets_what_was_undone() -> None:
    history = History(CASE).do(Remove(id="ana-leo")).undo().do(Remove(id="rosa-leo"))
    assert not history.can_redo
    assert history.descriptions == ("Tie from Rosa to Leo removed",)


def test_an_edit_that_does_not_fit_leaves_the_history_as_it_was() -> None:
    history = History(CASE).do(Remove(id="ana-leo"))
    with pytest.raises(EditError):
        history.do(Remove(id="ana-leo"))
    assert len(history.steps) == 1


def test_one_entry_too_many_is_refused_in_a_sentence() -> None:
    """The same sentence at every door, since each of them asks here."""
    names = tuple(Person(id=f"p-{number}") for number in range(60 - len(CASE.people)))
    full = CASE.supposing(people=(*CASE.people, *names))
    with pytest.raises(EditError, match=r"^people: 61 entries, expected at most 60\.$"):
        apply(full, Add(collection="people", entry=Person(id="one-more")))
    loads = [{"kind": "mood"}] * 21
    with pytest.raises(EditError, match=r"loads: 21 entries, expected at most 20\.$"):
        apply(CASE, Change.of(CASE.people[0].id, loads=loads))
