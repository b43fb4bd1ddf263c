"""Two lines of one name that cannot be about one person: the second waits and asks who is meant.

A line that says "same Ana" or "another Ana" has answered.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from imh.case.case import Case
from imh.case.durations import say_duration
from imh.case.quick_entry.constructs.age_and_life import AgeStatement
from imh.case.quick_entry.constructs.fields import FieldStatement
from imh.case.quick_entry.constructs.kin_of import (
    KinStatement,
    RoleThroughParentStatement,
    role_through,
)
from imh.case.quick_entry.constructs.roles import IndexChildStatement
from imh.case.quick_entry.line_reader import ParsedLine
from imh.case.quick_entry.statement import Statement, code_in_words
from imh.case.quick_entry.syntax.kinship_words import kin_phrase
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.vocabulary import (
    OPEN_CODES,
    PARENT_ROLES,
    PARENTS_BY_BARE_WORD,
    SIBLING_ROLES,
    STAFF_ROLES,
    UNSAID,
)

_TOGETHER: Final[tuple[Set[str], ...]] = (
    PARENT_ROLES | {"gestational_carrier", "parents_partner"},
    SIBLING_ROLES,
    STAFF_ROLES,
)
"""Parts of which one makes another more exact; any two others are two people's, or a slip."""
_LOOSE: Final = frozenset({"friend", "neighbour", "godparent", "elder", "clergy"})
"""Parts that are often said before the nearer one is known: a friend turns out to be an aunt."""
_YEARS, _SHARE = 2.0, 0.1
"""An age is put right by two years, or by a tenth of it; what differs by more is another's."""


@dataclass(frozen=True)
class PersonTraits:
    """What tells one person from another of the same name; None or "unknown" is not said."""

    role: str = "unknown"
    gender: str = "unknown"
    years: float | None = None

    def then(self, later: "PersonTraits") -> "PersonTraits":
        """Return what is said after a further line."""
        return PersonTraits(
            later.role if later.role != "unknown" else self.role,
            later.gender if later.gender not in UNSAID else self.gender,
            self.years if later.years is None else later.years,
        )

    def in_words(self) -> str:
        """``mother, 27``."""
        role = kin_phrase(self.role, self.gender) or code_in_words(self.role)
        parts = [role] if self.role not in OPEN_CODES else []
        if self.gender not in UNSAID and kin_phrase(self.role, self.gender) is None:
            parts.append(self.gender)
        if self.years is not None:
            parts.append(say_duration(self.years * 12) if self.years < 2 else f"{self.years:g}")
        return ", ".join(parts)


class SameOrAnother(ParseError):
    """Whether a line is about the one on the map or about another of this name."""

    def __init__(self, name: str, before: PersonTraits, here: PersonTraits) -> None:
        super().__init__(
            f"{name} is {before.in_words()} so far, and {here.in_words()} here",
            f"is this the same {name} or another? Begin the line with 'same' or 'another'",
        )
        self.name = name


def ask_same_or_another(
    parsed: Sequence[ParsedLine], names: Names, onto: Case | None
) -> list[ParsedLine]:
    """Let lines wait that say of somebody what cannot be so beside what is said before."""
    known: dict[str | None, PersonTraits] = {}
    if onto is not None:
        known |= {person.id: _on_the_map(onto, person.id) for person in onto.people}
    good = [line for line in parsed if line.head and line.problem is None]
    children = {
        s.subject for line in good for s in line.statements if isinstance(s, IndexChildStatement)
    }
    children |= set(onto.children) if onto else set()
    parents = {str(key) for key, said in known.items() if said.role in PARENTS_BY_BARE_WORD}
    parents |= {str(line.head) for line in good if _own_role(line) in PARENTS_BY_BARE_WORD}
    found: list[ParsedLine] = []
    for line in parsed:
        if line.head and line.problem is None:
            here = _said(line.statements, children, parents)
            before = known.get(line.head, PersonTraits())
            if not line.same and _differ(before, here):
                line = replace(line, problem=SameOrAnother(names.name_of(line.head), before, here))
            else:
                known[line.head] = before.then(here)
        found.append(line)
    return found


def _on_the_map(case: Case, identifier: str) -> PersonTraits:
    person = case.person[identifier]
    months = case.age_in_months(identifier)
    role = "child" if identifier in case.children else person.role
    return PersonTraits(role, person.gender, None if months is None else months / 12)


def _own_role(line: ParsedLine) -> str:
    roles = (s.changes.get("role") for s in line.statements if isinstance(s, FieldStatement))
    return next((str(role) for role in roles if role), "unknown")


def _said(statements: Sequence[Statement], children: Set[str], parents: Set[str]) -> PersonTraits:
    said = PersonTraits()
    for statement in statements:
        match statement:
            case IndexChildStatement():
                said = said.then(PersonTraits(role="child"))
            case FieldStatement():
                changes = statement.changes
                role = changes.get("role", "unknown")
                said = said.then(PersonTraits(role, changes.get("gender", "unknown")))
            case AgeStatement():
                said = said.then(PersonTraits(years=statement.in_years))
            case KinStatement() if statement.other in children and statement.word.role:
                said = said.then(PersonTraits(role=statement.word.role))
            case RoleThroughParentStatement() if statement.other in parents:
                said = said.then(PersonTraits(role=role_through(statement.word)))
    return said


def _differ(before: PersonTraits, here: PersonTraits) -> bool:
    """Tell whether two lines cannot be about one person."""
    roles = {before.role, here.role}
    free = roles & OPEN_CODES or before.role in _LOOSE
    if not free and len(roles) > 1 and not any(roles <= each for each in _TOGETHER):
        return True
    genders = {before.gender, here.gender}.difference(UNSAID)
    if len(genders) > 1:
        return True
    if before.years is None or here.years is None:
        return False
    apart, older = abs(before.years - here.years), max(before.years, here.years)
    return apart > _YEARS and apart > _SHARE * older
