"""Somebody with the database and its key moves, alters or swaps sealed values: nothing is read as else."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, select, update

from archive.store.tables import turns
from tests.attacks import day, forging
from tests.cli.command import Heard
from tests.withdrawal import group

pytestmark = pytest.mark.slow

BROKEN = 9


def _words(connection: Connection, number: int) -> bytes:
    found = connection.scalar(select(turns.c.sealed_words).where(turns.c.number == number))
    assert found
    return bytes(found)


def _put(connection: Connection, number: int, sealed: bytes) -> None:
    connection.execute(update(turns).where(turns.c.number == number).values(sealed_words=sealed))


def moved(connection: Connection) -> None:
    """Exchange what one person said with what the same person said elsewhere."""
    one, other = (_words(connection, n) for n in (2, 5))
    _put(connection, 2, other)
    _put(connection, 5, one)


def flipped(connection: Connection) -> None:
    """Change one bit of the words."""
    words = bytearray(_words(connection, 6))
    words[-3] ^= 1
    _put(connection, 6, bytes(words))


def headless(connection: Connection) -> None:
    """Change the header that says how it was sealed."""
    words = bytearray(_words(connection, 6))
    words[5] ^= 1
    _put(connection, 6, bytes(words))


@pytest.mark.parametrize("attack", [moved, flipped, headless])
def test_an_altered_value_is_an_error_on_the_log_and_never_other_words(attack: object, heard: Heard) -> None:
    assert callable(attack)
    with forging.owner(heard) as connection:
        testimony = connection.scalar(select(turns.c.testimony))
        attack(connection)
    with day.serving(heard) as (_, address), day.signed_in(address, "reader0") as client:
        headers = {"Heard-Purpose": "research_project"}
        answer = client.get(f"/api/v1/testimonies/{testimony}", headers=headers)
        assert answer.status_code == 500
        assert not any(mark in answer.text for mark in (*group.MARKS, "harvest", "lorry"))
    done = heard("read", testimony, "--purpose", "research_project")
    assert (done.code, done.out) == (BROKEN, "")
    told = heard("audit", "ask", "refusals", "--json").json()
    faults = [(e["actor"], e["outcome"]) for e in _entries(told) if e["action"] == "seal:open"]
    assert faults == [("system", "error"), ("reader0", "error"), ("local", "error")], "before anybody asks"


def _entries(told: object) -> list[dict[str, str]]:
    assert isinstance(told, dict)
    return [entry.get("event", entry) for entry in told["entries"]]
