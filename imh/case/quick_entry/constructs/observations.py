"""What was observed, of whatever kind: the statement, and what all kinds share."""

from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import TypeAdapter

from imh.case.basis import InformantReport
from imh.case.durations import write_duration
from imh.case.folding import fold
from imh.case.observations import Observation
from imh.case.quick_entry.constructs.sources import source_in_words, write_accounts, write_source
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.statement import Statement, code_in_words, join_names
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote

_OBSERVATION: TypeAdapter[Observation] = TypeAdapter(Observation)


@dataclass(frozen=True, kw_only=True)
class SinceEvent:
    """The event with which something changed: by its time and kind, its title or its id."""

    months: float | None
    kind: str | None
    text: str

    def find(self, draft: CaseDraft) -> str:
        """Return the id of the one event that fits."""
        if self.text in draft.events:
            return self.text
        fitting = [
            event.id
            for event in draft.events.values()
            if (self.months is None or event.at_months == self.months)
            and (
                event.kind == self.kind
                if self.kind
                else not self.text or fold(event.title) == fold(self.text)
            )
        ]
        if len(fitting) == 1:
            return fitting[0]
        found = "no event" if not fitting else f"{len(fitting)} events"
        raise ParseError(
            f"{found} on the map for 'since {self.text}'",
            "write its age and kind, for example: since 3m separation",
        )


@dataclass(frozen=True, kw_only=True)
class ObservationStatement(Statement):
    """One observation; ``rating_list`` is the words list of its rating."""

    phase: ClassVar[int] = 7
    fields: dict[str, Any]
    rating_list: str
    words: str
    since: SinceEvent | None = None
    accounts: tuple[InformantReport, ...] = ()

    def says(self, names: Names) -> str:
        """Say what was observed."""
        parts = [self.words]
        if self.since:
            parts.append(f"since {self.since.text}")
        if self.fields.get("with_whom"):
            parts.append("with " + join_names(self.fields["with_whom"], names))
        if self.fields.get("at_months") is not None:
            parts.append(f"at {write_duration(self.fields['at_months'])}")
        if self.fields.get("note"):
            parts.append(f'"{self.fields["note"]}"')
        if self.accounts:
            told = (code_in_words(a.value) + source_in_words(a.basis, names) for a in self.accounts)
            parts.append("accounts differ: " + ", ".join(told))
        return ", ".join(parts) + source_in_words(self.basis, names)

    def apply(self, draft: CaseDraft) -> None:
        """Add the observation."""
        fields = dict(self.fields)
        if fields["kind"] == "pair" and self._turned(draft):
            fields["caregiver"], fields["child"] = fields["child"], fields["caregiver"]
        subjects = [fields[key] for key in ("caregiver", "child", "about") if key in fields]
        for person in (*subjects, *fields.get("with_whom", ())):
            if person not in draft.people:
                raise ParseError(f"'{person}' is not a person", "observations are about people")
        if self.since is not None:
            fields["since_event"] = self.since.find(draft)
        if self.basis is not None:
            fields["basis"] = self.basis
        what = str(fields.get("aspect") or fields.get("domain") or fields.get("name"))
        fields["id"] = draft.new_id("-".join((*subjects, what)))
        draft.put(
            "observations", _OBSERVATION.validate_python({**fields, "accounts": self.accounts})
        )

    def _turned(self, draft: CaseDraft) -> bool:
        """Tell whether the line names the child first."""
        children = draft.children
        return self.fields["caregiver"] in children and self.fields["child"] not in children


def read_at(scanner: Scanner) -> float | None:
    """Read ``at 8m``, None when no time is here."""
    start = scanner.position
    if scanner.accept_phrase("field", "described"):
        months = scanner.read_months()
        if months is not None:
            return months
    scanner.position = start
    return None


def read_observation_note(scanner: Scanner) -> str:
    """Read a note after a colon, or quoted words, "" when there are none."""
    if scanner.accept("colon"):
        return scanner.read_free_text()
    return scanner.read_quoted() or ""


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
