"""Kin of somebody named: "mother of Ana", "Ana's mother"."""

from dataclasses import dataclass
from typing import ClassVar

from imh.case.quick_entry.constructs.fields import FieldStatement
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.draft_ties import add_to_tie
from imh.case.quick_entry.statement import Statement, code_in_words
from imh.case.quick_entry.syntax.kinship_words import KinWord, kin_phrase, kin_word, side_gender
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.vocabulary import PARENTS_BY_BARE_WORD

NOT_KIN_TIES = frozenset({"aunt_uncle"})
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
_LONGEST_KIN_WORD = 4


@dataclass(frozen=True, kw_only=True)
class KinStatement(Statement):
    """What somebody is to a person named: "mother of Ana", "Marco's sister"."""

    phase: ClassVar[int] = 2
    subject: str
    other: str
    word: KinWord

    def says(self, names: Names) -> str:
        """Say the tie."""
        called = names.name_of(self.other)
        if self.word.role is not None:
            return f"{say_kin(self.word, self.word.role)} of {called}"
        tie = code_in_words(self.word.tie or "kin")
        return f"{tie} {called}" if " " in tie else f"{tie} of {called}"

    def apply(self, draft: CaseDraft) -> None:
        """Make the tie; the role follows when the other is an index child."""
        if self.word.tie == "child_of":
            add_to_tie(draft, self.other, self.subject, kind="parent_of")
        else:
            add_to_tie(draft, self.subject, self.other, kind=self._tie(draft))
        if self.other in draft.children and self.word.role not in (None, "child"):
            give_role(draft, self.subject, str(self.word.role))

    def _tie(self, draft: CaseDraft) -> str:
        return "kin" if self.word.role in NOT_KIN_TIES else self.word.tie or "kin"


@dataclass(frozen=True, kw_only=True)
class RoleThroughParentStatement(Statement):
    """The role that follows from being kin of the child's parent: Ana's mother, Ana's partner."""

    phase: ClassVar[int] = 3
    aside: ClassVar[bool] = False
    subject: str
    other: str
    word: KinWord

    def says(self, names: Names) -> str:
        """Say nothing: the tie has been said."""
        return ""

    def apply(self, draft: CaseDraft) -> None:
        """Give the role unless one is known."""
        if self.word.role in _KEPT_ROLES:
            give_role(draft, self.subject, str(self.word.role))
        elif self.other in draft.people and draft.people[self.other].role in PARENTS_BY_BARE_WORD:
            give_role(draft, self.subject, role_through(self.word))


def role_through(word: KinWord) -> str:
    """Return the part of who is this to the child's parent, "unknown" when it does not follow."""
    if word.role == "aunt_uncle":
        return "unknown"
    return _ROLE_THROUGH_PARENT.get(word.tie or "", "unknown")


def give_role(draft: CaseDraft, subject: str, role: str) -> None:
    """Give a person a role unless one is known."""
    if subject in draft.people and draft.people[subject].role == "unknown":
        draft.set_fields(subject, role=role)


def read_possessive_kin(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``Ana's mother``."""
    start = scanner.position
    for count in range(1, _LONGEST_KIN_WORD + 1):
        pieces = scanner.tokens[start : start + count]
        if len(pieces) < count or any(piece.kind != "word" for piece in pieces):
            break
        owner = " ".join(piece.text for piece in pieces)
        if owner.lower().endswith("'s") and side_gender(owner) is None:
            scanner.position = start + count
            word = read_kin_word(scanner)
            if word is None or word.tie is None:
                break
            other = scanner.names.find(owner[:-2])
            if other is None and not owner[:1].isupper():
                break
            if other is None:
                raise scanner.names.missing(owner[:-2])
            scanner.needs.add(other)
            return kin_statements(subject, other, word)
    scanner.position = start
    return None


def read_after_of(scanner: Scanner, word: KinWord) -> str | None:
    """Read ``of Ana``; "of the child" is what the word says anyway."""
    start = scanner.position
    token = scanner.peek()
    if token is None or token.text.lower() not in ("of", "to", "from", "with"):
        return None
    scanner.position += 1
    other = scanner.read_name()
    if other is not None:
        return other
    rest = [piece.text.lower() for piece in scanner.tokens[scanner.position : scanner.position + 2]]
    if rest and rest[-1] in ("child", "baby"):
        scanner.position += len(rest)
        return None
    if word.tie is None:
        scanner.position = start
        return None
    return scanner.expect_name()


def read_kin_word(scanner: Scanner) -> KinWord | None:
    """Read the longest word for kin that stands here: "mother", "half sister"."""
    for count in range(_LONGEST_KIN_WORD, 0, -1):
        pieces = scanner.tokens[scanner.position : scanner.position + count]
        if len(pieces) == count and all(piece.kind == "word" for piece in pieces):
            word = kin_word(" ".join(piece.text for piece in pieces))
            if word is not None:
                scanner.position += count
                return word
    return None


def kin_statements(subject: str, other: str, word: KinWord) -> list[Statement]:
    """Return what it says that somebody is kin of another: the tie, the role and the gender."""
    found: list[Statement] = [
        KinStatement(subject=subject, other=other, word=word),
        RoleThroughParentStatement(subject=subject, other=other, word=word),
    ]
    return [*gender_statements(subject, word), *found]


def gender_statements(subject: str, word: KinWord) -> list[Statement]:
    """Return the gender that a word for kin tells, nothing for "parent"."""
    if word.gender is None:
        return []
    return [FieldStatement(subject=subject, changes={"gender": word.gender}, words="")]


def say_kin(word: KinWord, role: str) -> str:
    """Return the word that is said back for a role: "grandmother"."""
    return kin_phrase(role, word.gender or "") or code_in_words(role)
