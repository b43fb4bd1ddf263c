"""Homes: who lives where, and how many nights a week the child sleeps there."""

from imh.case.case import Case
from imh.case.edits import Change, Edit, Several
from imh.case.people import Household, Person
from imh.forms import controls
from imh.forms.additions import new_home, opener, removal
from imh.forms.controls import Form, FormPart, Number, Press, choice, several, words
from imh.forms.source import source
from imh.principles.sentences import name_of


def home_name(home: Household) -> str:
    """A home's name, or that it has none."""
    return home.name or "home without a name"


def lives_at(case: Case, person: Person) -> list[FormPart]:
    """The homes somebody lives at; for an index child also the nights at each."""
    at = tuple(home.id for home in case.households if person.id in home.members)
    parts: list[FormPart] = []
    if case.households:
        parts.append(
            controls.Several(
                name="homes",
                label="Lives at",
                value=at,
                edit=lambda homes: _moving(case, person.id, homes),
                options={home.id: home_name(home) for home in case.households},
            )
        )
    if person.id in case.children:
        for home in case.households:
            if person.id in home.members or person.id in home.nights:
                parts.append(nights(home, person.id, f"Nights a week at {home_name(home)}"))
    if not at:
        step = new_home(case, (person.id,))
        parts.append(Press(name="new home", label="Add to a new home", step=step))
    return parts


def _moving(case: Case, person: str, homes: tuple[str, ...]) -> Edit:
    """Whoever leaves a home sleeps there no more."""
    changes = []
    for home in case.households:
        if home.id in homes and person not in home.members:
            changes.append(Change.of(home.id, members=(*home.members, person)))
        elif home.id not in homes and person in home.members:
            members = tuple(each for each in home.members if each != person)
            left = {child: count for child, count in home.nights.items() if child != person}
            changes.append(Change.of(home.id, members=members, nights=left))
    return changes[0] if len(changes) == 1 else Several(edits=tuple(changes))


def nights(home: Household, child: str, called: str) -> Number:
    """How many nights a week a child sleeps at a home; empty when nobody has asked."""

    def edit(value: float | None) -> Edit:
        others = {key: count for key, count in home.nights.items() if key != child}
        given = {} if value is None else {child: value}
        return Change.of(home.id, nights=others | given)

    return Number(
        name=f"nights.{home.id}.{child}",
        label=called,
        value=home.nights.get(child),
        edit=edit,
    )


def home_form(case: Case, home: Household) -> Form:
    """Who lives here, the nights of each index child, who helps from outside."""
    people = {person.id: name_of(case, person.id) for person in case.people}
    asked = [
        nights(home, child, f"Nights a week {name_of(case, child)} sleeps here")
        for child in case.children
    ]
    return Form(
        (
            words(home, "name"),
            several(home, "members", people),
            *asked,
            choice(home, "outside_help", "OutsideHelp"),
            words(home, "note", long=True),
            *(opener(member, people[member]) for member in home.members),
            *removal(case, home, home_name(home)),
        ),
        (source(case, home.basis, controls.setting(home, "basis")),),
    )
