"""The identity store on every engine: one participant at a time, two keys for every row, death with a key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import KeyDestroyed, LockedArchive, SealBroken
from archive.model import IdentifierType
from archive.model.identities import Artefact, IdentityDetails, KeyedForm, LentForms, MediaType
from archive.store.identities import SqlIdentities, key_subject
from archive.store.identity_key import KEY_FILE, open_identity_database
from archive.store.keyring import FileKeyRing
from archive.store.sql import SqlStore
from tests.contracts.conftest import fresh_database
from tests.servers.start import Servers
from tests.store.residue import traces

NAME, CONTACT, FILE = "Canaryname Khatun", "01712 345678", b"%PDF-canaryfile signed"
DETAILS = IdentityDetails((NAME,), (CONTACT,))
FORMS = (KeyedForm(b"\x01" * 16, IdentifierType.PERSON, True, 2),)
WHO, OTHER, PROJECT = "p-1", "p-2", "delta"


@pytest.fixture
def url(adapter: str, request: pytest.FixtureRequest) -> str | None:
    if adapter == "embedded":
        return None
    servers: Servers = request.getfixturevalue("servers")
    return fresh_database(servers.postgres_url)


def opened(folder: Path, ring: FileKeyRing, url: str | None) -> SqlIdentities:
    keys = folder / "keys"
    return SqlIdentities(ring, lambda: open_identity_database(folder / "identities", keys, ring, url))


@pytest.fixture
def identities(tmp_path: Path, ring: FileKeyRing, url: str | None) -> Iterator[SqlIdentities]:
    made = opened(tmp_path, ring, url)
    yield made
    made.close()


def filled(identities: SqlIdentities) -> SqlIdentities:
    identities.add(WHO, PROJECT, DETAILS, FORMS)
    identities.add_artefact(WHO, PROJECT, Artefact("d-1", MediaType.PDF, FILE))
    return identities


def test_what_is_kept_of_one_person_comes_back_whole(identities: SqlIdentities) -> None:
    assert identities.read(WHO) is None
    assert not identities.holds(WHO)
    filled(identities).add(WHO, PROJECT, IdentityDetails(("Rina",)), ())
    held = identities.read(WHO)
    assert held is not None
    assert set(held.details.names) == {NAME, "Rina"}
    assert held.details.contacts == (CONTACT,)
    assert [(a.kind, a.content) for a in held.artefacts] == [(MediaType.PDF, FILE)]
    assert identities.holds(WHO)
    assert identities.artefacts(WHO) == 1
    assert not identities.holds(OTHER)
    assert NAME not in repr(held)


def test_forms_are_lent_by_project_and_under_a_key_of_it(identities: SqlIdentities) -> None:
    filled(identities).add(OTHER, "hills", IdentityDetails(("Rina",)), FORMS)
    assert identities.lent({PROJECT}) == [LentForms(WHO, FORMS)]
    assert {one.participant for one in identities.lent({PROJECT, "hills"})} == {WHO, OTHER}
    assert identities.lent(()) == []
    assert identities.lending_key(PROJECT) == identities.lending_key(PROJECT)
    assert identities.lending_key(PROJECT) != identities.lending_key("hills")


def test_a_destroyed_identity_never_comes_back(identities: SqlIdentities, ring: FileKeyRing) -> None:
    assert identities.destroy(OTHER) is False, "nothing was held"
    filled(identities)
    assert identities.destroy(WHO) is True
    assert identities.destroy(WHO) is True, "twice is no error"
    assert identities.read(WHO) is None
    assert not identities.holds(WHO)
    assert identities.lent({PROJECT}) == []
    assert identities.artefacts(WHO) == 0
    assert key_subject(WHO) in ring.destroyed()
    with pytest.raises(KeyDestroyed):
        identities.add(WHO, PROJECT, DETAILS, ())
    with pytest.raises(KeyDestroyed):
        identities.add_artefact(WHO, PROJECT, Artefact("d-2", MediaType.PDF, FILE))


def test_neither_of_the_two_keys_opens_a_row(
    identities: SqlIdentities, tmp_path: Path, ring: FileKeyRing, url: str | None
) -> None:
    filled(identities).close()
    file = tmp_path / "keys" / KEY_FILE
    kept = file.read_bytes()
    file.unlink()
    with closing(opened(tmp_path, ring, url)) as keyless, pytest.raises(LockedArchive, match=r"s\.key"):
        keyless.read(WHO)
    assert not file.exists(), "no other key is made in its place"
    other = tmp_path / "other"
    elsewhere = opened(other, ring, None)
    elsewhere.add(OTHER, PROJECT, DETAILS, ())
    elsewhere.close()
    file.write_bytes((other / "keys" / KEY_FILE).read_bytes())
    refused = pytest.raises((LockedArchive, SealBroken))
    with closing(opened(tmp_path, ring, url)) as otherwise, refused:
        otherwise.read(WHO)
    file.write_bytes(b"{}\n")
    with closing(opened(tmp_path, ring, url)) as damaged, pytest.raises(LockedArchive):
        damaged.read(WHO)
    file.write_bytes(kept)
    again = opened(tmp_path, ring, url)
    assert again.read(WHO) is not None
    again.close()


def test_where_the_database_does_not_open_the_key_dies_all_the_same(
    identities: SqlIdentities, tmp_path: Path, ring: FileKeyRing, url: str | None
) -> None:
    filled(identities).close()
    (tmp_path / "keys" / KEY_FILE).unlink()
    with closing(opened(tmp_path, ring, url)) as keyless:
        assert keyless.destroy(WHO) is True
    assert key_subject(WHO) in ring.destroyed()


def test_no_file_holds_a_name(identities: SqlIdentities, store: SqlStore, tmp_path: Path) -> None:
    filled(identities).read(WHO)
    identities.destroy(OTHER)
    identities.close()
    store.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert traces(files, ("Canaryname", "345678", "canaryfile")) == []
