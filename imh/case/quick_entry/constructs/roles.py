"""The part of a person towards the index child: "child", "maternal grandmother", "MGM"."""

from dataclasses import dataclass
from typing import ClassVar

from imh.case.case import Case
from imh.case.people import Person
from imh.case.quick_entry.constructs.fields import FieldStatement, field_statements
from imh.case.quick_entry.constructs.kin_of import (
    NOT_KIN_TIES,
    gender_statements,
    kin_statements,
    read_after_of,
    read_kin_word,
    read_possessive_kin,
    say_kin,
)
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.draft_ties import add_to_tie
from imh.case.quick_entry.statement import Statement, code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.kinship_words import (
    SIDE_OPENINGS,
    KinWord,
    kin_abbreviations,
    kin_phrase,
    kin_word,
    side_gender,
)
from imh.case.quick_entry.syntax.lexer import Token, tokenize
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.ties import Tie
from imh.case.vocabulary import PARENT_TIES, SIBLING_TIES

OWN_TIES = PARENT_TIES | SIBLING_TIES
_SIDE_TIES = {
    "grandparent": "parent_of",
    "aunt_uncle": "sibling_of",
    "parents_partner": "partner_of",
}


@dataclass(frozen=True, kw_only=True)
class IndexChildStatement(Statement):
    """A person is an index child."""

    phase: ClassVar[int] = 0
    aside: ClassVar[bool] = False
    subject: str

    def says(self, names: Names) -> str:
        """Say so."""
        return "index child"

    def apply(self, draft: CaseDraft) -> None:
        """Add to the index children."""
        draft.add_child(self.subject)
        draft.set_fields(self.subject, role="child")


@dataclass(frozen=True, kw_only=True)
class RoleTiesStatement(Statement):
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

    def apply(self, draft: CaseDraft) -> None:
        """Make the ties."""
        if self.side is None:
            own = self.tie in OWN_TIES and self.role not in NOT_KIN_TIES
            for child in draft.children if own else ():
                add_to_tie(draft, self.subject, child, kind=self.tie)
            return
        parents = [person for person in draft.parents(self.side) if person != self.subject]
        side, parent = ("maternal", "mothers") if self.side == "female" else ("paternal", "fathers")
        if len(parents) > 1 and not self.said_by_name:
            first = draft.people[parents[0]].name
            raise ParseError(
                f"'{side}' does not say enough: {len(parents)} {parent} are on the map",
                f'say whose side, for example "{first}\'s mother" or parent of {first}',
            )
        if len(parents) == 1:
            add_to_tie(draft, self.subject, parents[0], kind=_SIDE_TIES.get(self.role, "kin"))


def read_kin(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read a kinship word with whose kin it is, None when there is none here."""
    return read_possessive_kin(scanner, subject) or _read_own_kin(scanner, subject)


def _read_own_kin(scanner: Scanner, subject: str) -> list[Statement] | None:
    start = scanner.position
    spelled = _read_abbreviation(scanner)
    if spelled is not None:
        scanner.position = start + 1
        inside = Scanner(" ".join(t.text for t in spelled), spelled, scanner.names, scanner.needs)
        return _read_own_kin(inside, subject)
    side = _read_side(scanner)
    word = read_kin_word(scanner)
    if word is None:
        scanner.position = start
        return None
    if side is None:
        other = read_after_of(scanner, word)
        if other is not None:
            return kin_statements(subject, other, word)
    side = side or _read_side(scanner)
    return _role_statements(scanner, subject, word, side)


def _read_abbreviation(scanner: Scanner) -> tuple[Token, ...] | None:
    token = scanner.peek()
    if token is None or token.kind != "word":
        return None
    spelled = kin_abbreviations().get(token.text.casefold().replace(".", ""))
    return tokenize(spelled) if spelled else None


def _read_side(scanner: Scanner) -> str | None:
    """Read "maternal", "mom's" or "on the mother's side"."""
    start = scanner.position
    skipped = 0
    while (token := scanner.peek()) and token.text.lower() in SIDE_OPENINGS and skipped < 2:
        scanner.position += 1
        skipped += 1
    token = scanner.peek()
    side = side_gender(token.text) if token and token.kind == "word" else None
    if side is None:
        scanner.position = start
        return None
    scanner.position += 1
    following = scanner.peek()
    if following and following.text.lower() == "side":
        scanner.position += 1
    return side


def _role_statements(
    scanner: Scanner, subject: str, word: KinWord, side: str | None
) -> list[Statement]:
    """Make the statements of a kinship word without a name after it."""
    role, tie = word.role, word.tie or "kin"
    if side and role is None and tie == "partner_of":
        role = "parents_partner"
    if role == "child":
        return [*gender_statements(subject, word), IndexChildStatement(subject=subject)]
    if role is None:
        raise ParseError(
            "it is not said whose", f"name the other, for example: {code_in_words(tie)} Ana"
        )
    words = {"female": "maternal ", "male": "paternal "}.get(side or "", "") + say_kin(word, role)
    changes = {"role": role} | ({"gender": word.gender} if word.gender else {})
    return [
        FieldStatement(subject=subject, changes=changes, words=words),
        RoleTiesStatement(subject=subject, role=role, tie=tie, side=side),
    ]


def read_role_only(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read a role after the word "role": it is set, and no tie follows from it."""
    word = read_kin_word(scanner)
    if word is None or word.role is None:
        return None
    if word.role == "child":
        return [FieldStatement(subject=subject, changes={"role": "child"}, words="role child")]
    changes = {"role": word.role} | ({"gender": word.gender} if word.gender else {})
    return [FieldStatement(subject=subject, changes=changes, words=say_kin(word, word.role))]


def read_named_role(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read what stands after the word "role"."""
    scanner.accept("colon")
    found = read_role_only(scanner, subject)
    if found is not None:
        return found
    code = scanner.read_code("role")
    return (
        None
        if code is None
        else field_statements(subject, f"role {code_in_words(code)}", role=code)
    )


def role_word(person: Person) -> str:
    """Return the word that is written for the role of a person."""
    word = kin_phrase(person.role, person.gender) or kin_phrase(person.role, "")
    return word or phrase_for("role", person.role)


def own_tie(person: Person) -> str | None:
    """Return the kind of tie that the word for a person's role makes to the child by itself."""
    said = kin_word(role_word(person))
    return said.tie if said and said.tie in OWN_TIES and said.role != "child" else None


def ties_made_by_role(case: Case, person: Person) -> list[Tie]:
    """Return the ties that the role word makes, none unless all are on the map as they are."""
    kind = None if person.id in case.children else own_tie(person)
    made: list[Tie] = []
    for child in case.children if kind else ():
        between = [tie for tie in case.ties if {tie.source, tie.target} == {person.id, child}]
        if not between or between[0].source != person.id or between[0].kind != kind:
            return []
        made.append(between[0])
    return made
