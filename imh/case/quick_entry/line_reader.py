"""Reading one line: each kind of line is handed to its reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from imh.case.quick_entry.constructs.care_plan import (
    read_goal_line,
    read_question_line,
    read_referral_line,
    read_safety_line,
    read_strength_line,
)
from imh.case.quick_entry.constructs.case_line import read_case_line
from imh.case.quick_entry.constructs.events import read_event_line
from imh.case.quick_entry.constructs.homes import read_home_line
from imh.case.quick_entry.constructs.pairs_and_daily_life import read_daily_line, read_pair_line
from imh.case.quick_entry.constructs.reflections import read_feels_line, read_reflection_line
from imh.case.quick_entry.constructs.screenings import read_screening_line
from imh.case.quick_entry.constructs.sources import with_last_source
from imh.case.quick_entry.constructs.ties import read_tie_line
from imh.case.quick_entry.description import list_of_head, read_description
from imh.case.quick_entry.refusals import explained_refusals
from imh.case.quick_entry.statement import LineContent, Statement
from imh.case.quick_entry.syntax.lexer import Clause, Token, split_clauses, tokenize
from imh.case.quick_entry.syntax.line_opening import LineHead, LineOpening, find_token, line_kind
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner


@dataclass(frozen=True)
class ParsedLine:
    """A line read: what it says, whom it puts on the map, whom it needs there."""

    number: int
    text: str
    statements: tuple[Statement, ...] = ()
    head: str | None = None
    list_name: str | None = None
    needs: frozenset[str] = frozenset()
    problem: ParseError | None = None
    called: str = ""
    colon: bool = False
    same: bool = False


def parse_line(opening: LineOpening, names: Names) -> ParsedLine:
    """Read one line with the names of all lines known."""
    line = ParsedLine(opening.number, opening.text)
    if opening.problem is not None:
        return replace(line, problem=opening.problem)
    scanner = Scanner(opening.text, opening.tokens, names)
    try:
        with explained_refusals():
            if opening.head is not None and _is_tie_with_dash(opening.head, names):
                statements, called = read_tie_line(scanner, opening.tokens)
            elif opening.head is not None and opening.identifier is not None:
                return _named_line(line, scanner, opening.head, opening.identifier)
            else:
                statements, called = _special_line(scanner, opening)
    except ParseError as problem:
        return replace(line, problem=problem)
    return replace(
        line, statements=tuple(statements), needs=frozenset(scanner.needs), called=called
    )


def _is_tie_with_dash(head: LineHead, names: Names) -> bool:
    """Tell "Davy - Aoife: polite" from "Davy - foster father"."""
    if not head.facts or head.facts[0].kind != "dash":
        return False
    end = find_token(head.facts, "comma", "colon", "semicolon") or len(head.facts)
    return names.called(" ".join(token.text for token in head.facts[1:end]))


def _named_line(line: ParsedLine, scanner: Scanner, head: LineHead, identifier: str) -> ParsedLine:
    facts = _facts_after_name(head)
    line = replace(line, head=identifier, colon=head.colon, same=head.same)
    try:
        with explained_refusals():
            statements = read_description(scanner, identifier, facts, observing=head.colon)
    except ParseError as problem:
        return replace(line, problem=problem)
    statements = with_last_source(scanner, statements, facts)
    return replace(
        line,
        statements=tuple(statements),
        list_name=list_of_head(statements),
        needs=frozenset(scanner.needs - {identifier}),
    )


def _facts_after_name(head: LineHead) -> tuple[Clause, ...]:
    """Cut what follows the name into clauses; "Rosa (58): ..." has facts in the brackets."""
    rest = list(head.facts)
    if rest and rest[0].kind == "dash":
        rest = rest[1:]
    first: tuple[Clause, ...] = ()
    if rest and rest[0].kind == "aside":
        offset = rest[0].start + 1
        first = split_clauses(
            [replace(t, start=t.start + offset, end=t.end + offset) for t in tokenize(rest[0].text)]
        )
        rest = rest[1:]
    while rest and rest[0].kind in ("comma", "colon", "semicolon"):
        rest = rest[1:]
    return first + split_clauses(rest)


def _special_line(scanner: Scanner, opening: LineOpening) -> LineContent:
    """Read a line that has no name at its head with the reader of its kind."""
    kind = line_kind(opening.tokens)
    if kind is None:
        raise ParseError("this line has no name at its head", "begin with a name, then a comma")
    return _LINE_READERS[kind](scanner, opening.tokens)


_LINE_READERS: Final[dict[str, Callable[[Scanner, Sequence[Token]], LineContent]]] = {
    "tie": read_tie_line,
    "event": read_event_line,
    "home": read_home_line,
    "pair": read_pair_line,
    "daily": read_daily_line,
    "screening": read_screening_line,
    "feels": read_feels_line,
    "reflection": read_reflection_line,
    "safety": read_safety_line,
    "strength": read_strength_line,
    "question": read_question_line,
    "goal": read_goal_line,
    "referral": read_referral_line,
    "case": read_case_line,
}
"""How each kind of line without a name at its head is read."""
