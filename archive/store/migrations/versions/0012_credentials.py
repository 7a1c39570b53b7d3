"""What people prove themselves with beside a password, and what a session was opened with."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Passkeys, apps that show codes, recovery codes, invitations; how a session was opened."""
    _ways()
    _factors()
    _short_lived()


def _ways() -> None:
    op.add_column("sessions", sa.Column("way", sa.String(16), nullable=False, server_default="password"))
    op.add_column("accounts", sa.Column("reset_by", sa.String(128), nullable=False, server_default=""))


def _factors() -> None:
    op.create_table(
        "passkeys",
        sa.Column("credential", sa.String(1400), nullable=False),
        sa.Column("user", sa.String(128), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["accounts.user"]),
        sa.PrimaryKeyConstraint("credential"),
        if_not_exists=True,
    )
    op.create_index("ix_passkeys_user", "passkeys", ["user"], if_not_exists=True)
    op.create_table(
        "authenticators",
        sa.Column("user", sa.String(128), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary()),
        sa.Column("sealed_pending", sa.LargeBinary()),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["accounts.user"]),
        sa.PrimaryKeyConstraint("user"),
        if_not_exists=True,
    )
    op.create_table(
        "recovery_codes",
        sa.Column("user", sa.String(128), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["user"], ["accounts.user"]),
        sa.PrimaryKeyConstraint("user", "lookup"),
        if_not_exists=True,
    )


def _short_lived() -> None:
    op.create_table(
        "second_tries",
        sa.Column("user", sa.String(128), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["accounts.user"]),
        sa.PrimaryKeyConstraint("user"),
        if_not_exists=True,
    )
    op.create_table(
        "ceremonies",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("user", sa.String(128), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
        if_not_exists=True,
    )
    op.create_index("ix_ceremonies_expires_at", "ceremonies", ["expires_at"], if_not_exists=True)
    op.create_table(
        "invitations",
        sa.Column("user", sa.String(128), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["accounts.user"]),
        sa.PrimaryKeyConstraint("user"),
        sa.UniqueConstraint("lookup"),
        if_not_exists=True,
    )
