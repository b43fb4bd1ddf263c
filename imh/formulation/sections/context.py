"""Section 5: the family, what weighs on it and holds it, its places, and what matters to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imh.case.observations import ChildObservation, Screening
from imh.case.people import Household, Person
from imh.case.surroundings import Influence
from imh.case.vocabulary import UNSAID
from imh.formulation.document import Sentence
from imh.formulation.language import (
    brief,
    capital,
    clauses,
    ended,
    lowered,
    names,
    quoted,
    said_before,
)
from imh.formulation.material import Material, is_professional
from imh.formulation.sections import child as child_section
from imh.formulation.sections.surroundings import hard_with_places, help_from_outside, not_begun
from imh.formulation.sources import known_by, teller
from imh.formulation.wording import wording
from imh.principles.sentences import joined, name_of, number_word

WORDS = wording("context")


def sentences(material: Material) -> Iterator[Sentence]:
    """From the home outwards."""
    yield from _under("home", _homes(material))
    matters = list(_matters(material))
    yield from _under("matters", matters)
    told = [sentence.text for sentence in matters]
    told += [strength.words for strength in material.case.strengths]
    yield from _under("carries", _all_carry(material, told))
    outside = [*help_from_outside(material), *hard_with_places(material), *not_begun(material)]
    yield from _under("places", outside)


def _under(lead: str, said: Iterable[Sentence]) -> Iterator[Sentence]:
    """Sentences as one paragraph with its opening words."""
    for place, sentence in enumerate(said):
        words = WORDS.say(f"lead_{lead}") if place == 0 else ""
        yield sentence.model_copy(update={"lead": words})


def _homes(material: Material) -> Iterator[Sentence]:
    for home in material.case.households:
        yield from _home(material, home)


def _all_carry(material: Material, told: list[str]) -> Iterator[Sentence]:
    for person in material.case.people:
        if person.id not in material.case.children and not is_professional(person):
            yield from _carries(material, person, told)
    yield from _other_children(material)


def _home(material: Material, home: Household) -> Iterator[Sentence]:
    case = material.case
    here = [child for child in case.children if child in home.members]
    others = [member for member in home.members if member not in here]
    if here and others:
        nights = {home.nights[child] for child in here if child in home.nights}
        who, house = names(case, here), home.name or WORDS.word("parts", "home")
        several = "s" if len(here) > 1 else ""
        if case.reference_age_months < 0:
            text = WORDS.say("awaited", who=who, home=house, others=names(case, others))
        elif len(nights) == 1:
            count = _nights(nights.pop())
            text = WORDS.say(
                f"sleeps{several}", who=who, nights=count, home=house, others=names(case, others)
            )
        else:
            text = WORDS.say(f"lives{several}", who=who, home=house, others=names(case, others))
        yield Sentence(key=f"context/home/{home.id}", text=ended(text), refs=(home.id,))
    if home.outside_help not in UNSAID:
        basis = known_by(case, [home.basis])
        adults = [each for each in others if not _is_child(case.person[each])]
        asked = [by for by in home.basis.by if by in case.person] or adults or home.members
        text = WORDS.say(f"outside_{home.outside_help}", who=names(case, asked))
        text = ended(text, "" if home.basis.by else basis)
        yield Sentence(
            key=f"context/outside_help/{home.id}", text=text, refs=(home.id,), basis=basis
        )


def _nights(count: float) -> str:
    words = number_word(int(count)) if count == int(count) else f"{count:g}"
    return f"{words} night" + ("" if count == 1 else "s")


def _is_child(person: Person) -> bool:
    return isinstance(person.age_years, float | int) and person.age_years < 16


def _matters(material: Material) -> Iterator[Sentence]:
    """What this family holds and lives by, in its own words where they are noted."""
    spoken = [each for each in material.case.influences if each.kind == "language"]
    plain = [each for each in spoken if not each.words and not each.note]
    if plain:
        text = WORDS.say(
            "languages" if len(plain) > 1 else "language", what=joined(each.name for each in plain)
        )
        refs = tuple(each.id for each in plain)
        yield Sentence(key="context/languages", text=ended(text), refs=refs)
    for each in material.case.influences:
        if each not in plain:
            yield from _influence(material, each)


def _influence(material: Material, each: Influence) -> Iterator[Sentence]:
    name = name_of(material.case, each.id)
    note = brief([each.note], 110)
    if each.words:
        who = teller(material.case, each.basis) if each.basis.by else ""
        words = quoted(each.words)
        same = each.words.strip(' ."“”').casefold() == name.strip(' ."“”').casefold()
        say = ("words_by" if who else "words") + ("_only" if same else "")
        name = f"{name} ({lowered(note)})" if note and not same else name
        text = ended(WORDS.say(say, name=name, words=words, who=who))
    elif note:
        text = ended(f"{capital(name)}: {note}", known_by(material.case, [each.basis]))
    else:
        holders = [
            tie.source for tie in material.ties if tie.target == each.id and tie.quality != "none"
        ]
        if not holders:
            return
        text = ended(WORDS.say("matters", name=name, who=names(material.case, holders)))
    basis = known_by(material.case, [each.basis])
    yield Sentence(key=f"context/influence/{each.id}", text=text, refs=(each.id,), basis=basis)


def _carries(material: Material, person: Person, told: list[str]) -> Iterator[Sentence]:
    """What weighs on somebody and what holds them."""
    case, name = material.case, name_of(material.case, person.id)
    now = [load for load in person.loads if load.state not in (*UNSAID, "none", "past")]
    now += [load for load in person.loads if load.state == "unknown" and load.note]
    past = [load for load in person.loads if load.state == "past"]
    holds = [each for each in person.resources if not each.note or not said_before(each.note, told)]
    holds = holds[:3]
    held = {part.casefold() for each in holds for part in clauses(each.note)}
    for say, loads in (("weighs", now), ("weighed", past)):
        if loads:
            loads = [load for load in loads if not load.note or not said_before(load.note, told)]
            loads = loads[:4]
        if loads:
            parts = [
                brief([load.note], 100, set(held)) or WORDS.word("loads", load.kind)
                for load in loads
            ]
            bases = [load.basis for load in loads]
            bases += [account.basis for load in loads for account in load.accounts]
            basis = known_by(case, bases)
            text = ended(WORDS.say(say, who=name, what="; ".join(parts)), basis)
            key = f"context/{say}/{person.id}"
            yield Sentence(key=key, text=text, refs=(person.id,), basis=basis)
    if holds:
        parts = [brief([each.note], 80) or WORDS.word("resources", each.kind) for each in holds]
        basis = known_by(case, [each.basis for each in holds])
        text = ended(WORDS.say("holds", who=name, what="; ".join(parts)), basis)
        key = f"context/holds/{person.id}"
        yield Sentence(key=key, text=text, refs=(person.id,), basis=basis)
    for each in case.observations:
        if isinstance(each, Screening) and each.about == person.id:
            key = f"context/screening/{each.id}"
            yield child_section.screening(case, each, key)


def _other_children(material: Material) -> Iterator[Sentence]:
    """What was noted of brothers and sisters: what goes well first."""
    case = material.case
    others = dict.fromkeys(
        each.child
        for each in case.observations
        if isinstance(each, ChildObservation) and each.child not in case.children
    )
    for other in others:
        for sentence in child_section.of_child(case, other):
            name = name_of(case, other)
            text = WORDS.say("sibling", who=name, says=sentence.text)
            yield sentence.model_copy(update={"key": f"context/{sentence.key}", "text": text})
