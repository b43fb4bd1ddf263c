"""Events: ``at 3m: separation from Ana, Leo, until 5m, burden much (record)``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.basis import InformantReport
from imh.case.events import Event
from imh.case.quickentry.draft import Draft, both, changed
from imh.case.quickentry.durations import spoken, typed
from imh.case.quickentry.lexer import Clause, Misread
from imh.case.quickentry.names import Names
from imh.case.quickentry.scanner import Scanner
from imh.case.quickentry.sources import read_accounts, read_source
from imh.case.quickentry.statement import Statement, listed, plain, source_in_words
from imh.case.quickentry.words import shown
from imh.case.vocabulary import EVENTS_AWAY_FROM_SOMEBODY, UNSAID

_LONGEST_NAME = 3


@dataclass(frozen=True, kw_only=True)
class Happened(Statement):
    """One event."""

    phase: ClassVar[int] = 6
    fields: dict[str, Any]
    accounts: tuple[InformantReport, ...] = ()

    def says(self, names: Names) -> str:
        """Say what happened, when and to whom."""
        fields = self.fields
        at = f"at {spoken(fields['at_months'])}: " if "at_months" in fields else ""
        untyped = fields["kind"] == "other" and "title" in fields
        parts = [at + (f'"{fields["title"]}"' if untyped else plain(fields["kind"]))]
        if fields.get("away"):
            parts[0] += f" ({names.shown(fields['away'])} away)"
        if fields.get("title") and not untyped:
            parts.append(f'"{fields["title"]}"')
        if fields.get("who"):
            parts.append(listed(fields["who"], names))
        if fields.get("until_months") is not None:
            parts.append(f"until {spoken(fields['until_months'])}")
        for name in ("ongoing", "exposure"):
            if name in fields:
                unsaid = fields[name] in UNSAID
                parts.append(f"{name} {fields[name]}" if unsaid else shown(name, fields[name]))
        parts += [f"{key} {plain(str(fields[key]))}" for key in _SAID if key in fields]
        if self.accounts:
            told = (plain(a.value) + source_in_words(a.basis, names) for a in self.accounts)
            parts.append("accounts differ: " + ", ".join(told))
        return ", ".join(parts) + source_in_words(self.basis, names)

    def apply(self, draft: Draft) -> None:
        """Add the event."""
        fields = dict(self.fields)
        if fields.get("away") and fields["away"] not in draft.people:
            raise Misread(f"'{fields['away']}' is not a person", "only a person can be away")
        if self.basis is not None:
            fields["basis"] = self.basis
        event = Event.model_validate({**fields, "id": "event", "accounts": self.accounts})
        draft.put("events", changed(event, id=draft.new_id(event_id(event))))


def event_id(event: Event) -> str:
    """Make an event's id from its kind and time: "separation-3m"."""
    at = event.at_months
    when = "" if at is None else f"-{typed(abs(at))}" + ("-before" if at < 0 else "")
    return f"{event.kind}{when}"


_SAID = ("burden", "nurture", "date", "note")


def read_event_line(scanner: Scanner, at: float | None, facts: Sequence[Clause]) -> list[Statement]:
    """Read what stands after ``at 3m:``."""
    fields: dict[str, Any] = {} if at is None else {"at_months": at}
    who: list[str] = []
    accounts: tuple[InformantReport, ...] = ()
    basis = None
    for clause in facts:
        inside = scanner.clause(clause)
        while not inside.done:
            _one(inside, fields, who)
        accounts += read_accounts(inside, clause.accounts, "amount", "burden")
        basis = read_source(inside, clause.source) or basis
    if "kind" not in fields and "title" not in fields:
        raise Misread("it is not said what happened", "write for example: separation from Ana")
    fields.setdefault("kind", "other")
    if who:
        fields["who"] = tuple(dict.fromkeys(who))
    return [Happened(fields=fields, accounts=accounts, basis=basis)]


def _sentence(scanner: Scanner, fields: dict[str, Any], who: list[str]) -> bool:
    """Read "Marco moved out": somebody and words that are no facts; all of it is what happened."""
    name = scanner.name()
    if name is None or any(token.kind != "word" for token in scanner.tokens):
        scanner.at = 0
        return False
    told, also = dict(fields), list(who)
    rest = scanner.within(scanner.tokens[scanner.at :])
    try:
        while not rest.done:
            _one(rest, told, also)
        free = any(told.get(field) != fields.get(field) for field in ("title", "note"))
    except Misread:
        free = True
    scanner.at = 0
    if not free:
        return False
    who.append(name)
    _happened(fields, scanner.rest())
    scanner.at = len(scanner.tokens)
    return True


def _one(scanner: Scanner, fields: dict[str, Any], who: list[str]) -> None:
    """Read one fact of an event."""
    name = scanner.whole_name() if scanner.at == 0 else None
    if name:
        who.append(name)
        return
    if _field(scanner, fields) or (("kind" not in fields) and _kind(scanner, fields, who)):
        return
    exposure = scanner.code("exposure", bare=True)
    ongoing = scanner.code("ongoing", bare=True) if exposure is None else None
    if exposure or ongoing:
        fields |= {"exposure": exposure} if exposure else {"ongoing": ongoing}
        return
    if scanner.word("link", "and") or scanner.word("link", "to"):
        who.extend(scanner.expect_names())
        return
    quoted = scanner.quoted()
    if quoted is not None:
        _happened(fields, quoted)
        return
    if scanner.at == 0 and _sentence(scanner, fields, who):
        return
    name = scanner.name()
    if name:
        who.append(name)
        return
    _free_words(scanner, fields)


def _field(scanner: Scanner, fields: dict[str, Any]) -> bool:
    start = scanner.at
    field = scanner.code("field")
    if field in ("burden", "nurture"):
        fields[field] = scanner.amount()
    elif field in ("exposure", "ongoing"):
        scanner.sign("colon")
        code = scanner.code(field)
        if code is None and field == "ongoing":
            code = "yes"
        if code is None:
            scanner.at = start
            return False
        fields[field] = code
    elif field == "away":
        scanner.sign("colon")
        fields["away"] = scanner.expect_name()
    elif field == "kind":
        fields["kind"] = scanner.expect("event", "a kind of event")
    elif field == "date":
        fields["date"] = scanner.date()
    elif field == "note":
        fields["note"] = both(fields.get("note", ""), scanner.free_text())
    else:
        scanner.at = start
        if not scanner.word("link", "until"):
            return False
        fields["until_months"] = scanner.expect_months()
    return True


def _kind(scanner: Scanner, fields: dict[str, Any], who: list[str]) -> bool:
    """Read the kind of event with whom it is about: "separation from Ana"."""
    kind = scanner.code("event", bare=True)
    if kind is None:
        return False
    fields["kind"] = kind
    if scanner.word("link", "of"):
        if kind in EVENTS_AWAY_FROM_SOMEBODY:
            fields["away"] = scanner.expect_name()
        else:
            who.extend(scanner.expect_names())
    return True


def _free_words(scanner: Scanner, fields: dict[str, Any]) -> None:
    """Take free words as the title, then as the note, unless they look like a name or a slip."""
    text = scanner.rest()
    words = text.split()
    if len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words):
        quoted = ", or put the title of the event in quotation marks"
        raise scanner.names.missing(text, also=quoted)
    unknown = scanner.unknown_word("field")
    sentence = len(words) > 1 and words[0][:1].isupper()
    if unknown.by and len(words) <= _LONGEST_NAME and not sentence:
        raise unknown
    scanner.at = len(scanner.tokens)
    _happened(fields, text)


def _happened(fields: dict[str, Any], text: str) -> None:
    """What happened, in words: the title of the event, then its note."""
    if "title" in fields:
        fields["note"] = "; ".join(filter(None, (fields.get("note"), text)))
    else:
        fields["title"] = text
