"""Section 1: who asked, about what, in whose words, and what was done so far."""

from __future__ import annotations

from collections.abc import Iterator

from imh.formulation.document import Sentence
from imh.formulation.language import capital, ended, one_line, quoted
from imh.formulation.material import Material
from imh.formulation.wording import wording
from imh.principles.sentences import joined, number_word

WORDS = wording("why_now")
REPORTED = ("asked ", "asks ", "wonders ", "would like ", "wants ")


def sentences(material: Material) -> Iterator[Sentence]:
    """The referral, then the visits."""
    yield _referral(material)
    yield from _visits(material)


def _referral(material: Material) -> Sentence:
    referral = material.case.referral
    by, words = one_line(referral.by), one_line(referral.words)
    by += "," if "," in by else ""  # "Dr Osei, children's clinic, asked"
    key = "why_now/referral"
    if not by and not words:
        return Sentence(key=key, text=WORDS.say("nothing"), prompt=True)
    if not words:
        return Sentence(key=key, text=WORDS.say("no_words", by=by))
    if not by:
        return Sentence(key=key, text=ended(WORDS.say("no_name", words=quoted(words))))
    if words.startswith(REPORTED):  # the referral is written as indirect speech
        return Sentence(key=key, text=ended(f"{capital(by)} {words}"))
    asked = "asked" if words.endswith("?") else "said"
    return Sentence(key=key, text=ended(WORDS.say(asked, by=by, words=quoted(words))))


def _visits(material: Material) -> Iterator[Sentence]:
    visits = material.case.visits
    if not visits:
        return
    places = [visit.place for visit in visits if visit.place]
    text = WORDS.say("one_visit" if len(visits) == 1 else "visits", count=number_word(len(visits)))
    if places:
        text += f" ({'; '.join(dict.fromkeys(places))})"
    if any(visit.interpreter for visit in visits):
        which = joined(number_word(n) for n, visit in enumerate(visits, 1) if visit.interpreter)
        every = all(visit.interpreter for visit in visits)
        text += WORDS.word("parts", "interpreter_always" if every else "interpreter").format(
            which=which
        )
    refs = tuple(visit.id for visit in visits)
    yield Sentence(key="why_now/visits", text=ended(text), refs=refs)
