"""A case while its lines are being read: entries by id, merged line by line."""

from functools import cache
from typing import Annotated, Any, Final, TypeVar

from annotated_types import MaxLen
from pydantic import TypeAdapter

from imh.case.basis import Basis, Record
from imh.case.care_plan import Referral
from imh.case.case import Case
from imh.case.durations import write_duration
from imh.case.events import Event
from imh.case.ids import free_id
from imh.case.people import Household, Person
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.surroundings import Influence, Setting
from imh.case.text import shown
from imh.case.ties import Tie
from imh.case.vocabulary import PARENTS_BY_BARE_WORD

Entry = TypeVar("Entry", bound=Record)
_TEXTS: Final = frozenset({"note", "words"})
"""What people put down in their own words: a further text joins the one that is there."""
_LISTS: Final = (
    "people", "households", "settings", "influences", "ties", "events", "observations",
    "reflections", "safety", "questions", "goals", "strengths",
)  # fmt: skip


def changed(entry: Entry, **changes: Any) -> Entry:
    """Return an entry with some fields changed, validated."""
    return type(entry).model_validate({**dict(entry), **changes})


def join_texts(one: str, other: str) -> str:
    """Join two texts about one thing, each on a line of its own: neither replaces the other."""
    return f"{one}\n{other}" if one else other


@cache
def _limit(name: str) -> int:
    """Return how many entries a list of the case may hold."""
    bounds = (
        rule.max_length for rule in Case.model_fields[name].metadata if isinstance(rule, MaxLen)
    )
    return next(bounds, 10_000)


@cache
def _field(name: str) -> TypeAdapter[Any]:
    about = Case.model_fields[name]
    annotation: Any = about.annotation
    return TypeAdapter(Annotated[annotation, about])


class CaseDraft:
    """The entries of a case by list and id, and the few facts that belong to the whole case.

    ``line`` is the number of the line that is being written into it, ``remarks`` what is to be
    told of each line beyond what it says itself.
    """

    def __init__(self, onto: Case | None = None) -> None:
        self.onto = onto
        self.lists: dict[str, dict[str, Any]] = {
            name: {entry.id: entry for entry in getattr(onto, name, ())} for name in _LISTS
        }
        self.people: dict[str, Person] = self.lists["people"]
        self.homes: dict[str, Household] = self.lists["households"]
        self.settings: dict[str, Setting] = self.lists["settings"]
        self.influences: dict[str, Influence] = self.lists["influences"]
        self.ties: dict[str, Tie] = self.lists["ties"]
        self.events: dict[str, Event] = self.lists["events"]
        self.children: list[str] = list(onto.children) if onto else []
        self.reference: float | None = onto.reference_age_months if onto else None
        self.described = False
        self.title = onto.title if onto else ""
        self.fictional = onto.fictional if onto else False
        self.referral = onto.referral if onto else Referral()
        self.merged_homes: set[str] = set()
        self.line = 0
        self.remarks: dict[int, list[str]] = {}
        self._taken = set(onto.entries) if onto else set()
        self.tie_between: dict[frozenset[str], str] = {}
        for tie in self.ties.values():
            self.tie_between.setdefault(frozenset((tie.source, tie.target)), tie.id)

    # Ids and entries

    def reserve(self, identifiers: set[str]) -> None:
        """Keep the ids of people and places from being given to other entries."""
        self._taken |= identifiers

    def new_id(self, wanted: str) -> str:
        """Return a free id made from ``wanted`` and keep it."""
        identifier = free_id(wanted, self._taken)
        self._taken.add(identifier)
        return identifier

    def put(self, name: str, entry: Record) -> None:
        """Add an entry to a list, or replace the entry of its id."""
        self._check_times(entry)
        if entry.id not in self.lists[name] and len(self.lists[name]) >= _limit(name):
            raise ParseError(f"there are {_limit(name)} {name} already", "a case holds no more")
        self.lists[name][entry.id] = entry

    def _check_times(self, entry: Record) -> None:
        """Refuse a time later than now, or an end before its beginning."""
        ages = [self.people[c].age_months for c in self.children if c in self.people]
        known = [age for age in (self.reference, *ages) if age is not None]
        for field in ("at_months", "since_months", "until_months", "died_at_months"):
            months = getattr(entry, field, None)
            if months is not None and known and months > max(known):
                raise ParseError(
                    f"{write_duration(months)} is later than now",
                    f"the case is described at {write_duration(max(known))}",
                )
        end = getattr(entry, "until_months", None)
        start = getattr(entry, "since_months", getattr(entry, "at_months", None))
        if start is not None and end is not None and end < start:
            raise ParseError(
                f"it ends at {write_duration(end)} and begins at {write_duration(start)}",
                "an end after its start",
            )

    # People and places

    def introduce(self, identifier: str, name: str, kind: str) -> None:
        """Put a person, setting or influence on the map unless it is there."""
        models = {"people": Person, "settings": Setting, "influences": Influence}
        if self.list_of(identifier) is None:
            self.put(kind, models[kind](id=identifier, name=name))

    def list_of(self, identifier: str) -> str | None:
        """Return the list in which a symbol stands: people, settings or influences."""
        found = (k for k in ("people", "settings", "influences") if identifier in self.lists[k])
        return next(found, None)

    def set_fields(self, identifier: str, basis: Basis | None = None, **changes: Any) -> None:
        """Set fields of a person, setting or influence."""
        kind = self.list_of(identifier) or "people"
        entry = self.lists[kind][identifier]
        for field in changes:
            if field not in type(entry).model_fields:
                called = {"people": "a person", "settings": "a place", "influences": "an influence"}
                raise ParseError(
                    f"'{entry.name}' is {called[kind]}",
                    f"'{field.replace('_', ' ')}' is not said of {called[kind]}",
                )
        for field in _TEXTS & changes.keys():
            changes[field] = self.append_text(getattr(entry, field), changes[field])
        if basis is not None and kind != "people":
            changes["basis"] = basis
        self.put(kind, changed(entry, **changes))

    def append_text(self, known: str, text: str) -> str:
        """Return a text with what is said further below it; what it says already is not doubled.

        That it was added to what is there is told in :attr:`remarks`.
        """
        if not known or not text or f"\n{text}\n" in f"\n{known}\n":
            return known or text
        self.remarks.setdefault(self.line, []).append(f'added to "{shown(known)}"')
        return join_texts(known, text)

    def parents(self, gender: str) -> list[str]:
        """Return the mothers or the fathers on the map."""
        return [
            person.id
            for person in self.people.values()
            if person.gender == gender and person.role in PARENTS_BY_BARE_WORD
        ]

    # The case itself

    def describe(self, title: str | None = None, reference: float | None = None) -> None:
        """Say what the case is called, and at which age of the child it is described."""
        if title is not None:
            self.title = _field("title").validate_python(title)
        if reference is not None:
            self.reference = _field("reference_age_months").validate_python(reference)

    def add_child(self, identifier: str) -> None:
        """Make somebody an index child."""
        if identifier not in self.children:
            if len(self.children) >= _limit("children"):
                raise ParseError(
                    f"there are {_limit('children')} index children already", "not more"
                )
            self.children.append(identifier)

    # Homes

    def homes_of(self, person: str) -> list[Household]:
        """Return the homes in which a person lives."""
        return [home for home in self.homes.values() if person in home.members]

    # The whole

    def case(self) -> Case | None:
        """Return the case, None while there is no index child of known age.

        Raises :class:`imh.case.integrity.CaseProblem` (inside pydantic's ValidationError) for
        what cannot be, such as somebody who is their own ancestor.
        """
        if self.reference is None or not self.children:
            return None
        base = {f: getattr(self.onto, f) for f in Case.model_fields} if self.onto else {}
        return Case.model_validate(
            base
            | {name: tuple(entries.values()) for name, entries in self.lists.items()}
            | {
                "title": self.title,
                "fictional": self.fictional,
                "reference_age_months": self.reference,
                "children": tuple(self.children),
                "referral": self.referral,
            }
        )
