"""The composition root: the only file that names a concrete engine.

An archive is a folder. Embedded, the folder holds everything: ``heard.db`` (sealed rows), ``index.db``
(keyed tokens), ``keys/`` (the ring, opened by a passphrase) and ``log/`` (signed checkpoints). In
production the rows and the log stand in PostgreSQL and the tokens in Elasticsearch; the folder then holds
the keys and the checkpoints. Nothing is made where an archive is, and nothing opens that does not prove
itself: the log is compared with its head before anything else happens.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from archive import withdrawal
from archive.audit.anchors import CheckpointFolder, FileHead
from archive.audit.log import SqlAuditLog
from archive.audit.notes import Signer
from archive.audit.sealing import OfficerSeal, officer_public
from archive.audit.tables import create_tables
from archive.config import Settings
from archive.errors import LockedArchive, NotFound, UsageError
from archive.model import new_id
from archive.ports import Archive, Index
from archive.redact.detect import PresidioDetector
from archive.search.elastic import ElasticIndex
from archive.search.fts5 import Fts5Index
from archive.store.database import Database
from archive.store.engines import postgres_engine
from archive.store.keyring import FileKeyRing, make_ring, open_ring
from archive.store.ledger import LEDGER_FILE, FileLedger
from archive.store.passphrase import Cost
from archive.store.sql import SqlStore, archive_engine

CARD = "archive.json"
LAYOUT = 1


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
    ring: FileKeyRing = field(repr=False)
    log: SqlAuditLog = field(repr=False)
    database: Database = field(repr=False)


def create(settings: Settings, passphrase: str) -> str:
    """Make a new archive in the folder; its id. Raises ``UsageError`` if one is there already."""
    folder = settings.folder
    if (folder / CARD).exists():
        raise UsageError("There is an archive in this folder already; it was left as it is.")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("The folder is not empty; name a new one.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ring = make_ring(folder / "keys", passphrase, Cost(memory_kib=settings.unlock_kib))
    ring.close()
    archive_id = new_id("a")
    card = {"archive": archive_id, "layout": LAYOUT}
    (folder / CARD).write_text(json.dumps(card) + "\n", encoding="utf-8")
    with opened(settings, passphrase):
        pass
    return archive_id


@contextmanager
def opened(settings: Settings, passphrase: str) -> Iterator[Opened]:
    """The archive in the folder, open until the block ends.

    Raises ``NotFound`` if there is none, ``LockedArchive`` if the passphrase does not open it,
    ``LogBroken`` if the log is not the one that was left, ``Unavailable`` if a server does not answer.
    """
    archive_id = _card(settings.folder)
    ring = open_ring(settings.folder / "keys", passphrase)
    try:
        yield from _with_ring(settings, archive_id, ring)
    finally:
        ring.close()


def _with_ring(settings: Settings, archive_id: str, ring: FileKeyRing) -> Iterator[Opened]:
    engine = (
        postgres_engine(settings.database_url)
        if settings.database_url
        else archive_engine(settings.folder, ring)
    )
    database = Database(engine)
    index: Index | None = None
    try:
        store = SqlStore(database, ring)
        create_tables(engine)
        log = _log(settings, archive_id, ring, database)
        log.check_head()
        index = _index(settings, ring)
        ledger = FileLedger(settings.folder / "log" / LEDGER_FILE, ring.secret("withdrawals"))
        archive = Archive(store, index, ring, log, SystemClock(), _detector(ring, store), ledger)
        withdrawal.resume(archive)
        yield Opened(archive, archive_id, settings, ring, log, database)
        log.checkpoint()
    finally:
        if index is not None:
            index.close()
        database.close()


def _log(settings: Settings, archive_id: str, ring: FileKeyRing, database: Database) -> SqlAuditLog:
    origin = f"heard/{archive_id}"
    private = ring.secret("officer")
    officer = OfficerSeal(origin, officer_public(private), ring.secret("fingerprints"), private)
    return SqlAuditLog(
        database,
        SystemClock(),
        Signer(origin, ring.secret("log")),
        officer,
        CheckpointFolder(settings.folder / "log"),
        FileHead(settings.folder / "keys" / "log-head.json", ring.secret("log head")),
    )


def _index(settings: Settings, ring: FileKeyRing) -> Index:
    if settings.index_url:
        return ElasticIndex(settings.index_url, settings.index_name)
    return Fts5Index(settings.folder / "index.db", ring.secret("index.db"))


def _detector(ring: FileKeyRing, store: SqlStore) -> PresidioDetector:
    return PresidioDetector(ring.secret("pseudonyms"))


def _card(folder: Path) -> str:
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
