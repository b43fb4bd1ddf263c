"""The case itself: ``case: "Leo's family", fictional, described at 9m``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from imh.case.case import Case
from imh.case.durations import say_duration, write_duration
from imh.case.quick_entry.constructs.care_plan import expect_all_read
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.statement import LineContent, Statement
from imh.case.quick_entry.syntax.lexer import Token, split_clauses
from imh.case.quick_entry.syntax.line_opening import split_opening
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import quote


@dataclass(frozen=True, kw_only=True)
class CaseStatement(Statement):
    """Title and reference age of the case, and whether it is fictional."""

    phase: ClassVar[int] = 0
    title: str | None
    fictional: bool
    described_at: float | None

    def says(self, names: Names) -> str:
        """Say what is said of the case."""
        parts = ["case"]
        parts += [f'"{self.title}"'] if self.title else []
        parts += ["fictional"] if self.fictional else []
        parts += (
            [f"described at {say_duration(self.described_at)}"]
            if self.described_at is not None
            else []
        )
        return ", ".join(parts)

    def apply(self, draft: CaseDraft) -> None:
        """Write it into the case."""
        draft.describe(self.title, self.described_at)
        draft.fictional = draft.fictional or self.fictional
        draft.described = draft.described or self.described_at is not None


def read_case_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``case: "Leo's family", fictional, described at 9m``."""
    _, after = split_opening(scanner, words, "case")
    title: str | None = None
    fictional, described = False, None
    for clause in split_clauses(after):
        inside = scanner.for_clause(clause)
        start = inside.position
        if inside.accept_phrase("field", "fictional") and inside.done:
            fictional = True
            continue
        inside.position = start
        if (
            inside.accept_phrase("field", "described")
            and (described := inside.read_months()) is not None
        ):
            continue
        inside.position = start
        title = inside.read_free_text()
        expect_all_read(inside)
    return [CaseStatement(title=title, fictional=fictional, described_at=described)], ""


def write_case_line(case: Case) -> str:
    """Write ``case: "Leo's family", fictional, described at 9m``, as far as there is need."""
    first = next(person for person in case.people if person.id in case.children)
    parts = [quote(case.title)] if case.title else []
    parts += ["fictional"] if case.fictional else []
    if first.age_months not in (None, case.reference_age_months):
        parts.append(f"described at {write_duration(case.reference_age_months)}")
    return f"case: {', '.join(parts)}" if parts else ""


def write_left_out(case: Case) -> list[str]:
    """Write a comment that counts what the language has no words for, if there is any."""
    counts = {
        name: len(getattr(case, name))
        for name in ("visits", "agreements", "hypotheses", "positions")
    }
    left = [f"{count} {name}" for name, count in counts.items() if count]
    return [f"# not written here: {', '.join(left)}"] if left else []
