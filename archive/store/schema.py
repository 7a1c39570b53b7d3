"""The one place that makes tables: each database is brought to what this version of Heard expects.

Three databases have a history each: the archive's (its rows and the log), a key ring's and the identity
store's. A database from before its history keeps its tables, and only gets what it lacks. Nothing is made
outside of a migration.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from archive.errors import LockedArchive
from archive.store.append_only import refuse_changes
from archive.store.database import own_errors
from archive.store.engines import WRITING

VERSION_TABLE = "store_version"
KEYS_VERSION_TABLE = "keys_version"
IDENTITIES_VERSION_TABLE = "identities_version"
_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class _History:
    """Migrations of one kind of database, the table that says how far it is, and the lock while they run."""

    versions: str
    version_table: str
    lock: int


_ARCHIVE = _History("versions", VERSION_TABLE, 4_807_526_976)
_KEYS = _History("key_versions", KEYS_VERSION_TABLE, 4_807_526_977)
_IDENTITIES = _History("identity_versions", IDENTITIES_VERSION_TABLE, 4_807_526_978)


def upgrade(engine: Engine) -> None:
    """Run every migration that the archive's database lacks, all or nothing; several processes may try at
    once. Raises ``Unavailable`` if the database does not answer, ``LockedArchive`` if a newer version of
    Heard made it."""
    with own_errors(), _writing(engine) as connection, connection.begin():
        _run(connection, _ARCHIVE)
        refuse_changes(connection)


def upgrade_keys(engine: Engine) -> None:
    """The same for the database of a key ring."""
    with own_errors(), _writing(engine) as connection, connection.begin():
        _run(connection, _KEYS)


def upgrade_identities(engine: Engine) -> None:
    """The same for the database of the identity store."""
    with own_errors(), _writing(engine) as connection, connection.begin():
        _run(connection, _IDENTITIES)


def _writing(engine: Engine) -> Connection:
    return engine.connect().execution_options(**{WRITING: True})


def _run(connection: Connection, history: _History) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": history.lock})
    try:
        command.upgrade(_config(connection, history), "head")
    except CommandError:  # a revision that is not among ours
        raise LockedArchive(
            "This database was made by a newer version of Heard; install that version."
        ) from None


def _config(connection: Connection, history: _History) -> Config:
    config = Config()
    for option, path in (
        ("script_location", _MIGRATIONS),
        ("version_locations", _MIGRATIONS / history.versions),
    ):
        config.set_main_option(option, str(path).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    config.attributes["version_table"] = history.version_table
    return config
