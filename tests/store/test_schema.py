"""The migrations make exactly the tables that the code reads."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from archive.store.engines import embedded_engine
from archive.store.schema import VERSION_TABLE, upgrade
from archive.store.tables import metadata


def test_an_empty_database_is_brought_to_the_metadata(tmp_path: Path) -> None:
    engine = embedded_engine(tmp_path / "heard.db", bytes(32))
    upgrade(engine)
    upgrade(engine)
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, VERSION_TABLE}
    engine.dispose()


def test_a_failed_migration_leaves_nothing(tmp_path: Path) -> None:
    engine = embedded_engine(tmp_path / "heard.db", bytes(32))
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE turns (x)")
        connection.commit()
    try:
        upgrade(engine)
        failed = False
    except Exception:
        failed = True
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["turns"]
    assert failed
    engine.dispose()
