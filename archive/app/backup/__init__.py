"""Backups in two files that are kept apart, and the way back that lets nobody return who withdrew.

One file holds what is sealed, the other the keys to it: neither tells anything alone. A restored archive
does not serve before the withdrawals since then were carried out again, and it does not open at all unless an
officer answers for the time since the backup, or every consent waits until people were asked anew. Entries of
the log that were lost stay lost, and an event says how many.
"""

from __future__ import annotations

from archive.app.backup.backing_up import (
    DATA,
    RING,
    back_up,
)
from archive.app.backup.evidence import Evidence, Restored, Speaker
from archive.app.backup.restoring import accept, restore
from archive.app.backup.sealed_view import SealedView, view_sealed
from archive.app.backup.witness import somebody_answers

__all__ = [
    "DATA", "RING", "Evidence", "Restored", "SealedView", "Speaker", "accept", "back_up", "restore",
    "somebody_answers", "view_sealed",
]  # fmt: skip
