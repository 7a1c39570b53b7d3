"""No word, name, label or file name stands in any file of the store, while it is used and after."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from archive.model import Known, KnownKind, Memo, MemoOn, TurnState
from archive.store.keyring import FileKeyRing
from archive.store.sql import SqlStore
from taxonomies.codebook import Code, Codebook
from tests.contracts import words
from tests.servers.start import Servers
from tests.store.residue import traces

MARKS = (
    "MARKWORD-one", "MARKWORD-two", "MARKLABEL-R1", "MARKDIGEST0123", "MARKDIGEST9876", "MARKPLACE",
    "MARKREASON", "MARKWHY", "MARKMEMO", "MARKQUOTE", "MARKGRANT", "MARKSOURCE", "MARKGUARDIAN",
    "MARKSUPPORT", "MARKWITNESS", "MARKRISK", "MARKNOTE", "MARKNAME", "MARKFILE", "MARKCONTENT",
    "MARKENTITY", "MARKKNOWN", "MARKTHOUGHT", "MARKEXAMPLE", "MARKBEFORE", "MARKAFTER", "খাল ভরে গেল",
)  # fmt: skip
FIRST_TABLE = 16384
"""PostgreSQL numbers what is its own below this."""


@pytest.fixture
def files(
    adapter: str, tmp_path: Path, engine: Engine, request: pytest.FixtureRequest
) -> Callable[[], list[Path]]:
    """Every file that the adapter writes: the archive's folder; or the database's tables, the cluster's
    write-ahead log, and the server's log, which tells every statement with its parameters."""
    if adapter == "embedded":
        return lambda: list(tmp_path.rglob("*"))
    servers: Servers = request.getfixturevalue("servers")
    cluster = servers.folder / "postgresql"

    def written() -> list[Path]:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("CHECKPOINT")
            query = "SELECT oid FROM pg_database WHERE datname = current_database()"
            number = connection.exec_driver_sql(query).scalar_one()
        tables = (cluster / "data" / "base" / str(number)).iterdir()
        ours = [path for path in tables if int(re.match(r"\d*", path.name)[0] or 0) >= FIRST_TABLE]  # type: ignore[index]
        assert ours
        return [*ours, *(cluster / "data" / "pg_wal").iterdir(), cluster / "server.log"]

    return written


def test_nothing_readable_stays_during_or_after(
    store: SqlStore, ring: FileKeyRing, files: Callable[[], list[Path]]
) -> None:
    one = words.testimony()
    store.testimonies.add(one, words.TEXT, [Known(KnownKind.PERSON, "MARKKNOWN Rahima", "p-1")])
    store.consents.add(words.consent())
    store.quarantine.add(words.quarantined(1), "MARKFILE.docx", b"MARKCONTENT " * 50)
    store.reviews.put(one.id, [words.finding(1, 1), words.finding(2, 2)])
    store.reviews.decide(words.decision("f-1"))
    store.reviews.add_pseudonym("delta", "MARKENTITY", "MARKPLACE", "p-1")
    store.codings.add(words.coding(1, 1, before="MARKBEFORE it", after="MARKAFTER it"))
    note = Memo("m-1", "delta", MemoOn.CODING, "k-1", "ana", words.NOON, "MARKTHOUGHT", one.id, 1, 1)
    store.memos.write(note)
    store.memos.write(replace(note, id="m-2", on=MemoOn.CODE, object="3.8"))
    book = Codebook("Delta").add(Code("gate", "Gate money", examples=("MARKEXAMPLE",)))
    store.codebooks.put("delta", book, "ana", words.NOON)
    store.quotes.add(words.quote(1, 1))
    with store.transaction():
        store.testimonies.unseal(one.id)
        store.consents.known({"p-1"})
        store.reviews.findings(one.id)
        assert traces(files(), MARKS) == []
    store.testimonies.set_turn_state(one.id, 2, TurnState.SHREDDED)
    ring.destroy("p-1")
    store.database.engine.dispose()
    assert traces(files(), MARKS) == []


def test_the_look_itself_would_find_them(tmp_path: Path) -> None:
    mark = "MARKWORD-one"
    left = {
        "plain": b"x" + mark.encode(), "wide": mark.encode("utf-16-le"), "hex": mark.encode().hex().encode(),
        "zlib": b"page" + zlib.compress(b"abc " + mark.encode() + b" def"),
        **{f"base64-{n}": base64.b64encode(b"y" * n + mark.encode() + b"tail") for n in range(3)},
    }  # fmt: skip
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    assert traces(tmp_path.iterdir(), [mark]) == [f"{name}: {mark}" for name in sorted(left)]
    assert traces(tmp_path.iterdir(), ["MARKWORD-two"]) == []
