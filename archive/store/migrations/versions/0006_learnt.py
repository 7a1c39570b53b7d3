"""What a project's verdicts taught the tagger."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One sealed model a project; it goes with any withdrawal."""
    op.create_table(
        "learnt",
        sa.Column("project", sa.String(length=128), nullable=False),
        sa.Column("consents", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("project"),
    )


def downgrade() -> None:
    """Forget what was learnt: it is learnt again from the verdicts."""
    op.drop_table("learnt")
