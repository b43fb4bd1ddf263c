"""Forms for the inspector: for each kind of entry, every field with the edit it makes."""

from imh.case.care_plan import Goal, Question, SafetyConcern, Strength
from imh.case.case import Case
from imh.case.events import Event
from imh.case.observations import ChildObservation, DailyObservation, PairObservation, Screening
from imh.case.people import Household, Person
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.forms.care_plan import goal_form, question_form, safety_form, strength_form
from imh.forms.child import child_form
from imh.forms.controls import Form
from imh.forms.event import event_form
from imh.forms.homes import home_form
from imh.forms.observation import observation_form
from imh.forms.person import person_form
from imh.forms.place import influence_form, setting_form
from imh.forms.tie import tie_form


def form_for(case: Case, identifier: str) -> Form:
    """Everything that can be changed about an entry. KeyError when it is none of these kinds."""
    entry = case.entries[identifier]
    match entry:
        case Person() if identifier in case.children:
            return child_form(case, entry)
        case Person():
            return person_form(case, entry)
        case Setting():
            return setting_form(case, entry)
        case Influence():
            return influence_form(case, entry)
        case Tie():
            return tie_form(case, entry)
        case Household():
            return home_form(case, entry)
        case Event():
            return event_form(case, entry)
        case PairObservation() | ChildObservation() | DailyObservation() | Screening():
            return observation_form(case, entry)
        case Strength():
            return strength_form(case, entry)
        case Question():
            return question_form(case, entry)
        case Goal():
            return goal_form(case, entry)
        case SafetyConcern():
            return safety_form(case, entry)
    raise KeyError(identifier)
