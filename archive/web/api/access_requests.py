"""Requests to read more over the API: a reader asks after a hint, the project's officer answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from archive.oversight import access_requests
from archive.oversight.access_requests import RequestRow
from archive.web.api.shapes import Id, Sentences, Shape
from archive.web.inputs import Addressed
from archive.web.viewer import Work, reading_for
from consent.record import Purpose


class AccessIn(Shape):
    """Which project, for which purpose, why, and for how many days from today."""

    project: Id
    purpose: Purpose
    reason: Sentences
    days: Annotated[int, Field(ge=1, le=access_requests.MOST_DAYS)] = access_requests.USUAL_DAYS


class AnswerIn(Shape):
    """What the officer answers, and why; whoever asked is shown it."""

    granted: bool
    note: Sentences


class AccessOut(Shape):
    """One request as it stands. ``standing``: asked, lapsed, refused, open, ended, over. ``until`` is its
    last day; ``note`` is the officer's."""

    request: str
    standing: str
    asked_by: str
    project: str
    purpose: Purpose
    asked_at: str
    until: str
    reason: str
    answered_by: str | None
    answered_at: str | None
    note: str
    ended_by: str | None
    ended_at: str | None


def listed(work: Work) -> list[AccessOut]:
    """Those of their projects for an officer, one's own for everybody else."""
    return [_out(row) for row in access_requests.listed(work)]


def ask(work: Work, asked: AccessIn) -> AccessOut:
    """Ask to read what consent opens for the purpose and one's role does not show."""
    return _out(
        access_requests.ask(reading_for(work, asked.purpose), asked.project, asked.reason, asked.days)
    )


def answer(work: Work, request_id: Addressed, body: AnswerIn) -> AccessOut:
    """Answer as the project's officer; a yes opens it at once."""
    return _out(access_requests.answer(work, request_id, yes=body.granted, note=body.note))


def end(work: Work, request_id: Addressed) -> AccessOut:
    """End a grant at once, or take back a request."""
    return _out(access_requests.end(work, request_id))


def _out(row: RequestRow) -> AccessOut:
    return AccessOut.model_validate(row.as_data())
