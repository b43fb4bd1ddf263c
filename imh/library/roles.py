"""Who may do what with a case: one table, asked before every call of the library.

An owner answers for the case. A contributor works on it. A guest is asked for a consultation:
sees the case as it is, rates, and no more, usually until a meeting is over. An auditor reads who
did what, and not the case.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to a case."""

    OWNER = "owner"
    CONTRIBUTOR = "contributor"
    GUEST = "guest"
    AUDITOR = "auditor"


class Act(StrEnum):
    """What can be done with a case, in words that go on after "may not"."""

    OPEN = "open this case"
    LOOK_BACK = "look at earlier states of this case"
    CHANGE = "change this case"
    RATE = "rate this case"
    EXPORT = "take this case out of the library"
    SHARE = "share this case"
    DELETE = "delete this case"
    SEE_PEOPLE = "see who has a part in this case"
    READ_RECORD = "read the record of this case"


_O, _C, _G, _A = Role.OWNER, Role.CONTRIBUTOR, Role.GUEST, Role.AUDITOR

MAY: dict[Act, frozenset[Role]] = {
    Act.OPEN: frozenset({_O, _C, _G}),
    Act.LOOK_BACK: frozenset({_O, _C}),
    Act.CHANGE: frozenset({_O, _C}),
    Act.RATE: frozenset({_O, _C, _G}),
    Act.EXPORT: frozenset({_O, _C}),
    Act.SHARE: frozenset({_O}),
    Act.DELETE: frozenset({_O}),
    Act.SEE_PEOPLE: frozenset({_O, _C, _A}),
    Act.READ_RECORD: frozenset({_O, _A}),
}
"""The table: for each act, the roles that may do it."""

IN_WORDS = {
    Role.OWNER: "An owner",
    Role.CONTRIBUTOR: "A contributor",
    Role.GUEST: "A consultation guest",
    Role.AUDITOR: "An auditor",
}


@dataclass(frozen=True)
class Account:
    """Somebody who uses the library.

    ``everywhere`` is a role that holds in every case. A ``visitor`` has a ticket for one meeting
    and no account: whatever part they have in a case, they can begin none.
    """

    id: str
    name: str
    everywhere: Role | None = None
    visitor: bool = False

    @property
    def may_begin(self) -> bool:
        """Whether this account may begin cases of its own."""
        return not self.visitor and self.everywhere in (None, Role.OWNER)


BY_TICKET = "ticket:"
"""How the ids of those begin who have a ticket and no account; no sign-in service's do."""

THIS_COMPUTER = Account("local", "this computer's user", Role.OWNER)
"""Whoever opened a library of their own: a laptop knows no accounts, the key is the door."""

THE_SERVER = Account("server", "whoever runs the server", Role.OWNER)
"""Whoever may run commands on a team's server; on the screens nobody is this account."""


def may(role: Role | None, act: Act) -> bool:
    """Whether somebody with this role may do this; nobody without a part in a case may."""
    return role in MAY[act]
