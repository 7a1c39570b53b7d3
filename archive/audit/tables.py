"""The log's own two tables, and the triggers that let nobody change a row.

A plain UPDATE, DELETE, TRUNCATE or REPLACE fails in the database itself, whoever issues it. That is a
hurdle and not a proof: whoever owns the database can drop a trigger, which is why the tree, the signed
checkpoints and the head exist.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    exists,
    literal_column,
    text,
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

_REFUSAL = "the log is append-only"
_LOCK = 4_807_526_977


def create_tables(engine: Engine) -> None:
    """Make tables and triggers where they are missing; several processes may try at once."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        metadata.create_all(connection)
        # A log from before this index was thought of gets it now.
        connection.execute(text("CREATE INDEX IF NOT EXISTS audit_events_action ON audit_events (action)"))
        if connection.dialect.name == "postgresql":
            _postgres_triggers(connection)
        else:
            _sqlite_triggers(connection)


def _sqlite_triggers(connection: Connection) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for table in (events, participants):
        there = exists().where(
            *(column == literal_column(f"NEW.{column.name}") for column in table.primary_key)
        )
        # REPLACE deletes without firing a delete trigger, so a row that is there is refused as well.
        replaces = f"WHEN {there.compile(dialect=connection.dialect)}"
        for verb, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", replaces)):
            connection.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS {table.name}_{verb.lower()} BEFORE {verb} ON {table.name} "
                f"{when} {refuse}"
            )


def _postgres_triggers(connection: Connection) -> None:
    there = text("SELECT count(*) FROM pg_trigger WHERE tgname = :name")
    if connection.execute(there, {"name": f"{participants.name}_no_truncate"}).scalar_one():
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    for table in (events.name, participants.name):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
        )
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
        )
