"""The migrations make exactly the tables that the code reads, and nothing else in the program makes any."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, inspect

from archive.audit import tables as log_tables
from archive.errors import LockedArchive, Unavailable
from archive.store import identity_tables, keytables
from archive.store.append_only import LOG_TABLES
from archive.store.engines import embedded_engine
from archive.store.schema import (
    IDENTITIES_VERSION_TABLE,
    KEYS_VERSION_TABLE,
    VERSION_TABLE,
    upgrade,
    upgrade_identities,
    upgrade_keys,
)
from archive.store.tables import metadata

ROOT = Path(__file__).parents[2]
ARCHIVE = (upgrade, VERSION_TABLE, [metadata, log_tables.metadata])
KEYS = (upgrade_keys, KEYS_VERSION_TABLE, [keytables.metadata])
IDENTITIES = (upgrade_identities, IDENTITIES_VERSION_TABLE, [identity_tables.metadata])


@pytest.mark.parametrize(
    ("bring", "version_table", "parts"), [ARCHIVE, KEYS, IDENTITIES], ids=["archive", "keys", "identities"]
)
def test_an_empty_database_is_brought_to_the_metadata(
    tmp_path: Path, bring: object, version_table: str, parts: list[MetaData]
) -> None:
    engine = embedded_engine(tmp_path / "heard.db", bytes(32))
    assert callable(bring)
    bring(engine)
    bring(engine)
    with engine.connect() as connection:
        options = {"version_table": version_table, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, parts) == []
        names = {name for part in parts for name in part.tables}
        assert set(inspect(connection).get_table_names()) == {*names, version_table}
    engine.dispose()


def test_the_tables_that_only_grow_are_the_logs() -> None:
    keys = {
        name: tuple(c.name for c in table.primary_key) for name, table in log_tables.metadata.tables.items()
    }
    assert keys == dict(LOG_TABLES)


@pytest.mark.parametrize(("bring", "table"), [(upgrade, "turns"), (upgrade_keys, "keys_version")])
def test_a_failed_migration_leaves_nothing(tmp_path: Path, bring: object, table: str) -> None:
    engine = embedded_engine(tmp_path / "heard.db", bytes(32))
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {table} (x)")
        connection.commit()
    assert callable(bring)
    with pytest.raises(Unavailable):
        bring(engine)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == [table]
    engine.dispose()


@pytest.mark.parametrize(
    ("bring", "version_table"), [(upgrade, VERSION_TABLE), (upgrade_keys, KEYS_VERSION_TABLE)]
)
def test_a_database_of_a_newer_version_is_left_alone(
    tmp_path: Path, bring: object, version_table: str
) -> None:
    engine = embedded_engine(tmp_path / "heard.db", bytes(32))
    assert callable(bring)
    bring(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {version_table} SET version_num = '9999'")
    with pytest.raises(LockedArchive, match="newer version"):
        bring(engine)
    engine.dispose()


def test_no_module_makes_tables_beside_the_migrations() -> None:
    for path in (ROOT / "archive").rglob("*.py"):
        names = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert "create_all" not in names, path
