"""People around the child, what they carry and what holds them, and the homes they live in."""

import datetime
from typing import Annotated

from pydantic import Field

from imh.case.ages import EARLIEST_EVENT_MONTHS
from imh.case.basis import UNKNOWN_BASIS, Accounts, Basis, Entry, Record
from imh.case.text import SEVERAL, EntryId, Ids, Short, Text
from imh.case.vocabulary import (
    Caregiver,
    Gender,
    Life,
    LoadKind,
    LoadState,
    OutsideHelp,
    ResourceKind,
    Role,
    SupportFit,
    Unsaid,
)

Years = Annotated[float, Field(ge=0, le=120)]
Months = Annotated[float, Field(ge=EARLIEST_EVENT_MONTHS, le=1440)]
"""The index child's age in months; negative before birth."""
Nights = Annotated[float, Field(ge=0, le=7)]

MOST_CHILDREN = 8
"""Index children that a case may have."""


class Load(Entry):
    """Something that weighs on a person, in their words where possible; never a diagnosis.

    A screening total is written as an observation; here stands only what was made of it.
    """

    kind: LoadKind
    state: LoadState = "unknown"
    note: Text = ""
    basis: Basis = UNKNOWN_BASIS
    accounts: Accounts = ()


class Resource(Entry):
    """Something that holds a person: a loving figure remembered, own treatment, a skill."""

    kind: ResourceKind
    note: Text = ""
    basis: Basis = UNKNOWN_BASIS


class Person(Record):
    """Anybody on the map, from the index child to the clinician.

    ``caregiver`` is this person's part in caring for the index child(ren). ``age_months`` and
    the fields of birth are for index children; everybody else has ``age_years``.
    ``support_fits_task`` is whether the support around a caregiver is enough for what they
    carry, as the caregiver or somebody near them named it.
    """

    name: Short = ""
    role: Role = "unknown"
    discipline: Short = ""
    gender: Gender = "unknown"
    age_years: Years | Unsaid = "unknown"
    age_months: Months | None = None
    gestation_weeks: Annotated[float, Field(ge=20, le=45)] | None = None
    birth_date: datetime.date | None = None
    due_date: datetime.date | None = None
    life: Life = "unknown"
    died_at_months: Months | None = None
    caregiver: Caregiver = "unknown"
    support_fits_task: SupportFit = "unknown"
    loads: Annotated[tuple[Load, ...], Field(max_length=SEVERAL)] = ()
    resources: Annotated[tuple[Resource, ...], Field(max_length=SEVERAL)] = ()
    note: Text = ""


class Household(Record):
    """A home. ``nights`` says how many nights a week each index child sleeps here.

    ``outside_help`` is the answer to "who outside this home helps you?": nobody, few, enough.
    """

    name: Short = ""
    members: Ids = ()
    nights: Annotated[dict[EntryId, Nights], Field(max_length=MOST_CHILDREN)] = {}
    outside_help: OutsideHelp = "unknown"
    basis: Basis = UNKNOWN_BASIS
    note: Text = ""
