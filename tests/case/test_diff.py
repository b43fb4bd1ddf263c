"""Differences between two cases, in lines that people can read."""

import datetime
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from imh.case.basis import Basis, InformantReport
from imh.case.care_plan import Agreement, Goal, Question, Referral, SafetyConcern, Strength, Visit
from imh.case.case import Case
from imh.case.casefile import dump, parse
from imh.case.diff import difference
from imh.case.edits import Edit, EditError, apply
from imh.case.events import Event
from imh.case.observations import ChildObservation, DailyObservation, PairObservation, Screening
from imh.case.people import Household, Load, Person, Resource
from imh.case.reflections import Reflection
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from tests.case.generated import cases, edits, fewer

LEO = Person(id="leo", name="Leo", role="child")
ANA = Person(id="ana", name="Ana", role="birth_parent")
ROSA = Person(id="rosa", name="Rosa", role="grandparent", age_years=57)
TIE = Tie(id="ana-leo", source="ana", target="leo", quality="warm")
DIED = Event(id="died", kind="loss", title="José died", who=("ana",), at_months=3)
HELD = PairObservation(id="held", caregiver="ana", child="leo", aspect="comfort_seeking")
HOME = Household(id="home", name="Flat", members=("leo", "ana"))


def case(**fields: Any) -> Case:
    given_fields = {
        "reference_age_months": 14,
        "children": ("leo",),
        "people": (LEO, ANA, ROSA),
        "households": (HOME,),
        "ties": (TIE,),
        "events": (DIED,),
        "observations": (HELD,),
    }
    return Case(**(given_fields | fields))


def with_rosa(**fields: Any) -> Case:
    return case(people=(LEO, ANA, ROSA.model_copy(update=fields)))


def with_tie(**fields: Any) -> Case:
    return case(ties=(TIE.model_copy(update=fields),))


def lines(new: Case, old: Case | None = None) -> list[str]:
    return [each.text for each in difference(old or case(), new)]


@pytest.mark.parametrize(
    ("new", "line"),
    [
        (with_rosa(age_years=58), "Rosa: age changed from 57 to 58"),
        (with_rosa(age_years="declined"), "Rosa: age changed from 57 to declined"),
        (with_rosa(caregiver="shared"), "Rosa: caregiver changed from unknown to shared"),
        (with_rosa(name="Rosita"), "Rosa: name changed from 'Rosa' to 'Rosita'"),
        (with_rosa(note="At home\nagain."), "Rosa: note set to 'At home again.'"),
        (with_rosa(birth_date=datetime.date(1969, 4, 2)), "Rosa: birth date set to 1969-04-02"),
        (
            with_rosa(support_fits_task="thin"),
            "Rosa: support fits task changed from unknown to thin",
        ),
        (
            with_rosa(loads=(Load(kind="care_for_others", state="current", note="her sister"),)),
            "Rosa: loads set to care for others, current, 'her sister'",
        ),
        (
            with_rosa(resources=(Resource(kind="humour"), Resource(kind="faith"))),
            "Rosa: resources set to humour; faith",
        ),
        (with_tie(quality="cut_off"), "Tie from Ana to Leo: quality changed from warm to cut off"),
        (with_tie(since_months=-3.5), "Tie from Ana to Leo: beginning in months set to -3.5"),
        (with_tie(target="rosa"), "Tie from Ana to Leo: target changed from Leo to Rosa"),
        (
            with_tie(kinds_to_target=("practical", "money")),
            "Tie from Ana to Leo: kinds to target set to practical; money",
        ),
        (
            with_tie(basis=Basis(kind="told", by=("rosa", "the referral"), in_confidence=True)),
            "Tie from Ana to Leo: basis set to told, Rosa; the referral, in confidence",
        ),
        (
            with_tie(accounts=(InformantReport(says="fine", value="warm"),)),
            "Tie from Ana to Leo: accounts set to 'fine', 'warm'",
        ),
        (case(ties=()), "Tie from Ana to Leo removed"),
        (case(events=()), "Event 'José died' removed"),
        (
            case(events=(DIED.model_copy(update={"who": ()}),)),
            "Event 'José died': who taken out, was Ana",
        ),
        (case(observations=()), "Observation of comfort seeking between Ana and Leo removed"),
        (
            case(households=(HOME.model_copy(update={"nights": {"leo": 4.0}}),)),
            "Flat: nights set to Leo 4",
        ),
        (case(title="L."), "Case: title set to 'L.'"),
        (case(fictional=True), "Case: fictional changed from no to yes"),
        (case(reference_age_months=15), "Case: child's age in months changed from 14 to 15"),
        (case(referral=Referral(by="GP", words="Sleep?")), "Case: referral set to GP, 'Sleep?'"),
        (case(children=("leo", "ana")), "Case: children changed from Leo to Leo; Ana"),
        (case(people=(ANA, LEO, ROSA)), "People: order changed"),
        (
            case(observations=(ChildObservation(id="held", child="leo", domain="sleep"),)),
            "Observation of comfort seeking between Ana and Leo became Observation of sleep of Leo",
        ),
    ],
)
def test_one_thing_changed_is_one_line(new: Case, line: str) -> None:
    assert lines(new) == [line]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"ties": (TIE, Tie(id="t", source="rosa", target="leo"))}, "New tie: Rosa to Leo"),
        ({"people": (LEO, ANA, ROSA, Person(id="tom"))}, "New person: tom"),
        (
            {"people": (LEO, ANA, ROSA, Person(id="t", name="Tom", role="step_parent"))},
            "New person: Tom, step parent",
        ),
        (
            {"settings": (Setting(id="s", name="St. Jude", kind="hospital"),)},
            "New setting: St. Jude, hospital",
        ),
        (
            {"influences": (Influence(id="i", name="Rest", kind="parenting_idea"),)},
            "New influence: Rest, parenting idea",
        ),
        ({"households": (HOME, Household(id="h", name="Farm"))}, "New home: Farm"),
        (
            {"events": (DIED, Event(id="e", kind="hospital_stay", at_months=-1))},
            "New event: hospital stay, -1 months",
        ),
        (
            {
                "observations": (
                    HELD,
                    DailyObservation(
                        id="d", child="leo", aspect="talk_and_song", rating="strength"
                    ),
                )
            },
            "New observation: talk and song with Leo, strength",
        ),
        (
            {"observations": (HELD, Screening(id="s", about="ana", name="EPDS"))},
            "New screening: 'EPDS' of Ana",
        ),
        ({"reflections": (Reflection(id="r", kind="own_story"),)}, "New reflection"),
        (
            {"safety": (SafetyConcern(id="s", kind="growth_failure"),)},
            "New safety concern: 'growth failure'",
        ),
        (
            {
                "questions": (
                    Question(id="q", text="Who holds Leo when Ana is at work and Rosa is away?!"),
                )
            },
            "New question: 'Who holds Leo when Ana is at work and Rosa is away?!'",
        ),
        (
            {"goals": (Goal(id="g", text="Call the clinic.\n" * 9),)},
            "New goal: 'Call the clinic. Call the clinic. Call the clinic. Call t...'",
        ),
        ({"strengths": (Strength(id="s", words="We laugh."),)}, "New strength: 'We laugh.'"),
        (
            {"agreements": (Agreement(id="a", what="May be shared"),)},
            "New agreement: 'May be shared'",
        ),
        ({"visits": (Visit(id="v", place="home", at_months=13),)}, "New visit: home, 13 months"),
        ({"positions": {"rosa": (1, 2)}}, "Rosa moved on the map"),
    ],
)
def test_something_new_is_announced(fields: dict[str, Any], line: str) -> None:
    assert lines(case(**fields)) == [line]


def test_a_difference_beyond_the_cut_is_told_without_values() -> None:
    first, second = with_rosa(note="a" * 70 + "b"), with_rosa(note="a" * 70 + "c")
    assert lines(second, first) == ["Rosa: note changed"]


def test_moves_come_last_and_apart() -> None:
    old = case(positions={"ana": (0, 0), "leo": (5, 5)})
    new = case(title="L.", positions={"ana": (1, 0)})
    found = difference(old, new)
    assert [each.text for each in found] == [
        "Case: title set to 'L.'",
        "Leo no longer placed by hand",
        "Ana moved on the map",
    ]
    assert [each.kind for each in found] == ["changed", "moved", "moved"]


def test_in_which_order_places_were_given_changes_no_word() -> None:
    old = {"ana": (0, 0), "leo": (5, 5)}
    new = {"ana": (1, 0), "leo": (6, 5)}
    said = lines(case(positions=new), case(positions=old))
    turned = case(positions=dict(reversed(old.items())))
    assert lines(case(positions=dict(reversed(new.items()))), turned) == said


def test_a_line_tells_what_it_is_about() -> None:
    (found,) = difference(case(), with_rosa(age_years=58))
    assert (found.kind, found.id, found.field) == ("changed", "rosa", "age_years")


def test_a_person_gone_from_the_map_is_not_also_moved() -> None:
    old = case(positions={"rosa": (1, 1)})
    assert lines(case(people=(LEO, ANA)), old) == ["Rosa removed"]


@fewer
@given(cases().flatmap(lambda case: st.tuples(st.just(case), edits(case))))
def test_cases_differ_exactly_when_a_line_says_so(pair: tuple[Case, Edit]) -> None:
    old, edit = pair
    assert difference(old, parse(dump(old), "again")) == ()
    try:
        new = apply(old, edit)
    except EditError:
        reject()
    for first, second in ((old, new), (new, old)):
        found = difference(first, second)
        assert bool(found) == (first != second)
        assert all(each.text and "\n" not in each.text for each in found)
