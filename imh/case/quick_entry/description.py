"""What stands after the name of a person, a setting or an influence, fact by fact."""

from collections.abc import Sequence
from dataclasses import replace

from imh.case.people import Load
from imh.case.quick_entry.constructs.age_and_life import read_age, read_life
from imh.case.quick_entry.constructs.development import read_domain
from imh.case.quick_entry.constructs.fields import (
    FactReader,
    FieldStatement,
    code_reader,
    read_care,
)
from imh.case.quick_entry.constructs.homes import read_lives_with
from imh.case.quick_entry.constructs.kin_of import KinStatement
from imh.case.quick_entry.constructs.loads import LoadStatement, read_load, read_resource
from imh.case.quick_entry.constructs.named_fields import read_field
from imh.case.quick_entry.constructs.observations import ObservationStatement
from imh.case.quick_entry.constructs.professionals import read_professional
from imh.case.quick_entry.constructs.roles import IndexChildStatement, read_kin
from imh.case.quick_entry.constructs.sources import read_accounts, read_source, with_source
from imh.case.quick_entry.constructs.surroundings import (
    SurroundingStatement,
    read_quotation,
    surrounding_kind_reader,
)
from imh.case.quick_entry.constructs.ties import (
    TieStatement,
    read_chosen_tie,
    read_kind_clause,
    read_support_clause,
    read_tie_clause,
)
from imh.case.quick_entry.statement import Statement
from imh.case.quick_entry.syntax.lexer import Clause
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner

_READERS: tuple[FactReader, ...] = (
    read_quotation,
    read_tie_clause,
    read_chosen_tie,
    read_load,
    read_domain,
    read_resource,
    read_care,
    read_kin,
    read_field,
    read_lives_with,
    read_support_clause,
    read_age,
    read_life,
    code_reader("gender", "gender"),
    code_reader("status", "status"),
    code_reader("stability", "stability"),
    read_kind_clause,
    surrounding_kind_reader("setting", "settings"),
    surrounding_kind_reader("influence", "influences"),
    read_professional,
)
_OBSERVING: tuple[FactReader, ...] = (read_domain, *_READERS)


def read_description(
    scanner: Scanner, subject: str, facts: Sequence[Clause], observing: bool = False
) -> list[Statement]:
    """Read every clause after the name of a person, a setting or an influence.

    ``observing`` is for a line with a colon: "health unknown" is then how the child is doing,
    not what weighs on them.
    """
    readers = _OBSERVING if observing else _READERS
    found: list[Statement] = []
    for clause in facts:
        inside = scanner.for_clause(clause)
        here = _read_clause(inside, subject, readers, found)
        if clause.accounts:
            here = _with_accounts(inside, here, clause)
        source = read_source(inside, clause.source)
        found += [with_source(statement, source) for statement in here]
    return found


def _read_clause(
    scanner: Scanner,
    subject: str,
    readers: tuple[FactReader, ...],
    before: Sequence[Statement],
) -> list[Statement]:
    """Read every fact of one clause; nothing but names goes on with the tie before it.

    A word of the language stays one, unless it is written just as somebody's name is: "Faith".
    """
    start = scanner.position
    found: list[Statement] = []
    if _is_a_name_as_written(scanner):
        further = _read_further_names(scanner, before)
        if further is not None:
            return further
        scanner.position = start
    try:
        while not scanner.done:
            found += _read_furthest(scanner, subject, readers)
            scanner.accept("colon")
    except ParseError:
        scanner.position = start
        further = _read_further_names(scanner, before)
        if further is None:
            raise
        return further
    return found


def _is_a_name_as_written(scanner: Scanner) -> bool:
    typed = scanner.rest()
    return typed[:1].isupper() and typed in scanner.names.names.values()


def _read_further_names(scanner: Scanner, before: Sequence[Statement]) -> list[Statement] | None:
    """Read "Ana" after "close Leo": the same is so with Ana."""
    last = before[-1] if before else None
    if not isinstance(last, TieStatement):
        return None
    try:
        others = scanner.expect_names()
    except ParseError:
        return None
    changes = {key: value for key, value in last.changes.items() if key != "note"}
    if not scanner.done:
        return None
    return [TieStatement(source=last.source, target=other, changes=changes) for other in others]


def _with_accounts(scanner: Scanner, here: list[Statement], clause: Clause) -> list[Statement]:
    last = here[-1] if here else None
    if isinstance(last, LoadStatement) and isinstance(last.entry, Load):
        told = read_accounts(scanner, clause.accounts, "load_state")
        load = last.entry.model_copy(update={"accounts": told})
        return [*here[:-1], replace(last, entry=load)]
    if isinstance(last, TieStatement):
        told = read_accounts(scanner, clause.accounts, "quality")
        return [*here[:-1], replace(last, accounts=told)]
    if isinstance(last, ObservationStatement):
        told = read_accounts(scanner, clause.accounts, last.rating_list)
        return [*here[:-1], replace(last, accounts=told)]
    raise ParseError("it is not said what the accounts are about", "put them after a load or a tie")


def _read_furthest(
    scanner: Scanner, subject: str, readers: tuple[FactReader, ...]
) -> list[Statement]:
    """Read one fact with the reader that gets furthest along the clause.

    So "child protection" is a service although "child" alone is a person.
    """
    furthest, best, problem = scanner.position, None, None
    needs: set[str] = set()
    for read in readers:
        trial = scanner.trial()
        found, misread = None, None
        try:
            found = read(trial, subject)
        except ParseError as caught:
            misread = caught
        better = trial.position > furthest or (
            trial.position == furthest and problem is not None and found
        )
        if better and (found is not None or misread is not None):
            furthest, best, problem, needs = trial.position, found, misread, trial.needs
    if problem is not None:
        raise problem
    if best is None:
        raise scanner.unknown_word()
    scanner.position = furthest
    scanner.needs |= needs
    return best


def list_of_head(statements: Sequence[Statement]) -> str | None:
    """Return the list that a line's statements put its head in, None when they do not say."""
    for statement in statements:
        if isinstance(statement, SurroundingStatement):
            return statement.list_name
        if isinstance(statement, IndexChildStatement | KinStatement) or (
            isinstance(statement, FieldStatement) and "role" in statement.changes
        ):
            return "people"
    return None
