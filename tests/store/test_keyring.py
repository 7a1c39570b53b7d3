"""The key ring in a folder: it opens to its passphrase alone, and is never overwritten."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from archive.errors import KeyDestroyed, LockedArchive
from archive.store.engines import embedded_engine
from archive.store.keyring import FileKeyRing, change_passphrase, make_ring, open_ring
from archive.store.passphrase import Cost, check_passphrase

PASSPHRASE = "seven lamps beside the river"
OTHER = "a heron over the paddy field"
CHEAP = Cost(memory_kib=1024, passes=1, lanes=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a closed key ring that has one key."""
    ring = make_ring(tmp_path / "keys", PASSPHRASE, CHEAP)
    ring.create("p-1")
    ring.close()
    return tmp_path / "keys"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_opens_again_with_the_same_keys(folder: Path) -> None:
    first = open_ring(folder, PASSPHRASE)
    key, secret = first.key("p-1"), first.secret("index")
    first.close()
    second = open_ring(folder, PASSPHRASE)
    assert (second.key("p-1"), second.secret("index")) == (key, secret)
    second.close()


@pytest.mark.parametrize("passphrase", ["", OTHER, PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(folder: Path, passphrase: str) -> None:
    before = contents(folder)
    with pytest.raises(LockedArchive):
        open_ring(folder, passphrase)
    assert contents(folder) == before


@pytest.mark.parametrize("missing", ["ring.json", "keys.db"])
def test_a_missing_file_is_said_and_not_made_anew(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    before = contents(folder)
    with pytest.raises(LockedArchive, match="missing"):
        open_ring(folder, PASSPHRASE)
    with pytest.raises(LockedArchive):
        make_ring(folder, PASSPHRASE, CHEAP)
    assert contents(folder) == before


def test_a_ring_is_never_made_over_another(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(LockedArchive, match="already"):
        make_ring(folder, OTHER, CHEAP)
    assert contents(folder) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d.pop("kdf"),
        lambda d: d.update(format=9),
        lambda d: d["kdf"].update(memory_kib=2**40),
        lambda d: d["kdf"].update(passes=2),
        lambda d: d["kdf"].update(salt="?"),
        lambda d: d.update(master=d["proof"]),
    ],
)
def test_a_damaged_ring_file_is_refused(folder: Path, damage: object) -> None:
    path = folder / "ring.json"
    document = json.loads(path.read_text())
    damage(document)  # type: ignore[operator]
    path.write_text(json.dumps(document))
    with pytest.raises(LockedArchive):
        open_ring(folder, PASSPHRASE)


def test_a_damaged_database_of_keys_is_refused(folder: Path) -> None:
    path = folder / "keys.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
    with pytest.raises(LockedArchive):
        open_ring(folder, PASSPHRASE)


def test_the_passphrase_can_be_changed(folder: Path) -> None:
    ring = open_ring(folder, PASSPHRASE)
    key = ring.key("p-1")
    ring.close()
    with pytest.raises(LockedArchive):
        change_passphrase(folder, OTHER, "three boats under one moon", CHEAP)
    with pytest.raises(LockedArchive):
        change_passphrase(folder, PASSPHRASE, "changeme", CHEAP)
    change_passphrase(folder, PASSPHRASE, OTHER, CHEAP)
    with pytest.raises(LockedArchive):
        open_ring(folder, PASSPHRASE)
    again = open_ring(folder, OTHER)
    assert again.key("p-1") == key
    again.close()
    assert {path.name for path in folder.iterdir()} == {"ring.json", "keys.db"}


@pytest.mark.parametrize(
    "passphrase",
    ["", "   ", "changeme", "CHANGE_ME", "Change-Me 123456", "password", "P a s s w o r d 2026", "heard",
     "heard-heard", "test", "Test1234567890", "aaaaaaaaaaaaaaaa", "123456789012", "short words"],
)  # fmt: skip
def test_passphrases_that_anybody_would_try_are_refused(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(LockedArchive) as caught:
        make_ring(tmp_path / "keys", passphrase, CHEAP)
    assert not (tmp_path / "keys").exists() or list((tmp_path / "keys").iterdir()) == []
    assert len(passphrase) < 5 or passphrase not in str(caught.value)


@pytest.mark.parametrize("passphrase", [PASSPHRASE, OTHER, "নদীর ধারে সাতটি প্রদীপ", "xK9#mQ2$vL5!"])
def test_good_passphrases_pass(passphrase: str) -> None:
    check_passphrase(passphrase)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_files_are_the_owners_alone(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_no_secret_in_a_repr_or_a_file(folder: Path) -> None:
    ring: FileKeyRing = open_ring(folder, PASSPHRASE)
    key = ring.key("p-1")
    shown = repr(ring) + repr(ring._database.engine) + str(ring._database.engine.url)
    assert key.hex() not in shown
    assert PASSPHRASE not in shown
    ring.close()
    for content in contents(folder).values():
        assert key not in content
        assert b"p-1" not in content
        assert PASSPHRASE.encode() not in content


def test_a_destroyed_key_is_not_in_the_file_even_for_who_has_the_passphrase(folder: Path) -> None:
    ring = open_ring(folder, PASSPHRASE)
    ring.destroy("p-1")
    ring.close()
    assert not list(folder.glob("*-journal"))
    again = open_ring(folder, PASSPHRASE)
    with pytest.raises(KeyDestroyed):
        again.key("p-1")
    again.close()


def test_a_database_does_not_open_with_another_key(tmp_path: Path) -> None:
    embedded_engine(tmp_path / "a.db", b"a" * 32).connect().close()
    before = (tmp_path / "a.db").read_bytes()
    with pytest.raises(LockedArchive):
        embedded_engine(tmp_path / "a.db", b"b" * 32).connect()
    assert (tmp_path / "a.db").read_bytes() == before
