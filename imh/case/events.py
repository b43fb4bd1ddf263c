"""Events: the chronosystem, told by the index child's age in months."""

import datetime

from imh.case.basis import UNKNOWN_BASIS, Accounts, Basis, Record
from imh.case.people import Months
from imh.case.text import EntryId, Ids, Short, Text
from imh.case.vocabulary import Amount, EventKind, Exposure, YesNo


class Event(Record):
    """Something that happened, burdensome, nurturing or both.

    ``who`` lists those who took part or were touched. ``away`` names the person whom the child
    lost or was apart from (loss, separation, placement change). ``exposure`` is how near the
    child was to a frightening event.
    """

    kind: EventKind = "other"
    title: Short = ""
    at_months: Months | None = None
    until_months: Months | None = None
    ongoing: YesNo = "unknown"
    date: datetime.date | None = None
    who: Ids = ()
    away: EntryId | None = None
    burden: Amount = "unknown"
    nurture: Amount = "unknown"
    exposure: Exposure = "unknown"
    basis: Basis = UNKNOWN_BASIS
    accounts: Accounts = ()
    note: Text = ""
