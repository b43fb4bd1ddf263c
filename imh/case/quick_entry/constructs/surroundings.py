"""Settings and influences: ``Little Steps, childcare, waiting``, ``Spanish, language``."""

from dataclasses import dataclass

from imh.case.quick_entry.constructs.fields import FactReader, FieldStatement, field_statements
from imh.case.quick_entry.constructs.sources import write_source
from imh.case.quick_entry.statement import Statement
from imh.case.quick_entry.syntax.grammar_words import phrase_for, phrase_list
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote
from imh.case.surroundings import Influence, Setting


@dataclass(frozen=True, kw_only=True)
class SurroundingStatement(FieldStatement):
    """What makes a line that of a setting or an influence: its kind."""

    list_name: str


def surrounding_kind_reader(name: str, list_name: str) -> FactReader:
    """Return a reader of the kinds of settings or of influences."""

    def read(scanner: Scanner, subject: str) -> list[Statement] | None:
        code = scanner.read_code(name, bare=True)
        if code is None:
            return None
        words = phrase_for(name, code)
        return [
            SurroundingStatement(
                subject=subject, changes={"kind": code}, words=words, list_name=list_name
            )
        ]

    return read


def read_quotation(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read quoted words: how an influence is put by the family."""
    quoted = scanner.read_quoted()
    return None if quoted is None else field_statements(subject, f'"{quoted}"', words=quoted)


def kind_in_name(name: str) -> str | None:
    """Return the kind of setting that the last word of a name says ("St Mary's Church")."""
    words = name.split()
    return phrase_list("setting").code(words[-1], bare=True) if len(words) > 1 else None


def write_setting(setting: Setting, written: WrittenNames) -> str:
    """Write ``Little Steps, childcare, waiting, changing (record)``."""
    parts = [phrase_for("setting", setting.kind)]
    if setting.status != "unknown":
        bare = setting.status not in ("none", "declined")
        parts.append(phrase_for("status", setting.status) if bare else f"status {setting.status}")
    if setting.stability != "unknown":
        bare = setting.stability != "declined"
        parts.append(setting.stability if bare else f"stability {setting.stability}")
    parts += [f"note {quote(setting.note)}"] if setting.note else []
    return f"{written.heads[setting.id]}, {', '.join(parts)}{write_source(setting.basis, written)}"


def write_influence(influence: Influence, written: WrittenNames) -> str:
    """Write ``Spanish, language, "la de casa"``."""
    parts = [phrase_for("influence", influence.kind)]
    parts += [quote(influence.words)] if influence.words else []
    parts += [f"note {quote(influence.note)}"] if influence.note else []
    return (
        f"{written.heads[influence.id]}, {', '.join(parts)}{write_source(influence.basis, written)}"
    )
