"""Which rows of forms came before, and what people said of the columns of forms."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Submissions with their keyed digests; choices of columns, sealed."""
    op.create_table(
        "submissions",
        sa.Column("owner", sa.String(length=128), nullable=False),
        sa.Column("project", sa.String(length=128), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner"),
        if_not_exists=True,
    )
    op.create_table(
        "submission_keys",
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["submissions.owner"]),
        sa.PrimaryKeyConstraint("lookup", "owner"),
        if_not_exists=True,
    )
    op.create_table(
        "column_choices",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("project", sa.String(length=128), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        if_not_exists=True,
    )
    op.create_index("ix_column_choices_project", "column_choices", ["project"], if_not_exists=True)
