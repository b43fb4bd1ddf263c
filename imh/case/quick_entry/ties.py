"""Ties, and how they are typed within a line: ``warm -> Leo daily, supports Ana much``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.basis import InformantReport
from imh.case.durations import typed
from imh.case.quick_entry.draft import CaseDraft, both
from imh.case.quick_entry.names import Names
from imh.case.quick_entry.scanner import Scanner
from imh.case.quick_entry.statement import Statement, plain, source_in_words
from imh.case.quick_entry.words import kin_word, shown
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
        target = names.shown(self.target)
        parts = [_tie_in_words(self.changes, target)]
        parts += _supports_in_words(self.changes, target)
        if self.accounts:
            told = (plain(a.value) + source_in_words(a.basis, names) for a in self.accounts)
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
        draft.tie(self.source, self.target, self.also, **self.changes, **more)


def _tie_in_words(changes: dict[str, Any], target: str) -> str:
    parts: list[str] = []
    quality, kind = changes.get("quality"), changes.get("kind")
    if kind is not None:
        parts.append(f"{plain(kind)} {target}")
    if quality is not None:
        tie = f"{plain(quality)} tie to {target}"
        unsaid = f"tie to {target} {quality}"
        parts.append({"none": f"no tie to {target}"}.get(quality, tie))
        if quality in UNSAID:
            parts[-1] = unsaid
    if "contact" in changes:
        contact = shown("contact", changes["contact"])
        words = f"contact {contact}" if contact in UNSAID else contact
        parts.append(words if parts else f"{words} with {target}")
    if "strain" in changes:
        parts.append(f"strain {changes['strain']}" + ("" if parts else f" with {target}"))
    if changes.get("topics"):
        parts.append("about " + " and ".join(shown("topic", topic) for topic in changes["topics"]))
    for field, words in (("since_months", "since"), ("until_months", "until")):
        if changes.get(field) is not None:
            parts.append(f"{words} {typed(changes[field])}")
    if changes.get("note"):
        parts.append(f"note: {changes['note']}")
    return ", ".join(parts)


def _supports_in_words(changes: dict[str, Any], target: str) -> list[str]:
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
    start = scanner.at
    changes: dict[str, Any] = {}
    contact = scanner.code("contact", bare=True)
    named = scanner.word("field", "quality")
    quality = scanner.code("quality")
    contact = contact or scanner.code("contact", bare=True)
    if not scanner.word("link", "tie"):
        scanner.word("field", "contact")
    arrow = scanner.sign("arrow", "dash")
    said = quality or (contact if contact != "lives_with" else None)
    linked = arrow or (said and scanner.word("link", "to")) or (quality and _name_next(scanner))
    if (named and not said) or not linked:
        scanner.at = start
        return None
    changes |= {"quality": quality} if quality else {}
    changes |= {"contact": contact} if contact else {}
    return _between(scanner, subject, scanner.expect_names(), changes)


def _name_next(scanner: Scanner) -> bool:
    start = scanner.at
    found = scanner.name()
    scanner.at = start
    return found is not None


def read_support_clause(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``supports Name much practical`` or ``supported by Name some``."""
    for verb, direction in (("supports", "target"), ("supported", "source")):
        if scanner.word("verb", verb):
            scanner.sign("colon")
            others = scanner.expect_names()
            return _between(scanner, subject, others, read_support(scanner, direction))
    return None


def read_kind_clause(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``attends Little Steps weekly``, ``works with the clinic``, ``speaks Spanish``."""
    start = scanner.at
    kind = scanner.code("tie", bare=True)
    typed = " ".join(token.text for token in scanner.tokens[start : scanner.at])
    if kind is None or kin_word(typed) is not None:
        scanner.at = start
        return None
    others = scanner.name()
    if others is None:
        following = scanner.peek()
        if following and following.kind == "word" and following.text[:1].isupper():
            scanner.expect_name()
        scanner.at = start
        return None
    more = scanner.expect_names() if scanner.word("link", "and") else ()
    return _between(scanner, subject, (others, *more), {"kind": kind})


def _between(
    scanner: Scanner, subject: str, others: Sequence[str], changes: dict[str, Any]
) -> list[Statement]:
    while not scanner.done:
        more = _tail(scanner)
        if more is None:
            break
        changes = merged(changes, more)
    return [TieStatement(source=subject, target=other, changes=changes) for other in others]


def merged(changes: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Join facts about one tie; topics and notes add up, anything else is replaced."""
    topics = (*changes.get("topics", ()), *more.get("topics", ()))
    joined = changes | more
    if "note" in more and "note" in changes:
        joined["note"] = both(changes["note"], more["note"])
    return joined | {"topics": tuple(dict.fromkeys(topics))} if topics else joined


def _tail(scanner: Scanner) -> dict[str, Any] | None:
    """Read one more fact after a tie's name."""
    fact = read_fact(scanner)
    if fact is not None:
        return fact
    start = scanner.at
    contact = scanner.code("contact", bare=True)
    if contact and not (contact == "lives_with" and scanner.name()):
        return {"contact": contact}
    scanner.at = start
    if scanner.word("verb", "supports") and scanner.code("amount"):
        scanner.at = start
        scanner.word("verb", "supports")
        return read_support(scanner, "target")
    scanner.at = start
    return None


def read_support(scanner: Scanner, direction: str) -> dict[str, Any]:
    """Read the amount and kinds of support; kinds may stand before the amount."""
    kinds = _support_kinds(scanner)
    amount = scanner.amount()
    kinds += _support_kinds(scanner)
    found: dict[str, Any] = {f"support_to_{direction}": amount}
    return found | ({f"kinds_to_{direction}": tuple(kinds)} if kinds else {})


def _support_kinds(scanner: Scanner) -> list[str]:
    kinds: list[str] = []
    while (kind := scanner.code("support_kind")) is not None:
        kinds.append(kind)
        scanner.word("link", "and")
    return kinds


def read_fact(scanner: Scanner) -> dict[str, Any] | None:
    """Read a fact that starts with a word of its own: strain, about, since, until, contact ..."""
    start = scanner.at
    for field in ("quality", "contact"):
        if scanner.word("field", field):
            code = None if scanner.sign("colon") is None and scanner.done else scanner.code(field)
            if code is not None:
                return {field: code}
            scanner.at = start
    if scanner.word("field", "kind"):
        scanner.sign("colon")
        return {"kind": scanner.expect("tie", "a kind of tie")}
    if scanner.word("field", "strain"):
        return {"strain": scanner.amount()} | _topics(scanner)
    if scanner.word("field", "note"):
        return {"note": scanner.free_text()}
    topics = _topics(scanner)
    if topics:
        return topics
    for link, field in (("since", "since_months"), ("until", "until_months")):
        if scanner.word("link", link):
            months = scanner.months()
            if months is not None:
                return {field: months}
            scanner.at = start
    return None


def _topics(scanner: Scanner) -> dict[str, Any]:
    if not scanner.word("link", "about"):
        return {}
    topics = [scanner.expect("topic", "what it is about: values, the child, money, trust ...")]
    while scanner.word("link", "and"):
        topics.append(scanner.expect("topic", "what it is about"))
    return {"topics": tuple(topics)}
