"""The tables of what people prove themselves with. Secrets are sealed, codes and tokens are digests."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table

from archive.store.tables import ID, Instant, metadata

CREDENTIAL = 1400
"""Letters of the longest credential id: 1023 bytes in base64url."""

passkeys = Table(
    "passkeys",
    metadata,
    Column("credential", String(CREDENTIAL), primary_key=True),
    Column("user", ForeignKey("accounts.user"), nullable=False, index=True),
    Column("sign_count", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("sealed", LargeBinary, nullable=False),
)

authenticators = Table(
    "authenticators",
    metadata,
    Column("user", ForeignKey("accounts.user"), primary_key=True),
    Column("sealed_secret", LargeBinary),
    Column("sealed_pending", LargeBinary),
    Column("last_step", Integer, nullable=False),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user", ForeignKey("accounts.user"), primary_key=True),
    Column("lookup", LargeBinary(32), primary_key=True),
    Column("used_at", Instant),
)

second_tries = Table(
    "second_tries",
    metadata,
    Column("user", ForeignKey("accounts.user"), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
)

ceremonies = Table(
    "ceremonies",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("user", String(ID), nullable=False),
    Column("challenge", LargeBinary, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

invitations = Table(
    "invitations",
    metadata,
    Column("user", ForeignKey("accounts.user"), primary_key=True),
    Column("lookup", LargeBinary(32), nullable=False, unique=True),
    Column("expires_at", Instant, nullable=False),
)
