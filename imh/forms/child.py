"""The form of an index child: age, birth, homes, how the child is doing and daily life."""

from imh.case.case import Case
from imh.case.edits import Change, Edit, SetCase
from imh.case.people import Person
from imh.forms.additions import event_with, removal, tie_to, ties_of
from imh.forms.care_plan import in_their_words, next_steps, safety_of
from imh.forms.controls import Form, FormSection, Number, choice, day, number, said, words
from imh.forms.homes import lives_at
from imh.forms.observation import daily_life, domains, screenings_of
from imh.forms.person import events_of, loads, resources
from imh.principles.sentences import name_of


def child_form(case: Case, child: Person) -> Form:
    """Everything about an index child."""
    return Form(
        (
            words(child, "name"),
            _age(case, child),
            choice(child, "gender", "Gender"),
            *lives_at(case, child),
            domains(case, child.id),
            daily_life(case, child.id),
            screenings_of(case, child.id),
            in_their_words(case, child.id),
            next_steps(case, child.id),
            words(child, "note", long=True),
            FormSection("ties", "Ties", (*ties_of(case, child.id), tie_to(case, child.id)), False),
            FormSection(
                "events", "Events", (*events_of(case, child.id), event_with(case, child.id))
            ),
            *removal(case, child, name_of(case, child.id)),
        ),
        (
            number(child, "gestation_weeks"),
            day(child, "birth_date"),
            day(child, "due_date"),
            choice(child, "life", "Life"),
            loads(case, child, open=False),
            resources(case, child),
            safety_of(case, child.id),
        ),
    )


def _age(case: Case, child: Person) -> Number:
    """A child without an age of its own has the age at which the case is described."""

    def edit(value: float | None) -> Edit:
        if child.age_months is None and value is not None:
            return SetCase.of(reference_age_months=value)
        return Change.of(child.id, age_months=value)

    return Number(
        name="age_months",
        label=said(child, "age_months"),
        value=case.age_in_months(child.id),
        edit=edit,
    )
