"""Section 4: each caregiver with the child, what works before what is hard, then the adults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imh.case.observations import PairObservation
from imh.case.people import Person
from imh.case.ties import Tie
from imh.case.vocabulary import DAILY_CARE, GOOD_QUALITIES, HARD_QUALITIES, NOT_RATED
from imh.formulation.document import Sentence
from imh.formulation.language import brief, capital, ended, introduced, names, pronouns
from imh.formulation.material import Material, ends, is_professional, is_said, pair_observations
from imh.formulation.sections.adults import between_adults, others_with_the_child
from imh.formulation.sources import known_by, side_by_side
from imh.formulation.wording import wording
from imh.principles.sentences import age_words, joined, name_of

WORDS = wording("relationships")


def sentences(material: Material) -> Iterator[Sentence]:
    """Main caregivers first; whoever was not seen with the child is named at the end."""
    for together, said in _alike(material):
        who = ", and ".join(introduced(material.case, person.id) for person in together)
        yield said[0].model_copy(update={"lead": who})
        yield from said[1:]
    yield from others_with_the_child(material)
    yield from between_adults(material)
    unseen = [person for person in material.carers if _is_open(material, person)]
    if unseen:
        who = names(material.case, [person.id for person in unseen])
        child = names(material.case, material.case.children)
        say = "not_seen" if len(unseen) > 1 else "not_seen_one"
        text = WORDS.say(say, who=who, child=child)
        refs = tuple(person.id for person in unseen)
        yield Sentence(key="relationships/not_seen", text=text, refs=refs, lead=WORDS.say("open"))


def _alike(material: Material) -> list[tuple[list[Person], list[Sentence]]]:
    """What is said of each; two of whom the same is said are told together."""
    told: list[tuple[list[Person], list[Sentence]]] = []
    for person in material.carers:
        said = list(_person(material, person))
        before = [sentence.text for sentence in told[-1][1]] if told else []
        if said and before == [sentence.text for sentence in said]:
            told[-1][0].append(person)
        elif said:
            told.append(([person], said))
    return told


def _is_open(material: Material, person: Person) -> bool:
    """Whether nobody has seen or told yet how somebody of the family is with the child."""
    rated = any(
        each.caregiver == person.id and each.rating not in NOT_RATED
        for each in pair_observations(material.case)
    )
    ties = [tie for child in material.case.children for tie in material.between(person.id, child)]
    known = any(is_said(tie.quality) for tie in ties)
    return not (rated or known or is_professional(person))


def _person(material: Material, person: Person) -> Iterator[Sentence]:
    told: set[str] = set()
    for child in material.case.children:
        for sentence in pair(material, person.id, child, told):
            if len(material.case.children) == 1 or sentence.key.endswith("/strengths"):
                yield sentence
            else:
                said = sentence.text
                if "/tie/" not in sentence.key:  # begins with one of our nouns
                    said = said[:1].lower() + said[1:]
                name = name_of(material.case, child)
                text = WORDS.word("parts", "with").format(child=name, says=said)
                yield sentence.model_copy(update={"text": text})


def pair(material: Material, person: str, child: str, told: set[str]) -> Iterator[Sentence]:
    """One caregiver with one child: what works, what is hard, what else is known of the tie."""
    about = [
        each
        for each in pair_observations(material.case)
        if each.caregiver == person and each.child == child
    ]
    well = [each for each in about if each.rating == "strength"]
    hard = [each for each in about if each.rating == "concern"]
    calm = [each for each in about if each.rating == "no_concern"]
    key = f"relationships/pair/{person}~{child}"
    if well:
        yield _strengths(material, f"{key}/strengths", well, told)
    if calm:
        yield _calm(material, f"{key}/no_concern", calm)
    if hard:
        yield _hard(material, f"{key}/hard", hard, {each.aspect for each in well}, told)
    yield from _told_differently(material, key, about)
    ties = [tie for tie in material.between(person, child) if tie.kind == "caregiving"]
    ties = ties or list(material.between(person, child))
    yield from _tie(material, key, ties, bool(well or calm), bool(hard), bool(well or hard or calm))
    yield from _not_yet(key, about)


def _strengths(
    material: Material, key: str, well: Sequence[PairObservation], told: set[str]
) -> Sentence:
    case, person, child = material.case, well[0].caregiver, well[0].child
    he, him = pronouns(case, person), pronouns(case, child)
    does, seeks = [], ""
    first = True
    for aspect in dict.fromkeys(each.aspect for each in well):
        if aspect == "comfort_seeking":
            seeks = aspect
            continue
        slots = {
            "child": name_of(case, child) if first else him.object,
            "childs": f"{name_of(case, child)}'s" if first else him.possessive,
        }
        does.append(WORDS.word("does", aspect).format(**slots))
        first = False
    comfort = WORDS.word("does", "comfort_seeking").format(
        child=name_of(case, child), carer=he.object
    )
    text = f"{he.subject} {joined(does)}" if does else comfort
    if does and seeks:
        text += f", and {comfort}"
    return _with_notes(material, key, well, capital(text), told)


def _hard(
    material: Material,
    key: str,
    hard: Sequence[PairObservation],
    also_well: set[str],
    told: set[str],
) -> Sentence:
    parts = [
        WORDS.word("parts", "at_other_times").format(what=WORDS.word("nouns", aspect))
        if aspect in also_well
        else WORDS.word("nouns", aspect)
        for aspect in dict.fromkeys(each.aspect for each in hard)
    ]
    say = "hard" if len(parts) > 1 else "hard_one"
    return _with_notes(material, key, hard, WORDS.say(say, what=joined(parts)), told)


def _calm(material: Material, key: str, calm: Sequence[PairObservation]) -> Sentence:
    nouns = joined(WORDS.word("nouns", each.aspect) for each in calm)
    basis = known_by(material.case, [each.basis for each in calm])
    say = "no_concern" if len({each.aspect for each in calm}) > 1 else "no_concern_one"
    text = ended(WORDS.say(say, what=nouns), basis)
    refs = tuple(each.id for each in calm)
    return Sentence(key=key, text=text, refs=refs, basis=basis)


def _with_notes(
    material: Material,
    key: str,
    about: Sequence[PairObservation],
    opening: str,
    told: set[str],
) -> Sentence:
    """An opening and, after a colon, what was noted of it."""
    main = material.case.person[about[0].caregiver].caregiver in DAILY_CARE
    notes = brief([each.note for each in about if not each.accounts], 130 if main else 90, told)
    basis = known_by(material.case, [each.basis for each in about])
    text = ended(f"{opening}: {notes}" if notes else opening, basis)
    return Sentence(key=key, text=text, refs=tuple(each.id for each in about), basis=basis)


def _told_differently(
    material: Material, key: str, about: Sequence[PairObservation]
) -> Iterator[Sentence]:
    for each in about:
        told = side_by_side(material.case, each.accounts)
        if told:
            noun = WORDS.word("nouns", each.aspect)
            text = ended(WORDS.say("accounts", what=noun, told=told))
            basis = known_by(material.case, [account.basis for account in each.accounts])
            yield Sentence(key=f"{key}/accounts/{each.id}", text=text, refs=(each.id,), basis=basis)


def _tie(
    material: Material, key: str, ties: Sequence[Tie], well: bool, hard: bool, seen: bool
) -> Iterator[Sentence]:
    for tie in ties:
        text = _of_tie(material, tie, well, hard, seen)
        told = side_by_side(material.case, tie.accounts)
        if not text and not told:
            continue
        basis = known_by(material.case, [tie.basis])
        parts = [ended(text, basis)] if text else []
        parts += [ended(told)] if told else []
        yield Sentence(key=f"{key}/tie/{tie.id}", text=" ".join(parts), refs=(tie.id,), basis=basis)


def _of_tie(material: Material, tie: Tie, well: bool, hard: bool, seen: bool) -> str:
    """What the tie adds to what was seen of the pair."""
    note = "" if seen else brief([tie.note], 130)
    over = tie.until_months is not None and tie.until_months <= material.case.reference_age_months
    if over and tie.kind == "caregiving":
        child = next(end for end in ends(tie) if end in material.case.children)
        until = age_words(tie.until_months or 0.0)
        say = "cared_until_cut_off" if tie.quality == "cut_off" else "cared_until"
        note = brief([tie.note], 110)
        text = WORDS.say(say, child=name_of(material.case, child), age=until)
        return f"{text}: {note}" if note else text
    if not _adds(tie, well, hard):
        return capital(note)
    text = WORDS.say(f"tie_{tie.quality}")
    return f"{text}: {note}" if note else text


def _adds(tie: Tie, well: bool, hard: bool) -> bool:
    """Whether the quality of a tie says more than what was seen of the pair."""
    if tie.quality in HARD_QUALITIES:
        return not (tie.quality == "mixed" and hard)
    return tie.quality in GOOD_QUALITIES | {"none"} and not (well or hard)


def _not_yet(key: str, about: Sequence[PairObservation]) -> Iterator[Sentence]:
    open_ = [each for each in about if each.rating == "not_observed" and not each.accounts]
    if open_:
        nouns = [WORDS.word("nouns", each.aspect) for each in open_]
        say = "not_yet" if len(set(nouns)) > 1 else "not_yet_one"
        refs = tuple(each.id for each in open_)
        yield Sentence(key=f"{key}/not_yet", text=WORDS.say(say, what=joined(nouns)), refs=refs)
