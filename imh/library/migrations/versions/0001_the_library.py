"""The first schema: cases with their revisions, what is due, people, the record, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.String(32)
_ACCOUNT = sa.String(255)
_EMAIL = sa.String(320)


def upgrade() -> None:
    """Make the tables, and the index of words that each store has of its own."""
    _people_and_cases()
    _coming_in()
    _due()
    _revisions()
    _typed_settings_and_audit()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE words (case_id integer PRIMARY KEY "
            "REFERENCES cases (id) ON DELETE CASCADE, text tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX words_found ON words USING gin (text)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (text, content='', contentless_delete=1, "
            "prefix='2 3', tokenize='unicode61 remove_diacritics 0')"
        )
        op.execute("INSERT INTO words (words, rank) VALUES ('secure-delete', 1)")


def _people_and_cases() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", _ACCOUNT, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", _EMAIL),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("token", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("begun", _MOMENT, nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.Column("changed_by", _ACCOUNT, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("children", sa.Text, nullable=False),
        sa.Column("reference_age_months", sa.Float, nullable=False),
        sa.Column("born", sa.Date, nullable=False),
        sa.Column("fictional", sa.Boolean, nullable=False),
        sa.Column("safety", sa.Boolean, nullable=False),
        sa.Column("open_questions", sa.Integer, nullable=False),
        sa.Column("open_goals", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("cases_by_change", "cases", ["changed"])
    op.create_table(
        "members",
        _case_id(),
        sa.Column("account", _ACCOUNT, primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("until", _MOMENT),
    )
    op.create_index("members_by_account", "members", ["account"])


def _due() -> None:
    op.create_table(
        "due",
        _case_id(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("by_when", sa.Text, nullable=False),
        sa.Column("day", sa.Date),
    )
    op.create_index("due_by_day", "due", ["kind", "day"])


def _coming_in() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("mark", sa.String(64), primary_key=True),
        sa.Column("account", _ACCOUNT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
        sa.Column("over", sa.Boolean, nullable=False),
    )
    op.create_index("sign_ins_by_account", "sign_ins", ["account"])
    op.create_table(
        "invitations",
        _case_id(),
        sa.Column("email", _EMAIL, primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("until", _MOMENT),
    )
    op.create_index("invitations_by_email", "invitations", ["email"])
    op.create_table(
        "tickets",
        _case_id(),
        sa.Column("account", _ACCOUNT, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("until", _MOMENT, nullable=False),
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        _case_id(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("parent", sa.String(64), nullable=False),
        sa.Column("author", _ACCOUNT, nullable=False),
        sa.Column("author_name", sa.Text, nullable=False),
        sa.Column("time", _MOMENT, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "snapshots",
        _case_id(),
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("author", _ACCOUNT, nullable=False),
        sa.Column("time", _MOMENT, nullable=False),
    )


def _typed_settings_and_audit() -> None:
    op.create_table(
        "typed",
        sa.Column("account", _ACCOUNT, primary_key=True),
        sa.Column("token", sa.String(32), primary_key=True),
        sa.Column("place", sa.String(255), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("time", _MOMENT, nullable=False),
        sa.Column("account", _ACCOUNT, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("audit_by_token", "audit", ["token"])


def _case_id() -> sa.Column[int]:
    return sa.Column(
        "case_id", sa.Integer, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
