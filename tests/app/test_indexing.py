"""An index of before is built again before anything is served, whatever became of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3

from archive.app import wiring
from archive.search.fts5 import Fts5Index
from tests.withdrawal import group

pytestmark = pytest.mark.slow


def secret(folder: Path) -> bytes:
    with wiring.ring_of(group.settings(folder), group.PASSPHRASE) as ring:
        return ring.secret("index.db")


def of_another_analysis(path: Path, key: bytes) -> None:
    """What a version of before left: tokens of its own, and no word on how they were made."""
    with closing(sqlcipher3.connect(str(path), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("UPDATE passage_tokens SET tokens = 'other'")
        connection.execute("PRAGMA user_version = 0")


def cut_off(path: Path, key: bytes) -> None:
    """A building that stopped after its first step."""
    with closing(Fts5Index(path, key)) as index:
        index.clear()


def deleted(path: Path, key: bytes) -> None:
    """The file, taken away by hand."""
    path.unlink()


@pytest.mark.parametrize("spoil", [of_another_analysis, cut_off, deleted])
def test_an_index_that_cannot_answer_is_built_again(
    tmp_path: Path, spoil: Callable[[Path, bytes], None]
) -> None:
    group.make(tmp_path)
    path, key = group.settings(tmp_path).folder / "index.db", secret(tmp_path)
    with closing(Fts5Index(path, key)) as index:
        before = list(index.ids())
        assert before
        assert not index.stale()
    spoil(path, key)
    with group.opened(tmp_path) as opened:
        assert not opened.archive.index.stale()
        assert list(opened.archive.index.ids()) == before
    with closing(sqlcipher3.connect(str(path))) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        assert "other" not in {row[0] for row in connection.execute("SELECT tokens FROM passage_tokens")}
