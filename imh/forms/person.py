"""The form of a person: who they are to the child, what weighs on them and what holds them."""

from collections.abc import Iterator
from typing import Any

from imh.case.case import Case
from imh.case.edits import Change, Edit
from imh.case.labels import VOCABULARIES, field_label, label
from imh.case.people import Load, Person, Resource
from imh.case.vocabulary import DAILY_CARE, PROFESSIONAL_ROLES
from imh.forms.additions import event_with, opener, removal, tie_to, ties_of
from imh.forms.care_plan import in_their_words, next_steps, safety_of
from imh.forms.controls import (
    DECLINED,
    NOT_ASKED,
    Choice,
    Form,
    FormPart,
    FormSection,
    Number,
    Several,
    Tick,
    Words,
    choice,
    number,
    said,
    setting,
    title,
    words,
    words_of,
)
from imh.forms.homes import lives_at
from imh.forms.observation import pair, screenings_of
from imh.forms.source import Put, accounts, source
from imh.principles.phrases import event_words
from imh.principles.sentences import name_of


def person_form(case: Case, person: Person) -> Form:
    """Everything about a person who is not the index child."""
    caring = person.caregiver in DAILY_CARE
    professional = person.role in PROFESSIONAL_ROLES
    discipline = words(person, "discipline")
    common: list[FormPart] = [words(person, "name"), choice(person, "role", "Role")]
    common += [discipline] if professional else []
    common += [choice(person, "gender", "Gender"), _age(person)]
    common += [] if professional else [choice(person, "caregiver", "Caregiver")]
    common += lives_at(case, person)
    common.append(loads(case, person, open=caring and not person.loads))
    common.append(resources(case, person))
    common.append(choice(person, "support_fits_task", "SupportFit"))
    together = [pair(case, person.id, child, f"{child}.") for child in case.children]
    observed = any(
        seen.kind == "pair" and seen.caregiver == person.id for seen in case.observations
    )
    common += together if caring or observed else []
    common += [] if professional else [screenings_of(case, person.id)]
    common += [in_their_words(case, person.id), next_steps(case, person.id)]
    common.append(words(person, "note", long=True))
    more: list[FormPart] = [choice(person, "life", "Life"), _age_declined(person)]
    more += [number(person, "died_at_months")] if person.life == "died" else []
    more += [choice(person, "caregiver", "Caregiver")] if professional else [discipline]
    more += [] if caring or observed else together
    more += [screenings_of(case, person.id)] if professional else []
    return Form((*common, *_around(case, person)), (*more, safety_of(case, person.id)))


def _around(case: Case, person: Person) -> tuple[FormPart, ...]:
    return (
        FormSection(
            "ties", "Ties", (*ties_of(case, person.id), tie_to(case, person.id)), folded=False
        ),
        FormSection("events", "Events", (*events_of(case, person.id), event_with(case, person.id))),
        *removal(case, person, name_of(case, person.id)),
    )


def events_of(case: Case, identifier: str) -> tuple[FormPart, ...]:
    """A line for every event in which somebody took part or was away."""
    return tuple(
        opener(event.id, title(event_words(event)))
        for event in case.events
        if identifier in event.who or identifier == event.away
    )


def _age(person: Person) -> Number:
    """An empty field is "not asked yet", unless the family chose not to say."""

    def edit(value: float | None) -> Edit:
        return Change.of(person.id, age_years="unknown" if value is None else value)

    known = not isinstance(person.age_years, str)
    return Number(
        name="age_years",
        label=said(person, "age_years"),
        value=person.age_years if known else None,
        edit=edit,
        empty=DECLINED if person.age_years == "declined" else NOT_ASKED,
    )


def _age_declined(person: Person) -> Tick:
    def edit(value: bool) -> Edit:
        return Change.of(person.id, age_years="declined" if value else "unknown")

    return Tick(
        name="age declined",
        label="Family chose not to say the age",
        value=person.age_years == "declined",
        edit=edit,
    )


def loads(case: Case, person: Person, *, open: bool) -> FormSection:
    """Every kind of load with its state; what is not asked yet stays visible as such."""
    parts: list[FormPart] = []
    for kind in VOCABULARIES["LoadKind"]:
        having = [index for index, load in enumerate(person.loads) if load.kind == kind]
        for count, index in enumerate(having, 1):
            parts += _load(case, person, index, count)
        if not having:
            parts.append(_load_to_ask(person, kind))
    return FormSection("loads", said(person, "loads"), tuple(parts), open=open)


def _load_to_ask(person: Person, kind: str) -> Choice:
    def edit(state: str) -> Edit:
        added = Load.model_validate({"kind": kind, "state": state})
        return Change.of(person.id, loads=(*person.loads, added))

    return Choice(
        name=f"loads.{kind}.1.state",
        label=title(label("LoadKind", kind)),
        value="unknown",
        edit=edit,
        options=words_of("LoadState"),
    )


def _load(case: Case, person: Person, index: int, count: int) -> Iterator[FormPart]:
    load = person.loads[index]
    inside = f"loads.{load.kind}.{count}."
    kind = label("LoadKind", load.kind)

    def to(field: str) -> Put:
        def edit(value: Any) -> Edit:
            changed = load.model_copy(update={field: value})
            others = (*person.loads[:index], changed, *person.loads[index + 1 :])
            return Change.of(person.id, loads=others)

        return edit

    yield Choice(
        name=f"{inside}state",
        label=title(kind) if count == 1 else f"{title(kind)} ({count})",
        value=load.state,
        edit=to("state"),
        options=words_of("LoadState"),
    )
    note = Words(
        name=f"{inside}note",
        label=f"{title(field_label('Load', 'note'))} on {kind}",
        value=load.note,
        edit=to("note"),
        long=True,
    )
    yield FormSection(
        f"{inside}more",
        f"{title(kind)}: note and source",
        (
            note,
            *source(case, load.basis, to("basis"), inside).parts,
            *accounts(case, load.accounts, "LoadState", to("accounts"), inside),
        ),
    )


def resources(case: Case, person: Person) -> FormSection:
    """What holds a person: kinds to choose from, and what is known of each."""

    def edit(kinds: tuple[str, ...]) -> Edit:
        kept = [resource for resource in person.resources if resource.kind in kinds]
        having = {resource.kind for resource in kept}
        added = [Resource.model_validate({"kind": kind}) for kind in kinds if kind not in having]
        return Change.of(person.id, resources=(*kept, *added))

    kinds = tuple(dict.fromkeys(resource.kind for resource in person.resources))
    chosen = Several(
        name="resources",
        label=title(field_label("Resource", "kind")),
        value=kinds,
        edit=edit,
        options=words_of("ResourceKind"),
    )
    details = [_resource(case, person, index) for index in range(len(person.resources))]
    return FormSection("resources", said(person, "resources"), (chosen, *details))


def _resource(case: Case, person: Person, index: int) -> FormSection:
    resource = person.resources[index]
    inside = f"resources.{index}."
    kind = label("ResourceKind", resource.kind)

    def to(field: str) -> Put:
        def edit(value: Any) -> Edit:
            changed = resource.model_copy(update={field: value})
            others = (*person.resources[:index], changed, *person.resources[index + 1 :])
            return setting(person, "resources")(others)

        return edit

    note = Words(
        name=f"{inside}note",
        label=f"{title(field_label('Resource', 'note'))} on {kind}",
        value=resource.note,
        edit=to("note"),
        long=True,
    )
    basis = source(case, resource.basis, to("basis"), inside)
    return FormSection(f"{inside}more", f"{title(kind)}: note and source", (note, *basis.parts))
