"""What reviews leave behind: risks with their reasons, and the words that a project allows."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables, both sealed by whoever said the words."""
    op.create_table(
        "risks",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("testimony", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["testimony"], ["testimonies.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("risks_testimony", "risks", ["testimony"], unique=False)
    op.create_table(
        "lessons",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("project", sa.String(length=128), nullable=False),
        sa.Column("finding", sa.String(length=128), nullable=False),
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("by", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.id"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("finding"),
    )
    op.create_index("lessons_project", "lessons", ["project"], unique=False)
