"""The tables of fingerprints: keyed values alone, by which withdrawn words are known when they come again."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, LargeBinary, String, Table

from archive.store.tables import ID, metadata

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("withdrawal", String(ID), nullable=False, index=True),
    Column("kept", String(16), nullable=False),
    Column("short", Boolean, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

fingerprint_bands = Table(
    "fingerprint_bands",
    metadata,
    Column("value", LargeBinary, primary_key=True),
    Column("fingerprint", ForeignKey("fingerprints.id"), primary_key=True),
)
