"""The officer appoints where the newest checkpoint stands outside the archive's folder.

From then on each start asks for it, and the log says so for good: a next one takes its place, and none takes
it away. Nothing is appointed that did not take a checkpoint and give it back.
"""

from __future__ import annotations

from collections.abc import Callable

from archive.access.gate import UnitOfWork
from archive.audit.log import AppointedAnchor
from archive.errors import UsageError
from archive.model import Action


def appoint_anchor(
    work: UnitOfWork, named: AppointedAnchor, put: Callable[[str], str | None] | None = None
) -> None:
    """Appoint an anchor. ``put`` takes a checkpoint there and gives what then stands there; a code has none.

    Raises ``Refused``, and ``UsageError`` where the place did not take the checkpoint.
    """
    work.authorise(Action.CONFIG_ANCHOR)
    note = work.log.checkpoint()
    if put is not None and put(note) != note:
        raise UsageError(
            "The place did not give back what was put there, so it was not appointed. Try another."
        )
    work.record(Action.CONFIG_ANCHOR, "archive", "", kind=named.kind.value, place=named.mark)
    newest = work.log.checkpoint()
    if put is not None:
        put(newest)
