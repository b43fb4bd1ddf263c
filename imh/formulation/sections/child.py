"""Section 2: the child's age, health and development, and what the child brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from imh.case.ages import EARLY_WEEKS, corrected_age, weeks_of_pregnancy
from imh.case.case import Case
from imh.case.observations import ChildObservation, DailyObservation, Screening
from imh.case.people import Person
from imh.case.vocabulary import WORRYING_RATINGS
from imh.formulation.document import Sentence
from imh.formulation.language import (
    brief,
    capital,
    ended,
    one_line,
    possessive,
    pronouns,
    said_before,
)
from imh.formulation.material import STILL_NOW_MONTHS, Material, unique
from imh.formulation.sources import known_by, side_by_side
from imh.formulation.wording import wording
from imh.principles.phrases import event_words
from imh.principles.sentences import age_words, joined, length_words, name_of, number_word

WORDS = wording("child")


def sentences(material: Material) -> Iterator[Sentence]:
    """Each index child in turn."""
    several = len(material.case.children) > 1
    for person in material.case.index_children:
        yield age(material.case, person, lead=several)
        yield from of_child(material.case, person.id)


def of_child(case: Case, child: str) -> Iterator[Sentence]:
    """What is known of how a child does: what goes well first."""
    about = [
        each
        for each in case.observations
        if isinstance(each, ChildObservation) and each.child == child
    ]
    yield from _on_track(case, child, about)
    yield from _daily(case, child)
    for each in about:
        yield from _one(case, each)
    yield from _changed_since(case, child, about)
    yield from _screenings(case, child)


def age(case: Case, person: Person, lead: bool = False) -> Sentence:
    """How old the child is, corrected for an early birth, or how far the pregnancy has come."""
    name = name_of(case, person.id)
    months = case.age_in_months(person.id) or 0.0
    born_at = person.gestation_weeks
    if months < 0 or person.life == "pregnancy":
        weeks = f"{weeks_of_pregnancy(months)}"
        text = WORDS.say("unborn", child=name, weeks=weeks)
    elif born_at is not None and born_at < EARLY_WEEKS:
        corrected = corrected_age(months, born_at)
        say = "early" if corrected else "early_once"
        slots = {"corrected": length_words(max(corrected or 0.0, 0.1)), "weeks": f"{born_at:g}"}
        text = WORDS.say(say, child=name, age=age_in_words(months), **slots)
    else:
        text = WORDS.say("age", child=name, age=age_in_words(months))
    if lead:
        text = capital(text.removeprefix(f"{name} is "))
    key = f"child/{person.id}/age"
    return Sentence(key=key, text=text, refs=(person.id,), lead=name if lead else "")


def age_in_words(months: float) -> str:
    """``nine months``, ``three years and four months``; the first days in days."""
    return length_words(months) if months < 2 else age_words(months)


def _on_track(case: Case, child: str, about: Sequence[ChildObservation]) -> Iterator[Sentence]:
    well = [each for each in about if each.rating == "on_track" and not each.accounts]
    now = [each for each in well if not _long_ago(case, each)]
    if now:
        areas = joined(WORDS.word("areas", each.domain) for each in now)
        basis = known_by(case, [each.basis for each in now])
        say = "on_track_one" if len({each.domain for each in now}) == 1 else "on_track"
        text = ended(WORDS.say(say, areas=areas), basis)
        refs = tuple(each.id for each in now)
        yield Sentence(key=f"child/{child}/on_track", text=text, refs=refs, basis=basis)
    for each in well:
        if _long_ago(case, each):
            yield _earlier(case, each)


def _long_ago(case: Case, each: ChildObservation) -> bool:
    return (
        each.at_months is not None
        and case.reference_age_months - each.at_months > STILL_NOW_MONTHS
        and each.at_months >= 0
    )


def _earlier(case: Case, each: ChildObservation) -> Sentence:
    basis = known_by(case, [each.basis])
    text = WORDS.say(
        "on_track_then",
        area=WORDS.word("areas", each.domain),
        age=age_words(each.at_months or 0.0),
    )
    key = f"child/{each.child}/then/{each.id}"
    return Sentence(key=key, text=ended(text, basis), refs=(each.id,), basis=basis)


def _one(case: Case, each: ChildObservation) -> Iterator[Sentence]:
    """A domain that is of concern or worth watching, or of which people say different things."""
    key = f"child/{each.child}/{each.domain}/{each.id}"
    area = WORDS.word("areas", each.domain)
    if [account for account in each.accounts if account.says]:
        count = number_word(sum(1 for account in each.accounts if account.says))
        say = "accounts" if count != "one" else "account"
        note = brief([each.note], 80)
        whose = possessive(name_of(case, each.child))
        opening = WORDS.say(say, whose=whose, area=area, count=count)
        if note:
            opening = ended(f"{capital(area)}: {note}")
            opening += " " + WORDS.say(f"{say}_of_it", count=count)
        text = ended(f"{opening} {side_by_side(case, each.accounts)}")
        yield Sentence(key=key, text=text, refs=(each.id,), basis=_basis(case, each))
    elif each.rating in WORRYING_RATINGS:
        basis = _basis(case, each)
        note = brief([each.note], 130)
        if said_before(note, [case.referral.words]):
            note = ""
        text = WORDS.say(each.rating, area=area) + (f": {note}" if note else "")
        if note.casefold().startswith(f"{area} ".casefold()):  # the note is a sentence about it
            text = capital(note)
        yield Sentence(key=key, text=ended(text, basis), refs=(each.id,), basis=basis)


def _basis(case: Case, each: ChildObservation) -> str:
    return known_by(case, [each.basis, *(account.basis for account in each.accounts)])


def _changed_since(case: Case, child: str, about: Sequence[ChildObservation]) -> Iterator[Sentence]:
    changed: dict[str, list[ChildObservation]] = defaultdict(list)
    for each in about:
        if each.since_event:
            changed[each.since_event].append(each)
    for event_id, observed in changed.items():
        event = next(event for event in case.events if event.id == event_id)
        text = WORDS.say(
            "changed_one" if len(observed) == 1 else "changed",
            areas=joined(WORDS.word("areas", each.domain) for each in observed),
            event=event_words(event),
        )
        refs = (*(each.id for each in observed), event_id)
        yield Sentence(key=f"child/{child}/since/{event_id}", text=text, refs=refs)


def _daily(case: Case, child: str) -> Iterator[Sentence]:
    """What the child's days hold, in one sentence, and what is hard in them, in another."""
    for rating in ("strength", "concern"):
        days = [
            each
            for each in case.observations
            if isinstance(each, DailyObservation) and each.child == child and each.rating == rating
        ]
        if not days:
            continue
        parts = []
        for each in days:
            people = joined(name_of(case, person) for person in each.with_whom)
            aspect = WORDS.word("days", each.aspect)
            parts.append(f"{aspect} with {people}" if people else aspect)
        basis = known_by(case, [each.basis for each in days])
        whose = pronouns(case, child).possessive
        whose = whose if whose in ("her", "his") else possessive(name_of(case, child))
        text = ended(WORDS.say(f"daily_{rating}", whose=whose, days=joined(parts)), basis)
        refs = unique(each.id for each in days)
        yield Sentence(key=f"child/{child}/daily/{rating}", text=text, refs=refs, basis=basis)


def _screenings(case: Case, child: str) -> Iterator[Sentence]:
    for each in case.observations:
        if isinstance(each, Screening) and each.about == child:
            yield screening(case, each, f"child/{child}/screening/{each.id}")


def screening(case: Case, each: Screening, key: str) -> Sentence:
    """A screening as its name and what was made of it; score and time only where written."""
    basis = known_by(case, [each.basis])
    known = {"score": each.score, **_time_of(each)}
    score = "".join(
        WORDS.word("parts", part).format(**{part: said}) for part, said in known.items() if said
    )
    text = WORDS.say(
        f"screening_{each.reading}", name=each.name, score=score, who=name_of(case, each.about)
    )
    note = brief([one_line(each.note)], 90)
    text = f"{text}; {note}" if note else text
    return Sentence(key=key, text=ended(text, basis), refs=(each.id,), basis=basis)


def _time_of(each: Screening) -> dict[str, str]:
    """When a screening was: the child's age, and the date."""
    found: dict[str, str] = {}
    if each.at_months is not None:
        age = age_words(each.at_months)
        found["at" if each.at_months >= 0 else "before"] = age
    if each.date is not None:
        found["date"] = f"{each.date.day} {each.date:%B %Y}"
    return found
