"""What is kept of a log that knowingly goes on from an earlier moment: the officer's signed word for it.

After a restore the entries in between are lost, and checkpoints over them do not fit any more. Nobody can
tell such a log from a forged one but by this: a note, signed with the officer's own key, that names both
sizes and both roots. Its digest stands in the log's entry of the restore. It refuses a note over anything
else.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from archive.audit.anchors import replace_durably
from archive.audit.log import SqlAuditLog
from archive.audit.notes import split_notes, verify_text
from archive.audit.officers import OfficerPublic, Older, is_accepted
from archive.errors import Refused

FORKS_FILE = "forks.txt"


@dataclass(frozen=True, slots=True)
class Fork:
    """By what right a log goes on from an earlier moment. ``details`` are for the event of the restore."""

    note: str = ""
    details: tuple[tuple[str, str], ...] = ()


def accepted_fork(
    log: SqlAuditLog, size: int, newest: tuple[int, bytes], note: str | None, *, lost: bool = False
) -> Fork:
    """The officer's acceptance of a log of ``size`` entries that once had ``newest`` (size and root).

    Nothing is asked where no entry is lost or no officer's own key is appointed. ``lost`` says that the key
    is. Raises ``Refused`` with what the officer has to do.
    """
    officer = log.officer()
    if newest[0] <= size or officer is None:
        return Fork()
    older = Older(log.origin, size, log.root(size), *newest)
    if note is not None and is_accepted(older, note, officer):
        return Fork(note, (("officer", officer.id), ("accepted", _digest(note))))
    if lost and note is None:
        return Fork(details=(("officer", officer.id), ("accepted", "lost")))
    raise Refused(
        f"The rows have {size} entries of the log, which once had {newest[0]}: the rest is lost. The "
        f"officer whose key is {officer.id} has to accept that. Let the officer compare and run, wherever "
        "the key is:\n"
        f"heard audit accept {older.origin} {size} {older.root.hex()} {newest[0]} {newest[1].hex()} "
        "--out accepted.note --officer-key FILE\nThen run this again with --accepted accepted.note."
    )


def keep_fork(folder: Path, note: str, name: str = FORKS_FILE) -> None:
    """Keep an officer's note durably beside the checkpoints; twice is no error."""
    kept = forks_in(folder, name)
    if note not in kept:
        replace_durably(folder / name, "".join([*kept, note]).encode("utf-8"))


def forks_in(folder: Path, name: str = FORKS_FILE) -> list[str]:
    """Every note that was kept, oldest first."""
    try:
        return split_notes((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []


def fork_over(notes: list[str], officer: OfficerPublic | None, size: int) -> tuple[int, int] | None:
    """Whether a checkpoint of ``size`` entries lies among those that the officer accepted to be lost: the
    entries that were left and those that were known. A note that the officer did not sign says nothing."""
    for note in notes if officer else ():
        try:
            lines = verify_text(note, officer.verifier).split("\n") if officer else []
            left, known = (int(lines[at].rpartition(" ")[2]) for at in (2, 4))
        except (ValueError, IndexError):
            continue
        if left < size <= known:
            return left, known
    return None


def _digest(note: str) -> str:
    return sha256(note.encode("utf-8")).hexdigest()
