"""Screenings: ``screening Ana: EPDS score 12, reading concern, date 2026-05-01``."""

from collections.abc import Sequence
from typing import Any

from imh.case.basis import InformantReport
from imh.case.durations import write_duration
from imh.case.observations import Screening
from imh.case.quick_entry.constructs.observations import ObservationStatement, read_at, write_facts
from imh.case.quick_entry.constructs.sources import read_accounts, read_source, with_last_source
from imh.case.quick_entry.draft import join_texts
from imh.case.quick_entry.statement import LineContent, Statement, code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.lexer import Clause, Token, split_clauses
from imh.case.quick_entry.syntax.parse_error import NumberRange, ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote


def read_screening_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``screening Ana: EPDS score 12, reading concern, date 2026-05-01``."""
    inside = scanner.for_tokens(words)
    inside.accept_phrase("line", "screening")
    person = inside.expect_name()
    inside.accept("colon", "comma")
    facts = split_clauses(words[inside.position :])
    found = _screening_statements(scanner, person, facts)
    return with_last_source(scanner, found, facts), scanner.names.name_of(person)


def _screening_statements(scanner: Scanner, about: str, facts: Sequence[Clause]) -> list[Statement]:
    """Read ``screening Ana: EPDS score 12, reading concern, date 2026-05-01``."""
    fields: dict[str, Any] = {"kind": "screening", "about": about}
    accounts: tuple[InformantReport, ...] = ()
    basis = None
    for clause in facts:
        inside = scanner.for_clause(clause)
        if "name" not in fields:
            fields["name"] = inside.read_quoted() or _read_words_until_field(inside)
        while not inside.done:
            more = _read_screening_fact(inside)
            if "note" in more and "note" in fields:
                more["note"] = join_texts(fields["note"], more["note"])
            fields |= more
        accounts += read_accounts(inside, clause.accounts, "reading")
        basis = read_source(inside, clause.source) or basis
    if not fields.get("name"):
        raise ParseError("the screening has no name", "write for example: EPDS score 12")
    words = " ".join(filter(None, ("screening", fields["name"], fields.get("score"))))
    if "reading" in fields:
        words += f", read as {code_in_words(fields['reading'])}"
    if "date" in fields:
        words += f", {fields['date']}"
    return [
        ObservationStatement(
            fields=fields, rating_list="reading", words=words, accounts=accounts, basis=basis
        )
    ]


def _read_words_until_field(scanner: Scanner) -> str:
    words: list[str] = []
    while not scanner.done:
        start = scanner.position
        ahead = scanner.read_code("field")
        scanner.position = start
        token = scanner.peek()
        if ahead in ("score", "reading", "date", "note") or token is None or token.kind != "word":
            break
        if ahead == "described" and at_ahead(scanner):
            break
        words.append(token.text)
        scanner.position += 1
    return " ".join(words)


def at_ahead(scanner: Scanner) -> bool:
    """Tell whether ``at 8m`` follows, without reading it."""
    start = scanner.position
    try:
        return read_at(scanner) is not None
    except NumberRange:
        return True
    finally:
        scanner.position = start


def _read_screening_fact(scanner: Scanner) -> dict[str, Any]:
    at = read_at(scanner)
    if at is not None:
        return {"at_months": at}
    if scanner.accept_phrase("field", "score"):
        scanner.accept("colon")
        return {"score": scanner.read_quoted() or _read_words_until_field(scanner)}
    if scanner.accept_phrase("field", "reading"):
        return {"reading": scanner.expect_code("reading", "no concern, watch or concern")}
    if scanner.accept_phrase("field", "date"):
        return {"date": scanner.read_date()}
    if scanner.accept_phrase("field", "note"):
        return {"note": scanner.read_free_text()}
    raise scanner.unknown_word("field", "write score, reading, date, at or note")


def write_screening(seen: Screening, written: WrittenNames) -> str:
    """Write ``screening Ana: "EPDS", score "12", reading concern, date 2026-05-01``."""
    parts = [quote(seen.name)]
    parts += [f"score {quote(seen.score)}"] if seen.score else []
    if seen.reading != "unknown":
        parts.append(f"reading {phrase_for('reading', seen.reading)}")
    parts += [f"date {seen.date}"] if seen.date else []
    parts += [f"note {quote(seen.note)}"] if seen.note else []
    parts += [f"at {write_duration(seen.at_months)}"] if seen.at_months is not None else []
    lead = f"screening {written.write_name(seen.about)}"
    return write_facts(lead, ", ".join(parts), "reading", seen, written)
