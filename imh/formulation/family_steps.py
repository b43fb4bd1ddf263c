"""The end of the family version: the family's own words, and what happens next."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.care_plan import Goal
from imh.case.case import Case
from imh.case.vocabulary import GOALS_TO_DO
from imh.formulation.document import Sentence
from imh.formulation.family_sentences import Offer, offer
from imh.formulation.language import capital, names, one_line, quoted, told_apart
from imh.formulation.material import is_professional
from imh.formulation.wording import wording

WORDS = wording("family")


def own_words(case: Case) -> Iterator[Offer]:
    """Strengths in the words of whoever said them."""
    for strength in case.strengths:
        who = f" ({told_apart(case, strength.by)})" if strength.by else ""
        text = f"{quoted(strength.words)}{who}"
        yield offer(f"words/{strength.id}", text, [strength.id], "told")


def next_steps(case: Case) -> Iterator[Offer]:
    """What happens next, as far as the family has a part in it."""
    for goal in case.goals:
        if goal.state in GOALS_TO_DO:
            yield offer(f"next/{goal.id}", _step(case, goal), [goal.id], _ask_of_goal(case, goal))


def to_write(case: Case) -> Iterator[Sentence]:
    """What is still to be written when no step is noted."""
    if not any(goal.state in GOALS_TO_DO for goal in case.goals):
        yield Sentence(key="family/next/none", text=WORDS.say("no_steps"), prompt=True)


def _step(case: Case, goal: Goal) -> str:
    what = one_line(goal.text).rstrip(".;")
    when_ = f" ({one_line(goal.by_when)})" if goal.by_when else ""
    who = names(case, goal.who)
    return f"{who}: {what}{when_}" if who else f"{capital(what)}{when_}"


def _ask_of_goal(case: Case, goal: Goal) -> str:
    """A step in which nobody of the family has a part is not theirs to read unasked."""
    if not goal.who:
        return "nobody_named"
    family = [
        who for who in goal.who if who in case.person and not is_professional(case.person[who])
    ]
    return "" if family else "among_us"
