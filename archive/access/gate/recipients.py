"""For whom something leaves the archive: a code in the log, or it does not leave.

Whoever got somebody's words without being named could not be told when they are withdrawn.
"""

from __future__ import annotations

from archive.access.gate.events import CODE_WORD
from archive.access.gate.unit_of_work import UnitOfWork
from archive.access.policy.roles import Denied
from archive.model import Action

MISSING = "recipient_missing"
"""The code of the refusal on the log."""

_SENTENCE = (
    "Say for whom: a short code without blanks, such as partner-3. It stands in the log, so that whoever got "
    "{what} can be told when something of it is withdrawn."
)


def require_recipient(
    work: UnitOfWork, action: Action, recipient: str, about: tuple[str, str], what: str
) -> None:
    """Raise ``Refused``, which is an event too, unless somebody is named by a code. ``what`` leaves."""
    if not CODE_WORD.fullmatch(recipient):
        work.refuse(action, Denied(MISSING, _SENTENCE.format(what=what)), about)
