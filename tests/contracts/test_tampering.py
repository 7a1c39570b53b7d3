"""A value that was altered, moved or put back in the database is refused, whoever did it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from archive.errors import SealBroken
from archive.store.keyring import FileKeyRing
from archive.store.sql import SqlStore
from archive.store.tables import labels, quotes, turns
from tests.contracts import words
from tests.contracts.words import TEXT


@pytest.fixture
def kept(store: SqlStore) -> str:
    store.testimonies.add(words.testimony(), TEXT, [])
    return "t-1"


def test_words_moved_to_another_turn_of_the_same_speaker(store: SqlStore, kept: str) -> None:
    with store.database.connection() as connection:
        stolen = connection.scalar(select(turns.c.sealed_words).where(turns.c.number == 3))
        connection.execute(update(turns).where(turns.c.number == 1).values(sealed_words=stolen))
    with pytest.raises(SealBroken):
        store.testimonies.unseal(kept)
    assert store.testimonies.unseal(kept, {0, 2, 3}).keys() == {0, 2, 3}


def test_words_put_under_another_speaker(store: SqlStore, kept: str) -> None:
    with store.database.connection() as connection:
        connection.execute(update(turns).where(turns.c.number == 1).values(participant="p-2", subject="p-2"))
    with pytest.raises(SealBroken):
        store.testimonies.unseal(kept, {1})


def test_words_of_an_older_version_put_back(store: SqlStore, kept: str) -> None:
    corrected = TEXT.replace("nine", "five")
    store.testimonies.add(replace(words.testimony(), version=2), corrected, [])
    with store.database.connection() as connection:
        here = (turns.c.number == 3) & (turns.c.version == 1)
        old = connection.scalar(select(turns.c.sealed_words).where(here))
        newest = (turns.c.number == 3) & (turns.c.version == 2)
        connection.execute(update(turns).where(newest).values(sealed_words=old))
    with pytest.raises(SealBroken):
        store.testimonies.unseal(kept)


def test_a_flipped_byte_in_a_quote_or_a_label(store: SqlStore, kept: str) -> None:
    store.quotes.add(words.quote(1, 1))
    with store.database.connection() as connection:
        for table in (quotes, labels):
            sealed = bytearray(connection.scalars(select(table.c.sealed)).first() or b"")
            sealed[-1] ^= 1
            connection.execute(update(table).values(sealed=bytes(sealed)))
    with pytest.raises(SealBroken):
        store.quotes.get("q-1")
    with pytest.raises(SealBroken):
        store.testimonies.get(kept)


def test_yesterdays_database_does_not_bring_the_words_back(
    store: SqlStore, kept: str, ring: FileKeyRing
) -> None:
    with store.database.reading() as connection:
        yesterday = [dict(row._mapping) for row in connection.execute(select(turns))]
    ring.destroy("p-1")
    with store.database.connection() as connection:
        connection.execute(turns.delete())
        connection.execute(turns.insert(), yesterday)
    assert store.testimonies.unseal(kept).keys() == {0, 2}


def test_a_key_ring_older_than_the_archive_is_named_as_the_fault(store: SqlStore, kept: str) -> None:
    with store.database.connection() as connection:
        connection.execute(update(turns).where(turns.c.number == 1).values(subject="p-unknown"))
    with pytest.raises(SealBroken, match="key ring is older"):
        store.testimonies.unseal(kept)
