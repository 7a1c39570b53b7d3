"""Figures that were shown, remembered from now on. What was shown before is not known here."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Which figures were shown to whom."""
    op.create_table(
        "disclosures",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("project", sa.String(length=128), nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("viewer", sa.LargeBinary(), nullable=False),
        sa.Column("disclosed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    op.create_index("ix_disclosures_project", "disclosures", ["project"], if_not_exists=True)
