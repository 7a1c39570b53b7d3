"""What forms say of the people who speak: answers sealed by testimony."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One sealed row a testimony."""
    op.create_table(
        "attributes",
        sa.Column("testimony", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=128), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["testimony"], ["testimonies.id"]),
        sa.PrimaryKeyConstraint("testimony"),
    )
