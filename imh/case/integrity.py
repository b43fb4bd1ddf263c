"""What must hold across a whole case: ids are unique and point somewhere, times are possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, get_args

from imh.case import vocabulary
from imh.case.basis import Basis, Entry, InformantReport
from imh.case.collections import COLLECTIONS
from imh.case.text import shown

if TYPE_CHECKING:
    from imh.case.case import Case


class CaseProblem(ValueError):
    """Something in a case that cannot be: where, what was found, what was expected.

    ``too_much`` says that it is more of something than a case may hold.
    """

    def __init__(self, path: str, found: str, expected: str, *, too_much: bool = False) -> None:
        super().__init__(f"{path}: {found}, expected {expected}")
        self.too_much = too_much
        self.path = path
        self.found = found
        self.expected = expected


PERSON, PLACE, EVENT, VISIT, CHILD = "person", "person or place", "event", "visit", "index child"

REFERENCES = (
    ("households", "members", PERSON),
    ("households", "nights", CHILD),
    ("ties", "source", PLACE),
    ("ties", "target", PLACE),
    ("events", "who", PLACE),
    ("events", "away", PERSON),
    ("observations", "caregiver", PERSON),
    ("observations", "child", PERSON),
    ("observations", "about", PERSON),
    ("observations", "with_whom", PERSON),
    ("observations", "since_event", EVENT),
    ("reflections", "by", PERSON),
    ("reflections", "towards", PLACE),
    ("safety", "who", PERSON),
    ("questions", "about", PLACE),
    ("hypotheses", "about", PLACE),
    ("goals", "who", PLACE),
    ("strengths", "by", PERSON),
    ("strengths", "about", PLACE),
    ("agreements", "by", PERSON),
    ("visits", "present", PERSON),
)
"""Fields that hold ids, and what they must be the id of."""


def check_integrity(case: Case) -> None:
    """Raise the first :class:`CaseProblem` of a case, or return quietly."""
    for problem in _problems(case):
        raise problem


def _problems(case: Case) -> Iterator[CaseProblem]:
    yield from _repeated_ids(case)
    yield from _dangling_references(case)
    yield from _self_ties(case)
    yield from _own_ancestors(case)
    yield from _impossible_times(case)
    yield from _unfit_accounts(case)


def _walk(case: Case, collection: str) -> Iterator[tuple[str, Any]]:
    for index, entry in enumerate(getattr(case, collection)):
        yield f"{collection}[{index}]", entry


def _repeated_ids(case: Case) -> Iterator[CaseProblem]:
    first: dict[str, str] = {}
    for collection in COLLECTIONS:
        for path, entry in _walk(case, collection):
            if entry.id in first:
                elsewhere = f"an id other than that of {first[entry.id]}"
                yield CaseProblem(f"{path}.id", f"id '{entry.id}' used twice", elsewhere)
            first[entry.id] = path
    if len(set(case.children)) < len(case.children):
        yield CaseProblem("children", "the same child named twice", "each child once")


def _dangling_references(case: Case) -> Iterator[CaseProblem]:
    known = {
        PERSON: set(case.person),
        PLACE: set(case.symbols),
        EVENT: {event.id for event in case.events},
        VISIT: {visit.id for visit in case.visits},
        CHILD: set(case.children),
    }
    for path, value, kind in _references(case):
        for where, identifier in _ids(path, value):
            if identifier not in known[kind]:
                article = "an" if kind in (EVENT, CHILD) else "a"
                expected = f"the id of {article} {kind} in this case"
                yield CaseProblem(where, f"'{identifier}'", expected)


def _references(case: Case) -> Iterator[tuple[str, Any, str]]:
    yield "children", case.children, PERSON
    for collection, field, kind in REFERENCES:
        for path, entry in _walk(case, collection):
            yield f"{path}.{field}", getattr(entry, field, None), kind
    for path, reflection in _walk(case, "reflections"):
        for index, view in enumerate(reflection.views):
            yield f"{path}.views[{index}].who", view.who, PLACE
    for path, basis in _bases(case):
        yield f"{path}.visits", basis.visits, VISIT
    yield "positions", case.positions, PLACE


def _ids(path: str, value: str | Iterable[str] | None) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        yield from ((f"{path}.{identifier}", identifier) for identifier in value)
    elif value is not None:
        yield from ((f"{path}[{index}]", each) for index, each in enumerate(value))


def _bases(case: Case) -> Iterator[tuple[str, Basis]]:
    for collection in COLLECTIONS:
        for path, entry in _walk(case, collection):
            yield from _bases_within(path, entry)


def _bases_within(path: str, entry: Entry) -> Iterator[tuple[str, Basis]]:
    """Every basis of an entry: its own, and those of its loads, resources and accounts."""
    if isinstance(entry, Basis):
        yield path, entry
        return
    for field, value in entry.__dict__.items():
        if isinstance(value, Entry):
            yield from _bases_within(f"{path}.{field}", value)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                if isinstance(each, Entry):
                    yield from _bases_within(f"{path}.{field}[{index}]", each)


def _self_ties(case: Case) -> Iterator[CaseProblem]:
    for path, tie in _walk(case, "ties"):
        if tie.source == tie.target:
            yield CaseProblem(path, f"a tie from '{tie.source}' to itself", "two different ends")


def _own_ancestors(case: Case) -> Iterator[CaseProblem]:
    parents: dict[str, list[str]] = {}
    for tie in case.ties:
        if tie.kind in vocabulary.PARENT_TIES:
            parents.setdefault(tie.target, []).append(tie.source)
    for path, tie in _walk(case, "ties"):
        if tie.kind in vocabulary.PARENT_TIES and tie.target in _ancestors(tie.source, parents):
            yield CaseProblem(
                path,
                f"'{tie.target}' is their own ancestor through '{tie.source}'",
                "parents who are not also descendants",
            )


def _ancestors(person: str, parents: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(parents.get(person, ()))
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in found:
            found.add(ancestor)
            waiting.extend(parents.get(ancestor, ()))
    return found


def _impossible_times(case: Case) -> Iterator[CaseProblem]:
    ages = [child.age_months for child in case.index_children if child.age_months is not None]
    now = max([case.reference_age_months, *ages])
    latest = f"no later than {now:g} months, the age at which the case is described"
    for collection in ("people", "ties", "events", "observations", "reflections", "visits"):
        for path, entry in _walk(case, collection):
            for field in ("at_months", "since_months", "until_months", "died_at_months"):
                months = getattr(entry, field, None)
                if months is not None and months > now:
                    yield CaseProblem(f"{path}.{field}", f"{months:g} months", latest)
    for collection, first in (("ties", "since_months"), ("events", "at_months")):
        for path, entry in _walk(case, collection):
            start, end = getattr(entry, first), entry.until_months
            if start is not None and end is not None and end < start:
                yield CaseProblem(
                    f"{path}.until_months", f"{end:g} months", f"no earlier than {start:g} months"
                )


_RATINGS: dict[str, Any] = {
    "pair": vocabulary.PairRating,
    "daily": vocabulary.PairRating,
    "child": vocabulary.DomainRating,
    "screening": vocabulary.ScreeningReading,
}


def _unfit_accounts(case: Case) -> Iterator[CaseProblem]:
    accounts: list[tuple[str, tuple[InformantReport, ...], Any]] = []
    for path, tie in _walk(case, "ties"):
        accounts.append((path, tie.accounts, vocabulary.Quality))
    for path, event in _walk(case, "events"):
        accounts.append((path, event.accounts, vocabulary.Amount))
    for path, seen in _walk(case, "observations"):
        accounts.append((path, seen.accounts, _RATINGS[seen.kind]))
    for path, person in _walk(case, "people"):
        for index, load in enumerate(person.loads):
            accounts.append((f"{path}.loads[{index}]", load.accounts, vocabulary.LoadState))
    for path, several, values in accounts:
        for index, account in enumerate(several):
            if account.value and account.value not in get_args(values):
                yield CaseProblem(
                    f"{path}.accounts[{index}].value",
                    f"'{shown(account.value)}'",
                    "one of " + ", ".join(get_args(values)),
                )
