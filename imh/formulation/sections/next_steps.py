"""Section 11: where to begin: who does what by when, and what is worth watching meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from imh.case.care_plan import Goal
from imh.case.case import Case
from imh.formulation.document import Sentence
from imh.formulation.language import capital, ended, names, one_line
from imh.formulation.material import Material, unique
from imh.formulation.wording import wording
from imh.principles.guidance import watch_next

WORDS = wording("care_plan")
WATCH = 3


def sentences(material: Material) -> Iterator[Sentence]:
    """Steps that are open or under way, then those that are done."""
    goals = [goal for goal in material.case.goals if goal.state != "dropped"]
    for goal in sorted(goals, key=lambda goal: goal.state == "done"):
        text = step(material.case, goal)
        yield Sentence(key=f"next_steps/{goal.id}", text=text, refs=(goal.id,))
    if not goals:
        yield Sentence(key="next_steps/none", text=WORDS.say("no_goals"), prompt=True)
    yield from _watch(material)


def _watch(material: Material) -> Iterator[Sentence]:
    """What this case makes worth watching at this age; for judgement, so each is a prompt."""
    told: Counter[str] = Counter()
    for prompt in watch_next(material.case, material.assessment)[:WATCH]:
        about = "+".join(prompt.refs) or "general"
        told[about] += 1
        key = f"next_steps/watch/{about}" + (f"/{told[about]}" if told[about] > 1 else "")
        refs = unique(ref.partition(".")[0] for ref in prompt.refs)
        yield Sentence(key=key, text=prompt.text, refs=refs, lead=WORDS.say("watch"), prompt=True)


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
