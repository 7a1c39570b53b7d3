"""A review file: what somebody decided elsewhere, as JSON lines, carried out as a steward's decisions.

It decides nothing by itself: a line names a testimony and its true identifiers, and everything else in it
is rejected or added accordingly. Each line stands for itself: it is answered by its number, and what it fails
with stops no other one. What lines mask or keep back comes first, all of it, before anything is rejected or
approved. Where two lines are about one testimony, what masks and what keeps back prevails, in whatever order
they stand. A line about something that is not here is refused, not guessed at.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from archive.access.gate import DEIDENTIFY, NotDone, UnitOfWork, attempt
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Testimony, TestimonyState
from archive.model.json_object import JsonObject
from archive.reading import MODES
from archive.review import approval, judgements, tagging
from archive.review.judgements import NOTHING, Judged, Judgement, TrueSpan, judgement

_UNREADABLE = "This line cannot be read: it needs testimony or digest, and spans."
_NOT_HERE = "Nothing is here that you may open under this id or digest."
_KEPT_BACK = "Another line of this file does not approve this testimony, so it was not approved."
_CLOSED = "No consent opens anything of this testimony to a review today, so it was not approved."
_MASKED = "What this line masks is masked."


class ReviewOutcome(StrEnum):
    """What became of a line of a review file. ``failed`` is refused by an error that nobody foresaw."""

    APPROVED = "approved"
    REVIEWED = "reviewed"
    SAME = "same"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """What became of one line. ``testimony`` is empty where it is not known; ``sentence`` says why the line
    was refused, and is empty otherwise."""

    number: int
    testimony: str
    outcome: ReviewOutcome
    sentence: str = ""
    judged: Judged = NOTHING

    @property
    def done(self) -> bool:
        """Whether all of it was done, now or before."""
        return self.outcome not in (ReviewOutcome.REFUSED, ReviewOutcome.FAILED)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of the lines of a file, in its order."""

    lines: tuple[ReviewedLine, ...] = ()

    @property
    def refused(self) -> int:
        """How many lines were not done."""
        return sum(not line.done for line in self.lines)

    def as_data(self) -> JsonObject:
        """For a program: counts, and each line by its number and ids."""
        done = [line for line in self.lines if line.done]
        return {
            "reviewed": len(done),
            "approved": sum(line.outcome is ReviewOutcome.APPROVED for line in done),
            "added": sum(line.judged.added for line in self.lines),
            "rejected": sum(line.judged.rejected for line in self.lines),
            "unknown": sum(line.sentence == _NOT_HERE for line in self.lines),
            "refused": self.refused,
            "lines": [
                {"line": line.number, "testimony": line.testimony, "outcome": line.outcome.value,
                 "sentence": line.sentence}
                for line in self.lines
            ],
        }  # fmt: skip

    def sentence(self) -> str:
        """For a person."""
        counts = self.as_data()
        return (
            f"{counts['reviewed']} reviewed, {counts['approved']} approved; {counts['added']} identifiers "
            f"added that the machine had missed, {counts['rejected']} findings rejected; {self.refused} "
            "line(s) refused."
        )


@dataclass(frozen=True, slots=True)
class _NamedLine:
    """A line that can be carried out, and the testimony that it is about."""

    number: int
    testimony: Testimony
    judgement: Judgement
    at: datetime


@dataclass(slots=True)
class _Before:
    """What all lines together mask and keep back, gathered before anything is given."""

    spans: dict[str, list[TrueSpan]] = field(default_factory=lambda: defaultdict(list), repr=False)
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set), repr=False)
    kept_back: set[str] = field(default_factory=set)


def apply_file(work: UnitOfWork, content: bytes, step: Callable[[], None] = lambda: None) -> BatchReport:
    """Decide by a review file: JSON lines ``{"testimony"|"digest","approve","spans":[[start,end,type]]}``.

    Raises ``Refused`` by role, ``UsageError`` if no line of it is one of a review file, ``LogUnwritable``
    where nothing can be kept: what was done before stays, and the same call goes on.
    """
    work.authorise_list(Action.FINDING_DECIDE)
    rows = {number: _judgement_in(line) for number, line in _numbered(content)}
    if rows and not any(rows.values()):
        raise UsageError("The review file cannot be read; it has to be UTF-8 JSON lines.")
    answers: dict[int, ReviewedLine] = {}
    named: list[_NamedLine] = []
    for number, row in rows.items():
        known = attempt(work, lambda row=row, number=number: _named(work, number, row))  # type: ignore[misc]
        if isinstance(known, NotDone):
            answers[number] = _not_done(number, "", known)
            step()
        else:
            named.append(known)
    before = _Before()
    masked = {line.number: attempt(work, lambda line=line: _mask(work, line, before)) for line in named}  # type: ignore[misc]
    for line in named:
        answers[line.number] = _given(work, line, masked[line.number], before)
        step()
    return BatchReport(tuple(answers[number] for number in rows))


def lines_in(content: bytes) -> int:
    """How many lines of a review file say something."""
    return sum(1 for _ in _numbered(content))


def _numbered(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that say something, with their numbers. Each is decoded by itself."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


@dataclass(frozen=True, slots=True)
class _About:
    """What a line says: a testimony's id, or the digest of its source, and the judgement."""

    testimony: str = field(repr=False)
    digest: str = field(repr=False)
    judgement: Judgement


def _judgement_in(line: bytes) -> _About | None:
    try:
        row = json.loads(line.decode("utf-8"))
        return _About(str(row.get("testimony") or ""), str(row.get("digest") or ""), judgement(row))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _named(work: UnitOfWork, number: int, row: _About | None) -> _NamedLine:
    """The line with its testimony. Raises ``UsageError`` for one that cannot be read, ``NotFound``."""
    if row is None:
        raise UsageError(_UNREADABLE)
    testimony = _testimony(work, row)
    if testimony is None:
        raise NotFound(_NOT_HERE)
    return _NamedLine(number, testimony, row.judgement, work.clock.now())


def _testimony(work: UnitOfWork, row: _About) -> Testimony | None:
    store = work.store.testimonies
    if row.testimony:
        testimony = store.get(row.testimony)
        return testimony if testimony is not None and testimony.project in work.viewer.projects else None
    ids = (store.with_digest(project, row.digest) for project in sorted(work.viewer.projects))
    return next((store.get(i) for i in ids if i), None)


def _mask(work: UnitOfWork, line: _NamedLine, before: _Before) -> Judged:
    """What the line takes away, and a note of it for the other lines."""
    judgements.require_inside(line.testimony, line.judgement)
    if not line.judgement.approve:
        before.kept_back.add(line.testimony.id)
    before.spans[line.testimony.id] += line.judgement.spans
    judged = judgements.mask(work, line.testimony, line.judgement, line.at)
    before.words[line.testimony.project] |= judged.words
    return judged


def _given(work: UnitOfWork, line: _NamedLine, masked: Judged | NotDone, before: _Before) -> ReviewedLine:
    """What the line gives, once every line has taken what it takes; what became of it in all."""
    if isinstance(masked, NotDone):
        return _not_done(line.number, line.testimony.id, masked)
    shown = attempt(work, lambda: _give(work, line, before))
    if isinstance(shown, NotDone):
        return _not_done(line.number, line.testimony.id, shown, masked)
    state = line.testimony.state
    as_before = state is TestimonyState.APPROVED if line.judgement.approve else state not in MODES
    changed = masked.masked or shown.rejected or not as_before
    judged = Judged(masked.masked, masked.added, shown.rejected)
    outcome = ReviewOutcome.APPROVED if line.judgement.approve else ReviewOutcome.REVIEWED
    return ReviewedLine(
        line.number, line.testimony.id, outcome if changed else ReviewOutcome.SAME, judged=judged
    )


def _give(work: UnitOfWork, line: _NamedLine, before: _Before) -> Judged:
    """Reject and approve as one; what follows an approval can be taken again by the same file."""
    about = line.testimony
    if line.judgement.approve and about.id in before.kept_back:
        raise Refused(_KEPT_BACK)
    if line.judgement.approve and not work.permitted(about, DEIDENTIFY):
        raise Refused(_CLOSED)
    with work.store.transaction():
        shown = judgements.show(work, about, before.spans[about.id], before.words[about.project], line.at)
        now = work.store.testimonies.get(about.id) or about
        if line.judgement.approve and now.state is not TestimonyState.APPROVED:
            approval.approve(work, about.id)
    if line.judgement.approve:
        tagging.suggest_codes(work, about.id)
        approval.index(work, about.id)
    return shown


def _not_done(number: int, testimony: str, why: NotDone, masked: Judged = NOTHING) -> ReviewedLine:
    outcome = ReviewOutcome.REFUSED if why.foreseen else ReviewOutcome.FAILED
    sentence = f"{why.sentence} {_MASKED}" if masked.masked else why.sentence
    return ReviewedLine(number, testimony, outcome, sentence, masked)
