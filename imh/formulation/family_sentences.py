"""The sentences of the family version, each with whether it has to be switched on.

They say what was coded, in the app's own plain words. Notes are the team's and never go in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from imh.case.basis import Basis
from imh.case.case import Case
from imh.case.events import Event
from imh.case.observations import ChildObservation, DailyObservation, PairObservation
from imh.case.vocabulary import SOME_OR_MUCH
from imh.formulation.confidence import seen, told, without_ours
from imh.formulation.document import Sentence
from imh.formulation.family_professionals import private_places, who_works_at
from imh.formulation.language import (
    capital,
    ended,
    lowered,
    names,
    possessive,
    pronouns,
    told_apart,
)
from imh.formulation.material import STILL_NOW_MONTHS, ends, is_professional, pair_observations
from imh.formulation.sections.story import time_of
from imh.formulation.wording import wording
from imh.network import build, crossings, helpers, is_strained
from imh.principles.phrases import event_words
from imh.principles.sentences import joined

WORDS = wording("family")
Each = TypeVar("Each")
AT_ONCE = 4
PRIVATE_EVENTS = frozenset(
    {
        "violence",
        "neglect",
        "arrest",
        "incarceration",
        "detention",
        "prenatal_exposure",
        "caregiver_crisis",
        "discrimination",
        "placement_change",
    }
)


@dataclass(frozen=True)
class Offer:
    """A sentence, and why it has to be switched on (empty: it need not be)."""

    sentence: Sentence
    ask: str = ""


def offer(key: str, text: str, refs: Sequence[str], ask: str = "") -> Offer:
    return Offer(Sentence(key=f"family/{key}", text=ended(text), refs=tuple(refs)), ask)


def have(case: Case) -> Iterator[Offer]:
    """What the child has: how it grows, who is good to it, what its days hold."""
    for child in case.children:
        yield from _well(case, child)
    for person in case.people:
        if not is_professional(person):
            yield from _does(case, person.id)
    for child in case.children:
        yield from _days(case, child)
        yield from _warm(case, child)
    for event in case.events:
        good = event.nurture in SOME_OR_MUCH and event.burden not in SOME_OR_MUCH
        if good and event.kind != "birth":
            what = lowered(event_words(event))
            yield offer(
                f"good/{event.id}",
                WORDS.say("good", what=what),
                [event.id],
                "told" if told(event.basis) else "",
            )


def _well(case: Case, child: str) -> Iterator[Offer]:
    """How the child does well; what was told is offered by itself."""
    now = case.reference_age_months
    well = [
        each
        for each in case.observations
        if isinstance(each, ChildObservation)
        and each.child == child
        and each.rating == "on_track"
        and not each.accounts
        and (each.at_months is None or now - each.at_months <= STILL_NOW_MONTHS)
    ]
    for ask, some in (
        ("", [each for each in well if not told(each.basis)]),
        ("told", [each for each in well if told(each.basis)]),
    ):
        for n, part in enumerate(_in_parts(some)):
            text = f"{told_apart(case, child)} {joined(_area('well', each) for each in part)}"
            key = f"well{'_told' if ask else ''}/{child}" + (f"/{n + 1}" if n else "")
            yield offer(key, text, [each.id for each in part], ask)


def _area(block: str, each: ChildObservation) -> str:
    return WORDS.word(block, each.domain)


def _in_parts(several: Sequence[Each]) -> list[Sequence[Each]]:
    """Short sentences: a few things at once."""
    return [several[start : start + AT_ONCE] for start in range(0, len(several), AT_ONCE)]


def _does(case: Case, person: str) -> Iterator[Offer]:
    """What a caregiver and the child can do together."""
    for child in case.children:
        about = [
            each
            for each in pair_observations(case)
            if (each.caregiver, each.child, each.rating) == (person, child, "strength")
        ]
        for ask, some in (
            ("", [each for each in about if not told(each.basis)]),
            ("told", [each for each in about if told(each.basis)]),
        ):
            if some:
                key = f"pair{'_told' if ask else ''}/{person}~{child}"
                yield offer(key, _together(case, some), [each.id for each in some], ask)


def _together(case: Case, about: Sequence[PairObservation]) -> str:
    person, child = about[0].caregiver, about[0].child
    name, he = told_apart(case, child), pronouns(case, child)
    aspects = list(dict.fromkeys(each.aspect for each in about))
    does = [aspect for aspect in aspects if aspect != "comfort_seeking"]
    said: list[str] = []
    for part in _in_parts(does):
        who = told_apart(case, person) if not said else pronouns(case, person).subject
        him = {"child": he.object, "he": he.subject}
        named = him if said else {"child": name, "he": name}
        does_ = [
            WORDS.word("does", aspect).format(**(him if place else named))
            for place, aspect in enumerate(part)
        ]
        said.append(f"{capital(who)} {joined(does_)}")
    if "comfort_seeking" in aspects:
        carer = pronouns(case, person).object if said else told_apart(case, person)
        said.append(WORDS.word("does", "comfort_seeking").format(child=capital(name), carer=carer))
    return ". ".join(said)


def _days(case: Case, child: str) -> Iterator[Offer]:
    days = [
        each
        for each in case.observations
        if isinstance(each, DailyObservation) and each.child == child and each.rating == "strength"
    ]
    for ask, some in (
        ("", [each for each in days if not told(each.basis)]),
        ("told", [each for each in days if told(each.basis)]),
    ):
        if some:
            what = joined(WORDS.word("days", each.aspect) for each in some)
            text = WORDS.say("days", whose=possessive(told_apart(case, child)), what=what)
            key = f"days{'_told' if ask else ''}/{child}"
            yield offer(key, text, [each.id for each in some], ask)


def _warm(case: Case, child: str) -> Iterator[Offer]:
    for ask in ("", "told"):
        ties = [
            tie
            for tie in case.ties
            if tie.quality == "warm"
            and tie.until_months is None
            and len({*ends(tie)} & {child}) == 1
            and told(tie.basis) == bool(ask)
        ]
        people = [end for tie in ties for end in ends(tie) if end in case.person and end != child]
        people = [each for each in people if not is_professional(case.person[each])]
        people = list(dict.fromkeys(people))
        if people:
            say = "warm" if len(people) > 1 else "warm_one"
            text = WORDS.say(say, child=told_apart(case, child), who=names(case, people))
            key = f"warm{'_told' if ask else ''}/{child}"
            yield offer(key, text, [tie.id for tie in ties], ask)


def through(case: Case) -> Iterator[Offer]:
    """What the family has been through, and only what the child was part of without asking."""
    heavy = [
        event
        for event in case.events
        if event.burden in SOME_OR_MUCH and event.at_months is not None
    ]
    for event in sorted(heavy, key=lambda event: event.at_months or 0.0):
        what = lowered(event_words(event))
        text = WORDS.say("event", when=time_of(event), what=what)
        text = capital(what) if event.kind == "birth" else text
        yield offer(f"event/{event.id}", text, [event.id], _ask_of_event(case, event))


def _ask_of_event(case: Case, event: Event) -> str:
    if event.kind in PRIVATE_EVENTS:
        return "private"
    if event.accounts:
        return "accounts"
    if not seen(event.basis):
        return "told" if told(event.basis) else "no_source"
    return "" if set(event.who) & set(case.children) else "not_the_child"


def hard(case: Case) -> Iterator[Offer]:
    """What is hard now; between people only when switched on."""
    for child in case.children:
        yield from _hard_for(case, child)
    for each in pair_observations(case):
        if each.rating == "concern" and not is_professional(case.person[each.caregiver]):
            slots = {
                "carer": told_apart(case, each.caregiver),
                "child": told_apart(case, each.child),
            }
            text = WORDS.word("not_easy", each.aspect).format(**slots)
            yield offer(f"pair_hard/{each.id}", capital(text), [each.id], "between")
    for tie in case.ties:
        one, other = ends(tie)
        family = all(
            end in case.person and not is_professional(case.person[end]) for end in (one, other)
        )
        if is_strained(tie) and family and not {one, other} & set(case.children):
            text = WORDS.say("strain", who=names(case, (one, other)))
            yield offer(f"strain/{tie.id}", text, [tie.id], "between")


def _hard_for(case: Case, child: str) -> Iterator[Offer]:
    concerns = [
        each
        for each in case.observations
        if isinstance(each, ChildObservation) and each.child == child and each.rating == "concern"
    ]
    open_ = [each for each in concerns if seen(each.basis) and not each.accounts]
    for n, part in enumerate(_in_parts(open_)):
        what = joined(WORDS.word("areas", each.domain) for each in part)
        say = "hard" if len(part) > 1 else "hard_one"
        key = f"hard/{child}" + (f"/{n + 1}" if n else "")
        text = WORDS.say(say, child=told_apart(case, child), what=what)
        yield offer(key, text, [each.id for each in part])
    for each in concerns:
        if each not in open_:
            text = WORDS.say(
                "hard_one", child=told_apart(case, child), what=WORDS.word("areas", each.domain)
            )
            ask = "accounts" if each.accounts else _ask(each.basis)
            yield offer(f"hard/{child}/{each.id}", text, [each.id], ask)


def _ask(basis: Basis) -> str:
    return "told" if told(basis) else "no_source"


def around(case: Case) -> Iterator[Offer]:
    """Who stands around the family: its own helpers, as far as they reach it without the team."""
    graph = build(without_ours(case))
    ways = {crossing.helper: crossing.ties for crossing in crossings(graph)}
    ties = {tie.id: tie for tie in case.ties}
    places = private_places(case)
    private = places | who_works_at(case, places)
    asks: dict[str, list[str]] = {}
    for helper in (each for each in case.symbols if each in helpers(graph)):
        bases = [ties[tie].basis for tie in ways.get(helper, ())]
        only_told = bool(bases) and all(told(basis) for basis in bases)
        ask = "private" if helper in private else "told" if only_told else ""
        asks.setdefault(ask, []).append(helper)
    for n, part in enumerate(_in_parts(asks.pop("", []))):
        say = ("around" if n == 0 else "around_too") + ("_one" if len(part) == 1 else "")
        text = WORDS.say(say, who=names(case, part))
        yield offer("around" + (f"/{n + 1}" if n else ""), text, part)
    for ask, some in asks.items():
        for helper in some:
            text = WORDS.say("around_too_one", who=told_apart(case, helper))
            yield offer(f"around/{helper}", text, [helper], ask)
