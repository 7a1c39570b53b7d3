"""Withdrawals on their way or done, so that a crash at any point finds where to go on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a withdrawal: its step in clear, what it is about sealed."""
    op.create_table(
        "withdrawals",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("participant", sa.String(length=128), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("sealed_line", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_ends", sa.LargeBinary(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("withdrawals_participant", "withdrawals", ["participant"], unique=False)
    op.create_index("withdrawals_step", "withdrawals", ["step"], unique=False)
