"""A name found in one testimony is looked for in the other testimonies of its project.

People speak of each other. Whoever is named in one file, or known from a consent, may be named in another
whose speakers nobody knew to belong to them. A whole name or number is masked at once; a part of a name is
a doubt for the steward, because the next Karim may be another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from archive import reading
from archive.access import gate
from archive.model import (
    Decision,
    Finding,
    IdentifierType,
    Known,
    KnownKind,
    Scope,
    Testimony,
    TestimonyState,
)
from archive.model.identities import LentNames
from archive.ports import Archive
from archive.redact.allow_list import without
from archive.redact.effective_findings import effective_findings, latest_decisions
from archive.redact.review_states import SURE
from archive.review.project_terms import ProjectTerms

DETECTOR = "sister"
WHOLE, PART = 0.75, 0.5
"""The score of a whole name or number, and of a part of a name."""
REASON = "This name or number stands in another testimony of the project, or in a consent."
_KINDS = {
    IdentifierType.PERSON: KnownKind.PERSON,
    IdentifierType.KIN: KnownKind.PERSON,
    IdentifierType.NICKNAME: KnownKind.NICKNAME,
    IdentifierType.PHONE: KnownKind.PHONE,
    IdentifierType.ID: KnownKind.ID,
    IdentifierType.EMAIL: KnownKind.EMAIL,
    IdentifierType.HANDLE: KnownKind.EMAIL,
}
_NUMBERS = frozenset({IdentifierType.PHONE, IdentifierType.ID, IdentifierType.EMAIL, IdentifierType.HANDLE})
_READ = frozenset({TestimonyState.DETECTED, TestimonyState.MASKED, TestimonyState.APPROVED})

Reviewed = tuple[list[Finding], list[Decision]]


def find_across_testimonies(
    archive: Archive, knows: ProjectTerms, fresh: Collection[str]
) -> dict[str, list[Finding]]:
    """New findings by testimony: names of the whole project in ``fresh``, names of ``fresh`` in the others.

    In an approved testimony only whole names count: a person has read the rest. A place that carries a
    finding already, even a rejected one, is not asked about again.
    """
    reviews = archive.store.reviews.in_project(knows.project)
    given = {testimony: _names(*reviewed) for testimony, reviewed in reviews.items()}
    by_testimony: dict[str, list[Finding]] = {}
    for testimony in archive.store.testimonies.all(Scope.of({knows.project})):
        if testimony.state not in _READ:
            continue
        others = [t for t in given if t != testimony.id and (testimony.id in fresh or t in fresh)]
        wanted = _wanted(given, others, knows.real if testimony.id in fresh else ())
        lent = knows.lent if testimony.id in fresh else None
        if wanted or (lent is not None and lent.people):
            before, _ = reviews.get(testimony.id, ([], []))
            if new := _in(archive, knows, testimony, before, wanted, lent):
                by_testimony[testimony.id] = new
    return by_testimony


def _names(findings: Sequence[Finding], decisions: Sequence[Decision]) -> list[Known]:
    """What one testimony tells the others: names and numbers that are sure, or that a steward kept."""
    decided = latest_decisions(decisions)
    return [
        Known(_KINDS[f.type], f.quote, f.entity or None)
        for f in effective_findings(findings, decisions)
        if f.type in _KINDS and f.quote and f.detector != DETECTOR and (f.score >= SURE or f.id in decided)
    ]


def _wanted(given: Mapping[str, list[Known]], others: Sequence[str], real: Sequence[Known]) -> list[Known]:
    """Each name once; those that consents give come first, and with them whose they are."""
    direct = [one for one in real if one.kind not in (KnownKind.LOC, KnownKind.ORG)]
    every = (*direct, *(one for other in others for one in given[other]))
    return list({(one.kind, one.text.casefold()): one for one in reversed(every)}.values())[::-1]


def _in(
    archive: Archive,
    knows: ProjectTerms,
    testimony: Testimony,
    before: Sequence[Finding],
    wanted: Sequence[Known],
    lent: LentNames | None,
) -> list[Finding]:
    turns = gate.permitted(archive, testimony, gate.DEIDENTIFY)
    words = archive.store.testimonies.unseal(testimony.id, sorted(turns))
    text = reading.whole_text(testimony, words)
    findings = archive.detector.seek(testimony, text, knows.names, wanted, lent)
    free = [f for f in findings if not any(b.start < f.end and f.start < b.end for b in before)]
    weighed = [
        replace(f, detector=DETECTOR, score=WHOLE if _whole(f) else PART, reason=REASON)
        for f in without(free, knows.allowed, knows.real)
    ]
    approved = testimony.state is TestimonyState.APPROVED
    return [f for f in weighed if not approved or f.score >= SURE]


def _whole(finding: Finding) -> bool:
    return finding.type in _NUMBERS or len(finding.quote.split()) > 1
