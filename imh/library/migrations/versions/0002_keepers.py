"""Who wrote which reflection; and private words are no longer among those that find a case."""

import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

from imh.library import search_index
from imh.library.errors import LibraryError
from imh.library.revision_contents import unpacked

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and fill it: who saved the first revision that holds one wrote it."""
    keepers = op.create_table(
        "keepers",
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("reflection", sa.String(48), primary_key=True),
        sa.Column("account", sa.String(255), nullable=False),
    )
    connection = op.get_bind()
    saved = "SELECT case_id, author, document FROM revisions ORDER BY case_id, number"
    wrote: dict[tuple[int, str], str] = {}
    for row in connection.execute(sa.text(saved).execution_options(yield_per=200)):
        for reflection in _reflections(row.document):
            wrote.setdefault((row.case_id, str(reflection["id"])), row.author)
    rows = [
        {"case_id": case_id, "reflection": reflection, "account": account}
        for (case_id, reflection), account in wrote.items()
    ]
    if rows:
        connection.execute(keepers.insert(), rows)
        _find_by_shared_words(connection, {case_id for case_id, _ in wrote})


def _reflections(document: bytes) -> list[dict[str, Any]]:
    """Those of a revision; none of one that is damaged."""
    try:
        found = json.loads(json.loads(zlib.decompress(document))["case"])["reflections"]
        return list(found)
    except (zlib.error, ValueError, KeyError, TypeError):
        return []


def _find_by_shared_words(connection: sa.Connection, case_ids: set[int]) -> None:
    newest = sa.text(
        "SELECT cases.id, cases.name, revisions.document FROM cases JOIN revisions "
        "ON revisions.case_id = cases.id AND revisions.number = cases.number WHERE cases.id = :id"
    )
    for case_id in case_ids:
        for row in connection.execute(newest, {"id": case_id}).all():
            try:
                search_index.keep_words(connection, row.id, row.name, unpacked(row.document))
            except LibraryError:
                continue  # a damaged revision stays as it is
