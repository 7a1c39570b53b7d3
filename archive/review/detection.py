"""From a sealed testimony to one that may be read: detect → look in sister files → decide → approve.

The part of the story that stewards work in. Each step asks ``access`` first and writes its event in the
transaction of the change. Nothing becomes readable here by itself: a steward approves it, or chooses the
recall-first mode, which opens it to research alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive import reading
from archive.access import gate
from archive.access.policy.roles import Resource
from archive.errors import Refused
from archive.model import (
    Action,
    Decision,
    Finding,
    IdentifierType,
    Mode,
    Testimony,
    TestimonyState,
    Viewer,
)
from archive.ports import Archive
from archive.reading import quotes
from archive.redact.review_states import ready
from archive.review import cross_reference, project_terms
from consent.policy import Permit


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


def decide(archive: Archive, viewer: Viewer, testimony_id: str, decisions: Sequence[Decision],
           added: Sequence[Finding] = ()) -> None:  # fmt: skip
    """Keep a steward's decisions, and findings that the machine missed; learn from what was rejected.

    Decisions may be on sister files too. A testimony that readers could see goes back into review: what
    was approved was another rendering.
    """
    mine = {
        each: gate.load_authorised(archive, viewer, Action.FINDING_DECIDE, each)
        for each in dict.fromkeys((testimony_id, *(d.testimony for d in decisions)))
    }
    with archive.store.transaction():
        for finding in added:
            archive.store.reviews.add(finding)
        for decision in decisions:
            archive.store.reviews.decide(decision)
        for testimony in mine.values():
            own = [d.finding for d in decisions if d.testimony == testimony.id]
            project_terms.learn(archive, testimony, own)
            if testimony.state in reading.MODES:
                archive.store.testimonies.set_state(testimony.id, TestimonyState.DETECTED)
                archive.index.remove(testimony=testimony.id)
            new = len(added) if testimony.id == testimony_id else 0
            gate.record_event(
                archive, viewer, Action.FINDING_DECIDE, testimony, decisions=len(own), added=new
            )


def approve(archive: Archive, viewer: Viewer, testimony_id: str) -> None:
    """A steward vouches for the renderings. Raises ``Refused`` while a doubtful finding is undecided.

    Quotes released before that read otherwise now are taken back.
    """
    testimony = gate.load_authorised(archive, viewer, Action.TESTIMONY_APPROVE, testimony_id)
    if testimony.state in (TestimonyState.SEALED, TestimonyState.MASKED):
        raise Refused("Nothing was looked for in this testimony for a review yet; run the detection first.")
    findings = archive.store.reviews.findings(testimony.id)
    if not ready(findings, archive.store.reviews.decisions(testimony.id)):
        raise Refused("Some doubtful findings are not decided yet; decide them, then approve.")
    with archive.store.transaction():
        archive.store.testimonies.set_state(testimony.id, TestimonyState.APPROVED)
        gone = quotes.take_back(archive, testimony)
        counts = {"findings": len(findings), **({"quotes_withdrawn": gone} if gone else {})}
        gate.record_event(archive, viewer, Action.TESTIMONY_APPROVE, testimony, **counts)


def unseal(archive: Archive, viewer: Viewer, testimony: Testimony) -> str:
    """A steward opens the original to redact it: what may be de-identified, blanks for the rest."""
    action, about = Action.TESTIMONY_UNSEAL, ("testimony", testimony.id)

    def look() -> tuple[dict[int, Permit], dict[int, str]]:
        now = archive.store.testimonies.get(testimony.id) or testimony
        turns = gate.permitted(archive, now, gate.DEIDENTIFY)
        gate.authorise(archive, viewer, action, Resource(testimony.project), gate.any_of(turns), about)
        return turns, archive.store.testimonies.unseal(testimony.id, sorted(turns))

    _, words = gate.read_consistently(
        archive, look, lambda seen: gate.record_reading(archive, viewer, action, testimony, seen[0])
    )
    return reading.whole_text(testimony, words)


def index(archive: Archive, viewer: Viewer, testimony_id: str) -> int:
    """Put the renderings that may be found into the index as keyed tokens; the number of documents."""
    testimony = reading.readable(gate.load_authorised(archive, viewer, Action.TESTIMONY_INDEX, testimony_id))
    documents = reading.index_documents(archive, testimony)
    archive.log.append(replace(gate.event(viewer, Action.TESTIMONY_INDEX), object_type="testimony",
                               object_id=testimony.id, version=testimony.version))  # fmt: skip
    archive.index.remove(testimony=testimony.id)
    archive.index.put(documents)
    return len(documents)
