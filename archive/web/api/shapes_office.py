"""The shapes of the protection officer's and the administrator's work: ids, codes and counts alone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from archive.model import Action, Role
from archive.oversight import Sheet, Topic
from archive.web.api.shapes import Day, Id, Shape
from consent.record import Purpose

ReceiptNumber = Annotated[str, Field(max_length=40, pattern=r"^[0-9]{4}( [0-9]{4}){2}$")]
"""As it is printed: three groups of four digits."""


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
    """Whose consent, and from which purposes alone; none named: from everything.

    ``participant`` is an id, or the number of a receipt, twelve digits with or without blanks.
    """

    participant: Id | ReceiptNumber
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


class _Asked(Shape):
    """Which question, about what, between which days (both included, in UTC)."""

    question: Topic
    subject: Id | None = None
    version: Annotated[int, Field(ge=1)] | None = None
    since: Day | None = None
    until: Day | None = None


class AskIn(_Asked):
    """A question to the log. ``queries`` opens what is sealed to the officer; the log says so."""

    queries: bool = False
    skip: Annotated[int, Field(ge=0)] = 0
    limit: Annotated[int, Field(ge=1, le=10_000)] = 1000


class TakeIn(_Asked):
    """The same, and the form in which the answer leaves."""

    form: Sheet


class AnswerOut(Shape):
    """The entries that answer, oldest first, and how many answer in all.

    ``unopened`` searches are sealed to the officer's own key: the command looks into them with it.
    """

    question: str
    must_be_empty: bool
    total: int
    unopened: int
    entries: list[EntryOut]


class TakenOut(Shape):
    """The answer as a file's text. ``checkpoint`` is what evidence is verified against."""

    media_type: str
    text: str
    checkpoint: str | None


class HandoutIn(Shape):
    """Whose receipt: a participant's id, or a consent's where there are several."""

    about: Id
    language: Literal["en", "bn", "hi", "ne", "sw", "vi"] | None = None
    contact: Annotated[str, Field(max_length=200)] | None = None


class HandoutOut(Shape):
    """A receipt to hand over. It names nobody; ``number`` is what it is withdrawn by."""

    number: str
    consent: str
    version: int
    language: str
    text: str
    html: str
    receipt: dict[str, Any]


class RecordsIn(Shape):
    """For whom (a code), whose consents, and whether with every version of them."""

    recipient: Id
    participant: Id | None = None
    project: Id | None = None
    history: bool = False


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
    """An account. One that ``waits`` opens once an officer has countersigned it, one that is ``invited`` not
    before its person has opened the invitation. ``reset``: its second factors go once an officer agrees.
    """

    user: str
    role: Role
    projects: list[str]
    active: bool
    waits: bool
    invited: bool = False
    reset: bool = False


class ProposedOut(AccountOut):
    """The same, with the code that its person opens once to choose a password; in this answer alone."""

    invitation: str
    expires_at: datetime


class PasswordIn(Shape):
    """The password that one has, and one's own in its place."""

    old: Annotated[str, Field(max_length=1000)]
    new: Annotated[str, Field(max_length=1000)]


class AccountIn(Shape):
    """A new account. Its person chooses the password, by the invitation of the answer."""

    user: Id
    role: Role
    projects: Annotated[list[Id], Field(max_length=100, default_factory=list)]
