"""People by profession: ``clinician home visitor``, ``professional social worker``, ``OT``."""

from imh.case.people import Person
from imh.case.quick_entry.constructs.fields import (
    FactReader,
    code_reader,
    field_statements,
    read_care,
)
from imh.case.quick_entry.constructs.homes import read_lives_with
from imh.case.quick_entry.constructs.loads import read_load
from imh.case.quick_entry.constructs.ties import (
    read_kind_clause,
    read_support_clause,
    read_tie_clause,
)
from imh.case.quick_entry.statement import Statement
from imh.case.quick_entry.syntax.grammar_words import phrase_for, phrase_list
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import quote
from imh.case.vocabulary import PROFESSIONAL_ROLES

_AFTER_DISCIPLINE: tuple[FactReader, ...] = (
    read_tie_clause,
    read_support_clause,
    read_kind_clause,
    read_load,
    read_lives_with,
    read_care,
    code_reader("gender", "gender"),
)


def read_professional(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``clinician home visitor``, ``professional social worker``, ``OT`` or ``teacher``."""
    start = scanner.position
    role = scanner.read_code("role", bare=True)
    if role is None:
        if scanner.read_code("discipline", bare=True) is None:
            return None
        role, scanner.position = "professional", start
    elif role not in PROFESSIONAL_ROLES:
        return field_statements(subject, phrase_for("role", role), role=role)
    quoted = scanner.read_quoted()
    typed = _read_words_of_discipline(scanner) if quoted is None else ""
    discipline = quoted or phrase_list("discipline").code(typed, bare=True) or typed
    extra = {"discipline": discipline} if discipline else {}
    named = role if role != "professional" or not discipline else ""
    return field_statements(
        subject, ", ".join(filter(None, (named, discipline))), role=role, **extra
    )


def _read_words_of_discipline(scanner: Scanner) -> str:
    """Read words up to a number or to a fact of another sort."""
    words: list[str] = []
    while not scanner.done:
        token = scanner.tokens[scanner.position]
        if token.kind != "word" or any(sign.isdigit() for sign in token.text):
            break
        ahead = scanner.for_tokens(scanner.tokens[scanner.position :])
        if any(_fact_starts(read, ahead) for read in _AFTER_DISCIPLINE):
            break
        words.append(token.text)
        scanner.position += 1
    return " ".join(words)


def _fact_starts(read: FactReader, scanner: Scanner) -> bool:
    """Tell whether a fact of another sort begins here ("health visitor" is not health)."""
    scanner.position = 0
    try:
        return bool(read(scanner, ""))
    except ParseError:
        return read is not read_load


def read_discipline(scanner: Scanner, subject: str) -> list[Statement]:
    """Read what stands after the word "discipline"."""
    text = scanner.read_free_text()
    return field_statements(subject, text, discipline=text)


def write_profession(person: Person) -> str:
    """Write ``clinician home visitor`` or ``nurse``."""
    known = phrase_list("discipline").code(person.discipline, bare=True) == person.discipline
    if not person.discipline:
        return person.role
    if known:
        return (
            person.discipline
            if person.role == "professional"
            else f"{person.role} {person.discipline}"
        )
    return f"{person.role} {quote(person.discipline)}"


def write_discipline(person: Person) -> list[str]:
    """Write the discipline of somebody who is no professional."""
    return [f"discipline {quote(person.discipline)}"]
