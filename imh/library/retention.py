"""How long cases are kept: a setting of the library. What is past it is listed, never deleted."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, delete, insert, select

from imh.library.errors import LibraryError
from imh.library.listing import Filter
from imh.library.roles import Role
from imh.library.tables import settings

LONGEST = 100
"""Years for which a library may be told to keep its cases."""
_NAME = "retention"


@dataclass(frozen=True)
class Retention:
    """For how many years a case is kept, None when that sets no end.

    A case is past its time when every end that is set has passed: so many years after it was
    last changed, and so many years after the youngest child's birth.
    """

    after_change: int | None = None
    after_birth: int | None = None

    def __post_init__(self) -> None:
        for years in (self.after_change, self.after_birth):
            if years is not None and not (type(years) is int and 1 <= years <= LONGEST):
                raise LibraryError(f"Cases are kept for 1 to {LONGEST} years, or without an end.")

    @property
    def off(self) -> bool:
        """Whether cases are kept without an end."""
        return self.after_change is None and self.after_birth is None

    @property
    def until(self) -> str:
        """How long in words that go on after "kept": ``until 7 years after the last change``."""
        ends = [
            f"until {years} year{'' if years == 1 else 's'} after {what}"
            for years, what in (
                (self.after_change, "the last change"),
                (self.after_birth, "the child's birth"),
            )
            if years is not None
        ]
        later = ", whichever is later" if len(ends) == 2 else ""
        return " and ".join(ends) + later if ends else "without an end"

    @property
    def sentence(self) -> str:
        """The setting as a sentence."""
        return f"Cases are kept {self.until}."

    def past(self, today: date) -> Filter | None:
        """The cases whose time is over and that this account may delete; None when none can be."""
        if self.off:
            return None
        changed = born = None
        if self.after_change is not None:
            day = years_before(today, self.after_change)
            changed = datetime.combine(day, time.min, UTC)
        if self.after_birth is not None:
            born = years_before(today, self.after_birth)
        return Filter(changed_until=changed, born_until=born, roles=frozenset({Role.OWNER}))


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; for the 29th of February, the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def kept(connection: Connection) -> Retention:
    """The setting as it is."""
    value = connection.scalar(select(settings.c.value).where(settings.c.name == _NAME))
    return Retention(**json.loads(value)) if value else Retention()


def keep(connection: Connection, retention: Retention) -> None:
    """Set it."""
    connection.execute(delete(settings).where(settings.c.name == _NAME))
    value = json.dumps(asdict(retention))
    connection.execute(insert(settings).values(name=_NAME, value=value))
