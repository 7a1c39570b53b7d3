"""What about the consents needs a person: ends, reviews, answers that wait, children who come of age.

Pure. It reminds; it changes nothing, and it names nobody but by the participant's id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from consent.jurisdictions import of_age_on
from consent.policy import IN_FORCE
from consent.record import Capacity, ConsentRecord, State

_WAITING = frozenset({State.SUSPENDED, State.DEFERRED})


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One reminder: the day, what happens then, and whose.

    ``ends`` and ``opens`` are still to come; ``ended`` is past, and nobody has asked again; ``review`` and
    ``of_age`` come or have come; ``waits`` is an answer that was put off or suspended on that day.
    """

    on: date
    what: str
    participant: str
    consent_id: str


def due(records: Sequence[ConsentRecord], today: date, horizon: timedelta) -> list[Due]:
    """What falls between today and ``today + horizon``, soonest first; each thing once for a consent.

    What is past and not yet dealt with stays on the list.
    """
    last = today + horizon
    items = {item for record in records for item in _of(record, today) if item.on <= last}
    return sorted(items)


def _of(record: ConsentRecord, today: date) -> Iterator[Due]:
    def item(on: date, what: str) -> Due:
        return Due(on, what, record.participant, record.consent_id)

    live = [g for g in record.grants if g.state in IN_FORCE]
    ends = [g.valid_until for g in live if g.valid_until is not None and g.valid_until >= today]
    opens = [g.embargo_until for g in live if g.embargo_until is not None and g.embargo_until >= today]
    ended = [g.valid_until for g in live if g.valid_until is not None and g.valid_until < today]
    if ends:
        yield item(min(ends), "ends")
    if ended:
        yield item(min(ended), "ended")
    if any(g.state in _WAITING for g in record.grants):
        yield item(record.recorded_at.date(), "waits")
    if opens:
        yield item(min(opens), "opens")
    if record.review_due is not None:
        yield item(record.review_due, "review")
    if record.capacity is Capacity.MINOR and record.born is not None and live:
        yield item(of_age_on(record.born, record.jurisdictions), "of_age")
