"""Backups in two files that are kept apart, and the way back that lets nobody return who withdrew.

One file holds what is sealed, the other the keys to it: neither tells anything alone. A restored archive
does not serve before the withdrawals since then were carried out again, and it does not open at all unless
somebody brings what says which those are: the ledger, a checkpoint that shows that nothing is missing, or
the protection officer's word. Entries of the log that were lost stay lost, and an event says how many.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from archive import access, pipeline, wiring, withdrawal
from archive.audit.anchors import CHECKPOINT_FILE, HISTORY_FILE, CheckpointFolder, replace_durably
from archive.audit.forks import FORKS_FILE, accepted_fork, keep_fork
from archive.audit.notes import VerifierKey, read_note, split_notes, verify_note
from archive.audit.tree import frontier_of, size_of
from archive.audit.verification import verify_rows
from archive.config import Settings
from archive.errors import LogBroken, NotFound, UsageError
from archive.model import Action, Event, Role, TestimonyState, Viewer
from archive.store.copies import copy_database, manifest_of, pack, read_part, refuse_existing, unpack
from archive.store.database import Database
from archive.store.keybook import KeyBook
from archive.store.keyring import RING_FILE
from archive.store.ledger import LEDGER_FILE, lines_of
from archive.store.placing import cut_off, placed
from archive.store.sql import DATABASE_FILE, SqlStore
from archive.store.vaultfile import KEYS_FILE, VAULT_FILE
from archive.wiring import CARD, HEAD_FILE, KEYS, RESTORING, Opened
from consent.record import Purpose

DATA = "archive"
"""The kind of a backup that holds what is sealed."""
RING = "key ring"
"""The kind of a backup that holds the keys."""
LOST_FILE = "checkpoints-lost.txt"
"""Checkpoints over entries that a restore could not bring back."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells a restored archive who withdrew since it was copied.

    ``ledger`` is the file as it stood last; ``checkpoint`` a note that the officer kept; ``withdrawn`` are
    participants whom the officer names, ``none_withdrawn`` is the officer's word that there are none.

    Where entries of the log are lost and an officer's own key is appointed, ``accepted`` is the note by which
    that officer signed for it; ``officer_lost`` says that nobody can, which the log keeps for good.
    """

    ledger: Path | None = None
    checkpoint: str | None = None
    withdrawn: tuple[str, ...] = ()
    none_withdrawn: bool = False
    accepted: str | None = None
    officer_lost: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found and did: entries of the log, entries that were lost, who withdrew once more."""

    entries: int
    lost: int
    replayed: tuple[str, ...]
    testimonies: int


def back_up(found: Opened, viewer: Viewer, data: Path, keys: Path) -> int:
    """Copy the sealed rows into ``data`` and the key ring into ``keys``; the log's size in the copy.

    Raises ``UsageError`` if a file is there already, or both would lie in one folder.
    """
    access.ask(found.archive, viewer, Action.BACKUP_MAKE)
    _apart(found, data, keys)
    found.archive.log.append(replace(access.event(viewer, Action.BACKUP_MAKE), object_type="archive"))
    note = found.archive.log.checkpoint()
    size = int(note.split("\n")[1])
    told = {"archive": found.id, "log_size": size, "made_at": found.archive.clock.now().isoformat()}
    # The rows first: every key that they need was made before, so the copy of the ring has it.
    _copy_rows(found, data, told)
    _copy_ring(found, keys, told)
    return size


def _apart(found: Opened, data: Path, keys: Path) -> None:
    if found.settings.database_url or found.settings.keys_database_url:
        raise UsageError(
            "The rows or the keys stand in PostgreSQL: copy each database with pg_dump, to two places, the "
            "one of the keys last, and the archive's folder with them. `heard restore` then opens them."
        )
    for to in (data, keys):
        refuse_existing(to)
        if found.settings.folder in to.absolute().parents:
            raise UsageError("A backup inside the archive's own folder goes with it; name another place.")
    if data.absolute().parent == keys.absolute().parent:
        raise UsageError("Name two places: whoever finds both files together can read everything.")


def _copy_rows(found: Opened, to: Path, told: dict[str, object]) -> None:
    copied = to.with_name(to.name + ".rows")
    folder = wiring.log_folder(found.settings)
    parts: dict[str, Path | bytes] = {CARD: found.settings.folder / CARD, DATABASE_FILE: copied}
    beside = (CHECKPOINT_FILE, HISTORY_FILE, LEDGER_FILE, FORKS_FILE)
    parts |= {name: folder / name for name in beside if (folder / name).exists()}
    try:
        copy_database(found.database.engine, copied)
        pack(to, DATA, parts, told)
    finally:
        copied.unlink(missing_ok=True)


def _copy_ring(found: Opened, to: Path, told: dict[str, object]) -> None:
    copied = to.with_name(to.name + ".keys")
    folder, log = found.settings.folder / KEYS, wiring.log_folder(found.settings)
    parts: dict[str, Path | bytes] = {KEYS_FILE: copied}
    parts |= {n: folder / n for n in (RING_FILE, VAULT_FILE, HEAD_FILE) if (folder / n).exists()}
    parts |= {LEDGER_FILE: log / LEDGER_FILE} if (log / LEDGER_FILE).exists() else {}
    try:
        copy_database(found.ring.database.engine, copied)
        pack(to, RING, parts, told)
    finally:
        copied.unlink(missing_ok=True)


def restore(settings: Settings, passphrase: str, data: Path, keys: Path, evidence: Evidence) -> Restored:
    """Unpack both files into the archive's new folder and open it, withdrawals carried out again.

    What is cut off is gone on with, or begun anew, by the same call. Raises ``UsageError`` if anything else
    stands there, if the files are not of one archive, or without evidence.
    """
    told = [manifest_of(data, DATA), manifest_of(keys, RING)]
    if told[0]["archive"] != told[1]["archive"]:
        raise UsageError("The two files are backups of two different archives.")
    _ask_for(settings, evidence)
    mark = json.dumps(told, sort_keys=True).encode() + b"\n"
    if not cut_off(settings.folder, RESTORING, mark):
        parts = {data: (CARD, DATABASE_FILE), keys: (RING_FILE, VAULT_FILE, KEYS_FILE, HEAD_FILE)}
        with placed(settings.folder, RESTORING, mark) as beside:
            for file, names in parts.items():
                under = beside / KEYS if file == keys else beside
                unpack(file, {name: under / name for name in names})
    log = wiring.log_folder(settings)
    names = (CHECKPOINT_FILE, HISTORY_FILE, FORKS_FILE)
    unpack(data, {name: log / name for name in names if not (log / name).exists()})
    copies = [part for file in (data, keys) if (part := read_part(file, LEDGER_FILE)) is not None]
    return accept(settings, passphrase, evidence, copies)


def _ask_for(settings: Settings, evidence: Evidence) -> None:
    said = evidence.ledger or evidence.checkpoint or evidence.withdrawn or evidence.none_withdrawn
    if not said and not _has_ledger(settings):
        raise UsageError(
            "Somebody may have withdrawn since this backup. Bring the ledger (--ledger) or the officer's "
            "last checkpoint (--checkpoint), name who withdrew (--withdrawn), or let the officer say that "
            "nobody did (--none-withdrawn)."
        )


def _has_ledger(settings: Settings) -> bool:
    """Whether a ledger outlived the archive, in a folder of the log that is not part of it."""
    return settings.log_folder is not None and (settings.log_folder / LEDGER_FILE).exists()


def accept(settings: Settings, passphrase: str, evidence: Evidence, copies: Sequence[bytes] = ()) -> Restored:
    """Take the rows and the keys that stand in the archive's folder as they are, from whenever they are.

    Until the last step is taken the archive opens for nothing else; what is cut off is taken again.
    ``copies`` are ledgers that came with a backup. Raises ``LogBroken`` if the rows are not an earlier
    moment of the same log, ``UsageError`` without evidence.
    """
    _ask_for(settings, evidence)
    archive_id = wiring.card_of(settings.folder)
    begun = settings.folder / RESTORING
    with wiring.ring_of(settings, passphrase) as ring:
        if not begun.exists():
            replace_durably(begun, b"{}\n")
        since = datetime.fromtimestamp(begun.stat().st_mtime, UTC)
        lost = _anchor_again(settings, archive_id, ring, evidence)
        _gather(settings, ring, evidence, copies)
    with wiring.opened(settings, passphrase, restoring=True) as found:
        named = _withdraw_named(found, evidence.withdrawn)
        replayed = _replayed(found, since) | named
        done = Restored(found.archive.log.size(), lost, tuple(sorted(replayed)), _index_again(found))
    begun.unlink()
    return done


def _replayed(found: Opened, since: datetime) -> set[str]:
    entries = found.archive.log.entries(since=since, action=Action.CONSENT_WITHDRAW.value)
    return {p for e in entries if ("again", "yes") in e.event.details for p in e.event.participants}


def _anchor_again(settings: Settings, archive_id: str, ring: KeyBook, evidence: Evidence) -> int:
    """Compare the log with what is known of it, note the loss in it, and anchor it as it is."""
    database = Database(wiring.engine_of(settings, ring))
    try:
        SqlStore(database, ring)
        log = wiring.log_of(settings, archive_id, ring, database)
        anchors = _anchors(settings, ring, log.verifier_key, evidence.checkpoint)
        with database.reading() as connection:
            size = size_of(connection)
            verify_rows(connection, [a for a in anchors if a[0] <= size])
        _enough(settings, evidence, size)
        newest = max([(0, b""), *anchors])
        lost = max(0, newest[0] - size)
        fork = accepted_fork(log, size, newest, evidence.accepted, lost=evidence.officer_lost)
        if fork.note:
            keep_fork(wiring.log_folder(settings), fork.note)
        log.append(_restored_event(size, lost, fork.details))
        with database.reading() as connection:
            root = frontier_of(connection, size + 1).root()
        _set_aside(settings, size)
        (settings.folder / KEYS / HEAD_FILE).unlink(missing_ok=True)
        wiring.head_of(settings, ring).keep(size + 1, root)
        log.checkpoint()
        return lost
    finally:
        database.close()


def _anchors(
    settings: Settings, ring: KeyBook, key: VerifierKey, checkpoint: str | None
) -> list[tuple[int, bytes]]:
    """Size and root of everything that is known of the log: head, checkpoints, and the officer's note."""
    folder = CheckpointFolder(wiring.log_folder(settings))
    notes = [note for note in (checkpoint, folder.latest(), *folder.history()) if note]
    kept = wiring.head_of(settings, ring).read()
    return [*([kept] if kept else []), *(_signed(note, key) for note in notes)]


def _signed(note: str, key: VerifierKey) -> tuple[int, bytes]:
    try:
        found = verify_note(note, key)
    except ValueError as error:
        raise LogBroken(f"A checkpoint does not hold: {error}") from None
    return found.size, found.root


def _enough(settings: Settings, evidence: Evidence, size: int) -> None:
    """A checkpoint alone says that nothing is missing only if the rows reach as far as it does."""
    others = evidence.ledger or evidence.withdrawn or evidence.none_withdrawn or _has_ledger(settings)
    if not others and evidence.checkpoint and read_note(evidence.checkpoint).size > size:
        raise UsageError(
            "The checkpoint is newer than this backup: entries are missing, and a withdrawal may be among "
            "them. Bring the ledger (--ledger), or name who withdrew (--withdrawn)."
        )


def _restored_event(size: int, lost: int, more: tuple[tuple[str, str], ...]) -> Event:
    event = access.event(withdrawal.SYSTEM, Action.BACKUP_RESTORE)
    told = (("entries", str(size)), ("lost", str(lost)), *more)
    return replace(event, object_type="archive", details=told)


def _set_aside(settings: Settings, size: int) -> None:
    """Checkpoints over entries that were lost are kept, apart from those that the log continues."""
    folder = wiring.log_folder(settings)
    kept = CheckpointFolder(folder).history()
    (folder / CHECKPOINT_FILE).unlink(missing_ok=True)
    lost = [note for note in kept if read_note(note).size > size + 1]
    if lost:
        replace_durably(folder / LOST_FILE, "".join([*_lost_before(folder), *lost]).encode())
        held = "".join(note for note in kept if note not in lost)
        replace_durably(folder / HISTORY_FILE, held.encode())


def _lost_before(folder: Path) -> list[str]:
    path = folder / LOST_FILE
    return split_notes(path.read_text(encoding="utf-8")) if path.exists() else []


def _gather(settings: Settings, ring: KeyBook, evidence: Evidence, copies: Sequence[bytes]) -> None:
    """Bring the lines of every ledger that is at hand into the archive's own."""
    ledger = wiring.ledger_of(settings, ring)
    secret = ring.secret(wiring.LEDGER_SECRET)
    brought = list(copies)
    if evidence.ledger is not None:
        try:
            brought.append(evidence.ledger.read_bytes())
        except OSError:
            raise UsageError("The ledger cannot be read; check its path.") from None
    for content in brought:
        for line in lines_of(content, secret):
            ledger.append(line)


def _withdraw_named(found: Opened, participants: Sequence[str]) -> set[str]:
    """Carry out what the officer says was withdrawn; who is unknown is barred from ever coming."""
    for participant in participants:
        try:
            withdrawal.withdraw(found.archive, withdrawal.SYSTEM, participant, None, "named at a restore")
        except NotFound:
            found.ring.destroy(participant)
    return set(participants)


def _index_again(found: Opened) -> int:
    """Build the index from what may be found today; how many testimonies are in it."""
    archive = found.archive
    archive.index.clear()
    testimonies = archive.store.testimonies.all(state=TestimonyState.APPROVED)
    projects = frozenset(t.project for t in testimonies)
    steward = Viewer(withdrawal.SYSTEM.user, Role.STEWARD, projects, Purpose.PROCESS_DEIDENTIFY)
    for testimony in testimonies:
        pipeline.index(archive, steward, testimony.id)
    return len(testimonies)
