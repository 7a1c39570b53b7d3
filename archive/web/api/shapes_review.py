"""The shapes of a steward's work. Originals stand in them, so only the gate of a steward gives them out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from archive.model import IdentifierType
from archive.web.api.shapes import Id, Shape


class Standing(Shape):
    """How far a review has come."""

    testimony: str
    project: str
    kind: str
    state: str
    findings: int
    doubts: int


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


class SideOut(Shape):
    """One turn twice."""

    turn: int
    kind: str
    language: str
    original: str
    research: str


class OpenWordOut(Shape):
    """A word outside every finding that may be a name."""

    start: int
    end: int
    word: str


class SheetOut(Shape):
    """A testimony laid out for review."""

    testimony: str
    state: str
    turns: list[SideOut]
    findings: list[FindingOut]
    open_words: list[OpenWordOut]


class DecisionIn(Shape):
    """A steward's word on a finding; ``everywhere`` takes in every mention of the same."""

    finding: Id
    verdict: Literal["accept", "reject", "change"]
    research: Annotated[str, Field(max_length=200)] = ""
    why: Annotated[str, Field(max_length=400)] = ""
    everywhere: bool = False


class SpanIn(Shape):
    """A span of the original that the machine missed, in code points."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    type: IdentifierType


class MissedIn(Shape):
    """Several of them."""

    spans: Annotated[list[SpanIn], Field(min_length=1, max_length=200)]


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
