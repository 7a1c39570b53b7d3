"""The tables of the log. An archive from before this migration has them: it keeps them as they are."""

import sqlalchemy as sa
from alembic import op

from archive.store.append_only import refuse_changes

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_INDEXES = {"at": "at", "actor": "actor", "object": "object_id", "action": "action"}


def upgrade() -> None:
    """Make what is missing of the two tables, their indexes and triggers."""
    tables = sa.inspect(op.get_bind()).get_table_names()
    if "audit_events" not in tables:
        op.create_table(
            "audit_events",
            sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("action", sa.String(length=40), nullable=False),
            sa.Column("actor", sa.String(length=200), nullable=False),
            sa.Column("object_id", sa.String(length=200), nullable=False),
            sa.Column("data", sa.LargeBinary(), nullable=False),
            sa.Column("leaf", sa.LargeBinary(length=32), nullable=False),
            sa.Column("nodes", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("seq"),
        )
    if "audit_participants" not in tables:
        op.create_table(
            "audit_participants",
            sa.Column("participant", sa.String(length=200), nullable=False),
            sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
            sa.ForeignKeyConstraint(["seq"], ["audit_events.seq"]),
            sa.PrimaryKeyConstraint("participant", "seq"),
        )
    for name, column in _INDEXES.items():
        op.create_index(f"audit_events_{name}", "audit_events", [column], if_not_exists=True)
    op.create_index("audit_participants_seq", "audit_participants", ["seq"], if_not_exists=True)
    refuse_changes(op.get_bind())
