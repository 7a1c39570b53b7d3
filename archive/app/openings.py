"""How often a copy was opened sealed for words: noted beside the archive's place, then put into the log.

A copy that is looked through is not the archive, so its own log cannot tell of it. Each note is signed by the
log's key and stands there before anything is shown. The next opening of the archive makes an event of each.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from archive.access import gate
from archive.audit.forks import forks_in
from archive.audit.log import SqlAuditLog
from archive.audit.notes import verify_text
from archive.model import Action, Role, Viewer

OPENED_SEALED = "opened sealed for words"
"""The title of such a note."""
_ENDING = ".openings"


def openings_of(folder: Path) -> Path:
    """The file of notes beside the place of an archive."""
    return folder.with_name(folder.name + _ENDING)


def carry_over_openings(log: SqlAuditLog, folder: Path) -> int:
    """Make an event of each note and take the file away; how many there were. One that the log's key did not
    sign says nothing."""
    place = openings_of(folder)
    carried = 0
    for note in forks_in(place.parent, place.name):
        with suppress(ValueError, IndexError):
            lines = verify_text(note, log.verifier_key).split("\n")
            by, at = lines[3].partition(": ")[2], lines[2].partition(": ")[2]
            officer = Viewer(by, Role.DPO, frozenset())
            log.append(gate.event(officer, Action.ARCHIVE_OPEN, "archive", sealed="yes", at=at))
            carried += 1
    place.unlink(missing_ok=True)
    return carried
