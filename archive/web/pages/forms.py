"""What comes out of each form, as shapes: short fields, an empty one is as good as a missing one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from archive.model import IdentifierType, Role
from archive.oversight import Sheet, Topic
from consent.record import Purpose


def given(value: object) -> object:
    """An empty field as a missing one."""
    return None if value == "" else value


Short = Annotated[str, Field(max_length=64)]
Ticked = Annotated[str, Field(max_length=3)]
"""A box: ``yes``, or absent."""
Number = Annotated[int | None, BeforeValidator(given)]


class FormShape(BaseModel):
    """The base of all of them. Input is never shown in an error."""

    model_config = ConfigDict(hide_input_in_errors=True)


class SearchForm(FormShape):
    """Words, purpose and filters."""

    words: Annotated[str, Field(max_length=1000)] = ""
    purpose: Annotated[Purpose | None, BeforeValidator(given)] = None
    code: Short = ""
    country: Short = ""
    language: Short = ""
    more: Ticked = ""

    def asked(self, purpose: Purpose | None) -> dict[str, str]:
        """What the form shows again."""
        return {"words": self.words, "code": self.code, "country": self.country, "language": self.language,
                "purpose": purpose or ""}  # fmt: skip


class AccessForm(FormShape):
    """What a reader asks to read: a project, the purpose of the search, why, for how many days."""

    project: Annotated[str, Field(max_length=200)]
    purpose: Purpose
    reason: Annotated[str, Field(max_length=4000)] = ""
    days: Number = None


class AnswerForm(FormShape):
    """An officer's answer to a request, and why."""

    request: Short
    answer: Literal["yes", "no"]
    note: Annotated[str, Field(max_length=4000)] = ""


class PurposeForm(FormShape):
    """For which purpose, and what was about to be read."""

    purpose: Purpose
    kind: Literal["testimony", "quote"]
    item: Short


class DecisionForm(FormShape):
    """A steward's word on a finding. ``before`` is what stood in the field for other words."""

    finding: Short
    verdict: Literal["accept", "reject", "change"]
    research: Annotated[str, Field(max_length=200)] = ""
    before: Annotated[str, Field(max_length=200)] = ""
    type: Annotated[IdentifierType | None, BeforeValidator(given)] = None
    start: Number = None
    end: Number = None
    why: Annotated[str, Field(max_length=400)] = ""
    reach: Literal["here", "testimony", "project"] = "here"


class UndoForm(FormShape):
    """Why the last act is taken back."""

    why: Annotated[str, Field(max_length=400)] = ""


class QuoteForm(FormShape):
    """Words of one turn to release, as they stand in the original."""

    turn: Number = None
    words: Annotated[str, Field(max_length=2000)] = ""


class MissedForm(FormShape):
    """What the machine missed: by its place, or by turn and words."""

    type: IdentifierType
    start: Number = None
    end: Number = None
    turn: Number = None
    words: Annotated[str, Field(max_length=400)] = ""
    why: Annotated[str, Field(max_length=400)] = ""


class WithdrawForm(FormShape):
    """Whose consent, from what, and whether that is sure."""

    participant: Annotated[str, Field(max_length=200)] = ""
    only: list[Purpose] = []
    sure: Ticked = ""


class LogForm(FormShape):
    """What the officer asks of the log."""

    testimony: Annotated[str, Field(max_length=200)] = ""
    participant: Annotated[str, Field(max_length=200)] = ""
    user: Annotated[str, Field(max_length=200)] = ""
    action: Short = ""
    since: Short = ""
    until: Short = ""
    queries: Ticked = ""


class AskForm(FormShape):
    """One of the officer's questions, and which page of its answer; ``upto``: the log's size when it was
    first asked, so that pages stay what they are."""

    topic: Topic
    subject: Annotated[str, Field(max_length=200)] = ""
    version: Number = None
    since: Short = ""
    until: Short = ""
    queries: Ticked = ""
    upto: Number = None
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class TakeForm(AskForm):
    """The same, as a file."""

    sheet: Sheet


class HandoutForm(FormShape):
    """Whose receipt, in which language, with which contact; ``keep``: as a file."""

    about: Annotated[str, Field(max_length=200)] = ""
    language: Short = ""
    contact: Annotated[str, Field(max_length=200)] = ""
    keep: Ticked = ""


class RecordsForm(FormShape):
    """For whom consents are written out, whose, and whether with every version."""

    recipient: Annotated[str, Field(max_length=200)] = ""
    participant: Annotated[str, Field(max_length=200)] = ""
    history: Ticked = ""


class AccountForm(FormShape):
    """A new account."""

    user: Annotated[str, Field(max_length=200)]
    role: Role
    projects: Annotated[str, Field(max_length=2000)] = ""


class OrganisationForm(FormShape):
    """A new organisation with its first two people."""

    organisation: Annotated[str, Field(max_length=64)]
    name: Annotated[str, Field(max_length=200)]
    officer: Annotated[str, Field(max_length=64)]
    administrator: Annotated[str, Field(max_length=64)]


class ShareForm(FormShape):
    """A project to share, with whom, through which day."""

    project: Annotated[str, Field(max_length=64)]
    partner: Annotated[str, Field(max_length=64)]
    until: Annotated[str, Field(max_length=10)]


class PasswordForm(FormShape):
    """The password that one has, and one's own in its place."""

    old: Annotated[str, Field(max_length=1000)]
    new: Annotated[str, Field(max_length=1000)]


class CodeForm(FormShape):
    """A code of an app, or a recovery code."""

    code: Annotated[str, Field(max_length=100)] = ""


class CodesForm(FormShape):
    """Recovery codes that were shown a moment ago, with blanks between."""

    codes: Annotated[str, Field(max_length=1000)]


class SessionForm(FormShape):
    """Which session of one's own ends; empty: all but this one."""

    session: Short = ""


class PasskeyForm(FormShape):
    """Which passkey, by the id of its credential."""

    credential: Annotated[str, Field(max_length=1400)]


class PasskeyAnswer(FormShape):
    """What an authenticator answered, in the JSON of WebAuthn."""

    credential: dict[str, Any]


class PasskeyMade(PasskeyAnswer):
    """What it made, and what its owner calls it."""

    name: Annotated[str, Field(max_length=200)] = ""


class InvitationForm(FormShape):
    """The code of an invitation, and the password that its person chooses."""

    code: Annotated[str, Field(max_length=200)] = ""
    password: Annotated[str, Field(max_length=1000)] = ""


class ReturnForm(FormShape):
    """Which closed account opens again; ``anew``: by another invitation, without what it was opened with."""

    user: Annotated[str, Field(max_length=64)]
    anew: Ticked = ""


class AskIdentityForm(FormShape):
    """Whose names a steward asks to read, and why."""

    participant: Short
    reason: Annotated[str, Field(max_length=2000)]


class OpeningForm(FormShape):
    """Which opening of the identity store."""

    opening: Short


class ArtefactForm(FormShape):
    """Which consent file, under which opening."""

    opening: Short
    artefact: Short


class AddIdentityForm(FormShape):
    """Names and contacts of a participant, one a line."""

    participant: Short
    names: Annotated[str, Field(max_length=16_000)] = ""
    contacts: Annotated[str, Field(max_length=16_000)] = ""
