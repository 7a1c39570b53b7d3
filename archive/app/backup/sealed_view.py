"""An archive opened sealed for words: the log, the consents and the withdrawals, for who has no evidence yet.

The officer reads here what a copy knows, to find out what it does not. No key of a participant is lent, so
that no word can be read, searched or exported by any path through the code. Each opening is signed into a
file beside the archive's place before anything is shown; the next opening carries it over into the log.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive.access.policy.roles import refused_by_role
from archive.app import wiring
from archive.app.backup.unpacking import copies_in, unpack_into
from archive.app.openings import OPENED_SEALED, openings_of
from archive.app.settings import Settings
from archive.audit.forks import keep_fork
from archive.audit.ledger_count import LedgerCount, count_of
from archive.errors import LockedArchive, LogUnwritable, Refused
from archive.model import Action, LogEntry, Scope, Viewer
from archive.model.outcomes import Withdrawal
from archive.ports import KeyRing
from archive.store.database import Database
from archive.store.keybook import KeyBook
from archive.store.sql import SqlStore
from archive.store.withdrawal_ledger import LEDGER_FILE
from consent.record import ConsentRecord


@dataclass(frozen=True, slots=True)
class SealedView:
    """What a copy knows: the newest entries of its log (all are ``entries``), its consents, its withdrawals,
    and the count of its ledger."""

    entries: int
    newest: tuple[LogEntry, ...]
    consents: tuple[ConsentRecord, ...]
    withdrawals: tuple[Withdrawal, ...]
    ledger: LedgerCount


class WordlessKeys:
    """A ``KeyRing`` that lends no participant's key and takes none away: every key looks destroyed."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring

    def create(self, subject: str) -> None:
        """See ``KeyRing``. Refused."""
        raise _sealed()

    def key(self, subject: str) -> bytes:
        """See ``KeyRing``. Refused."""
        raise _sealed()

    def keys(self, wanted: Collection[str]) -> dict[str, bytes]:
        """See ``KeyRing``. None."""
        return {}

    def destroy(self, subject: str) -> None:
        """See ``KeyRing``. Refused."""
        raise _sealed()

    def destroyed(self) -> frozenset[str]:
        """See ``KeyRing``."""
        return self._ring.destroyed()

    def escrow(self, subject: str, until: date) -> None:
        """See ``KeyRing``. Refused."""
        raise _sealed()

    def escrowed(self) -> dict[str, date]:
        """See ``KeyRing``."""
        return self._ring.escrowed()

    def release(self, subject: str) -> None:
        """See ``KeyRing``. Refused."""
        raise _sealed()

    def secret(self, label: str) -> bytes:
        """See ``KeyRing``: consents and withdrawals are sealed under secrets of the archive."""
        return self._ring.secret(label)


def _sealed() -> LockedArchive:
    return LockedArchive(
        "The archive is open sealed for words: no testimony can be opened. Restore it first."
    )


def view_sealed(
    settings: Settings, passphrase: str, viewer: Viewer, files: tuple[Path, Path] | None, newest: int
) -> SealedView:
    """What a backup in two ``files`` knows, or the folder as it is; ``newest`` entries of its log.

    Raises ``Refused`` for whoever may not read log and consents, ``LogUnwritable`` if the opening cannot be
    put down.
    """
    for action in (Action.LOG_READ, Action.CONSENT_READ):
        refusal = refused_by_role(viewer, action)
        if refusal is not None:
            raise Refused(refusal.reason)
    with _copy(settings, files) as there, wiring.ring_of(there, passphrase) as ring:
        database = Database(wiring.engine_of(there, ring))
        try:
            _put_down(settings, there, ring, viewer, database)
            return _view(there, ring, database, newest)
        finally:
            database.close()


@contextmanager
def _copy(settings: Settings, files: tuple[Path, Path] | None) -> Iterator[Settings]:
    """The folder as it is, or one that holds both files for as long as the block lasts."""
    if files is None:
        wiring.card_of(settings.folder)
        yield settings
        return
    copies = copies_in(*files)
    with tempfile.TemporaryDirectory(prefix="heard-") as made:
        folder = Path(made) / "archive"
        unpack_into(folder, *files)
        there = settings.changed(folder=folder, log_folder=folder / "log")
        ledger = max(copies.ledgers, key=len, default=b"")
        (folder / "log").mkdir(mode=0o700)
        (folder / "log" / LEDGER_FILE).write_bytes(ledger)
        yield there


def _put_down(settings: Settings, there: Settings, ring: KeyBook, viewer: Viewer, database: Database) -> None:
    log = wiring.log_of(there, wiring.card_of(there.folder), ring, database)
    now = wiring.SystemClock().now().isoformat(timespec="microseconds")
    note = log.sign(f"{log.origin}\n{OPENED_SEALED}\nat: {now}\nby: {viewer.user}\n")
    place = openings_of(settings.folder)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        keep_fork(place.parent, note, place.name)
    except OSError:
        raise LogUnwritable(
            "The opening could not be put down beside the archive's folder, so nothing is shown. "
            "Check the disk and the permissions."
        ) from None


def _view(there: Settings, ring: KeyBook, database: Database, newest: int) -> SealedView:
    store = SqlStore(database, WordlessKeys(ring))
    log = wiring.log_of(there, wiring.card_of(there.folder), ring, database)
    entries = list(log.entries())
    return SealedView(
        len(entries),
        tuple(entries[-newest:] if newest else ()),
        tuple(store.consents.current(Scope.across("sealed view"))),
        tuple(store.withdrawals.all()),
        count_of(wiring.ledger_of(there, ring).leaves()),
    )
