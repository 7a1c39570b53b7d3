"""Where a law keeps withdrawn words sealed: nobody reads them, two officers open them, and then they die."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import KeyDestroyed, NotFound, Refused
from archive.model import Action, Role, TurnState, Viewer
from archive.model.outcomes import WithdrawalOutcome
from archive.ports import Archive
from consent.record import Jurisdiction
from tests.scopes import EVERY
from tests.store.residue import traces
from tests.withdrawal import group
from tests.withdrawal.group import FREE, MARKS, OWN, WHO

ANA = Viewer("ana", Role.DPO, frozenset({group.PROJECT}))
BO = Viewer("bo", Role.DPO, frozenset({group.PROJECT}))


@dataclass(frozen=True)
class At:
    """A clock that stands still."""

    day: date

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)

    def today(self) -> date:
        return self.day


WITHDRAWN_ON = date(2027, 6, 1)
UNTIL = WITHDRAWN_ON + timedelta(days=365)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive under a law that demands keeping, in which the person withdrew."""
    folder = tmp_path_factory.mktemp("law")
    group.make(folder, law=Jurisdiction.IN)
    with group.opened(folder) as found:
        archive = replace(found.archive, clock=At(WITHDRAWN_ON))
        told = withdrawal.effect(UnitOfWork(archive, ANA), WHO)
        assert told.until == UNTIL
        assert "until 2028-05-31" in told.sentences()
        receipt = withdrawal.withdraw(UnitOfWork(archive, ANA), WHO, None, "asked")
        ends = {(e.what, e.end) for e in receipt.outcomes}
        assert {
            ("key", WithdrawalOutcome.SEALED_UNTIL),
            ("turn", WithdrawalOutcome.SEALED_UNTIL),
            ("identity", WithdrawalOutcome.SEALED_UNTIL),
        } <= ends
        assert "sealed_until 2028-05-31" in receipt.checkpoint
    return folder


@pytest.fixture
def archive(kept: Path, tmp_path: Path) -> Iterator[Archive]:
    folder = group.copy(kept, tmp_path / "copy")
    with group.opened(folder) as found:
        yield found.archive


def the_testimony(archive: Archive) -> str:
    [one] = archive.store.testimonies.all(EVERY)
    return one.id


def test_nobody_reads_what_is_kept_for_the_law(archive: Archive, tmp_path: Path) -> None:
    testimony = the_testimony(archive)
    assert archive.keys.escrowed() == {WHO: UNTIL}
    assert group.read(archive, testimony) == set(FREE)
    assert group.found_by(archive, "lavender") == set()
    assert archive.store.testimonies.unseal(testimony).keys().isdisjoint(OWN)
    assert archive.store.consents.known([WHO]) == []
    with pytest.raises(KeyDestroyed):
        archive.keys.key(WHO)
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    assert {kept.turns[n].state for n in OWN} == {TurnState.ESCROWED}
    assert traces([p for p in tmp_path.rglob("*") if p.is_file()], MARKS) == []


def test_two_officers_open_it_one_after_the_other(archive: Archive) -> None:
    with pytest.raises(Refused):
        withdrawal.open_escrow(UnitOfWork(archive, BO), WHO)
    with pytest.raises(Refused):
        withdrawal.request_escrow(UnitOfWork(archive, ANA), WHO, "  ")
    asked = withdrawal.request_escrow(UnitOfWork(archive, ANA), WHO, "order of a court")
    with pytest.raises(Refused, match="second person"):
        withdrawal.open_escrow(UnitOfWork(archive, ANA), WHO)
    words = withdrawal.open_escrow(UnitOfWork(archive, BO), WHO)
    testimony = the_testimony(archive)
    assert words[testimony].keys() == set(OWN)
    assert "lavender" in words[testimony][OWN[1]]
    assert archive.keys.escrowed() == {WHO: UNTIL}, "the key went back"
    with pytest.raises(Refused):
        withdrawal.open_escrow(UnitOfWork(archive, BO), WHO)
    [opened] = archive.log.entries(action=Action.KEY_OPEN.value, participant=WHO)
    assert (opened.event.actor, opened.event.details) == ("bo", (("request", str(asked)),))
    [request] = archive.log.entries(action=Action.KEY_REQUEST.value)
    assert request.event.sealed is not None
    assert archive.log.unseal(request.event.sealed) == "order of a court"


def test_a_request_runs_out_and_nobody_but_an_officer_asks(archive: Archive) -> None:
    for role in set(Role) - {Role.DPO}:
        with pytest.raises(Refused):
            withdrawal.request_escrow(UnitOfWork(archive, Viewer("x", role, frozenset())), WHO, "curious")
    withdrawal.request_escrow(UnitOfWork(archive, ANA), WHO, "order of a court")
    later = replace(archive, clock=At(datetime.now(UTC).date() + timedelta(days=9)))
    with pytest.raises(Refused):
        withdrawal.open_escrow(UnitOfWork(later, BO), WHO)
    with pytest.raises(NotFound):
        withdrawal.request_escrow(UnitOfWork(archive, ANA), "p-two", "order of a court")


def test_when_its_day_is_over_it_is_shredded(archive: Archive) -> None:
    last = replace(archive, clock=At(UNTIL))
    assert withdrawal.resume(last) == []
    over = replace(archive, clock=At(UNTIL + timedelta(days=1)))
    assert withdrawal.resume(over) == [WHO]
    assert withdrawal.resume(over) == []
    assert archive.keys.escrowed() == {}
    assert WHO in archive.keys.destroyed()
    kept = archive.store.testimonies.get(the_testimony(archive))
    assert kept is not None
    assert {kept.turns[n].state for n in OWN} == {TurnState.SHREDDED}


def test_a_key_left_out_of_escrow_by_a_crash_goes_back(archive: Archive) -> None:
    archive.keys.release(WHO)
    assert len(archive.keys.key(WHO)) == 32
    assert group.read(archive, the_testimony(archive)) == set(FREE), "consent refuses meanwhile"
    before_its_day = replace(archive, clock=At(WITHDRAWN_ON))
    assert withdrawal.resume(before_its_day) == [WHO]
    assert archive.keys.escrowed() == {WHO: UNTIL}
