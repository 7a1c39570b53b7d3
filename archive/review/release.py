"""A steward releases an excerpt for publication, and takes it back.

Nothing is released without the consent of every voice in it, asked today, and only from a testimony whose
review is finished.
"""

from __future__ import annotations

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Denied, Why
from archive.errors import Refused, UsageError
from archive.model import (
    Action,
    Quote,
    Testimony,
    TestimonyState,
)
from archive.reading import quotes
from consent.policy import Deny


def release_quote(work: UnitOfWork, testimony_id: str, span: tuple[int, int, int]) -> Quote:
    """A steward releases an excerpt for publication, if every voice in it consents to that today.

    ``span`` is ``(turn, start, end)``, offsets in the testimony. Raises ``Refused`` with the policy's reason.
    """
    turn, start, end = span
    testimony = _approved(work.load_authorised(Action.QUOTE_RELEASE, testimony_id))
    if not 0 <= turn < len(testimony.turns):
        raise UsageError("There is no such turn.")
    answer = work.turn_permission(testimony, testimony.turns[turn], gate.PUBLISH, work.records_for(testimony))
    if isinstance(answer, Deny):
        why = Denied(answer.code, answer.reason)
        work.refuse(Action.QUOTE_RELEASE, why, ("testimony", testimony.id))
    quote = quotes.excerpt(work.archive, testimony, turn, (start, end), work.viewer.user)
    with work.store.transaction():
        work.store.quotes.add(quote)
        work.record_event(Action.QUOTE_RELEASE, testimony, turn=turn)
    return quote


def withdraw_quote(work: UnitOfWork, quote_id: str) -> None:
    """A steward takes a released excerpt back; it is gone from every search at once."""
    quote = work.store.quotes.get(quote_id)
    if quote is None:
        work.refuse(Action.QUOTE_RELEASE, Denied(Why.NO_SUCH, "", hidden=True), ("quote", ""))
    testimony = work.load_authorised(Action.QUOTE_RELEASE, quote.testimony)
    with work.store.transaction():
        work.store.quotes.withdraw(quote.id, work.clock.now())
        work.record_event(Action.QUOTE_RELEASE, testimony, turn=quote.turn, withdrawn=1)
    work.index.remove(ids=[quote.id])


def _approved(testimony: Testimony) -> Testimony:
    if testimony.state is not TestimonyState.APPROVED:
        raise Refused("This testimony is not approved yet; a steward has to finish its review first.")
    return testimony
