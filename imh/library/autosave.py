"""What somebody typed and did not add to a case yet: lines, table cells, forms.

It belongs to who typed it, is seen by nobody else, and goes when the case is deleted.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, text

from imh.case.text import MOST_TYPED, storable
from imh.library.errors import LibraryError
from imh.library.roles import Account
from imh.library.tables import as_text, autosave, now

_KEEP = text(
    "INSERT INTO autosave (account, token, place, text, changed) "
    "VALUES (:account, :token, :place, :text, :changed) "
    "ON CONFLICT (account, token, place) DO UPDATE SET "
    "text = excluded.text, changed = excluded.changed"
)


def save(connection: Connection, account: Account, token: str, place: str, what: str) -> None:
    """Keep what stands in a place now; an empty text leaves nothing behind."""
    if len(what) > MOST_TYPED:
        raise LibraryError(f"This text is too long to be kept (over {MOST_TYPED:,} characters).")
    if not what:
        here = (autosave.c.token == token) & (autosave.c.place == place)
        connection.execute(delete(autosave).where(autosave.c.account == account.id, here))
        return
    row = {"account": account.id, "token": token, "place": place, "text": storable(what)}
    connection.execute(_KEEP, {**row, "changed": as_text(now())})


def saved(connection: Connection, account: Account, token: str) -> dict[str, str]:
    """What was typed, by place."""
    rows = connection.execute(
        select(autosave.c.place, autosave.c.text)
        .where(autosave.c.account == account.id, autosave.c.token == token)
        .order_by(autosave.c.place)
    )
    return {row.place: row.text for row in rows}
