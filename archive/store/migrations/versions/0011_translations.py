"""Turns that say the words of another turn in another language. Those that are there translate nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The number of the turn that a turn translates."""
    op.add_column("turns", sa.Column("translates", sa.Integer(), nullable=True))
