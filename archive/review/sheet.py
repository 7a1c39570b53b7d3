"""One testimony laid out for a steward: the original beside its research rendering, findings, open words.

Command, page and API show this one sheet. Opening it is an event each time. ``lay_out`` arranges plain data
and reads nothing; what a steward decides is kept by ``archive.review.decisions``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.model import (
    Decision,
    Finding,
    Quote,
    Risk,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    Verdict,
)
from archive.reading.segments import Segment, keyed_segments
from archive.redact.effective_findings import (
    as_decided,
    effective_findings,
    latest_decisions,
)
from archive.redact.missed import missed
from archive.redact.ordinary_words import ordinary
from archive.redact.rendering import replacement
from archive.redact.review_states import (
    doubtful,
    open_risks,
    riskiest,
)
from archive.review import approval

CONTEXT = 60
"""Code points of the original on either side of a finding or an open word."""


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as it stands, with a little of the original around it and what was said of it, last first."""

    finding: Finding
    number: int
    before: str = field(repr=False)
    quote: str = field(repr=False)
    after: str = field(repr=False)
    research: str = field(repr=False)
    verdict: Verdict | None
    doubtful: bool
    history: Sequence[Decision] = ()


@dataclass(frozen=True, slots=True)
class Flagged:
    """A stretch that may still single somebody out, with a little of the original around it."""

    risk: Risk
    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the history: who, when, what, on how many findings, and why."""

    by: str
    at: datetime
    verdict: Verdict
    count: int
    why: str = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Side:
    """One turn twice: as it was said, with its findings, and as a researcher would read it."""

    index: int
    kind: TurnKind
    language: str
    original: Sequence[Segment[Row]] = field(repr=False)
    research: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenWord:
    """A word outside every finding that may be a name, how often it stands there, and what speaks for it."""

    start: int
    end: int
    count: int
    why: str
    before: str = field(repr=False)
    word: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole of it. ``waiting`` are doubts nobody has decided, riskiest first; ``history`` the last act
    first; ``can_undo`` whether any of it still stands; ``decisions`` every one as it was kept, oldest
    first; ``quotes`` those that were released from it."""

    testimony: Testimony
    sides: Sequence[Side]
    waiting: Sequence[Row]
    others: Sequence[Row]
    words: Sequence[OpenWord]
    flagged: Sequence[Flagged]
    history: Sequence[Step]
    can_undo: bool
    decisions: Sequence[Decision] = ()
    quotes: Sequence[Quote] = ()

    @property
    def approved(self) -> bool:
        """Whether the renderings are vouched for."""
        return self.testimony.state is TestimonyState.APPROVED

    @property
    def detected(self) -> bool:
        """Whether identifiers were looked for, for a review."""
        return self.testimony.state not in (TestimonyState.SEALED, TestimonyState.MASKED)

    @property
    def masked(self) -> bool:
        """Whether researchers read it as the recall-first machine left it."""
        return self.testimony.state is TestimonyState.MASKED


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a sheet is laid out from: ``text`` is the original with blanks for turns that stay closed,
    ``research`` the research rendering of each open turn by its index."""

    testimony: Testimony
    text: str = field(repr=False)
    findings: Sequence[Finding] = ()
    decisions: Sequence[Decision] = ()
    risks: Sequence[Risk] = ()
    research: Mapping[int, str] = field(default_factory=dict, repr=False)
    quotes: Sequence[Quote] = ()


def open_sheet(work: UnitOfWork, testimony_id: str) -> Sheet:
    """Open a testimony for review. Raises ``NotFound``; the opening is an event."""
    original = approval.open_original(work, testimony_id)
    testimony = original.testimony
    turns = work.permitted(testimony, gate.DEIDENTIFY)
    rendered = reading.rendered(work.archive, testimony, turns, "research")
    research = dict.fromkeys(turns, "") | {turn.index: turn.text for turn in rendered}
    return lay_out(
        Reviewed(
            testimony,
            original.text,
            work.store.reviews.findings(testimony.id),
            work.store.reviews.decisions(testimony.id),
            work.store.risks.of([testimony.id]).get(testimony.id, []),
            research,
            work.store.quotes.of(testimony.id),
        )
    )


def lay_out(reviewed: Reviewed) -> Sheet:
    """The sheet of a testimony as its review stands. Pure."""
    text, decisions = reviewed.text, reviewed.decisions
    rows = _rows(text, reviewed.findings, decisions)
    waiting = sorted((r for r in rows if r.doubtful and r.verdict is None), key=lambda r: riskiest(r.finding))
    risks = open_risks(reviewed.risks, effective_findings(reviewed.findings, decisions))
    return Sheet(
        reviewed.testimony,
        _sides(reviewed, rows),
        waiting,
        [r for r in rows if r not in waiting],
        _words(reviewed.testimony, text, [r.finding for r in rows]),
        [
            Flagged(r, *_around(text, r.start, r.end))
            for r in sorted(risks, key=lambda r: (-r.weight, r.start))
            if text[r.start : r.end].strip()
        ],
        _history(rows, decisions),
        any(d.verdict is not Verdict.UNDO for d in latest_decisions(decisions).values()),
        decisions,
        reviewed.quotes,
    )


def _rows(text: str, findings: Sequence[Finding], decisions: Sequence[Decision]) -> list[Row]:
    """Every finding but those that were added and taken back; a changed one as it was changed."""
    latest = latest_decisions(decisions)
    history: dict[str, list[Decision]] = {}
    for decision in decisions:
        history.setdefault(decision.finding, []).insert(0, decision)
    rows: list[Row] = []
    for finding in findings:
        verdict = latest[finding.id].verdict if finding.id in latest else None
        if verdict is Verdict.UNDO:
            continue
        now = as_decided(finding, latest[finding.id]) if finding.id in latest else finding
        rows.append(
            Row(
                now,
                len(rows) + 1,
                *_around(text, now.start, now.end),
                replacement(now, "research"),
                verdict,
                doubtful(finding),
                history.get(finding.id, ()),
            )  # fmt: skip
        )
    return rows


def _history(rows: Sequence[Row], decisions: Sequence[Decision]) -> list[Step]:
    """What was done, act by act; decisions of one person at one instant are one act."""
    quotes = {r.finding.id: r.quote for r in rows}
    acts: dict[tuple[datetime, str], list[Decision]] = {}
    for decision in decisions:
        acts.setdefault((decision.at, decision.by), []).append(decision)
    return [
        Step(by, at, act[0].verdict, len(act), act[0].why, quotes.get(act[0].finding, ""))
        for (at, by), act in reversed(acts.items())
    ]


class _Surroundings(NamedTuple):
    """Words with what stands on either side of them."""

    before: str
    words: str
    after: str


def _around(text: str, start: int, end: int) -> _Surroundings:
    """What stands before and after on the same line, cut at a word, and the words themselves."""
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + CONTEXT].partition("\n")[0]
    if len(before) == CONTEXT and " " in before:
        before = "… " + before.partition(" ")[2]
    if len(after) == CONTEXT and " " in after:
        after = after.rpartition(" ")[0] + " …"
    return _Surroundings(before, text[start:end], after)


def _sides(reviewed: Reviewed, rows: Sequence[Row]) -> list[Side]:
    return [
        Side(
            turn.index,
            turn.kind,
            turn.language or reviewed.testimony.language or "",
            _marked(turn, reviewed.text, rows),
            reviewed.research[turn.index],
        )
        for turn in reviewed.testimony.turns
        if turn.index in reviewed.research and reviewed.text[turn.start : turn.end].strip()
    ]


def _marked(turn: Turn, text: str, rows: Sequence[Row]) -> Sequence[Segment[Row]]:
    here = [
        (r.finding.start - turn.start, r.finding.end - turn.start, r)
        for r in rows
        if r.finding.turn == turn.index
    ]
    return keyed_segments(text[turn.start : turn.end].rstrip("\n"), here)


def _words(testimony: Testimony, text: str, findings: Sequence[Finding]) -> list[OpenWord]:
    languages = {"en", testimony.language or "xx", *(t.language for t in testimony.turns if t.language)}
    words = missed(text, findings, lambda word: any(ordinary(word, code) for code in languages))
    return [OpenWord(m.start, m.end, m.count, m.sign.sentence, *_around(text, m.start, m.end)) for m in words]
