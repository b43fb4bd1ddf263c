"""The one schema of the library, the same in an encrypted file and on a server.

A case is a row that points to the newest of its revisions; revisions are only ever added. The
words by which a case is found are kept apart, each store in its own kind of index (listing.py).
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as text of one width, so that it sorts, and hashes alike on both stores."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The moment as it is stored."""
        return None if value is None else as_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The moment as it is used."""
        return None if value is None else datetime.fromisoformat(value)


def as_text(moment: datetime) -> str:
    """A moment in UTC with microseconds, as in ``2026-03-01T09:30:00.000000+00:00``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


METADATA = MetaData()

accounts = Table(
    "accounts",
    METADATA,
    Column("id", String(255), primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", String(320)),  # only where the sign-in service has checked it
)

sign_ins = Table(
    "sign_ins",
    METADATA,
    Column("mark", String(64), primary_key=True),
    Column("account", String(255), nullable=False),
    Column("seen", Moment, nullable=False),
    Column("over", Boolean, nullable=False),
    Index("sign_ins_by_account", "account"),
)

cases = Table(
    "cases",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("token", String(32), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("head", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("begun", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("changed_by", String(255), nullable=False),
    # what a list shows and filters by, taken from the newest revision
    Column("title", Text, nullable=False),
    Column("children", Text, nullable=False),
    Column("reference_age_months", Float, nullable=False),
    Column("born", Date, nullable=False),  # the youngest child; estimated where nobody noted it
    Column("fictional", Boolean, nullable=False),
    Column("safety", Boolean, nullable=False),
    Column("open_questions", Integer, nullable=False),
    Column("open_goals", Integer, nullable=False),
    Index("cases_by_change", "changed"),
    sqlite_autoincrement=True,  # the number of a case that was deleted is never given again
)


def _case_id() -> Column[int]:
    return Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)


authorship = Table(
    "authorship",
    METADATA,
    _case_id(),
    Column("reflection", String(48), primary_key=True),
    Column("account", String(255), nullable=False),
)

due = Table(
    "due",
    METADATA,
    _case_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("by_when", Text, nullable=False),
    Column("day", Date),
    Index("due_by_day", "kind", "day"),
)

revisions = Table(
    "revisions",
    METADATA,
    _case_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("parent", String(64), nullable=False),
    Column("author", String(255), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("time", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
)

snapshots = Table(
    "snapshots",
    METADATA,
    _case_id(),
    Column("name", String(255), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("author", String(255), nullable=False),
    Column("time", Moment, nullable=False),
)

members = Table(
    "members",
    METADATA,
    _case_id(),
    Column("account", String(255), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("until", Moment),
    Index("members_by_account", "account"),
)

invitations = Table(
    "invitations",
    METADATA,
    _case_id(),
    Column("email", String(320), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("until", Moment),
    Index("invitations_by_email", "email"),
)

tickets = Table(
    "tickets",
    METADATA,
    _case_id(),
    Column("account", String(255), primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("until", Moment, nullable=False),
    Column("slow", Boolean, nullable=False),  # whether the hash is one of former, shorter codes
    Column("browser", String(64)),  # a hash too: whose ticket it is, once somebody came in by it
    Column("elsewhere", Integer, nullable=False),  # how often another browser tried to
    Column("elsewhere_last", Moment),
)

ratings = Table(
    "ratings",
    METADATA,
    _case_id(),
    Column("rater", String(255), primary_key=True),
    Column("name", Text, nullable=False),
    Column("relationships", Integer),
    Column("context", Integer),
    Column("early_experiences", Integer),
    Column("reflective_practice", Integer),
    Column("whole_family", Integer),
    Column("decided_by", Text, nullable=False),  # empty: no single fact
    Column("time", Moment, nullable=False),
)

autosave = Table(
    "autosave",
    METADATA,
    Column("account", String(255), primary_key=True),
    Column("token", String(32), primary_key=True),  # empty: typed before there was a case
    Column("place", String(255), primary_key=True),
    Column("text", Text, nullable=False),
    Column("changed", Moment, nullable=False),
)

settings = Table(
    "settings",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)

audit = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("time", Moment, nullable=False),
    Column("account", String(255), nullable=False),
    Column("action", String(40), nullable=False),
    Column("token", String(32), nullable=False),  # empty: about no single case
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("audit_by_token", "token"),
)
