"""What is asked of whoever restores an archive: something that tells who withdrew since it was copied."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.app.settings import Settings
from archive.audit.notes import read_note
from archive.errors import UsageError
from archive.store.withdrawal_ledger import LEDGER_FILE


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells a restored archive who withdrew since it was copied.

    ``ledger`` is the file as it stood last; ``checkpoint`` a note that the officer kept; ``withdrawn`` are
    participants whom the officer names, ``none_withdrawn`` is the officer's word that there are none.

    Where entries of the log are lost and an officer's own key is appointed, ``accepted`` is the note by which
    that officer signed for it; ``officer_lost`` says that nobody can, which the log keeps for good.
    """

    ledger: Path | None = None
    checkpoint: str | None = None
    withdrawn: tuple[str, ...] = ()
    none_withdrawn: bool = False
    accepted: str | None = None
    officer_lost: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found and did: entries of the log, entries that were lost, who withdrew once more."""

    entries: int
    lost: int
    replayed: tuple[str, ...]
    testimonies: int


def ask_for(settings: Settings, evidence: Evidence) -> None:
    """Raise ``UsageError`` where nothing tells who withdrew since."""
    given = evidence.ledger or evidence.checkpoint or evidence.withdrawn or evidence.none_withdrawn
    if not given and not _has_ledger(settings):
        raise UsageError(
            "Somebody may have withdrawn since this backup. Bring the ledger (--ledger) or the officer's "
            "last checkpoint (--checkpoint), name who withdrew (--withdrawn), or let the officer say that "
            "nobody did (--none-withdrawn)."
        )


def enough(settings: Settings, evidence: Evidence, size: int) -> None:
    """A checkpoint alone says that nothing is missing only if the rows reach as far as it does."""
    others = evidence.ledger or evidence.withdrawn or evidence.none_withdrawn or _has_ledger(settings)
    if not others and evidence.checkpoint and read_note(evidence.checkpoint).size > size:
        raise UsageError(
            "The checkpoint is newer than this backup: entries are missing, and a withdrawal may be among "
            "them. Bring the ledger (--ledger), or name who withdrew (--withdrawn)."
        )


def _has_ledger(settings: Settings) -> bool:
    """Whether a ledger outlived the archive, in a folder of the log that is not part of it."""
    return settings.log_folder is not None and (settings.log_folder / LEDGER_FILE).exists()
