"""Reading many lines into a case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from imh.case.case import Case
from imh.case.integrity import CaseProblem
from imh.case.quickentry.draft import Draft
from imh.case.quickentry.durations import read_number
from imh.case.quickentry.lexer import Misread
from imh.case.quickentry.lines import Parsed, read_line
from imh.case.quickentry.names import Names
from imh.case.quickentry.opening import Opening, open_line
from imh.case.quickentry.words import phrases
from imh.case.text import Short

_NAME: TypeAdapter[str] = TypeAdapter(Short)
_LONGEST_WITHOUT_COMMA = 12
_NO_CHILD = "there is no child on the map yet; add a line such as 'Leo, child 9m'"
_NO_AGE = "the child's age is not said yet; write for example 'Leo, child 9m'"


@dataclass(frozen=True)
class Line:
    """One line as it was understood.

    ``says`` puts it into plain words. A line not understood keeps its text, with what the
    ``problem`` is and, where a word was mistyped, the whole line put right as ``suggestion``.
    """

    number: int
    text: str
    understood: bool
    says: str
    problem: str | None = None
    suggestion: str | None = None


@dataclass(frozen=True)
class Reading:
    """What came of a text: its lines (comments and empty lines left out) and the case.

    ``case`` is None while no child of known age is on the map; ``problem`` then says so.
    """

    lines: tuple[Line, ...]
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
    parsed, names, case, problem = _read(text, onto)
    return Reading(tuple(_line(line, names) for line in parsed), case, problem)


def read_case(text: str) -> Case:
    """Read lines that must all be understood; raise :class:`QuickEntryError` otherwise."""
    parsed, _, case, problem = _read(text, None)
    for line in parsed:
        if line.problem is not None:
            raise QuickEntryError(line.number, line.problem.found, line.problem.expected)
    if case is None:
        found, _, expected = (problem or _NO_CHILD).partition("; ")
        raise QuickEntryError(1, found, expected)
    return case


def _read(text: str, onto: Case | None) -> tuple[list[Parsed], Names, Case | None, str | None]:
    known = {} if onto is None else {key: symbol.name for key, symbol in onto.symbols.items()}
    names = Names(known, () if onto is None else onto.entries)
    openings = [_introduced(opening, names) for opening in _openings(text)]
    parsed = [read_line(opening, names) for opening in openings]
    parsed = [_unknown_head(line, known, names, parsed) for line in parsed]
    while True:
        parsed = _without_missing(parsed, known, names)
        draft, failed = _apply(parsed, names, onto)
        if not failed:
            names.children = tuple(draft.children)
            case, failed = _finish(draft, parsed)
            if not failed:
                missing = None
                if case is None:
                    missing = _NO_AGE if draft.children else _NO_CHILD
                return parsed, names, case, missing
        parsed = [replace(line, problem=failed.get(line.number, line.problem)) for line in parsed]


def _openings(text: str) -> Iterable[Opening]:
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield open_line(number, stripped)


def _introduced(opening: Opening, names: Names) -> Opening:
    """Give the name at the head of a line an id."""
    head = opening.head
    if head is None:
        return opening
    try:
        name = _NAME.validate_python(head.name)
        shorter = None if head.another or names.exact(name) else _shorter_name(opening, names)
        if shorter is not None and shorter.head is not None:
            return replace(shorter, identifier=names.introduce(shorter.head.name))
        return replace(opening, identifier=names.introduce(name, head.another))
    except Misread as problem:
        return replace(opening, problem=problem)
    except ValidationError as error:
        return replace(opening, problem=_refused(error))


def _shorter_name(opening: Opening, names: Names) -> Opening | None:
    """Find where a name ends when no comma says so: "Rosa maternal grandmother 58, lives with".

    The words after it must say who this is or how old, or the name must be known.
    """
    if opening.head is None or len(opening.tokens) > _LONGEST_WITHOUT_COMMA:
        return None
    typed = opening.head.words
    whole = _as_if_called(opening, names, len(typed))
    if whole.list_name is not None and not (typed and read_number(typed[-1].text)):
        return None
    for end in range(1, len(typed)):
        line = _as_if_called(opening, names, end)
        known = names.exact(line.called) is not None
        said = line.list_name == "people" or (known and not opening.head.facts)
        if line.problem is None and said:
            rest = opening.tokens[end:]
            return replace(opening, head=replace(opening.head, name=line.called, facts=rest))
    return None


def _as_if_called(opening: Opening, names: Names, end: int) -> Parsed:
    """Read the line as if its name ended after so many words; ``called`` is that name."""
    words = opening.tokens[:end]
    name = opening.text[words[0].start : words[-1].end]
    trial = Names({**names.names, "\n": name})
    if opening.head is None or words[0].kind != "word":
        return Parsed(opening.number, opening.text, list_name="people", called=name)
    head = replace(opening.head, name=name, facts=opening.tokens[end:])
    return replace(read_line(replace(opening, head=head, identifier="\n"), trial), called=name)


def _unknown_head(
    line: Parsed, known: Iterable[str], names: Names, parsed: Sequence[Parsed]
) -> Parsed:
    """Refuse a head that is new, says neither who nor what it is, and may be a slip."""
    if line.head is None or line.problem is not None or line.list_name is not None:
        return line
    told = {other.head for other in parsed if other.list_name is not None}
    if line.head in known or line.head in told:
        return line
    name = names.shown(line.head)
    if _kind_in_name(name) is not None and not line.colon:
        return replace(line, list_name="settings")
    others = {key: called for key, called in names.names.items() if key in told or key in known}
    missing = Names(others).missing(name)
    if line.colon or missing.by:
        return replace(line, problem=missing)
    return replace(line, list_name="people") if line.statements else line


def _kind_in_name(name: str) -> str | None:
    """Return the kind of setting that the last word of a name says ("St Mary's Church")."""
    words = name.split()
    return phrases("setting").code(words[-1], bare=True) if len(words) > 1 else None


def _without_missing(parsed: list[Parsed], known: Iterable[str], names: Names) -> list[Parsed]:
    """Mark lines that name somebody whom no understood line puts on the map."""
    while True:
        there = set(known) | {
            line.head
            for line in parsed
            if line.head and line.problem is None and line.list_name is not None
        }
        waiting = {line.head: line.number for line in parsed if line.head and line.problem}
        changed = False
        for index, line in enumerate(parsed):
            wanted = line.needs | ({line.head} if line.head else set())
            gone = sorted(wanted - there)
            if line.problem is None and gone:
                parsed[index] = replace(line, problem=_gone(gone[0], waiting, names))
                changed = True
        if not changed:
            return parsed


def _gone(identifier: str, waiting: Mapping[str, int], names: Names) -> Misread:
    name = names.shown(identifier)
    if identifier in waiting:
        return Misread(
            f"'{name}' stands on line {waiting[identifier]}, which is not understood yet",
            "put that line right first",
        )
    if names.near(name):
        return names.missing(name)
    return Misread(
        f"it is not said who '{name}' is", f"write for example: {name}, aunt, or {name}, church"
    )


def _apply(
    parsed: Sequence[Parsed], names: Names, onto: Case | None
) -> tuple[Draft, dict[int, Misread]]:
    """Write all understood lines into a draft; stop after the first phase with problems."""
    draft = Draft(onto)
    draft.reserve(set(names.names))
    failed: dict[int, Misread] = {}
    good = [line for line in parsed if line.problem is None]
    for line in sorted(good, key=lambda line: line.list_name is None):
        if line.head:
            list_name = draft.kind_of(line.head) or line.list_name or "people"
            try:
                draft.introduce(line.head, names.names[line.head], list_name)
                _kind_from_name(draft, line, list_name)
            except Misread as problem:
                failed[line.number] = problem
    steps = [(statement, line) for line in good for statement in line.statements]
    for phase in sorted({statement.phase for statement, _ in steps}):
        if failed:
            break
        for statement, line in steps:
            if statement.phase == phase:
                try:
                    statement.apply(draft)
                except Misread as problem:
                    failed[line.number] = problem
                except ValidationError as error:
                    failed[line.number] = _refused(error)
    return draft, failed


def _kind_from_name(draft: Draft, line: Parsed, list_name: str) -> None:
    if line.head and list_name == "settings" and draft.settings[line.head].kind == "other":
        said = any("kind" in getattr(s, "changes", {}) for s in line.statements)
        kind = None if said else _kind_in_name(draft.settings[line.head].name)
        if kind is not None:
            draft.set(line.head, kind=kind)


def _refused(error: ValidationError) -> Misread:
    """Put what the case refuses into words."""
    first = error.errors()[0]
    where = str(first["loc"][-1]).replace("_", " ") if first["loc"] else "this"
    context = first.get("ctx", {})
    found = str(context.get("found", "")) or f"{where} cannot be this"
    return Misread(found, str(context.get("expected", "")) or first["msg"])


def _finish(draft: Draft, parsed: Sequence[Parsed]) -> tuple[Case | None, dict[int, Misread]]:
    """Make the case; what does not fit together is laid to the line that said it last."""
    try:
        return draft.case(), {}
    except ValidationError as error:
        problem = _refused(error)
        cause = error.errors()[0].get("ctx", {}).get("error")
    if isinstance(cause, CaseProblem):
        problem = Misread(cause.found, cause.expected)
    good = [line for line in parsed if line.problem is None]
    return None, {_culprit(good, problem): problem}


def _culprit(good: Sequence[Parsed], problem: Misread) -> int:
    """Return the line whose head is named in the problem, else the last one."""
    for line in reversed(good):
        if line.head and f"'{line.head}'" in problem.found:
            return line.number
    return good[-1].number


def _line(line: Parsed, names: Names) -> Line:
    if line.problem is not None:
        problem = line.problem
        mistyped = bool(problem.replace) and problem.replace in line.text
        put_right = line.text.replace(problem.replace, problem.by, 1) if mistyped else None
        return Line(line.number, line.text, False, "", str(problem), put_right)
    described = [statement.says(names) for statement in line.statements if not statement.aside]
    other = [statement.says(names) for statement in line.statements if statement.aside]
    lead = names.shown(line.head) if line.head else line.called
    first = ", ".join(filter(None, (lead, *described)))
    if lead and other and not any(described):
        first, other = "", [f"{lead}: {other[0]}", *other[1:]]
    says = "; ".join(filter(None, (first, *other)))
    return Line(line.number, line.text, True, says)
