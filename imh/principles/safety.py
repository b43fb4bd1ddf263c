"""Safety first: what must be raised before any principle, whatever the ranking.

Nothing here is scored or ranked. No flag never means that a family is safe.
"""

from collections.abc import Iterator

from imh.case.case import Case
from imh.case.events import Event
from imh.case.labels import label
from imh.case.vocabulary import NOT_LIVING, PROFESSIONAL_ROLES, UNSAID
from imh.principles.evidence import SafetyFlag
from imh.principles.phrases import event_words, when
from imh.principles.sentences import joined, name_of

NOT_YET_CRUISING_MONTHS = 9.0
MAY_GO_ON_MONTHS = 3.0
"""Violence or neglect this near to today counts as current until somebody says that it is over."""

ADVICE = "Follow your agency's protocol and the reporting law now."
NO_RISK_SCORE = "This is no risk score"
NONE_ENTERED = "No safety concern has been entered. That does not mean that there is none."


def safety_flags(case: Case) -> tuple[SafetyFlag, ...]:
    """What was recorded that has to be raised before anything else."""
    return (*_recorded(case), *_events(case), *_observations(case), *_nobody_cares(case))


def _names(case: Case, identifiers: tuple[str, ...]) -> str:
    return joined(name_of(case, identifier) for identifier in identifiers)


def _recorded(case: Case) -> Iterator[SafetyFlag]:
    for concern in case.safety:
        if concern.state == "current":
            who = _names(case, concern.who)
            words = _capital(label("SafetyKind", concern.kind))
            sentence = f"{words}: {who}." if who else f"{words}."
            told = f"{sentence} {_capital(concern.text)}".strip()
            yield SafetyFlag(concern.kind, told, (concern.id,))


def _events(case: Case) -> Iterator[SafetyFlag]:
    for event in case.events:
        if event.kind in ("violence", "neglect") and _may_go_on(event, case.reference_age_months):
            kind = "violence_or_threat" if event.kind == "violence" else "suspected_neglect"
            yield SafetyFlag(kind, _going_on(case, event), (event.id,))
        elif (
            event.kind == "accident"
            and set(event.who) & set(case.children)
            and event.at_months is not None
            and 0 <= event.at_months < NOT_YET_CRUISING_MONTHS
        ):
            sentence = (
                f"{event_words(event)} {when(event)}: an injury of any kind in a child who does "
                "not yet cruise has to be looked at."
            )
            yield SafetyFlag("injury", _capital(sentence), (event.id,))


def _may_go_on(event: Event, now: float) -> bool:
    """Whether it goes on, or was lately and nobody has said that it is over."""
    if event.ongoing in UNSAID and event.until_months is None:
        return event.at_months is None or now - event.at_months <= MAY_GO_ON_MONTHS
    return event.ongoing == "yes"


def _going_on(case: Case, event: Event) -> str:
    how = "still going on" if event.ongoing == "yes" else f"{when(event)}, not known to be over"
    who = _names(case, event.who)
    words = f"{event_words(event)}, {how}"
    return _capital(f"{words}: {who}." if who else f"{words}.")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _observations(case: Case) -> Iterator[SafetyFlag]:
    for seen in case.observations:
        if seen.kind == "child" and seen.domain == "growth" and seen.rating == "concern":
            child = name_of(case, seen.child)
            yield SafetyFlag("growth_failure", f"{child}'s growth is of concern.", (seen.id,))


def _nobody_cares(case: Case) -> Iterator[SafetyFlag]:
    """Everybody on the map is noted as having no part in the care of a child who is born."""
    known = [
        person.caregiver
        for person in case.people
        if person.id not in case.children
        and person.role not in PROFESSIONAL_ROLES
        and person.life not in NOT_LIVING
    ]
    if known and case.reference_age_months >= 0 and set(known) == {"none"}:
        yield SafetyFlag(
            "no_caregiver_tonight", "Nobody on the map is noted as caring for the child.", ()
        )
