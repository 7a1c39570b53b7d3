"""The identity store's own copy: it opens nothing alone, comes back with its keys, and brings nobody back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.app import backup, wiring
from archive.app.backup import Evidence
from archive.errors import UsageError
from archive.intake import identities as adding
from archive.model import Role
from archive.model.identities import IdentityDetails
from archive.store.identities import key_subject
from tests.app.backup.conftest import OFFICER
from tests.store.residue import traces
from tests.web.made import account, viewer
from tests.withdrawal import group
from tests.withdrawal.group import PASSPHRASE, WHO

NAMES = ("Zubaida Canary", "Otieno Canary")
OTHER = "p-two"


@dataclass(frozen=True)
class Three:
    """A backup of an archive in which two people are known, made before one of them withdrew."""

    folder: Path
    data: Path
    keys: Path
    names: Path


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Three:
    root = tmp_path_factory.mktemp("three")
    places = [root / name for name in ("folder", "one", "two", "three")]
    for place in places:
        place.mkdir()
    made = Three(places[0], places[1] / "rows", places[2] / "ring", places[3] / "names")
    group.make(made.folder)
    with group.opened(made.folder) as found:
        account(found.archive, "olga", Role.DPO, [])
        work = UnitOfWork(found.archive, viewer(Role.COLLECTOR))
        for who, name in zip((WHO, OTHER), NAMES, strict=True):
            adding.add(work, who, IdentityDetails((name,)), (b"%PDF-1.7 canaryform",))
        backup.back_up(found, viewer(Role.ADMINISTRATOR), made.data, made.keys, made.names)
        withdrawal.withdraw(UnitOfWork(found.archive, group.officer()), WHO, None, "asked")
    return made


def restored(three: Three, to: Path, evidence: Evidence, names: Path | None) -> Path:
    to.mkdir()
    backup.restore(group.settings(to), PASSPHRASE, three.data, three.keys, evidence, names)
    return to


def test_no_copy_holds_a_name(three: Three) -> None:
    copies = [three.data, three.keys, three.names]
    assert traces(copies, (*NAMES, "Zubaida", "Otieno", "canaryform")) == []


def test_names_come_back_and_who_withdrew_does_not(three: Three, tmp_path: Path) -> None:
    ledger = wiring.log_folder(group.settings(three.folder)) / "withdrawals.ledger"
    to = restored(three, tmp_path / "to", Evidence(ledger=ledger, speaker=OFFICER), three.names)
    with group.opened(to) as found:
        assert found.archive.identities.read(WHO) is None
        assert key_subject(WHO) in found.ring.destroyed()
        held = found.archive.identities.read(OTHER)
        assert held is not None
        assert held.details.names == NAMES[1:]
        assert {one.participant for one in found.archive.identities.lent({group.PROJECT})} == {OTHER}


def test_who_is_named_as_withdrawn_goes_with_the_names(three: Three, tmp_path: Path) -> None:
    evidence = Evidence(withdrawn=(WHO, OTHER), speaker=OFFICER)
    to = restored(three, tmp_path / "to", evidence, three.names)
    with group.opened(to) as found:
        assert [found.archive.identities.read(who) for who in (WHO, OTHER)] == [None, None]


def test_without_the_copy_the_store_begins_empty(three: Three, tmp_path: Path) -> None:
    to = restored(three, tmp_path / "to", Evidence(speaker=OFFICER), None)
    with group.opened(to) as found:
        assert found.archive.identities.read(OTHER) is None
        work = UnitOfWork(found.archive, viewer(Role.COLLECTOR))
        adding.add(work, OTHER, IdentityDetails((NAMES[1],)))
        assert found.archive.identities.holds(OTHER)


def test_the_copy_of_another_backup_is_refused(three: Three, tmp_path: Path) -> None:
    later = [tmp_path / name / "file" for name in ("a", "b", "c")]
    for path in later:
        path.parent.mkdir()
    with group.opened(three.folder) as found:
        backup.back_up(found, viewer(Role.ADMINISTRATOR), *later)
        assert key_subject(WHO) in found.ring.destroyed()
    with pytest.raises(UsageError, match="not of one backup"):
        restored(three, tmp_path / "to", Evidence(speaker=OFFICER), later[2])
    with pytest.raises(UsageError, match="no backup of the identity store"):
        restored(three, tmp_path / "again", Evidence(speaker=OFFICER), three.keys)


def test_the_copy_has_a_place_of_its_own(three: Three, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with group.opened(three.folder) as found:
        for beside in (tmp_path / "names", tmp_path / "other" / "names"):
            with pytest.raises(UsageError, match="place for each"):
                backup.back_up(
                    found, viewer(Role.ADMINISTRATOR), tmp_path / "rows", tmp_path / "other" / "ring", beside
                )
