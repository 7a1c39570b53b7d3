"""The tables of the identity store: a database of their own, or tables under a key of their own."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, MetaData, String, Table

from archive.store.tables import ID

metadata = MetaData()

identities = Table(
    "identities",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("participant", String(ID), nullable=False, index=True),
    Column("project", String(ID), nullable=False, index=True),
    Column("sealed_details", LargeBinary, nullable=False),
    Column("sealed_forms", LargeBinary, nullable=False),
)

artefacts = Table(
    "identity_artefacts",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("participant", String(ID), nullable=False, index=True),
    Column("project", String(ID), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
