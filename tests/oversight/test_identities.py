"""The identity store opened: one participant, one steward, one officer, fifteen minutes, on the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import oversight, withdrawal
from archive.access.gate import UnitOfWork
from archive.audit.identity_openings import Stage
from archive.errors import NotFound, Refused, UsageError
from archive.intake import identities as adding
from archive.model import Action, Outcome, Role, Viewer
from archive.model.identities import IdentityDetails
from archive.oversight import Topic, identities, inquiry
from archive.ports import Archive
from consent.record import Purpose
from tests.oversight.test_break_glass import Moving, on
from tests.store.residue import traces
from tests.withdrawal import group
from tests.withdrawal.group import WHO

PROJECTS = frozenset({group.PROJECT})
SAM, SUE = (Viewer(name, Role.STEWARD, PROJECTS, Purpose.PROCESS_DEIDENTIFY) for name in ("sam", "sue"))
OLGA, OTTO = (Viewer(name, Role.DPO, PROJECTS) for name in ("olga", "otto"))
CARA = Viewer("cara", Role.COLLECTOR, PROJECTS)
HELD = IdentityDetails(("Zubaida Whole Canary",), ("01911 222333",))
REASON = "her sister Zubaida asks where the form is"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("identities")
    group.make(folder)
    with group.opened(folder) as found:
        adding.add(UnitOfWork(found.archive, CARA), WHO, HELD, (b"%PDF-1.7 canaryform",))
    return folder


@pytest.fixture
def archive(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    clock = Moving(datetime.now(UTC))
    with group.opened(group.copy(made, tmp_path / "copy")) as found:
        monkeypatch.setattr(found.log, "_clock", clock)
        yield replace(found.archive, clock=clock)


def asked(archive: Archive, who: Viewer = SAM) -> str:
    return identities.request(UnitOfWork(archive, who), WHO, REASON)


def agreed(archive: Archive) -> str:
    one = asked(archive)
    identities.agree(UnitOfWork(archive, OLGA), one)
    return one


def test_from_the_request_to_the_end(archive: Archive, tmp_path: Path) -> None:
    one = asked(archive)
    due = [row for row in oversight.due(UnitOfWork(archive, OLGA), 7) if row.what == "identity_request"]
    assert [row.id for row in due] == [one], "what waits is due"
    with pytest.raises(Refused, match="has to agree"):
        identities.read(UnitOfWork(archive, SAM), one)
    signed = identities.agree(UnitOfWork(archive, OLGA), one)
    assert signed.until is not None
    assert signed.until - archive.clock.now() <= timedelta(minutes=15)
    read = identities.read(UnitOfWork(archive, SAM), one)
    assert (read.held.details, read.until) == (HELD, signed.until)
    assert [artefact.content for artefact in read.held.artefacts] == [b"%PDF-1.7 canaryform"]
    assert not [r for r in oversight.due(UnitOfWork(archive, OLGA), 7) if r.what == "identity_request"]
    on(archive, minutes=14)
    identities.read(UnitOfWork(archive, SAM), one)
    [row] = identities.listed(UnitOfWork(archive, SAM))
    assert (row.stage, row.opening.readings, 0 < row.seconds_left <= 60) == (Stage.OPEN, 2, True)
    on(archive, minutes=1)
    with pytest.raises(Refused, match="over"):
        identities.read(UnitOfWork(archive, SAM), one)
    actions = [e.event.action.value for e in archive.log.entries(object_id=one)
               if e.event.outcome is Outcome.PERMIT]  # fmt: skip
    assert actions == [f"identity:{verb}" for verb in ("request", "approve", "open", "open")]
    assert traces([p for p in tmp_path.rglob("*") if p.is_file()],
                  ("Zubaida", "222333", "canaryform", "her sister")) == []  # fmt: skip


def test_the_log_tells_who_read_whom_and_no_name(archive: Archive) -> None:
    one = agreed(archive)
    identities.read(UnitOfWork(archive, SAM), one)
    for topic, subject in ((Topic.PARTICIPANT, WHO), (Topic.USER, "sam")):
        entries = oversight.answer_inquiry(UnitOfWork(archive, OLGA), inquiry(topic, subject)).entries
        assert Action.IDENTITY_OPEN in {e.event.action for e in entries}
    assert oversight.answer_inquiry(UnitOfWork(archive, OLGA), inquiry(Topic.WITHOUT_CONSENT)).entries == ()
    exported = "\n".join(archive.log.export())
    assert not any(word in exported for word in ("Zubaida", "222333", "her sister"))
    [entry] = archive.log.entries(action=Action.IDENTITY_REQUEST.value)
    assert entry.event.sealed is not None
    assert archive.log.unseal(entry.event.sealed) == REASON


def test_one_person_is_never_enough_and_nobody_else_reads(archive: Archive) -> None:
    one = asked(archive)
    both = replace(SAM, role=Role.DPO)
    with pytest.raises(Refused, match="second person"):
        identities.agree(UnitOfWork(archive, both), one)
    identities.agree(UnitOfWork(archive, OLGA), one)
    with pytest.raises(Refused, match="no longer waiting"):
        identities.agree(UnitOfWork(archive, OTTO), one)
    with pytest.raises(NotFound):
        identities.read(UnitOfWork(archive, SUE), one)
    for role in set(Role) - {Role.STEWARD}:
        with pytest.raises(Refused):
            identities.read(UnitOfWork(archive, Viewer("sam", role, PROJECTS)), one)
        with pytest.raises(Refused):
            identities.request(UnitOfWork(archive, Viewer("x", role, PROJECTS)), WHO, REASON)
    for role in set(Role) - {Role.DPO}:
        with pytest.raises(Refused):
            identities.agree(UnitOfWork(archive, Viewer("x", role, PROJECTS)), one)
    assert identities.listed(UnitOfWork(archive, SUE)) == []


def test_another_project_knows_of_nobody(archive: Archive) -> None:
    far = {name: replace(who, projects=frozenset({"hills"})) for name, who in (("s", SAM), ("o", OLGA))}
    with pytest.raises(NotFound):
        identities.request(UnitOfWork(archive, far["s"]), WHO, REASON)
    one = agreed(archive)
    for call, who in ((identities.agree, "o"), (identities.read, "s"), (identities.stop, "o")):
        with pytest.raises(NotFound):
            call(UnitOfWork(archive, far[who]), one)
    assert identities.listed(UnitOfWork(archive, far["o"])) == []


def test_who_withdrew_is_not_there(archive: Archive) -> None:
    one, later = agreed(archive), asked(archive)
    receipt = withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
    assert "entry of the identity store" in {line.what for line in receipt.outcomes}
    assert archive.identities.read(WHO) is None
    for call, who in ((identities.read, SAM), (identities.agree, OLGA)):
        with pytest.raises(NotFound):
            call(UnitOfWork(archive, who), one if call is identities.read else later)
    with pytest.raises(NotFound):
        asked(archive)
    assert oversight.answer_inquiry(UnitOfWork(archive, OLGA), inquiry(Topic.AFTER_WITHDRAWAL)).entries == ()


def test_a_reason_an_end_and_something_to_read_are_asked_for(archive: Archive) -> None:
    for reason in ("", "  ", "x" * 2001):
        with pytest.raises(UsageError):
            identities.request(UnitOfWork(archive, SAM), WHO, reason)
    with pytest.raises(NotFound):
        identities.request(UnitOfWork(archive, SAM), "p-two", REASON)
    with pytest.raises(NotFound):
        identities.request(UnitOfWork(archive, SAM), "p-none", REASON)
    for call, who in ((identities.read, SAM), (identities.agree, OLGA), (identities.stop, SAM)):
        with pytest.raises(NotFound):
            call(UnitOfWork(archive, who), "o-none")
    one = agreed(archive)
    with pytest.raises(NotFound):
        identities.stop(UnitOfWork(archive, SUE), one)
    identities.stop(UnitOfWork(archive, OTTO), one)
    with pytest.raises(Refused, match="already ended"):
        identities.stop(UnitOfWork(archive, SAM), one)
    with pytest.raises(Refused, match="over"):
        identities.read(UnitOfWork(archive, SAM), one)
    late = asked(archive)
    on(archive, hours=25)
    with pytest.raises(Refused, match="no longer waiting"):
        identities.agree(UnitOfWork(archive, OLGA), late)
