"""The officer's word on who withdrew in a span of time: the one thing that no file can say.

Whatever lies in a file may be older than it claims, so a restore needs a person who answers for the time
since the backup. The note names the officer, the span, the ledger that the officer compared, and whoever is
not in it yet. It is signed with the officer's own key, on a machine that the archive need not know. It speaks
for its span alone: a note that begins after the backup, or was signed on another day, is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from archive.audit.ledger_count import LedgerCount, counted_from, read_count
from archive.audit.notes import VerifierKey, read_note, verify_text
from archive.errors import UsageError

VOUCHED_FILE = "vouched.txt"
_TITLE = "nobody withdrew but these"
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Vouched:
    """From ``since`` until ``until`` nobody withdrew but the lines of ``ledger`` and ``withdrawn`` (ids).

    ``origin`` is whose log it is, ``officer`` the id of the officer's key.
    """

    origin: str
    officer: str
    since: datetime
    until: datetime
    ledger: LedgerCount
    withdrawn: tuple[str, ...] = ()

    def text(self) -> str:
        """What the officer signs, one thing a line."""
        return (
            f"{self.origin}\n{_TITLE}\nofficer: {self.officer}\nsince: {spelled(self.since)}\n"
            f"until: {spelled(self.until)}\n{self.ledger.line()}\n"
            f"withdrawn: {' '.join(self.withdrawn) or _NONE}\n"
        )


def spelled(at: datetime) -> str:
    """An instant in UTC, to the second, as notes and commands have it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def read_vouched(note: str, key: VerifierKey) -> Vouched:
    """What the note says, if this officer's key signed it. Raises ``ValueError``."""
    lines = verify_text(note, key).split("\n")
    if len(lines) != 8 or lines[1] != _TITLE:
        raise ValueError("This is signed by the officer, but it is no word on who withdrew.")
    values = [lines[at].partition(": ")[2] for at in (2, 3, 4, 6)]
    ledger = read_count(lines[5])
    if ledger is None:
        raise ValueError("The note does not say how many withdrawals the officer knows of.")
    named = () if values[3] == _NONE else tuple(values[3].split(" "))
    word = Vouched(
        lines[0],
        values[0],
        datetime.fromisoformat(values[1]),
        datetime.fromisoformat(values[2]),
        ledger,
        named,
    )
    if word.text() != "\n".join(lines):
        raise ValueError("The note is not spelled as officers' notes are.")
    return word


def ledger_asked(length: int, root: str) -> LedgerCount:
    """The ledger as a restore printed it, the root in hexadecimal. Raises ``UsageError``."""
    try:
        return counted_from(length, root)
    except ValueError:
        raise UsageError(
            "Copy the number of withdrawals and their root as the restore printed them."
        ) from None


def since_asked(word: str) -> datetime:
    """The beginning of the span as a restore printed it. Raises ``UsageError``."""
    try:
        at = datetime.fromisoformat(word)
    except ValueError:
        at = datetime.min  # noqa: DTZ901 - has no time zone on purpose, so that it is refused
    if at.tzinfo is None:
        raise UsageError("Copy the beginning of the span as the restore printed it, with its time zone.")
    return at


def check_against(note: str, origin: str, ledger: LedgerCount) -> None:
    """Compare what is asked with a checkpoint that the officer kept: it may not know of more withdrawals.

    Raises ``UsageError``.
    """
    try:
        kept = read_note(note)
    except ValueError:
        raise UsageError("The file that you kept is no checkpoint; take another one.") from None
    if kept.origin != origin:
        raise UsageError("The checkpoint that you kept is of another archive; do not sign.")
    known = kept.withdrawals
    if known is not None and (
        known.length > ledger.length or (known.length == ledger.length and known != ledger)
    ):
        raise UsageError(
            f"Your checkpoint counts {known.length} withdrawals and the restore {ledger.length}, or they are "
            "others. Do not sign: the ledger of the restore is not the newest. Let it be brought (--ledger)."
        )
