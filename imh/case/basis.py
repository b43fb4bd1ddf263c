"""How something came to be known, and accounts that differ kept side by side."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from imh.case.text import SEVERAL, EntryId, Ids, Short, Text
from imh.case.vocabulary import NOT_RATED, BasisKind


class Entry(BaseModel):
    """Everything in a case is immutable, and a field that does not exist is refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True
    )


class Record(Entry):
    """An entry of one of the case's lists, found by its short readable id."""

    id: EntryId


class Basis(Entry):
    """Where a statement comes from.

    ``by`` names who told it (ids of people in the case, or plain words such as "the referral").
    ``in_confidence`` keeps it out of anything that the family reads together.
    """

    kind: BasisKind = "unknown"
    by: Annotated[tuple[Short, ...], Field(max_length=SEVERAL)] = ()
    interpreter: bool = False
    in_confidence: bool = False
    visits: Ids = ()


UNKNOWN_BASIS = Basis()


class InformantReport(Entry):
    """One person's account of a fact that others tell differently.

    ``value`` is what the main field of the fact (a tie's quality, an event's burden, an
    observation's rating, a load's state) would be by this account; empty when the account
    only adds words.
    """

    basis: Basis = UNKNOWN_BASIS
    says: Text = ""
    value: Annotated[str, StringConstraints(max_length=200)] = ""


Accounts = Annotated[tuple[InformantReport, ...], Field(max_length=SEVERAL)]


def contradicted(main: str, accounts: Iterable[InformantReport]) -> bool:
    """Tell whether the accounts of one fact give it different values."""
    values = {account.value for account in accounts if account.value}
    if main not in NOT_RATED:
        values.add(main)
    return len(values - NOT_RATED) > 1
