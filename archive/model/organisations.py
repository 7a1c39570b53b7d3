"""Organisations of one archive, and projects that two of them share for a time.

A name says whose it is: a project or an account whose name begins with an organisation's id and a point is
that organisation's, and every other one belongs to the first, which keeps the archive. So a new name can
collide with none of another organisation, and no refusal can tell that one is taken. Nothing here reads a
store or a clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

FIRST = "own"
"""The organisation that every archive begins with, and that keeps it: its keys, copies and anchors."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One member of the coalition that uses this archive."""

    id: str
    name: str = field(repr=False)
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """A project of ``owner`` that ``partner`` may work on through the day ``until``.

    It holds once an officer of each has said so: ``proposed_by`` of the owner's, ``agreed_by`` of the
    partner's. Either ends it at any time.
    """

    id: str
    project: str
    owner: str
    partner: str
    until: date
    proposed_by: str
    proposed_at: datetime
    agreed_by: str = ""
    agreed_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None

    def in_force(self, today: date) -> bool:
        """Whether both agreed, nobody ended it, and its last day is not over."""
        return bool(self.agreed_by) and not self.ended_by and today <= self.until

    def waits(self, today: date) -> bool:
        """Whether the partner's officer may still agree."""
        return not self.agreed_by and not self.ended_by and today <= self.until

    def going(self, today: date) -> bool:
        """Whether it holds, or may come to hold."""
        return self.in_force(today) or self.waits(today)


def owner_of(name: str, organisations: Collection[str]) -> str:
    """Whose project or account this is, by its name."""
    head, point, _ = name.partition(".")
    return head if point and head in organisations else FIRST


def owned(names: Iterable[str], organisation: str, organisations: Collection[str]) -> frozenset[str]:
    """Those of these names that are one organisation's."""
    return frozenset(name for name in names if owner_of(name, organisations) == organisation)
