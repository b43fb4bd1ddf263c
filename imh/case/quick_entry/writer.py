"""Writing a case in the language: the lines that, read again, make the same case."""

from imh.case.case import Case
from imh.case.observations import ChildObservation, DailyObservation, Observation, PairObservation
from imh.case.quick_entry.constructs.care_plan import (
    write_goal,
    write_question,
    write_referral,
    write_safety,
    write_strength,
)
from imh.case.quick_entry.constructs.case_line import write_case_line, write_left_out
from imh.case.quick_entry.constructs.development import EventPhrases, write_child_observation
from imh.case.quick_entry.constructs.events import write_event
from imh.case.quick_entry.constructs.homes import write_home
from imh.case.quick_entry.constructs.pairs_and_daily_life import (
    write_daily_observation,
    write_pair_observation,
)
from imh.case.quick_entry.constructs.people import write_person
from imh.case.quick_entry.constructs.reflections import write_reflection
from imh.case.quick_entry.constructs.screenings import write_screening
from imh.case.quick_entry.constructs.surroundings import write_influence, write_setting
from imh.case.quick_entry.constructs.ties import write_ties
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.syntax.written_names import WrittenNames


def write_lines(case: Case) -> str:
    """Write a case in the quick-entry language.

    What the language has no words for (visits, agreements, hypotheses, places set by hand,
    visits as a source) is left out and counted in a comment at the end.
    """
    written = WrittenNames(case)
    draft = CaseDraft(case)
    lines = [write_case_line(case)]
    lines += [write_person(case, person, written) for person in case.people]
    lines += [write_setting(setting, written) for setting in case.settings]
    lines += [write_influence(influence, written) for influence in case.influences]
    lines += [write_home(home, written, index) for index, home in enumerate(case.households)]
    lines += write_ties(case, draft, written)
    lines += [write_event(event, written) for event in case.events]
    lines += _observations(case, written)
    lines += [write_reflection(reflection, written) for reflection in case.reflections]
    lines += [write_safety(concern, written) for concern in case.safety]
    lines.append(write_referral(case))
    lines += [write_strength(strength, written) for strength in case.strengths]
    lines += [write_question(question, written) for question in case.questions]
    lines += [write_goal(goal, written) for goal in case.goals]
    lines += write_left_out(case)
    return "\n".join(line for line in lines if line) + "\n"


def _observations(case: Case, written: WrittenNames) -> list[str]:
    since = EventPhrases(case, written)
    return [_observation(seen, written, since) for seen in case.observations]


def _observation(seen: Observation, written: WrittenNames, since: EventPhrases) -> str:
    match seen:
        case PairObservation():
            return write_pair_observation(seen, written)
        case DailyObservation():
            return write_daily_observation(seen, written)
        case ChildObservation():
            return write_child_observation(seen, written, since)
        case _:
            return write_screening(seen, written)
