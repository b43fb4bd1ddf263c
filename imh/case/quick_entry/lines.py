"""Reading one line: each kind of line is handed to its reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from imh.case.folding import fold
from imh.case.quick_entry.events import _event_statements
from imh.case.quick_entry.homes import _home_statements
from imh.case.quick_entry.observations import (
    _daily_statements,
    _pair_statements,
    _screening_statements,
)
from imh.case.quick_entry.persons import list_of_head, read_description, with_source
from imh.case.quick_entry.reflections import ReflectionStatement, _reflection_statements
from imh.case.quick_entry.refusals import explained_refusals
from imh.case.quick_entry.sources import read_source
from imh.case.quick_entry.statement import LineContent, Statement
from imh.case.quick_entry.syntax.grammar_words import phrase_list
from imh.case.quick_entry.syntax.lexer import Clause, Token, split_clauses, tokenize
from imh.case.quick_entry.syntax.line_opening import (
    LineHead,
    LineOpening,
    find_token,
    line_kind,
    reflection_opening,
    split_at_colon,
)
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.tie_line import _tie_line_statements
from imh.case.quick_entry.work import (
    read_case_line,
    read_goal_line,
    read_question_line,
    read_referral_line,
    read_safety_line,
    read_strength_line,
)


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


def with_last_source(
    scanner: Scanner, statements: Sequence[Statement], facts: Sequence[Clause]
) -> list[Statement]:
    """A source at the end of a line counts for everything on it that has none of its own."""
    source = read_source(scanner, facts[-1].source) if facts else None
    return [with_source(statement, source) for statement in statements]


def _special_line(scanner: Scanner, opening: LineOpening) -> LineContent:
    """Read a line that has no name at its head with the reader of its kind."""
    kind = line_kind(opening.tokens)
    if kind is None:
        raise ParseError("this line has no name at its head", "begin with a name, then a comma")
    return _LINE_READERS[kind](scanner, opening.tokens)


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


def read_reflection_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``own story by Tess: "text"`` or ``supervision used``."""
    count = reflection_opening(words, words, find_token(words, "colon"))
    code = phrase_list("reflection").code(" ".join(t.text for t in words[:count]), bare=True)
    return _reflection_statements(scanner, str(code), words[count:]), ""


def read_feels_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``Tess feels irritation towards Marco much``."""
    at = next(i for i, t in enumerate(words) if t.kind == "word" and fold(t.text) == "feels")
    who = scanner.for_tokens(words[:at])
    by = who.expect_name()
    if not who.done:
        raise who.unknown_word("", "write for example: Tess feels worry")
    found = _reflection_statements(
        scanner, "reaction", [*_before_colon(words[at:]), *_from_colon(words)]
    )
    return [_with_person(statement, by) for statement in found], ""


def _before_colon(words: Sequence[Token]) -> Sequence[Token]:
    colon = find_token(words, "colon")
    return words if colon is None else words[:colon]


def _from_colon(words: Sequence[Token]) -> Sequence[Token]:
    colon = find_token(words, "colon")
    return () if colon is None else words[colon:]


def _with_person(statement: Statement, person: str) -> Statement:
    if isinstance(statement, ReflectionStatement):
        return replace(statement, fields=statement.fields | {"by": person})
    return statement


def read_event_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``at 3m: separation from Ana, Leo, until 5m, burden much (record)``."""
    inside = scanner.for_tokens(words)
    at = None
    if not inside.accept_phrase("line", "event"):
        inside.position += fold(words[0].text) == "at"
        at = inside.expect_months()
    inside.accept("colon", "comma")
    return _event_statements(scanner, at, split_clauses(words[inside.position :])), ""


def read_screening_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``screening Ana: EPDS score 12, reading concern, date 2026-05-01``."""
    inside = scanner.for_tokens(words)
    inside.accept_phrase("line", "screening")
    person = inside.expect_name()
    inside.accept("colon", "comma")
    facts = split_clauses(words[inside.position :])
    found = _screening_statements(scanner, person, facts)
    return with_last_source(scanner, found, facts), scanner.names.name_of(person)


def read_daily_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``Leo daily life: routines strength, talk and song strength with Rosa``."""
    inside = scanner.for_tokens(words)
    early = inside.accept_phrase("line", "daily")
    child = inside.expect_name()
    if not early and not inside.accept_phrase("line", "daily"):
        raise inside.unknown_word("", "write for example: Leo daily life: routines strength")
    inside.accept("colon", "comma")
    facts = split_clauses(words[inside.position :])
    found = _daily_statements(scanner, child, facts)
    called = f"{scanner.names.name_of(child)}'s daily life"
    return with_last_source(scanner, found, facts), called


def read_pair_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``Ana with Leo: soothing strength, signals concern, play not observed (seen)``."""
    inside = scanner.for_tokens(words)
    caregivers = inside.expect_names()
    if not inside.accept_phrase("link", "to"):
        raise inside.unknown_word("", "write for example: Ana with Leo: soothing strength")
    child = inside.expect_name()
    colon = find_token(words, "colon") or 0
    time = inside.tokens[inside.position : colon]
    facts = (*split_clauses(time), *split_clauses(words[colon + 1 :]))
    found = _pair_statements(scanner, caregivers, child, facts)
    shown = " and ".join(scanner.names.name_of(person) for person in caregivers)
    called = f"{shown} with {scanner.names.name_of(child)}"
    return with_last_source(scanner, found, facts), called


def read_home_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``home Oak Street: Ana, Leo, Rosa; Leo 6 nights; outside help few``."""
    head, after = split_at_colon(words)
    inside = scanner.for_tokens(head)
    another = bool(head) and fold(head[0].text) == "another"
    inside.position += another
    inside.accept_phrase("line", "home")
    quoted = inside.peek()
    name = quoted.text if quoted is not None and quoted.kind == "quoted" else inside.rest()
    return _home_statements(scanner, name, another, split_clauses(after)), ""


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
