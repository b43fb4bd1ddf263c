"""The family version: another document from the same case, in plain words, strengths first.

No ranking, no reflection, nothing told in confidence. A sentence that rests on what one person
told, or that could hurt when others read it, is offered and goes in only when switched on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from imh.case.basis import Entry, Record
from imh.case.care_plan import Strength
from imh.case.case import Case
from imh.case.observations import PairObservation
from imh.case.ties import Tie
from imh.case.vocabulary import DAILY_CARE, NOT_LIVING
from imh.drawing import description_of
from imh.formulation.confidence import for_the_family_map, without_confidence
from imh.formulation.document import Formulation, Layout, Section, Sentence
from imh.formulation.family_sentences import (
    Offer,
    around,
    hard,
    have,
    through,
)
from imh.formulation.family_steps import next_steps, own_words, to_write
from imh.formulation.language import children, names, relation
from imh.formulation.material import ends, is_professional
from imh.formulation.wording import wording
from imh.network import build, parents
from imh.principles.safety import safety_flags
from imh.principles.sentences import joined, name_of, number_word

WORDS = wording("family")
LAYOUTS: Final[dict[str, Layout]] = {"through": "list", "next": "list", "words": "list"}


class Choice(Entry):
    """A sentence that the family version could hold.

    ``ask`` tells that it goes in only when it is switched on, ``why`` says for what reason.
    """

    section: str
    sentence: Sentence
    ask: bool
    why: str = ""


def family_choices(case: Case) -> tuple[Choice, ...]:
    """Everything that could be said to the family, in order; nothing told in confidence."""
    return tuple(
        Choice(
            section=section,
            sentence=one.sentence,
            ask=bool(one.ask),
            why=WORDS.word("why", one.ask) if one.ask else "",
        )
        for section, one in _offers(without_confidence(case))
    )


def family_version(case: Case, allowed: Collection[str] = frozenset()) -> Formulation:
    """Write the family version; ``allowed`` are the keys that were switched on.

    Keys are those of :func:`family_choices`, and ``map/<id>`` for what the map may show.
    """
    chosen: dict[str, list[Sentence]] = {}
    for choice in _chosen(case, allowed):
        chosen.setdefault(choice.section, []).append(choice.sentence)
    chosen["map"] = [Sentence(key="family/map", text=WORDS.say("map"))]
    chosen.setdefault("next", []).extend(to_write(case))
    has = WORDS.word("parts", "has" if len(case.children) == 1 else "have")
    sections = [
        Section(
            key=key,
            heading=WORDS.word("headings", key).format(children=children(case), has=has),
            layout=LAYOUTS.get(key, "text"),
            sentences=tuple(chosen[key]),
        )
        for key in WORDS.blocks["headings"]
        if chosen.get(key)
    ]
    return Formulation(
        kind="family",
        title=WORDS.say("title", who=_for_whom(without_confidence(case))),
        subtitle=_subtitle(case),
        notices=tuple(_notices()),
        sections=tuple(sections),
        map_text=" ".join(description_of(family_map_case(case, allowed)).reading),
    )


def family_map_case(case: Case, allowed: Collection[str] = frozenset()) -> Case:
    """The case from which the family's map is drawn."""
    return for_the_family_map(case, allowed)


def before_handing_over(case: Case) -> tuple[str, ...]:
    """What the clinician has to know before giving this version to anybody."""
    lines = [WORDS.say("read_first")]
    if safety_flags(case):
        lines.append(WORDS.say("safety_recorded"))
    return tuple(lines)


def without_a_strength(case: Case, allowed: Collection[str] = frozenset()) -> tuple[str, ...]:
    """Ids of those to whom this version is addressed and of whom it says nothing good."""
    known = without_confidence(case)
    praised = {
        one
        for choice in _chosen(case, allowed)
        if choice.section in ("have", "words")
        for ref in choice.sentence.refs
        for one in _good_is_said_of(known.entries[ref])
    }
    return tuple(one for one in _addressed(known) if one not in praised)


def no_strength_said(case: Case, people: Collection[str]) -> str:
    """For the clinician, beside the page: of whom nothing good is said; "" when of nobody."""
    who = []
    for one in people:
        name, what = name_of(case, one), relation(case.person[one])
        who.append(f"{name} ({what})" if what and what not in name else name)
    return WORDS.say("no_strength", who=joined(who)) if who else ""


def _good_is_said_of(entry: Record) -> tuple[str, ...]:
    """Ids of those of whom a strength says something good."""
    match entry:
        case PairObservation():
            return (entry.caregiver,)
        case Tie():
            return ends(entry)
        case Strength():
            return entry.about
        case _:
            return ()


def _chosen(case: Case, allowed: Collection[str]) -> Iterator[Choice]:
    """What goes in: all that need not be switched on, and what was."""
    for choice in family_choices(case):
        if not choice.ask or choice.sentence.key in allowed:
            yield choice


def _notices() -> Iterator[Sentence]:
    yield Sentence(key="family/safety", text=WORDS.say("safety"))
    yield Sentence(key="family/not_a_diagnosis", text=WORDS.say("not_a_diagnosis"))


def _subtitle(case: Case) -> str:
    """How often we met, and that the family may correct all of it."""
    count = len(case.visits)
    said = [WORDS.say("correct")]
    if count:
        times = {1: "once", 2: "twice"}.get(count, "times")
        said.insert(0, WORDS.say(f"met_{times}", count=number_word(count)))
    if case.fictional:
        said.append(wording("document").say("fictional"))
    return " ".join(said)


def _for_whom(case: Case) -> str:
    """Those to whom it is addressed by name."""
    return names(case, _addressed(case)) or WORDS.word("parts", "family")


def _addressed(case: Case) -> list[str]:
    """Those who care for the child, and parents who are part of its life."""
    return [
        person.id
        for person in case.people
        if person.id not in case.children
        and not is_professional(person)
        and person.life not in NOT_LIVING
        and (
            person.caregiver in DAILY_CARE
            or (person.id in parents(build(case)) and person.caregiver != "none")
        )
    ]


def _offers(case: Case) -> Iterator[tuple[str, Offer]]:
    for section, write in (
        ("have", have),
        ("through", through),
        ("hard", hard),
        ("around", around),
        ("words", own_words),
        ("next", next_steps),
    ):
        for one in write(case):
            yield section, one
