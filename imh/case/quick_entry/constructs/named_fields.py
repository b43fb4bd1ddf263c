"""Fields typed by their name: ``age unknown``, ``role friend``, ``support fits: thin``."""

from typing import Any

from imh.case.quick_entry.constructs.age_and_life import read_birth, read_due_date, read_named_age
from imh.case.quick_entry.constructs.fields import field_statements, named_code_reader
from imh.case.quick_entry.constructs.loads import read_named_resource
from imh.case.quick_entry.constructs.people import read_support_fit
from imh.case.quick_entry.constructs.professionals import read_discipline
from imh.case.quick_entry.constructs.roles import read_named_role
from imh.case.quick_entry.statement import Statement
from imh.case.quick_entry.syntax.scanner import Scanner


def read_note(scanner: Scanner, subject: str) -> list[Statement]:
    """Read what stands after the word "note"."""
    text = scanner.read_free_text()
    return field_statements(subject, f"note: {text}", note=text)


_FIELDS: dict[str, Any] = {
    "gender": named_code_reader("gender", "gender", "gender"),
    "life": named_code_reader("life", "life", "life"),
    "caregiver": named_code_reader("caregiver", "caregiver", "part in care:"),
    "support_fit": read_support_fit,
    "status": named_code_reader("status", "status", "status"),
    "stability": named_code_reader("stability", "stability", "stability"),
    "role": read_named_role,
    "age": read_named_age,
    "gestation": read_birth,
    "due": read_due_date,
    "discipline": read_discipline,
    "note": read_note,
    "resource": read_named_resource,
}


def read_field(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read a field by its name: ``age unknown``, ``role friend``, ``support fits: thin``."""
    start = scanner.position
    field = scanner.read_code("field")
    reader = _FIELDS.get(field or "")
    found = reader(scanner, subject) if reader else None
    if found is None:
        scanner.position = start
    return found
