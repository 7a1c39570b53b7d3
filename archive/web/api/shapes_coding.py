"""What a researcher's work looks like over the API. Offsets are code points in the turn's rendering."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from archive.model import MemoOn, Verdict
from archive.web.api.shapes import Id, Shape

CodeId = Annotated[str, Field(min_length=1, max_length=200)]
Moment = str
Offset = Annotated[int, Field(ge=0)]


class ShelfOut(Shape):
    """A testimony that may be coded today; ``blind`` names the round that shows only one's own work."""

    testimony: str
    project: str
    turns: int
    codings: int
    mine: int
    suggestions: int
    blind: str


class MarkOut(Shape):
    """A coding or a suggestion where it stands now. ``fit`` says whether a correction touched its words."""

    id: str
    sort: str
    code: str
    turn: int
    start: int
    end: int
    text: str
    by: str
    mine: bool
    score: float | None
    fit: str
    hidden: bool


class CodedTurnOut(Shape):
    """One turn in its research rendering with what stands on it."""

    turn: int
    kind: str
    speaker: str
    text: str
    codings: list[MarkOut]
    suggestions: list[MarkOut]


class CodingSheetOut(Shape):
    """A testimony as it is coded; ``look`` are codings whose words changed, went or are hidden."""

    testimony: str
    project: str
    version: int
    blind: str
    can_undo: bool
    can_redo: bool
    turns: list[CodedTurnOut]
    look: list[MarkOut]


class CodeIn(Shape):
    """A code for a span; ``to`` is the turn where it ends, if that is another one."""

    code: CodeId
    turn: Offset
    start: Offset
    end: Offset
    to: Offset | None = None


class CodingsOut(Shape):
    """The codings that were made or touched."""

    codings: list[str]


class JudgeIn(Shape):
    """A verdict on a suggestion; ``code`` with ``change`` alone."""

    suggestion: Id
    verdict: Literal[Verdict.ACCEPT, Verdict.REJECT, Verdict.CHANGE]
    code: Annotated[str, Field(max_length=200)] = ""


class CodeOut(Shape):
    """A code of a codebook."""

    id: str
    label: str
    parent: str | None
    definition: str
    examples: list[str]
    colour: str
    memo: str
    retired: bool
    became: list[str]


class CodebookOut(Shape):
    """The newest version of a codebook, and the act that made it."""

    project: str
    version: int
    act: str
    codes: list[CodeOut]


class PartIn(Shape):
    """A new code of a split."""

    id: CodeId
    label: CodeId


class ActIn(Shape):
    """One act on a codebook. ``merge`` needs ``into``, ``split`` needs ``parts``; ``change`` keeps what is
    left out."""

    act: Literal["add", "change", "merge", "split", "retire"]
    code: CodeId
    label: Annotated[str | None, Field(max_length=200)] = None
    parent: Annotated[str | None, Field(max_length=200)] = None
    definition: Annotated[str | None, Field(max_length=5000)] = None
    examples: list[Annotated[str, Field(max_length=2000)]] | None = None
    colour: Annotated[str | None, Field(max_length=7)] = None
    into: Annotated[str, Field(max_length=200)] = ""
    parts: list[PartIn] = Field(default_factory=list)


class MemoIn(Shape):
    """A memo in place of one's last on the same thing; an empty one takes it away."""

    on: MemoOn
    object: CodeId
    text: Annotated[str, Field(max_length=10_000)]


class MemoOut(Shape):
    """A memo that is open today."""

    id: str
    on: MemoOn
    object: str
    author: str
    at: Moment
    text: str
    testimony: str | None
    turn: int | None


class FiguresIn(Shape):
    """A question to a project's codings, answered in people."""

    project: Id
    question: Literal["matrix", "together", "drivers", "silence"]
    term: Id = "group"
    goals_only: bool = False


class TableOut(Shape):
    """Counts of people; ``null`` is withheld, since fewer than ``smallest_group`` would show."""

    rows: list[str]
    columns: list[str]
    cells: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]
    people: int | None
    smallest_group: int
    note: str = ""


class SilenceOut(Shape):
    """A group of whom fewer than ``smallest_group`` speak of a code; without ``heard`` the group is small."""

    group: str
    code: str
    heard: bool
    smallest_group: int


class FiguresOut(Shape):
    """A table, or who is silent. Without ``groups_known`` nobody's group is known, and nobody can say who is
    silent. A ``note`` says why an answer is withheld, or of which day it is."""

    table: TableOut | None = None
    groups_known: bool | None = None
    silent: list[SilenceOut] = Field(default_factory=list)
    note: str = ""
