"""What kinship words do: an index child, the ties of a role, kin of somebody named."""

from dataclasses import dataclass
from typing import ClassVar

from imh.case.quickentry.draft import Draft
from imh.case.quickentry.lexer import Misread
from imh.case.quickentry.names import Names
from imh.case.quickentry.statement import Statement, plain
from imh.case.quickentry.words import KinWord, kin_shown
from imh.case.vocabulary import PARENT_TIES, PARENTS_BY_BARE_WORD, SIBLING_TIES

OWN_TIES = PARENT_TIES | SIBLING_TIES
_SIDE_TIES = {
    "grandparent": "parent_of",
    "aunt_uncle": "sibling_of",
    "parents_partner": "partner_of",
}
_NOT_KIN_TIES = frozenset({"aunt_uncle"})
_ROLE_THROUGH_PARENT = {
    "parent_of": "grandparent",
    "adoptive_parent_of": "grandparent",
    "step_parent_of": "grandparent",
    "foster_parent_of": "grandparent",
    "sibling_of": "aunt_uncle",
    "twin_of": "aunt_uncle",
    "partner_of": "parents_partner",
    "child_of": "sibling",
}
_KEPT_ROLES = frozenset({"friend", "neighbour"})


@dataclass(frozen=True, kw_only=True)
class IndexChild(Statement):
    """A person is an index child."""

    phase: ClassVar[int] = 0
    aside: ClassVar[bool] = False
    subject: str

    def says(self, names: Names) -> str:
        """Say so."""
        return "index child"

    def apply(self, draft: Draft) -> None:
        """Add to the index children."""
        draft.add_child(self.subject)
        draft.set(self.subject, role="child")


@dataclass(frozen=True, kw_only=True)
class RoleTies(Statement):
    """The kin ties that follow from a role: a mother is the parent of each index child, a
    maternal aunt the sister of the one mother on the map.
    """

    phase: ClassVar[int] = 3
    aside: ClassVar[bool] = False
    subject: str
    role: str
    tie: str
    side: str | None
    said_by_name: bool = False

    def says(self, names: Names) -> str:
        """Say nothing: the role has been said."""
        return ""

    def apply(self, draft: Draft) -> None:
        """Make the ties."""
        if self.side is None:
            own = self.tie in OWN_TIES and self.role not in _NOT_KIN_TIES
            for child in draft.children if own else ():
                draft.tie(self.subject, child, kind=self.tie)
            return
        parents = [person for person in draft.parents(self.side) if person != self.subject]
        side, parent = ("maternal", "mothers") if self.side == "female" else ("paternal", "fathers")
        if len(parents) > 1 and not self.said_by_name:
            first = draft.people[parents[0]].name
            raise Misread(
                f"'{side}' does not say enough: {len(parents)} {parent} are on the map",
                f'say whose side, for example "{first}\'s mother" or parent of {first}',
            )
        if len(parents) == 1:
            draft.tie(self.subject, parents[0], kind=_SIDE_TIES.get(self.role, "kin"))


@dataclass(frozen=True, kw_only=True)
class KinOf(Statement):
    """What somebody is to a person named: "mother of Ana", "Marco's sister"."""

    phase: ClassVar[int] = 2
    subject: str
    other: str
    word: KinWord

    def says(self, names: Names) -> str:
        """Say the tie."""
        called = names.shown(self.other)
        if self.word.role is not None:
            return f"{shown_kin(self.word, self.word.role)} of {called}"
        tie = plain(self.word.tie or "kin")
        return f"{tie} {called}" if " " in tie else f"{tie} of {called}"

    def apply(self, draft: Draft) -> None:
        """Make the tie; the role follows when the other is an index child."""
        if self.word.tie == "child_of":
            draft.tie(self.other, self.subject, kind="parent_of")
        else:
            draft.tie(self.subject, self.other, kind=self._tie(draft))
        if self.other in draft.children and self.word.role not in (None, "child"):
            _give_role(draft, self.subject, str(self.word.role))

    def _tie(self, draft: Draft) -> str:
        return "kin" if self.word.role in _NOT_KIN_TIES else self.word.tie or "kin"


@dataclass(frozen=True, kw_only=True)
class RoleThrough(Statement):
    """The role that follows from being kin of the child's parent: Ana's mother, Ana's partner."""

    phase: ClassVar[int] = 3
    aside: ClassVar[bool] = False
    subject: str
    other: str
    word: KinWord

    def says(self, names: Names) -> str:
        """Say nothing: the tie has been said."""
        return ""

    def apply(self, draft: Draft) -> None:
        """Give the role unless one is known."""
        if self.word.role in _KEPT_ROLES:
            _give_role(draft, self.subject, str(self.word.role))
        elif self.other in draft.people and draft.people[self.other].role in PARENTS_BY_BARE_WORD:
            _give_role(draft, self.subject, role_through(self.word))


def role_through(word: KinWord) -> str:
    """Return the part of who is this to the child's parent, "unknown" when it does not follow."""
    if word.role == "aunt_uncle":
        return "unknown"
    return _ROLE_THROUGH_PARENT.get(word.tie or "", "unknown")


def _give_role(draft: Draft, subject: str, role: str) -> None:
    if subject in draft.people and draft.people[subject].role == "unknown":
        draft.set(subject, role=role)


def shown_kin(word: KinWord, role: str) -> str:
    """Return the word that is said back for a role: "grandmother"."""
    return kin_shown(role, word.gender or "") or plain(role)
