"""Keyed fingerprints of withdrawn words. What was withdrawn before has none: its words are gone."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Fingerprints and the bands to look them up by."""
    op.create_table(
        "fingerprints",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("withdrawal", sa.String(length=128), nullable=False),
        sa.Column("kept", sa.String(length=16), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    op.create_index("ix_fingerprints_withdrawal", "fingerprints", ["withdrawal"], if_not_exists=True)
    op.create_table(
        "fingerprint_bands",
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["fingerprint"], ["fingerprints.id"]),
        sa.PrimaryKeyConstraint("value", "fingerprint"),
        if_not_exists=True,
    )
