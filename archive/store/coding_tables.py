"""The tables of what coders do beside the codings: their steps, memos, blind rounds, codebooks.

As in ``tables``, columns named ``sealed…`` hold sealed bytes alone; ids, offsets, codes and moments stand
in clear. Steps, settlements and codebooks are only ever added to.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from archive.store.tables import ID, Instant, metadata, place

acts = Table(
    "acts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("coding", String(ID), nullable=False),
    Column("testimony", String(ID), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("by", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
    Column("undoes", Integer),
    Index("acts_coder", "testimony", "by"),
)

memos = Table(
    "memos",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(ID), nullable=False, unique=True),
    Column("project", String(ID), nullable=False, index=True),
    Column("on", String(16), nullable=False),
    Column("object", String(ID), nullable=False),
    Column("author", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
    Column("testimony", String(ID), index=True),
    Column("version", Integer),
    Column("turn", Integer),
    Column("subject", String(ID), nullable=False),
    Column("sealed", LargeBinary),
)

rounds = Table(
    "rounds",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(ID), nullable=False, unique=True),
    Column("project", String(ID), nullable=False, index=True),
    Column("opened_by", String(ID), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
)

round_parts = Table(
    "round_parts",
    metadata,
    Column("round", ForeignKey("rounds.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("value", String(ID), nullable=False, index=True),
)

settlements = Table(
    "settlements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("round", ForeignKey("rounds.id"), nullable=False, index=True),
    *place(),
    Column("code", String(ID), nullable=False),
    Column("kept", Boolean, nullable=False),
    Column("by", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
)

learnt = Table(
    "learnt",
    metadata,
    Column("project", String(ID), primary_key=True),
    Column("consents", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

codebooks = Table(
    "codebooks",
    metadata,
    Column("project", String(ID), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("by", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
