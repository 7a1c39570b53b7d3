"""The shapes of the protection officer's and the administrator's work: ids, codes and counts alone."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from archive.model import Action, Role
from archive.web.api.shapes import Day, Id, Shape
from consent.record import Purpose


class ConsentOut(Shape):
    """One consent without who the person is."""

    consent: str
    version: int
    participant: str
    project: str
    capacity: str
    mode: str
    given: list[str]
    ends: str | None
    conditions: int
    standing: str


class DueOut(Shape):
    """Something that needs the officer on a day."""

    on: str
    what: str
    id: str


class WithdrawIn(Shape):
    """Whose consent, and from which purposes alone; none named: from everything."""

    participant: Id
    only: Annotated[list[Purpose], Field(default_factory=list)]


class ConfirmedIn(WithdrawIn):
    """A withdrawal to be carried out: it is final."""

    sure: Literal[True]


class EffectOut(Shape):
    """What a withdrawal would do."""

    participant: str
    whole: bool
    purposes: list[str]
    testimonies: list[str]
    turns: int
    mentions_by_others: int
    quotes: int
    codings: int
    index_entries: int
    exports: int
    sealed_until: str | None


class EndOut(Shape):
    """What became of one thing."""

    what: str
    id: str
    end: str
    reason: str


class ReceiptOut(EffectOut):
    """What a withdrawal did, the entries of the log it stands under, and the note that signs them."""

    ends: list[EndOut]
    log: tuple[int, int]
    checkpoint: str


class LogIn(Shape):
    """What is asked of the log; whatever is left out does not narrow it. Days are inclusive."""

    testimony: Id | None = None
    participant: Id | None = None
    user: Id | None = None
    action: Action | None = None
    since: Day | None = None
    until: Day | None = None
    queries: bool = False
    latest: Annotated[int, Field(ge=1, le=10_000)] = 1000


class EntryOut(Shape):
    """One entry of the log. ``opened`` is what was sealed for the officer, if that was asked for."""

    seq: int
    at: str
    action: str
    actor: str
    role: str | None
    outcome: str
    object: str
    turn: int | None
    purpose: str | None
    participants: list[str]
    consents: list[str]
    details: dict[str, str]
    opened: dict[str, Any] | None = None


class LogOut(Shape):
    """The latest entries that answer, oldest first, and how many answer in all."""

    total: int
    entries: list[EntryOut]


class NoteIn(Shape):
    """A checkpoint that was kept elsewhere, to prove the log against."""

    checkpoint: Annotated[str, Field(max_length=8000)] | None = None


class ProofOut(Shape):
    """Whether the log proves itself."""

    sound: bool
    entries: int | None
    sentence: str


class NoteOut(Shape):
    """A signed checkpoint: keep it elsewhere."""

    checkpoint: str


class AccountOut(Shape):
    """An account."""

    user: str
    role: Role
    projects: list[str]
    active: bool


class AccountIn(Shape):
    """A new account."""

    user: Id
    role: Role
    projects: Annotated[list[Id], Field(max_length=100, default_factory=list)]
    password: Annotated[str, Field(max_length=1000)]
