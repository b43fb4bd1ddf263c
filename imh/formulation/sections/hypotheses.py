"""Section 10: working explanations, at least two, each with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.care_plan import Hypothesis
from imh.formulation.document import Sentence
from imh.formulation.language import capital, ended, one_line, run_on
from imh.formulation.material import Material, is_about_team
from imh.formulation.wording import wording
from imh.principles.sentences import number_word

WORDS = wording("care_plan")
AT_LEAST = 2


def sentences(material: Material) -> Iterator[Sentence]:
    """Each explanation, what speaks for it, what against it; then what is still to be written."""
    case = material.case
    written = [each for each in case.hypotheses if each.state != "set_aside"]
    apart = [each for each in written if is_about_team(case, each.about)]
    if not material.with_reflection:
        written = [each for each in written if each not in apart]
    for place, hypothesis in enumerate(written, 1):
        yield from _one(hypothesis, place)
    if len(written) < AT_LEAST:
        say = "no_hypothesis" if not written else "one_hypothesis"
        yield Sentence(
            key="hypotheses/missing",
            text=WORDS.say(say),
            lead=_ordinal(len(written) + 1),
            prompt=True,
        )

    if apart and not material.with_reflection:
        text = WORDS.say("apart_one" if len(apart) == 1 else "apart")
        yield Sentence(key="hypotheses/apart", text=text)


def _one(hypothesis: Hypothesis, place: int) -> Iterator[Sentence]:
    key, refs = f"hypotheses/{hypothesis.id}", (hypothesis.id,)
    text = ended(capital(one_line(hypothesis.text)))
    if hypothesis.state == "supported":
        text = f"{text} {WORDS.say('supported')}"
    yield Sentence(key=f"{key}/text", text=text, refs=refs, lead=_ordinal(place))
    for side, reasons in (("for", hypothesis.speaks_for), ("against", hypothesis.speaks_against)):
        if reasons:
            said = run_on(one_line(reason).rstrip(".;") for reason in reasons)
            yield Sentence(
                key=f"{key}/{side}", text=ended(WORDS.say(side, reasons=said)), refs=refs
            )
        else:
            prompt = WORDS.say(f"nothing_{side}")
            yield Sentence(key=f"{key}/{side}", text=prompt, refs=refs, prompt=True)


def _ordinal(place: int) -> str:
    ordinals = WORDS.word("parts", "ordinals").split()
    if place <= len(ordinals):
        return capital(ordinals[place - 1])
    return capital(number_word(place))
