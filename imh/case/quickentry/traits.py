"""What is said of one person or place: age, birth, life, part in care, loads, kind of place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.ages import age_before_birth
from imh.case.quickentry.draft import Draft
from imh.case.quickentry.durations import spoken, typed
from imh.case.quickentry.homes import LivesWith
from imh.case.quickentry.kin_reader import read_role_only
from imh.case.quickentry.lexer import Misread
from imh.case.quickentry.loads import read_named_resource
from imh.case.quickentry.names import Names
from imh.case.quickentry.scanner import Scanner
from imh.case.quickentry.statement import Sets, Statement, plain
from imh.case.quickentry.words import phrases, shown
from imh.case.vocabulary import UNSAID

Reader = Callable[[Scanner, str], list[Statement] | None]


@dataclass(frozen=True, kw_only=True)
class Age(Statement):
    """An age: in months for an index child, in years for everybody else."""

    phase: ClassVar[int] = 1
    aside: ClassVar[bool] = False
    subject: str
    number: float
    unit: str

    def says(self, names: Names) -> str:
        """Say the age as typed."""
        return spoken(self.number) if self.unit == "months" else f"{self.in_years:g}"

    @property
    def in_years(self) -> float:
        """The age in years; without a unit it is typed in years."""
        return self.number / 12 if self.unit else self.number

    def apply(self, draft: Draft) -> None:
        """Set the age, and with the first index child's the age at which the case is described."""
        if self.subject not in draft.children:
            draft.set(self.subject, age_years=self.in_years)
            return
        if not self.unit:
            raise Misread(
                f"it is not said whether {self.number:g} are months or years",
                f"write {self.number:g}m or {self.number:g}y; another child of the family is a "
                "brother, sister or sibling",
            )
        first = draft.reference is None or self.subject == draft.children[0]
        if first and not draft.described:
            draft.describe(reference=self.number)
        own = None if self.number == draft.reference else self.number
        draft.set(self.subject, age_months=own)
        if self.number < 0:
            draft.set(self.subject, life="pregnancy")


# Fields with a name of their own


def sets(subject: str, said: str, **changes: Any) -> list[Statement]:
    return [Sets(subject=subject, changes=changes, words=said)]


def read_field(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read a field by its name: ``age unknown``, ``role friend``, ``support fits: thin``."""
    start = scanner.at
    field = scanner.code("field")
    reader = _FIELDS.get(field or "")
    found = reader(scanner, subject) if reader else None
    if found is None:
        scanner.at = start
    return found


def _coded(name: str, field: str, words: str) -> Reader:
    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        scanner.sign("colon")
        code = scanner.code(name)
        return None if code is None else sets(subject, f"{words} {plain(code)}", **{field: code})

    return read


def _support_fits(scanner: Scanner, subject: str) -> list[Statement]:
    code = scanner.expect("support_fit", "support fits: enough, thin or none")
    return sets(subject, f"support fits the task: {code}", support_fits_task=code)


def _role(scanner: Scanner, subject: str) -> list[Statement] | None:
    scanner.sign("colon")
    found = read_role_only(scanner, subject)
    if found is not None:
        return found
    code = scanner.code("role")
    return None if code is None else sets(subject, f"role {plain(code)}", role=code)


def _age(scanner: Scanner, subject: str) -> list[Statement] | None:
    scanner.sign("colon")
    number = read_age(scanner, subject)
    if number is not None:
        return number
    code = phrases("amount").code(scanner.tokens[scanner.at].text) if not scanner.done else None
    if code not in UNSAID:
        return None
    scanner.at += 1
    return sets(subject, f"age {code}", age_years=code)


def read_age(scanner: Scanner, subject: str) -> list[Statement] | None:
    found = scanner.duration()
    if found is None:
        return None
    return [Age(subject=subject, number=found[0], unit="months" if found[1] else "")]


def _gestation(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``born at 29 weeks`` or ``born 2026-03-01``."""
    start = scanner.at
    weeks = scanner.number()
    if weeks is not None and scanner.word("link", "weeks"):
        return sets(subject, f"born at {weeks:g} weeks", gestation_weeks=weeks)
    scanner.at = start
    date = scanner.date()
    return sets(subject, f"born {date}", birth_date=date)


def _due(scanner: Scanner, subject: str) -> list[Statement]:
    date = scanner.date()
    return sets(subject, f"due {date}", due_date=date)


def _discipline(scanner: Scanner, subject: str) -> list[Statement]:
    text = scanner.free_text()
    return sets(subject, text, discipline=text)


def _note(scanner: Scanner, subject: str) -> list[Statement]:
    text = scanner.free_text()
    return sets(subject, f"note: {text}", note=text)


_FIELDS: dict[str, Any] = {
    "gender": _coded("gender", "gender", "gender"),
    "life": _coded("life", "life", "life"),
    "caregiver": _coded("caregiver", "caregiver", "part in care:"),
    "support_fit": _support_fits,
    "status": _coded("status", "status", "status"),
    "stability": _coded("stability", "stability", "stability"),
    "role": _role,
    "age": _age,
    "gestation": _gestation,
    "due": _due,
    "discipline": _discipline,
    "note": _note,
    "resource": read_named_resource,
}


def read_life(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``died at -6m``, ``pregnancy loss`` or ``unborn 30 weeks``."""
    code = scanner.code("life", bare=True)
    if code is None:
        return None
    found = sets(subject, plain(code), life=code)
    if code == "died":
        scanner.word("field", "described")
        months = scanner.months()
        if months is not None:
            said = f"died at {typed(months)}"
            return sets(subject, said, life=code, died_at_months=months)
    weeks = scanner.number() if code == "pregnancy" else None
    if weeks is not None:
        if not scanner.word("link", "weeks"):
            raise scanner.unknown_word("", "write for example: unborn 30 weeks")
        number = round(age_before_birth(weeks), 1)
        found.append(Age(subject=subject, number=min(number, -0.1), unit="months"))
    return found


def read_lives_with(scanner: Scanner, subject: str) -> list[Statement] | None:
    if not scanner.word("verb", "lives"):
        return None
    first = scanner.name()
    if first is None:
        following = scanner.peek()
        if following and following.kind == "word" and following.text[:1].isupper():
            scanner.expect_name()
        return [LivesWith(subject=subject)]
    more = scanner.expect_names() if scanner.word("link", "and") else ()
    return [LivesWith(subject=subject, others=(first, *more))]


def bare(name: str, field: str) -> Reader:
    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        code = scanner.code(name, bare=True)
        if code is None:
            return None
        return sets(subject, plain(code), **{field: code})

    return read


def read_care(scanner: Scanner, subject: str) -> list[Statement] | None:
    code = scanner.code("caregiver", bare=True)
    if code is None:
        return None
    return sets(subject, shown("caregiver", code), caregiver=code)


@dataclass(frozen=True, kw_only=True)
class IsPlace(Sets):
    """What makes a line that of a setting or an influence: its kind."""

    list_name: str


def kind_of_place(name: str, list_name: str) -> Reader:
    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        code = scanner.code(name, bare=True)
        if code is None:
            return None
        words = shown(name, code)
        return [IsPlace(subject=subject, changes={"kind": code}, words=words, list_name=list_name)]

    return read


def read_quotation(scanner: Scanner, subject: str) -> list[Statement] | None:
    quoted = scanner.quoted()
    return None if quoted is None else sets(subject, f'"{quoted}"', words=quoted)
