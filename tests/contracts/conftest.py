"""One suite per port, run on every adapter: ``embedded`` needs no server, ``production`` the real ones.

A test takes ``adapter`` (or anything made from it) and is run once for each. ``database`` is an empty
database of the test's own: an encrypted file, or a fresh PostgreSQL database.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, make_url

from archive.store.database import Database
from archive.store.engines import embedded_engine, postgres_engine
from archive.store.keyring import FileKeyRing, make_ring
from archive.store.passphrase import Cost
from archive.store.sql import SqlStore
from tests.servers.start import Servers

PASSPHRASE = "seven lamps beside the river"
CHEAP = Cost(memory_kib=1024, passes=1, lanes=1)
_NUMBERS = itertools.count()


@pytest.fixture(params=["embedded", pytest.param("production", marks=pytest.mark.servers)])
def adapter(request: pytest.FixtureRequest) -> str:
    """``embedded`` or ``production``."""
    return str(request.param)


@pytest.fixture
def engine(adapter: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine on an empty database of the test's own."""
    if adapter == "embedded":
        made = embedded_engine(tmp_path / "heard.db", bytes(range(32)))
    else:
        servers: Servers = request.getfixturevalue("servers")
        made = postgres_engine(fresh_database(servers.postgres_url))
    yield made
    made.dispose()


@pytest.fixture
def database(engine: Engine) -> Database:
    """The database that store and log share."""
    return Database(engine)


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[FileKeyRing]:
    """A key ring in a folder, cheap to open."""
    made = make_ring(tmp_path / "keys", PASSPHRASE, CHEAP)
    yield made
    made.close()


@pytest.fixture
def store(database: Database, ring: FileKeyRing) -> Iterator[SqlStore]:
    """A store over the adapter's database."""
    made = SqlStore(database, ring)
    yield made
    made.close()


def fresh_database(url: str) -> str:
    """Make an empty PostgreSQL database and return its URL; the whole cluster goes after the run."""
    name = f"heard_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return make_url(url).set(database=name).render_as_string(hide_password=False)
