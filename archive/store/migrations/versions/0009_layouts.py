"""The layouts that people chose for files, by keyed digest."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row for each file whose layout a person chose."""
    op.create_table(
        "layouts",
        sa.Column("digest_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("project", sa.String(length=128), nullable=False),
        sa.Column("layout", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest_key"),
        if_not_exists=True,
    )


def downgrade() -> None:
    """Forget the choices: people make them again."""
    op.drop_table("layouts")
