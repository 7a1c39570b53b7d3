"""The tables of what reviews leave behind: risks that a steward should see, words that a project allows."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from archive.store.tables import ID, Instant, metadata

risks = Table(
    "risks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("testimony", ForeignKey("testimonies.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("weight", Integer, nullable=False),
    Column("subject", String(ID), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("risks_testimony", "testimony"),
)

allowed_words = Table(
    "lessons",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("project", String(ID), nullable=False),
    Column("finding", ForeignKey("findings.id"), nullable=False, unique=True),
    Column("subject", String(ID), nullable=False),
    Column("by", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("lessons_project", "project"),
)
