"""The steward's review as a state machine: what is doubtful first, what is decided, and when it is done.

Pure. A testimony is ready when no doubt is left; every undecided finding stays masked meanwhile. Undo takes
back the last decision and nothing is ever overwritten: decisions are a list, the latest counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from archive.model import Decision, Finding, IdentifierType, Verdict
from archive.redact.patterns.common import STOP_FOLDED, name_keys, safe, titles
from archive.redact.rendering import latest_decisions
from archive.redact.spans import Span, covered
from archive.redact.translit import name_key
from archive.redact.words import Word, bare, is_indic, words

SURE = 0.7
"""Below this score a finding waits for a person."""
_ALWAYS = frozenset({IdentifierType.ROLE, IdentifierType.OTHER})


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

    def everywhere(self, decision: Decision) -> Review:
        """The same decision on every mention of the same entity, or of the same words."""
        return replace(self, decisions=(*self.decisions, *same_everywhere(self.findings, decision)))

    def undo(self) -> Review:
        """The review before the last decision (with ``everywhere``: before all that were made with it)."""
        if not self.decisions:
            return self
        last = self.decisions[-1]
        cut = len(self.decisions)
        while cut and self.decisions[cut - 1].at == last.at and self.decisions[cut - 1].by == last.by:
            cut -= 1
        return replace(self, decisions=self.decisions[:cut])


def doubtful(finding: Finding) -> bool:
    """Whether a person must look at it."""
    return finding.score < SURE or finding.type in _ALWAYS


def doubts(findings: Iterable[Finding], decisions: Iterable[Decision]) -> list[Finding]:
    """Undecided doubtful findings: direct types first, the least sure first, then in order of the text."""
    decided = latest_decisions(decisions)
    waiting = [f for f in findings if doubtful(f) and f.id not in decided]
    return sorted(waiting, key=lambda f: (not f.type.direct, f.score, f.start))


def ready(findings: Iterable[Finding], decisions: Iterable[Decision]) -> bool:
    """Whether nothing waits for a person any more."""
    return not doubts(findings, decisions)


def same_everywhere(findings: Sequence[Finding], decision: Decision) -> list[Decision]:
    """The decision for its finding and for every finding with the same entity, else the same words."""
    origin = next((f for f in findings if f.id == decision.finding), None)
    if origin is None:
        return [decision]
    return [replace(decision, finding=f.id) for f in findings if f.id == origin.id or _alike(f, origin)]


def _alike(one: Finding, other: Finding) -> bool:
    if one.type.direct != other.type.direct:
        return False
    if one.entity and one.entity == other.entity:
        return True
    return bool(one.quote) and one.quote.casefold() == other.quote.casefold()


def added(finding: Finding, by: str, at: datetime) -> tuple[Finding, Decision]:
    """A finding that a steward marks by hand, and the decision that goes with it."""
    own = replace(finding, detector="steward", score=1.0)
    return own, Decision(own.id, own.testimony, Verdict.ADD, by, at)


def missed_names(
    text: str, findings: Iterable[Finding], ordinary: Callable[[str], bool], most: int = 200
) -> list[tuple[int, int]]:
    """Words outside every finding that may be names, each form once at its first place, at most ``most``."""
    spans = [Span(f.start, f.end, f.type, f.score, f.detector) for f in findings]
    return list(islice(possible_names(text, spans, ordinary), most))


def possible_names(
    text: str, spans: Iterable[Span], ordinary: Callable[[str], bool], each: bool = False
) -> Iterator[tuple[int, int]]:
    """Places of uncovered words that are capitalised inside a sentence, or that no word list holds.

    Words of Bengali and Devanagari script have no capitals and count only by their key: ``ordinary`` must
    know them. ``each`` gives every place, else each form comes once.
    """
    mask = covered(spans, len(text))
    seen: set[str] = set()
    for word in words(text):
        low = bare(word.text).casefold()
        if mask[word.start] or (low in seen and not each) or not _may_name(word, low, ordinary):
            continue
        seen.add(low)
        yield word.start, word.end


def _may_name(word: Word, low: str, ordinary: Callable[[str], bool]) -> bool:
    if len(low) < 3 or low[0].isdigit() or low in safe() or low in titles() or low in STOP_FOLDED:
        return False
    if is_indic(low):
        return not ordinary(low) and any(name_key(low) in name_keys(code) for code in ("BD", "IN", "NP"))
    return (word.capital and not word.initial) or (word.capital and not ordinary(low))
