"""The tables of a key ring: they stand in a database of their own, apart from what the keys seal."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData()

roots = Table(
    "key_roots",
    metadata,
    Column("label", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),
)

epochs = Table(
    "key_epochs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
)

subjects = Table(
    "key_subjects",
    metadata,
    Column("subject", String(128), primary_key=True),
    Column("epoch", ForeignKey("key_epochs.number"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),
    Index("key_subjects_epoch", "epoch"),
)

tombstones = Table(
    "key_tombstones",
    metadata,
    Column("subject", String(128), primary_key=True),
    Column("destroyed_at", DateTime(timezone=True), nullable=False),
)

escrow = Table(
    "key_escrow",
    metadata,
    Column("subject", String(128), primary_key=True),
    Column("until", Date, nullable=False),
    Column("epoch", ForeignKey("key_epochs.number"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),
    Index("key_escrow_epoch", "epoch"),
)
