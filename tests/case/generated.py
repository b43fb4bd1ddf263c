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
from imh.case.case import COLLECTIONS, Case
from imh.case.casefile import plain
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

Ids = list[str]

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


def some(ids: Ids, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """A few different ids in any order."""
    if not ids:
        return st.just(())
    return st.lists(st.sampled_from(ids), unique=True, max_size=min(most, len(ids))).map(tuple)


def few(entries: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, one or some entries."""
    return st.lists(entries, max_size=most).map(tuple)


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


class _Parts:
    """Strategies for the entries of one case, whose ids and age are known."""

    def __init__(self, ids: dict[str, Ids], now: float) -> None:
        self.people, self.visits, self.events = ids["people"], ids["visits"], ids["events"]
        self.children = ids["children"]
        self.symbols = [*self.people, *ids["settings"], *ids["influences"]]
        self.person = st.sampled_from(self.people)
        self.symbol = st.sampled_from(self.symbols)
        self.basis = bases(self.people, self.visits)
        self.now = now
        self.months = st.none() | numbers(-60, now)

    def accounts(self, values: Any) -> st.SearchStrategy[tuple[InformantReport, ...]]:
        value = st.just("") | word(values)
        return few(st.builds(InformantReport, basis=self.basis, says=texts(), value=value), most=1)

    def span(self) -> st.SearchStrategy[tuple[float | None, float | None]]:
        """Since and until, in this order."""

        def ordered(pair: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
            start, end = pair
            return (end, start) if start is not None and end is not None and end < start else pair

        return st.tuples(self.months, self.months).map(ordered)

    def one_of_people(self, identifier: str) -> st.SearchStrategy[Person]:
        loads = st.builds(
            Load,
            kind=word(words.LoadKind),
            state=word(words.LoadState),
            note=texts(),
            basis=self.basis,
            accounts=self.accounts(words.LoadState),
        )
        resources = st.builds(
            Resource, kind=word(words.ResourceKind), note=texts(), basis=self.basis
        )
        return st.builds(
            Person,
            id=st.just(identifier),
            name=phrases(),
            role=word(words.Role),
            discipline=phrases(),
            gender=word(words.Gender),
            age_years=numbers(0, 120) | word(words.Unsaid),
            age_months=self.months,
            gestation_weeks=st.none() | numbers(20, 45),
            birth_date=dates(),
            due_date=dates(),
            life=word(words.Life),
            died_at_months=self.months,
            caregiver=word(words.Caregiver),
            support_fits_task=word(words.SupportFit),
            loads=few(loads),
            resources=few(resources),
            note=texts(),
        )

    def household(self, identifier: str) -> st.SearchStrategy[Household]:
        return st.builds(
            Household,
            id=st.just(identifier),
            name=phrases(),
            members=some(self.people),
            nights=st.dictionaries(st.sampled_from(self.children), numbers(0, 7)),
            outside_help=word(words.OutsideHelp),
            basis=self.basis,
            note=texts(),
        )

    def setting(self, identifier: str) -> st.SearchStrategy[Setting]:
        return st.builds(
            Setting,
            id=st.just(identifier),
            name=phrases(),
            kind=word(words.SettingKind),
            status=word(words.SettingStatus),
            stability=word(words.Stability),
            basis=self.basis,
            note=texts(),
        )

    def influence(self, identifier: str) -> st.SearchStrategy[Influence]:
        return st.builds(
            Influence,
            id=st.just(identifier),
            name=phrases(),
            kind=word(words.InfluenceKind),
            words=texts(),
            basis=self.basis,
            note=texts(),
        )

    @st.composite
    @staticmethod
    def tie(draw: st.DrawFn, parts: _Parts, identifier: str) -> Tie:
        ends = draw(st.lists(parts.symbol, min_size=2, max_size=2, unique=True))
        kind = draw(word(words.TieKind))
        if kind in words.PARENT_TIES:  # nobody becomes their own ancestor
            ends.sort(key=parts.symbols.index)
        since, until = draw(parts.span())
        return Tie(
            id=identifier,
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
            basis=draw(parts.basis),
            accounts=draw(parts.accounts(words.Quality)),
            note=draw(texts()),
        )

    @st.composite
    @staticmethod
    def event(draw: st.DrawFn, parts: _Parts, identifier: str) -> Event:
        start, end = draw(parts.span())
        return Event(
            id=identifier,
            kind=draw(word(words.EventKind)),
            title=draw(phrases()),
            at_months=start,
            until_months=end,
            ongoing=draw(word(words.YesNo)),
            date=draw(dates()),
            who=draw(some(parts.symbols)),
            away=draw(st.none() | parts.person),
            burden=draw(word(words.Amount)),
            nurture=draw(word(words.Amount)),
            exposure=draw(word(words.Exposure)),
            basis=draw(parts.basis),
            accounts=draw(parts.accounts(words.Amount)),
            note=draw(texts()),
        )

    def observation(self, identifier: str) -> st.SearchStrategy[Any]:
        shared = {
            "id": st.just(identifier),
            "at_months": self.months,
            "basis": self.basis,
            "note": texts(),
        }
        pair = st.builds(
            PairObservation,
            **shared,
            caregiver=self.person,
            child=self.person,
            aspect=word(words.PairAspect),
            rating=word(words.PairRating),
            accounts=self.accounts(words.PairRating),
        )
        child = st.builds(
            ChildObservation,
            **shared,
            child=self.person,
            domain=word(words.Domain),
            rating=word(words.DomainRating),
            since_event=st.none() | st.sampled_from(self.events) if self.events else st.none(),
            accounts=self.accounts(words.DomainRating),
        )
        daily = st.builds(
            DailyObservation,
            **shared,
            child=self.person,
            aspect=word(words.DailyAspect),
            rating=word(words.PairRating),
            with_whom=some(self.people),
            accounts=self.accounts(words.PairRating),
        )
        screening = st.builds(
            Screening,
            **shared,
            about=self.person,
            name=phrases(),
            score=phrases(),
            date=dates(),
            reading=word(words.ScreeningReading),
            accounts=self.accounts(words.ScreeningReading),
        )
        return pair | child | daily | screening

    def reflection(self, identifier: str) -> st.SearchStrategy[Reflection]:
        return st.builds(
            Reflection,
            id=st.just(identifier),
            kind=word(words.ReflectionKind),
            by=st.none() | self.person,
            towards=some(self.symbols),
            feeling=st.none() | word(words.Reaction),
            strength=word(words.Amount),
            state=word(words.SupervisionState),
            views=few(st.builds(View, who=self.symbol, says=texts())),
            at_months=self.months,
            shared=st.booleans(),
            text=texts(),
        )

    def safety(self, identifier: str) -> st.SearchStrategy[SafetyConcern]:
        return st.builds(
            SafetyConcern,
            id=st.just(identifier),
            kind=word(words.SafetyKind),
            state=word(words.SafetyState),
            who=some(self.people),
            text=texts(),
            basis=self.basis,
        )

    def question(self, identifier: str) -> st.SearchStrategy[Question]:
        return st.builds(
            Question,
            id=st.just(identifier),
            text=texts(),
            about=some(self.symbols),
            ask=phrases(),
            state=word(words.QuestionState),
            answer=texts(),
        )

    def hypothesis(self, identifier: str) -> st.SearchStrategy[Hypothesis]:
        return st.builds(
            Hypothesis,
            id=st.just(identifier),
            text=texts(),
            speaks_for=few(texts()),
            speaks_against=few(texts()),
            about=some(self.symbols),
            state=word(words.HypothesisState),
        )

    def goal(self, identifier: str) -> st.SearchStrategy[Goal]:
        return st.builds(
            Goal,
            id=st.just(identifier),
            text=texts(),
            who=some(self.symbols),
            by_when=phrases(),
            state=word(words.GoalState),
        )

    def strength(self, identifier: str) -> st.SearchStrategy[Strength]:
        return st.builds(
            Strength,
            id=st.just(identifier),
            words=texts(),
            by=st.none() | self.person,
            about=some(self.symbols),
            basis=self.basis,
        )

    def agreement(self, identifier: str) -> st.SearchStrategy[Agreement]:
        return st.builds(
            Agreement,
            id=st.just(identifier),
            what=texts(),
            agreed=word(words.Agreed),
            by=some(self.people),
            with_whom=phrases(),
            date=dates(),
        )

    def visit(self, identifier: str) -> st.SearchStrategy[Visit]:
        return st.builds(
            Visit,
            id=st.just(identifier),
            date=dates(),
            at_months=self.months,
            place=phrases(),
            present=some(self.people),
            interpreter=st.booleans(),
            note=texts(),
        )


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


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A valid case of up to eight symbols, with one or two index children."""
    ids = {}
    for name, most in MOST.items():
        count = draw(st.integers(1 if name == "people" else 0, most))
        ids[name] = [f"{name}-{number}" for number in range(count)]
    ids["children"] = ids["people"][: draw(st.integers(1, 2))]
    now = draw(numbers(-10, 84))
    parts = _Parts(ids, now)

    def all_of(name: str, entry: Any) -> tuple[Any, ...]:
        return tuple(draw(entry(identifier)) for identifier in ids[name])

    two_symbols = len(parts.symbols) > 1
    place = st.tuples(numbers(-500, 500), numbers(-500, 500))
    return Case(
        title=draw(phrases()),
        fictional=True,
        reference_age_months=now,
        children=tuple(ids["children"]),
        referral=draw(st.builds(Referral, by=phrases(), words=texts(), date=dates())),
        people=all_of("people", parts.one_of_people),
        households=all_of("households", parts.household),
        settings=all_of("settings", parts.setting),
        influences=all_of("influences", parts.influence),
        ties=all_of("ties", lambda name: parts.tie(parts, name)) if two_symbols else (),
        events=all_of("events", lambda name: parts.event(parts, name)),
        observations=all_of("observations", parts.observation),
        reflections=all_of("reflections", parts.reflection),
        safety=all_of("safety", parts.safety),
        questions=all_of("questions", parts.question),
        hypotheses=all_of("hypotheses", parts.hypothesis),
        goals=all_of("goals", parts.goal),
        strengths=all_of("strengths", parts.strength),
        agreements=all_of("agreements", parts.agreement),
        visits=all_of("visits", parts.visit),
        positions=draw(st.dictionaries(parts.symbol, place, max_size=3)),
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
