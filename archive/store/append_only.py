"""The triggers that let nobody change a row of the log, made with its tables and put back if one is gone.

A plain UPDATE, DELETE, TRUNCATE or REPLACE fails in the database itself, whoever issues it. That is a hurdle
and not a proof: whoever owns the database can drop a trigger, which is why the tree, the signed checkpoints
and the head exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, column, exists, literal_column, table, text

LOG_TABLES: Mapping[str, Sequence[str]] = {
    "audit_events": ("seq",),
    "audit_participants": ("participant", "seq"),
}
"""The tables that only grow, each with the columns of its primary key."""

_REFUSAL = "the log is append-only"


def refuse_changes(connection: Connection) -> None:
    """Make the triggers that are missing. The tables are there."""
    if connection.dialect.name == "postgresql":
        _on_postgres(connection)
    else:
        _on_sqlite(connection)


def _on_sqlite(connection: Connection) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for name, key in LOG_TABLES.items():
        rows = table(name, *map(column, key))
        there = exists().where(*(rows.c[one] == literal_column(f"NEW.{one}") for one in key))
        # REPLACE deletes without firing a delete trigger, so a row that is there is refused as well.
        replaces = f"WHEN {there.compile(dialect=connection.dialect)}"
        for verb, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", replaces)):
            connection.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS {name}_{verb.lower()} BEFORE {verb} ON {name} {when} {refuse}"
            )


def _on_postgres(connection: Connection) -> None:
    kinds = {"append_only": ("UPDATE OR DELETE", "ROW"), "no_truncate": ("TRUNCATE", "STATEMENT")}
    wanted = {f"{rows}_{kind}": (rows, *form) for rows in LOG_TABLES for kind, form in kinds.items()}
    there = text("SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(:table AS regclass)")
    present = {name for rows in LOG_TABLES for name in connection.scalars(there, {"table": rows})}
    if wanted.keys() <= present:
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    for name in wanted.keys() - present:
        rows, verbs, each = wanted[name]
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE {verbs} ON {rows} "
            f"FOR EACH {each} EXECUTE FUNCTION audit_append_only()"
        )
