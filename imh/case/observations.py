"""Observations of a pair, of the child, of daily life, and results of screenings."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from imh.case.basis import UNKNOWN_BASIS, Accounts, Basis, Record
from imh.case.people import Months
from imh.case.text import EntryId, Ids, Short, Text
from imh.case.vocabulary import (
    DailyAspect,
    Domain,
    DomainRating,
    PairAspect,
    PairRating,
    ScreeningReading,
)


class _Observation(Record):
    at_months: Months | None = None
    basis: Basis = UNKNOWN_BASIS
    accounts: Accounts = ()
    note: Text = ""


class PairObservation(_Observation):
    """How a caregiver and the child were together, in one aspect (soothing, play ...)."""

    kind: Literal["pair"] = "pair"
    caregiver: EntryId
    child: EntryId
    aspect: PairAspect
    rating: PairRating = "not_observed"


class ChildObservation(_Observation):
    """How the child is doing in one domain, and since which event if it changed with one."""

    kind: Literal["child"] = "child"
    child: EntryId
    domain: Domain
    rating: DomainRating = "unknown"
    since_event: EntryId | None = None


class DailyObservation(_Observation):
    """What daily life with the child holds: routines, play, talk, rituals."""

    kind: Literal["daily"] = "daily"
    child: EntryId
    aspect: DailyAspect
    rating: PairRating = "not_observed"
    with_whom: Ids = ()


class Screening(_Observation):
    """A screening as name, date and score, and the clinician's reading; never its items."""

    kind: Literal["screening"] = "screening"
    about: EntryId
    name: Short
    score: Short = ""
    date: datetime.date | None = None
    reading: ScreeningReading = "unknown"


Observation = Annotated[
    PairObservation | ChildObservation | DailyObservation | Screening,
    Field(discriminator="kind"),
]
