"""What weighs on a person and what holds them: ``mood current``, ``resource: own treatment``."""

from dataclasses import dataclass
from typing import ClassVar

from imh.case.people import Load, Resource
from imh.case.quick_entry.constructs.sources import source_in_words, write_accounts, write_source
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.statement import Statement, code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote


@dataclass(frozen=True, kw_only=True)
class LoadStatement(Statement):
    """A load or a resource of a person."""

    phase: ClassVar[int] = 4
    subject: str
    entry: Load | Resource

    def says(self, names: Names) -> str:
        """Say what it is, and how it stands."""
        state = f" {code_in_words(self.entry.state)}" if isinstance(self.entry, Load) else ""
        held = "" if isinstance(self.entry, Load) else "resource: "
        note = f': "{self.entry.note}"' if self.entry.note else ""
        source = source_in_words(self.basis, names)
        return f"{held}{code_in_words(self.entry.kind)}{state}{note}{source}"

    def apply(self, draft: CaseDraft) -> None:
        """Add it; a load already there is brought up to date unless the notes tell them apart."""
        person = draft.people.get(self.subject)
        if person is None:
            raise ParseError("only a person has loads and resources", "write it on a person's line")
        entry = self.entry
        if self.basis is not None:
            entry = entry.model_copy(update={"basis": self.basis})
        if isinstance(entry, Resource):
            if entry not in person.resources:
                draft.set_fields(self.subject, resources=(*person.resources, entry))
            return
        for old in person.loads:
            if old.kind == entry.kind and (old.note == entry.note or not (old.note and entry.note)):
                entry = entry.model_copy(
                    update={
                        "note": entry.note or old.note,
                        "accounts": (*old.accounts, *entry.accounts),
                    }
                )
                kept = tuple(entry if load is old else load for load in person.loads)
                draft.set_fields(self.subject, loads=kept)
                return
        draft.set_fields(self.subject, loads=(*person.loads, entry))


def read_load(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``mood current`` or ``grief past: "her father"``."""
    kind = scanner.read_code("load", bare=True)
    if kind is None:
        return None
    scanner.accept("colon")
    state = scanner.read_code("load_state")
    if state is None:
        raise scanner.unknown_word("load_state", "say how it is: none, past, current, in treatment")
    entry = Load.model_validate({"kind": kind, "state": state, "note": _read_note(scanner)})
    return [LoadStatement(subject=subject, entry=entry)]


def read_resource(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read a resource that needs no name before it: ``loving figure``, ``own treatment``."""
    start = scanner.position
    kind = scanner.read_code("resource", bare=True)
    if kind in ("loving_figure", "own_treatment"):
        return _read_noted_resource(scanner, subject, kind)
    scanner.position = start
    return None


def read_named_resource(scanner: Scanner, subject: str) -> list[Statement]:
    """Read what stands after the word "resource": ``resource: faith``."""
    scanner.accept("colon")
    kind = scanner.read_code("resource")
    if kind is None:
        quoted = scanner.read_quoted()
        if quoted is None:
            raise scanner.unknown_word("resource")
        return [LoadStatement(subject=subject, entry=Resource(kind="other", note=quoted))]
    return _read_noted_resource(scanner, subject, kind)


def _read_noted_resource(scanner: Scanner, subject: str, kind: str) -> list[Statement]:
    entry = Resource.model_validate({"kind": kind, "note": _read_note(scanner)})
    return [LoadStatement(subject=subject, entry=entry)]


def _read_note(scanner: Scanner) -> str:
    """Read a note after a colon, or quoted words."""
    if scanner.accept("colon"):
        return scanner.read_free_text()
    return scanner.read_quoted() or ""


def write_load(entry: Load | Resource, written: WrittenNames, sourced: bool) -> str:
    """Write a load or a resource; ``sourced`` is whether any of the person's has a source."""
    note = f": {quote(entry.note)}" if entry.note else ""
    source = write_source(entry.basis, written, needed=sourced)
    if isinstance(entry, Resource):
        return f"resource: {phrase_for('resource', entry.kind)}{note}{source}"
    told = write_accounts(entry.accounts, "load_state", written)
    load = f"{phrase_for('load', entry.kind)} {phrase_for('load_state', entry.state)}"
    return f"{load}{note}{source}{told}"
