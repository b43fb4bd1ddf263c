"""What people answered when they were asked how much each principle bears on a case."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ratings",
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("rater", sa.String(255), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("relationships", sa.Integer),
        sa.Column("context", sa.Integer),
        sa.Column("early_experiences", sa.Integer),
        sa.Column("reflective_practice", sa.Integer),
        sa.Column("whole_family", sa.Integer),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("time", sa.String(32), nullable=False),
    )
