"""The first tables of a key ring. A ring from before this migration keeps those that it has."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table that is missing: a ring from before escrow has none for it."""
    present = set(sa.inspect(op.get_bind()).get_table_names())
    for name, columns in _TABLES.items():
        if name not in present:
            op.create_table(name, *columns())
    op.create_index("key_subjects_epoch", "key_subjects", ["epoch"], if_not_exists=True)
    op.create_index("key_escrow_epoch", "key_escrow", ["epoch"], if_not_exists=True)


def _wrapped() -> list[sa.Column[bytes]]:
    return [
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
    ]


def _roots() -> list[sa.schema.SchemaItem]:
    label = sa.Column("label", sa.String(length=32), nullable=False)
    return [label, *_wrapped(), sa.PrimaryKeyConstraint("label")]


def _epochs() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_wrapped(),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    ]


def _subjects() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        *_wrapped(),
        sa.ForeignKeyConstraint(["epoch"], ["key_epochs.number"]),
        sa.PrimaryKeyConstraint("subject"),
    ]


def _tombstones() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject"),
    ]


def _escrow() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        *_wrapped(),
        sa.ForeignKeyConstraint(["epoch"], ["key_epochs.number"]),
        sa.PrimaryKeyConstraint("subject"),
    ]


_TABLES = {
    "key_roots": _roots,
    "key_epochs": _epochs,
    "key_subjects": _subjects,
    "key_tombstones": _tombstones,
    "key_escrow": _escrow,
}
