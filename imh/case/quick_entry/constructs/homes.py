"""Homes: ``lives with Leo`` within a person's line, and the line ``home Oak Street: ...``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from imh.case.durations import write_number
from imh.case.folding import fold
from imh.case.people import Household
from imh.case.quick_entry.constructs.sources import read_source, source_in_words, write_source
from imh.case.quick_entry.draft import CaseDraft, changed, join_texts
from imh.case.quick_entry.statement import LineContent, Statement, code_in_words, join_names
from imh.case.quick_entry.syntax.lexer import Clause, Token, split_clauses
from imh.case.quick_entry.syntax.line_opening import split_at_colon
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, plain_words, quote


@dataclass(frozen=True, kw_only=True)
class LivesWithStatement(Statement):
    """A person lives in the home of others, or in the index child's when nobody is named."""

    phase: ClassVar[int] = 5
    aside: ClassVar[bool] = False
    subject: str
    others: tuple[str, ...] = ()

    def says(self, names: Names) -> str:
        """Say whom they live with."""
        return "lives with " + (join_names(self.others or names.children[:1], names) or "the child")

    def apply(self, draft: CaseDraft) -> None:
        """Put both into one home."""
        others = self.others or tuple(child for child in draft.children if child != self.subject)
        if not others:
            raise ParseError("'lives with' names nobody", "say with whom, or add the child's line")
        for other in others if self.others else others[:1]:
            _share_home(draft, self.subject, other)


def _share_home(draft: CaseDraft, subject: str, other: str) -> None:
    """Join two people's homes; a home typed on a ``home`` line is never merged away."""
    own, theirs = draft.homes_of(subject), draft.homes_of(other)
    if any(subject in home.members for home in theirs):
        return
    if not theirs and own:
        own, theirs, subject = [], own, other
    home = theirs[0] if theirs else _empty_home(draft, other)
    joining = [subject]
    for old in own:
        if old.id in draft.merged_homes:
            joining += [member for member in old.members if member != subject]
            del draft.homes[old.id]
    members = tuple(dict.fromkeys((*home.members, *joining)))
    draft.put("households", changed(home, members=members))


def _empty_home(draft: CaseDraft, resident: str) -> Household:
    empty = [home for home in draft.homes.values() if not home.members]
    if resident in draft.children and empty:
        return changed(empty[0], members=(resident,))
    home = Household(id=draft.new_id("home"), members=(resident,))
    draft.merged_homes.add(home.id)
    return home


def read_lives_with(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``lives with Leo``, or ``lives with`` alone for the index child's home."""
    if not scanner.accept_phrase("verb", "lives"):
        return None
    first = scanner.read_name()
    if first is None:
        following = scanner.peek()
        if following and following.kind == "word" and following.text[:1].isupper():
            scanner.expect_name()
        return [LivesWithStatement(subject=subject)]
    more = scanner.expect_names() if scanner.accept_phrase("link", "and") else ()
    return [LivesWithStatement(subject=subject, others=(first, *more))]


@dataclass(frozen=True, kw_only=True)
class HomeStatement(Statement):
    """What a ``home`` line says; a home of the same name is added to."""

    phase: ClassVar[int] = 2
    name: str
    another: bool
    members: tuple[str, ...]
    nights: dict[str | None, float]
    changes: dict[str, Any]

    def says(self, names: Names) -> str:
        """Say who lives there."""
        parts = [f"home {self.name}".strip() + (": " + join_names(self.members, names))]
        for child, nights in self.nights.items():
            sleeper = join_names((child,) if child else names.children[:1], names) or "the child"
            parts.append(f"{sleeper} {nights:g} {'night' if nights == 1 else 'nights'} a week")
        if "outside_help" in self.changes:
            parts.append(f"help from outside: {code_in_words(self.changes['outside_help'])}")
        if self.changes.get("note"):
            parts.append(f"note: {self.changes['note']}")
        return "; ".join(parts) + source_in_words(self.basis, names)

    def apply(self, draft: CaseDraft) -> None:
        """Add to the home of this name, or make it."""
        home = None if self.another else self._known(draft)
        if home is None:
            home = Household(id=draft.new_id(f"home-{self.name}"), name=self.name)
        nights = {self._child(draft, child): count for child, count in self.nights.items()}
        changes = dict(self.changes)
        if "note" in changes:
            changes["note"] = draft.append_text(home.note, changes["note"])
        if self.basis is not None:
            changes["basis"] = self.basis
        members = tuple(dict.fromkeys((*home.members, *self.members)))
        draft.put(
            "households",
            changed(home, members=members, nights={**home.nights, **nights}, **changes),
        )

    def _known(self, draft: CaseDraft) -> Household | None:
        same = [home for home in draft.homes.values() if fold(home.name) == fold(self.name)]
        if same:
            return same[0]
        return next(iter(draft.homes.values())) if not self.name and len(draft.homes) == 1 else None

    def _child(self, draft: CaseDraft, named: str | None) -> str:
        child = named or (draft.children[0] if len(draft.children) == 1 else None)
        if child is None:
            raise ParseError(
                "it is not said whose nights these are", "write for example: Leo 6 nights"
            )
        if child not in draft.children:
            raise ParseError("nights are counted for the index child", "name the index child")
        return child


def read_home_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``home Oak Street: Ana, Leo, Rosa; Leo 6 nights; outside help few``."""
    head, after = split_at_colon(words)
    inside = scanner.for_tokens(head)
    another = bool(head) and fold(head[0].text) == "another"
    inside.position += another
    inside.accept_phrase("line", "home")
    quoted = inside.peek()
    name = quoted.text if quoted is not None and quoted.kind == "quoted" else inside.rest()
    return _home_statements(scanner, name, another, split_clauses(after)), ""


def _home_statements(
    scanner: Scanner, name: str, another: bool, facts: Sequence[Clause]
) -> list[Statement]:
    """Read ``home Oak Street: Ana, Leo, Rosa; Leo 6 nights; outside help few``."""
    members: list[str] = []
    nights: dict[str | None, float] = {}
    changes: dict[str, Any] = {}
    basis = None
    for clause in facts:
        inside = scanner.for_clause(clause)
        while not inside.done:
            if inside.accept_phrase("field", "outside_help"):
                changes["outside_help"] = inside.expect_code("outside_help", "none, few or enough")
            elif inside.accept_phrase("field", "note"):
                changes["note"] = join_texts(changes.get("note", ""), inside.read_free_text())
            else:
                _read_resident(inside, members, nights)
        basis = read_source(inside, clause.source) or basis
    return [
        HomeStatement(
            name=name,
            another=another,
            members=tuple(dict.fromkeys(members)),
            nights=nights,
            changes=changes,
            basis=basis,
        )
    ]


def _read_resident(scanner: Scanner, members: list[str], nights: dict[str | None, float]) -> None:
    """Read ``Leo``, ``Leo 6 nights`` (lives here) or ``Leo visits 1 night`` (does not)."""
    whole = scanner.read_whole_name()
    if whole:
        members.append(whole)
        return
    if scanner.position:
        scanner.accept_phrase("link", "and")
    ahead = scanner.for_tokens(scanner.tokens[scanner.position :])
    person = scanner.expect_name() if _read_nights(ahead) is None else None
    visits = scanner.accept_phrase("link", "visits")
    count = _read_nights(scanner)
    if count is not None:
        nights[person] = count
    elif visits:
        raise scanner.unknown_word("", "say how many nights")
    if person and not visits:
        members.append(person)


def _read_nights(scanner: Scanner) -> float | None:
    start = scanner.position
    count = scanner.read_number()
    if count is not None and scanner.accept_phrase("link", "nights"):
        return count
    scanner.position = start
    return None


def write_home(home: Household, written: WrittenNames, index: int) -> str:
    """Write ``home Oak Street: Ana, Leo; Leo 6 nights; outside help few``."""
    parts = (
        [", ".join(written.write_name(member) for member in home.members)] if home.members else []
    )
    for child, nights in home.nights.items():
        count = f"{write_number(nights)} {'night' if nights == 1 else 'nights'}"
        visits = "" if child in home.members else "visits "
        parts.append(f"{written.write_name(child, visits + count)} {visits}{count}")
    if home.outside_help != "unknown":
        parts.append(f"outside help {home.outside_help}")
    parts += [f"note {quote(home.note)}"] if home.note else []
    lead = "another home" if index else "home"
    name = home.name if plain_words(home.name) and len(home.name.split()) > 1 else quote(home.name)
    opening = f"{lead} {name}" if home.name else lead
    return f"{opening}: {'; '.join(parts)}{write_source(home.basis, written)}"
