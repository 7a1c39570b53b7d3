"""The log on an encrypted file: appends, checkpoints, anchors, and what cannot be written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from archive.audit import merkle
from archive.audit.anchors import FileHead
from archive.audit.notes import read_note, verify_note
from archive.audit.verifier import verify_evidence
from archive.errors import LogBroken, LogUnwritable
from archive.model import Action, LogEntry
from tests.audit.opened import Opened, fill, opened, opened_file, reading


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Opened]:
    made = opened_file(tmp_path)
    yield made
    made.database.close()


def sizes(here: Opened) -> list[int]:
    return [read_note(note).size for note in here.checkpoints.history()]


def test_the_first_event_and_every_hundredth_are_signed(here: Opened) -> None:
    fill(here.log, 102)
    assert sizes(here) == [1, 101]


def test_a_minute_later_the_next_event_is_signed(here: Opened) -> None:
    fill(here.log, 3)
    here.clock.at += timedelta(seconds=60)
    fill(here.log, 2)
    assert sizes(here) == [1, 4]


@pytest.mark.parametrize("action", [Action.CONSENT_WITHDRAW, Action.KEY_DESTROY, Action.USER_PROPOSE])
def test_consent_keys_and_users_are_signed_at_once(here: Opened, action: Action) -> None:
    fill(here.log, 2)
    here.log.append(reading(action=action))
    assert sizes(here) == [1, 3]
    note = here.checkpoints.latest()
    assert note is not None
    assert verify_note(note, here.log.verifier_key).size == 3


def test_a_transaction_with_many_events_is_signed_once_over_all(here: Opened) -> None:
    with here.database.transaction():
        fill(here.log, 5)
        here.log.append(reading(action=Action.CONSENT_RECORD))
        assert here.checkpoints.latest() is None
    assert sizes(here) == [6]
    assert here.head.read() == (6, read_note(here.checkpoints.history()[0]).root)


def interrupted(here: Opened) -> None:
    with here.database.transaction():
        fill(here.log, 3)
        raise RuntimeError("undone")


def test_the_head_follows_every_commit_and_no_rollback(here: Opened) -> None:
    fill(here.log, 2)
    kept = here.head.read()
    with pytest.raises(RuntimeError, match="undone"):
        interrupted(here)
    assert here.log.size() == 2
    assert here.head.read() == kept
    assert here.log.append(reading()).seq == 2
    assert here.log.verify() == 3


def test_a_refused_event_inside_a_transaction_leaves_no_half(here: Opened) -> None:
    with here.database.transaction():
        fill(here.log, 1)
        with pytest.raises(LogUnwritable):
            here.log.append(reading(object_id="Amina Begum"))
        fill(here.log, 1)
    assert here.log.verify() == 2


def test_no_checkpoint_is_signed_over_what_may_be_undone(here: Opened) -> None:
    with here.database.transaction(), pytest.raises(LogUnwritable, match="end the transaction"):
        here.log.checkpoint()


def test_proofs_come_from_the_table(here: Opened) -> None:
    fill(here.log, 23)
    entries = list(here.log.entries())
    for size in (1, 2, 3, 8, 22, 23):
        root = root_at(entries, size)
        for entry in entries[:size]:
            proof = here.log.inclusion_proof(entry.seq, size)
            assert merkle.verify_inclusion(entry.seq, size, entry.leaf, proof, root)


def root_at(entries: list[LogEntry], size: int) -> bytes:
    frontier = merkle.Frontier()
    frontier.extend([entry.leaf for entry in entries[:size]])
    return frontier.root()


def test_many_threads_make_one_log(here: Opened) -> None:
    workers = [threading.Thread(target=fill, args=(here.log, 15)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert here.log.verify() == 60
    kept = here.head.read()
    assert kept is not None
    assert kept[0] == 60


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET actor = 'nobody' WHERE seq = 1",
        "DELETE FROM audit_events WHERE seq = 2",
        "INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events WHERE seq = 1",
        "UPDATE audit_participants SET participant = 'p-9'",
        "DELETE FROM audit_participants",
    ],
)
def test_no_statement_changes_a_row(here: Opened, statement: str) -> None:
    fill(here.log, 3)
    with here.database.engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(text(statement))
    assert here.log.verify() == 3


@contextmanager
def every_connection(here: Opened, pragma: str) -> Iterator[None]:
    """The database's own refusals: a read-only file, a disk without room for one more page."""

    def restrict(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA {pragma}").fetchall()

    pool = here.database.engine.pool
    event.listen(pool, "checkout", restrict)
    try:
        yield
    finally:
        event.remove(pool, "checkout", restrict)
        here.database.engine.dispose()


def test_a_read_only_database_makes_the_log_unwritable(here: Opened) -> None:
    fill(here.log, 2)
    with every_connection(here, "query_only = ON"), pytest.raises(LogUnwritable, match="nothing was served"):
        here.log.append(reading())
    assert here.log.append(reading()).seq == 2
    assert here.log.verify() == 3


def test_a_database_that_fails_inside_a_transaction_undoes_all_of_it(here: Opened) -> None:
    fill(here.log, 2)
    with pytest.raises(LogUnwritable, match="nothing was served"):
        failing_half_way(here)
    here.database.engine.dispose()
    assert here.log.append(reading()).seq == 2
    assert here.log.verify() == 3


def failing_half_way(here: Opened) -> None:
    with here.database.transaction():
        fill(here.log, 1)
        with here.database.connection() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        fill(here.log, 1)


def test_a_full_disk_makes_the_log_unwritable_and_recovery_continues_the_tree(here: Opened) -> None:
    fill(here.log, 2)
    with (
        every_connection(here, "max_page_count = 12"),
        pytest.raises(LogUnwritable, match="nothing was served"),
    ):
        fill(here.log, 1000)
    size = here.log.size()
    assert size < 1000
    assert here.log.append(reading()).seq == size
    assert here.log.verify() == size + 1


@pytest.mark.parametrize("place", ["log", "keys"])
def test_a_place_of_anchors_that_cannot_be_written_makes_the_log_unwritable(here: Opened, place: str) -> None:
    fill(here.log, 2)
    folder, aside = here.folder / place, here.folder / "aside"
    folder.rename(aside)
    folder.write_text("a file where the folder should be")
    with pytest.raises(LogUnwritable):
        here.log.append(reading(action=Action.CONSENT_RECORD))
    with pytest.raises(LogUnwritable):
        here.log.append(reading())
    with pytest.raises(LogUnwritable):
        here.log.checkpoint()
    folder.unlink()
    aside.rename(folder)
    fill(here.log, 1)
    assert here.log.verify() == 4
    assert here.head.read() == (4, root_at(list(here.log.entries()), 4))
    # The event that was committed and not anchored is in the log; what it stood for was not served.
    assert [entry.event.action for entry in here.log.entries()][2] == Action.CONSENT_RECORD


def test_anchors_that_failed_after_a_joined_commit_are_mended_before_the_next_event(here: Opened) -> None:
    folder, aside = here.folder / "log", here.folder / "aside"
    fill(here.log, 1)
    folder.rename(aside)
    folder.write_text("a file where the folder should be")
    with here.database.transaction():
        here.log.append(reading(action=Action.CONSENT_WITHDRAW))
    with pytest.raises(LogUnwritable), here.database.transaction():
        here.log.append(reading())
    folder.unlink()
    aside.rename(folder)
    with here.database.transaction():
        here.log.append(reading())
    assert sizes(here)[-1] == 2
    assert here.log.verify() == 3


def test_the_log_is_opened_again_where_it_ended(here: Opened) -> None:
    fill(here.log, 5)
    again = opened(here.database.engine, here.folder)
    assert again.log.append(reading()).seq == 5
    assert again.log.verify() == 6


def test_a_head_of_another_archive_or_altered_is_refused(here: Opened) -> None:
    fill(here.log, 1)
    path = here.folder / "keys" / "head.json"
    with pytest.raises(LogBroken, match="head"):
        FileHead(path, b"another secret").read()
    path.write_text(path.read_text().replace('"size": 1', '"size": 0'))
    with pytest.raises(LogBroken, match="head"):
        here.log.check_head()
    path.write_text("{")
    with pytest.raises(LogBroken, match="head"):
        here.log.check_head()


def test_a_missing_head_is_refused_once_there_are_entries(here: Opened) -> None:
    fill(here.log, 1)
    (here.folder / "keys" / "head.json").unlink()
    with pytest.raises(LogBroken, match="head is missing"):
        here.log.check_head()


def test_a_head_that_a_crash_left_behind_is_no_reason_to_refuse(here: Opened) -> None:
    fill(here.log, 3)
    path = here.folder / "keys" / "head.json"
    before = path.read_bytes()
    fill(here.log, 4)
    path.write_bytes(before)
    again = opened(here.database.engine, here.folder)
    again.log.append(reading())
    assert again.head.read() == (8, root_at(list(again.log.entries()), 8))


def test_a_head_never_goes_backwards(tmp_path: Path) -> None:
    head = FileHead(tmp_path / "head.json", b"secret")
    head.keep(5, b"a" * 32)
    head.keep(4, b"b" * 32)
    assert head.read() == (5, b"a" * 32)


def test_files_beside_the_log_are_for_their_owner_alone(here: Opened) -> None:
    fill(here.log, 1)
    assert (here.folder / "keys" / "head.json").stat().st_mode & 0o077 == 0
    assert (here.folder / "log").stat().st_mode & 0o077 == 0
    assert not list(here.folder.rglob("*.new"))


def test_evidence_of_some_entries_holds_against_its_own_checkpoint(here: Opened) -> None:
    fill(here.log, 70)
    some = [e for e in here.log.entries() if e.seq in (0, 33, 69)]
    lines, note = here.log.evidence(some)
    report = verify_evidence(lines, note, here.log.verifier_key)
    assert (report.ok, report.entries, report.signed) == (True, 3, 70)
    assert verify_evidence(lines[1:2], note, here.log.verifier_key).ok, "each stands on its own"
    moved = [lines[0].replace("u-0", "u-1"), *lines[1:]]
    assert verify_evidence(moved, note).first_bad == 0
    assert here.log.evidence([])[0] == []
