"""Emergency openings over the API: two people, a set time, a review. Only the one who asked gets words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from archive.oversight import break_glass
from archive.web.api.shapes import Id, Sentences, Shape
from archive.web.inputs import Addressed
from archive.web.viewer import Work


class RequestIn(Shape):
    """Which testimony, whose life is at risk and how, and for how many minutes."""

    testimony: Id
    reason: Sentences
    minutes: Annotated[int, Field(ge=1, le=break_glass.MOST_MINUTES)] = break_glass.USUAL_MINUTES


class RequestOut(Shape):
    """The id of a request."""

    emergency: str


class UntilOut(Shape):
    """Until when it is open, in UTC."""

    emergency: str
    until: str


class WordsOut(Shape):
    """One turn as it was said."""

    turn: int
    text: str


class OpenedOut(Shape):
    """A testimony as it was said, as far as everybody in it lets the archive keep it."""

    emergency: str
    turns: list[WordsOut]


class ReviewIn(Shape):
    """What an officer found who neither asked nor countersigned."""

    justified: bool
    note: Sentences


class EmergencyOut(Shape):
    """One emergency opening: ids and instants. ``standing``: asked, lapsed, open, unused, over, reviewed."""

    emergency: str
    testimony: str
    standing: str
    asked_by: str
    asked_at: str
    minutes: int
    countersigned_by: str | None
    until: str | None
    readings: int
    review_due: str | None
    reviewed_by: str | None
    justified: bool | None


def listed(work: Work) -> list[EmergencyOut]:
    """All for an officer, the project's for a steward, one's own for a researcher."""
    rows = (break_glass.row(work.archive, one) for one in break_glass.listed(work))
    return [EmergencyOut.model_validate(row.as_data()) for row in rows]


def request(work: Work, asked: RequestIn) -> RequestOut:
    """Ask to read a testimony as it was said."""
    one = break_glass.request(work, asked.testimony, asked.reason, asked.minutes)
    return RequestOut(emergency=one)


def countersign(work: Work, emergency_id: Addressed) -> UntilOut:
    """Agree as the second person; the time begins."""
    signed = break_glass.countersign(work, emergency_id)
    return UntilOut(emergency=signed.id, until=signed.until.isoformat() if signed.until else "")


def words(work: Work, emergency_id: Addressed) -> OpenedOut:
    """The words, for whoever asked, while it is open."""
    texts = break_glass.read(work, emergency_id)
    turns = [WordsOut(turn=turn, text=text) for turn, text in sorted(texts.items())]
    return OpenedOut(emergency=emergency_id, turns=turns)


def stop(work: Work, emergency_id: Addressed) -> None:
    """End it before its time."""
    break_glass.stop(work, emergency_id)


def review(work: Work, emergency_id: Addressed, body: ReviewIn) -> None:
    """Say afterwards whether it was justified."""
    break_glass.review(work, emergency_id, body.justified, body.note)
