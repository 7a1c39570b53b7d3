"""The way back: both files into a new folder in one step, and every withdrawal since carried out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.backup.backing_up import DATA, RING
from archive.app.backup.evidence import (
    Evidence,
    Restored,
    ask_for,
)
from archive.app.backup.fork_acceptance import anchor_again
from archive.app.indexing import index_again
from archive.app.settings import Settings
from archive.app.wiring import (
    CARD,
    HEAD_FILE,
    KEYS,
    RESTORING,
    Opened,
)
from archive.audit.anchors import CHECKPOINT_FILE, HISTORY_FILE, replace_durably
from archive.audit.forks import FORKS_FILE
from archive.errors import NotFound, UsageError
from archive.model import Action
from archive.store.copies import manifest_of, read_part, unpack
from archive.store.keybook import KeyBook
from archive.store.keyring import RING_FILE
from archive.store.placing import cut_off, placed
from archive.store.sql import DATABASE_FILE
from archive.store.vaultfile import KEYS_FILE, VAULT_FILE
from archive.store.withdrawal_ledger import LEDGER_FILE, lines_of


def restore(settings: Settings, passphrase: str, data: Path, keys: Path, evidence: Evidence) -> Restored:
    """Unpack both files into the archive's new folder and open it, withdrawals carried out again.

    What is cut off is gone on with, or begun anew, by the same call. Raises ``UsageError`` if anything else
    stands there, if the files are not of one archive, or without evidence.
    """
    rows, ring = manifest_of(data, DATA), manifest_of(keys, RING)
    if rows.archive != ring.archive:
        raise UsageError("The two files are backups of two different archives.")
    ask_for(settings, evidence)
    mark = f"[{rows.canonical}, {ring.canonical}]\n".encode()
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


def accept(settings: Settings, passphrase: str, evidence: Evidence, copies: Sequence[bytes] = ()) -> Restored:
    """Take the rows and the keys that stand in the archive's folder as they are, from whenever they are.

    Until the last step is taken the archive opens for nothing else; what is cut off is taken again.
    ``copies`` are ledgers that came with a backup. Raises ``LogBroken`` if the rows are not an earlier
    moment of the same log, ``UsageError`` without evidence.
    """
    ask_for(settings, evidence)
    archive_id = wiring.card_of(settings.folder)
    begun = settings.folder / RESTORING
    with wiring.ring_of(settings, passphrase) as ring:
        if not begun.exists():
            replace_durably(begun, b"{}\n")
        since = datetime.fromtimestamp(begun.stat().st_mtime, UTC)
        lost = anchor_again(settings, archive_id, ring, evidence)
        _gather(settings, ring, evidence, copies)
    with wiring.opened(settings, passphrase, restoring=True) as opened:
        named = _withdraw_named(opened, evidence.withdrawn)
        replayed = _replayed(opened, since) | named
        done = Restored(opened.archive.log.size(), lost, tuple(sorted(replayed)), index_again(opened.archive))
    begun.unlink()
    return done


def _replayed(opened: Opened, since: datetime) -> set[str]:
    entries = opened.archive.log.entries(since=since, action=Action.CONSENT_WITHDRAW.value)
    return {p for e in entries if ("again", "yes") in e.event.details for p in e.event.participants}


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


def _withdraw_named(opened: Opened, participants: Sequence[str]) -> set[str]:
    """Carry out what the officer says was withdrawn; who is unknown is barred from ever coming."""
    everywhere = replace(withdrawal.SYSTEM, projects=opened.archive.store.projects())
    for participant in participants:
        try:
            withdrawal.withdraw(
                UnitOfWork(opened.archive, everywhere), participant, None, "named at a restore"
            )
        except NotFound:
            opened.ring.destroy(participant)
    return set(participants)
