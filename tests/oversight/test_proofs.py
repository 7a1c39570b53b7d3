"""What the archive finds when it proves itself, and how long that is due."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive import oversight
from archive.access.gate import UnitOfWork
from archive.app.wiring import Opened
from archive.audit.tables import events
from archive.errors import LogBroken
from archive.model import Action, Outcome
from archive.oversight import proofs
from archive.oversight.proofs import Proof, findings, prove
from archive.store.tables import turns
from tests.withdrawal import group

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proofs")
    group.make(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return group.copy(made, tmp_path / "mine")


def whats(opened: Opened) -> list[str]:
    """What is found, by its kind."""
    return [one.what for one in findings(opened.archive)]


def hurt(opened: Opened, number: int) -> None:
    """Change a bit of what somebody said."""
    with opened.database.connection() as connection:
        row = connection.execute(select(turns.c.sealed_words).where(turns.c.number == number)).scalar_one()
        words = bytearray(row)
        words[-1] ^= 1
        connection.execute(update(turns).where(turns.c.number == number).values(sealed_words=bytes(words)))


def test_a_sound_archive_says_so_and_nothing_else_is_due(folder: Path) -> None:
    with group.opened(folder) as opened:
        assert whats(opened) == []
        proof = prove(opened.archive)
        assert proof == Proof(proof.entries, 3, 0)
        assert proof.entries > 0
        assert whats(opened) == ["log_proven"]
        prove(opened.archive)
        assert whats(opened) == ["log_proven"], "the newest alone"


def test_a_seal_that_does_not_open_is_due_until_an_officer_looked(folder: Path) -> None:
    with group.opened(folder) as opened:
        hurt(opened, 6)
        assert prove(opened.archive).broken == 1
        assert whats(opened) == ["log_proven", "seal_broken"]
        [event] = [e.event for e in opened.archive.log.entries(action=Action.SEAL_OPEN.value)]
        assert (event.outcome, event.actor) == (Outcome.ERROR, "system")
        due = oversight.due(UnitOfWork(opened.archive, group.officer()), 0)
        assert {"log_proven", "seal_broken"} <= {row.what for row in due}
        oversight.verify(UnitOfWork(opened.archive, group.officer()), None)
        assert whats(opened) == ["log_proven"]
        prove(opened.archive)
        assert "seal_broken" in whats(opened), "it is still broken, and told again"


def test_a_log_that_does_not_prove_itself_is_written_down_and_raised(folder: Path) -> None:
    with group.opened(folder) as opened:
        with opened.database.connection() as connection:
            for name in connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).all():
                connection.exec_driver_sql(f"DROP TRIGGER {name[0]}")
            connection.execute(update(events).where(events.c.seq == 3).values(actor="innocent"))
        with pytest.raises(LogBroken, match="Entry 3"):
            prove(opened.archive)
        [failed] = findings(opened.archive)
        assert (failed.what, failed.about) == ("log_proof_failed", proofs.BROKEN)
