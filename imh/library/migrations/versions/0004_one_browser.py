"""A ticket is for one browser; what another one tried is counted. Codes are longer from now on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the tickets of before have short codes, kept as a slow hash."""
    slow = sa.Column("slow", sa.Boolean, nullable=False, server_default=sa.true())
    elsewhere = sa.Column("elsewhere", sa.Integer, nullable=False, server_default="0")
    op.add_column("tickets", slow)
    op.add_column("tickets", sa.Column("browser", sa.String(64)))
    op.add_column("tickets", elsewhere)
    op.add_column("tickets", sa.Column("elsewhere_last", sa.String(32)))
