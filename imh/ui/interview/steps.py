"""Where the interview stands in this session: the screen shown, what was left for later, the way
back, who is telling. The answers themselves live in the case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from imh.case.case import Case
from imh.case.edit_between import edit_between
from imh.case.edits import EditError
from imh.case.quick_entry.refusals import explain_refusal
from imh.case.redaction import avoid_ids_of_others, keep_redacted
from imh.interview.answers import NotUnderstood, Telling
from imh.interview.question_order import Screen, next_open, screens
from imh.interview.script import script
from imh.ui.core import session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.session_state import INTERVIEW_STEPS


@dataclass
class Steps:
    """The pointer of one interview. ``problem`` is why the last words were not taken."""

    at: str | None = None
    skipped: set[str] = field(default_factory=set)
    trail: list[str] = field(default_factory=list)
    telling: Telling = field(default_factory=Telling)
    problem: str = ""
    noted: str = ""
    finished: bool = False


def steps(on_screen: CaseOnScreen) -> Steps:
    """The pointer for the open case; a copy of a sample goes on where the sample was."""
    kept = INTERVIEW_STEPS.keep()
    key = on_screen.name if on_screen.open_case is None else on_screen.key
    if key not in kept:
        kept[key] = kept.get(on_screen.name, Steps()) if on_screen.case.fictional else Steps()
    return kept[key]


def all_screens(on_screen: CaseOnScreen) -> tuple[Screen, ...]:
    """The screens of the open case as it is now."""
    return screens(on_screen.own, script(), on_screen.assessment.questions)


def current(on_screen: CaseOnScreen) -> Screen | None:
    """The screen to show: the one pointed at, else the first open question."""
    here, every = steps(on_screen), all_screens(on_screen)
    found = next((screen for screen in every if screen.key == here.at), None)
    if found is None and not here.finished:
        found = next_open(every, frozenset(here.skipped))
        here.at = found.key if found else None
    return found


def answer(screen: Screen, change: Callable[[Case], Case], *, go_on: bool = True) -> bool:
    """Take an answer as one step that can be undone; go on to the next question.

    Returns whether it was taken; if not, :attr:`Steps.problem` says why.
    """
    on_screen = session.required()
    here = steps(on_screen)
    here.problem = here.noted = ""
    try:
        edit = edit_between(on_screen.case, _after(on_screen, change))
    except (EditError, NotUnderstood) as error:
        here.problem = str(error)
        return False
    except ValidationError as error:
        here.problem = str(explain_refusal(error))
        return False
    if edit.edits and not session.do(edit):
        here.problem = session.pop_notice()
        return False
    if go_on:
        onward(screen)
    return True


def _after(on_screen: CaseOnScreen, change: Callable[[Case], Case]) -> Case:
    """The case after an answer that does not build on what others keep for themselves."""
    own = change(on_screen.own)
    own = avoid_ids_of_others(on_screen.own, own, on_screen.of_others)
    return keep_redacted(on_screen.case, own, on_screen.of_others)


def onward(screen: Screen, *, skip: bool = False) -> None:
    """Go to the next open question; a skipped one is left for later."""
    on_screen = session.required()
    here = steps(on_screen)
    here.problem = ""
    if skip and screen.state == "open":
        here.skipped.add(screen.key)
    else:
        here.skipped.discard(screen.key)
    here.trail.append(screen.key)
    found = next_open(all_screens(on_screen), frozenset(here.skipped), screen.key)
    here.at = found.key if found else None
    here.finished = found is None


def back() -> None:
    """Go to the question that was shown before."""
    here = steps(session.required())
    if here.trail:
        here.at = here.trail.pop()
        here.finished = False
        here.problem = ""


def jump(every: Sequence[Screen], section: str) -> None:
    """Go to a section: its first open question, else its first."""
    on_screen = session.required()
    here = steps(on_screen)
    mine = [screen for screen in every if screen.section.id == section]
    left = [screen for screen in mine if screen.state == "open"]
    chosen = next((s for s in left if s.key not in here.skipped), None) or next(iter(left or mine))
    if here.at:
        here.trail.append(here.at)
    here.at, here.finished, here.problem = chosen.key, False, ""


def take_up_again() -> None:
    """Go through what was left for later."""
    here = steps(session.required())
    here.skipped.clear()
    here.at, here.finished = None, False
