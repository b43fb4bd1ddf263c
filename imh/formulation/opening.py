"""What stands first in every document: safety, and what a document like this is not."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.care_plan import SafetyConcern
from imh.case.case import Case
from imh.case.labels import label
from imh.formulation.document import Sentence
from imh.formulation.language import capital, ended, names, one_line
from imh.formulation.sources import known_by
from imh.formulation.wording import wording
from imh.principles.evidence import SafetyFlag
from imh.principles.safety import ADVICE, NONE_ENTERED
from imh.principles.sentences import joined

WORDS = wording("document")


def notices(case: Case, flags: tuple[SafetyFlag, ...]) -> Iterator[Sentence]:
    """Safety flags, or that none was entered and what that means; then past concerns."""
    yield Sentence(key="notice/support", text=WORDS.say("support"))
    if flags:
        for place, flag in enumerate(flags):
            lead = WORDS.say("safety") if place == 0 else ""
            key = f"notice/safety/{flag.kind}/{'+'.join(flag.refs)}"
            yield Sentence(key=key, text=ended(capital(flag.sentence)), refs=flag.refs, lead=lead)
        yield Sentence(key="notice/advice", text=ADVICE)
    else:
        yield Sentence(key="notice/none_entered", text=NONE_ENTERED)
    yield from _asked(case)


def _asked(case: Case) -> Iterator[Sentence]:
    """Concerns of the past, and what was asked about and denied."""
    for concern in case.safety:
        if concern.state == "past":
            basis = known_by(case, [concern.basis])
            who, detail = names(case, concern.who), one_line(concern.text).rstrip(".")
            text = WORDS.say("past", what=_kind(concern)) + (f" ({who})" if who else "")
            text = ended(f"{text}: {detail}" if detail else text, basis)
            key = f"notice/past/{concern.id}"
            yield Sentence(key=key, text=text, refs=(concern.id,), basis=basis)
    denied = [concern for concern in case.safety if concern.state == "none"]
    if denied:
        what = joined(_kind(concern) for concern in denied)
        basis = known_by(case, [concern.basis for concern in denied])
        past = {concern.kind for concern in case.safety if concern.state == "past"}
        say = "asked_none_now" if past & {concern.kind for concern in denied} else "asked_none"
        text = ended(WORDS.say(say, what=what), basis)
        refs = tuple(concern.id for concern in denied)
        yield Sentence(key="notice/asked_none", text=text, refs=refs, basis=basis)


def _kind(concern: SafetyConcern) -> str:
    return label("SafetyKind", concern.kind)
