"""One testimony laid out for a steward: the original beside its research rendering, findings, open words.

Everything shown here was opened by ``pipeline.unseal``, so each opening is on the log. This file arranges;
what is kept of a steward's decisions is the pipeline's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive import access, pipeline, reading
from archive.errors import NotFound, UsageError
from archive.model import (
    Action,
    Decision,
    Finding,
    IdentifierType,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    Verdict,
    Viewer,
)
from archive.ports import Archive
from archive.redact.lexicon import ordinary
from archive.redact.rendering import latest_decisions, replacement
from archive.redact.review import added, doubtful, missed_names, same_everywhere
from archive.web.render import Segment, keyed_segments

CONTEXT = 60
"""Code points of the original on either side of a finding or an open word."""


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with a little of the original around it and what stands of it."""

    finding: Finding
    number: int
    before: str = field(repr=False)
    quote: str = field(repr=False)
    after: str = field(repr=False)
    research: str = field(repr=False)
    verdict: Verdict | None
    doubtful: bool


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
    """A word outside every finding that may be a name."""

    start: int
    end: int
    before: str = field(repr=False)
    word: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole of it. ``waiting`` are doubts nobody has decided, riskiest first."""

    testimony: Testimony
    sides: Sequence[Side]
    waiting: Sequence[Row]
    others: Sequence[Row]
    words: Sequence[OpenWord]

    @property
    def approved(self) -> bool:
        """Whether the renderings are vouched for."""
        return self.testimony.state is TestimonyState.APPROVED

    @property
    def detected(self) -> bool:
        """Whether identifiers were looked for at all."""
        return self.testimony.state is not TestimonyState.SEALED


def sheet(archive: Archive, viewer: Viewer, testimony_id: str) -> Sheet:
    """Open a testimony for review. Raises ``NotFound``; the opening is an event."""
    testimony = access.testimony_or_404(archive, viewer, Action.TESTIMONY_UNSEAL, testimony_id)
    text = pipeline.unseal(archive, viewer, testimony)
    findings = archive.store.reviews.findings(testimony.id)
    decisions = archive.store.reviews.decisions(testimony.id)
    rows = _rows(text, findings, decisions)
    waiting = [r for r in rows if r.doubtful and r.verdict is None]
    waiting.sort(key=lambda r: (not r.finding.type.direct, r.finding.score, r.finding.start))
    return Sheet(
        testimony,
        _sides(archive, testimony, text, rows),
        waiting,
        [r for r in rows if r not in waiting],
        _words(testimony, text, findings),
    )


def _rows(text: str, findings: Sequence[Finding], decisions: Sequence[Decision]) -> list[Row]:
    latest = latest_decisions(decisions)
    return [
        Row(
            f, number, *_around(text, f.start, f.end),
            replacement(f, latest.get(f.id), "research"),
            latest[f.id].verdict if f.id in latest else None, doubtful(f),
        )
        for number, f in enumerate(findings, 1)
    ]  # fmt: skip


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before and after on the same line, cut at a word, and the words themselves."""
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + CONTEXT].partition("\n")[0]
    if len(before) == CONTEXT and " " in before:
        before = "… " + before.partition(" ")[2]
    if len(after) == CONTEXT and " " in after:
        after = after.rpartition(" ")[0] + " …"
    return before, text[start:end], after


def _sides(archive: Archive, testimony: Testimony, text: str, rows: Sequence[Row]) -> list[Side]:
    turns = access.permitted(archive, testimony, access.DEIDENTIFY)
    shown = {t.index: t.text for t in reading.rendered(archive, testimony, turns, "research")}
    return [
        Side(
            turn.index,
            turn.kind,
            turn.language or testimony.language or "",
            _marked(turn, text, rows),
            shown.get(turn.index, ""),
        )
        for turn in testimony.turns
        if turn.index in turns and text[turn.start : turn.end].strip()
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
    places = missed_names(text, findings, lambda word: any(ordinary(word, code) for code in languages))
    return [OpenWord(start, end, *_around(text, start, end)) for start, end in places]


# --- what a steward does with it -------------------------------------------------------------------


def decide(
    archive: Archive,
    viewer: Viewer,
    testimony_id: str,
    finding_id: str,
    decision: Mapping[str, str],
    *,
    everywhere: bool = False,
) -> int:
    """Keep a decision: ``verdict``, and for a change ``research`` (what is read instead), and ``why``.

    With ``everywhere`` it goes for every mention of the same person, place or words. The number decided.
    """
    testimony = access.testimony_or_404(archive, viewer, Action.FINDING_DECIDE, testimony_id)
    findings = archive.store.reviews.findings(testimony.id)
    if not any(f.id == finding_id for f in findings):
        raise NotFound("There is no such finding in this testimony.")
    verdict, other = Verdict(decision["verdict"]), decision.get("research", "").strip() or None
    if verdict is Verdict.CHANGE and other is None:
        raise UsageError("Write what is to be read instead, then choose Change.")
    if verdict is not Verdict.CHANGE:
        other = None
    first = Decision(
        finding_id,
        testimony.id,
        verdict,
        viewer.user,
        archive.clock.now(),
        decision.get("why", ""),
        other,
        other,
    )
    decided = same_everywhere(findings, first) if everywhere else [first]
    pipeline.decide(archive, viewer, testimony.id, decided)
    return len(decided)


def mark(
    archive: Archive, viewer: Viewer, testimony_id: str, spans: Sequence[tuple[int, int, IdentifierType]]
) -> int:
    """Add findings for words that no machine found; the number added."""
    testimony = access.testimony_or_404(archive, viewer, Action.FINDING_DECIDE, testimony_id)
    if any(not 0 <= start < end <= testimony.length for start, end, _ in spans):
        raise UsageError("A marked span is not in this testimony.")
    found = pipeline.missed(archive, viewer, testimony, spans)
    if not found:
        raise UsageError("Nothing readable stands there, so nothing was marked.")
    pairs = [added(f, viewer.user, archive.clock.now()) for f in found]
    pipeline.decide(archive, viewer, testimony.id, [d for _, d in pairs], [f for f, _ in pairs])
    return len(pairs)


def mark_words(
    archive: Archive, viewer: Viewer, testimony_id: str, turn: int, wanted: str, kind: IdentifierType
) -> int:
    """The same for words written out: every place of them in one turn."""
    testimony = access.testimony_or_404(archive, viewer, Action.TESTIMONY_UNSEAL, testimony_id)
    if not wanted.strip() or not 0 <= turn < len(testimony.turns):
        raise UsageError("Write the words as they stand in the turn, and the turn's number.")
    text, at = pipeline.unseal(archive, viewer, testimony), testimony.turns[turn]
    covered = [(f.start, f.end) for f in archive.store.reviews.findings(testimony.id)]
    spans, start = [], text.find(wanted.strip(), at.start, at.end)
    while start >= 0:
        end = start + len(wanted.strip())
        if not any(s < end and start < e for s, e in covered):
            spans.append((start, end, kind))
        start = text.find(wanted.strip(), end, at.end)
    if not spans:
        raise UsageError("These words do not stand in that turn, or a finding covers them already.")
    return mark(archive, viewer, testimony_id, spans)
