"""Reading many lines into a case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from imh.case.case import Case
from imh.case.quick_entry.constructs.surroundings import kind_in_name
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.line_heads import check_heads, introduce_head
from imh.case.quick_entry.line_reader import ParsedLine, parse_line
from imh.case.quick_entry.missing_names import mark_missing_names
from imh.case.quick_entry.refusals import HiddenCharacter, explained_refusals
from imh.case.quick_entry.same_or_another import SameOrAnother, ask_same_or_another
from imh.case.quick_entry.syntax.line_opening import LineOpening, read_opening
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.text import MOST_TYPED, visible

MOST_LINES: Final = 6_000
"""Lines read at once: as many as the largest case makes when it is written."""
_NO_CHILD = "there is no child on the map yet; add a line such as 'Leo, child 9m'"
_NO_AGE = "the child's age is not said yet; write for example 'Leo, child 9m'"


@dataclass(frozen=True)
class EntryLine:
    """One line as it was understood.

    ``says`` puts it into plain words. A line not understood keeps its text, with what the
    ``problem`` is and, where a word was mistyped, the whole line put right as ``suggestion``;
    where it asks something, ``answers`` are the answers in words, each with the line that gives
    it. ``about`` is the id of who or what it begins with.
    """

    number: int
    text: str
    understood: bool
    says: str
    problem: str | None = None
    suggestion: str | None = None
    answers: tuple[tuple[str, str], ...] = ()
    about: str | None = None


@dataclass(frozen=True)
class Reading:
    """What came of a text: its lines (comments and empty lines left out) and the case.

    ``case`` is None while no child of known age is on the map; ``problem`` then says so.
    """

    lines: tuple[EntryLine, ...]
    case: Case | None
    problem: str | None = None


class QuickEntryError(ValueError):
    """A line that is not understood: its number, what was found and what was expected."""

    def __init__(self, line: int, found: str, expected: str) -> None:
        super().__init__(f"line {line}: {found}; {expected}")
        self.line = line
        self.found = found
        self.expected = expected


def read_lines(text: str, onto: Case | None = None) -> Reading:
    """Read lines into a new case, or add them to the case ``onto``; never raises.

    A line that is not understood is kept and explained, and the others are read.
    """
    beyond = _too_much(text)
    if beyond:
        return Reading((), onto, beyond)
    read = _read(text, onto)
    lines = (_line(line, read.names, read.remarks.get(line.number, ())) for line in read.parsed)
    return Reading(tuple(lines), read.case, read.problem)


def _too_much(text: str) -> str | None:
    """Say that a text is beyond what is read at once, None when it is not."""
    lines = text.count("\n") + 1
    if lines <= MOST_LINES and len(text) <= MOST_TYPED:
        return None
    found = f"{lines:,} lines" if lines > MOST_LINES else f"{len(text):,} characters"
    return (
        f"This text has {found}; at most {MOST_LINES:,} lines and {MOST_TYPED:,} characters are "
        "read at once. Nothing of it was read and all of it is kept: put it on the map in parts."
    )


def read_case(text: str) -> Case:
    """Read lines that must all be understood; raise :class:`QuickEntryError` otherwise."""
    read = _read(text, None)
    for line in read.parsed:
        if line.problem is not None:
            raise QuickEntryError(line.number, line.problem.found, line.problem.expected)
    if read.case is None:
        found, _, expected = (read.problem or _NO_CHILD).partition("; ")
        raise QuickEntryError(1, found, expected)
    return read.case


@dataclass(frozen=True)
class _Read:
    """What came of a text before it is put into words; ``remarks`` are those of the draft."""

    parsed: Sequence[ParsedLine]
    names: Names
    remarks: Mapping[int, Sequence[str]]
    case: Case | None
    problem: str | None


def _read(text: str, onto: Case | None) -> _Read:
    known = {} if onto is None else {key: symbol.name for key, symbol in onto.symbols.items()}
    names = Names(known, () if onto is None else onto.entries)
    openings = [introduce_head(opening, names) for opening in _openings(text)]
    parsed = check_heads([parse_line(opening, names) for opening in openings], known, names)
    while True:
        parsed = ask_same_or_another(mark_missing_names(parsed, known, names), names, onto)
        draft, failed = _apply(parsed, names, onto)
        if not failed:
            names.children = tuple(draft.children)
            case, failed = _finish(draft, parsed)
            if not failed:
                missing = None
                if case is None:
                    missing = _NO_AGE if draft.children else _NO_CHILD
                return _Read(parsed, names, draft.remarks, case, missing)
        parsed = [replace(line, problem=failed.get(line.number, line.problem)) for line in parsed]


def _openings(text: str) -> Iterable[LineOpening]:
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield read_opening(number, stripped)


def _apply(
    parsed: Sequence[ParsedLine], names: Names, onto: Case | None
) -> tuple[CaseDraft, dict[int, ParseError]]:
    """Write all understood lines into a draft; stop after the first phase with problems."""
    draft = CaseDraft(onto)
    draft.reserve(set(names.names))
    failed: dict[int, ParseError] = {}
    good = [line for line in parsed if line.problem is None]
    for line in sorted(good, key=lambda line: line.list_name is None):
        if line.head:
            list_name = draft.list_of(line.head) or line.list_name or "people"
            try:
                with explained_refusals():
                    draft.introduce(line.head, names.names[line.head], list_name)
                    _kind_from_name(draft, line, list_name)
            except ParseError as problem:
                failed[line.number] = problem
    steps = [(statement, line) for line in good for statement in line.statements]
    for phase in sorted({statement.phase for statement, _ in steps}):
        if failed:
            break
        for statement, line in steps:
            if statement.phase == phase:
                draft.line = line.number
                try:
                    with explained_refusals():
                        statement.apply(draft)
                except ParseError as problem:
                    failed[line.number] = problem
    return draft, failed


def _kind_from_name(draft: CaseDraft, line: ParsedLine, list_name: str) -> None:
    if line.head and list_name == "settings" and draft.settings[line.head].kind == "other":
        said = any("kind" in getattr(s, "changes", {}) for s in line.statements)
        kind = None if said else kind_in_name(draft.settings[line.head].name)
        if kind is not None:
            draft.set_fields(line.head, kind=kind)


def _finish(
    draft: CaseDraft, parsed: Sequence[ParsedLine]
) -> tuple[Case | None, dict[int, ParseError]]:
    """Make the case; what does not fit together is laid to the line that said it last."""
    try:
        with explained_refusals():
            return draft.case(), {}
    except ParseError as found:
        problem = found
    good = [line for line in parsed if line.problem is None]
    return None, {_culprit(good, problem): problem}


def _culprit(good: Sequence[ParsedLine], problem: ParseError) -> int:
    """Return the line whose head is named in the problem, else the last one."""
    for line in reversed(good):
        if line.head and f"'{line.head}'" in problem.found:
            return line.number
    return good[-1].number


def _line(line: ParsedLine, names: Names, remarks: Sequence[str]) -> EntryLine:
    about = line.head
    if line.problem is not None:
        suggestion, answers = _ways_on(line, line.problem)
        return EntryLine(
            line.number, line.text, False, "", str(line.problem), suggestion, answers, about
        )
    described = [statement.says(names) for statement in line.statements if not statement.aside]
    other = [statement.says(names) for statement in line.statements if statement.aside]
    lead = names.name_of(line.head) if line.head else line.called
    first = ", ".join(filter(None, (lead, *described)))
    if lead and other and not any(described):
        first, other = "", [f"{lead}: {other[0]}", *other[1:]]
    says = "; ".join(filter(None, (first, *other, *remarks)))
    return EntryLine(line.number, line.text, True, says, about=about)


def _ways_on(
    line: ParsedLine, problem: ParseError
) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """Return the line put right where that is one thing, or the answers to what it asks."""
    text = line.text
    if isinstance(problem, SameOrAnother):
        name = problem.name
        same, another = f"same {text}", f"another {text}"
        return None, ((f"The same {name}", same), (f"Another {name}", another))
    if isinstance(problem, HiddenCharacter):
        return visible(text), ()
    mistyped = bool(problem.mistyped) and problem.mistyped in text
    return text.replace(problem.mistyped, problem.meant, 1) if mistyped else None, ()
