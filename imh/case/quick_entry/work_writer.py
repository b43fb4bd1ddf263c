"""Writing events, observations, reflections and the work in the language."""

from imh.case.care_plan import Goal, Question, SafetyConcern, Strength
from imh.case.case import Case
from imh.case.durations import write_duration
from imh.case.events import Event
from imh.case.observations import (
    ChildObservation,
    DailyObservation,
    Observation,
    PairObservation,
    Screening,
)
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.events import AWAY_KINDS, event_id
from imh.case.quick_entry.observations import SinceEvent
from imh.case.quick_entry.sources import write_accounts, write_source
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.lexer import tokenize
from imh.case.quick_entry.syntax.line_opening import line_kind
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote
from imh.case.reflections import Reflection
from imh.case.vocabulary import UNSAID

# Events


def write_event(event: Event, written: WrittenNames) -> str:
    lead = "event" if event.at_months is None else f"at {write_duration(event.at_months)}"
    kind = phrase_for("event", event.kind)
    parts = [f"kind {kind}" if written.names.called(kind) else kind]
    if event.away and event.kind in AWAY_KINDS and parts == [kind]:
        joint = "of" if event.kind == "loss" else "from"
        parts = [f"{kind} {joint} {written.write_name(event.away)}"]
    elif event.away:
        parts.append(f"away {written.write_name(event.away)}")
    parts += written.write_each(event.who)
    parts += [quote(event.title)] if event.title else []
    parts += (
        [f"until {write_duration(event.until_months)}"] if event.until_months is not None else []
    )
    if event.ongoing != "unknown":
        bare = event.ongoing not in UNSAID
        parts.append(phrase_for("ongoing", event.ongoing) if bare else f"ongoing {event.ongoing}")
    parts += [f"date {event.date}"] if event.date else []
    parts += [f"burden {event.burden}"] if event.burden != "unknown" else []
    parts += [f"nurture {event.nurture}"] if event.nurture != "unknown" else []
    if event.exposure != "unknown":
        bare = event.exposure not in UNSAID
        parts.append(
            phrase_for("exposure", event.exposure) if bare else f"exposure {event.exposure}"
        )
    parts += [f"note {quote(event.note)}"] if event.note else []
    told = write_accounts(event.accounts, "amount", written)
    return f"{lead}: {', '.join(parts)}{write_source(event.basis, written)}{told}"


# Observations


class EventPhrases:
    """The phrase for each event after "since": "3m separation", or its id."""

    def __init__(self, case: Case, written: WrittenNames) -> None:
        draft = CaseDraft()
        draft.reserve(set(written.names.names))
        made = {event.id: draft.new_id(event_id(event)) for event in case.events}
        whole = CaseDraft(case)
        self.words = {
            event.id: _event_phrase(event, whole) or made[event.id] for event in case.events
        }


def _event_phrase(event: Event, draft: CaseDraft) -> str | None:
    """Return "3m separation" when that is just one event."""
    if event.at_months is None or event.kind == "other":
        return None
    kind = phrase_for("event", event.kind)
    try:
        found = SinceEvent(months=event.at_months, kind=event.kind, text=" ").find(draft)
    except ParseError:
        return None
    return f"{write_duration(event.at_months)} {kind}" if found == event.id else None


def write_pair_observation(seen: PairObservation, written: WrittenNames) -> str:
    """Write ``Ana with Leo: soothing strength "within a minute" at 8m (seen)``."""
    lead = f"{written.write_lead(seen.caregiver)} with {written.write_name(seen.child)}"
    fact = f"{phrase_for('pair', seen.aspect)} {phrase_for('pair_rating', seen.rating)}"
    return write_observation(lead, fact, "pair_rating", seen, written)


def write_daily_observation(seen: DailyObservation, written: WrittenNames) -> str:
    """Write ``Leo daily life: talk and song strength with Rosa``."""
    lead = f"{written.write_lead(seen.child, 'daily life')} daily life"
    fact = f"{phrase_for('daily', seen.aspect)} {phrase_for('pair_rating', seen.rating)}"
    if seen.with_whom:
        fact += f" with {written.write_joined(seen.with_whom)}"
    return write_observation(lead, fact, "pair_rating", seen, written)


def write_child_observation(
    seen: ChildObservation, written: WrittenNames, since: EventPhrases
) -> str:
    """Write ``Leo: sleep concern since 3m separation``."""
    fact = f"{phrase_for('domain', seen.domain)} {phrase_for('domain_rating', seen.rating)}"
    fact += f" since {since.words[seen.since_event]}" if seen.since_event else ""
    return write_observation(written.write_lead(seen.child), fact, "domain_rating", seen, written)


def write_screening(seen: Screening, written: WrittenNames) -> str:
    """Write ``screening Ana: "EPDS", score "12", reading concern, date 2026-05-01``."""
    parts = [quote(seen.name)]
    parts += [f"score {quote(seen.score)}"] if seen.score else []
    if seen.reading != "unknown":
        parts.append(f"reading {phrase_for('reading', seen.reading)}")
    parts += [f"date {seen.date}"] if seen.date else []
    parts += [f"note {quote(seen.note)}"] if seen.note else []
    parts += [f"at {write_duration(seen.at_months)}"] if seen.at_months is not None else []
    lead = f"screening {written.write_name(seen.about)}"
    return write_facts(lead, ", ".join(parts), "reading", seen, written)


def write_observation(
    lead: str, fact: str, told_in: str, seen: Observation, written: WrittenNames
) -> str:
    """Write what was observed of somebody with its note and its time."""
    fact += f" {quote(seen.note)}" if seen.note else ""
    fact += f" at {write_duration(seen.at_months)}" if seen.at_months is not None else ""
    return write_facts(lead, fact, told_in, seen, written)


def write_facts(
    lead: str, facts: str, told_in: str, seen: Observation, written: WrittenNames
) -> str:
    """Write the line of an observation with its source and accounts of the list ``told_in``."""
    told = write_accounts(seen.accounts, told_in, written)
    return f"{lead}: {facts}{write_source(seen.basis, written)}{told}"


# Reflections


def write_reflection(reflection: Reflection, written: WrittenNames) -> str:
    head = phrase_for("reflection", reflection.kind)
    if reflection.kind == "supervision" and reflection.state != "unknown":
        head += f" {reflection.state}"
    elif reflection.state != "unknown":
        head += f" state {reflection.state}"
    head += f" by {written.write_name(reflection.by, 'towards')}" if reflection.by else ""
    head += f" towards {written.write_joined(reflection.towards)}" if reflection.towards else ""
    parts = [head]
    if reflection.feeling:
        parts.append(f"feeling {phrase_for('feeling', reflection.feeling)}")
    if reflection.strength != "unknown":
        parts.append(f"strength {reflection.strength}")
    if reflection.at_months is not None:
        parts.append(f"at {write_duration(reflection.at_months)}")
    parts += ["shared"] if reflection.shared else []
    said = [f"{written.write_name(view.who)}: {quote(view.says)}" for view in reflection.views]
    said += [quote(reflection.text)] if reflection.text else []
    line = ", ".join(parts)
    if said:
        return f"{line}: {'; '.join(said)}"
    return line if line_kind(tokenize(line)) == "reflection" else f"{line}:"


# Safety, referral, strengths, questions, goals


def write_safety(concern: SafetyConcern, written: WrittenNames) -> str:
    parts = [f"{phrase_for('safety', concern.kind)} {phrase_for('safety_state', concern.state)}"]
    parts += written.write_each(concern.who)
    parts += [quote(concern.text)] if concern.text else []
    return f"safety: {', '.join(parts)}{write_source(concern.basis, written)}"


def write_referral(case: Case) -> str:
    referral = case.referral
    head = [f"referral {quote(referral.by)}" if referral.by else "referral"]
    head += [f"date {referral.date}"] if referral.date else []
    words = f": {quote(referral.words)}" if referral.words else ""
    written = ", ".join(head) + words
    return "" if written == "referral" else written


def write_strength(strength: Strength, written: WrittenNames) -> str:
    head = "strength"
    head += f" {written.write_name(strength.by, 'about')}" if strength.by else ""
    head += f" about {written.write_joined(strength.about)}" if strength.about else ""
    return f"{head}: {quote(strength.words)}{write_source(strength.basis, written)}"


def write_question(question: Question, written: WrittenNames) -> str:
    head = ["question"]
    if question.about:
        head = [f"question about {written.write_joined(question.about)}"]
    head += [f"ask {quote(question.ask)}"] if question.ask else []
    head += [phrase_for("question_state", question.state)] if question.state != "open" else []
    head += [f"answer {quote(question.answer)}"] if question.answer else []
    return f"{', '.join(head)}: {quote(question.text)}"


def write_goal(goal: Goal, written: WrittenNames) -> str:
    who = f" {written.write_joined(goal.who)}" if goal.who else ""
    parts = [quote(goal.text)]
    parts += [f"by when {quote(goal.by_when)}"] if goal.by_when else []
    parts += [goal.state] if goal.state != "open" else []
    return f"goal{who}: {', '.join(parts)}"
