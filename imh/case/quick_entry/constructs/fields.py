"""Fields of a person, a setting or an influence that one phrase tells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.quick_entry.constructs.sources import source_in_words
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.statement import Statement, code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.scanner import Scanner

FactReader = Callable[[Scanner, str], list[Statement] | None]


@dataclass(frozen=True, kw_only=True)
class FieldStatement(Statement):
    """Fields of a person, a setting or an influence."""

    phase: ClassVar[int] = 1
    aside: ClassVar[bool] = False
    subject: str
    changes: dict[str, Any]
    words: str

    def says(self, names: Names) -> str:
        """Say the fields as they were meant."""
        return self.words + source_in_words(self.basis, names)

    def apply(self, draft: CaseDraft) -> None:
        """Set the fields."""
        draft.set_fields(self.subject, self.basis, **self.changes)


def field_statements(subject: str, said: str, **changes: Any) -> list[Statement]:
    """Return the statement that sets fields of somebody or something, said in these words."""
    return [FieldStatement(subject=subject, changes=changes, words=said)]


def code_reader(name: str, field: str) -> FactReader:
    """Return a reader of one phrase of a list, by itself: ``girl`` is a gender."""

    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        code = scanner.read_code(name, bare=True)
        if code is None:
            return None
        return field_statements(subject, code_in_words(code), **{field: code})

    return read


def named_code_reader(name: str, field: str, words: str) -> FactReader:
    """Return a reader of what stands after the name of a field: ``gender girl``."""

    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        scanner.accept("colon")
        code = scanner.read_code(name)
        return (
            None
            if code is None
            else field_statements(subject, f"{words} {code_in_words(code)}", **{field: code})
        )

    return read


def read_care(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read the part in care: ``primary caregiver``."""
    code = scanner.read_code("caregiver", bare=True)
    if code is None:
        return None
    return field_statements(subject, phrase_for("caregiver", code), caregiver=code)
