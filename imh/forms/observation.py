"""What was seen: of a caregiver and the child together, of the child, of daily life; screenings."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from imh.case.case import Case
from imh.case.edits import Add, Change, Edit
from imh.case.ids import free_id
from imh.case.labels import VOCABULARIES, label
from imh.case.observations import (
    ChildObservation,
    DailyObservation,
    Observation,
    PairObservation,
    Screening,
)
from imh.forms.additions import opener, removal
from imh.forms.controls import (
    Choice,
    Form,
    FormPart,
    FormSection,
    FormStep,
    Pick,
    choice,
    day,
    number,
    said,
    setting,
    several,
    title,
    words,
    words_of,
)
from imh.forms.source import accounts, source
from imh.principles.phrases import event_words
from imh.principles.sentences import name_of

RATINGS = {
    "pair": "PairRating",
    "daily": "PairRating",
    "child": "DomainRating",
    "screening": "ScreeningReading",
}
_Seen = PairObservation | ChildObservation | DailyObservation


def pair(case: Case, caregiver: str, child: str, within: str = "") -> FormSection:
    """The seven aspects of a caregiver and the child together.

    ``within`` keeps the names apart where the form has such a section for several children.
    """
    mine = [
        seen
        for seen in case.observations
        if seen.kind == "pair" and (seen.caregiver, seen.child) == (caregiver, child)
    ]
    return _ratings(
        case,
        f"{name_of(case, caregiver)} and {name_of(case, child)} together",
        "PairAspect",
        {seen.aspect: seen for seen in mine},
        "PairRating",
        lambda aspect: {"kind": "pair", "caregiver": caregiver, "child": child, "aspect": aspect},
        within,
    )


def domains(case: Case, child: str) -> FormSection:
    """How the child is doing, domain by domain."""
    mine = [seen for seen in case.observations if seen.kind == "child" and seen.child == child]
    return _ratings(
        case,
        "How the child is doing",
        "Domain",
        {seen.domain: seen for seen in mine},
        "DomainRating",
        lambda domain: {"kind": "child", "child": child, "domain": domain},
    )


def daily_life(case: Case, child: str) -> FormSection:
    """What daily life with the child holds."""
    mine = [seen for seen in case.observations if seen.kind == "daily" and seen.child == child]
    return _ratings(
        case,
        "Daily life",
        "DailyAspect",
        {seen.aspect: seen for seen in mine},
        "PairRating",
        lambda aspect: {"kind": "daily", "child": child, "aspect": aspect},
    )


def _ratings(
    case: Case,
    heading: str,
    aspects: str,
    latest: Mapping[str, _Seen],
    vocabulary: str,
    of: Callable[[str], dict[str, Any]],
    within: str = "",
) -> FormSection:
    """One rating for each aspect, the last where there are several, and a way to say more."""
    parts: list[FormPart] = []
    for aspect in VOCABULARIES[aspects]:
        name = label(aspects, aspect)
        seen = latest.get(aspect)
        parts.append(
            _rating(case, f"{within}{aspects}.{aspect}", name, seen, vocabulary, of(aspect))
        )
        if seen:
            parts.append(opener(seen.id, f"{title(name)}: note and source"))
    return FormSection(f"{within}{aspects}", title(heading), tuple(parts))


def _rating(
    case: Case,
    name: str,
    called: str,
    seen: _Seen | None,
    vocabulary: str,
    begun: dict[str, Any],
) -> Choice:
    def edit(rating: str) -> Edit:
        if seen:
            return Change.of(seen.id, rating=rating)
        identifier = free_id(f"seen-{name.rpartition('.')[2]}", case.entries)
        when = {"at_months": case.reference_age_months}
        return Add(
            collection="observations", entry={"id": identifier, "rating": rating, **when, **begun}
        )

    options = words_of(vocabulary)
    unseen = "not_observed" if "not_observed" in options else "unknown"
    return Choice(
        name=name,
        label=title(called),
        value=seen.rating if seen else unseen,
        edit=edit,
        options=options,
    )


SCREENINGS = {
    "adult": ("EPDS", "PHQ-9", "GAD-7", "PSI-4-SF"),
    "child": ("ASQ-3", "ASQ:SE-2", "BITSEA", "M-CHAT-R/F"),
}
"""Names offered for a screening; any other can be typed. Only names: no items are kept."""


def screenings_of(case: Case, about: str) -> FormSection:
    """A line for every screening of somebody, and another one by its name."""
    lines = [
        opener(seen.id, f"{seen.name}: {label('ScreeningReading', seen.reading)}")
        for seen in case.observations
        if seen.kind == "screening" and seen.about == about
    ]
    names = SCREENINGS["child" if about in case.children else "adult"]
    another = Pick(
        name="add screening",
        label="Add a screening",
        options={name: name for name in names},
        step=lambda name: _new_screening(case, about, name),
        own_words=True,
    )
    return FormSection("screenings", "Screenings", (*lines, another))


def _new_screening(case: Case, about: str, name: str) -> FormStep:
    identifier = free_id(f"{name}-{about}", case.entries)
    entry = {"id": identifier, "kind": "screening", "about": about, "name": name}
    return FormStep(
        Add(collection="observations", entry=entry | {"at_months": case.reference_age_months}),
        identifier,
    )


def heading_of(case: Case, seen: Observation) -> str:
    """What an observation is of, in a few words."""
    if isinstance(seen, PairObservation):
        who = f"{name_of(case, seen.caregiver)} and {name_of(case, seen.child)}"
        return f"{title(label('PairAspect', seen.aspect))}: {who}"
    if isinstance(seen, ChildObservation):
        return f"{title(label('Domain', seen.domain))}: {name_of(case, seen.child)}"
    if isinstance(seen, DailyObservation):
        return f"{title(label('DailyAspect', seen.aspect))}: {name_of(case, seen.child)}"
    return f"{seen.name}: {name_of(case, seen.about)}"


def observation_form(case: Case, seen: Observation) -> Form:
    """One observation or screening: what was made of it, when, how it is known."""
    vocabulary = RATINGS[seen.kind]
    return Form(
        (
            *_main(case, seen),
            words(seen, "note", long=True),
            number(seen, "at_months"),
            source(case, seen.basis, setting(seen, "basis")),
            *accounts(case, seen.accounts, vocabulary, setting(seen, "accounts")),
            *removal(case, seen, "this observation"),
        )
    )


def _main(case: Case, seen: Observation) -> Iterable[FormPart]:
    if isinstance(seen, Screening):
        yield words(seen, "name")
        yield words(seen, "score")
        yield choice(seen, "reading", "ScreeningReading")
        yield day(seen, "date")
        return
    yield choice(seen, "rating", RATINGS[seen.kind])
    if isinstance(seen, ChildObservation):
        events = {event.id: title(event_words(event)) for event in case.events}
        yield Choice(
            name="since_event",
            label=said(seen, "since_event"),
            value=seen.since_event or "",
            edit=lambda event: Change.of(seen.id, since_event=event or None),
            options={"": "nothing"} | events,
        )
    if isinstance(seen, DailyObservation):
        people = {person.id: name_of(case, person.id) for person in case.people}
        yield several(seen, "with_whom", people)
