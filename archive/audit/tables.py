"""The log's own two tables, as they are read and written here.

They are made with the archive's other tables, by its migrations, and with triggers that let nobody change a
row. Nothing is made here.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData()

events = Table(
    "audit_events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("action", String(40), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("object_id", String(200), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("leaf", LargeBinary(32), nullable=False),
    # The inner nodes that this leaf completes, level 1 first: an append-only home for the tree.
    Column("nodes", LargeBinary, nullable=False),
    Index("audit_events_at", "at"),
    Index("audit_events_actor", "actor"),
    Index("audit_events_object", "object_id"),
    Index("audit_events_action", "action"),
)

participants = Table(
    "audit_participants",
    metadata,
    Column("participant", String(200), primary_key=True),
    Column("seq", ForeignKey("audit_events.seq"), primary_key=True, autoincrement=False),
    Index("audit_participants_seq", "seq"),
)
