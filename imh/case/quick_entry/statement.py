"""One thing understood from a line: what it says back, and what it does to the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.basis import Basis
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.syntax.names import Names


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Statements of a lower phase are applied first: people before their ties, events before
    what is dated by them. ``aside`` keeps a statement apart from the description of a person.
    """

    phase: ClassVar[int] = 7
    aside: ClassVar[bool] = True
    basis: Basis | None = None

    def says(self, names: Names) -> str:
        """Put the statement into plain words."""
        raise NotImplementedError

    def apply(self, draft: CaseDraft) -> None:
        """Write the statement into the draft, or raise ParseError."""
        raise NotImplementedError


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


def source_in_words(basis: Basis | None, names: Names) -> str:
    """Put a source into words: " (told by Rosa, through an interpreter)"."""
    if basis is None:
        return ""
    kind = {"observed": "seen", "unknown": "source unknown"}.get(basis.kind, basis.kind)
    by = " by " + " and ".join(names.name_of(teller) for teller in basis.by) if basis.by else ""
    through = ", through an interpreter" if basis.interpreter else ""
    confidence = ", in confidence" if basis.in_confidence else ""
    return f" ({kind}{by}{through}{confidence})"


LineContent = tuple[list[Statement], str]
"""What a line says, and what it is about in words ("Ana with Leo"); "" where each thing says so."""


def join_names(identifiers: Sequence[str], names: Names) -> str:
    """Join names: "Ana, Leo and Rosa"."""
    shown = [names.name_of(identifier) for identifier in identifiers]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def code_in_words(code: str) -> str:
    """Put a code into words."""
    return code.replace("_", " ")
