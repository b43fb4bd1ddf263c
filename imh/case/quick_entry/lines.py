"""Reading one line: each kind of line is handed to its reader."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from imh.case.folding import fold
from imh.case.quick_entry.events import read_event_line
from imh.case.quick_entry.homes import read_home_line
from imh.case.quick_entry.observations import (
    read_daily_line,
    read_pair_line,
    read_screening_line,
)
from imh.case.quick_entry.persons import list_of_head, read_description, with_source
from imh.case.quick_entry.reflections import ReflectionStatement, read_reflection_line
from imh.case.quick_entry.refusals import explained_refusals
from imh.case.quick_entry.sources import read_source
from imh.case.quick_entry.statement import Statement
from imh.case.quick_entry.syntax.grammar_words import phrase_list
from imh.case.quick_entry.syntax.lexer import Clause, Token, split_clauses, tokenize
from imh.case.quick_entry.syntax.line_opening import (
    LineHead,
    LineOpening,
    find_token,
    line_kind,
    reflection_opening,
)
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.tie_line import read_tie_line
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
                statements, called = _tie(scanner, opening.tokens)
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
    facts = _facts(head)
    line = replace(line, head=identifier, colon=head.colon, same=head.same)
    try:
        with explained_refusals():
            statements = read_description(scanner, identifier, facts, observing=head.colon)
    except ParseError as problem:
        return replace(line, problem=problem)
    statements = _with_last_source(scanner, statements, facts)
    return replace(
        line,
        statements=tuple(statements),
        list_name=list_of_head(statements),
        needs=frozenset(scanner.needs - {identifier}),
    )


def _facts(head: LineHead) -> tuple[Clause, ...]:
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


def _with_last_source(
    scanner: Scanner, statements: Sequence[Statement], facts: Sequence[Clause]
) -> list[Statement]:
    """A source at the end of a line counts for everything on it that has none of its own."""
    source = read_source(scanner, facts[-1].source) if facts else None
    return [with_source(statement, source) for statement in statements]


def _special_line(scanner: Scanner, opening: LineOpening) -> tuple[list[Statement], str]:
    words = opening.tokens
    kind = line_kind(words)
    if kind == "tie":
        return _tie(scanner, words)
    if kind == "reflection":
        count = reflection_opening(words, words, find_token(words, "colon"))
        code = phrase_list("reflection").code(" ".join(t.text for t in words[:count]), bare=True)
        return read_reflection_line(scanner, str(code), words[count:]), ""
    if kind == "feels":
        return _feels(scanner, words), ""
    if kind == "event":
        return _event(scanner, words), ""
    if kind in ("pair", "daily", "screening"):
        return _observation(scanner, words, kind)
    colon = find_token(words, "colon")
    head, after = (words, ()) if colon is None else (words[:colon], words[colon + 1 :])
    if kind == "home":
        return _home(scanner, head, after), ""
    if kind is None:
        raise ParseError("this line has no name at its head", "begin with a name, then a comma")
    inside = scanner.for_tokens(head)
    inside.accept_phrase("line", kind)
    head = head[inside.position :]
    if kind == "safety":
        return read_safety_line(scanner, after), ""
    if kind == "case":
        return read_case_line(scanner, after), ""
    readers = {
        "strength": read_strength_line,
        "question": read_question_line,
        "goal": read_goal_line,
        "referral": read_referral_line,
    }
    return readers[kind](scanner, head, after), ""


def _tie(scanner: Scanner, words: Sequence[Token]) -> tuple[list[Statement], str]:
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
    return read_tie_line(scanner, (sources, targets), rest), called


def _feels(scanner: Scanner, words: Sequence[Token]) -> list[Statement]:
    at = next(i for i, t in enumerate(words) if t.kind == "word" and fold(t.text) == "feels")
    who = scanner.for_tokens(words[:at])
    by = who.expect_name()
    if not who.done:
        raise who.unknown_word("", "write for example: Tess feels worry")
    found = read_reflection_line(scanner, "reaction", [*_before_colon(words[at:]), *_after(words)])
    return [_by(statement, by) for statement in found]


def _before_colon(words: Sequence[Token]) -> Sequence[Token]:
    colon = find_token(words, "colon")
    return words if colon is None else words[:colon]


def _after(words: Sequence[Token]) -> Sequence[Token]:
    colon = find_token(words, "colon")
    return () if colon is None else words[colon:]


def _by(statement: Statement, person: str) -> Statement:
    if isinstance(statement, ReflectionStatement):
        return replace(statement, fields=statement.fields | {"by": person})
    return statement


def _event(scanner: Scanner, words: Sequence[Token]) -> list[Statement]:
    inside = scanner.for_tokens(words)
    at = None
    if not inside.accept_phrase("line", "event"):
        inside.position += fold(words[0].text) == "at"
        at = inside.expect_months()
    inside.accept("colon", "comma")
    return read_event_line(scanner, at, split_clauses(words[inside.position :]))


def _observation(
    scanner: Scanner, words: Sequence[Token], kind: str
) -> tuple[list[Statement], str]:
    inside = scanner.for_tokens(words)
    called = ""
    if kind == "screening":
        inside.accept_phrase("line", "screening")
        person = inside.expect_name()
        inside.accept("colon", "comma")
        facts = split_clauses(words[inside.position :])
        found = read_screening_line(scanner, person, facts)
        called = scanner.names.name_of(person)
    elif kind == "daily":
        early = inside.accept_phrase("line", "daily")
        child = inside.expect_name()
        if not early and not inside.accept_phrase("line", "daily"):
            raise inside.unknown_word("", "write for example: Leo daily life: routines strength")
        inside.accept("colon", "comma")
        facts = split_clauses(words[inside.position :])
        found = read_daily_line(scanner, child, facts)
        called = f"{scanner.names.name_of(child)}'s daily life"
    else:
        first = inside.expect_names()
        if not inside.accept_phrase("link", "to"):
            raise inside.unknown_word("", "write for example: Ana with Leo: soothing strength")
        child = inside.expect_name()
        time = inside.tokens[inside.position : (find_token(words, "colon") or 0)]
        facts = split_clauses(words[(find_token(words, "colon") or 0) + 1 :])
        facts = (*split_clauses(time), *facts)
        found = read_pair_line(scanner, first, child, facts)
        shown = " and ".join(scanner.names.name_of(person) for person in first)
        called = f"{shown} with {scanner.names.name_of(child)}"
    return _with_last_source(scanner, found, facts), called


def _home(scanner: Scanner, head: Sequence[Token], after: Sequence[Token]) -> list[Statement]:
    inside = scanner.for_tokens(head)
    another = bool(head) and fold(head[0].text) == "another"
    inside.position += another
    inside.accept_phrase("line", "home")
    quoted = inside.peek()
    name = quoted.text if quoted is not None and quoted.kind == "quoted" else inside.rest()
    return read_home_line(scanner, name, another, split_clauses(after))
