"""How many withdrawals there were, in a form that a later ledger can be compared with: a length and a root.

The root is the tree hash of RFC 6962 over the ledger's lines, oldest first, so that a longer ledger proves
that it continues a shorter one. It stands, signed, in every checkpoint, and from there in receipts and
backups. A count says what a ledger must reach. It never says that a ledger is the newest one.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.audit.merkle import EMPTY_ROOT, HASH_BYTES, Frontier, leaf_hash

_LINE = re.compile(r"withdrawals (0|[1-9][0-9]{0,8}) ([A-Za-z0-9+/]{43}=)")


@dataclass(frozen=True, slots=True)
class LedgerCount:
    """The first ``length`` lines of a ledger and the root over them, 32 bytes."""

    length: int = 0
    root: bytes = EMPTY_ROOT

    def line(self) -> str:
        """The same as an extension line of a checkpoint."""
        return f"withdrawals {self.length} {base64.b64encode(self.root).decode('ascii')}"


def count_of(leaves: Sequence[bytes], length: int | None = None) -> LedgerCount:
    """The count of the first ``length`` lines, all if not said. ``leaves`` are what a ledger gives."""
    counted = leaves if length is None else leaves[:length]
    frontier = Frontier()
    frontier.extend([leaf_hash(leaf) for leaf in counted])
    return LedgerCount(frontier.size, frontier.root())


def reaches(leaves: Sequence[bytes], known: LedgerCount) -> bool:
    """Whether a ledger holds all that ``known`` was counted over, and holds it unchanged."""
    return count_of(leaves, known.length) == known


def read_count(line: str) -> LedgerCount | None:
    """The count in a line of a note, if it is one."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    try:
        root = base64.b64decode(match[2], validate=True)
    except (binascii.Error, ValueError):
        return None
    return LedgerCount(int(match[1]), root) if len(root) == HASH_BYTES else None


def counted_from(length: int, root: str) -> LedgerCount:
    """From what a person typed or a file holds, the root in hexadecimal. Raises ``ValueError``."""
    digest = bytes.fromhex(root)
    if length < 0 or len(digest) != HASH_BYTES:
        raise ValueError("A count is a length and a SHA-256 hash.")
    return LedgerCount(length, digest)
