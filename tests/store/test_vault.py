"""The key ring over a transit server, against a stand-in that speaks its API."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.errors import KeyDestroyed, LockedArchive, SealBroken, Unavailable, UsageError
from archive.store.vault import TransitKey, TransitKeyRing, transit_key
from archive.store.vaultfile import make_transit_ring, open_transit_ring_in
from tests.store.transit import TOKEN, Transit, serving

Opener = Callable[[], TransitKeyRing]


@pytest.fixture
def transit() -> Iterator[Transit]:
    with serving(Transit()) as running:
        yield running


@pytest.fixture
def opener(transit: Transit, tmp_path: Path) -> Iterator[Opener]:
    opened: list[TransitKeyRing] = []

    def open_again() -> TransitKeyRing:
        outer, folder = transit_key(transit.url, TOKEN, "heard"), tmp_path / "keys"
        made = open_transit_ring_in if folder.exists() else make_transit_ring
        opened.append(made(folder, outer))
        return opened[-1]

    yield open_again
    for ring in opened:
        ring.close()


def test_keys_and_secrets_outlive_the_process_and_die_for_good(opener: Opener) -> None:
    ring = opener()
    ring.create("p-1")
    ring.create("p-2")
    key, secret = ring.key("p-1"), ring.secret("index")
    again = opener()
    assert (again.key("p-1"), again.secret("index")) == (key, secret)
    again.destroy("p-1")
    for one in (ring, again):
        with pytest.raises(KeyDestroyed):
            one.key("p-1")
        with pytest.raises(KeyDestroyed):
            one.create("p-1")
    assert ring.destroyed() == {"p-1"}


def test_a_rotation_on_the_server_is_noticed_and_followed(opener: Opener, transit: Transit) -> None:
    ring = opener()
    ring.create("p-1")
    key, secret = ring.key("p-1"), ring.secret("index")
    assert ring.rows_behind() == 0
    transit.rotate()
    assert ring.rows_behind() == ring.status().rows_behind == 3
    ring.rewrap()
    assert ring.rows_behind() == 0
    transit.versions[0] = bytes(32)
    again = opener()
    assert (again.key("p-1"), again.secret("index")) == (key, secret)


def test_epochs_rotate_and_retire(opener: Opener) -> None:
    ring = opener()
    ring.create("p-1")
    key = ring.key("p-1")
    assert ring.rotate() == 2
    ring.retire(1)
    again = opener()
    assert again.epochs() == [2]
    assert again.key("p-1") == key


def test_no_subject_and_no_key_goes_to_the_server(opener: Opener, transit: Transit) -> None:
    ring = opener()
    ring.create("p-secret-id")
    key = ring.key("p-secret-id")
    sent = json.dumps(transit.asked)
    assert "p-secret-id" not in sent
    assert key.hex() not in sent
    assert TOKEN not in repr(ring) + repr(ring._epochs) + repr(ring._epochs._outer)


def test_another_transit_key_opens_nothing(opener: Opener, transit: Transit) -> None:
    opener().create("p-1")
    transit.versions[0] = bytes(32)
    with pytest.raises(SealBroken, match="transit key"):
        opener()


def test_a_wrong_token_or_name_is_refused(transit: Transit, tmp_path: Path) -> None:
    for token, name in (("MARKTOKEN", "heard"), (TOKEN, "other")):
        with pytest.raises(LockedArchive) as caught:
            make_transit_ring(tmp_path / "keys", transit_key(transit.url, token, name))
        assert "MARKTOKEN" not in repr(caught.value)
    assert not (tmp_path / "keys").exists()


def test_a_server_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        make_transit_ring(tmp_path / "keys", transit_key("http://127.0.0.1:9", TOKEN, "heard"))


def test_a_server_that_passes_over_places_is_refused(tmp_path: Path) -> None:
    with serving(Transit(honours_places=False)) as careless, pytest.raises(LockedArchive, match="place"):
        make_transit_ring(tmp_path / "keys", transit_key(careless.url, TOKEN, "heard"))


def test_the_token_never_travels_in_clear() -> None:
    for url in ("http://vault.example:8200", "ftp://127.0.0.1", "vault"):
        with pytest.raises(UsageError):
            transit_key(url, TOKEN, "heard")


def test_a_ring_is_never_made_over_another_and_a_lost_file_is_said(opener: Opener, tmp_path: Path) -> None:
    opener().create("p-1")
    before = {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    outer = opener()._epochs._outer
    assert isinstance(outer, TransitKey)
    with pytest.raises(LockedArchive, match="already"):
        make_transit_ring(tmp_path / "keys", outer)
    assert {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()} == before
    (tmp_path / "keys" / "keys.db").unlink()
    with pytest.raises(LockedArchive, match="missing"):
        open_transit_ring_in(tmp_path / "keys", outer)
    (tmp_path / "keys" / "vault.json").write_text("{}")
    (tmp_path / "keys" / "keys.db").touch()
    with pytest.raises(LockedArchive, match="vault.json"):
        open_transit_ring_in(tmp_path / "keys", outer)
