"""What goes over the API, as strict shapes: an unknown field is an error. No example of text stands here."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from archive.model import Role
from archive.oversight.reasons import LONGEST_REASON
from consent.record import Purpose

Sentences = Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]
Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Shape(BaseModel):
    """The base of all of them. Input is never shown in an error."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Told(Shape):
    """A sentence for a person; with a malformed request, the fields at fault."""

    sentence: str
    fields: list[str] = []


class Credentials(Shape):
    """What opens a session. ``code``: of the app, or a recovery code, where there is a second factor."""

    user: Annotated[str, Field(max_length=200)]
    password: Annotated[str, Field(max_length=1000)]
    code: Annotated[str, Field(max_length=100)] = ""


class Token(Shape):
    """A session: send the token as ``Authorization: Bearer``. It ends after 15 minutes without use."""

    token: str
    user: str
    role: Role


class Me(Shape):
    """Who is signed in, and for which purposes the role reads."""

    user: str
    role: Role
    projects: list[str]
    purposes: list[Purpose]


class Consent(Shape):
    """The version of a consent under which something is shown."""

    id: str
    version: int


class SearchIn(Shape):
    """A search: the words and filters of the search field, and the purpose, which goes on the log."""

    query: Annotated[str, Field(max_length=1000)]
    purpose: Purpose
    limit: Annotated[int, Field(ge=1, le=200)] = 20


class PassageOut(Shape):
    """A passage as this reader may see it. ``marks`` are code points in ``text``."""

    testimony: str
    turn: int
    exposure: str
    quote: str | None
    project: str
    country: str
    language: str
    speaker: str
    codes: list[str]
    text: str
    marks: list[tuple[int, int]]
    consents: list[Consent]


class Found(Shape):
    """The answer to a search, best first. ``more_in``: projects in which more matches than this reader may
    see, for which they may ask (``POST /requests``): no number, and silence where few are meant."""

    passages: list[PassageOut]
    more_in: list[str] = []


class TurnOut(Shape):
    """One turn in its research rendering."""

    turn: int
    kind: str
    speaker: str
    language: str
    codes: list[str]
    text: str
    consents: list[Consent]


class TestimonyOut(Shape):
    """A testimony as far as consent opens it today; ``closed`` turns are left out. ``mode``: whether a
    steward reviewed it, or the recall-first machine alone masked it."""

    __test__ = False

    testimony: str
    project: str
    kind: str
    country: str
    language: str
    closed: int
    mode: str
    turns: list[TurnOut]


class QuoteOut(Shape):
    """A released quote; ``uses`` are the purposes it is open for today."""

    quote: str
    testimony: str
    turn: int
    project: str
    country: str
    language: str
    speaker: str
    codes: list[str]
    text: str
    uses: list[Purpose]
    citation: str
    consents: list[Consent]
