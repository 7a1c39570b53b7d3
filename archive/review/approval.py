"""A steward's decisions are kept, the original is opened to make them, and the renderings are vouched for.

Approval is refused while a doubtful finding is undecided. What readers could see before a decision goes back
into review, since what was approved was another rendering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive import reading
from archive.access import gate
from archive.access.policy.roles import Resource
from archive.errors import Refused
from archive.model import (
    Action,
    Decision,
    Finding,
    Testimony,
    TestimonyState,
    Viewer,
)
from archive.ports import Archive
from archive.reading import quotes
from archive.redact.review_states import ready
from archive.review import project_terms
from consent.policy import Permit


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
