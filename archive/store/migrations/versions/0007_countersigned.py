"""Accounts that wait for a second person. Those that are there stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who proposed an account, whether it waits, and whether its person chose the password."""
    op.add_column("accounts", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "accounts", sa.Column("proposed_by", sa.String(length=128), nullable=False, server_default="")
    )
    op.add_column(
        "accounts", sa.Column("own_password", sa.Boolean(), nullable=False, server_default=sa.true())
    )
