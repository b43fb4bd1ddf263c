"""Writing events, observations, reflections and the work in the language."""

from imh.case.care_plan import Goal, Question, SafetyConcern, Strength
from imh.case.case import Case
from imh.case.events import Event
from imh.case.observations import (
    ChildObservation,
    DailyObservation,
    Observation,
    PairObservation,
)
from imh.case.quickentry.draft import Draft
from imh.case.quickentry.durations import typed as months
from imh.case.quickentry.events import event_id
from imh.case.quickentry.lexer import Misread, tokens
from imh.case.quickentry.observations import Since
from imh.case.quickentry.opening import line_kind
from imh.case.quickentry.phrasing import Phrasing, quote
from imh.case.quickentry.words import shown
from imh.case.reflections import Reflection
from imh.case.vocabulary import EVENTS_AWAY_FROM_SOMEBODY, UNSAID

# Events


def event_lines(case: Case, phrasing: Phrasing) -> list[str]:
    """Write the events."""
    return [_event(event, phrasing) for event in case.events]


def _event(event: Event, phrasing: Phrasing) -> str:
    lead = "event" if event.at_months is None else f"at {months(event.at_months)}"
    kind = shown("event", event.kind)
    parts = [f"kind {kind}" if phrasing.names.called(kind) else kind]
    if event.away and event.kind in EVENTS_AWAY_FROM_SOMEBODY and parts == [kind]:
        joint = "of" if event.kind == "loss" else "from"
        parts = [f"{kind} {joint} {phrasing.one(event.away)}"]
    elif event.away:
        parts.append(f"away {phrasing.one(event.away)}")
    parts += phrasing.listed(event.who)
    parts += [quote(event.title)] if event.title else []
    parts += [f"until {months(event.until_months)}"] if event.until_months is not None else []
    if event.ongoing != "unknown":
        bare = event.ongoing not in UNSAID
        parts.append(shown("ongoing", event.ongoing) if bare else f"ongoing {event.ongoing}")
    parts += [f"date {event.date}"] if event.date else []
    parts += [f"burden {event.burden}"] if event.burden != "unknown" else []
    parts += [f"nurture {event.nurture}"] if event.nurture != "unknown" else []
    if event.exposure != "unknown":
        bare = event.exposure not in UNSAID
        parts.append(shown("exposure", event.exposure) if bare else f"exposure {event.exposure}")
    parts += [f"note {quote(event.note)}"] if event.note else []
    told = phrasing.accounts(event.accounts, "amount")
    return f"{lead}: {', '.join(parts)}{phrasing.source(event.basis)}{told}"


# Observations


def observation_lines(case: Case, phrasing: Phrasing) -> list[str]:
    """Write the observations, one line each."""
    since = _Events(case, phrasing)
    return [_observation(seen, phrasing, since) for seen in case.observations]


class _Events:
    """How each event is spoken of after "since"."""

    def __init__(self, case: Case, phrasing: Phrasing) -> None:
        draft = Draft()
        draft.reserve(set(phrasing.names.names))
        made = {event.id: draft.new_id(event_id(event)) for event in case.events}
        whole = Draft(case)
        self.words = {event.id: _since(event, whole) or made[event.id] for event in case.events}


def _since(event: Event, draft: Draft) -> str | None:
    """Return "3m separation" when that is just one event."""
    if event.at_months is None or event.kind == "other":
        return None
    kind = shown("event", event.kind)
    try:
        found = Since(months=event.at_months, kind=event.kind, text=" ").find(draft)
    except Misread:
        return None
    return f"{months(event.at_months)} {kind}" if found == event.id else None


def _observation(seen: Observation, phrasing: Phrasing, since: _Events) -> str:
    told_in = "pair_rating"
    if isinstance(seen, PairObservation):
        lead = f"{phrasing.lead(seen.caregiver)} with {phrasing.one(seen.child)}"
        fact = f"{shown('pair', seen.aspect)} {shown('pair_rating', seen.rating)}"
    elif isinstance(seen, DailyObservation):
        lead = f"{phrasing.lead(seen.child, 'daily life')} daily life"
        fact = f"{shown('daily', seen.aspect)} {shown('pair_rating', seen.rating)}"
        if seen.with_whom:
            fact += f" with {phrasing.all(seen.with_whom)}"
    elif isinstance(seen, ChildObservation):
        told_in = "domain_rating"
        lead = phrasing.lead(seen.child)
        fact = f"{shown('domain', seen.domain)} {shown('domain_rating', seen.rating)}"
        fact += f" since {since.words[seen.since_event]}" if seen.since_event else ""
    else:
        told_in = "reading"
        lead = f"screening {phrasing.one(seen.about)}"
        fact = quote(seen.name)
        fact += f", score {quote(seen.score)}" if seen.score else ""
        fact += f", reading {shown('reading', seen.reading)}" if seen.reading != "unknown" else ""
        fact += f", date {seen.date}" if seen.date else ""
        fact += f", note {quote(seen.note)}" if seen.note else ""
    if seen.note and seen.kind != "screening":
        fact += f" {quote(seen.note)}"
    if seen.at_months is not None:
        fact += f"{',' if seen.kind == 'screening' else ''} at {months(seen.at_months)}"
    told = phrasing.accounts(seen.accounts, told_in)
    return f"{lead}: {fact}{phrasing.source(seen.basis)}{told}"


# Reflections


def reflection_lines(case: Case, phrasing: Phrasing) -> list[str]:
    """Write the reflections."""
    return [_reflection(reflection, phrasing) for reflection in case.reflections]


def _reflection(reflection: Reflection, phrasing: Phrasing) -> str:
    head = shown("reflection", reflection.kind)
    if reflection.kind == "supervision" and reflection.state != "unknown":
        head += f" {reflection.state}"
    elif reflection.state != "unknown":
        head += f" state {reflection.state}"
    head += f" by {phrasing.one(reflection.by, 'towards')}" if reflection.by else ""
    head += f" towards {phrasing.all(reflection.towards)}" if reflection.towards else ""
    parts = [head]
    if reflection.feeling:
        parts.append(f"feeling {shown('feeling', reflection.feeling)}")
    if reflection.strength != "unknown":
        parts.append(f"strength {reflection.strength}")
    if reflection.at_months is not None:
        parts.append(f"at {months(reflection.at_months)}")
    parts += ["shared"] if reflection.shared else []
    said = [f"{phrasing.one(view.who)}: {quote(view.says)}" for view in reflection.views]
    said += [quote(reflection.text)] if reflection.text else []
    written = ", ".join(parts)
    if said:
        return f"{written}: {'; '.join(said)}"
    return written if line_kind(tokens(written)) == "reflection" else f"{written}:"


# Safety, referral, strengths, questions, goals


def work_lines(case: Case, phrasing: Phrasing) -> list[str]:
    """Write what belongs to the work with the family."""
    lines = [_safety(concern, phrasing) for concern in case.safety]
    lines.append(_referral(case))
    lines += [_strength(strength, phrasing) for strength in case.strengths]
    lines += [_question(question, phrasing) for question in case.questions]
    lines += [_goal(goal, phrasing) for goal in case.goals]
    return lines


def _safety(concern: SafetyConcern, phrasing: Phrasing) -> str:
    parts = [f"{shown('safety', concern.kind)} {shown('safety_state', concern.state)}"]
    parts += phrasing.listed(concern.who)
    parts += [quote(concern.text)] if concern.text else []
    return f"safety: {', '.join(parts)}{phrasing.source(concern.basis)}"


def _referral(case: Case) -> str:
    referral = case.referral
    head = [f"referral {quote(referral.by)}" if referral.by else "referral"]
    head += [f"date {referral.date}"] if referral.date else []
    words = f": {quote(referral.words)}" if referral.words else ""
    written = ", ".join(head) + words
    return "" if written == "referral" else written


def _strength(strength: Strength, phrasing: Phrasing) -> str:
    head = "strength"
    head += f" {phrasing.one(strength.by, 'about')}" if strength.by else ""
    head += f" about {phrasing.all(strength.about)}" if strength.about else ""
    return f"{head}: {quote(strength.words)}{phrasing.source(strength.basis)}"


def _question(question: Question, phrasing: Phrasing) -> str:
    head = ["question"]
    if question.about:
        head = [f"question about {phrasing.all(question.about)}"]
    head += [f"ask {quote(question.ask)}"] if question.ask else []
    head += [shown("question_state", question.state)] if question.state != "open" else []
    head += [f"answer {quote(question.answer)}"] if question.answer else []
    return f"{', '.join(head)}: {quote(question.text)}"


def _goal(goal: Goal, phrasing: Phrasing) -> str:
    who = f" {phrasing.all(goal.who)}" if goal.who else ""
    parts = [quote(goal.text)]
    parts += [f"by when {quote(goal.by_when)}"] if goal.by_when else []
    parts += [goal.state] if goal.state != "open" else []
    return f"goal{who}: {', '.join(parts)}"
