"""What is asked of whoever restores an archive, and what each piece of it proves.

A ledger proves who withdrew, as far as it goes. A checkpoint, a head, a receipt and a backup prove how far a
ledger has to go. None of them can prove that it is the newest one, so none is enough: somebody who answers to
the people says that nobody else withdrew until today, or every consent waits until the person was asked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.audit.ledger_count import LedgerCount, count_of, reaches
from archive.errors import UsageError
from archive.model.outcomes import LedgerEntry


@dataclass(frozen=True, slots=True)
class Speaker:
    """An officer by account and password, where no key of theirs can sign."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is brought to a restore.

    ``ledger`` is the file as it stood last; ``checkpoint`` a note that the officer kept. ``withdrawn`` are
    participants who are named besides. One of three has to be there: ``vouched``, the note by which the
    appointed officer answers for the time since the backup; ``speaker``, an officer who does so by password
    where no key is appointed, or it is lost; ``suspend``, that nobody does.

    Where entries of the log are lost and an officer's own key is appointed, ``accepted`` is the note by which
    that officer signed for it; ``officer_lost`` says that nobody can, which the log keeps for good.
    """

    ledger: Path | None = None
    checkpoint: str | None = None
    withdrawn: tuple[str, ...] = ()
    vouched: str | None = None
    speaker: Speaker | None = None
    suspend: bool = False
    accepted: str | None = None
    officer_lost: bool = False


@dataclass(frozen=True, slots=True)
class Copies:
    """What came with the files of a backup beside rows and keys: ledgers, and signed checkpoints."""

    ledgers: tuple[bytes, ...] = ()
    checkpoints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found and did: entries of the log, entries that were lost, who withdrew once more, how
    many consents wait to be asked for anew."""

    entries: int
    lost: int
    replayed: tuple[str, ...]
    testimonies: int
    suspended: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A count of the ledger, and which piece of evidence it stands in."""

    where: str
    count: LedgerCount


def must_reach(leaves: Sequence[bytes], known: Collection[Known]) -> None:
    """Raise ``UsageError`` unless the ledger holds all that was ever counted of it."""
    for one in sorted(known, key=lambda each: -each.count.length):
        if len(leaves) < one.count.length:
            raise UsageError(
                f"The ledger has {len(leaves)} withdrawals, and {one.where} counts {one.count.length}: "
                f"{one.count.length - len(leaves)} are missing. Bring withdrawals.ledger as it stood last "
                "(--ledger). Nothing was restored."
            )
        if not reaches(leaves, one.count):
            raise UsageError(
                f"The ledger is not the one that {one.where} counts: its first {one.count.length} lines are "
                "others. Bring withdrawals.ledger as it stood last (--ledger). Nothing was restored."
            )


def joined(ledgers: Sequence[Sequence[LedgerEntry]]) -> list[LedgerEntry]:
    """The lines of several copies of one ledger: the longest, then what only another one has."""
    lines: dict[str, LedgerEntry] = {}
    for ledger in sorted(ledgers, key=len, reverse=True):
        for line in ledger:
            lines.setdefault(line.id, line)
    return list(lines.values())


def counted_in(where: str, leaves: Sequence[bytes]) -> Known:
    """What a copy of the ledger asks of every other one."""
    return Known(where, count_of(leaves))


def must_be_known(named: Collection[str], unknown: Collection[str]) -> None:
    """Raise ``UsageError`` if somebody is named who is nowhere in the archive."""
    if unknown:
        raise UsageError(
            f"{len(unknown)} of {len(named)} participants that are named as withdrawn are nowhere in this "
            f"archive: {', '.join(sorted(unknown))}. Look the ids up on their receipts (heard audit sealed "
            "lists those that there are). Nothing was restored."
        )
