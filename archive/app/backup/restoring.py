"""The way back: both files into a new folder in one step, and every withdrawal since carried out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive import withdrawal
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.backup.evidence import Copies, Evidence, Restored
from archive.app.backup.examining import examine
from archive.app.backup.fork_acceptance import anchor_again
from archive.app.backup.unpacking import copies_in, must_belong, pair, unpack_into
from archive.app.indexing import index_again
from archive.app.outside_anchors import named_by
from archive.app.settings import Settings
from archive.app.wiring import RESTORING, Opened
from archive.audit.anchors import CHECKPOINT_FILE, HISTORY_FILE, replace_durably
from archive.audit.forks import FORKS_FILE
from archive.audit.vouching import VOUCHED_FILE
from archive.errors import NotFound
from archive.model import Action, ConsentRef, Scope
from archive.model.outcomes import LedgerEntry
from archive.store.copies import unpack
from archive.store.keybook import KeyBook
from archive.store.placing import cut_off, placed
from consent.states import suspend

_WAITS = "restored from a backup, and nobody could say who had withdrawn since"


def restore(
    settings: Settings,
    passphrase: str,
    data: Path,
    keys: Path,
    evidence: Evidence,
    identities: Path | None = None,
) -> Restored:
    """Unpack both files into the archive's new folder and open it, withdrawals carried out again.

    Without ``identities`` the identity store begins empty. What is brought is looked through before anything
    is in its place: what is refused leaves nothing. What is cut off is gone on with, or begun anew, by the
    same call. Raises ``UsageError`` if anything else stands there, if the files are not of one archive, or
    with what is missing of the evidence.
    """
    manifests = pair(data, keys)
    if identities is not None:
        must_belong(identities, manifests[1])
    copies = copies_in(data, keys, manifests)
    mark = f"[{manifests[0].canonical}, {manifests[1].canonical}]\n".encode()
    if not cut_off(settings.folder, RESTORING, mark):
        with placed(settings.folder, RESTORING, mark) as beside:
            unpack_into(beside, data, keys, identities)
            apart = settings.changed(folder=beside, log_folder=settings.log_folder or beside / "log")
            with wiring.ring_of(apart, passphrase) as ring:
                examine(apart, ring, evidence, copies)
    log = wiring.log_folder(settings)
    names = (CHECKPOINT_FILE, HISTORY_FILE, FORKS_FILE, VOUCHED_FILE)
    unpack(data, {name: log / name for name in names if not (log / name).exists()})
    return accept(settings, passphrase, evidence, copies)


def accept(settings: Settings, passphrase: str, evidence: Evidence, copies: Copies | None = None) -> Restored:
    """Take the rows and the keys that stand in the archive's folder as they are, from whenever they are.

    Until the last step is taken the archive opens for nothing else; what is cut off is taken again.
    ``copies`` is what came with a backup. Raises ``LogBroken`` if the rows are not an earlier moment of the
    same log, ``UsageError`` with what is missing of the evidence.
    """
    archive_id = wiring.card_of(settings.folder)
    begun = settings.folder / RESTORING
    with wiring.ring_of(settings, passphrase) as ring:
        examined = examine(settings, ring, evidence, copies or Copies())
        if not begun.exists():
            replace_durably(begun, b"{}\n")
        since = datetime.fromtimestamp(begun.stat().st_mtime, UTC)
        anchor_again(settings, archive_id, ring, examined)
        _gather(settings, ring, examined.lines)
    with wiring.opened(settings, passphrase, restoring=True) as opened:
        suspended = _suspend(opened) if evidence.suspend else 0
        named = _withdraw_named(opened, examined.named)
        replayed = _replayed(opened, since) | named
        _anchor_outside(opened)
        size, indexed = opened.archive.log.size(), index_again(opened.archive)
        done = Restored(size, examined.lost, tuple(sorted(replayed)), indexed, suspended)
    begun.unlink()
    return done


def _anchor_outside(opened: Opened) -> None:
    """Where an anchor was appointed, the place that the settings name is it from now on."""
    appointed, named = opened.log.anchor(), named_by(opened.settings)
    if appointed is not None and named is not None and appointed != named:
        details = {"kind": named.kind.value, "place": named.mark, "why": "restored"}
        opened.archive.log.append(gate.event(gate.SYSTEM, Action.CONFIG_ANCHOR, "archive", **details))


def _replayed(opened: Opened, since: datetime) -> set[str]:
    entries = opened.archive.log.entries(since=since, action=Action.CONSENT_WITHDRAW.value)
    return {p for e in entries if ("again", "yes") in e.event.details for p in e.event.participants}


def _gather(settings: Settings, ring: KeyBook, lines: Iterable[LedgerEntry]) -> None:
    """Bring the lines of every ledger that is at hand into the archive's own."""
    ledger = wiring.ledger_of(settings, ring)
    for line in lines:
        ledger.append(line)


_RESTORE = Scope.across("restore")
"""What comes back knows no projects."""


def _suspend(opened: Opened) -> int:
    """Let every consent wait until its person was asked anew; how many do."""
    archive = opened.archive
    waiting = 0
    with archive.store.transaction():
        for record in archive.store.consents.current(_RESTORE):
            now = archive.clock.now()
            after = suspend(record, now, _WAITS, "heard restore")
            if after.version == record.version:
                continue
            archive.store.consents.add(after)
            event = gate.event(
                gate.SYSTEM, Action.CONSENT_CLOSE, "consent", record.consent_id, why="restored"
            )
            consents = (ConsentRef(after.consent_id, after.version),)
            archive.log.append(
                replace(event, version=after.version, participants=(record.participant,), consents=consents)
            )
            waiting += 1
        for testimony in archive.store.testimonies.all(_RESTORE):
            for quote in archive.store.quotes.of(testimony.id):
                archive.store.quotes.withdraw(quote.id, archive.clock.now())
    return waiting


def _withdraw_named(opened: Opened, participants: Sequence[str]) -> set[str]:
    """Carry out what is named as withdrawn; who has no consent on record loses their key all the same."""
    everywhere = replace(gate.SYSTEM, projects=opened.archive.store.projects())
    work = UnitOfWork(opened.archive, everywhere)

    def take(participant: str) -> None:
        try:
            withdrawal.withdraw(work, participant, None, "named at a restore")
        except NotFound:
            opened.identities.destroy(participant)
            opened.ring.destroy(participant)

    gate.each_alone(participants, take)
    return set(participants)
