"""Two tables get the names under which somebody looks for them; what is in them stays."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rename the tables."""
    op.rename_table("typed", "autosave")
    op.rename_table("keepers", "authorship")
