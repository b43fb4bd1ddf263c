"""What is said of one person or place: age, birth, life, part in care, loads, kind of place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.durations import say_duration, write_duration
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.homes import LivesWithStatement
from imh.case.quick_entry.kin_reader import read_role_only
from imh.case.quick_entry.loads import read_named_resource
from imh.case.quick_entry.statement import FieldStatement, Statement, code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for, phrase_list
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.vocabulary import UNSAID

_WEEKS_TO_TERM = 40
_MONTH_WEEKS = 30.4375 / 7
FactReader = Callable[[Scanner, str], list[Statement] | None]


@dataclass(frozen=True, kw_only=True)
class AgeStatement(Statement):
    """An age: in months for an index child, in years for everybody else."""

    phase: ClassVar[int] = 1
    aside: ClassVar[bool] = False
    subject: str
    number: float
    unit: str

    def says(self, names: Names) -> str:
        """Say the age as typed."""
        return say_duration(self.number) if self.unit == "months" else f"{self.in_years:g}"

    @property
    def in_years(self) -> float:
        """The age in years; without a unit it is typed in years."""
        return self.number / 12 if self.unit else self.number

    def apply(self, draft: CaseDraft) -> None:
        """Set the age, and with the first index child's the age at which the case is described."""
        if self.subject not in draft.children:
            draft.set_fields(self.subject, age_years=self.in_years)
            return
        if not self.unit:
            raise ParseError(
                f"it is not said whether {self.number:g} are months or years",
                f"write {self.number:g}m or {self.number:g}y; another child of the family is a "
                "brother, sister or sibling",
            )
        first = draft.reference is None or self.subject == draft.children[0]
        if first and not draft.described:
            draft.describe(reference=self.number)
        own = None if self.number == draft.reference else self.number
        draft.set_fields(self.subject, age_months=own)
        if self.number < 0:
            draft.set_fields(self.subject, life="pregnancy")


# Fields with a name of their own


def field_statements(subject: str, said: str, **changes: Any) -> list[Statement]:
    return [FieldStatement(subject=subject, changes=changes, words=said)]


def read_field(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read a field by its name: ``age unknown``, ``role friend``, ``support fits: thin``."""
    start = scanner.position
    field = scanner.read_code("field")
    reader = _FIELDS.get(field or "")
    found = reader(scanner, subject) if reader else None
    if found is None:
        scanner.position = start
    return found


def named_code_reader(name: str, field: str, words: str) -> FactReader:
    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        scanner.accept("colon")
        code = scanner.read_code(name)
        return (
            None
            if code is None
            else field_statements(subject, f"{words} {code_in_words(code)}", **{field: code})
        )

    return read


def read_support_fit(scanner: Scanner, subject: str) -> list[Statement]:
    code = scanner.expect_code("support_fit", "support fits: enough, thin or none")
    return field_statements(subject, f"support fits the task: {code}", support_fits_task=code)


def read_named_role(scanner: Scanner, subject: str) -> list[Statement] | None:
    scanner.accept("colon")
    found = read_role_only(scanner, subject)
    if found is not None:
        return found
    code = scanner.read_code("role")
    return (
        None
        if code is None
        else field_statements(subject, f"role {code_in_words(code)}", role=code)
    )


def read_named_age(scanner: Scanner, subject: str) -> list[Statement] | None:
    scanner.accept("colon")
    number = read_age(scanner, subject)
    if number is not None:
        return number
    code = (
        phrase_list("amount").code(scanner.tokens[scanner.position].text)
        if not scanner.done
        else None
    )
    if code not in UNSAID:
        return None
    scanner.position += 1
    return field_statements(subject, f"age {code}", age_years=code)


def read_age(scanner: Scanner, subject: str) -> list[Statement] | None:
    found = scanner.read_duration()
    if found is None:
        return None
    return [AgeStatement(subject=subject, number=found[0], unit="months" if found[1] else "")]


def read_birth(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``born at 29 weeks`` or ``born 2026-03-01``."""
    start = scanner.position
    weeks = scanner.read_number()
    if weeks is not None and scanner.accept_phrase("link", "weeks"):
        return field_statements(subject, f"born at {weeks:g} weeks", gestation_weeks=weeks)
    scanner.position = start
    date = scanner.read_date()
    return field_statements(subject, f"born {date}", birth_date=date)


def read_due_date(scanner: Scanner, subject: str) -> list[Statement]:
    date = scanner.read_date()
    return field_statements(subject, f"due {date}", due_date=date)


def read_discipline(scanner: Scanner, subject: str) -> list[Statement]:
    text = scanner.read_free_text()
    return field_statements(subject, text, discipline=text)


def read_note(scanner: Scanner, subject: str) -> list[Statement]:
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


def read_life(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``died at -6m``, ``pregnancy loss`` or ``unborn 30 weeks``."""
    code = scanner.read_code("life", bare=True)
    if code is None:
        return None
    found = field_statements(subject, code_in_words(code), life=code)
    if code == "died":
        scanner.accept_phrase("field", "described")
        months = scanner.read_months()
        if months is not None:
            said = f"died at {write_duration(months)}"
            return field_statements(subject, said, life=code, died_at_months=months)
    weeks = scanner.read_number() if code == "pregnancy" else None
    if weeks is not None:
        if not scanner.accept_phrase("link", "weeks"):
            raise scanner.unknown_word("", "write for example: unborn 30 weeks")
        number = round((weeks - _WEEKS_TO_TERM) / _MONTH_WEEKS, 1)
        found.append(AgeStatement(subject=subject, number=min(number, -0.1), unit="months"))
    return found


def read_lives_with(scanner: Scanner, subject: str) -> list[Statement] | None:
    if not scanner.accept_phrase("verb", "lives"):
        return None
    first = scanner.read_name()
    if first is None:
        following = scanner.peek()
        if following and following.kind == "word" and following.text[:1].isupper():
            scanner.expect_name()
        return [LivesWithStatement(subject=subject)]
    more = scanner.expect_names() if scanner.accept_phrase("link", "and") else ()
    return [LivesWithStatement(subject=subject, others=(first, *more))]


def code_reader(name: str, field: str) -> FactReader:
    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        code = scanner.read_code(name, bare=True)
        if code is None:
            return None
        return field_statements(subject, code_in_words(code), **{field: code})

    return read


def read_care(scanner: Scanner, subject: str) -> list[Statement] | None:
    code = scanner.read_code("caregiver", bare=True)
    if code is None:
        return None
    return field_statements(subject, phrase_for("caregiver", code), caregiver=code)


@dataclass(frozen=True, kw_only=True)
class PlaceStatement(FieldStatement):
    """What makes a line that of a setting or an influence: its kind."""

    list_name: str


def place_kind_reader(name: str, list_name: str) -> FactReader:
    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        code = scanner.read_code(name, bare=True)
        if code is None:
            return None
        words = phrase_for(name, code)
        return [
            PlaceStatement(
                subject=subject, changes={"kind": code}, words=words, list_name=list_name
            )
        ]

    return read


def read_quotation(scanner: Scanner, subject: str) -> list[Statement] | None:
    quoted = scanner.read_quoted()
    return None if quoted is None else field_statements(subject, f'"{quoted}"', words=quoted)
