"""The forms of a setting and of an influence."""

from imh.case.case import Case
from imh.case.surroundings import Influence, Setting
from imh.forms.additions import event_with, removal, tie_to, ties_of
from imh.forms.care_plan import in_their_words, next_steps
from imh.forms.controls import Form, FormPart, FormSection, choice, setting, words
from imh.forms.person import events_of
from imh.forms.source import source
from imh.principles.sentences import name_of


def setting_form(case: Case, place: Setting) -> Form:
    """A service or place: what it is, how far it has come, whether its people stay."""
    return Form(
        (
            words(place, "name"),
            choice(place, "kind", "SettingKind"),
            choice(place, "status", "SettingStatus"),
            choice(place, "stability", "Stability"),
            source(case, place.basis, setting(place, "basis")),
            words(place, "note", long=True),
            *_around(case, place),
        )
    )


def influence_form(case: Case, influence: Influence) -> Form:
    """Something of the wider world, as the family says it."""
    return Form(
        (
            words(influence, "name"),
            choice(influence, "kind", "InfluenceKind"),
            words(influence, "words", long=True),
            source(case, influence.basis, setting(influence, "basis")),
            words(influence, "note", long=True),
            *_around(case, influence),
        )
    )


def _around(case: Case, place: Setting | Influence) -> tuple[FormPart, ...]:
    return (
        FormSection(
            "ties", "Ties", (*ties_of(case, place.id), tie_to(case, place.id)), folded=False
        ),
        FormSection("events", "Events", (*events_of(case, place.id), event_with(case, place.id))),
        in_their_words(case, place.id),
        next_steps(case, place.id),
        *removal(case, place, name_of(case, place.id)),
    )
