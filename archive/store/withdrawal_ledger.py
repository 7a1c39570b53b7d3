"""The ledger of withdrawals: one sealed line each, in a file that stands with neither the rows nor the keys.

A database or a key ring that comes back from a backup knows nothing of who withdrew since; this file does.
Every line is sealed to its number, so that none can be altered, moved or taken out from before another.
What is cut from its end is found against the log's own entries, and against the counts of it that every
checkpoint, receipt and backup bears. It is only ever added to.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC
from hashlib import sha256
from pathlib import Path

from archive.errors import LogBroken, LogUnwritable, SealBroken
from archive.model.outcomes import LedgerEntry
from archive.store.envelope import Context, open_sealed, seal
from archive.store.sealed_values import Shape

LEDGER_FILE = "withdrawals.ledger"
_LINE: Shape[LedgerEntry] = Shape(LedgerEntry)


class FileLedger:
    """A ``Ledger`` in one file. ``secret`` is 32 bytes of the key ring. Several processes may write."""

    def __init__(self, path: Path, secret: bytes) -> None:
        self._path = path
        self._secret = secret
        self._lock = threading.Lock()
        self._opened: tuple[bytes, list[LedgerEntry]] = (b"", [])

    def lines(self) -> list[LedgerEntry]:
        """Every line, oldest first. Raises ``LogBroken`` if one was altered or taken out."""
        try:
            written = self._path.read_bytes()
        except FileNotFoundError:
            return []
        # Each checkpoint counts the ledger: what was opened once and has not changed is not opened again.
        known, lines = self._opened
        if written != known:
            lines = lines_of(written, self._secret)
            self._opened = (written, lines)
        return list(lines)

    def leaves(self) -> list[bytes]:
        """What each line counts as, oldest first. Raises ``LogBroken``."""
        return leaves_of(self.lines(), self._secret)

    def append(self, line: LedgerEntry) -> None:
        """Keep durably. A line whose id is there already changes nothing. Raises ``LogUnwritable``."""
        with self._lock:
            try:
                with _alone(self._path) as descriptor:
                    kept = self.lines()
                    if all(other.id != line.id for other in kept):
                        sealed = seal(self._secret, _LINE.packed(line), _place(len(kept)))
                        os.write(descriptor, base64.b64encode(sealed) + b"\n")
                        os.fsync(descriptor)
            except OSError:
                raise LogUnwritable(
                    "The ledger of withdrawals could not be written. Check the disk and the folder of the "
                    "log. The withdrawal holds; the rest of it is done when the archive is opened again."
                ) from None

    def __repr__(self) -> str:
        return "FileLedger()"


def lines_of(written: bytes, secret: bytes) -> list[LedgerEntry]:
    """The lines of what stands in a ledger's file. Raises ``LogBroken``."""
    # A crash in the middle of a line leaves one without its end: it was never kept.
    whole = written[: written.rfind(b"\n") + 1].splitlines()
    try:
        return [
            _LINE.unpacked(open_sealed(secret, base64.b64decode(one, validate=True), _place(number)))
            for number, one in enumerate(whole)
        ]
    except (SealBroken, binascii.Error, ValueError):
        raise LogBroken(
            "The ledger of withdrawals was altered, or belongs to another archive. Put back the copy that "
            "the protection officer keeps."
        ) from None


def leaves_of(lines: Iterable[LedgerEntry], secret: bytes) -> list[bytes]:
    """What each line counts as: 32 bytes under the ledger's secret, the same however often it was sealed."""
    return [hmac.new(secret, _spelled(line), sha256).digest() for line in lines]


def _spelled(line: LedgerEntry) -> bytes:
    until = line.until.isoformat() if line.until else ""
    purposes = ",".join(sorted(line.purposes))
    at = line.at.astimezone(UTC).isoformat()
    return "\n".join(("heard withdrawal", line.id, line.participant, purposes, at, until)).encode()


def _place(number: int) -> Context:
    return Context("ledger", "line", number, "archive")


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    """The file open for adding at its end, by one process at a time, without a line left half written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        _lock(descriptor)
        written = path.read_bytes()
        os.ftruncate(descriptor, written.rfind(b"\n") + 1)
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: an embedded archive is one process there
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
