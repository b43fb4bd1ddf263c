"""What must hold across a whole case."""

from typing import Any

import pytest
from pydantic import ValidationError

from imh.case.basis import Basis, InformantReport
from imh.case.care_plan import SafetyConcern, Visit
from imh.case.case import Case
from imh.case.integrity import CaseProblem
from imh.case.people import Load, Person
from imh.case.ties import Tie

LEO, ANA, ROSA = Person(id="leo"), Person(id="ana"), Person(id="rosa")


def problem(**fields: Any) -> tuple[str, str, str]:
    """Where, what was found and what was expected in a case of three people."""
    given_fields: dict[str, Any] = {
        "reference_age_months": 12,
        "children": ["leo"],
        "people": [LEO, ANA, ROSA],
    }
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(given_fields | fields)
    error = caught.value.errors()[0]["ctx"]["error"]
    assert isinstance(error, CaseProblem)
    return error.path, error.found, error.expected


def parents(*pairs: str) -> list[dict[str, str]]:
    ends = [pair.split(">") for pair in pairs]
    return [
        {"id": f"{above}-{below}", "source": above, "target": below, "kind": "parent_of"}
        for above, below in ends
    ]


@pytest.mark.parametrize(
    ("fields", "path", "kind"),
    [
        ({"children": ["leo", "x"]}, "children[1]", "a person"),
        (
            {"households": [{"id": "h", "members": ["ana", "x"]}]},
            "households[0].members[1]",
            "a person",
        ),
        (
            {"households": [{"id": "h", "nights": {"ana": 7}}]},
            "households[0].nights.ana",
            "an index child",
        ),
        (
            {"ties": [{"id": "t", "source": "x", "target": "leo"}]},
            "ties[0].source",
            "a person or place",
        ),
        ({"events": [{"id": "e", "who": ["x"]}]}, "events[0].who[0]", "a person or place"),
        ({"events": [{"id": "e", "away": "x"}]}, "events[0].away", "a person"),
        (
            {
                "observations": [
                    {
                        "id": "o",
                        "kind": "child",
                        "child": "leo",
                        "domain": "sleep",
                        "since_event": "leo",
                    }
                ]
            },
            "observations[0].since_event",
            "an event",
        ),
        (
            {"reflections": [{"id": "r", "kind": "split", "views": [{"who": "x", "says": "no"}]}]},
            "reflections[0].views[0].who",
            "a person or place",
        ),
        ({"safety": [{"id": "s", "kind": "injury", "who": ["x"]}]}, "safety[0].who[0]", "a person"),
        (
            {"questions": [{"id": "q", "text": "?", "about": ["x"]}]},
            "questions[0].about[0]",
            "a person or place",
        ),
        (
            {"goals": [{"id": "g", "text": "!", "who": ["x"]}]},
            "goals[0].who[0]",
            "a person or place",
        ),
        ({"strengths": [{"id": "s", "words": "!", "by": "x"}]}, "strengths[0].by", "a person"),
        (
            {"agreements": [{"id": "a", "what": "!", "by": ["x"]}]},
            "agreements[0].by[0]",
            "a person",
        ),
        ({"visits": [{"id": "v", "present": ["x"]}]}, "visits[0].present[0]", "a person"),
        ({"positions": {"x": [0, 0]}}, "positions.x", "a person or place"),
    ],
)
def test_every_id_points_somewhere(fields: dict[str, Any], path: str, kind: str) -> None:
    where, _, expected = problem(**fields)
    assert (where, expected) == (
        path,
        f"the id of {kind} in this case",
    )


SEEN = Basis(visits=("first",))


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"ties": [Tie(id="t", source="ana", target="leo", basis=SEEN)]}, "ties[0].basis"),
        ({"safety": [SafetyConcern(id="s", kind="injury", basis=SEEN)]}, "safety[0].basis"),
        (
            {"people": [LEO, Person(id="ana", loads=(Load(kind="mood", basis=SEEN),))]},
            "people[1].loads[0].basis",
        ),
        (
            {
                "ties": [
                    Tie(id="t", source="ana", target="leo", accounts=(InformantReport(basis=SEEN),))
                ]
            },
            "ties[0].accounts[0].basis",
        ),
    ],
)
def test_a_basis_anywhere_names_visits_that_were(fields: dict[str, Any], path: str) -> None:
    assert problem(**fields) == (f"{path}.visits[0]", "'first'", "the id of a visit in this case")
    Case.model_validate(
        {"reference_age_months": 12, "children": ["leo"], "people": [LEO, ANA]}
        | fields
        | {"visits": [Visit(id="first")]}
    )


def test_ids_are_unique_across_all_lists() -> None:
    found = problem(visits=[Visit(id="v")], ties=[{"id": "v", "source": "ana", "target": "leo"}])
    assert found == ("visits[0].id", "id 'v' used twice", "an id other than that of ties[0]")
    assert problem(children=["leo", "leo"])[0] == "children"


@pytest.mark.parametrize(
    "ties",
    [
        parents("ana>leo", "leo>ana"),
        parents("ana>leo", "leo>rosa", "rosa>ana"),
        [*parents("ana>leo"), parents("leo>ana")[0] | {"kind": "step_parent_of"}],
    ],
)
def test_nobody_is_their_own_ancestor(ties: list[dict[str, str]]) -> None:
    assert "is their own ancestor through" in problem(ties=ties)[1]


def test_two_parents_and_shared_grandparents_are_no_circle() -> None:
    ties = parents("ana>leo", "rosa>leo", "rosa>ana")
    case = Case.model_validate(
        {"reference_age_months": 12, "children": ["leo"], "people": [LEO, ANA, ROSA], "ties": ties}
    )
    assert len(case.ties) == 3


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"events": [{"id": "e", "at_months": 12.5}]}, "events[0].at_months"),
        ({"people": [LEO, {"id": "ana", "died_at_months": 13}]}, "people[1].died_at_months"),
        ({"visits": [{"id": "v", "at_months": 13}]}, "visits[0].at_months"),
        ({"events": [{"id": "e", "at_months": 5, "until_months": 4}]}, "events[0].until_months"),
        (
            {"ties": [parents("ana>leo")[0] | {"since_months": 5, "until_months": 4}]},
            "ties[0].until_months",
        ),
    ],
)
def test_times_are_possible(fields: dict[str, Any], path: str) -> None:
    assert problem(**fields)[0] == path


def test_an_older_index_child_lived_longer_than_the_reference_age() -> None:
    case = Case.model_validate(
        {
            "reference_age_months": 12,
            "children": ["leo", "ana"],
            "people": [LEO, {"id": "ana", "age_months": 40}],
            "events": [{"id": "e", "at_months": 40}],
        }
    )
    assert case.age_in_months("ana") == 40


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"ties": [parents("ana>leo")[0]]}, "ties[0]"),
        ({"events": [{"id": "e"}]}, "events[0]"),
        (
            {"observations": [{"id": "o", "kind": "child", "child": "leo", "domain": "sleep"}]},
            "observations[0]",
        ),
        ({"people": [LEO, {"id": "ana", "loads": [{"kind": "mood"}]}]}, "people[1].loads[0]"),
    ],
)
def test_an_account_gives_a_value_of_its_own_field(fields: dict[str, Any], path: str) -> None:
    (collection,) = fields
    entry = fields[collection][-1]
    holder = entry["loads"][0] if "loads" in entry else entry
    holder["accounts"] = [{"value": ""}, {"value": "\x1b" + "x" * 100}]
    where, found, expected = problem(**fields)
    assert where == f"{path}.accounts[1].value"
    assert found.isprintable()
    assert len(found) <= 62
    assert expected.startswith("one of ")
