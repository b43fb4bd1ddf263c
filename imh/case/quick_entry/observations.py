"""Observations: a pair, a child's development, daily life, a screening."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from pydantic import TypeAdapter

from imh.case.basis import InformantReport
from imh.case.durations import write_duration
from imh.case.folding import fold
from imh.case.observations import Observation
from imh.case.quick_entry.draft import CaseDraft, join_texts
from imh.case.quick_entry.sources import read_accounts, read_source
from imh.case.quick_entry.statement import Statement, code_in_words, join_names, source_in_words
from imh.case.quick_entry.syntax.lexer import Clause
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import NumberRange, ParseError
from imh.case.quick_entry.syntax.scanner import Scanner

_OBSERVATION: TypeAdapter[Observation] = TypeAdapter(Observation)
_ASPECT_LISTS = {"pair": ("pair", "pair_rating"), "daily": ("daily", "pair_rating")}


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
        """Whether the line names the child first."""
        children = draft.children
        return self.fields["caregiver"] in children and self.fields["child"] not in children


# A pair, and daily life


def _pair_statements(
    scanner: Scanner, caregivers: Sequence[str], child: str, facts: Sequence[Clause]
) -> list[Statement]:
    """Read ``Ana with Leo: soothing strength, signals concern, play not observed (seen)``."""
    base = [{"kind": "pair", "caregiver": person, "child": child} for person in caregivers]
    return _read_aspects(scanner, base, facts)


def _daily_statements(scanner: Scanner, child: str, facts: Sequence[Clause]) -> list[Statement]:
    """Read ``Leo daily life: routines strength, talk and song strength with Rosa``."""
    return _read_aspects(scanner, [{"kind": "daily", "child": child}], facts)


def _read_aspects(
    scanner: Scanner, base: Sequence[dict[str, Any]], facts: Sequence[Clause]
) -> list[Statement]:
    found: list[ObservationStatement] = []
    everywhere: dict[str, Any] = {}
    for clause in facts:
        inside = scanner.for_clause(clause)
        here: list[ObservationStatement] = []
        while not inside.done:
            at = read_at(inside)
            if at is None:
                here += _read_rated(inside, base)
            elif here:
                here = [replace(seen, fields=seen.fields | {"at_months": at}) for seen in here]
            else:
                everywhere["at_months"] = at
        told = read_accounts(inside, clause.accounts, "pair_rating")
        source = read_source(inside, clause.source)
        found += [replace(seen, accounts=told or seen.accounts, basis=source) for seen in here]
    if not found:
        raise ParseError(
            "nothing was observed on this line", "write for example: soothing strength"
        )
    return [replace(seen, fields=everywhere | seen.fields) for seen in found]


def read_at(scanner: Scanner) -> float | None:
    start = scanner.position
    if scanner.accept_phrase("field", "described"):
        months = scanner.read_months()
        if months is not None:
            return months
    scanner.position = start
    return None


def at_ahead(scanner: Scanner) -> bool:
    start = scanner.position
    try:
        return read_at(scanner) is not None
    except NumberRange:
        return True
    finally:
        scanner.position = start


def _read_rated(scanner: Scanner, base: Sequence[dict[str, Any]]) -> list[ObservationStatement]:
    """Read aspects joined by "and", their rating, with whom, and a note."""
    name, ratings = _ASPECT_LISTS[base[0]["kind"]]
    aspects = [scanner.expect_code(name, "what was observed")]
    while scanner.accept_phrase("link", "and"):
        aspects.append(scanner.expect_code(name, "what was observed"))
    rating = scanner.expect_code(ratings, "strength, no concern, concern or not observed")
    more: dict[str, Any] = {"rating": rating}
    if name == "daily" and scanner.accept_phrase("link", "to"):
        more["with_whom"] = scanner.expect_names()
    note = read_observation_note(scanner)
    more |= {"note": note} if note else {}
    return [
        ObservationStatement(
            fields={**pair, "aspect": aspect, **more},
            rating_list=ratings,
            words=f"{code_in_words(aspect)}: {code_in_words(rating)}",
        )
        for pair in base
        for aspect in aspects
    ]


def read_observation_note(scanner: Scanner) -> str:
    if scanner.accept("colon"):
        return scanner.read_free_text()
    return scanner.read_quoted() or ""


# A child's development


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


# Screenings


def _screening_statements(scanner: Scanner, about: str, facts: Sequence[Clause]) -> list[Statement]:
    """Read ``screening Ana: EPDS score 12, reading concern, date 2026-05-01``."""
    fields: dict[str, Any] = {"kind": "screening", "about": about}
    accounts: tuple[InformantReport, ...] = ()
    basis = None
    for clause in facts:
        inside = scanner.for_clause(clause)
        if "name" not in fields:
            fields["name"] = inside.read_quoted() or _read_words_until_field(inside)
        while not inside.done:
            more = _read_screening_fact(inside)
            if "note" in more and "note" in fields:
                more["note"] = join_texts(fields["note"], more["note"])
            fields |= more
        accounts += read_accounts(inside, clause.accounts, "reading")
        basis = read_source(inside, clause.source) or basis
    if not fields.get("name"):
        raise ParseError("the screening has no name", "write for example: EPDS score 12")
    words = " ".join(filter(None, ("screening", fields["name"], fields.get("score"))))
    if "reading" in fields:
        words += f", read as {code_in_words(fields['reading'])}"
    if "date" in fields:
        words += f", {fields['date']}"
    return [
        ObservationStatement(
            fields=fields, rating_list="reading", words=words, accounts=accounts, basis=basis
        )
    ]


def _read_words_until_field(scanner: Scanner) -> str:
    words: list[str] = []
    while not scanner.done:
        start = scanner.position
        ahead = scanner.read_code("field")
        scanner.position = start
        token = scanner.peek()
        if ahead in ("score", "reading", "date", "note") or token is None or token.kind != "word":
            break
        if ahead == "described" and at_ahead(scanner):
            break
        words.append(token.text)
        scanner.position += 1
    return " ".join(words)


def _read_screening_fact(scanner: Scanner) -> dict[str, Any]:
    at = read_at(scanner)
    if at is not None:
        return {"at_months": at}
    if scanner.accept_phrase("field", "score"):
        scanner.accept("colon")
        return {"score": scanner.read_quoted() or _read_words_until_field(scanner)}
    if scanner.accept_phrase("field", "reading"):
        return {"reading": scanner.expect_code("reading", "no concern, watch or concern")}
    if scanner.accept_phrase("field", "date"):
        return {"date": scanner.read_date()}
    if scanner.accept_phrase("field", "note"):
        return {"note": scanner.read_free_text()}
    raise scanner.unknown_word("field", "write score, reading, date, at or note")
