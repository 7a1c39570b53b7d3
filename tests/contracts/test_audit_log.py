"""What every ``AuditLog`` promises, on the encrypted file and on PostgreSQL."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from archive.audit.notes import verify_note, verify_text
from archive.audit.verifier import verify_evidence, verify_export
from archive.errors import LogBroken, LogUnwritable
from archive.model import Action, ConsentRef, Event, Outcome, Role
from archive.ports import AuditLog
from archive.store.database import Database
from archive.store.sql import SqlStore
from consent.record import Purpose
from tests.audit.opened import Opened, fill, opened, reading

FULL = Event(
    Action.SEARCH_RUN,
    "u-1",
    Role.RESEARCHER,
    Outcome.DENY,
    object_type="testimony",
    object_id="t-1",
    turn=3,
    version=1,
    purpose=Purpose.RESEARCH_PROJECT,
    participants=("p-2", "p-1"),
    consents=(ConsentRef("c-1", 2),),
    details=(("reason", "project"), ("count", "10-19")),
    request_id="r-1",
    sealed=b"\x00sealed",
)


@pytest.fixture
def here(database: Database, tmp_path: Path) -> Opened:
    return opened(database.engine, tmp_path / "anchors", database)


@pytest.fixture
def log(here: Opened) -> AuditLog:
    return here.log


def test_entries_come_back_as_they_were_appended(log: AuditLog) -> None:
    assert log.size() == 0
    assert list(log.entries()) == []
    written = [log.append(event) for event in (FULL, reading(1), reading(2))]
    assert [entry.seq for entry in written] == [0, 1, 2]
    assert list(log.entries()) == written
    assert log.size() == 3
    assert log.verify() == 3


def test_entries_are_narrowed(here: Opened) -> None:
    log: AuditLog = here.log
    fill(here.log, 6)
    middle = here.clock.at + timedelta(minutes=1)
    here.clock.at += timedelta(minutes=5)
    log.append(FULL)
    log.append(reading(action=Action.CONSENT_RECORD, actor="u-9", object_id="c-1"))

    def numbers(**narrowed: object) -> list[int]:
        return [entry.seq for entry in log.entries(**narrowed)]

    assert numbers(since=middle) == [6, 7]
    assert numbers(until=middle) == [0, 1, 2, 3, 4, 5]
    assert numbers(action="search:run") == [6]
    assert numbers(action="consent:") == [7]
    assert numbers(action="consent") == []
    assert numbers(actor="u-1") == [1, 4, 6]
    assert numbers(object_id="t-1") == [1, 6]
    assert numbers(participant="p-1") == [1, 5, 6]
    assert numbers(participant="p-1", actor="u-1", since=middle) == [6]
    assert numbers(participant="p-_") == []


def test_more_entries_than_a_page_come_in_order(here: Opened) -> None:
    with here.database.transaction():
        fill(here.log, 1005)
    assert [entry.seq for entry in here.log.entries()] == list(range(1005))
    assert here.log.verify() == 1005


def test_whoever_reads_may_also_write(log: AuditLog) -> None:
    for number in range(3):
        log.append(reading(number))
    for entry in log.entries():
        if entry.seq < 3:
            log.append(reading(action=Action.LOG_READ))
    assert log.size() == 6


def test_events_commit_and_fall_with_the_store(here: Opened, store: SqlStore) -> None:
    with store.transaction():
        here.log.append(reading())
    assert here.log.size() == 1
    with pytest.raises(RuntimeError, match="undone"):
        interrupted(here, store)
    assert here.log.size() == 1
    assert here.log.append(reading()).seq == 1
    assert here.log.verify() == 2


def interrupted(here: Opened, store: SqlStore) -> None:
    with store.transaction():
        here.log.append(reading())
        raise RuntimeError("undone")


def test_one_writer_at_a_time(here: Opened) -> None:
    workers = [threading.Thread(target=fill, args=(here.log, 10)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert here.log.size() == 40
    assert here.log.verify() == 40


def test_two_processes_make_one_log(here: Opened) -> None:
    # Two logs over the same tables and anchors share no memory, as two processes do not.
    other = opened(here.database.engine, here.folder)
    for number in range(6):
        assert here.log.append(reading(number)).seq == 2 * number
        assert other.log.append(reading(number)).seq == 2 * number + 1
    assert here.log.verify(other.log.checkpoint()) == 12
    here.log.check_head()
    assert here.head.read() == other.head.read()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET actor = 'nobody'",
        "DELETE FROM audit_events WHERE seq = 2",
        "UPDATE audit_participants SET participant = 'p-9'",
        "DELETE FROM audit_participants",
    ],
)
def test_a_plain_statement_changes_nothing(here: Opened, statement: str) -> None:
    fill(here.log, 3)
    with here.database.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement))
    assert here.log.verify() == 3


def test_a_table_is_not_emptied(here: Opened) -> None:
    if here.database.engine.dialect.name == "sqlite":
        statement = "INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events"
    else:
        statement = "TRUNCATE audit_events, audit_participants"
    fill(here.log, 3)
    with here.database.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement))
    assert here.log.verify() == 3


def test_tables_are_made_once(here: Opened) -> None:
    fill(here.log, 2)
    again = opened(here.database.engine, here.folder, here.database)
    assert again.log.append(reading()).seq == 2
    with here.database.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text("DELETE FROM audit_events"))


def test_the_export_holds_against_a_checkpoint_kept_elsewhere(here: Opened) -> None:
    fill(here.log, 12)
    here.log.append(FULL)
    note = here.log.checkpoint()
    assert verify_note(note, here.log.verifier_key).size == 13
    here.log.append(reading())
    lines = list(here.log.export())
    assert set(json.loads(lines[0])) == {"seq", "at", "event", "leaf"}
    report = verify_export(lines, note, here.log.verifier_key)
    assert (report.ok, report.entries, report.signed) == (True, 14, 13)
    assert here.log.verify(note) == 14
    lines[4] = lines[4].replace("permit", "deny")
    assert verify_export(lines, note, here.log.verifier_key).first_bad == 4


def test_some_entries_are_proved_without_the_others(here: Opened) -> None:
    fill(here.log, 7)
    chosen = [entry for entry in here.log.entries() if entry.seq in (1, 5)]
    lines, note = here.log.evidence(chosen)
    report = verify_evidence(lines, note, here.log.verifier_key)
    assert (report.ok, report.entries, report.signed) == (True, 2, 7)
    lines[1] = lines[1].replace("permit", "deny")
    assert not verify_evidence(lines, note, here.log.verifier_key).ok


def test_a_text_is_signed_under_the_key_of_the_log_and_never_as_a_checkpoint(here: Opened) -> None:
    fill(here.log, 2)
    note = here.log.sign("what became of it\nshredded\n")
    assert verify_text(note, here.log.verifier_key) == "what became of it\nshredded\n"
    with pytest.raises(ValueError, match="is wrong"):
        verify_text(note.replace("shredded", "all kept"), here.log.verifier_key)
    with pytest.raises(ValueError, match="not a checkpoint"):
        verify_note(note, here.log.verifier_key)


def test_a_log_that_lost_its_anchors_says_so_until_they_are_back(here: Opened) -> None:
    fill(here.log, 1)
    here.log.anchored()
    place, aside = here.folder / "keys", here.folder / "aside"
    place.rename(aside)
    place.write_text("a file where the folder should be")
    with pytest.raises(LogUnwritable):
        here.log.append(reading())
    with pytest.raises(LogUnwritable):
        here.log.anchored()
    place.unlink()
    aside.rename(place)
    fill(here.log, 1)
    here.log.anchored()


def test_a_changed_row_is_named(here: Opened) -> None:
    fill(here.log, 9)
    with here.database.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_events_update"))
        else:
            connection.execute(text("ALTER TABLE audit_events DISABLE TRIGGER USER"))
        connection.execute(
            text("UPDATE audit_events SET data = :data WHERE seq = 5"), {"data": b'{"at":"never"}'}
        )
    with pytest.raises(LogBroken, match="Entry 5 "):
        here.log.verify()


def test_a_cut_log_does_not_open(here: Opened) -> None:
    fill(here.log, 9)
    with here.database.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_events_delete"))
            connection.execute(text("DROP TRIGGER audit_participants_delete"))
        else:
            connection.execute(text("ALTER TABLE audit_events DISABLE TRIGGER USER"))
            connection.execute(text("ALTER TABLE audit_participants DISABLE TRIGGER USER"))
        connection.execute(text("DELETE FROM audit_participants WHERE seq = 8"))
        connection.execute(text("DELETE FROM audit_events WHERE seq = 8"))
    with pytest.raises(LogBroken, match="cut off"):
        opened(here.database.engine, here.folder, here.database)


def test_a_database_that_is_gone_makes_the_log_unwritable(here: Opened) -> None:
    fill(here.log, 1)
    with here.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit_events RENAME TO audit_away"))
    with pytest.raises(LogUnwritable, match="nothing was served"):
        here.log.append(reading())


def test_sealed_words_open_to_the_officer(log: AuditLog) -> None:
    sealed = log.seal("নদী ভাঙন")
    assert "নদী".encode() not in sealed
    assert log.unseal(sealed) == "নদী ভাঙন"
    assert log.fingerprint("Mto  Ulifurika") == log.fingerprint("mto ulifurika")
    assert log.append(reading(sealed=sealed)).event.sealed == sealed
    assert [log.unseal(entry.event.sealed) for entry in log.entries() if entry.event.sealed] == ["নদী ভাঙন"]
