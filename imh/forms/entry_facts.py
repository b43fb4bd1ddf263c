"""Everything that is known about one entry of a case, in the field's words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from imh.case.care_plan import Goal, Question, SafetyConcern, Strength
from imh.case.case import Case
from imh.case.events import Event
from imh.case.labels import field_label, kin_word, label
from imh.case.observations import ChildObservation, DailyObservation, PairObservation, Screening
from imh.case.people import Household, Person
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.case.vocabulary import (
    CLINICIAN_ROLES,
    DAILY_CARE,
    NOT_BORN,
    NOT_RATED,
    OPEN_CODES,
    SOME_OR_MUCH,
    UNSAID,
)
from imh.forms.controls import title
from imh.forms.fact_rows import (
    FactRow,
    age_of_child,
    event_missing,
    event_rows,
    home_missing,
    home_rows,
    observation_rows,
    source_words,
    told_otherwise,
    work_about,
    work_rows,
)
from imh.forms.homes import home_name
from imh.forms.observation import heading_of
from imh.principles.evidence import Assessment
from imh.principles.phrases import event_words, since
from imh.principles.sentences import joined, name_of


@dataclass(frozen=True)
class Facts:
    """What a person reads about the entry ``id``.

    ``not_asked`` lists what nobody has asked yet; ``reasons`` are the principles' sentences in
    which it matters, each with the principle's id.
    """

    id: str
    heading: str
    subtitle: str
    rows: tuple[FactRow, ...]
    not_asked: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


def facts_about(case: Case, identifier: str, assessment: Assessment) -> Facts:
    """Gather what is known about an entry that the inspector shows. KeyError for any other."""
    entry = case.entries[identifier]
    match entry:
        case Person():
            heading, subtitle = name_of(case, identifier), _person_subtitle(case, entry)
            rows = [*_person(case, entry), *_ties(case, identifier), *_happenings(case, identifier)]
            missing = [*_person_missing(entry)]
        case Setting() | Influence():
            heading, subtitle = name_of(case, identifier), _place_subtitle(entry)
            rows = [*_place(case, entry), *_ties(case, identifier), *_happenings(case, identifier)]
            missing = []
        case Tie():
            heading = f"{name_of(case, entry.source)} and {name_of(case, entry.target)}"
            subtitle = label("TieKind", entry.kind)
            rows, missing = (
                [*_tie(case, entry), *_seen_of(case, entry)],
                [*_tie_missing(case, entry)],
            )
        case Household():
            heading, subtitle = title(home_name(entry)), "home"
            rows, missing = [*home_rows(case, entry)], [*home_missing(case, entry)]
        case Event():
            heading, subtitle = title(event_words(entry)), since(entry)
            rows, missing = [*event_rows(case, entry)], [*event_missing(entry)]
        case PairObservation() | ChildObservation() | DailyObservation() | Screening():
            heading, subtitle = heading_of(case, entry), "what was seen"
            rows, missing = [*observation_rows(case, entry)], []
        case Strength():
            heading, subtitle = "In their words", name_of(case, entry.by) if entry.by else ""
            rows, missing = [("They said", f"“{entry.words}”", source_words(case, entry.basis))], []
        case Question():
            heading, subtitle = "A question", _names(case, entry.about)
            rows, missing = [*work_rows(case, entry)], []
        case Goal():
            heading, subtitle = "A goal or next step", _names(case, entry.who)
            rows, missing = [*work_rows(case, entry)], []
        case SafetyConcern():
            heading, subtitle = title(label("SafetyKind", entry.kind)), _names(case, entry.who)
            rows, missing = [*work_rows(case, entry)], []
        case _:
            raise KeyError(identifier)
    reasons = tuple(_reasons(identifier, assessment))
    return Facts(identifier, heading, subtitle, tuple(rows), tuple(missing), reasons)


def _names(case: Case, ids: Iterable[str]) -> str:
    return joined(name_of(case, each) for each in ids)


def _person_subtitle(case: Case, person: Person) -> str:
    if person.id in case.children:
        words = [f"{age_of_child(case.age_in_months(person.id))}"]
        if person.gestation_weeks is not None:
            words.append(f"born at {person.gestation_weeks:g} weeks")
        return ", ".join(words)
    role = person.discipline or kin_word(person.role, person.gender)
    words = [role if person.role != "unknown" else "role not known"]
    if not isinstance(person.age_years, str):
        words.append(f"{person.age_years:g}")
    if person.life == "died":
        words.append("died")
    elif person.life in NOT_BORN:
        words.append(label("Life", person.life))
    return ", ".join(words)


def _person(case: Case, person: Person) -> Iterator[FactRow]:
    for home in case.households:
        nights = home.nights.get(person.id)
        if nights is not None:
            yield "Nights a week", f"{nights:g} at {home.name or 'this home'}", ""
        elif person.id in home.members:
            yield "Lives at", home.name or "this home", ""
    if person.caregiver not in UNSAID and person.id not in case.children:
        yield title(field_label("Person", "caregiver")), label("Caregiver", person.caregiver), ""
    if person.support_fits_task not in UNSAID:
        words = label("SupportFit", person.support_fits_task)
        yield title(field_label("Person", "support_fits_task")), words, ""
    for load in person.loads:
        state = label("LoadState", load.state)
        words = f"{state}: {load.note}" if load.note else state
        yield title(label("LoadKind", load.kind)), words, source_words(case, load.basis)
        yield from told_otherwise(case, load.accounts, "LoadState")
    for resource in person.resources:
        kind = label("ResourceKind", resource.kind)
        yield "Holds them", resource.note or kind, source_words(case, resource.basis)
    if person.note:
        yield "Note", person.note, ""


def _person_missing(person: Person) -> Iterator[str]:
    if person.caregiver == "unknown" and person.role not in CLINICIAN_ROLES | {"child"}:
        yield "What part do they have in caring for the child?"
    if person.caregiver in DAILY_CARE:
        kinds = {load.kind for load in person.loads if load.state != "unknown"}
        if "mood" not in kinds:
            yield "How are they in themselves?"
        if "early_losses" not in kinds:
            yield "Who held them when they were small?"
        if person.support_fits_task == "unknown":
            yield "Is the help around them enough?"


def _place_subtitle(place: Setting | Influence) -> str:
    if isinstance(place, Setting):
        return label("SettingKind", place.kind)
    return label("InfluenceKind", place.kind)


def _place(case: Case, place: Setting | Influence) -> Iterator[FactRow]:
    source = source_words(case, place.basis)
    if isinstance(place, Setting):
        if place.status not in UNSAID:
            yield (
                title(field_label("Setting", "status")),
                label("SettingStatus", place.status),
                source,
            )
        if place.stability not in UNSAID:
            yield (
                title(field_label("Setting", "stability")),
                label("Stability", place.stability),
                source,
            )
    elif place.words:
        yield "In the family's words", f"“{place.words}”", source
    if place.note:
        yield "Note", place.note, ""


def _ties(case: Case, identifier: str) -> Iterator[FactRow]:
    for tie in case.ties:
        if identifier in (tie.source, tie.target):
            other = tie.target if tie.source == identifier else tie.source
            words = _tie_in_a_line(tie, identifier)
            if words:
                yield f"With {name_of(case, other)}", words, source_words(case, tie.basis)


def _tie_in_a_line(tie: Tie, seen_from: str) -> str:
    parts = [] if tie.quality in UNSAID else [label("Quality", tie.quality)]
    gives, gets = tie.support_to_target, tie.support_to_source
    if tie.target == seen_from:
        gives, gets = gets, gives
    parts += [f"gives {gives} help"] if gives in SOME_OR_MUCH else []
    parts += [f"gets {gets} help"] if gets in SOME_OR_MUCH else []
    if not parts and tie.kind not in OPEN_CODES:
        parts.append(label("TieKind", tie.kind))
    return ", ".join(parts)


def _tie(case: Case, tie: Tie) -> Iterator[FactRow]:
    source, target = name_of(case, tie.source), name_of(case, tie.target)
    basis = source_words(case, tie.basis)
    if tie.quality not in UNSAID:
        yield "How it is", label("Quality", tie.quality), basis
    for giver, getter, amount, kinds in (
        (source, target, tie.support_to_target, tie.kinds_to_target),
        (target, source, tie.support_to_source, tie.kinds_to_source),
    ):
        if amount not in UNSAID:
            how = f" ({joined(label('SupportKind', kind) for kind in kinds)})" if kinds else ""
            yield f"{giver} gives {getter}", f"{label('Amount', amount)} help{how}", basis
    if tie.strain not in UNSAID:
        yield title(field_label("Tie", "strain")), label("Amount", tie.strain), basis
    if tie.topics:
        yield "It is about", joined(label("Topic", topic) for topic in tie.topics), basis
    if tie.contact not in UNSAID:
        yield title(field_label("Tie", "contact")), label("Contact", tie.contact), basis
    if tie.since_months is not None:
        yield "Since", age_of_child(tie.since_months), ""
    if tie.until_months is not None:
        yield "Until", age_of_child(tie.until_months), ""
    yield from told_otherwise(case, tie.accounts, "Quality")
    if tie.note:
        yield "Note", tie.note, ""


def _tie_missing(case: Case, tie: Tie) -> Iterator[str]:
    source, target = name_of(case, tie.source), name_of(case, tie.target)
    if tie.quality == "unknown":
        yield f"How do {source} and {target} get on?"
    if tie.support_to_target == tie.support_to_source == "unknown":
        yield f"Do {source} and {target} help each other?"


def _seen_of(case: Case, tie: Tie) -> Iterator[FactRow]:
    for seen in case.observations:
        if seen.kind != "pair" or {seen.caregiver, seen.child} != {tie.source, tie.target}:
            continue
        if seen.rating not in NOT_RATED:
            rating = label("PairRating", seen.rating)
            yield title(label("PairAspect", seen.aspect)), rating, source_words(case, seen.basis)


def _happenings(case: Case, identifier: str) -> Iterator[FactRow]:
    for event in case.events:
        if identifier in event.who or identifier == event.away:
            yield "Event", f"{event_words(event)}, {since(event)}", source_words(case, event.basis)
    for seen in case.observations:
        near = {getattr(seen, field, None) for field in ("caregiver", "child", "about")}
        if identifier not in near:
            continue
        if seen.kind == "pair" and seen.rating not in NOT_RATED:
            other = seen.child if identifier == seen.caregiver else seen.caregiver
            what = f"{label('PairAspect', seen.aspect)} with {name_of(case, other)}"
            yield title(what), label("PairRating", seen.rating), source_words(case, seen.basis)
        elif seen.kind == "child" and seen.rating not in UNSAID:
            words = label("DomainRating", seen.rating)
            told = f"{words}: {seen.note}" if seen.note else words
            yield title(label("Domain", seen.domain)), told, source_words(case, seen.basis)
        elif seen.kind == "screening":
            words = label("ScreeningReading", seen.reading)
            told = f"{seen.score}, read as {words}" if seen.score else words
            told += f" (at {age_of_child(seen.at_months)})" if seen.at_months is not None else ""
            told += f" ({seen.date.isoformat()})" if seen.date else ""
            yield seen.name, told, source_words(case, seen.basis)
    for strength in case.strengths:
        if identifier in strength.about or identifier == strength.by:
            who = name_of(case, strength.by) if strength.by else ""
            yield "In their words", f"“{strength.words}”", who
    yield from work_about(case, identifier)


def _reasons(identifier: str, assessment: Assessment) -> Iterator[tuple[str, str]]:
    for item in assessment.items:
        if any(ref.partition(".")[0] == identifier for ref in item.refs):
            yield item.principle, item.sentence
