"""The composition root: the only file that names a concrete engine.

An archive is a folder. Embedded, the folder holds everything: ``heard.db`` (sealed rows), ``index.db``
(keyed tokens), ``keys/`` (the ring, opened by a passphrase) and ``log/`` (signed checkpoints). In
production the rows and the log stand in PostgreSQL and the tokens in Elasticsearch; the folder then holds
the keys and the checkpoints. Nothing is made where an archive is, and nothing opens that does not prove
itself: the log is compared with its head before anything else happens.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from archive import withdrawal
from archive.app.hardening import close_memory
from archive.app.indexing import index_again
from archive.app.openings import carry_over_openings
from archive.app.outside_anchors import ask_for_anchor, place_of
from archive.app.settings import (
    Ring,
    Settings,
    vault_token,
)
from archive.app.start_checks import check_ledger, remarks_on_checkpoints, seals_reported
from archive.audit.anchor_places import AnchoredFolder
from archive.audit.anchors import CheckpointFolder, FileHead
from archive.audit.forks import fork_over, forks_in
from archive.audit.ledger_count import LedgerCount, count_of
from archive.audit.log import SqlAuditLog
from archive.audit.notes import Signer, read_note
from archive.audit.officer_seal import OfficerSeal, officer_public
from archive.errors import LockedArchive, NotFound, UsageError
from archive.model import FIRST, new_id
from archive.oversight import access_requests, break_glass
from archive.ports import Archive, Index
from archive.redact.detect import PresidioDetector
from archive.search.elastic import ElasticIndex, elastic_client
from archive.search.fts5 import Fts5Index
from archive.store.database import Database
from archive.store.engines import postgres_engine
from archive.store.identities import SqlIdentities
from archive.store.identity_key import FOLDER, open_identity_database
from archive.store.keybook import KeyBook
from archive.store.keyring import make_ring, open_ring
from archive.store.passphrase import Cost, check_passphrase, private_folder, write_private
from archive.store.sql import SqlStore, archive_engine
from archive.store.vault import TransitKey, transit_key
from archive.store.vaultfile import make_transit_ring, open_transit_ring_in
from archive.store.withdrawal_ledger import LEDGER_FILE, FileLedger

CARD = "archive.json"
LAYOUT = 1
KEYS = "keys"
HEAD_FILE = "log-head.json"
RESTORING = "restoring.json"
"""Stands in the folder from the first byte of a restore to its end: what is there may not be served."""
LEDGER_SECRET = "withdrawals"  # nosec B105 # noqa: S105 - the label of a secret, not the secret


class SystemClock:
    """The machine's own clock, in UTC; the day is the local one."""

    def now(self) -> datetime:
        """See ``Clock``."""
        return datetime.now(UTC)

    def today(self) -> date:
        """See ``Clock``."""
        return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Opened:
    """An open archive and what belongs to it beside its ports."""

    archive: Archive
    id: str
    settings: Settings
    ring: KeyBook = field(repr=False)
    log: SqlAuditLog = field(repr=False)
    database: Database = field(repr=False)
    identities: SqlIdentities = field(repr=False)
    remarks: tuple[str, ...] = ()
    """Sentences for whoever opened it."""


def create(settings: Settings, passphrase: str) -> str:
    """Make a new archive in the folder; its id. Raises ``UsageError`` if one is there already.

    What fails leaves nothing in the folder: a passphrase is refused before anything is made.
    """
    folder = settings.folder
    if (folder / CARD).exists():
        raise UsageError("There is an archive in this folder already; it was left as it is.")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("The folder is not empty; name a new one.")
    if settings.keyring is Ring.FILE:
        check_passphrase(passphrase, (folder.absolute().name,))
    close_memory()
    archive_id = new_id("a")
    with _whole_or_nothing(folder):
        _new_ring(settings, passphrase).close()
        card = {"archive": archive_id, "layout": LAYOUT}
        write_private(folder / CARD, json.dumps(card).encode() + b"\n")
        with opened(settings, passphrase) as new:
            new.archive.store.organisations.rename(FIRST, settings.organisation_name)
    return archive_id


@contextmanager
def _whole_or_nothing(folder: Path) -> Iterator[None]:
    """Make the folder; if the block fails, leave it as it was, absent or empty."""
    was_there = folder.exists()
    private_folder(folder)
    try:
        yield
    except BaseException:
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        if not was_there:
            folder.rmdir()
        raise


@contextmanager
def opened(settings: Settings, passphrase: str, *, restoring: bool = False) -> Iterator[Opened]:
    """The archive in the folder, open until the block ends. ``restoring`` is for the restore itself.

    Raises ``NotFound`` if there is none, ``LockedArchive`` if the passphrase does not open it or a restore
    was cut off, ``LogBroken`` if the log is not the one that was left, ``Unavailable`` if a server does not
    answer.
    """
    close_memory()
    archive_id = card_of(settings.folder)
    if not restoring and (settings.folder / RESTORING).exists():
        raise LockedArchive(
            "A restore of this archive was cut off, and who withdrew since is not carried out yet. Run the "
            "same `heard restore` again: it goes on where it stopped."
        )
    with ring_of(settings, passphrase) as ring:
        yield from _with_ring(settings, archive_id, ring, restoring)


def _with_ring(settings: Settings, archive_id: str, ring: KeyBook, restoring: bool) -> Iterator[Opened]:
    database = Database(engine_of(settings, ring))
    identities = identities_of(settings, ring)
    index: Index | None = None
    try:
        store = SqlStore(database, ring)
        log = log_of(settings, archive_id, ring, database)
        log.check_head()
        if not restoring:
            ask_for_anchor(settings, log)
        known = [*log.known_withdrawals(), head_of(settings, ring).withdrawals()]
        remarks = remarks_on_checkpoints(log, CheckpointFolder(log_folder(settings)))
        index = _index(settings, ring)
        ledger = ledger_of(settings, ring)
        detector = _detector(ring, store)
        archive = Archive(store, index, ring, log, SystemClock(), detector, ledger, identities)
        with seals_reported(archive):
            withdrawal.resume(archive)
            check_ledger(len(ledger.lines()), known)
            break_glass.close_over(archive)
            access_requests.close_over(archive)
            carry_over_openings(log, settings.folder)
            if index.stale() and not restoring:
                index_again(archive)
        yield Opened(archive, archive_id, settings, ring, log, database, identities, remarks)
        log.checkpoint()
    finally:
        if index is not None:
            index.close()
        identities.close()
        database.close()


@contextmanager
def archive_of(settings: Settings, ring: KeyBook, database: Database, log: SqlAuditLog) -> Iterator[Archive]:
    """The ports of an archive that is looked through and not served: nothing is resumed, nothing compared."""
    index, identities = _index(settings, ring), identities_of(settings, ring)
    try:
        store = SqlStore(database, ring)
        ledger = ledger_of(settings, ring)
        yield Archive(store, index, ring, log, SystemClock(), _detector(ring, store), ledger, identities)
    finally:
        identities.close()
        index.close()


def prove(settings: Settings, passphrase: str, checkpoint: str | None = None) -> int:
    """Verify the log alone, of an archive that may refuse to open; the number of entries.

    Nothing is served, resumed, migrated or written. Raises ``LogBroken`` naming the first bad entry.
    """
    close_memory()
    archive_id = card_of(settings.folder)
    with ring_of(settings, passphrase) as ring:
        database = Database(engine_of(settings, ring))
        try:
            return log_of(settings, archive_id, ring, database).verify(checkpoint)
        finally:
            database.close()


def lost_with_leave(settings: Settings, passphrase: str, checkpoint: str) -> tuple[int, int] | None:
    """Whether a checkpoint is over entries that the officer accepted to be lost: how many were left, and how
    many there were."""
    archive_id = card_of(settings.folder)
    with ring_of(settings, passphrase) as ring, suppress(ValueError):
        database = Database(engine_of(settings, ring))
        try:
            officer = log_of(settings, archive_id, ring, database).officer()
        finally:
            database.close()
        return fork_over(forks_in(log_folder(settings)), officer, read_note(checkpoint).size)
    return None


@contextmanager
def ring_of(settings: Settings, passphrase: str) -> Iterator[KeyBook]:
    """The key ring of the archive, open until the block ends. A vault ring takes no passphrase."""
    folder = settings.folder / KEYS
    ring = (
        open_ring(folder, passphrase)
        if settings.keyring is Ring.FILE
        else open_transit_ring_in(folder, _transit_key(settings), settings.keys_database_url)
    )
    try:
        yield ring
    finally:
        ring.close()


def _new_ring(settings: Settings, passphrase: str) -> KeyBook:
    folder = settings.folder / KEYS
    if settings.keyring is Ring.FILE:
        return make_ring(folder, passphrase, Cost(memory_kib=settings.unlock_kib))
    return make_transit_ring(folder, _transit_key(settings), settings.keys_database_url)


def _transit_key(settings: Settings) -> TransitKey:
    vault = settings.vault
    ca_file = str(vault.ca_file) if vault.ca_file else None
    return transit_key(vault.address, vault_token(settings), vault.key, mount=vault.mount, ca_file=ca_file)


def engine_of(settings: Settings, ring: KeyBook) -> Engine:
    """The engine on the rows and the log."""
    if settings.database_url:
        return postgres_engine(settings.database_url)
    return archive_engine(settings.folder, ring)


def log_folder(settings: Settings) -> Path:
    """Where the checkpoints and the ledger stand."""
    return settings.log_folder or settings.folder / "log"


def head_of(settings: Settings, ring: KeyBook) -> FileHead:
    """The last known size and root of the log, beside the keys."""
    return FileHead(settings.folder / KEYS / HEAD_FILE, ring.secret("log head"))


def ledger_of(settings: Settings, ring: KeyBook) -> FileLedger:
    """The ledger of withdrawals."""
    return FileLedger(log_folder(settings) / LEDGER_FILE, ring.secret(LEDGER_SECRET))


def log_of(settings: Settings, archive_id: str, ring: KeyBook, database: Database) -> SqlAuditLog:
    """The log, not yet compared with its head."""
    origin = f"heard/{archive_id}"
    private = ring.secret("officer")
    officer = OfficerSeal(origin, officer_public(private), ring.secret("fingerprints"), private)
    return SqlAuditLog(
        database,
        SystemClock(),
        Signer(origin, ring.secret("log")),
        officer,
        _checkpoints(settings),
        head_of(settings, ring),
        partial(_counted, ledger_of(settings, ring)),
    )


def identities_of(settings: Settings, ring: KeyBook) -> SqlIdentities:
    """The identity store: opened when it is first asked."""
    folder, keys = settings.folder / FOLDER, settings.folder / KEYS
    url = settings.identities_database_url or settings.database_url
    return SqlIdentities(ring, partial(open_identity_database, folder, keys, ring, url))


def _checkpoints(settings: Settings) -> CheckpointFolder:
    place = place_of(settings)
    folder = log_folder(settings)
    return CheckpointFolder(folder) if place is None else AnchoredFolder(folder, place)


def _counted(ledger: FileLedger) -> LedgerCount:
    return count_of(ledger.leaves())


def _index(settings: Settings, ring: KeyBook) -> Index:
    if settings.index_url:
        ca_file = str(settings.index_ca_file) if settings.index_ca_file else None
        client = elastic_client(settings.index_url, api_key=settings.index_api_key, ca_certs=ca_file)
        return ElasticIndex(client, settings.index_name)
    return Fts5Index(settings.folder / "index.db", ring.secret("index.db"))


def _detector(ring: KeyBook, store: SqlStore) -> PresidioDetector:
    return PresidioDetector(ring.secret("pseudonyms"))


def card_of(folder: Path) -> str:
    """The id of the archive in a folder. Raises ``NotFound`` or ``LockedArchive``."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        archive_id, layout = str(card["archive"]), int(card["layout"])
    except FileNotFoundError:
        raise NotFound("There is no archive in this folder; make one with `heard init FOLDER`.") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise LockedArchive("archive.json cannot be read; put it back from a backup.") from None
    if layout > LAYOUT:
        raise LockedArchive("This archive was made by a newer version of Heard; install that version.")
    return archive_id
