"""The care plan: safety, strengths, questions, goals and the referral."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imh.case.basis import Record
from imh.case.care_plan import Goal, Question, Referral, SafetyConcern, Strength
from imh.case.case import Case
from imh.case.quick_entry.constructs.sources import read_source, source_in_words, write_source
from imh.case.quick_entry.draft import CaseDraft, join_texts
from imh.case.quick_entry.statement import LineContent, Statement, code_in_words, join_names
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.lexer import Token, split_clauses
from imh.case.quick_entry.syntax.line_opening import split_opening
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote

_MODELS: dict[str, type[Record]] = {
    "safety": SafetyConcern,
    "strengths": Strength,
    "questions": Question,
    "goals": Goal,
}


@dataclass(frozen=True, kw_only=True)
class CarePlanStatement(Statement):
    """One entry of the lists of the care plan."""

    list_name: str
    called: str
    fields: dict[str, Any]

    def says(self, names: Names) -> str:
        """Say the entry field by field."""
        parts = [self.called]
        for field, value in self.fields.items():
            if field in ("who", "about", "by"):
                people = (value,) if isinstance(value, str) else value
                lead = {"about": "about ", "by": "by "}.get(field, "")
                parts += [lead + join_names(people, names)] if people else []
            elif field == "ask":
                parts.append(f"ask {value}")
            elif field in ("text", "words"):
                parts.append(f'"{value}"')
            else:
                parts.append(code_in_words(str(value)))
        return ", ".join(parts) + source_in_words(self.basis, names)

    def apply(self, draft: CaseDraft) -> None:
        """Add the entry."""
        people = self.fields.get("who", ()) if self.list_name == "safety" else ()
        by = (self.fields["by"],) if self.fields.get("by") else ()
        for person in (*people, *by):
            if person not in draft.people:
                raise ParseError(f"'{person}' is not a person", "name a person here")
        fields = dict(self.fields) | ({} if self.basis is None else {"basis": self.basis})
        fields["id"] = draft.new_id(self.fields.get("kind", self.called))
        draft.put(self.list_name, _MODELS[self.list_name].model_validate(fields))


def read_safety_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``safety: violence or threat current, Ana (told by Ana)``."""
    _, after = split_opening(scanner, words, "safety")
    fields: dict[str, Any] = {}
    who: list[str] = []
    basis = None
    for clause in split_clauses(after):
        inside = scanner.for_clause(clause)
        while not inside.done:
            name = inside.read_whole_name() if inside.position == 0 else None
            quoted = None if name else inside.read_quoted()
            if name:
                who.append(name)
            elif quoted is not None:
                fields["text"] = join_texts(fields.get("text", ""), quoted)
            elif inside.accept_phrase("field", "note"):
                fields["text"] = join_texts(fields.get("text", ""), inside.read_free_text())
            elif "kind" not in fields:
                fields["kind"] = inside.expect_code("safety", "a safety concern")
            elif (state := inside.read_code("safety_state")) is not None:
                fields["state"] = state
            else:
                if not inside.accept_phrase("link", "and"):
                    inside.accept_phrase("link", "to")
                who += inside.expect_names()
        basis = read_source(inside, clause.source) or basis
    if "kind" not in fields:
        raise ParseError("it is not said what the concern is", "write for example: injury current")
    if who:
        fields["who"] = tuple(dict.fromkeys(who))
    found = CarePlanStatement(list_name="safety", called="safety", fields=fields, basis=basis)
    return [found], ""


def read_strength_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``strength Ana about Leo: "I knew his hands" (told by Ana)``."""
    head, after = split_opening(scanner, words, "strength")
    inside = scanner.for_tokens(head)
    fields: dict[str, Any] = {}
    inside.accept_phrase("link", "by")
    if not inside.done and not inside.accept_phrase("link", "about"):
        fields["by"] = inside.expect_name()
        inside.accept_phrase("link", "about")
    if not inside.done:
        fields["about"] = inside.expect_names()
    expect_all_read(inside)
    text, source = _read_text_and_source(scanner, after)
    fields["words"] = text
    basis = read_source(scanner, source)
    found = CarePlanStatement(list_name="strengths", called="strength", fields=fields, basis=basis)
    return [found], ""


def _read_text_and_source(scanner: Scanner, words: Sequence[Token]) -> tuple[str, Token | None]:
    source = words[-1] if words and words[-1].kind == "aside" else None
    inside = scanner.for_tokens(words[:-1] if source else words)
    text = inside.read_free_text()
    expect_all_read(inside)
    if not text:
        raise ParseError("nothing stands after the colon", "write what was said")
    return text, source


def expect_all_read(scanner: Scanner) -> None:
    """Raise ParseError for words that are left over."""
    if not scanner.done:
        raise scanner.unknown_word("", "put the text in quotation marks")


def read_question_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``question about Leo, ask Rosa: how does he sleep?``."""
    head, after = split_opening(scanner, words, "question")
    fields: dict[str, Any] = {}
    for clause in split_clauses(head):
        inside = scanner.for_clause(clause)
        while not inside.done:
            if inside.accept_phrase("link", "about"):
                fields["about"] = inside.expect_names()
            elif inside.accept_phrase("field", "ask"):
                fields["ask"] = inside.read_free_text()
            elif inside.accept_phrase("field", "answer"):
                fields["answer"] = inside.read_free_text()
            else:
                fields["state"] = inside.expect_code(
                    "question_state", "open, answered or not to ask"
                )
    fields["text"] = _read_plain_text(scanner, after)
    return [CarePlanStatement(list_name="questions", called="question", fields=fields)], ""


def _read_plain_text(scanner: Scanner, words: Sequence[Token]) -> str:
    inside = scanner.for_tokens(words)
    text = inside.read_free_text()
    expect_all_read(inside)
    if not text:
        raise ParseError("nothing stands after the colon", "write the text")
    return text


def read_goal_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``goal Tess and Ana: visit Marco, before Saturday, done``."""
    head, after = split_opening(scanner, words, "goal")
    inside = scanner.for_tokens(head)
    fields: dict[str, Any] = {} if inside.done else {"who": inside.expect_names()}
    expect_all_read(inside)
    texts: list[str] = []
    for clause in split_clauses(after):
        inside = scanner.for_clause(clause)
        start = inside.position
        state = inside.read_code("goal_state")
        if texts and state in ("open", "doing", "done", "dropped") and inside.done:
            fields["state"] = state
            continue
        inside.position = start
        if texts and inside.accept_phrase("field", "by_when"):
            typed = scanner.for_clause(clause).rest()
            quoted = inside.read_quoted()
            fields["by_when"] = typed if quoted is None else quoted
            continue
        inside.position = start
        texts.append(inside.read_quoted() or inside.rest())
    if not texts:
        raise ParseError("nothing stands after the colon", "write who does what by when")
    fields["text"] = ", ".join(texts)
    return [CarePlanStatement(list_name="goals", called="goal", fields=fields)], ""


@dataclass(frozen=True, kw_only=True)
class ReferralStatement(Statement):
    """Who asked, in their words."""

    fields: dict[str, Any]

    def says(self, names: Names) -> str:
        """Say the referral."""
        by = f" by {self.fields['by']}" if self.fields.get("by") else ""
        return f'referral{by}: "{self.fields.get("words", "")}"'

    def apply(self, draft: CaseDraft) -> None:
        """Keep the referral; further words of the same referrer stand below the first."""
        known, fields = draft.referral, dict(self.fields)
        if known.by and fields.get("by", known.by) != known.by:
            raise ParseError(
                f"there is a referral by {known.by} already", "note the other one there"
            )
        fields["words"] = draft.append_text(known.words, fields.get("words", ""))
        draft.referral = Referral.model_validate(dict(known) | fields)


def read_referral_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``referral Dr Osei, date 2026-05-01: "never settles"``."""
    head, after = split_opening(scanner, words, "referral")
    fields: dict[str, Any] = {}
    for clause in split_clauses(head):
        inside = scanner.for_clause(clause)
        start = inside.position
        if inside.accept_phrase("field", "date"):
            fields["date"] = inside.read_date()
            continue
        inside.position = start
        inside.accept_phrase("link", "by")
        fields["by"] = inside.read_free_text()
    if after:
        fields["words"] = _read_plain_text(scanner, after)
    return [ReferralStatement(fields=fields)], ""


def write_safety(concern: SafetyConcern, written: WrittenNames) -> str:
    """Write ``safety: injury past, Leo (told by Ana)``."""
    parts = [f"{phrase_for('safety', concern.kind)} {phrase_for('safety_state', concern.state)}"]
    parts += written.write_each(concern.who)
    parts += [quote(concern.text)] if concern.text else []
    return f"safety: {', '.join(parts)}{write_source(concern.basis, written)}"


def write_strength(strength: Strength, written: WrittenNames) -> str:
    """Write ``strength Ana about Leo: "I knew his hands"``."""
    head = "strength"
    head += f" {written.write_name(strength.by, 'about')}" if strength.by else ""
    head += f" about {written.write_joined(strength.about)}" if strength.about else ""
    return f"{head}: {quote(strength.words)}{write_source(strength.basis, written)}"


def write_question(question: Question, written: WrittenNames) -> str:
    """Write ``question about Leo, ask "Rosa": "how does he sleep?"``."""
    head = ["question"]
    if question.about:
        head = [f"question about {written.write_joined(question.about)}"]
    head += [f"ask {quote(question.ask)}"] if question.ask else []
    head += [phrase_for("question_state", question.state)] if question.state != "open" else []
    head += [f"answer {quote(question.answer)}"] if question.answer else []
    return f"{', '.join(head)}: {quote(question.text)}"


def write_goal(goal: Goal, written: WrittenNames) -> str:
    """Write ``goal Tess and Ana: "visit Marco", by when "Saturday", done``."""
    who = f" {written.write_joined(goal.who)}" if goal.who else ""
    parts = [quote(goal.text)]
    parts += [f"by when {quote(goal.by_when)}"] if goal.by_when else []
    parts += [goal.state] if goal.state != "open" else []
    return f"goal{who}: {', '.join(parts)}"


def write_referral(case: Case) -> str:
    """Write ``referral "Dr Osei", date 2026-05-01: "never settles"``, "" where none is known."""
    referral = case.referral
    head = [f"referral {quote(referral.by)}" if referral.by else "referral"]
    head += [f"date {referral.date}"] if referral.date else []
    words = f": {quote(referral.words)}" if referral.words else ""
    written = ", ".join(head) + words
    return "" if written == "referral" else written
