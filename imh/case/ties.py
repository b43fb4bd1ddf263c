"""Ties: what is between two people, or between a person and a setting or an influence."""

from typing import Annotated

from pydantic import Field

from imh.case.basis import UNKNOWN_BASIS, Accounts, Basis, Record
from imh.case.people import Months
from imh.case.text import SEVERAL, EntryId, Text
from imh.case.vocabulary import Amount, Contact, Quality, SupportKind, TieKind, Topic


class Tie(Record):
    """One tie between two entries of the map.

    Support has a direction: ``support_to_target`` is what the source gives the target,
    ``support_to_source`` what comes back. A tie of quality ``none`` is a known absence
    ("asked: these two have nothing to do with each other"). ``topics`` says what a strain or
    conflict is about.
    """

    source: EntryId
    target: EntryId
    kind: TieKind = "unknown"
    quality: Quality = "unknown"
    support_to_target: Amount = "unknown"
    support_to_source: Amount = "unknown"
    kinds_to_target: Annotated[tuple[SupportKind, ...], Field(max_length=SEVERAL)] = ()
    kinds_to_source: Annotated[tuple[SupportKind, ...], Field(max_length=SEVERAL)] = ()
    strain: Amount = "unknown"
    topics: Annotated[tuple[Topic, ...], Field(max_length=SEVERAL)] = ()
    contact: Contact = "unknown"
    since_months: Months | None = None
    until_months: Months | None = None
    basis: Basis = UNKNOWN_BASIS
    accounts: Accounts = ()
    note: Text = ""
