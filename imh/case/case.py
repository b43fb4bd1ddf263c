"""The case: everything that is known about one child's family, at one moment.

A :class:`Case` is immutable. It is validated once, when it is made; whatever holds a ``Case``
may rely on every id pointing somewhere. Edits (``edits.py``) turn one case into the next.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from imh.case.ages import CONCEPTION_MONTHS, OLDEST_MONTHS
from imh.case.basis import Entry, Record
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
from imh.case.collections import COLLECTIONS
from imh.case.events import Event
from imh.case.integrity import check_integrity
from imh.case.observations import Observation
from imh.case.people import MOST_CHILDREN, Household, Person
from imh.case.reflections import Reflection
from imh.case.surroundings import Influence, Setting
from imh.case.text import EntryId, Short
from imh.case.ties import Tie

FORMAT_VERSION = 1

Symbol = Person | Setting | Influence
"""Whatever stands on the map as a symbol."""

MOST_SYMBOLS = 100
"""People, settings and influences together, as many as their lists may have."""

Coordinate = Annotated[float, Field(ge=-10_000, le=10_000)]


class Case(Entry):
    """One family's case.

    ``reference_age_months`` is the index child's age at which the case is described, negative
    before birth. ``children`` are the ids of the index child or children (twins and siblings
    share one map). ``positions`` holds only what a person moved by hand, apart from content.

    A very large family has some 60 symbols and 150 ties. Every list takes two to three times
    what such a case would have, which is also what the program handles within seconds.
    """

    format_version: Literal[1] = 1
    title: Short = ""
    fictional: bool = False
    reference_age_months: Annotated[float, Field(ge=CONCEPTION_MONTHS, le=OLDEST_MONTHS)]
    children: Annotated[tuple[EntryId, ...], Field(min_length=1, max_length=MOST_CHILDREN)]
    referral: Referral = Referral()
    people: Annotated[tuple[Person, ...], Field(max_length=60)] = ()
    households: Annotated[tuple[Household, ...], Field(max_length=20)] = ()
    settings: Annotated[tuple[Setting, ...], Field(max_length=25)] = ()
    influences: Annotated[tuple[Influence, ...], Field(max_length=15)] = ()
    ties: Annotated[tuple[Tie, ...], Field(max_length=250)] = ()
    events: Annotated[tuple[Event, ...], Field(max_length=200)] = ()
    observations: Annotated[tuple[Observation, ...], Field(max_length=300)] = ()
    reflections: Annotated[tuple[Reflection, ...], Field(max_length=150)] = ()
    safety: Annotated[tuple[SafetyConcern, ...], Field(max_length=50)] = ()
    questions: Annotated[tuple[Question, ...], Field(max_length=200)] = ()
    hypotheses: Annotated[tuple[Hypothesis, ...], Field(max_length=40)] = ()
    goals: Annotated[tuple[Goal, ...], Field(max_length=100)] = ()
    strengths: Annotated[tuple[Strength, ...], Field(max_length=100)] = ()
    agreements: Annotated[tuple[Agreement, ...], Field(max_length=100)] = ()
    visits: Annotated[tuple[Visit, ...], Field(max_length=200)] = ()
    positions: Annotated[
        dict[EntryId, tuple[Coordinate, Coordinate]], Field(max_length=MOST_SYMBOLS)
    ] = {}

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_integrity(self)
        return self

    @cached_property
    def symbols(self) -> dict[str, Symbol]:
        """People, settings and influences by id, in the order of the case."""
        symbols: tuple[Symbol, ...] = (*self.people, *self.settings, *self.influences)
        return {symbol.id: symbol for symbol in symbols}

    @cached_property
    def entries(self) -> dict[str, Record]:
        """Every entry of every list by its id."""
        return {entry.id: entry for entry in self._all_entries()}

    def _all_entries(self) -> Iterator[Record]:
        for name in COLLECTIONS:
            yield from getattr(self, name)

    @cached_property
    def person(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    def supposing(self, **lists: object) -> "Case":
        """A copy with other lists, unchecked: for asking what would be if a fact were otherwise.

        Real changes go through ``edits.py``, which checks them.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return Case.model_construct(**(fields | lists))

    def only_moved(self, former: "Case") -> bool:
        """Whether all that differs from a former state is where symbols were put by hand.

        Quick only where the two share their records, as one edit after another leaves them.
        """
        others = (name for name in type(self).model_fields if name != "positions")
        return all(getattr(self, name) == getattr(former, name) for name in others)

    @property
    def index_children(self) -> tuple[Person, ...]:
        """The index child or children as people, in the order of ``children``."""
        return tuple(self.person[child] for child in self.children)

    def age_in_months(self, person_id: str) -> float | None:
        """Age of a person in months at the reference age, None when it is not known.

        An index child without an age of its own has the reference age.
        """
        person = self.person[person_id]
        if person_id in self.children:
            return self.reference_age_months if person.age_months is None else person.age_months
        if isinstance(person.age_years, str):
            return person.age_months
        return person.age_years * 12
