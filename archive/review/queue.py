"""What waits for a steward and what there is to look at, riskiest first.

It shows originals, to redact them, and so every opening is an event. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.access.gate import UnitOfWork
from archive.access.policy.demographics import (
    AGE_BAND,
    DISABILITY,
    DISTRICT,
    GENDER,
    GROUP,
    JOB,
    REGION,
    people,
)
from archive.model import Action, Finding, Risk, Testimony, TestimonyState
from archive.ports import Archive
from archive.reading.turns import masked_in
from archive.redact.effective_findings import effective_findings as standing_of
from archive.redact.missed import missed
from archive.redact.ordinary_words import ordinary
from archive.redact.review_states import (
    danger,
    doubts,
    open_risks,
)
from archive.redact.risk import rare_combinations
from archive.review import approval

FIELDS = (REGION, DISTRICT, GENDER, AGE_BAND, GROUP, JOB, DISABILITY)
"""Attributes that together may single a participant out."""
CONTEXT = 40
"""Code points of the original shown on either side of a doubt."""
WAITING = (TestimonyState.SEALED, TestimonyState.DETECTED, TestimonyState.MASKED)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that waits for a steward, with a little of the original around it."""

    finding: Finding
    before: str = field(repr=False)
    quote: str = field(repr=False)
    after: str = field(repr=False)


def queue(work: UnitOfWork) -> list[dict[str, Any]]:
    """What waits for review, riskiest first: id, state, findings, doubts, risks and why it is rare."""
    work.authorise(Action.TESTIMONY_LIST)
    work.log.append(work.event(Action.TESTIMONY_LIST))
    mine = [
        t for t in work.store.testimonies.all() if t.project in work.viewer.projects and t.state in WAITING
    ]
    rows = _rows(work.archive, mine)
    return sorted(rows, key=lambda row: (-int(row["danger"]), -int(row["doubts"]), str(row["testimony"])))


def review_status(work: UnitOfWork, testimony_id: str) -> dict[str, Any]:
    """The same for one testimony."""
    return _rows(work.archive, [work.load_authorised(Action.TESTIMONY_LIST, testimony_id)])[0]


def _rows(archive: Archive, testimonies: Sequence[Testimony]) -> list[dict[str, Any]]:
    risks = archive.store.risks.of([t.id for t in testimonies])
    rare = {project: _rare(archive, project) for project in {t.project for t in testimonies}}
    return [_row(archive, t, risks.get(t.id, []), rare[t.project]) for t in testimonies]


def _rare(archive: Archive, project: str) -> dict[str, str]:
    return rare_combinations(people(archive, [project]), FIELDS)


def _row(
    archive: Archive, testimony: Testimony, risks: Sequence[Risk], rare: Mapping[str, str]
) -> dict[str, Any]:
    findings = archive.store.reviews.findings(testimony.id)
    decisions = archive.store.reviews.decisions(testimony.id)
    waiting = doubts(findings, decisions)
    risks = open_risks(risks, standing_of(findings, decisions))
    reasons = sorted({rare[who] for who in testimony.participants() if who in rare})
    return {
        "testimony": testimony.id,
        "project": testimony.project,
        "kind": testimony.kind.value,
        "state": testimony.state.value,
        "findings": len(findings),
        "doubts": len(waiting),
        "risks": len(risks),
        "rare": reasons,
        "danger": danger(waiting, risks, bool(reasons)),
    }


def doubts_of(work: UnitOfWork, testimony_id: str) -> list[Doubt]:
    """The undecided doubts of one testimony, riskiest first, with the original around them."""
    original = approval.open_original(work, testimony_id)
    testimony, words = original.testimony, original.text
    findings = work.store.reviews.findings(testimony.id)
    waiting = doubts(findings, work.store.reviews.decisions(testimony.id))
    return [_doubt(words, f) for f in waiting]


def _doubt(text: str, finding: Finding) -> Doubt:
    return Doubt(
        finding,
        text[max(0, finding.start - CONTEXT) : finding.start].replace("\n", " "),
        text[finding.start : finding.end],
        text[finding.end : finding.end + CONTEXT].replace("\n", " "),
    )


def notes(work: UnitOfWork, testimony_id: str) -> dict[str, list[dict[str, Any]]]:
    """All there is to look at in one testimony: doubts, risks, words that may be names, and its history."""
    original = approval.open_original(work, testimony_id)
    testimony, text = original.testimony, original.text
    decisions = work.store.reviews.decisions(testimony.id)
    masked = masked_in(work.archive, testimony)
    languages = {"en", testimony.language or "xx", *(t.language for t in testimony.turns if t.language)}
    words = missed(text, masked, lambda word: any(ordinary(word, code) for code in languages))
    return {
        "doubts": [
            {"finding": f.id, "turn": f.turn, "start": f.start, "end": f.end, "type": f.type.value,
             "score": f.score, "words": text[f.start : f.end], "reason": f.reason}
            for f in doubts(work.store.reviews.findings(testimony.id), decisions)
        ],
        "risks": [
            {"turn": r.turn, "start": r.start, "end": r.end, "kind": r.kind,
             "words": text[r.start : r.end], "reason": r.reason}
            for r in open_risks(work.store.risks.of([testimony.id]).get(testimony.id, []), masked)
        ],
        "words": [
            {"start": m.start, "end": m.end, "words": text[m.start : m.end], "count": m.count,
             "reason": m.sign.sentence}
            for m in words
        ],
        "history": [
            {"at": d.at.isoformat(), "by": d.by, "verdict": d.verdict.value, "finding": d.finding,
             "why": d.why}
            for d in decisions
        ],
    }  # fmt: skip
