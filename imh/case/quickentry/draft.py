"""A case while its lines are being read: entries by id, merged line by line."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final, TypeVar

from annotated_types import MaxLen
from pydantic import TypeAdapter

from imh.case.basis import Basis, Record
from imh.case.care_plan import Referral
from imh.case.case import Case
from imh.case.events import Event
from imh.case.people import Household, Person
from imh.case.quickentry.durations import typed
from imh.case.quickentry.lexer import Misread
from imh.case.quickentry.names import free_id
from imh.case.surroundings import Influence, Setting
from imh.case.text import shown
from imh.case.ties import Tie
from imh.case.vocabulary import (
    COMMUNITIES,
    KIN_TIES,
    PARENT_TIES,
    PARENTS_BY_BARE_WORD,
    PROFESSIONAL_ROLES,
    STAFF_ROLES,
)

Entry = TypeVar("Entry", bound=Record)

_WEAKER_THAN_KIN: Final = frozenset({"caregiving", "kin"})
_TEXTS: Final = frozenset({"note", "words"})
"""What people put down in their own words: a further text joins the one that is there."""
_BELONGED_TO: Final = COMMUNITIES | {"work", "military"}
"""Where one is a member rather than served."""
_USUAL_BY_ROLE: Final = {
    "grandparent": "kin",
    "great_grandparent": "kin",
    "aunt_uncle": "kin",
    "cousin": "kin",
}
_FLIP: Final = {
    "support_to_target": "support_to_source",
    "support_to_source": "support_to_target",
    "kinds_to_target": "kinds_to_source",
    "kinds_to_source": "kinds_to_target",
}
_LISTS: Final = (
    "people", "households", "settings", "influences", "ties", "events", "observations",
    "reflections", "safety", "questions", "goals", "strengths",
)  # fmt: skip


def changed(entry: Entry, **changes: Any) -> Entry:
    """Return an entry with some fields changed, validated."""
    return type(entry).model_validate({**dict(entry), **changes})


def both(one: str, other: str) -> str:
    """Join two texts about one thing, each on a line of its own: neither replaces the other."""
    return f"{one}\n{other}" if one else other


def flipped(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what is said about a tie round, so that its source and target change places."""
    return {_FLIP.get(field, field): value for field, value in changes.items()}


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


class Draft:
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
        self._between: dict[frozenset[str], str] = {}
        for tie in self.ties.values():
            self._between.setdefault(frozenset((tie.source, tie.target)), tie.id)

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
            raise Misread(f"there are {_limit(name)} {name} already", "a case holds no more")
        self.lists[name][entry.id] = entry

    def _check_times(self, entry: Record) -> None:
        """Refuse a time later than now, or an end before its beginning."""
        ages = [self.people[c].age_months for c in self.children if c in self.people]
        known = [age for age in (self.reference, *ages) if age is not None]
        for field in ("at_months", "since_months", "until_months", "died_at_months"):
            months = getattr(entry, field, None)
            if months is not None and known and months > max(known):
                raise Misread(
                    f"{typed(months)} is later than now",
                    f"the case is described at {typed(max(known))}",
                )
        end = getattr(entry, "until_months", None)
        start = getattr(entry, "since_months", getattr(entry, "at_months", None))
        if start is not None and end is not None and end < start:
            raise Misread(
                f"it ends at {typed(end)} and begins at {typed(start)}", "an end after its start"
            )

    # People and places

    def introduce(self, identifier: str, name: str, kind: str) -> None:
        """Put a person, setting or influence on the map unless it is there."""
        models = {"people": Person, "settings": Setting, "influences": Influence}
        if self.kind_of(identifier) is None:
            self.put(kind, models[kind](id=identifier, name=name))

    def kind_of(self, identifier: str) -> str | None:
        """Return the list in which a symbol stands: people, settings or influences."""
        found = (k for k in ("people", "settings", "influences") if identifier in self.lists[k])
        return next(found, None)

    def set(self, identifier: str, basis: Basis | None = None, **changes: Any) -> None:
        """Set fields of a person, setting or influence."""
        kind = self.kind_of(identifier) or "people"
        entry = self.lists[kind][identifier]
        for field in changes:
            if field not in type(entry).model_fields:
                called = {"people": "a person", "settings": "a place", "influences": "an influence"}
                raise Misread(
                    f"'{entry.name}' is {called[kind]}",
                    f"'{field.replace('_', ' ')}' is not said of {called[kind]}",
                )
        for field in _TEXTS & changes.keys():
            changes[field] = self.further(getattr(entry, field), changes[field])
        if basis is not None and kind != "people":
            changes["basis"] = basis
        self.put(kind, changed(entry, **changes))

    def further(self, known: str, text: str) -> str:
        """Return a text with what is said further below it; what it says already is not doubled.

        That it was added to what is there is told in :attr:`remarks`.
        """
        if not known or not text or f"\n{text}\n" in f"\n{known}\n":
            return known or text
        self.remarks.setdefault(self.line, []).append(f'added to "{shown(known)}"')
        return both(known, text)

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
                raise Misread(f"there are {_limit('children')} index children already", "not more")
            self.children.append(identifier)

    # Homes

    def homes_of(self, person: str) -> list[Household]:
        """Return the homes in which a person lives."""
        return [home for home in self.homes.values() if person in home.members]

    # Ties

    def tie(self, source: str, target: str, also: bool = False, **changes: Any) -> None:
        """Say something of the tie between two entries, making the tie when there is none.

        Facts join the tie already there, whichever way it points; ``also`` makes another one.
        """
        if source == target:
            raise Misread("a tie needs two different ends", "name somebody else")
        pair = frozenset((source, target))
        known = None if also else self.ties.get(self._between.get(pair, ""))
        if known is None:
            known = Tie(
                id=self.new_id(f"{source}-{target}"),
                source=source,
                target=target,
                kind=self.usual_kind(source, target),
            )
            self._between.setdefault(pair, known.id)
        elif known.source != source:
            if changes.get("kind") in PARENT_TIES:
                turned = flipped(dict(known))
                known = Tie.model_validate(turned | {"source": source, "target": target})
            else:
                changes = flipped(changes)
        firm = known.kind in KIN_TIES and known.kind != "kin"
        if firm and changes.get("kind") in _WEAKER_THAN_KIN:
            del changes["kind"]
        if "accounts" in changes:
            changes["accounts"] = (*known.accounts, *changes["accounts"])
        if "note" in changes:
            changes["note"] = self.further(known.note, changes["note"])
        self.put("ties", changed(known, **changes))

    def usual_kind(self, source: str, target: str) -> Any:
        """Return the kind of a tie when none is typed, from who or what stands at its ends."""
        kinds = sorted((self.kind_of(source) or "people", self.kind_of(target) or "people"))
        if kinds == ["settings", "settings"]:
            return "works_with"
        if kinds == ["influences", "people"]:
            return "belief"
        if kinds == ["people", "settings"]:
            person, place = (source, target) if target in self.settings else (target, source)
            if self.people[person].role in PROFESSIONAL_ROLES:
                return "works_with"
            return "membership" if self.settings[place].kind in _BELONGED_TO else "service"
        if kinds == ["people", "people"]:
            return self._usual_between_people(source, target)
        return "unknown"

    def _usual_between_people(self, source: str, target: str) -> str:
        roles = (self.people[source].role, self.people[target].role)
        professional = [role in STAFF_ROLES for role in roles]
        if any(professional):
            return "works_with" if all(professional) else "service"
        for kind, role in (("friendship", "friend"), ("neighbour", "neighbour")):
            if role in roles:
                return kind
        for end, other in ((source, roles[1]), (target, roles[0])):
            if end in self.children:
                return _USUAL_BY_ROLE.get(other, "unknown")
        return "unknown"

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
