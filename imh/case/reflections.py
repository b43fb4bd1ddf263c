"""What the work stirs in the clinician and the team; the author's alone until shared."""

from typing import Annotated

from pydantic import Field

from imh.case.basis import Entry, Record
from imh.case.people import Months
from imh.case.text import SEVERAL, EntryId, Ids, Text
from imh.case.vocabulary import Amount, Reaction, ReflectionKind, SupervisionState


class View(Entry):
    """Who in a team holds which view."""

    who: EntryId
    says: Text


class Reflection(Record):
    """One reflection: a reaction, a bias noticed, a split in the team, supervision used ...

    ``by`` is the person who reflects, ``towards`` whom it is about. ``state`` is for
    supervision, ``feeling`` and ``strength`` for a reaction, ``views`` for a split.
    """

    kind: ReflectionKind
    by: EntryId | None = None
    towards: Ids = ()
    feeling: Reaction | None = None
    strength: Amount = "unknown"
    state: SupervisionState = "unknown"
    views: Annotated[tuple[View, ...], Field(max_length=SEVERAL)] = ()
    at_months: Months | None = None
    shared: bool = False
    text: Text = ""
