"""A withdrawal by form: a consent file in which people answer no, read as what they take back.

What the form says yes to or leaves out changes nothing: a form of withdrawal gives nothing. It refuses a form
that says no to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.errors import UsageError
from consent.policy import IN_FORCE
from consent.record import ConsentRecord, Purpose, State

_NO = frozenset({State.REFUSED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Wish:
    """Who takes back what: some purposes, or everything where ``purposes`` is ``None``."""

    participant: str
    purposes: frozenset[Purpose] | None


def wishes(records: Iterable[ConsentRecord]) -> list[Wish]:
    """What a form takes back, one wish a person, in the form's order. Raises ``UsageError`` if nothing.

    Whoever no longer agrees to being kept sealed, or says no to all they were asked, takes back everything.
    """
    by_person: dict[str, Wish] = {}
    for record in records:
        no = frozenset(g.purpose for g in record.grants if g.state in _NO)
        if not no:
            continue
        everything = Purpose.STORE_SEALED in no or not any(g.state in IN_FORCE for g in record.grants)
        before = by_person.get(record.participant)
        if everything or (before is not None and before.purposes is None):
            by_person[record.participant] = Wish(record.participant, None)
        else:
            also = before.purposes or frozenset() if before else frozenset()
            by_person[record.participant] = Wish(record.participant, no | also)
    if not by_person:
        raise UsageError("Nobody says no in this form: a withdrawal is an answer of no to what was asked.")
    return list(by_person.values())
