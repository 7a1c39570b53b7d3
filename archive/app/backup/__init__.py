"""Backups in two files that are kept apart, and the way back that lets nobody return who withdrew.

One file holds what is sealed, the other the keys to it: neither tells anything alone. A restored archive
does not serve before the withdrawals since then were carried out again, and it does not open at all unless
somebody brings what says which those are: the ledger, a checkpoint that shows that nothing is missing, or
the protection officer's word. Entries of the log that were lost stay lost, and an event says how many.
"""

from __future__ import annotations

from archive.app.backup.backing_up import (
    DATA,
    RING,
    back_up,
)
from archive.app.backup.evidence import Evidence, Restored
from archive.app.backup.restoring import accept, restore

__all__ = ["DATA", "RING", "Evidence", "Restored", "accept", "back_up", "restore"]
