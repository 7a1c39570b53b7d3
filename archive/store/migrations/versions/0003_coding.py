"""What coders do: steps that can be undone, memos, blind rounds, codebooks; how a coding fits the text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.String(length=128)
_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Three columns more for codings, and the tables beside them."""
    op.add_column("codings", sa.Column("fit", sa.String(length=16), nullable=False, server_default="words"))
    op.add_column("codings", sa.Column("source", _ID, nullable=False, server_default=""))
    op.add_column("codings", sa.Column("round", _ID, nullable=False, server_default=""))
    op.create_index("ix_codings_round", "codings", ["round"], unique=False)
    _acts()
    _memos()
    _rounds()
    op.create_table(
        "codebooks",
        sa.Column("project", _ID, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("project", "version"),
    )


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("coding", _ID, nullable=False),
        sa.Column("testimony", _ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("acts_coder", "acts", ["testimony", "by"], unique=False)


def _memos() -> None:
    op.create_table(
        "memos",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("project", _ID, nullable=False),
        sa.Column("on", sa.String(length=16), nullable=False),
        sa.Column("object", _ID, nullable=False),
        sa.Column("author", _ID, nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("testimony", _ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("subject", _ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_memos_project", "memos", ["project"], unique=False)
    op.create_index("ix_memos_testimony", "memos", ["testimony"], unique=False)


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("project", _ID, nullable=False),
        sa.Column("opened_by", _ID, nullable=False),
        sa.Column("opened_at", _WHEN, nullable=False),
        sa.Column("closed_at", _WHEN, nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_rounds_project", "rounds", ["project"], unique=False)
    op.create_table(
        "round_parts",
        sa.Column("round", _ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", _ID, nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"]),
        sa.PrimaryKeyConstraint("round", "kind", "place"),
    )
    op.create_index("ix_round_parts_value", "round_parts", ["value"], unique=False)
    op.create_table(
        "settlements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", _ID, nullable=False),
        sa.Column("testimony", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("code", _ID, nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_settlements_round", "settlements", ["round"], unique=False)
