"""The ledger of withdrawals: one sealed line each, in a file that stands with neither the rows nor the keys.

A database or a key ring that comes back from a backup knows nothing of who withdrew since; this file does.
Every line is sealed to its number, so that none can be altered, moved or taken out from before another.
What is cut from its end is found against the log's own entries. It is only ever added to.
"""

from __future__ import annotations

import base64
import binascii
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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

    def lines(self) -> list[LedgerEntry]:
        """Every line, oldest first. Raises ``LogBroken`` if one was altered or taken out."""
        try:
            return lines_of(self._path.read_bytes(), self._secret)
        except FileNotFoundError:
            return []

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
