"""Reflections: ``Tess feels irritation towards Marco much``, ``supervision used``, ``split:``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from imh.case.durations import write_duration
from imh.case.folding import fold
from imh.case.quick_entry.draft import CaseDraft, join_texts
from imh.case.quick_entry.statement import LineContent, Statement, code_in_words, join_names
from imh.case.quick_entry.syntax.grammar_words import phrase_for, phrase_list
from imh.case.quick_entry.syntax.lexer import Token, split_clauses, tokenize
from imh.case.quick_entry.syntax.line_opening import find_token, line_kind, reflection_opening
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote
from imh.case.reflections import Reflection


@dataclass(frozen=True, kw_only=True)
class ReflectionStatement(Statement):
    """One reflection."""

    fields: dict[str, Any]

    def says(self, names: Names) -> str:
        """Say who reflects on whom, and how."""
        fields = self.fields
        by, feeling = fields.get("by"), fields.get("feeling")
        if by and feeling and fields["kind"] == "reaction":
            parts = [f"{names.name_of(by)} feels {code_in_words(feeling)}"]
        else:
            parts = [code_in_words(fields["kind"])]
            parts += [code_in_words(feeling)] if feeling else []
            parts += [f"by {names.name_of(by)}"] if by else []
        parts += (
            [f"towards {join_names(fields['towards'], names)}"] if fields.get("towards") else []
        )
        parts += [fields[key] for key in ("strength", "state") if key in fields]
        parts += [f"at {write_duration(fields['at_months'])}"] if "at_months" in fields else []
        parts += ["shared"] if fields.get("shared") else []
        parts += [f'{names.name_of(v["who"])} says "{v["says"]}"' for v in fields.get("views", ())]
        parts += [f'"{fields["text"]}"'] if fields.get("text") else []
        return ", ".join(parts)

    def apply(self, draft: CaseDraft) -> None:
        """Add the reflection."""
        fields = self.fields
        by = fields.get("by")
        if by is not None and by not in draft.people:
            raise ParseError(f"'{by}' is not a person", "a person reflects")
        called = (by, fields.get("feeling") or fields["kind"], *fields.get("towards", ()))
        identifier = draft.new_id("-".join(filter(None, called)))
        draft.put("reflections", Reflection.model_validate({**fields, "id": identifier}))


def read_reflection_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``own story by Tess: "text"`` or ``supervision used``."""
    count = reflection_opening(words, words, find_token(words, "colon"))
    code = phrase_list("reflection").code(" ".join(t.text for t in words[:count]), bare=True)
    return _reflection_statements(scanner, str(code), words[count:]), ""


def read_feels_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``Tess feels irritation towards Marco much``."""
    at = next(i for i, t in enumerate(words) if t.kind == "word" and fold(t.text) == "feels")
    who = scanner.for_tokens(words[:at])
    by = who.expect_name()
    if not who.done:
        raise who.unknown_word("", "write for example: Tess feels worry")
    found = _reflection_statements(
        scanner, "reaction", [*_before_colon(words[at:]), *_from_colon(words)]
    )
    return [_with_person(statement, by) for statement in found], ""


def _before_colon(words: Sequence[Token]) -> Sequence[Token]:
    colon = find_token(words, "colon")
    return words if colon is None else words[:colon]


def _from_colon(words: Sequence[Token]) -> Sequence[Token]:
    colon = find_token(words, "colon")
    return () if colon is None else words[colon:]


def _with_person(statement: Statement, person: str) -> Statement:
    if isinstance(statement, ReflectionStatement):
        return replace(statement, fields=statement.fields | {"by": person})
    return statement


def _reflection_statements(scanner: Scanner, kind: str, words: Sequence[Token]) -> list[Statement]:
    """Read what stands after the kind: ``by Tess towards Marco, strength much: "text"``."""
    fields: dict[str, Any] = {"kind": kind}
    colon = next((index for index, token in enumerate(words) if token.kind == "colon"), len(words))
    for clause in split_clauses(words[:colon]):
        inside = scanner.for_clause(clause)
        while not inside.done:
            _read_fact(inside, fields)
    after = words[colon + 1 :]
    if after:
        _read_after_colon(scanner, kind, after, fields)
    return [ReflectionStatement(fields=fields)]


def _read_fact(scanner: Scanner, fields: dict[str, Any]) -> None:
    """Read one fact of a reflection; unnamed amounts and feelings are understood."""
    start = scanner.position
    if scanner.accept_phrase("link", "by"):
        fields["by"] = scanner.expect_name()
        return
    if scanner.accept_phrase("link", "towards"):
        fields["towards"] = (*fields.get("towards", ()), *scanner.expect_names())
        return
    field = scanner.read_code("field")
    if field == "feeling":
        fields["feeling"] = scanner.expect_code("feeling", "a feeling such as worry or warmth")
    elif field == "strength":
        fields["strength"] = scanner.read_amount()
    elif field == "state":
        fields["state"] = scanner.expect_code("supervision", "used, available or none")
    elif field == "shared":
        fields["shared"] = True
    elif field == "described":
        fields["at_months"] = scanner.expect_months()
    else:
        scanner.position = start
        _read_unnamed(scanner, fields)


def _read_unnamed(scanner: Scanner, fields: dict[str, Any]) -> None:
    name, field = (
        ("supervision", "state") if fields["kind"] == "supervision" else ("amount", "strength")
    )
    code = scanner.read_code(name)
    if code is not None:
        fields[field] = code
        return
    feeling = scanner.read_code("feeling", bare=True)
    if feeling is None:
        raise scanner.unknown_word("feeling")
    fields["feeling"] = feeling


def _read_after_colon(
    scanner: Scanner, kind: str, after: Sequence[Token], fields: dict[str, Any]
) -> None:
    """Read what follows the colon: views for a split, facts where they fit, else free text."""
    views = _read_views(scanner, after)
    if views:
        fields["views"], text = views
        if text:
            fields["text"] = text
        return
    if kind in ("reaction", "supervision") and after[0].kind == "word":
        attempt: dict[str, Any] = dict(fields)
        for clause in split_clauses(after):
            inside = scanner.for_clause(clause)
            while not inside.done:
                quoted = inside.read_quoted()
                if quoted is not None:
                    attempt["text"] = join_texts(attempt.get("text", ""), quoted)
                elif inside.accept("colon"):
                    attempt["text"] = join_texts(attempt.get("text", ""), inside.read_free_text())
                else:
                    _read_fact(inside, attempt)
        fields |= attempt
        return
    fields["text"] = _read_text(scanner, after)


def _read_views(
    scanner: Scanner, after: Sequence[Token]
) -> tuple[tuple[dict[str, str], ...], str] | None:
    """Read ``Tess: "safe enough"; Dr Osei: "worried"``, and quoted text after it."""
    views: list[dict[str, str]] = []
    text = ""
    for clause in split_clauses(after):
        inside = scanner.for_clause(clause)
        if not any(token.kind == "colon" for token in clause.tokens):
            text = inside.read_quoted() or ""
            if not text:
                return None
            continue
        who = inside.expect_name()
        if inside.accept("colon") is None:
            raise inside.unknown_word("", "write a name, a colon and what they say")
        views.append({"who": who, "says": inside.read_free_text()})
    return (tuple(views), text) if views else None


def _read_text(scanner: Scanner, after: Sequence[Token]) -> str:
    inside = scanner.for_tokens(after)
    text = inside.read_free_text()
    if not inside.done:
        raise inside.unknown_word("", "put the whole text in quotation marks")
    return text


def write_reflection(reflection: Reflection, written: WrittenNames) -> str:
    """Write ``reaction by Tess towards Marco, feeling irritation, strength much: "text"``."""
    head = phrase_for("reflection", reflection.kind)
    if reflection.kind == "supervision" and reflection.state != "unknown":
        head += f" {reflection.state}"
    elif reflection.state != "unknown":
        head += f" state {reflection.state}"
    head += f" by {written.write_name(reflection.by, 'towards')}" if reflection.by else ""
    head += f" towards {written.write_joined(reflection.towards)}" if reflection.towards else ""
    parts = [head]
    if reflection.feeling:
        parts.append(f"feeling {phrase_for('feeling', reflection.feeling)}")
    if reflection.strength != "unknown":
        parts.append(f"strength {reflection.strength}")
    if reflection.at_months is not None:
        parts.append(f"at {write_duration(reflection.at_months)}")
    parts += ["shared"] if reflection.shared else []
    said = [f"{written.write_name(view.who)}: {quote(view.says)}" for view in reflection.views]
    said += [quote(reflection.text)] if reflection.text else []
    line = ", ".join(parts)
    if said:
        return f"{line}: {'; '.join(said)}"
    return line if line_kind(tokenize(line)) == "reflection" else f"{line}:"
