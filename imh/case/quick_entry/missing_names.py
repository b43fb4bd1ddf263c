"""Lines that name somebody whom no understood line puts on the map wait for that line."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from imh.case.durations import is_range
from imh.case.quick_entry.line_reader import ParsedLine
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import NumberRange, ParseError


def mark_missing_names(
    parsed: Sequence[ParsedLine], known: Iterable[str], names: Names
) -> list[ParsedLine]:
    """Mark lines that name somebody who is missing, and those that wait for such a line."""
    lines, always = list(parsed), set(known)
    making = Counter(line.head for line in lines if _makes(line))
    waiting: dict[str | None, int] = {
        line.head: line.number for line in lines if line.head and line.problem
    }
    needed_by: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        for identifier in _wanted(line):
            needed_by[identifier].append(index)
    to_check = deque(range(len(lines)))
    while to_check:
        index = to_check.popleft()
        line = lines[index]
        gone = sorted(each for each in _wanted(line) if each not in always and not making[each])
        if line.problem is not None or not gone:
            continue
        lines[index] = replace(line, problem=_gone(gone[0], waiting, names))
        if line.head:
            waiting[line.head] = line.number
        if _makes(line):
            making[line.head] -= 1
            if not making[line.head]:
                to_check += needed_by[str(line.head)]
    return lines


def _makes(line: ParsedLine) -> bool:
    """Tell whether a line puts its head on the map."""
    return bool(line.head) and line.problem is None and line.list_name is not None


def _wanted(line: ParsedLine) -> frozenset[str]:
    return line.needs | ({line.head} if line.head else frozenset())


def _gone(identifier: str, waiting: Mapping[str | None, int], names: Names) -> ParseError:
    name = names.name_of(identifier)
    if identifier in waiting:
        return ParseError(
            f"'{name}' stands on line {waiting[identifier]}, which is not understood yet",
            "put that line right first",
        )
    several = next((word for word in name.split() if is_range(word)), None)
    if several:
        return NumberRange(several)
    return ParseError(
        f"it is not said who '{name}' is", f"write for example: {name}, aunt, or {name}, church"
    )
