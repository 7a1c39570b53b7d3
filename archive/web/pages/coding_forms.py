"""What comes out of the forms of the coding page and of the questions to a project."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from archive.model import Verdict
from archive.web.pages.forms import FormShape, Number, Short, Ticked, given


class CodeForm(FormShape):
    """A code for some words. ``start`` and ``end`` are UTF-16 units of the turn's rendering, as a browser
    counts; without them ``words`` must stand in the turn once."""

    turn: Number = None
    start: Number = None
    end: Number = None
    words: Annotated[str, Field(max_length=5000)] = ""
    code: Annotated[str, Field(max_length=200)] = ""


class TakeForm(FormShape):
    """A coding of one's own to take away, or to say that it still stands."""

    coding: Short
    still: Ticked = ""


class JudgeForm(FormShape):
    """A verdict on what the machine proposes."""

    suggestion: Short
    verdict: Literal[Verdict.ACCEPT, Verdict.REJECT, Verdict.CHANGE]
    code: Short = ""


class MemoForm(FormShape):
    """A memo on a coding or, without one, on the testimony."""

    coding: Short = ""
    text: Annotated[str, Field(max_length=10_000)] = ""


class StudyForm(FormShape):
    """A question to a project's codings."""

    project: Annotated[str, Field(max_length=200)]
    question: Literal["matrix", "together", "drivers", "silence", "new", "agreement"]
    term: Short = "group"
    rolled: Ticked = ""
    round: Annotated[str | None, BeforeValidator(given)] = None


class RoundForm(FormShape):
    """A blind round to open, with ids and names parted by commas or blanks, or one to close."""

    project: Annotated[str, Field(max_length=200)]
    round: Short = ""
    testimonies: Annotated[str, Field(max_length=10_000)] = ""
    coders: Annotated[str, Field(max_length=1000)] = ""
    codes: Annotated[str, Field(max_length=2000)] = ""


class SettleForm(FormShape):
    """A disputed passage and the side that stands; without one the code goes."""

    project: Annotated[str, Field(max_length=200)]
    round: Short
    passage: Annotated[str, Field(max_length=300)]
    side: Annotated[str, Field(max_length=1)] = ""


class OneCode(FormShape):
    """A code to look at."""

    code: Annotated[str, Field(max_length=200)] = ""


class CodeChange(FormShape):
    """An act on a codebook. ``into``: in a merge the code that stays, in a split an id and a label a line."""

    act: Literal["add", "change", "merge", "split", "retire"]
    code: Annotated[str, Field(max_length=200)] = ""
    label: Annotated[str, Field(max_length=200)] = ""
    parent: Annotated[str, Field(max_length=200)] = ""
    definition: Annotated[str, Field(max_length=5000)] = ""
    examples: Annotated[str, Field(max_length=10_000)] = ""
    colour: Annotated[str, Field(max_length=7)] = ""
    into: Annotated[str, Field(max_length=5000)] = ""


class CodeMemoForm(FormShape):
    """A memo on a code."""

    code: Annotated[str, Field(max_length=200)] = ""
    text: Annotated[str, Field(max_length=10_000)] = ""


class CodebookFileForm(FormShape):
    """In which form to take a codebook away."""

    form: Literal["csv", "qdc"]
