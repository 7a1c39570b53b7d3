"""Codes and decided findings carried to a version whose words are the same and whose borders are others.

A coding goes to the turn that holds most of its words; one that a border cuts is for somebody to look at.
Nothing is carried into a turn of which no words are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.access.gate import UnitOfWork
from archive.coding.selectors import anchored
from archive.model import WITHOUT_WORDS, Coding, Decision, Finding, Fit, Testimony, Turn, new_id


def _holding(newest: Testimony, start: int, end: int) -> Turn:
    """The turn of the new version that holds most of a stretch of the text."""
    return max(newest.turns, key=lambda t: (min(end, t.end) - max(start, t.start), -t.index))


def carried_coding(coding: Coding, newest: Testimony, text: str) -> Coding | None:
    """A coding in the new version; ``None`` where its words are not kept. One that a new border cuts stays
    with the larger part of its words, for a look."""
    turn = _holding(newest, coding.start, max(coding.end, coding.start + 1))
    if turn.state in WITHOUT_WORDS:
        return None
    if coding.fit is Fit.LOST:
        return replace(coding, version=newest.version, turn=turn.index)
    spoken = text[turn.body : turn.end].rstrip("\n")
    start, end = max(coding.start, turn.body), min(coding.end, turn.body + len(spoken))
    if start >= end:
        return replace(coding, version=newest.version, turn=turn.index, start=start, end=start, fit=Fit.LOST)
    uncut = (start, end) == (coding.start, coding.end)
    anchor = anchored(spoken, start - turn.body, end - turn.body)
    return replace(
        coding, version=newest.version, turn=turn.index, start=start, end=end,
        fit=coding.fit if uncut else Fit.CHANGED,
        quote=anchor.quote, before=anchor.before, after=anchor.after,
    )  # fmt: skip


def carry_findings(work: UnitOfWork, findings: Sequence[Finding], newest: Testimony) -> None:
    """Findings that somebody decided on go along, decisions and all, where one turn holds them whole."""
    reviews = work.store.reviews
    decided: dict[str, list[Decision]] = {}
    for decision in reviews.decisions(newest.id):
        decided.setdefault(decision.finding, []).append(decision)
    for finding in findings:
        turn = _holding(newest, finding.start, finding.end)
        whole = turn.start <= finding.start and finding.end <= turn.end
        if not decided.get(finding.id) or not whole or turn.state in WITHOUT_WORDS:
            continue
        anew = replace(finding, id=new_id("f"), version=newest.version, turn=turn.index)
        reviews.add(anew)
        for one in decided[finding.id]:
            reviews.decide(replace(one, finding=anew.id))
