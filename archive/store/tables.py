"""The archive's tables. Columns named ``sealed…`` hold sealed bytes alone.

In clear stand ids, offsets, types, states, dates, project, country and language: what the archive sorts
and joins by. Words, names, labels, file names, digests of files and consents' contents do not. Spans are
code points; ``subject`` is whose key seals the row.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)

from archive.errors import UsageError

metadata = MetaData()
ID = 128


class Instant(TypeDecorator[datetime]):
    """A moment with its time zone, kept and given back in UTC on every engine."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into UTC. A moment without a time zone is refused: nobody could say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise UsageError("A moment needs a time zone: give it in UTC.")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Out in UTC; SQLite keeps no time zone, so it is put back."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def place() -> list[Column[Any]]:
    """Where a span stands."""
    return [
        Column("testimony", String(ID), nullable=False),
        Column("version", Integer, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
    ]


consents = Table(
    "consents",
    metadata,
    Column("consent_id", String(ID), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("participant", String(ID), nullable=False, index=True),
    Column("project", String(ID), nullable=False, index=True),
    Column("recorded_at", Instant, nullable=False),
    Column("sealed_record", LargeBinary, nullable=False),
    Column("sealed_personal", LargeBinary),
    Column("sealed_identity", LargeBinary),
)

testimonies = Table(
    "testimonies",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(ID), nullable=False, unique=True),
    Column("project", String(ID), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("country", String(8)),
    Column("language", String(16)),
    Column("collected_on", Date),
    Column("received_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    Column("group_id", String(ID)),
    Column("digest_key", LargeBinary, nullable=False),
    Column("sealed_digest", LargeBinary, nullable=False),
    Column("sealed_known", LargeBinary),
    Index("testimonies_digest", "digest_key"),
    Index("testimonies_project", "project", "state"),
)

turns = Table(
    "turns",
    metadata,
    Column("testimony", ForeignKey("testimonies.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("body", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("participant", String(ID), index=True),
    Column("language", String(16)),
    Column("seconds", Float),
    Column("state", String(16), nullable=False),
    Column("subject", String(ID), nullable=False),
    Column("sealed_words", LargeBinary),
    Column("translates", Integer),
)

labels = Table(
    "labels",
    metadata,
    Column("testimony", ForeignKey("testimonies.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("subject", String(ID), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

attributes = Table(
    "attributes",
    metadata,
    Column("testimony", ForeignKey("testimonies.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("subject", String(ID), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("project", String(ID), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("expires", Date, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sealed_label", LargeBinary, nullable=False),
    Column("sealed_content", LargeBinary, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("owner", String(ID), primary_key=True),
    Column("project", String(ID), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

submission_keys = Table(
    "submission_keys",
    metadata,
    Column("lookup", LargeBinary, primary_key=True),
    Column("owner", ForeignKey("submissions.owner"), primary_key=True),
)

disclosures = Table(
    "disclosures",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("project", String(ID), nullable=False, index=True),
    Column("place", String(16), nullable=False),
    Column("viewer", LargeBinary, nullable=False),
    Column("disclosed_at", Instant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

column_choices = Table(
    "column_choices",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("project", String(ID), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("id", String(ID), primary_key=True),
    *place(),
    Column("type", String(16), nullable=False),
    Column("score", Float, nullable=False),
    Column("detector", String(64), nullable=False),
    Column("by_steward", Boolean, nullable=False),
    Column("subject", String(ID), nullable=False),
    Column("sealed", LargeBinary),
    Index("findings_testimony", "testimony"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(ID), nullable=False, unique=True),
    Column("finding", ForeignKey("findings.id"), nullable=False, index=True),
    Column("testimony", String(ID), nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("by", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
    Column("subject", String(ID), nullable=False),
    Column("sealed", LargeBinary),
)

pseudonyms = Table(
    "pseudonyms",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("project", String(ID), nullable=False),
    Column("subject", String(ID), nullable=False),
    Column("lookup", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("project", "lookup"),
)

codings = Table(
    "codings",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("testimony", String(ID), nullable=False),
    Column("version", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("code", String(ID), nullable=False),
    Column("coder", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
    Column("removed_at", Instant),
    Column("fit", String(16), nullable=False, server_default="words"),
    Column("source", String(ID), nullable=False, server_default=""),
    Column("round", String(ID), nullable=False, server_default="", index=True),
    Column("subject", String(ID), nullable=False),
    Column("sealed", LargeBinary),
    Index("codings_testimony", "testimony"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", String(ID), primary_key=True),
    *place(),
    Column("code", String(ID), nullable=False),
    Column("score", Float, nullable=False),
    Column("made_by", String(ID), nullable=False),
    Column("verdict", String(16)),
    Column("decided_by", String(ID)),
    Index("suggestions_testimony", "testimony"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("id", String(ID), primary_key=True),
    *place(),
    Column("released_by", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("subject", String(ID), nullable=False),
    Column("sealed", LargeBinary),
    Index("quotes_testimony", "testimony"),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(ID), nullable=False, unique=True),
    Column("participant", String(ID), nullable=False),
    Column("step", Integer, nullable=False),
    Column("sealed_line", LargeBinary, nullable=False),
    Column("sealed_ends", LargeBinary),
    Column("receipt", Text, nullable=False),
    Index("withdrawals_participant", "participant"),
    Index("withdrawals_step", "step"),
)

layouts = Table(
    "layouts",
    metadata,
    Column("digest_key", LargeBinary(32), primary_key=True),
    Column("project", String(ID), nullable=False),
    Column("layout", String(ID), nullable=False),
    Column("at", Instant, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("user", String(ID), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("password", String(256), nullable=False),
    Column("waits", Boolean, nullable=False, server_default=false()),
    Column("proposed_by", String(ID), nullable=False, server_default=""),
    Column("own_password", Boolean, nullable=False, server_default=true()),
    Column("reset_by", String(ID), nullable=False, server_default=""),
    Column("organisation", String(ID), nullable=False, server_default="own"),
)

account_projects = Table(
    "account_projects",
    metadata,
    Column("user", ForeignKey("accounts.user"), primary_key=True),
    Column("project", String(ID), primary_key=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", ForeignKey("accounts.user"), nullable=False, index=True),
    Column("opened_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("way", String(16), nullable=False, server_default="password"),
)
