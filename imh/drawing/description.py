"""The map in words, for screen readers and documents: the whole first, then everybody by ring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, get_args

from imh.case.case import Case
from imh.case.labels import label
from imh.case.ties import Tie
from imh.case.vocabulary import KIN_TIES, UNSAID, BasisKind
from imh.drawing.family_map import rings_of
from imh.drawing.household_outline import nights
from imh.drawing.symbol_names import age_aloud, aloud, called
from imh.network import (
    CaseGraph,
    build,
    current_ties,
    helpers,
    is_strained,
    sole_bridges,
    strain_reaching_child,
)

RINGS: Final = {
    0: "The child",
    1: "Home and caregivers",
    2: "Wider family and friends",
    3: "Places and professionals",
    4: "Influences",
}
NOT_ASKED: Final = "not asked yet how it is"
NOT_SAID: Final = "the family chose not to say"
HELP: Final = {"some": "some help", "much": "much help"}


@dataclass(frozen=True)
class Described:
    """One symbol in words: who or what it is, and a sentence part for each of its ties."""

    id: str
    says: str
    ties: tuple[str, ...]


@dataclass(frozen=True)
class Description:
    """The map in words: a short reading, everybody by ring, and how it is known."""

    reading: tuple[str, ...]
    rings: tuple[tuple[str, tuple[Described, ...]], ...]
    basis: str

    def text(self) -> str:
        """All of it as plain text, a paragraph for the reading and each ring."""
        parts = [" ".join(self.reading)]
        for heading, entries in self.rings:
            lines = [
                f"- {entry.says}." + (f" {_capital('; '.join(entry.ties))}." if entry.ties else "")
                for entry in entries
            ]
            parts.append("\n".join([f"{heading}:", *lines]))
        return "\n\n".join([*parts, self.basis])


def describe(case: Case) -> str:
    """The whole map as plain text."""
    return description_of(case).text()


def description_of(case: Case) -> Description:
    """Put the whole map into words, known absences among them."""
    rings = rings_of(case)
    listed: list[tuple[str, tuple[Described, ...]]] = []
    for ring, heading in RINGS.items():
        on_it = [who for who in case.symbols if rings[who] == ring]
        if on_it:
            several = ring == 0 and len(on_it) > 1
            words = "The children" if several else heading
            listed.append((words, tuple(_described(case, who) for who in on_it)))
    return Description(tuple(_reading(case)), tuple(listed), _basis(case))


def _reading(case: Case) -> Iterator[str]:
    graph = build(case)
    names = [called(case, child) for child in case.children]
    ages = dict.fromkeys(age_aloud(case, child) for child in case.index_children)
    who = ", ".join(part for part in (_joined(names), _joined(ages)) if part)
    yield f"This map shows {who}, with {_counts(case)}."
    yield from _homes(case)
    warm = _at_child(case, graph, lambda tie: tie.quality == "warm")
    if warm:
        yield f"Warm with {_joined(names)}: {_joined(warm)}."
    strain = strain_reaching_child(graph)
    if strain.pairs:
        pairs = [" and ".join(called(case, end) for end in pair.ends) for pair in strain.pairs]
        yield f"Strain that comes close to the child: {'; '.join(pairs)}."
    elif not strain.unknown:
        yield "No strain close to the child is known."
    yield from _help(case, graph)


def _counts(case: Case) -> str:
    others = len(case.people) - len(case.children)
    parts = [
        _number(others, "other person", "other people"),
        _number(len(case.settings), "place or service", "places and services"),
        _number(len(case.influences), "influence", "influences"),
    ]
    return _joined(part for part in parts if part) or "nobody else yet"


def _number(count: int, one: str, several: str) -> str:
    return "" if count == 0 else f"{count} {one if count == 1 else several}"


def _homes(case: Case) -> Iterator[str]:
    for home in case.households:
        if home.members:
            who = _joined(called(case, member) for member in home.members)
            sleeps = f" ({_joined(nights(case, home))} a week)" if nights(case, home) else ""
            yield f"{home.name or 'Home'}{sleeps}: {who}."


def _at_child(case: Case, graph: CaseGraph, holds: Callable[[Tie], bool]) -> list[str]:
    found = []
    for tie in current_ties(graph):
        ends = {tie.source, tie.target}
        if len(ends & set(case.children)) == 1 and holds(tie):
            found.append(called(case, (ends - set(case.children)).pop()))
    return list(dict.fromkeys(found))


def _help(case: Case, graph: CaseGraph) -> Iterator[str]:
    outside = sorted(helpers(graph), key=list(case.symbols).index)
    if not outside:
        yield "No help from outside the home is known to reach the child."
        return
    yield f"Help from outside the home comes from {_joined(called(case, who) for who in outside)}."
    for bridge in sole_bridges(graph):
        name = called(case, bridge.caregiver)
        if bridge.carries_all:
            yield f"All of it reaches the child through {name} alone."
        else:
            some = _joined(called(case, who) for who in bridge.helpers)
            yield f"Through {name} alone: {some}."


def _described(case: Case, identifier: str) -> Described:
    """One symbol with its ties; others of whom the same is said are named together."""
    by_other: dict[str, list[Tie]] = {}
    for tie in case.ties:
        if identifier in (tie.source, tie.target):
            other = tie.target if tie.source == identifier else tie.source
            by_other.setdefault(other, []).append(tie)
    by_words: dict[str, list[str]] = {}
    for other, between in by_other.items():
        by_words.setdefault(_pair(identifier, between), []).append(called(case, other))
    open_last = sorted(by_words.items(), key=lambda said: said[0] in (NOT_ASKED, NOT_SAID))
    words = tuple(f"with {_joined(others)}: {said}" for said, others in open_last)
    return Described(identifier, aloud(case, identifier), words)


def _pair(identifier: str, ties: list[Tie]) -> str:
    """All that the ties of a pair say, seen from one end."""
    parts: list[str] = []
    for tie in ties:
        if tie.quality not in UNSAID:
            parts.append(label("Quality", tie.quality))
        if tie.quality in UNSAID and is_strained(tie):
            parts.append("strained")
        given, got = tie.support_to_target, tie.support_to_source
        if tie.target == identifier:
            given, got = got, given
        parts += [f"gives {HELP[given]}"] if given in HELP else []
        parts += [f"gets {HELP[got]}"] if got in HELP else []
        if tie.until_months is not None:
            parts.append("in the past")
    parts += [_kin(identifier, tie) for tie in ties if tie.kind in KIN_TIES]
    declined = any(tie.quality == "declined" for tie in ties)
    unsaid = NOT_SAID if declined else NOT_ASKED
    if all(tie.quality in UNSAID for tie in ties) and not any(is_strained(tie) for tie in ties):
        parts.append(unsaid)
    return ", ".join(dict.fromkeys(parts))


def _kin(identifier: str, tie: Tie) -> str:
    words = label("TieKind", tie.kind)
    if tie.target != identifier or not tie.kind.endswith("parent_of"):
        return words.removesuffix(" of").removesuffix(" to").removesuffix(" from")
    return words.removesuffix("parent of") + "child"


def _basis(case: Case) -> str:
    kinds: Counter[str] = Counter(tie.basis.kind for tie in case.ties)
    if not kinds:
        return "No ties are noted yet."
    parts = [
        f"{kinds[kind]} {label('BasisKind', kind)}" for kind in get_args(BasisKind) if kinds[kind]
    ]
    return f"Of {_number(len(case.ties), 'tie', 'ties')}: {', '.join(parts)}."


def _joined(words: Iterable[str]) -> str:
    several = [word for word in words if word]
    if len(several) < 2:
        return "".join(several)
    return ", ".join(several[:-1]) + " and " + several[-1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
