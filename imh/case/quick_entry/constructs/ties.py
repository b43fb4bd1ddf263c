"""Ties: ``warm -> Leo daily`` within a line, ``Ana -> Leo: warm, daily`` on a line of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.basis import InformantReport
from imh.case.case import Case
from imh.case.quick_entry.constructs.kin_of import KinStatement
from imh.case.quick_entry.constructs.roles import read_kin, ties_made_by_role
from imh.case.quick_entry.constructs.sources import (
    read_accounts,
    read_source,
    source_in_words,
    write_accounts,
    write_source,
)
from imh.case.quick_entry.constructs.tie_facts import (
    merge_facts,
    read_line_fact,
    read_support,
    read_tie_fact,
    say_support,
    say_tie_facts,
    write_tie_facts,
)
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.draft_ties import add_to_tie, usual_tie_kind
from imh.case.quick_entry.statement import LineContent, Statement, code_in_words
from imh.case.quick_entry.syntax.kinship_words import kin_word
from imh.case.quick_entry.syntax.lexer import Clause, Token, split_clauses
from imh.case.quick_entry.syntax.line_opening import find_token
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames

_LONGEST_KIN = 4
_CHOSEN = frozenset({"friendship", "partner_of"})


@dataclass(frozen=True, kw_only=True)
class TieStatement(Statement):
    """Facts about one tie, seen from its source."""

    phase: ClassVar[int] = 4
    source: str
    target: str
    changes: dict[str, Any]
    accounts: tuple[InformantReport, ...] = ()
    also: bool = False

    def says(self, names: Names) -> str:
        """Say the tie as a sentence would: "warm tie to Leo, daily; gives Leo much support"."""
        target = names.name_of(self.target)
        parts = [say_tie_facts(self.changes, target)]
        parts += say_support(self.changes, target)
        if self.accounts:
            told = (code_in_words(a.value) + source_in_words(a.basis, names) for a in self.accounts)
            parts.append(f"accounts of the tie to {target} differ: " + ", ".join(told))
        if self.also:
            parts[0] = f"another tie to {target}: {parts[0]}"
        return "; ".join(part for part in parts if part) + source_in_words(self.basis, names)

    def apply(self, draft: CaseDraft) -> None:
        """Write the facts into the tie."""
        more: dict[str, Any] = {}
        if self.basis is not None:
            more["basis"] = self.basis
        if self.accounts:
            more["accounts"] = self.accounts
        add_to_tie(draft, self.source, self.target, self.also, **self.changes, **more)


def read_tie_clause(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``[quality] [contact] -> Name [facts]``, None when there is no tie here.

    After a quality the arrow may be left out before the name of somebody on the map.
    """
    start = scanner.position
    changes: dict[str, Any] = {}
    contact = scanner.read_code("contact", bare=True)
    named = scanner.accept_phrase("field", "quality")
    quality = scanner.read_code("quality")
    contact = contact or scanner.read_code("contact", bare=True)
    if not scanner.accept_phrase("link", "tie"):
        scanner.accept_phrase("field", "contact")
    arrow = scanner.accept("arrow", "dash")
    said = quality or (contact if contact != "lives_with" else None)
    linked = (
        arrow
        or (said and scanner.accept_phrase("link", "to"))
        or (quality and _name_ahead(scanner))
    )
    if (named and not said) or not linked:
        scanner.position = start
        return None
    changes |= {"quality": quality} if quality else {}
    changes |= {"contact": contact} if contact else {}
    return _tie_statements(scanner, subject, scanner.expect_names(), changes)


def _name_ahead(scanner: Scanner) -> bool:
    start = scanner.position
    found = scanner.read_name()
    scanner.position = start
    return found is not None


def read_support_clause(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``supports Name much practical`` or ``supported by Name some``."""
    for verb, direction in (("supports", "target"), ("supported", "source")):
        if scanner.accept_phrase("verb", verb):
            scanner.accept("colon")
            others = scanner.expect_names()
            return _tie_statements(scanner, subject, others, read_support(scanner, direction))
    return None


def read_kind_clause(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``attends Little Steps weekly``, ``works with the clinic``, ``speaks Spanish``."""
    start = scanner.position
    kind = scanner.read_code("tie", bare=True)
    typed = " ".join(token.text for token in scanner.tokens[start : scanner.position])
    if kind is None or kin_word(typed) is not None:
        scanner.position = start
        return None
    others = scanner.read_name()
    if others is None:
        following = scanner.peek()
        if following and following.kind == "word" and following.text[:1].isupper():
            scanner.expect_name()
        scanner.position = start
        return None
    more = scanner.expect_names() if scanner.accept_phrase("link", "and") else ()
    return _tie_statements(scanner, subject, (others, *more), {"kind": kind})


def read_chosen_tie(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``close friend of Ana``: who they are and how it is.

    Only between friends and partners: a close relative or neighbour need not be warm.
    """
    quality = scanner.read_code("quality", bare=True)
    found = read_kin(scanner, subject) if quality else None
    kin = next((each for each in found or () if isinstance(each, KinStatement)), None)
    if kin is None or kin.word.tie not in _CHOSEN:
        return None
    how = TieStatement(source=subject, target=kin.other, changes={"quality": quality})
    return [*(found or ()), how]


def _tie_statements(
    scanner: Scanner, subject: str, others: Sequence[str], changes: dict[str, Any]
) -> list[Statement]:
    while not scanner.done:
        more = _read_fact_after_name(scanner)
        if more is None:
            break
        changes = merge_facts(changes, more)
    return [TieStatement(source=subject, target=other, changes=changes) for other in others]


def _read_fact_after_name(scanner: Scanner) -> dict[str, Any] | None:
    """Read one more fact after a tie's name."""
    fact = read_tie_fact(scanner)
    if fact is not None:
        return fact
    start = scanner.position
    contact = scanner.read_code("contact", bare=True)
    if contact and not (contact == "lives_with" and scanner.read_name()):
        return {"contact": contact}
    scanner.position = start
    if scanner.accept_phrase("verb", "supports") and scanner.read_code("amount"):
        scanner.position = start
        scanner.accept_phrase("verb", "supports")
        return read_support(scanner, "target")
    scanner.position = start
    return None


def read_tie_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``Ana -> Leo: warm, daily, supports much``."""
    arrow = find_token(words, "arrow") or find_token(words, "dash") or 0
    if arrow == 0:
        raise ParseError("it is not said whose tie this is", "begin with a name, then a comma")
    left = scanner.for_tokens(words[:arrow])
    sources = left.expect_names()
    if not left.done:
        raise left.unknown_word("", "a tie line is written: Ana -> Leo: warm, daily")
    right = scanner.for_tokens(words[arrow + 1 :])
    targets = right.expect_names()
    right.accept("colon", "comma")
    rest = split_clauses(right.tokens[right.position :])
    called = " and ".join(scanner.names.name_of(source) for source in sources)
    return _tie_line_statements(scanner, (sources, targets), rest), called


def _tie_line_statements(
    scanner: Scanner, ends: tuple[Sequence[str], Sequence[str]], facts: Sequence[Clause]
) -> list[Statement]:
    """Read the facts of ``Ana -> Leo: warm, daily, supports much``."""
    changes: dict[str, Any] = {}
    accounts: tuple[InformantReport, ...] = ()
    basis = None
    also = turned = False
    for clause in facts:
        inside = scanner.for_clause(clause)
        while not inside.done:
            if inside.accept_phrase("link", "also"):
                also = True
                inside.accept("colon")
                continue
            kin = _read_kin_kind(inside)
            turned = turned or kin == "child_of"
            more = (
                {"kind": "parent_of" if kin == "child_of" else kin}
                if kin
                else read_line_fact(inside)
            )
            changes = merge_facts(changes, more)
        basis = read_source(inside, clause.source) or basis
        accounts += read_accounts(inside, clause.accounts, "quality")
    if not (changes or accounts):
        raise ParseError("nothing is said of this tie", "write for example: warm, daily")
    sources, targets = (ends[1], ends[0]) if turned else ends
    return [
        TieStatement(source=a, target=b, changes=changes, accounts=accounts, also=also, basis=basis)
        for a in sources
        for b in targets
    ]


def _read_kin_kind(scanner: Scanner) -> str | None:
    for count in range(_LONGEST_KIN, 0, -1):
        pieces = scanner.tokens[scanner.position : scanner.position + count]
        if len(pieces) < count or any(piece.kind != "word" for piece in pieces):
            continue
        word = kin_word(" ".join(piece.text for piece in pieces))
        if word and word.tie:
            scanner.position += count
            scanner.accept_phrase("link", "of")
            return word.tie
    return None


def write_ties(case: Case, draft: CaseDraft, written: WrittenNames) -> list[str]:
    """Write the ties, but those that the role of a person makes as they are."""
    lines: list[str] = []
    seen: set[frozenset[str]] = set()
    made = {tie.id for person in case.people for tie in ties_made_by_role(case, person)}
    for tie in case.ties:
        pair = frozenset((tie.source, tie.target))
        also = ["also"] if pair in seen else []
        seen.add(pair)
        told = write_source(tie.basis, written) + write_accounts(tie.accounts, "quality", written)
        usual = tie.id in made or tie.kind == usual_tie_kind(draft, tie.source, tie.target)
        facts = also + write_tie_facts(tie, not usual)
        if tie.id in made and not (facts or told):
            continue
        ends = f"{written.write_name(tie.source)} -> {written.write_name(tie.target)}"
        lines.append(f"{ends}: {', '.join(facts or ['unknown'])}{told}")
    return lines
