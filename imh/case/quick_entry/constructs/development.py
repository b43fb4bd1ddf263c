"""A child's development: ``Leo: sleep concern since 3m separation``."""

from typing import Any

from imh.case.case import Case
from imh.case.durations import write_duration
from imh.case.events import Event
from imh.case.observations import ChildObservation
from imh.case.quick_entry.constructs.events import event_id
from imh.case.quick_entry.constructs.observations import (
    ObservationStatement,
    SinceEvent,
    read_at,
    read_observation_note,
    write_observation,
)
from imh.case.quick_entry.draft import CaseDraft, join_texts
from imh.case.quick_entry.statement import Statement, code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames


def read_domain(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``sleep concern since 3m separation``, None when no domain with a rating is here."""
    start = scanner.position
    domain = scanner.read_code("domain", bare=True)
    if domain is None or scanner.done:
        scanner.position = start
        return None
    scanner.accept("colon")
    rating = scanner.read_code("domain_rating")
    if rating is None:
        raise scanner.unknown_word("domain_rating", "say how it is: on track, watch, concern")
    fields: dict[str, Any] = {"kind": "child", "child": subject, "domain": domain, "rating": rating}
    since: SinceEvent | None = None
    while True:
        if since is None and scanner.accept_phrase("link", "since"):
            since = _read_since(scanner)
        elif (at := read_at(scanner)) is not None:
            fields["at_months"] = at
        elif note := read_observation_note(scanner):
            fields["note"] = join_texts(fields.get("note", ""), note)
        else:
            break
    words = f"{code_in_words(str(domain))}: {code_in_words(rating)}"
    return [
        ObservationStatement(fields=fields, rating_list="domain_rating", words=words, since=since)
    ]


def _read_since(scanner: Scanner) -> SinceEvent:
    start = scanner.position
    quoted = scanner.read_quoted()
    if quoted is not None:
        return SinceEvent(months=None, kind=None, text=quoted)
    months = scanner.read_months()
    kind = scanner.read_code("event", bare=True)
    text = " ".join(token.text for token in scanner.tokens[start : scanner.position])
    if months is None and kind is None:
        token = scanner.accept("word")
        if token is None:
            raise scanner.unknown_word("event", "name the event, for example: since 3m separation")
        text = token.text
    return SinceEvent(months=months, kind=kind, text=text)


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


def write_child_observation(
    seen: ChildObservation, written: WrittenNames, since: EventPhrases
) -> str:
    """Write ``Leo: sleep concern since 3m separation``."""
    fact = f"{phrase_for('domain', seen.domain)} {phrase_for('domain_rating', seen.rating)}"
    fact += f" since {since.words[seen.since_event]}" if seen.since_event else ""
    return write_observation(written.write_lead(seen.child), fact, "domain_rating", seen, written)
