"""The steward's review as a state machine: what is doubtful first, what is decided, and when it is done.

Pure. A testimony is ready when no doubt is left; every undecided finding stays masked meanwhile. Nothing is
ever overwritten: decisions are a list, an undo is one of them, and the history can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.model import Decision, Finding, IdentifierType, Risk
from archive.redact.allow_list import compared_form
from archive.redact.effective_findings import latest_decisions, undone

SURE = 0.7
"""Below this score a finding waits for a person."""
_ALWAYS = frozenset({IdentifierType.ROLE, IdentifierType.OTHER})
_DIRECT_DOUBT, _QUASI_DOUBT, _FLAG, _RARE_PERSON = 5, 2, 2, 6


@dataclass(frozen=True, slots=True)
class Review:
    """The findings of one testimony and the decisions so far, oldest first."""

    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...] = ()

    def doubts(self) -> list[Finding]:
        """What still waits, riskiest first."""
        return doubts(self.findings, self.decisions)

    def ready(self) -> bool:
        """Whether the testimony may be approved."""
        return ready(self.findings, self.decisions)

    def decide(self, decision: Decision) -> Review:
        """The review after one more decision."""
        return replace(self, decisions=(*self.decisions, decision))

    def undo(self, template: Decision) -> Review:
        """The review after its last act is taken back; ``template`` says by whom and when."""
        return replace(self, decisions=(*self.decisions, *undone(self.decisions, template)))


def doubtful(finding: Finding) -> bool:
    """Whether a person must look at it."""
    return finding.score < SURE or finding.type in _ALWAYS


def doubts(findings: Iterable[Finding], decisions: Iterable[Decision]) -> list[Finding]:
    """Undecided doubtful findings: direct types first, the least sure first, then in order of the text."""
    decided = latest_decisions(decisions)
    waiting = [f for f in findings if doubtful(f) and f.id not in decided]
    return sorted(waiting, key=riskiest)


class ReviewOrder(NamedTuple):
    """The order in which findings are shown to a reviewer: smaller comes first."""

    indirect: bool
    score: float
    start: int


def riskiest(finding: Finding) -> ReviewOrder:
    """The key that orders findings for a reviewer."""
    return ReviewOrder(not finding.type.direct, finding.score, finding.start)


def ready(findings: Iterable[Finding], decisions: Iterable[Decision]) -> bool:
    """Whether nothing waits for a person any more."""
    return not doubts(findings, decisions)


def same_everywhere(findings: Sequence[Finding], decision: Decision) -> list[Decision]:
    """The decision for its finding and for every finding with the same entity, else the same words.

    ``findings`` may be of several testimonies. A changed span is of one place only and is not repeated.
    """
    origin = next((f for f in findings if f.id == decision.finding), None)
    if origin is None or decision.start is not None:
        return [decision]
    same = (f for f in findings if f.id != origin.id and alike(f, origin))
    return [decision, *(replace(decision, finding=f.id, testimony=f.testimony) for f in same)]


def alike(one: Finding, other: Finding) -> bool:
    """Whether two findings are of one person, place or body, or of the same words."""
    if one.type.direct != other.type.direct:
        return False
    if one.entity and one.entity == other.entity:
        return True
    return bool(one.quote) and compared_form(one.quote) == compared_form(other.quote)


def danger(waiting: Iterable[Finding], risks: Iterable[Risk], rare: bool) -> int:
    """How much there is to look at in one testimony, to order a queue by: larger is riskier.

    Doubts about direct identifiers weigh most, then somebody whom few resemble, then flags and the rest.
    """
    doubted = sum(_DIRECT_DOUBT if f.type.direct else _QUASI_DOUBT for f in waiting)
    return doubted + sum(_FLAG * r.weight for r in risks) + (_RARE_PERSON if rare else 0)


def open_risks(risks: Iterable[Risk], masked: Sequence[Finding]) -> list[Risk]:
    """The risks that can still be read: those that no masked finding covers whole."""
    return [r for r in risks if not any(f.start <= r.start and r.end <= f.end for f in masked)]
