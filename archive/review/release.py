"""A steward releases an excerpt for publication, and takes it back.

Nothing is released without the consent of every voice in it, asked today, and only from a testimony whose
review is finished.
"""

from __future__ import annotations

from archive.access import gate
from archive.access.policy.roles import Denied
from archive.errors import Refused, UsageError
from archive.model import (
    Action,
    Quote,
    Testimony,
    TestimonyState,
    Viewer,
)
from archive.ports import Archive
from archive.reading import quotes
from consent.policy import Deny


def release_quote(archive: Archive, viewer: Viewer, testimony_id: str, span: tuple[int, int, int]) -> Quote:
    """A steward releases an excerpt for publication, if every voice in it consents to that today.

    ``span`` is ``(turn, start, end)``, offsets in the testimony. Raises ``Refused`` with the policy's reason.
    """
    turn, start, end = span
    testimony = _approved(gate.load_authorised(archive, viewer, Action.QUOTE_RELEASE, testimony_id))
    if not 0 <= turn < len(testimony.turns):
        raise UsageError("There is no such turn.")
    answer = gate.turn_permission(
        archive, testimony, testimony.turns[turn], gate.PUBLISH, gate.records_for(archive, testimony)
    )
    if isinstance(answer, Deny):
        why = Denied(answer.code, answer.reason)
        gate.refuse(archive, viewer, Action.QUOTE_RELEASE, why, ("testimony", testimony.id))
    quote = quotes.excerpt(archive, testimony, turn, (start, end), viewer.user)
    with archive.store.transaction():
        archive.store.quotes.add(quote)
        gate.record_event(archive, viewer, Action.QUOTE_RELEASE, testimony, turn=turn)
    return quote


def withdraw_quote(archive: Archive, viewer: Viewer, quote_id: str) -> None:
    """A steward takes a released excerpt back; it is gone from every search at once."""
    quote = archive.store.quotes.get(quote_id)
    if quote is None:
        gate.refuse(archive, viewer, Action.QUOTE_RELEASE, Denied("no_such", "", hidden=True), ("quote", ""))
    testimony = gate.load_authorised(archive, viewer, Action.QUOTE_RELEASE, quote.testimony)
    with archive.store.transaction():
        archive.store.quotes.withdraw(quote.id, archive.clock.now())
        gate.record_event(archive, viewer, Action.QUOTE_RELEASE, testimony, turn=quote.turn, withdrawn=1)
    archive.index.remove(ids=[quote.id])


def _approved(testimony: Testimony) -> Testimony:
    if testimony.state is not TestimonyState.APPROVED:
        raise Refused("This testimony is not approved yet; a steward has to finish its review first.")
    return testimony
