"""A person's age, birth and death: ``9m``, ``born at 29 weeks``, ``died at -6m``."""

from dataclasses import dataclass
from typing import ClassVar

from imh.case.ages import age_before_birth
from imh.case.case import Case
from imh.case.durations import say_duration, write_duration, write_number
from imh.case.people import Person
from imh.case.quick_entry.constructs.fields import field_statements
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.statement import Statement, code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for, phrase_list
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.vocabulary import UNSAID


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
        """Return the age in years; without a unit it is typed in years."""
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


def read_age(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``9m``, ``2y3m`` or ``58``."""
    found = scanner.read_duration()
    if found is None:
        return None
    return [AgeStatement(subject=subject, number=found[0], unit="months" if found[1] else "")]


def read_named_age(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read what stands after the word "age": an age, "unknown" or "declined"."""
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
    """Read ``due 2026-03-01``."""
    date = scanner.read_date()
    return field_statements(subject, f"due {date}", due_date=date)


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
        number = round(age_before_birth(weeks), 1)
        found.append(AgeStatement(subject=subject, number=min(number, -0.1), unit="months"))
    return found


def write_age(case: Case, person: Person) -> list[str]:
    """Write the age of a person, nothing for an unknown one."""
    if person.id in case.children:
        own = case.reference_age_months if person.age_months is None else person.age_months
        return [write_duration(own)]
    if isinstance(person.age_years, str):
        if person.age_months is not None and person.age_years == "unknown":
            return [write_duration(person.age_months)]
        return [] if person.age_years == "unknown" else [f"age {person.age_years}"]
    return [write_number(person.age_years)]


def write_life(case: Case, person: Person) -> list[str]:
    """Write whether somebody lives, where nothing else says so."""
    parts: list[str] = []
    age = case.reference_age_months if person.age_months is None else person.age_months
    implied = "pregnancy" if person.id in case.children and age < 0 else "unknown"
    if person.died_at_months is not None:
        parts.append(f"died at {write_duration(person.died_at_months)}")
        implied = "died"
    if person.life != implied:
        bare = person.life not in UNSAID
        parts.append(phrase_for("life", person.life) if bare else f"life {person.life}")
    return parts
