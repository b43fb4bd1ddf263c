"""Section 11: where to begin: who does what by when."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.case import Case
from imh.case.work import Goal
from imh.formulation.document import Sentence
from imh.formulation.language import capital, ended, names, one_line
from imh.formulation.material import Material
from imh.formulation.wording import wording

WORDS = wording("work")


def sentences(material: Material) -> Iterator[Sentence]:
    """Steps that are open or under way, then those that are done."""
    goals = [goal for goal in material.case.goals if goal.state != "dropped"]
    for goal in sorted(goals, key=lambda goal: goal.state == "done"):
        text = step(material.case, goal)
        yield Sentence(key=f"next_steps/{goal.id}", text=text, refs=(goal.id,))
    if not goals:
        yield Sentence(key="next_steps/none", text=WORDS.say("no_goals"), prompt=True)


def step(case: Case, goal: Goal) -> str:
    """One step as a sentence; an open end is said to be open."""
    what = one_line(goal.text).rstrip(".;")
    slots = {"who": names(case, goal.who), "what": what, "when": goal.by_when}
    say = "step" + ("" if goal.who else "_nobody") + ("" if goal.by_when else "_no_date")
    if goal.state in ("done", "doing"):
        say = f"step_{goal.state}" + ("" if goal.who else "_nobody")
        when = WORDS.word("parts", "when").format(when=goal.by_when) if goal.by_when else ""
        slots["when"] = when if goal.state == "doing" else ""
    return ended(capital(WORDS.say(say, **slots)))
