"""From a sealed testimony to one that may be read: detect → look in sister files → decide → approve.

The part of the story that stewards work in. Each step asks ``access`` first and writes its event in the
transaction of the change. Nothing becomes readable here by itself: a steward approves it, or chooses the
recall-first mode, which opens it to research alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive import reading
from archive.access import gate
from archive.errors import Refused
from archive.model import (
    Action,
    Finding,
    IdentifierType,
    Mode,
    Testimony,
    TestimonyState,
    Viewer,
)
from archive.ports import Archive
from archive.reading import quotes
from archive.review import cross_reference, project_terms
from archive.review.approval import index, unseal


def detect(archive: Archive, viewer: Viewer, testimony_id: str, mode: Mode = Mode.REVIEWED) -> int:
    """Look for identifiers in every turn that may be de-identified; the number of findings.

    What the project knows comes first: consents, what the file declared, pseudonyms given before, words
    that stewards let stand. In recall-first mode the testimony is then open to research without a review,
    and to nobody else. Raises ``Refused`` where a steward's review would be lost to that.
    """
    testimony = gate.load_authorised(archive, viewer, Action.TESTIMONY_DETECT, testimony_id)
    if mode is Mode.RECALL_FIRST and testimony.state is TestimonyState.APPROVED:
        raise Refused("A steward has reviewed this testimony; it is not given back to the machine alone.")
    turns = gate.permitted(archive, testimony, gate.DEIDENTIFY)
    words = archive.store.testimonies.unseal(testimony.id, sorted(turns))
    knows = project_terms.project_terms(archive, testimony.project)
    read = project_terms.detect_text(archive, knows, testimony, reading.whole_text(testimony, words), mode)
    masked = mode is Mode.RECALL_FIRST
    with archive.store.transaction():
        archive.store.reviews.put(testimony.id, read.findings)
        archive.store.risks.put(testimony.id, read.risks)
        project_terms.keep_pseudonyms(archive, knows)
        state = TestimonyState.MASKED if masked else TestimonyState.DETECTED
        archive.store.testimonies.set_state(testimony.id, state)
        archive.index.remove(testimony=testimony.id)
        gate.record_event(archive, viewer, Action.TESTIMONY_DETECT, testimony, findings=len(read.findings))
    return len(read.findings)


def cross_reference_names(archive: Archive, viewer: Viewer, testimonies: Iterable[str]) -> int:
    """Look for names of these testimonies in the others of their projects, and the other way round.

    The number of findings added. An approved testimony stays approved: what is added is masked at once, is
    taken out of its quotes, and goes into the index anew.
    """
    by_project: dict[str, set[str]] = {}
    for each in testimonies:
        one = gate.load_authorised(archive, viewer, Action.TESTIMONY_DETECT, each)
        by_project.setdefault(one.project, set()).add(one.id)
    return sum(
        _cross_reference_names(archive, viewer, project, fresh)
        for project, fresh in sorted(by_project.items())
    )


def _cross_reference_names(archive: Archive, viewer: Viewer, project: str, fresh: set[str]) -> int:
    knows = project_terms.project_terms(archive, project)
    found = cross_reference.find_across_testimonies(archive, knows, fresh)
    for testimony_id, new in found.items():
        testimony = gate.load_authorised(archive, viewer, Action.TESTIMONY_DETECT, testimony_id)
        with archive.store.transaction():
            for finding in new:
                archive.store.reviews.add(finding, by_steward=False)
            gate.record_event(archive, viewer, Action.TESTIMONY_DETECT, testimony, sisters=len(new))
            quotes.take_back(archive, testimony)
        if testimony.state in reading.MODES:
            index(archive, viewer, testimony_id)
    with archive.store.transaction():
        project_terms.keep_pseudonyms(archive, knows)
    return sum(map(len, found.values()))


def describe(
    archive: Archive, viewer: Viewer, testimony: Testimony, spans: Sequence[tuple[int, int, IdentifierType]]
) -> list[Finding]:
    """Findings for spans that a steward marks and no machine found, with their replacements."""
    if not spans or not gate.permitted(archive, testimony, gate.DEIDENTIFY):
        return []
    text = unseal(archive, viewer, testimony)
    readable = [s for s in spans if text[s[0] : s[1]].strip()]
    knows = project_terms.project_terms(archive, testimony.project)
    known = project_terms.declared_names(archive, testimony)
    found = archive.detector.describe(testimony, text, readable, known, names=knows.names)
    with archive.store.transaction():
        project_terms.keep_pseudonyms(archive, knows)
    return found
