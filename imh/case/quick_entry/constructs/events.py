"""Events: ``at 3m: separation from Ana, Leo, until 5m, burden much (record)``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.basis import InformantReport
from imh.case.durations import say_duration, write_duration
from imh.case.events import Event
from imh.case.folding import fold
from imh.case.quick_entry.constructs.sources import (
    read_accounts,
    read_source,
    source_in_words,
    write_accounts,
    write_source,
)
from imh.case.quick_entry.draft import CaseDraft, changed, join_texts
from imh.case.quick_entry.statement import LineContent, Statement, code_in_words, join_names
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.lexer import Clause, Token, split_clauses
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote
from imh.case.vocabulary import EVENTS_AWAY_FROM_SOMEBODY, UNSAID

_LONGEST_NAME = 3
_SAID = ("burden", "nurture", "date", "note")


@dataclass(frozen=True, kw_only=True)
class EventStatement(Statement):
    """One event."""

    phase: ClassVar[int] = 6
    fields: dict[str, Any]
    accounts: tuple[InformantReport, ...] = ()

    def says(self, names: Names) -> str:
        """Say what happened, when and to whom."""
        fields = self.fields
        at = f"at {say_duration(fields['at_months'])}: " if "at_months" in fields else ""
        untyped = fields["kind"] == "other" and "title" in fields
        parts = [at + (f'"{fields["title"]}"' if untyped else code_in_words(fields["kind"]))]
        if fields.get("away"):
            parts[0] += f" ({names.name_of(fields['away'])} away)"
        if fields.get("title") and not untyped:
            parts.append(f'"{fields["title"]}"')
        if fields.get("who"):
            parts.append(join_names(fields["who"], names))
        if fields.get("until_months") is not None:
            parts.append(f"until {say_duration(fields['until_months'])}")
        for name in ("ongoing", "exposure"):
            if name in fields:
                unsaid = fields[name] in UNSAID
                parts.append(f"{name} {fields[name]}" if unsaid else phrase_for(name, fields[name]))
        parts += [f"{key} {code_in_words(str(fields[key]))}" for key in _SAID if key in fields]
        if self.accounts:
            told = (code_in_words(a.value) + source_in_words(a.basis, names) for a in self.accounts)
            parts.append("accounts differ: " + ", ".join(told))
        return ", ".join(parts) + source_in_words(self.basis, names)

    def apply(self, draft: CaseDraft) -> None:
        """Add the event."""
        fields = dict(self.fields)
        if fields.get("away") and fields["away"] not in draft.people:
            raise ParseError(f"'{fields['away']}' is not a person", "only a person can be away")
        if self.basis is not None:
            fields["basis"] = self.basis
        event = Event.model_validate({**fields, "id": "event", "accounts": self.accounts})
        draft.put("events", changed(event, id=draft.new_id(event_id(event))))


def event_id(event: Event) -> str:
    """Make an event's id from its kind and time: "separation-3m"."""
    at = event.at_months
    when = "" if at is None else f"-{write_duration(abs(at))}" + ("-before" if at < 0 else "")
    return f"{event.kind}{when}"


def read_event_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``at 3m: separation from Ana, Leo, until 5m, burden much (record)``."""
    inside = scanner.for_tokens(words)
    at = None
    if not inside.accept_phrase("line", "event"):
        inside.position += fold(words[0].text) == "at"
        at = inside.expect_months()
    inside.accept("colon", "comma")
    return _event_statements(scanner, at, split_clauses(words[inside.position :])), ""


def _event_statements(
    scanner: Scanner, at: float | None, facts: Sequence[Clause]
) -> list[Statement]:
    """Read what stands after ``at 3m:``."""
    fields: dict[str, Any] = {} if at is None else {"at_months": at}
    who: list[str] = []
    accounts: tuple[InformantReport, ...] = ()
    basis = None
    for clause in facts:
        inside = scanner.for_clause(clause)
        while not inside.done:
            _read_fact(inside, fields, who)
        accounts += read_accounts(inside, clause.accounts, "amount", "burden")
        basis = read_source(inside, clause.source) or basis
    if "kind" not in fields and "title" not in fields:
        raise ParseError("it is not said what happened", "write for example: separation from Ana")
    fields.setdefault("kind", "other")
    if who:
        fields["who"] = tuple(dict.fromkeys(who))
    return [EventStatement(fields=fields, accounts=accounts, basis=basis)]


def _read_fact(scanner: Scanner, fields: dict[str, Any], who: list[str]) -> None:
    """Read one fact of an event."""
    name = scanner.read_whole_name() if scanner.position == 0 else None
    if name:
        who.append(name)
        return
    if _read_field(scanner, fields) or (
        ("kind" not in fields) and _read_kind(scanner, fields, who)
    ):
        return
    exposure = scanner.read_code("exposure", bare=True)
    ongoing = scanner.read_code("ongoing", bare=True) if exposure is None else None
    if exposure or ongoing:
        fields |= {"exposure": exposure} if exposure else {"ongoing": ongoing}
        return
    if scanner.accept_phrase("link", "and") or scanner.accept_phrase("link", "to"):
        who.extend(scanner.expect_names())
        return
    quoted = scanner.read_quoted()
    if quoted is not None:
        _add_title_or_note(fields, quoted)
        return
    if scanner.position == 0 and _read_sentence(scanner, fields, who):
        return
    name = scanner.read_name()
    if name:
        who.append(name)
        return
    _read_free_words(scanner, fields)


def _read_field(scanner: Scanner, fields: dict[str, Any]) -> bool:
    start = scanner.position
    field = scanner.read_code("field")
    if field in ("burden", "nurture"):
        fields[field] = scanner.read_amount()
    elif field in ("exposure", "ongoing"):
        scanner.accept("colon")
        code = scanner.read_code(field)
        if code is None and field == "ongoing":
            code = "yes"
        if code is None:
            scanner.position = start
            return False
        fields[field] = code
    elif field == "away":
        scanner.accept("colon")
        fields["away"] = scanner.expect_name()
    elif field == "kind":
        fields["kind"] = scanner.expect_code("event", "a kind of event")
    elif field == "date":
        fields["date"] = scanner.read_date()
    elif field == "note":
        fields["note"] = join_texts(fields.get("note", ""), scanner.read_free_text())
    else:
        scanner.position = start
        if not scanner.accept_phrase("link", "until"):
            return False
        fields["until_months"] = scanner.expect_months()
    return True


def _read_kind(scanner: Scanner, fields: dict[str, Any], who: list[str]) -> bool:
    """Read the kind of event with whom it is about: "separation from Ana"."""
    kind = scanner.read_code("event", bare=True)
    if kind is None:
        return False
    fields["kind"] = kind
    if scanner.accept_phrase("link", "of"):
        if kind in EVENTS_AWAY_FROM_SOMEBODY:
            fields["away"] = scanner.expect_name()
        else:
            who.extend(scanner.expect_names())
    return True


def _read_sentence(scanner: Scanner, fields: dict[str, Any], who: list[str]) -> bool:
    """Read "Marco moved out": somebody and words that are no facts; all of it is what happened."""
    name = scanner.read_name()
    if name is None or any(token.kind != "word" for token in scanner.tokens):
        scanner.position = 0
        return False
    told, also = dict(fields), list(who)
    rest = scanner.for_tokens(scanner.tokens[scanner.position :])
    try:
        while not rest.done:
            _read_fact(rest, told, also)
        free = any(told.get(field) != fields.get(field) for field in ("title", "note"))
    except ParseError:
        free = True
    scanner.position = 0
    if not free:
        return False
    who.append(name)
    _add_title_or_note(fields, scanner.rest())
    scanner.position = len(scanner.tokens)
    return True


def _read_free_words(scanner: Scanner, fields: dict[str, Any]) -> None:
    """Take free words as the title, then as the note, unless they look like a name or a slip."""
    text = scanner.rest()
    words = text.split()
    if len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words):
        quoted = ", or put the title of the event in quotation marks"
        raise scanner.names.missing(text, also=quoted)
    unknown = scanner.unknown_word("field")
    sentence = len(words) > 1 and words[0][:1].isupper()
    if unknown.meant and len(words) <= _LONGEST_NAME and not sentence:
        raise unknown
    scanner.position = len(scanner.tokens)
    _add_title_or_note(fields, text)


def _add_title_or_note(fields: dict[str, Any], text: str) -> None:
    """Add what happened, in words: the title of the event, then its note."""
    if "title" in fields:
        fields["note"] = "; ".join(filter(None, (fields.get("note"), text)))
    else:
        fields["title"] = text


def write_event(event: Event, written: WrittenNames) -> str:
    """Write ``at 3m: separation from Ana, Leo, until 5m, burden much (record)``."""
    lead = "event" if event.at_months is None else f"at {write_duration(event.at_months)}"
    kind = phrase_for("event", event.kind)
    parts = [f"kind {kind}" if written.names.called(kind) else kind]
    if event.away and event.kind in EVENTS_AWAY_FROM_SOMEBODY and parts == [kind]:
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
