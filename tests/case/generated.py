"""Valid whole cases for property tests: ``cases()`` is a hypothesis strategy, ``edits(case)`` too.

Every case is fictional by construction. It holds each kind of entry, references that point
somewhere, possible times and texts that are unusual but allowed.
"""

from __future__ import annotations

import datetime
import math
from functools import cache
from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st

from imh.case import vocabulary as words
from imh.case.basis import Basis, InformantReport
from imh.case.care_plan import (
    Agreement,
    Goal,
    Hypothesis,
    Question,
    Referral,
    SafetyConcern,
    Strength,
    Visit,
)
from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.collections import COLLECTIONS
from imh.case.edits import Add, Change, Edit, Move, Remove, SetCase, Several, Unmove
from imh.case.events import Event
from imh.case.observations import (
    ChildObservation,
    DailyObservation,
    PairObservation,
    Screening,
)
from imh.case.people import Household, Load, Person, Resource
from imh.case.reflections import Reflection, View
from imh.case.surroundings import Influence, Setting
from imh.case.text import unfit_character
from imh.case.ties import Tie

fewer = settings(max_examples=settings().max_examples // 2)
"""For tests that draw whole cases: half as many examples, as one case is many draws."""

Ids = tuple[str, ...]
OLDEST = 84  # months

UNUSUAL = [
    "José Ñandú",
    "מרים",
    "家",
    "👩‍👧 & <3",
    "a < b > c",
    "=SUM(A1)",
    "'\"\\",
    "None",
    "0",
    "-",
]

LETTERS = "abz AZ09.,;:!?-_/\\'\"()[]{}<>=+@#$%^&*|~`éßœṽ‘’—…אب家🙂\u0301\u200d\u00a0"


@cache
def word(literal: Any) -> st.SearchStrategy[str]:
    """One code of a closed vocabulary."""
    return st.sampled_from(get_args(literal))


@cache
def phrases(longest: int = 12) -> st.SearchStrategy[str]:
    """One line that a case may hold."""
    free = st.text(LETTERS, max_size=longest).filter(lambda text: unfit_character(text) is None)
    return st.sampled_from(["", *UNUSUAL]) | free.map(str.strip)


@cache
def texts() -> st.SearchStrategy[str]:
    """Free text of one or two lines."""
    return phrases(30) | st.builds("{}\n\t{}".format, phrases(), phrases())


@cache
def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Whole, half and awkward numbers of a range."""
    halves = st.integers(math.ceil(low * 2), math.floor(high * 2)).map(lambda number: number / 2)
    return halves | st.floats(low, high)


@cache
def dates() -> st.SearchStrategy[datetime.date | None]:
    """A date, or none as in most cases."""
    return st.none() | st.dates()


@cache
def some(ids: Ids, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """A few different ids in any order."""
    if not ids:
        return st.just(())
    return st.lists(st.sampled_from(ids), unique=True, max_size=min(most, len(ids))).map(tuple)


@cache
def few(entries: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, one or some entries."""
    return st.lists(entries, max_size=most).map(tuple)


@cache
def one_of(ids: Ids) -> st.SearchStrategy[str]:
    """One id."""
    return st.sampled_from(ids)


@cache
def one_or_none(ids: Ids) -> st.SearchStrategy[str | None]:
    """One id, or none."""
    return st.none() | st.sampled_from(ids) if ids else st.none()


@cache
def two(ids: Ids) -> st.SearchStrategy[list[str]]:
    """Two different ids."""
    return st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)


@cache
def bases(people: Ids, visits: Ids) -> st.SearchStrategy[Basis]:
    """Where something is known from; often not said."""
    told = st.builds(
        Basis,
        kind=word(words.BasisKind),
        by=few(st.sampled_from(people) | phrases()),
        interpreter=st.booleans(),
        in_confidence=st.booleans(),
        visits=some(visits, 2),
    )
    return st.just(Basis()) | told


UNNAMED = "x"
"""The id of an entry until it has its own (``_in_its_case``)."""


@cache
def months() -> st.SearchStrategy[float | None]:
    """A time in the child's life, or none."""
    return st.none() | numbers(-60, OLDEST)


@cache
def accounts(
    values: Any, people: Ids, visits: Ids
) -> st.SearchStrategy[tuple[InformantReport, ...]]:
    value = st.just("") | word(values)
    return few(
        st.builds(InformantReport, basis=bases(people, visits), says=texts(), value=value), most=1
    )


@cache
def span() -> st.SearchStrategy[tuple[float | None, float | None]]:
    """Since and until, in this order."""

    def ordered(pair: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
        start, end = pair
        return (end, start) if start is not None and end is not None and end < start else pair

    return st.tuples(months(), months()).map(ordered)


@cache
def person(people: Ids, visits: Ids) -> st.SearchStrategy[Person]:
    loads = st.builds(
        Load,
        kind=word(words.LoadKind),
        state=word(words.LoadState),
        note=texts(),
        basis=bases(people, visits),
        accounts=accounts(words.LoadState, people, visits),
    )
    resources = st.builds(
        Resource, kind=word(words.ResourceKind), note=texts(), basis=bases(people, visits)
    )
    return st.builds(
        Person,
        id=st.just(UNNAMED),
        name=phrases(),
        role=word(words.Role),
        discipline=phrases(),
        gender=word(words.Gender),
        age_years=numbers(0, 120) | word(words.Unsaid),
        age_months=months(),
        gestation_weeks=st.none() | numbers(20, 45),
        birth_date=dates(),
        due_date=dates(),
        life=word(words.Life),
        died_at_months=months(),
        caregiver=word(words.Caregiver),
        support_fits_task=word(words.SupportFit),
        loads=few(loads),
        resources=few(resources),
        note=texts(),
    )


@cache
def household(people: Ids, children: Ids, visits: Ids) -> st.SearchStrategy[Household]:
    return st.builds(
        Household,
        id=st.just(UNNAMED),
        name=phrases(),
        members=some(people),
        nights=st.dictionaries(st.sampled_from(children), numbers(0, 7)),
        outside_help=word(words.OutsideHelp),
        basis=bases(people, visits),
        note=texts(),
    )


@cache
def setting(people: Ids, visits: Ids) -> st.SearchStrategy[Setting]:
    return st.builds(
        Setting,
        id=st.just(UNNAMED),
        name=phrases(),
        kind=word(words.SettingKind),
        status=word(words.SettingStatus),
        stability=word(words.Stability),
        basis=bases(people, visits),
        note=texts(),
    )


@cache
def influence(people: Ids, visits: Ids) -> st.SearchStrategy[Influence]:
    return st.builds(
        Influence,
        id=st.just(UNNAMED),
        name=phrases(),
        kind=word(words.InfluenceKind),
        words=texts(),
        basis=bases(people, visits),
        note=texts(),
    )


@cache
@st.composite
def tie(draw: st.DrawFn, symbols: Ids, people: Ids, visits: Ids) -> Tie:
    ends = draw(two(symbols))
    kind = draw(word(words.TieKind))
    if kind in words.PARENT_TIES:  # nobody becomes their own ancestor
        ends.sort(key=symbols.index)
    since, until = draw(span())
    return Tie(
        id=UNNAMED,
        source=ends[0],
        target=ends[1],
        kind=kind,
        quality=draw(word(words.Quality)),
        support_to_target=draw(word(words.Amount)),
        support_to_source=draw(word(words.Amount)),
        kinds_to_target=draw(few(word(words.SupportKind))),
        kinds_to_source=draw(few(word(words.SupportKind))),
        strain=draw(word(words.Amount)),
        topics=draw(few(word(words.Topic))),
        contact=draw(word(words.Contact)),
        since_months=since,
        until_months=until,
        basis=draw(bases(people, visits)),
        accounts=draw(accounts(words.Quality, people, visits)),
        note=draw(texts()),
    )


@cache
@st.composite
def event(draw: st.DrawFn, symbols: Ids, people: Ids, visits: Ids) -> Event:
    start, end = draw(span())
    return Event(
        id=UNNAMED,
        kind=draw(word(words.EventKind)),
        title=draw(phrases()),
        at_months=start,
        until_months=end,
        ongoing=draw(word(words.YesNo)),
        date=draw(dates()),
        who=draw(some(symbols)),
        away=draw(one_or_none(people)),
        burden=draw(word(words.Amount)),
        nurture=draw(word(words.Amount)),
        exposure=draw(word(words.Exposure)),
        basis=draw(bases(people, visits)),
        accounts=draw(accounts(words.Amount, people, visits)),
        note=draw(texts()),
    )


@cache
def observation(people: Ids, visits: Ids, events: Ids) -> st.SearchStrategy[Any]:
    shared = {
        "id": st.just(UNNAMED),
        "at_months": months(),
        "basis": bases(people, visits),
        "note": texts(),
    }
    pair = st.builds(
        PairObservation,
        **shared,
        caregiver=one_of(people),
        child=one_of(people),
        aspect=word(words.PairAspect),
        rating=word(words.PairRating),
        accounts=accounts(words.PairRating, people, visits),
    )
    child = st.builds(
        ChildObservation,
        **shared,
        child=one_of(people),
        domain=word(words.Domain),
        rating=word(words.DomainRating),
        since_event=one_or_none(events),
        accounts=accounts(words.DomainRating, people, visits),
    )
    daily = st.builds(
        DailyObservation,
        **shared,
        child=one_of(people),
        aspect=word(words.DailyAspect),
        rating=word(words.PairRating),
        with_whom=some(people),
        accounts=accounts(words.PairRating, people, visits),
    )
    screening = st.builds(
        Screening,
        **shared,
        about=one_of(people),
        name=phrases(),
        score=phrases(),
        date=dates(),
        reading=word(words.ScreeningReading),
        accounts=accounts(words.ScreeningReading, people, visits),
    )
    return pair | child | daily | screening


@cache
def reflection(people: Ids, symbols: Ids) -> st.SearchStrategy[Reflection]:
    return st.builds(
        Reflection,
        id=st.just(UNNAMED),
        kind=word(words.ReflectionKind),
        by=one_or_none(people),
        towards=some(symbols),
        feeling=st.none() | word(words.Reaction),
        strength=word(words.Amount),
        state=word(words.SupervisionState),
        views=few(st.builds(View, who=one_of(symbols), says=texts())),
        at_months=months(),
        shared=st.booleans(),
        text=texts(),
    )


@cache
def safety(people: Ids, visits: Ids) -> st.SearchStrategy[SafetyConcern]:
    return st.builds(
        SafetyConcern,
        id=st.just(UNNAMED),
        kind=word(words.SafetyKind),
        state=word(words.SafetyState),
        who=some(people),
        text=texts(),
        basis=bases(people, visits),
    )


@cache
def question(symbols: Ids) -> st.SearchStrategy[Question]:
    return st.builds(
        Question,
        id=st.just(UNNAMED),
        text=texts(),
        about=some(symbols),
        ask=phrases(),
        state=word(words.QuestionState),
        answer=texts(),
    )


@cache
def hypothesis(symbols: Ids) -> st.SearchStrategy[Hypothesis]:
    return st.builds(
        Hypothesis,
        id=st.just(UNNAMED),
        text=texts(),
        speaks_for=few(texts()),
        speaks_against=few(texts()),
        about=some(symbols),
        state=word(words.HypothesisState),
    )


@cache
def goal(symbols: Ids) -> st.SearchStrategy[Goal]:
    return st.builds(
        Goal,
        id=st.just(UNNAMED),
        text=texts(),
        who=some(symbols),
        by_when=phrases(),
        state=word(words.GoalState),
    )


@cache
def strength(people: Ids, symbols: Ids, visits: Ids) -> st.SearchStrategy[Strength]:
    return st.builds(
        Strength,
        id=st.just(UNNAMED),
        words=texts(),
        by=one_or_none(people),
        about=some(symbols),
        basis=bases(people, visits),
    )


@cache
def agreement(people: Ids) -> st.SearchStrategy[Agreement]:
    return st.builds(
        Agreement,
        id=st.just(UNNAMED),
        what=texts(),
        agreed=word(words.Agreed),
        by=some(people),
        with_whom=phrases(),
        date=dates(),
    )


@cache
def visit(people: Ids) -> st.SearchStrategy[Visit]:
    return st.builds(
        Visit,
        id=st.just(UNNAMED),
        date=dates(),
        at_months=months(),
        place=phrases(),
        present=some(people),
        interpreter=st.booleans(),
        note=texts(),
    )


@cache
def referrals() -> st.SearchStrategy[Referral]:
    return st.builds(Referral, by=phrases(), words=texts(), date=dates())


@cache
def positions(symbols: Ids) -> st.SearchStrategy[dict[str, tuple[float, float]]]:
    place = st.tuples(numbers(-500, 500), numbers(-500, 500))
    return st.dictionaries(st.sampled_from(symbols), place, max_size=3)


@cache
def counts(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


MOST = {
    "people": 4,
    "households": 2,
    "settings": 2,
    "influences": 2,
    "ties": 4,
    "events": 2,
    "observations": 2,
    "reflections": 2,
    "safety": 1,
    "questions": 2,
    "hypotheses": 1,
    "goals": 1,
    "strengths": 1,
    "agreements": 1,
    "visits": 2,
}
"""How many entries of each list a generated case has at most."""


TIMES = ("age_months", "died_at_months", "at_months", "since_months", "until_months")


def _in_its_case(entry: Any, identifier: str, now: float) -> Any:
    """An entry under its own id and with nothing later than the child's age.

    What differs from case to case is set last: an entry's strategy, which takes longer to make
    than to use, then serves every case with as many people.
    """
    times = {name: getattr(entry, name, None) for name in TIMES}
    early = {name: now for name, time in times.items() if time is not None and time > now}
    return entry.model_copy(update={"id": identifier, **early})


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A valid case of up to eight symbols, with one or two index children."""
    ids = {}
    for name, most in MOST.items():
        count = draw(counts(1 if name == "people" else 0, most))
        ids[name] = tuple(f"{name}-{number}" for number in range(count))
    people, visits = ids["people"], ids["visits"]
    children = people[: draw(counts(1, 2))]
    symbols = (*people, *ids["settings"], *ids["influences"])
    now = draw(numbers(-10, OLDEST))

    def all_of(name: str, entry: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(_in_its_case(draw(entry), identifier, now) for identifier in ids[name])

    return Case(
        title=draw(phrases()),
        fictional=True,
        reference_age_months=now,
        children=children,
        referral=draw(referrals()),
        people=all_of("people", person(people, visits)),
        households=all_of("households", household(people, children, visits)),
        settings=all_of("settings", setting(people, visits)),
        influences=all_of("influences", influence(people, visits)),
        ties=all_of("ties", tie(symbols, people, visits)) if len(symbols) > 1 else (),
        events=all_of("events", event(symbols, people, visits)),
        observations=all_of("observations", observation(people, visits, ids["events"])),
        reflections=all_of("reflections", reflection(people, symbols)),
        safety=all_of("safety", safety(people, visits)),
        questions=all_of("questions", question(symbols)),
        hypotheses=all_of("hypotheses", hypothesis(symbols)),
        goals=all_of("goals", goal(symbols)),
        strengths=all_of("strengths", strength(people, symbols, visits)),
        agreements=all_of("agreements", agreement(people)),
        visits=all_of("visits", visit(people)),
        positions=draw(positions(symbols)),
    )


def single_edits(case: Case) -> st.SearchStrategy[Edit]:
    """An edit that mostly fits the case; some would make a person their own ancestor or such."""
    known = sorted(case.entries)
    symbols = st.sampled_from(sorted(case.symbols))
    identifiers = st.sampled_from(known)
    filled = [name for name in COLLECTIONS if getattr(case, name)]

    def copied(name: str) -> st.SearchStrategy[Edit]:
        entry = st.sampled_from(getattr(case, name)).map(plain)
        fresh = st.sampled_from(["new-a", "new-b"]).flatmap(
            lambda identifier: entry.map(lambda document: document | {"id": identifier})
        )
        at = st.none() | st.integers(0, 4)
        return st.builds(Add, collection=st.just(name), entry=fresh, at=at)

    def changed(identifier: str) -> st.SearchStrategy[Edit]:
        """Some fields as they are in another entry of the same type."""
        entry = case.entries[identifier]
        alike = [other for other in case.entries.values() if type(other) is type(entry)]
        names = [name for name in type(entry).model_fields if name not in ("id", "kind")]
        fields = st.lists(st.sampled_from(names), max_size=3, unique=True)
        return st.builds(
            lambda other, chosen: Change(
                id=identifier, fields={name: getattr(other, name) for name in chosen}
            ),
            st.sampled_from(alike),
            fields,
        )

    of_case = st.fixed_dictionaries(
        {},
        optional={
            "title": phrases(),
            "fictional": st.booleans(),
            "children": st.sampled_from(case.people).map(lambda person: (person.id,)),
            "referral": st.builds(Referral, by=phrases()),
        },
    )
    place = numbers(-500, 500)
    return st.one_of(
        st.sampled_from(filled).flatmap(copied),
        identifiers.flatmap(changed),
        st.builds(Remove, id=identifiers),
        st.builds(Move, id=symbols, x=place, y=place),
        st.builds(Unmove, id=symbols),
        st.builds(SetCase, fields=of_case),
    )


def edits(case: Case) -> st.SearchStrategy[Edit]:
    """One edit, or several together."""
    single = single_edits(case)
    return single | st.builds(Several, edits=st.lists(single, max_size=4).map(tuple))
