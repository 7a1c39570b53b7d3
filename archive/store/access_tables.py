"""The tables of requests to read more and of hints. Reasons are sealed; a hint's row holds digests alone."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, String, Table

from archive.store.tables import ID, Instant, metadata

access_requests = Table(
    "access_requests",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("user", String(ID), nullable=False, index=True),
    Column("role", String(32), nullable=False),
    Column("project", String(ID), nullable=False, index=True),
    Column("purpose", String(64), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("until", Date, nullable=False),
    Column("answered_by", String(ID), nullable=False),
    Column("answered_at", Instant),
    Column("granted", Boolean, nullable=False),
    Column("ended_by", String(ID), nullable=False),
    Column("ended_at", Instant),
    Column("sealed_reason", LargeBinary, nullable=False),
    Column("sealed_note", LargeBinary),
)

hints = Table(
    "hints",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("reader", LargeBinary(32), nullable=False, index=True),
    Column("place", LargeBinary(32), nullable=False),
    Column("query", LargeBinary(32), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Column("sealed_people", LargeBinary, nullable=False),
)
