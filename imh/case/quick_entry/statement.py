"""One thing understood from a line: what it says back, and what it does to the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

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


LineContent = tuple[list[Statement], str]
"""What a line says, and what it is about in words ("Ana with Leo"); "" where each thing says so."""


def join_names(identifiers: Sequence[str], names: Names) -> str:
    """Join names: "Ana, Leo and Rosa"."""
    shown = [names.name_of(identifier) for identifier in identifiers]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def code_in_words(code: str) -> str:
    """Put a code into words."""
    return code.replace("_", " ")
