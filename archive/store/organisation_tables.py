"""The tables of organisations and of what they share. An organisation's name is public; nothing is sealed."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, String, Table

from archive.store.tables import ID, Instant, metadata

NAME = 200

organisations = Table(
    "organisations",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("name", String(NAME), nullable=False),
    Column("opened_at", Instant, nullable=False),
)

shares = Table(
    "shares",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("project", String(ID), nullable=False),
    Column("owner", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("partner", String(ID), nullable=False, index=True),
    Column("until", Date, nullable=False),
    Column("proposed_by", String(ID), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("agreed_by", String(ID), nullable=False, server_default=""),
    Column("agreed_at", Instant),
    Column("ended_by", String(ID), nullable=False, server_default=""),
    Column("ended_at", Instant),
)
"""``partner`` is as somebody typed it: whether there is such an organisation is told to nobody."""
