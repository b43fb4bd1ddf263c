"""Where a statement comes from, in parentheses: (seen), (told by Rosa), (record), (assumed)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from imh.case.basis import Basis, InformantReport
from imh.case.quick_entry.statement import Statement
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.lexer import Clause, Token, tokenize
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote

_HOW = "write (seen), (told by a name), (record) or (assumed)"


def read_source(scanner: Scanner, source: Token | None) -> Basis | None:
    """Read what stands in parentheses; a bare name means "told by"."""
    if source is None:
        return None
    inside = Scanner(source.text, tokenize(source.text), scanner.names, scanner.needs)
    kind = inside.read_code("basis")
    if kind is None:
        found = _read_flags(inside)
        kind = inside.read_code("basis")
    else:
        found = {}
    if kind is None:
        if inside.read_name() is None or not inside.done:
            raise ParseError(f"'({source.text})' is not a source I know", _HOW)
        return Basis(kind="told", by=(_read_only_name(inside),))
    told_by: list[str] = []
    while not inside.done:
        flags = _read_flags(inside)
        found |= flags
        if not flags and not inside.accept_phrase("link", "times") and not _skip_joint(inside):
            told_by.append(_read_teller(inside, source))
    return Basis.model_validate({"kind": kind, "by": tuple(told_by), **found})


def with_source(statement: Statement, source: Basis | None) -> Statement:
    """Give a statement a source unless it has its own."""
    if source is None or statement.basis is not None:
        return statement
    return replace(statement, basis=source)


def with_last_source(
    scanner: Scanner, statements: Sequence[Statement], facts: Sequence[Clause]
) -> list[Statement]:
    """Give the source at the end of a line to everything on it that has none of its own."""
    source = read_source(scanner, facts[-1].source) if facts else None
    return [with_source(statement, source) for statement in statements]


def _read_only_name(inside: Scanner) -> str:
    inside.position = 0
    return inside.expect_name()


def _read_flags(inside: Scanner) -> dict[str, bool]:
    if inside.accept_phrase("link", "interpreter"):
        return {"interpreter": True}
    if inside.accept_phrase("link", "confidence"):
        return {"in_confidence": True}
    return {}


def _skip_joint(inside: Scanner) -> bool:
    return bool(
        inside.accept("comma", "semicolon", "colon")
        or inside.accept_phrase("link", "by")
        or inside.accept_phrase("link", "and")
        or inside.accept_phrase("link", "to")
        or inside.read_number()
    )


def _read_teller(inside: Scanner, source: Token) -> str:
    """Read one teller: quoted words as they are, a name as its id, else words up to a comma."""
    quoted = inside.read_quoted()
    if quoted is not None:
        return quoted
    known = inside.read_name()
    if known:
        return known
    words: list[str] = []
    while not inside.done and not _flags_ahead(inside):
        token = inside.accept("word")
        if token is None:
            break
        words.append(token.text)
    if not words:
        raise ParseError(f"'({source.text})' is not a source I know", _HOW)
    return " ".join(words)


def _flags_ahead(inside: Scanner) -> bool:
    start = inside.position
    ahead = bool(_read_flags(inside)) or inside.accept_phrase("link", "and")
    inside.position = start
    return ahead


def read_accounts(
    scanner: Scanner, told: tuple[Clause, ...], name: str, before: str = ""
) -> tuple[InformantReport, ...]:
    """Read accounts that differ, each a value of the list ``name`` and who gave it.

    ``before`` is a field word that may stand before the value ("burden much").
    """
    return tuple(_read_account(scanner, clause, name, before) for clause in told)


def _read_account(scanner: Scanner, clause: Clause, name: str, before: str) -> InformantReport:
    inside = scanner.for_clause(clause)
    if before:
        inside.accept_phrase("field", before)
    value = inside.read_code(name) or ""
    says = inside.read_quoted() or ""
    if not inside.done:
        raise inside.unknown_word(name, "write for example: accounts: warm (told by Ana)")
    basis = read_source(scanner, clause.source) or Basis()
    return InformantReport(basis=basis, says=says, value=value)


def source_in_words(basis: Basis | None, names: Names) -> str:
    """Put a source into words: " (told by Rosa, through an interpreter)"."""
    if basis is None:
        return ""
    kind = {"observed": "seen", "unknown": "source unknown"}.get(basis.kind, basis.kind)
    by = " by " + " and ".join(names.name_of(teller) for teller in basis.by) if basis.by else ""
    through = ", through an interpreter" if basis.interpreter else ""
    confidence = ", in confidence" if basis.in_confidence else ""
    return f" ({kind}{by}{through}{confidence})"


def write_source(basis: Basis, written: WrittenNames, needed: bool = False) -> str:
    """Write a source in parentheses, nothing for an unknown one unless it is needed."""
    kind = phrase_for("basis", basis.kind)
    by = [_write_teller(teller, written) for teller in basis.by]
    parts = [f"{kind} by {by[0]}" if by else kind, *by[1:]]
    parts += ["through an interpreter"] if basis.interpreter else []
    parts += ["in confidence"] if basis.in_confidence else []
    if parts == [phrase_for("basis", "unknown")] and not needed:
        return ""
    return f" ({', '.join(parts)})"


def _write_teller(teller: str, written: WrittenNames) -> str:
    made = written.ids.get(teller)
    name = written.write_name(teller) if made else quote(teller)
    text = f"told by {name}"
    scanner = Scanner(text, (), written.names)
    aside = Token("aside", text, 0, len(text))
    try:
        read = read_source(scanner, aside)
    except ParseError:
        read = None
    known = Basis(kind="told", by=(made or teller,))
    return name if read == known else quote(made or teller)


def write_accounts(
    accounts: Iterable[InformantReport], list_name: str, written: WrittenNames
) -> str:
    """Write accounts that differ, closed by a semicolon."""
    told = [
        " ".join(
            filter(
                None,
                (
                    phrase_for(list_name, account.value) if account.value else "",
                    quote(account.says) if account.says else "",
                ),
            )
        )
        + write_source(account.basis, written, needed=True)
        for account in accounts
    ]
    return f", accounts: {', '.join(told)};" if told else ""
