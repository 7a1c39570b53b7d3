"""The open archive: its ports together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.ports.clock import Clock
from archive.ports.detection import Detector
from archive.ports.identities import Identities
from archive.ports.index import Index
from archive.ports.keys import KeyRing
from archive.ports.log import AuditLog
from archive.ports.store import Store
from archive.ports.withdrawal import Ledger


@dataclass(frozen=True, slots=True)
class Archive:
    """The open archive: its ports, put together by ``wiring`` alone."""

    store: Store
    index: Index
    keys: KeyRing
    log: AuditLog
    clock: Clock
    detector: Detector
    ledger: Ledger
    identities: Identities


Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total) while long work goes on."""
