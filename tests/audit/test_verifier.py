"""What somebody who owns the database may try, and that each of it is found.

The attacker drops the triggers first: they are a hurdle, not the proof.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from archive.audit import merkle
from archive.audit.anchors import FileHead
from archive.audit.canonical import canonical, export_line, leaf_data
from archive.audit.events import event_json
from archive.audit.exports import evidence_lines
from archive.audit.tables import events, participants
from archive.audit.verifier import main, verify_evidence, verify_export
from archive.errors import LogBroken
from tests.audit.opened import HEAD_SECRET, Opened, fill, opened_file, reading

COUNT = 130


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Opened]:
    made = opened_file(tmp_path)
    for portion in (1, 100, COUNT - 101):
        with made.database.transaction():
            fill(made.log, portion)
    yield made
    made.database.close()


@pytest.fixture
def note(here: Opened) -> str:
    return here.log.checkpoint()


def attacker(here: Opened) -> Connection:
    connection = here.database.engine.connect()
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
    for name in names.all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    return connection


def rewrite(connection: Connection, changed: dict[int, bytes]) -> None:
    """Put other leaf data in and hash the whole tree again, as its owner could."""
    frontier = merkle.Frontier()
    for seq, data in connection.execute(select(events.c.seq, events.c.data).order_by(events.c.seq)).all():
        data = changed.get(seq, data)
        leaf = merkle.leaf_hash(data)
        nodes = b"".join(frontier.append(leaf))
        connection.execute(
            events.update().where(events.c.seq == seq).values(data=data, leaf=leaf, nodes=nodes)
        )


def other_data(here: Opened, seq: int) -> bytes:
    """The same entry, read by somebody else."""
    entry = next(entry for entry in here.log.entries() if entry.seq == seq)
    fields = event_json(entry.event) | {"actor": "u-innocent"}
    return leaf_data(seq, entry.at.isoformat().replace("+00:00", "Z"), fields)


def exported(here: Opened) -> list[str]:
    return list(here.log.export())


def test_an_honest_log_holds_everywhere(here: Opened, note: str) -> None:
    fill(here.log, 7)
    assert here.log.verify(note) == COUNT + 7
    here.log.check_head()
    report = verify_export(exported(here), note, here.log.verifier_key, here.checkpoints.history()[:-1])
    assert report.ok
    assert (report.entries, report.signed, report.authentic) == (COUNT + 7, COUNT, True)
    assert "came after the checkpoint" in report.notes[0]


@pytest.mark.parametrize("seq", [0, 1, 64, 101, COUNT - 1])
@pytest.mark.parametrize("column", ["data", "leaf"])
def test_a_flipped_bit_in_a_row_names_the_entry(here: Opened, note: str, seq: int, column: str) -> None:
    with attacker(here) as connection:
        where = events.c.seq == seq
        value = bytearray(connection.execute(select(events.c[column]).where(where)).scalar_one())
        value[len(value) // 2] ^= 1
        connection.execute(events.update().where(where).values({column: bytes(value)}))
        connection.commit()
    with pytest.raises(LogBroken, match=f"Entry {seq} "):
        here.log.verify(note)


@pytest.mark.parametrize("seq", [0, 1, 64, 101, COUNT - 1])
def test_a_flipped_byte_in_the_export_names_the_entry(here: Opened, note: str, seq: int) -> None:
    lines = exported(here)
    lines[seq] = lines[seq].replace("testimony:read", "testimony:list")
    report = verify_export(lines, note, here.log.verifier_key)
    assert (report.ok, report.first_bad) == (False, seq)


def test_every_single_byte_of_a_line_counts(here: Opened, note: str) -> None:
    lines = [line.encode() for line in exported(here)]
    for place in range(len(lines[5])):
        hurt = bytearray(lines[5])
        hurt[place] ^= 1
        report = verify_export([*lines[:5], bytes(hurt), *lines[6:]], note)
        assert (report.ok, report.first_bad) == (False, 5), place


def test_something_smuggled_in_beside_the_event_is_refused(here: Opened, note: str) -> None:
    lines = exported(here)
    lines[3] = canonical(json.loads(lines[3]) | {"approved": "yes"}).decode()
    assert verify_export(lines, note).first_bad == 3
    lines = exported(here)
    lines[3] = lines[3].replace('{"at"', '{"at":"2020-01-01T00:00:00.000000Z","at"')
    assert verify_export(lines, note).first_bad == 3


def test_another_spelling_of_the_same_line_holds(here: Opened, note: str) -> None:
    lines = [json.dumps(json.loads(line), indent=None, sort_keys=False) + "\n" for line in exported(here)]
    assert verify_export(lines, note, here.log.verifier_key).ok


def test_columns_that_say_something_else_are_found(here: Opened) -> None:
    with attacker(here) as connection:
        connection.execute(events.update().where(events.c.seq == 9).values(actor="u-innocent"))
        connection.commit()
    with pytest.raises(LogBroken, match="Entry 9 "):
        here.log.verify()


def test_a_participant_that_was_filed_elsewhere_is_found(here: Opened) -> None:
    with attacker(here) as connection:
        connection.execute(participants.delete().where(participants.c.seq == 12))
        connection.commit()
    with pytest.raises(LogBroken, match="Entry 12 "):
        here.log.verify()


def test_reordered_entries_are_found(here: Opened, note: str) -> None:
    with attacker(here) as connection:
        rows = connection.execute(select(events).where(events.c.seq.in_([20, 21]))).mappings().all()
        for row, seq in zip(rows, (21, 20), strict=True):
            content = {name: row[name] for name in ("at", "action", "actor", "object_id", "data", "leaf")}
            connection.execute(events.update().where(events.c.seq == seq).values(content))
        connection.commit()
    with pytest.raises(LogBroken, match="Entry 20 "):
        here.log.verify(note)


def test_reordered_and_inserted_and_removed_lines_are_found(here: Opened, note: str) -> None:
    lines = exported(here)
    swapped = [*lines[:20], lines[21], lines[20], *lines[22:]]
    assert verify_export(swapped, note).first_bad == 20
    assert verify_export([*lines[:20], lines[19], *lines[20:]], note).first_bad == 20
    assert verify_export([*lines[:20], *lines[21:]], note).first_bad == 20


def test_an_inserted_entry_is_found(here: Opened, note: str) -> None:
    lines = exported(here)
    forged = leaf_data(20, "2026-03-01T08:00:00.000000Z", event_json(reading()))
    line = export_line(forged, 20, merkle.leaf_hash(forged)).decode()
    assert verify_export([*lines[:20], line, *lines[20:]], note).first_bad == 21
    replaced = verify_export([*lines[:20], line, *lines[21:]], note, earlier=here.checkpoints.history())
    assert not replaced.ok
    assert "between entry 1 and entry 100" in replaced.problem


@pytest.mark.parametrize("cut", [1, 50, COUNT])
def test_a_cut_tail_is_found(here: Opened, note: str, cut: int) -> None:
    with attacker(here) as connection:
        connection.execute(participants.delete().where(participants.c.seq >= COUNT - cut))
        connection.execute(events.delete().where(events.c.seq >= COUNT - cut))
        connection.commit()
    report = verify_export(exported(here), note, here.log.verifier_key)
    assert (report.ok, report.first_bad) == (False, COUNT - cut)
    with pytest.raises(LogBroken, match=f"Entry {COUNT - cut} is missing"):
        here.log.verify(note)
    with pytest.raises(LogBroken, match="cut off"):
        here.log.check_head()


@pytest.mark.parametrize("cut", [1, 50, COUNT])
def test_the_head_alone_finds_a_cut_tail(here: Opened, cut: int) -> None:
    shutil.rmtree(here.folder / "log")
    with attacker(here) as connection:
        connection.execute(participants.delete().where(participants.c.seq >= COUNT - cut))
        connection.execute(events.delete().where(events.c.seq >= COUNT - cut))
        connection.commit()
    with pytest.raises(LogBroken, match="cut off"):
        here.log.check_head()
    with pytest.raises(LogBroken, match="missing"):
        here.log.verify()


def test_one_entry_edited_with_its_own_hash_is_found_without_any_checkpoint(here: Opened) -> None:
    data = other_data(here, 40)
    with attacker(here) as connection:
        connection.execute(
            events.update()
            .where(events.c.seq == 40)
            .values(data=data, leaf=merkle.leaf_hash(data), actor="u-innocent")
        )
        connection.commit()
    with pytest.raises(LogBroken, match="between entry 40 and entry 41"):
        here.log.verify()


@pytest.mark.parametrize("seq", [0, 77, COUNT - 1])
def test_a_log_that_was_edited_and_hashed_again_is_found(here: Opened, note: str, seq: int) -> None:
    data = other_data(here, seq)
    with attacker(here) as connection:
        rewrite(connection, {seq: data})
        connection.execute(events.update().where(events.c.seq == seq).values(actor="u-innocent"))
        connection.commit()
    report = verify_export(exported(here), note, here.log.verifier_key)
    assert not report.ok
    assert f"checkpoint over {COUNT} entries" in report.problem
    for refusing in (lambda: here.log.verify(note), here.log.verify, here.log.check_head):
        with pytest.raises(LogBroken, match=r"rewritten|not the ones"):
            refusing()


def test_yesterdays_database_put_back_is_found(here: Opened) -> None:
    copy = here.folder / "yesterday.db"
    backup(here, copy)
    fill(here.log, 40)
    note = here.log.checkpoint()
    with pytest.raises(LogBroken, match="older database"):
        opened_file(here.folder, copy)
    # Somebody goes on with it all the same, beside a head of their own making.
    FileHead(here.folder / "aside" / "keys" / "head.json", HEAD_SECRET).keep(COUNT, root(here, COUNT))
    forked = opened_file(here.folder / "aside", copy)
    with forked.database.transaction():
        fill(forked.log, 60)
    report = verify_export(exported(forked), note, here.log.verifier_key, here.checkpoints.history())
    assert not report.ok
    assert f"between entry {COUNT - 29} and entry {COUNT + 39}" in report.problem
    with pytest.raises(LogBroken, match="continued"):
        opened_file(here.folder, copy)
    forked.database.close()


def backup(here: Opened, copy: Path) -> None:
    with here.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
    shutil.copy(here.folder / "heard.db", copy)


def root(here: Opened, size: int) -> bytes:
    frontier = merkle.Frontier()
    frontier.extend([entry.leaf for entry in here.log.entries()][:size])
    return frontier.root()


def test_evidence_for_single_entries_holds_or_names_the_bad_one(here: Opened, note: str) -> None:
    chosen = list(here.log.entries(participant="p-2"))
    lines = list(evidence_lines(chosen, lambda seq: here.log.inclusion_proof(seq, COUNT)))
    report = verify_evidence(lines, note, here.log.verifier_key)
    assert report.ok
    assert report.entries == len(chosen)
    forged = leaf_data(chosen[3].seq, "2026-03-01T08:00:00.000000Z", event_json(reading()))
    altered = json.loads(lines[3]) | {"at": "2026-03-01T08:00:00.000000Z", "event": event_json(reading())}
    altered["leaf"] = merkle.leaf_hash(forged).hex()
    report = verify_evidence([*lines[:3], json.dumps(altered), *lines[4:]], note, here.log.verifier_key)
    assert (report.ok, report.first_bad) == (False, chosen[3].seq)
    report = verify_evidence(exported(here), note, here.log.verifier_key)
    assert (report.ok, report.first_bad) == (False, 0)


def test_a_checkpoint_that_nobody_signed_proves_nothing(here: Opened, note: str) -> None:
    forged = note.replace(f"\n{COUNT}\n", f"\n{COUNT - 1}\n")
    report = verify_export(exported(here), forged, here.log.verifier_key)
    assert not report.ok
    assert "signature" in report.problem
    unsigned = verify_export(exported(here), note)
    assert (unsigned.ok, unsigned.authentic) == (True, False)
    assert "not checked" in unsigned.notes[0]
    with pytest.raises(LogBroken, match="signature"):
        here.log.verify(forged)


def test_the_verifier_runs_from_a_shell(
    here: Opened, note: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, saved = tmp_path / "log.jsonl", tmp_path / "saved.note"
    export.write_text("".join(line + "\n" for line in exported(here)), encoding="utf-8")
    saved.write_bytes(note.encode())
    arguments = ["--export", str(export), "--checkpoint", str(saved), "--key", str(here.log.verifier_key)]
    assert main(arguments) == 0
    assert "The log holds" in capsys.readouterr().out
    export.write_text(export.read_text(encoding="utf-8").replace("u-1", "u-2", 1), encoding="utf-8")
    assert main(arguments) == 1
    assert "Entry 2 was altered" in capsys.readouterr().out
    assert main(["--export", str(tmp_path / "none"), "--checkpoint", str(saved)]) == 1


def test_the_verifier_stands_alone() -> None:
    program = (
        "import sys, archive.audit.verifier; "
        "print(sorted(name for name in sys.modules if name.split('.')[0] in "
        "{'archive', 'consent', 'taxonomies', 'sqlalchemy'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    own = {
        f"archive.audit.{name}"
        for name in ("canonical", "ledger_count", "lines", "merkle", "notes", "verifier")
    }
    assert set(ast.literal_eval(done.stdout)) == {"archive", "archive.audit"} | own
