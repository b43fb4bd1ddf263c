"""A tie on a line of its own: ``Ana -> Leo: warm, daily, supports much``."""

from collections.abc import Sequence
from typing import Any

from imh.case.basis import InformantReport
from imh.case.quick_entry.sources import read_accounts, read_source
from imh.case.quick_entry.statement import Statement
from imh.case.quick_entry.syntax.kinship_words import kin_word
from imh.case.quick_entry.syntax.lexer import Clause
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.ties import TieStatement, merge_facts, read_support, read_tie_fact

_LONGEST_KIN = 4


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


def read_line_fact(scanner: Scanner) -> dict[str, Any]:
    fact = read_tie_fact(scanner)
    if fact is not None:
        return fact
    for verb, direction in (("supports", "target"), ("supported", "source")):
        if scanner.accept_phrase("verb", verb):
            start = scanner.position
            if scanner.read_code("amount") is None:
                scanner.read_name()
            else:
                scanner.position = start
            return read_support(scanner, direction)
    for name, field in (("contact", "contact"), ("tie", "kind")):
        code = scanner.read_code(name, bare=True)
        if code is not None:
            return {field: code}
    quality = scanner.read_code("quality")
    if quality is None:
        raise scanner.unknown_word("quality")
    scanner.accept_phrase("link", "tie")
    return {"quality": quality}
