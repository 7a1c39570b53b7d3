"""Names, contacts and consent files go into the identity store by whoever records consents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import KeyDestroyed, NotFound, Refused, UsageError
from archive.intake import identities as adding
from archive.model import Action, Role, Viewer
from archive.model.identities import IdentityDetails
from archive.ports import Archive
from archive.redact.lent_names import WHOLE
from archive.review import detection
from tests.store.residue import traces
from tests.withdrawal import group
from tests.withdrawal.group import WHO

PROJECTS = frozenset({group.PROJECT})
CARA = Viewer("cara", Role.COLLECTOR, PROJECTS)
PDF = b"%PDF-1.7 a form with a canarythumb"
HELD = IdentityDetails(("Zubaida Canary",), ("zubaida@example.org",))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("adding")
    group.make(folder)
    return folder


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Iterator[Archive]:
    with group.opened(group.copy(made, tmp_path / "copy")) as opened:
        yield opened.archive


def work(archive: Archive, role: Role = Role.COLLECTOR) -> UnitOfWork:
    return UnitOfWork(archive, Viewer("cara", role, PROJECTS))


def test_what_is_added_is_counted_logged_and_nowhere_in_clear(archive: Archive, tmp_path: Path) -> None:
    added = adding.add(work(archive), WHO, HELD, (PDF, PDF))
    assert (added.names, added.contacts, added.artefacts) == (1, 1, 2)
    [entry] = archive.log.entries(action=Action.IDENTITY_ADD.value)
    assert dict(entry.event.details) == {"names": "1", "contacts": "1", "files": "2"}
    assert entry.event.participants == (WHO,)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert traces(files, ("Zubaida", "zubaida@example", "canarythumb")) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COLLECTOR, Role.DPO}))
def test_who_may_not_record_consents_adds_nothing(archive: Archive, role: Role) -> None:
    with pytest.raises(Refused):
        adding.add(work(archive, role), WHO, HELD)
    assert not archive.identities.holds(WHO)


@pytest.mark.parametrize(
    ("details", "files"),
    [
        (IdentityDetails(), ()),
        (IdentityDetails((" ",)), ()),
        (IdentityDetails(("x" * 301,)), ()),
        (IdentityDetails(tuple(map(str, range(51)))), ()),
        (IdentityDetails(("Rina\u202eX",)), ()),
        (IdentityDetails(), (b"GIF89a no kind of ours",)),
        (IdentityDetails(), (b"",)),
        (IdentityDetails(), (b"%PDF-" + bytes(adding.MOST_BYTES),)),
        (IdentityDetails(), (PDF,) * 21),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(
    archive: Archive, details: IdentityDetails, files: tuple[bytes, ...]
) -> None:
    with pytest.raises(UsageError):
        adding.add(work(archive), WHO, details, files)
    assert not archive.identities.holds(WHO)
    assert list(archive.log.entries(action=Action.IDENTITY_ADD.value)) == []


def test_nothing_is_added_of_strangers_and_of_who_withdrew(archive: Archive) -> None:
    far = UnitOfWork(archive, Viewer("cara", Role.COLLECTOR, frozenset({"hills"})))
    for one, who in ((work(archive), "p-none"), (far, WHO)):
        with pytest.raises(NotFound):
            adding.add(one, who, HELD)
    withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
    with pytest.raises(KeyDestroyed):
        adding.add(work(archive), WHO, HELD)


def test_a_stewards_detection_masks_what_was_added_without_reading_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    [testimony] = [t.id for t in archive.store.testimonies.of_participant("p-two")]
    adding.add(work(archive), "p-two", IdentityDetails(("Lavender Market",)))
    monkeypatch.setattr(archive.identities, "read", None)
    detection.detect(UnitOfWork(archive, group.steward()), testimony)
    lent = [f for f in archive.store.reviews.findings(testimony) if f.detector == WHOLE]
    assert [(f.quote, f.entity) for f in lent] == [("lavender market", "p-two")]
    assert "lavender" not in lent[0].research.lower()
