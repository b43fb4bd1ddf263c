"""What can be said of a tie: "warm", "daily", "supports much", "strain some about money" ..."""

from typing import Any

from imh.case.durations import write_duration
from imh.case.quick_entry.draft import join_texts
from imh.case.quick_entry.statement import code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import quote
from imh.case.ties import Tie
from imh.case.vocabulary import KIN_TIES, UNSAID


def read_line_fact(scanner: Scanner) -> dict[str, Any]:
    """Read one fact on a tie's own line, where neither its quality nor its kind needs a name."""
    fact = read_tie_fact(scanner)
    if fact is not None:
        return fact
    for verb, direction in (("supports", "target"), ("supported", "source")):
        if scanner.accept_phrase("verb", verb):
            start = scanner.position
            if scanner.read_code("amount") is None:
                scanner.read_name()
            else:
                scanner.position = start
            return read_support(scanner, direction)
    for name, field in (("contact", "contact"), ("tie", "kind")):
        code = scanner.read_code(name, bare=True)
        if code is not None:
            return {field: code}
    quality = scanner.read_code("quality")
    if quality is None:
        raise scanner.unknown_word("quality")
    scanner.accept_phrase("link", "tie")
    return {"quality": quality}


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


def merge_facts(changes: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Join facts about one tie; topics and notes add up, anything else is replaced."""
    topics = (*changes.get("topics", ()), *more.get("topics", ()))
    joined = changes | more
    if "note" in more and "note" in changes:
        joined["note"] = join_texts(changes["note"], more["note"])
    return joined | {"topics": tuple(dict.fromkeys(topics))} if topics else joined


def say_tie_facts(changes: dict[str, Any], target: str) -> str:
    """Say all of a tie but its support: "warm tie to Leo, daily"."""
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
    """Say the support that is given and got: "gives Leo much support"."""
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


def write_tie_facts(tie: Tie, with_kind: bool) -> list[str]:
    """Write all that is known of a tie, each fact by itself."""
    facts: list[str] = []
    if with_kind:
        facts.append(_write_kind(tie))
    facts += [phrase_for("quality", tie.quality)] if tie.quality != "unknown" else []
    if tie.contact != "unknown":
        declined = tie.contact == "declined"
        facts.append("contact declined" if declined else phrase_for("contact", tie.contact))
    for verb, amount, kinds in (
        ("supports", tie.support_to_target, tie.kinds_to_target),
        ("supported", tie.support_to_source, tie.kinds_to_source),
    ):
        if amount != "unknown" or kinds:
            facts.append(" ".join((verb, amount, " and ".join(kinds))).strip())
    facts += _write_strain(tie)
    facts += [f"since {write_duration(tie.since_months)}"] if tie.since_months is not None else []
    facts += [f"until {write_duration(tie.until_months)}"] if tie.until_months is not None else []
    facts += [f"note {quote(tie.note)}"] if tie.note else []
    return facts


def _write_kind(tie: Tie) -> str:
    if tie.kind == "unknown":
        return "kind unknown"
    return tie.kind.replace("_", " ") if tie.kind in KIN_TIES else phrase_for("tie", tie.kind)


def _write_strain(tie: Tie) -> list[str]:
    about = " and ".join(phrase_for("topic", topic) for topic in tie.topics)
    strain = f"strain {tie.strain}" if tie.strain != "unknown" else ""
    words = " ".join(filter(None, (strain, f"about {about}" if about else "")))
    return [words] if words else []
