"""Organisations and what they share. An archive from before has one, and every account and project is its."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first organisation, whose every account is, and room for projects that two of them share."""
    op.create_table(
        "organisations",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    op.execute(
        "INSERT INTO organisations (id, name, opened_at) SELECT 'own', 'own', CURRENT_TIMESTAMP "
        "WHERE NOT EXISTS (SELECT 1 FROM organisations)"
    )
    op.add_column("accounts", sa.Column("organisation", sa.String(128), nullable=False, server_default="own"))
    op.create_table(
        "shares",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("project", sa.String(128), nullable=False),
        sa.Column("owner", sa.String(128), nullable=False),
        sa.Column("partner", sa.String(128), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.String(128), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.String(128), nullable=False, server_default=""),
        sa.Column("agreed_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by", sa.String(128), nullable=False, server_default=""),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["owner"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    op.create_index("ix_shares_owner", "shares", ["owner"], if_not_exists=True)
    op.create_index("ix_shares_partner", "shares", ["partner"], if_not_exists=True)
