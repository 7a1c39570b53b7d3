"""The first tables of the identity store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Names and contacts, and the files that prove a consent."""
    op.create_table(
        "identities",
        *_whose(),
        sa.Column("sealed_details", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_forms", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    op.create_index("ix_identities_participant", "identities", ["participant"], if_not_exists=True)
    op.create_index("ix_identities_project", "identities", ["project"], if_not_exists=True)
    op.create_table(
        "identity_artefacts",
        *_whose(),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_identity_artefacts_participant", "identity_artefacts", ["participant"], if_not_exists=True
    )


def _whose() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("participant", sa.String(length=128), nullable=False),
        sa.Column("project", sa.String(length=128), nullable=False),
    ]
