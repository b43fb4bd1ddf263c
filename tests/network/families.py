"""Small fictional families, written down in one line each or drawn at random."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from hypothesis import strategies as st

from imh.case.case import Case
from imh.case.people import Household, Person
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.case.vocabulary import Amount, Caregiver, Contact, Quality, SettingStatus
from imh.network import CaseGraph, build


def child(identifier: str = "leo", **fields: Any) -> Person:
    return Person(id=identifier, role="child", **fields)


def mother(identifier: str = "ana", **fields: Any) -> Person:
    defaults: dict[str, Any] = {"role": "birth_parent", "caregiver": "primary", "age_years": 27}
    return Person(id=identifier, **(defaults | fields))


def adult(identifier: str, **fields: Any) -> Person:
    defaults: dict[str, Any] = {"role": "friend", "caregiver": "none", "age_years": 40}
    return Person(id=identifier, **(defaults | fields))


def tie(source: str, target: str, *, id: str = "", **fields: Any) -> Tie:
    return Tie(id=id or f"{source}-{target}", source=source, target=target, **fields)


def home(*members: str, id: str = "home", **fields: Any) -> Household:
    return Household(id=id, members=members, **fields)


def a_case(
    people: Sequence[Person],
    ties: Iterable[Tie] = (),
    *,
    homes: Iterable[Household] = (),
    settings: Iterable[Setting] = (),
    influences: Iterable[Influence] = (),
    children: tuple[str, ...] = ("leo",),
) -> Case:
    return Case(
        fictional=True,
        reference_age_months=9,
        children=children,
        people=tuple(people),
        households=tuple(homes),
        settings=tuple(settings),
        influences=tuple(influences),
        ties=tuple(ties),
    )


def a_map(*args: Any, **fields: Any) -> CaseGraph:
    return build(a_case(*args, **fields))


def changed(case: Case, **fields: Any) -> Case:
    """A case made anew with some fields changed, so that nothing worked out before lingers."""
    kept = {name: getattr(case, name) for name in Case.model_fields}
    return Case(**(kept | fields))


AMOUNTS = st.sampled_from(get_args(Amount))


@st.composite
def any_family(draw: st.DrawFn) -> Case:
    """Up to two index children, people of many parts, settings, an influence, any ties."""
    children = ("leo", "mia")[: draw(st.integers(1, 2))]
    people = [child(identifier) for identifier in children]
    for number in range(draw(st.integers(1, 6))):
        person = Person(
            id=f"p{number}",
            role=draw(
                st.sampled_from(
                    ["birth_parent", "grandparent", "sibling", "friend", "teacher", "professional"]
                )
            ),
            caregiver=draw(st.sampled_from(get_args(Caregiver))),
            age_years=draw(st.sampled_from([3, 8, 30, "unknown"])),
            life=draw(st.sampled_from(["alive", "alive", "unknown", "died"])),
        )
        people.append(person)
    settings = [
        Setting(
            id=f"s{number}",
            kind=draw(st.sampled_from(["childcare", "health_care", "court"])),
            status=draw(st.sampled_from(get_args(SettingStatus))),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    influences = [Influence(id="faith", kind="faith")][: draw(st.integers(0, 1))]
    homes = draw(st.lists(st.sets(st.sampled_from([p.id for p in people])), max_size=2))
    places = [entry.id for entry in (*people, *settings, *influences)]
    return a_case(
        people,
        draw(_ties(places)),
        homes=[home(*sorted(members), id=f"home{n}") for n, members in enumerate(homes)],
        settings=settings,
        influences=influences,
        children=children,
    )


@st.composite
def _ties(draw: st.DrawFn, places: list[str]) -> list[Tie]:
    ends = st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True)
    return [
        Tie(
            id=f"t{number}",
            source=source,
            target=target,
            kind=draw(
                st.sampled_from(
                    ["caregiving", "kin", "service", "works_with", "friendship", "unknown"]
                )
            ),
            quality=draw(st.sampled_from(get_args(Quality))),
            support_to_source=draw(AMOUNTS),
            support_to_target=draw(AMOUNTS),
            strain=draw(AMOUNTS),
            contact=draw(st.sampled_from(get_args(Contact))),
            until_months=draw(st.sampled_from([None, None, None, 5.0])),
        )
        for number, (source, target) in enumerate(draw(st.lists(ends, max_size=14)))
    ]


@st.composite
def helped_family(draw: st.DrawFn, mutual: bool = False) -> Case:
    """Leo, caregivers in one home, helpers outside, and ties that say only who helps whom."""
    carers = ["ana", "rosa", "marco"][: draw(st.integers(1, 3))]
    outside = ["lucia", "mei", "tess", "osei", "elena"][: draw(st.integers(1, 5))]
    names = ["leo", *carers, *outside]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(
        lambda two: two[0] != two[1] and not set(two) <= {"leo", *carers}
    )
    known = st.sampled_from(["some", "much"])
    given_amount = known if mutual else AMOUNTS
    ties = []
    for number, (source, target) in enumerate(draw(st.lists(ends, max_size=12))):
        ties.append(
            tie(
                source,
                target,
                id=f"t{number}",
                support_to_target=draw(given_amount),
                support_to_source=draw(given_amount),
            )
        )
    people = [child(), *(mother(carer) for carer in carers), *(adult(who) for who in outside)]
    return a_case(people, ties, homes=[home("leo", *carers)])
