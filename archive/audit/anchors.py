"""What is kept of the log outside its database: the head beside the keys, and the signed checkpoints.

A database that was cut or restored proves itself perfectly; only something kept elsewhere can say that
it was once larger. The head (size and root) is renewed after every commit, so it may lag behind the
log by what a crash interrupted but is never ahead of it. Neither place ever goes backwards.
"""

from __future__ import annotations

import hmac
import json
import os
import threading
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from archive.audit.ledger_count import LedgerCount, counted_from
from archive.audit.merkle import HASH_BYTES
from archive.audit.notes import read_note, split_notes
from archive.errors import LogBroken

CHECKPOINT_FILE = "checkpoint.note"
HISTORY_FILE = "checkpoints.txt"


class Head(Protocol):
    """The last known size and root of the log, kept with the keys and not with the log."""

    def read(self) -> tuple[int, bytes] | None:
        """``(size, root)``, or ``None`` if none was ever kept. Raises ``LogBroken`` if it was altered."""
        ...

    def keep(self, size: int, root: bytes, withdrawals: LedgerCount | None = None) -> None:
        """Keep durably; a smaller size than the kept one is passed over. Raises ``OSError``."""
        ...


class Checkpoints(Protocol):
    """Where signed checkpoints go."""

    def write(self, note: str) -> None:
        """Keep the note durably, and show it as the latest unless a larger one is there. ``OSError``."""
        ...

    def latest(self) -> str | None:
        """The note over the largest tree, if any."""
        ...

    def history(self) -> list[str]:
        """Every note in the order of signing."""
        ...


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file holds. A head from before withdrawals were counted has no count."""

    size: int
    root: bytes
    withdrawals: LedgerCount | None


class FileHead:
    """The head in one small file, authenticated under a secret of the key ring.

    Beside size and root it says how long the ledger of withdrawals was.
    """

    def __init__(self, path: Path, secret: bytes) -> None:
        self._path = path
        self._secret = secret
        self._lock = threading.Lock()

    def read(self) -> tuple[int, bytes] | None:
        """See ``Head``."""
        kept = self._kept()
        return None if kept is None else (kept.size, kept.root)

    def withdrawals(self) -> LedgerCount | None:
        """How long the ledger was when the head was kept; ``None`` if that was not written then.

        Raises ``LogBroken``.
        """
        kept = self._kept()
        return None if kept is None else kept.withdrawals

    def keep(self, size: int, root: bytes, withdrawals: LedgerCount | None = None) -> None:
        """See ``Head``."""
        with self._lock:
            kept = self._kept()
            if kept is not None and kept.size >= size:
                return
            fresh = _Kept(size, root, withdrawals)
            content = {"size": size, "root": root.hex(), "mac": self._mac(fresh).hex()}
            if withdrawals is not None:
                content |= {"withdrawals": withdrawals.length, "withdrawals_root": withdrawals.root.hex()}
            replace_durably(self._path, json.dumps(content).encode("ascii"))

    def _kept(self) -> _Kept | None:
        try:
            content = json.loads(self._path.read_text(encoding="ascii"))
            counted = "withdrawals" in content
            count = counted_from(content["withdrawals"], content["withdrawals_root"]) if counted else None
            kept = _Kept(int(content["size"]), bytes.fromhex(content["root"]), count)
            mac = bytes.fromhex(content["mac"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            raise _altered() from None
        if not hmac.compare_digest(mac, self._mac(kept)) or len(kept.root) != HASH_BYTES:
            raise _altered()
        return kept

    def _mac(self, kept: _Kept) -> bytes:
        counted = kept.withdrawals.line().encode("ascii") if kept.withdrawals is not None else b""
        head = b"heard log head\n%d\n" % kept.size
        return hmac.new(self._secret, head + kept.root + counted, sha256).digest()


def _altered() -> LogBroken:
    return LogBroken(
        "The head of the log, kept with the keys, was altered or belongs to another archive. "
        "Restore the folder of keys from its backup."
    )


class CheckpointFolder:
    """``checkpoint.note`` is the latest checkpoint, ``checkpoints.txt`` every one that was ever signed."""

    def __init__(self, folder: Path) -> None:
        self._latest = folder / CHECKPOINT_FILE
        self._history = folder / HISTORY_FILE
        self._lock = threading.Lock()

    def write(self, note: str) -> None:
        """See ``Checkpoints``."""
        with self._lock:
            self._latest.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self._history, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "ab") as history:
                history.write(note.encode("utf-8"))
                history.flush()
                os.fsync(history.fileno())
            kept = self.latest()
            if kept is None or _size(kept) <= read_note(note).size:
                replace_durably(self._latest, note.encode("utf-8"))

    def latest(self) -> str | None:
        """See ``Checkpoints``."""
        try:
            return self._latest.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return None

    def history(self) -> list[str]:
        """Every note in the order of signing."""
        try:
            return split_notes(self._history.read_bytes().decode("utf-8"))
        except FileNotFoundError:
            return []


def _size(note: str) -> int:
    try:
        return read_note(note).size
    except ValueError:
        return -1


def replace_durably(path: Path, content: bytes) -> None:
    """Put ``content`` in place of the file in one step, durable on return. Readable by its owner alone."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _settle_folder(path.parent)


def _settle_folder(folder: Path) -> None:
    if os.name != "posix":  # a folder cannot be opened elsewhere; the rename itself is journalled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
