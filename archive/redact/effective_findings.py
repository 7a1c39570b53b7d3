"""What stands of a testimony's findings after all that stewards said: the one place that decides it.

Pure. Decisions are a list to which things are only added. For each finding the latest decision that was
not undone counts; without one the machine's word counts and the words stay masked. A finding that a
steward added and took back is as if it had never been.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from archive.model import Decision, Finding, Verdict

OPENED = frozenset({Verdict.REJECT, Verdict.UNDO})
"""Verdicts after which the words of a finding are read as they were said."""


def latest_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that counts for each finding that has one; of two at one instant the later in order.

    An ``UNDO`` counts only for a finding that a steward had added: it is then no finding any more.
    """
    stacks: dict[str, list[Decision]] = {}
    for decision in sorted(decisions, key=lambda d: d.at):
        stack = stacks.setdefault(decision.finding, [])
        if decision.verdict is Verdict.UNDO:
            _take_back(stack, decision)
        else:
            stack.append(decision)
    return {finding: stack[-1] for finding, stack in stacks.items() if stack}


def _take_back(stack: list[Decision], undo: Decision) -> None:
    """The last decision goes; where it had added the finding, its undoing stays as the last word."""
    if stack and stack[-1].verdict is not Verdict.UNDO and stack.pop().verdict is Verdict.ADD:
        stack.append(undo)


def effective_findings(findings: Iterable[Finding], decisions: Iterable[Decision]) -> list[Finding]:
    """The findings that are masked, each as its decision left it: type, span and words."""
    latest = latest_decisions(decisions)
    kept: list[Finding] = []
    for finding in findings:
        decision = latest.get(finding.id)
        if decision is None:
            kept.append(finding)
        elif decision.verdict not in OPENED:
            kept.append(as_decided(finding, decision))
    return kept


def as_decided(finding: Finding, decision: Decision) -> Finding:
    """The finding with what the decision changes of it."""
    moved = decision.start is not None and decision.end is not None
    return replace(
        finding,
        type=decision.type or finding.type,
        start=decision.start if moved and decision.start is not None else finding.start,
        end=decision.end if moved and decision.end is not None else finding.end,
        quote=(decision.quote or "") if moved else finding.quote,
        research=finding.research if decision.research is None else decision.research,
        public=finding.public if decision.public is None else decision.public,
    )


def undone(decisions: Iterable[Decision], template: Decision) -> list[Decision]:
    """What takes back the last act that stands: ``UNDO`` for each finding decided with it, none if none is.

    Decisions of one person at one instant are one act (the same everywhere). ``template`` gives who, when
    and why.
    """
    acts = list(decisions)
    standing_now = [d for d in latest_decisions(acts).values() if d.verdict is not Verdict.UNDO]
    if not standing_now:
        return []
    order = {id(d): n for n, d in enumerate(sorted(acts, key=lambda d: d.at))}
    last = max(standing_now, key=lambda d: order[id(d)])
    act = [d for d in standing_now if (d.at, d.by) == (last.at, last.by)]
    return [
        replace(template, finding=d.finding, testimony=d.testimony, verdict=Verdict.UNDO)
        for d in sorted(act, key=lambda d: order[id(d)])
    ]
