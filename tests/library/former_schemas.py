"""A library taken back to a schema of before, as an earlier version left it."""

from __future__ import annotations

from sqlalchemy import Engine, text

TAKEN_BACK = {
    "0004": (
        "ALTER TABLE autosave RENAME TO typed",
        "ALTER TABLE authorship RENAME TO keepers",
    ),
    "0003": tuple(
        f"ALTER TABLE tickets DROP COLUMN {column}"
        for column in ("slow", "browser", "elsewhere", "elsewhere_last")
    ),
    "0002": ("DROP TABLE ratings",),
    "0001": ("DROP TABLE keepers",),
}
"""What undoes the step that comes after each schema, the newest first."""


def take_back(store: Engine, to: str) -> None:
    """Give a library the schema of before, with what it holds as far as that schema has it."""
    with store.begin() as connection:
        for revision, statements in TAKEN_BACK.items():
            if revision >= to:
                for statement in statements:
                    connection.execute(text(statement))
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": to})
