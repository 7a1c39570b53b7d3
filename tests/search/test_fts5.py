"""The encrypted file of the embedded index."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlcipher3

from archive.errors import LockedArchive, Unavailable, UsageError
from archive.model import IndexDocument
from archive.ports import IndexFilter, TokenQuery
from archive.search.fts5 import Fts5Index
from tests.search.pages import decrypted

KEY = bytes(range(32))
ALL = IndexFilter(frozenset({"turn"}), frozenset({"coast"}))
TOKEN = "5f" * 12


def document(number: int) -> IndexDocument:
    return IndexDocument(
        f"t-1.{number}",
        "t-1",
        number,
        "turn",
        "coast",
        "BD",
        "en",
        "p-77",
        ("3.8",),
        (TOKEN, f"{number:024x}"),
    )


def test_nothing_of_the_file_is_readable_without_the_key(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    index = Fts5Index(path, KEY)
    index.put(map(document, range(50)))
    content = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert not [mark for mark in (b"SQLite", TOKEN.encode(), b"p-77", b"coast", b"CREATE") if mark in content]
    clear = decrypted(path, KEY)
    assert TOKEN.encode() in clear
    assert b"p-77" in clear
    assert path.stat().st_mode & 0o777 == 0o600
    index.close()


def test_clearing_leaves_nothing_at_all(tmp_path: Path) -> None:
    index = Fts5Index(tmp_path / "index.db", KEY)
    index.put(map(document, range(200)))
    index.clear()
    clear = decrypted(tmp_path / "index.db", KEY)
    assert not [mark for mark in (TOKEN.encode(), b"p-77", b"t-1.") if mark in clear]
    index.close()


def test_a_removed_document_leaves_no_id_behind(tmp_path: Path) -> None:
    index = Fts5Index(tmp_path / "index.db", KEY)
    index.put(map(document, range(30)))
    index.remove(testimony="t-1")
    clear = decrypted(tmp_path / "index.db", KEY)
    assert not [mark for mark in (TOKEN.encode(), b"p-77", b"t-1") if mark in clear]
    index.close()


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    Fts5Index(tmp_path / "index.db", KEY).close()
    with pytest.raises(LockedArchive):
        Fts5Index(tmp_path / "index.db", bytes(32))
    with pytest.raises(UsageError):
        Fts5Index(tmp_path / "index.db", b"short")


def test_a_put_is_whole_or_nothing(tmp_path: Path) -> None:
    index = Fts5Index(tmp_path / "index.db", KEY)

    def half() -> object:
        yield document(1)
        raise UsageError("The rest cannot be had.")

    with pytest.raises(UsageError):
        index.put(half())  # type: ignore[arg-type]
    assert list(index.ids()) == []
    index.close()


def test_a_file_that_another_process_holds_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.search.fts5.BUSY_SECONDS", 0.05)
    index = Fts5Index(tmp_path / "index.db", KEY)
    other = sqlcipher3.connect(str(tmp_path / "index.db"), isolation_level=None)
    other.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unavailable):
        index.put([document(1)])
    other.execute("ROLLBACK")
    other.close()
    index.put([document(1)])
    assert list(index.ids()) == ["t-1.1"]
    index.close()


def test_a_closed_index_says_that_it_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        Fts5Index(tmp_path / "nowhere" / "index.db", KEY)
    index = Fts5Index(tmp_path / "index.db", KEY)
    index.close()
    with pytest.raises(Unavailable):
        index.search(TokenQuery(), ALL, limit=5)


def test_threads_share_one_index(tmp_path: Path) -> None:
    index = Fts5Index(tmp_path / "index.db", KEY)
    wrong: list[object] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 10):
                index.put([document(number)])
                if not index.search(TokenQuery(all_of=((f"{number:024x}",),)), ALL, limit=1):
                    wrong.append(number)
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(n * 10,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(list(index.ids())) == 40
    index.close()
