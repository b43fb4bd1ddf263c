"""Ties, and how they are typed within a line: ``warm -> Leo daily, supports Ana much``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.basis import InformantReport
from imh.case.durations import write_duration
from imh.case.quick_entry.draft import CaseDraft, join_texts
from imh.case.quick_entry.draft_ties import add_to_tie
from imh.case.quick_entry.statement import Statement, code_in_words, source_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.kinship_words import kin_word
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.vocabulary import UNSAID


@dataclass(frozen=True, kw_only=True)
class TieStatement(Statement):
    """Facts about one tie, seen from its source."""

    phase: ClassVar[int] = 4
    source: str
    target: str
    changes: dict[str, Any]
    accounts: tuple[InformantReport, ...] = ()
    also: bool = False

    def says(self, names: Names) -> str:
        """Say the tie as a sentence would: "warm tie to Leo, daily; gives Leo much support"."""
        target = names.name_of(self.target)
        parts = [say_tie_facts(self.changes, target)]
        parts += say_support(self.changes, target)
        if self.accounts:
            told = (code_in_words(a.value) + source_in_words(a.basis, names) for a in self.accounts)
            parts.append(f"accounts of the tie to {target} differ: " + ", ".join(told))
        if self.also:
            parts[0] = f"another tie to {target}: {parts[0]}"
        return "; ".join(part for part in parts if part) + source_in_words(self.basis, names)

    def apply(self, draft: CaseDraft) -> None:
        """Write the facts into the tie."""
        more: dict[str, Any] = {}
        if self.basis is not None:
            more["basis"] = self.basis
        if self.accounts:
            more["accounts"] = self.accounts
        add_to_tie(draft, self.source, self.target, self.also, **self.changes, **more)


def say_tie_facts(changes: dict[str, Any], target: str) -> str:
    parts: list[str] = []
    quality, kind = changes.get("quality"), changes.get("kind")
    if kind is not None:
        parts.append(f"{code_in_words(kind)} {target}")
    if quality is not None:
        tie = f"{code_in_words(quality)} tie to {target}"
        unsaid = f"tie to {target} {quality}"
        parts.append({"none": f"no tie to {target}"}.get(quality, tie))
        if quality in UNSAID:
            parts[-1] = unsaid
    if "contact" in changes:
        contact = phrase_for("contact", changes["contact"])
        words = f"contact {contact}" if contact in UNSAID else contact
        parts.append(words if parts else f"{words} with {target}")
    if "strain" in changes:
        parts.append(f"strain {changes['strain']}" + ("" if parts else f" with {target}"))
    if changes.get("topics"):
        parts.append(
            "about " + " and ".join(phrase_for("topic", topic) for topic in changes["topics"])
        )
    for field, words in (("since_months", "since"), ("until_months", "until")):
        if changes.get(field) is not None:
            parts.append(f"{words} {write_duration(changes[field])}")
    if changes.get("note"):
        parts.append(f"note: {changes['note']}")
    return ", ".join(parts)


def say_support(changes: dict[str, Any], target: str) -> list[str]:
    found: list[str] = []
    for direction, words in (
        ("target", "gives {t} {a}{k} support"),
        ("source", "gets {a}{k} support from {t}"),
    ):
        amount = changes.get(f"support_to_{direction}")
        if amount is not None:
            kinds = " and ".join(changes.get(f"kinds_to_{direction}", ()))
            said = {"none": "no"}.get(amount, amount)
            found.append(words.format(t=target, a=said, k=f" {kinds}" if kinds else ""))
    return found


# Within the line of a person, setting or influence


def read_tie_clause(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``[quality] [contact] -> Name [facts]``, None when there is no tie here.

    After a quality the arrow may be left out before the name of somebody on the map.
    """
    start = scanner.position
    changes: dict[str, Any] = {}
    contact = scanner.read_code("contact", bare=True)
    named = scanner.accept_phrase("field", "quality")
    quality = scanner.read_code("quality")
    contact = contact or scanner.read_code("contact", bare=True)
    if not scanner.accept_phrase("link", "tie"):
        scanner.accept_phrase("field", "contact")
    arrow = scanner.accept("arrow", "dash")
    said = quality or (contact if contact != "lives_with" else None)
    linked = (
        arrow
        or (said and scanner.accept_phrase("link", "to"))
        or (quality and _name_ahead(scanner))
    )
    if (named and not said) or not linked:
        scanner.position = start
        return None
    changes |= {"quality": quality} if quality else {}
    changes |= {"contact": contact} if contact else {}
    return _tie_statements(scanner, subject, scanner.expect_names(), changes)


def _name_ahead(scanner: Scanner) -> bool:
    start = scanner.position
    found = scanner.read_name()
    scanner.position = start
    return found is not None


def read_support_clause(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``supports Name much practical`` or ``supported by Name some``."""
    for verb, direction in (("supports", "target"), ("supported", "source")):
        if scanner.accept_phrase("verb", verb):
            scanner.accept("colon")
            others = scanner.expect_names()
            return _tie_statements(scanner, subject, others, read_support(scanner, direction))
    return None


def read_kind_clause(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``attends Little Steps weekly``, ``works with the clinic``, ``speaks Spanish``."""
    start = scanner.position
    kind = scanner.read_code("tie", bare=True)
    typed = " ".join(token.text for token in scanner.tokens[start : scanner.position])
    if kind is None or kin_word(typed) is not None:
        scanner.position = start
        return None
    others = scanner.read_name()
    if others is None:
        following = scanner.peek()
        if following and following.kind == "word" and following.text[:1].isupper():
            scanner.expect_name()
        scanner.position = start
        return None
    more = scanner.expect_names() if scanner.accept_phrase("link", "and") else ()
    return _tie_statements(scanner, subject, (others, *more), {"kind": kind})


def _tie_statements(
    scanner: Scanner, subject: str, others: Sequence[str], changes: dict[str, Any]
) -> list[Statement]:
    while not scanner.done:
        more = _read_fact_after_name(scanner)
        if more is None:
            break
        changes = merge_facts(changes, more)
    return [TieStatement(source=subject, target=other, changes=changes) for other in others]


def merge_facts(changes: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Join facts about one tie; topics and notes add up, anything else is replaced."""
    topics = (*changes.get("topics", ()), *more.get("topics", ()))
    joined = changes | more
    if "note" in more and "note" in changes:
        joined["note"] = join_texts(changes["note"], more["note"])
    return joined | {"topics": tuple(dict.fromkeys(topics))} if topics else joined


def _read_fact_after_name(scanner: Scanner) -> dict[str, Any] | None:
    """Read one more fact after a tie's name."""
    fact = read_tie_fact(scanner)
    if fact is not None:
        return fact
    start = scanner.position
    contact = scanner.read_code("contact", bare=True)
    if contact and not (contact == "lives_with" and scanner.read_name()):
        return {"contact": contact}
    scanner.position = start
    if scanner.accept_phrase("verb", "supports") and scanner.read_code("amount"):
        scanner.position = start
        scanner.accept_phrase("verb", "supports")
        return read_support(scanner, "target")
    scanner.position = start
    return None


def read_support(scanner: Scanner, direction: str) -> dict[str, Any]:
    """Read the amount and kinds of support; kinds may stand before the amount."""
    kinds = _support_kinds(scanner)
    amount = scanner.read_amount()
    kinds += _support_kinds(scanner)
    found: dict[str, Any] = {f"support_to_{direction}": amount}
    return found | ({f"kinds_to_{direction}": tuple(kinds)} if kinds else {})


def _support_kinds(scanner: Scanner) -> list[str]:
    kinds: list[str] = []
    while (kind := scanner.read_code("support_kind")) is not None:
        kinds.append(kind)
        scanner.accept_phrase("link", "and")
    return kinds


def read_tie_fact(scanner: Scanner) -> dict[str, Any] | None:
    """Read a fact that starts with a word of its own: strain, about, since, until, contact ..."""
    start = scanner.position
    for field in ("quality", "contact"):
        if scanner.accept_phrase("field", field):
            code = (
                None
                if scanner.accept("colon") is None and scanner.done
                else scanner.read_code(field)
            )
            if code is not None:
                return {field: code}
            scanner.position = start
    if scanner.accept_phrase("field", "kind"):
        scanner.accept("colon")
        return {"kind": scanner.expect_code("tie", "a kind of tie")}
    if scanner.accept_phrase("field", "strain"):
        return {"strain": scanner.read_amount()} | _read_topics(scanner)
    if scanner.accept_phrase("field", "note"):
        return {"note": scanner.read_free_text()}
    topics = _read_topics(scanner)
    if topics:
        return topics
    for link, field in (("since", "since_months"), ("until", "until_months")):
        if scanner.accept_phrase("link", link):
            months = scanner.read_months()
            if months is not None:
                return {field: months}
            scanner.position = start
    return None


def _read_topics(scanner: Scanner) -> dict[str, Any]:
    if not scanner.accept_phrase("link", "about"):
        return {}
    topics = [scanner.expect_code("topic", "what it is about: values, the child, money, trust ...")]
    while scanner.accept_phrase("link", "and"):
        topics.append(scanner.expect_code("topic", "what it is about"))
    return {"topics": tuple(topics)}
