"""From a sealed testimony to one that may be read: detect → look in the other testimonies → decide → approve.

The part of the story that stewards work in. Each step asks ``access`` first and writes its event in the
transaction of the change. Nothing becomes readable here by itself: a steward approves it, or chooses the
recall-first mode, which opens it to research alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import Refused
from archive.model import (
    Action,
    Finding,
    IdentifierType,
    Mode,
    Testimony,
    TestimonyState,
)
from archive.reading import quotes
from archive.review import cross_reference, project_terms
from archive.review.approval import index, open_original


def detect(work: UnitOfWork, testimony_id: str, mode: Mode = Mode.REVIEWED) -> int:
    """Look for identifiers in every turn that may be de-identified; the number of findings.

    What the project knows comes first: consents, what the file declared, pseudonyms given before, words
    that stewards let stand. In recall-first mode the testimony is then open to research without a review,
    and to nobody else. Raises ``Refused`` where a steward's review would be lost to that.
    """
    testimony = work.load_authorised(Action.TESTIMONY_DETECT, testimony_id)
    if mode is Mode.RECALL_FIRST and testimony.state is TestimonyState.APPROVED:
        raise Refused("A steward has reviewed this testimony; it is not given back to the machine alone.")
    turns = work.permitted(testimony, gate.DEIDENTIFY)
    words = work.store.testimonies.unseal(testimony.id, sorted(turns))
    knows = project_terms.project_terms(work.archive, testimony.project)
    read = project_terms.detect_text(
        work.archive, knows, testimony, reading.whole_text(testimony, words), mode
    )
    masked = mode is Mode.RECALL_FIRST
    with work.store.transaction():
        work.store.reviews.put(testimony.id, read.findings)
        work.store.risks.put(testimony.id, read.risks)
        project_terms.keep_pseudonyms(work.archive, knows)
        state = TestimonyState.MASKED if masked else TestimonyState.DETECTED
        work.store.testimonies.set_state(testimony.id, state)
        work.index.remove(testimony=testimony.id)
        work.record_event(Action.TESTIMONY_DETECT, testimony, findings=len(read.findings))
    return len(read.findings)


def detect_new(work: UnitOfWork, progress: Callable[[int, int], None]) -> int:
    """Look for identifiers in everything that is new in the viewer's projects, then for its names in the
    others; the number of testimonies. ``progress`` is called with (done, total).

    Each is looked at by itself; once all are, what the first failed with is raised.
    """
    scope = work.authorise_list(Action.TESTIMONY_DETECT)
    new = [testimony.id for testimony in work.store.testimonies.all(scope, TestimonyState.SEALED)]
    looked: list[str] = []
    progress(0, len(new))

    def look(at: tuple[int, str]) -> None:
        detect(work, at[1])
        looked.append(at[1])
        progress(at[0], len(new))

    try:
        gate.each_alone(enumerate(new, 1), look)
    finally:
        cross_reference_names(work, looked)
    return len(looked)


def cross_reference_names(work: UnitOfWork, testimonies: Iterable[str]) -> int:
    """Look for names of these testimonies in the others of their projects, and the other way round.

    The number of findings added. An approved testimony stays approved: what is added is masked at once, is
    taken out of its quotes, and goes into the index anew.
    """
    by_project: dict[str, set[str]] = {}
    for each in testimonies:
        one = work.load_authorised(Action.TESTIMONY_DETECT, each)
        by_project.setdefault(one.project, set()).add(one.id)
    return sum(_cross_reference_names(work, project, fresh) for project, fresh in sorted(by_project.items()))


def _cross_reference_names(work: UnitOfWork, project: str, fresh: set[str]) -> int:
    knows = project_terms.project_terms(work.archive, project)
    by_testimony = cross_reference.find_across_testimonies(work.archive, knows, fresh)
    try:
        gate.each_alone(by_testimony.items(), lambda one: _mask_names(work, *one))
    finally:
        with work.store.transaction():
            project_terms.keep_pseudonyms(work.archive, knows)
    return sum(map(len, by_testimony.values()))


def _mask_names(work: UnitOfWork, testimony_id: str, new: Sequence[Finding]) -> None:
    """Mask what was found of others' names in one testimony, whatever becomes of the others."""
    testimony = work.load_authorised(Action.TESTIMONY_DETECT, testimony_id)
    with work.store.transaction():
        for finding in new:
            work.store.reviews.add(finding, by_steward=False)
        work.record_event(Action.TESTIMONY_DETECT, testimony, sisters=len(new))
        quotes.take_back(work.archive, testimony)
    if testimony.state in reading.MODES:
        index(work, testimony_id)


def describe(
    work: UnitOfWork, testimony: Testimony, spans: Sequence[tuple[int, int, IdentifierType]]
) -> list[Finding]:
    """Findings for spans that a steward marks and no machine found, with their replacements."""
    if not spans or not work.permitted(testimony, gate.DEIDENTIFY):
        return []
    text = open_original(work, testimony.id).text
    readable = [s for s in spans if text[s[0] : s[1]].strip()]
    knows = project_terms.project_terms(work.archive, testimony.project)
    known = project_terms.declared_names(work.archive, testimony)
    findings = work.detector.describe(testimony, text, readable, known, names=knows.names)
    with work.store.transaction():
        project_terms.keep_pseudonyms(work.archive, knows)
    return findings
