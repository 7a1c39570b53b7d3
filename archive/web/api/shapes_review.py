"""The shapes of a steward's work. Originals stand in them, so only the gate of a steward gives them out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.model import IdentifierType
from archive.web.api.shapes import Id, Shape


class Standing(Shape):
    """How far a review has come. ``rare`` says which combinations of attributes few people share;
    ``danger`` orders the queue, larger first."""

    testimony: str
    project: str
    kind: str
    state: str
    findings: int
    doubts: int
    risks: int
    rare: list[str]
    danger: int


class SaidOut(Shape):
    """One decision: who, when, what and why."""

    by: str
    at: datetime
    verdict: str
    why: str


class FindingOut(Shape):
    """A finding with the original around it, for a steward alone."""

    finding: str
    turn: int
    start: int
    end: int
    type: IdentifierType
    score: float
    detector: str
    doubtful: bool
    verdict: str | None
    before: str
    quote: str
    after: str
    research: str
    reason: str
    history: list[SaidOut]


class RiskOut(Shape):
    """A stretch that may still single somebody out, and why."""

    turn: int
    start: int
    end: int
    kind: str
    reason: str
    weight: int
    words: str


class SideOut(Shape):
    """One turn twice."""

    turn: int
    kind: str
    language: str
    original: str
    research: str


class OpenWordOut(Shape):
    """A word outside every finding that may be a name, how often it stands there, and why it is shown."""

    start: int
    end: int
    word: str
    count: int
    why: str


class SheetOut(Shape):
    """A testimony laid out for review."""

    testimony: str
    state: str
    turns: list[SideOut]
    findings: list[FindingOut]
    risks: list[RiskOut]
    open_words: list[OpenWordOut]


class DecisionIn(Shape):
    """A steward's word on a finding. A change gives any of ``research`` (what is read instead), ``public``,
    another ``type``, another span. ``reach`` takes in every mention of the same."""

    finding: Id
    verdict: Literal["accept", "reject", "change"]
    research: Annotated[str, Field(max_length=200)] = ""
    public: Annotated[str, Field(max_length=200)] = ""
    type: IdentifierType | None = None
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=1)] | None = None
    why: Annotated[str, Field(max_length=400)] = ""
    reach: Literal["here", "testimony", "project"] = "here"


class UndoIn(Shape):
    """Why the last act is taken back."""

    why: Annotated[str, Field(max_length=400)] = ""


class SpanIn(Shape):
    """A span of the original that the machine missed, in code points."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    type: IdentifierType


class MissedIn(Shape):
    """Several of them."""

    spans: Annotated[list[SpanIn], Field(min_length=1, max_length=200)]
    why: Annotated[str, Field(max_length=400)] = ""


class ReleaseIn(Shape):
    """A span of one turn to release as a quote, in code points of the testimony."""

    turn: Annotated[int, Field(ge=0)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class Released(Shape):
    """A quote that was released, in its public words."""

    quote: str
    text: str


class Done(Shape):
    """How many things were done."""

    count: int
