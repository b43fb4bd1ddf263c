"""Section 12: what the work stirs. Kept apart, and only what its author has shared."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.labels import label
from imh.case.reflections import Reflection
from imh.case.vocabulary import UNSAID
from imh.formulation.document import Sentence
from imh.formulation.language import ended, names, one_line, quoted
from imh.formulation.material import Material, is_about_team
from imh.formulation.wording import wording
from imh.principles.sentences import name_of

WORDS = wording("reflection")
PROMPTS = 3


def sentences(material: Material) -> Iterator[Sentence]:
    """Reflections that were shared, then the questions the team could put to itself."""
    for reflection in material.case.reflections:
        if reflection.shared:
            yield from _one(material, reflection)
    for own in material.case.questions:
        if own.state == "open" and is_about_team(material.case, own.about):
            key = f"reflection/{own.id}"
            yield Sentence(key=key, text=one_line(own.text), refs=(own.id,))
    asked = [
        question
        for question in material.assessment.questions
        if question.principles == ("reflective_practice",)
    ]
    for question in asked[:PROMPTS]:
        key = f"reflection/worth/{question.indicator}/{question.fact}"
        yield Sentence(key=key, text=question.text, prompt=True)


def _one(material: Material, reflection: Reflection) -> Iterator[Sentence]:
    by = name_of(material.case, reflection.by) if reflection.by else WORDS.say("team")
    opening = _opening(material, reflection, by)
    if reflection.text:
        opening = f"{opening}: {quoted(reflection.text)}" if opening else quoted(reflection.text)
    parts = [opening]
    parts += [
        f"{name_of(material.case, view.who)}: {one_line(view.says).rstrip('.')}"
        for view in reflection.views
    ]
    text = " ".join(ended(part) for part in parts if part)
    yield Sentence(key=f"reflection/{reflection.id}", text=text, refs=(reflection.id,))


def _opening(material: Material, reflection: Reflection, by: str) -> str:
    towards = names(material.case, reflection.towards)
    if reflection.kind == "reaction" and reflection.feeling not in (None, "other"):
        say = "feeling_towards" if towards else "feeling"
        feeling = label("Reaction", reflection.feeling)
        return WORDS.say(say, by=by, feeling=feeling, towards=towards)
    if reflection.kind == "supervision":
        if reflection.state in UNSAID:
            return ""
        return WORDS.say(f"supervision_{reflection.state}", by=by)
    say = "kind_towards" if towards else "kind"
    kind = label("ReflectionKind", reflection.kind)
    return WORDS.say(say, by=by, kind=kind, towards=towards)
